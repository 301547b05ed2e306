"""Answers to an operator's tools."""

from datetime import date
from typing import Annotated

import msgspec

from emberline.kit.answers import UtcTime, one_of
from emberline.kit.jobs import JobStatus
from emberline.media.rules import Status
from emberline.media.sniff import FORMATS


class Health(msgspec.Struct, frozen=True):
    """One word: `ok` or `ready`."""

    status: Annotated[str, one_of(("ok", "ready"))]


class KindStorage(msgspec.Struct, frozen=True):
    """What media of one kind and state take up."""

    kind: Annotated[str, one_of(FORMATS)]
    status: Annotated[str, one_of(Status)]
    count: int
    bytes: int


class UserStorage(msgspec.Struct, frozen=True):
    """What one person's media take up."""

    user_id: str
    username: str
    count: int
    bytes: int


class Storage(msgspec.Struct, frozen=True):
    """What is stored, and how much room is left.

    The disk is the data folder's; with an external database or media store those lie elsewhere.
    """

    media_bytes: int
    media: list[KindStorage]
    waiting_deletions: int
    database_bytes: int
    disk_free_bytes: int
    disk_bytes: int
    users: list[UserStorage]


class JobFigures(msgspec.Struct, frozen=True):
    """How many jobs of a kind are in a state; since when the oldest of them has been due."""

    kind: str
    status: Annotated[str, one_of(JobStatus)]
    count: int
    oldest_due_at: UtcTime


class JobEntry(msgspec.Struct, frozen=True):
    """A job, without what it was told: that may be somebody's secret."""

    job_id: str
    kind: str
    subject: str
    user_id: str | None
    status: Annotated[str, one_of(JobStatus)]
    attempt: int
    failures: int
    progress: int
    due_at: UtcTime
    period_seconds: int | None
    error: str | None
    created_at: UtcTime
    started_at: UtcTime | None
    finished_at: UtcTime | None


class Queue(msgspec.Struct, frozen=True):
    """The jobs by kind and state, and a page of them, the newest first."""

    figures: list[JobFigures]
    jobs: list[JobEntry]


class Day(msgspec.Struct, frozen=True):
    """How many on one day, by UTC."""

    day: date
    count: int


class InstanceInsights(msgspec.Struct, frozen=True):
    """How the instance is used, in numbers that name nobody.

    Active is who used a session within the last 24 hours or 7 days. Clips and views are counted
    as long as they are kept: what its author deleted, or the archive gave up, counts no more.
    """

    users: int
    suspended: int
    active_day: int
    active_week: int
    clips: int
    clips_active: int
    clips_by_kind: dict[str, int]
    clips_by_visibility: dict[str, int]
    clips_by_day: list[Day]
    views_by_day: list[Day]
    new_users_by_day: list[Day]
