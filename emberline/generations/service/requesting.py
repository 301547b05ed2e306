"""Asking for a generation: the story is pinned as it stands, and a job is to render it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, insert, null, update

from emberline.accounts.queries import lock_user
from emberline.generations.models import StoryGeneration
from emberline.generations.queries import (
    GENERATION_ID,
    RENDER,
    counts_of,
    own_story,
)
from emberline.generations.rules import KEPT_MOST, MOVES, RUNNING_MOST, WAITING_MOST, Status
from emberline.generations.schemas import RequestedGeneration
from emberline.generations.service.logging import Entry, record
from emberline.generations.service.showing import own_generation
from emberline.generations.service.telling import tell
from emberline.kit.db import Identifier, act_for, hot
from emberline.kit.errors import AppError, conflict, not_found, too_many
from emberline.kit.ids import new_id
from emberline.kit.jobs import request, retry
from emberline.stories.queries.plays import PLAYTEST, Reader, standing_moves
from emberline.stories.service.plays.finding import log_of, play_for

# A generation takes minutes: sooner there is hardly a place free.
_RETRY_AFTER_SECONDS = 60


class Asked(NamedTuple):
    """What was asked for; options: those that were named."""

    story_id: str
    kind: str
    voice: str | None
    options: Mapping[str, Any]


class DraftNeeded(Exception):  # noqa: N818 (not an error: what is to be done first)
    """The story was never published: its draft has to be packed first, outside a transaction."""


class _Pinned(NamedTuple):
    """What exactly is rendered; see `StoryGeneration`."""

    version_id: str | None
    document: bytes | None
    log: dict[str, Any] | None


def request_generation(
    conn: Connection,
    user_id: str,
    asked: Asked,
    draft: bytes | None,
    limited: bool,
    now: datetime,
) -> RequestedGeneration:
    """Ask for a generation of a story of the user's; a job renders it.

    draft: the packed draft, for a story without a published version. limited: whether there is a
    limit of how many may wait. AppError 404 for another's story or play, 409 for a play that cannot
    be told from its beginning, 429 over the limit; DraftNeeded.
    """
    act_for(conn, user_id)
    lock_user(conn, user_id)
    pinned = _pinned(conn, user_id, asked, draft)
    if limited:
        _check_counts(conn, user_id, KEPT_MOST - 1)
    generation_id = new_id()
    hot(
        conn,
        _INSERT,
        id=generation_id,
        user_id=user_id,
        job_id=_ask(conn, user_id, generation_id, now),
        **asked._asdict(),
        **pinned._asdict(),
        attempts=0,
        status=Status.PENDING,
        progress=0,
        created_at=now,
    )
    return RequestedGeneration(generation_id, Status.PENDING, 0)


def retry_generation(
    conn: Connection,
    user_id: str,
    generation_id: str,
    limited: bool,
    now: datetime,
) -> RequestedGeneration:
    """Let a failed generation run again. AppError 404 for another's, 409 for one that did not fail,
    429 over the limit.
    """
    act_for(conn, user_id)
    lock_user(conn, user_id)
    row = own_generation(conn, user_id, generation_id, now)
    if row.status not in MOVES["retry"][0]:
        raise conflict("Generation has not failed", "Only a failed generation can be retried.")
    if limited:
        _check_counts(conn, user_id, KEPT_MOST)
    # The job may have ended well with a refusal, or be long forgotten.
    job_id = row.job_id
    if not retry(conn, job_id, now):
        job_id = _ask(conn, user_id, generation_id, now)
    conn.execute(_RETRY, {"generation_id": generation_id, "new_job_id": job_id})
    record(conn, row, now, Entry("info", "retried", "You asked for another try."))
    again = row._replace(status=MOVES["retry"][1], progress=0, error=None, finished_at=None)
    tell(conn, again, now)
    return RequestedGeneration(generation_id, again.status, 0)


def _ask(conn: Connection, user_id: str, generation_id: str, now: datetime) -> str:
    return request(conn, RENDER, generation_id, now=now, user_id=user_id, seats=RUNNING_MOST)


def _pinned(conn: Connection, user_id: str, asked: Asked, draft: bytes | None) -> _Pinned:
    story = own_story(conn, user_id, asked.story_id)
    if story is None:
        raise not_found("Story")
    progress_id = asked.options.get("progress_id")
    if progress_id is not None:
        return _pinned_play(conn, user_id, asked.story_id, progress_id)
    if story.version_id is not None:
        return _Pinned(story.version_id, None, None)
    if draft is None:
        raise DraftNeeded
    return _Pinned(None, draft, None)


def _pinned_play(conn: Connection, user_id: str, story_id: str, progress_id: str) -> _Pinned:
    play = play_for(conn, Reader(user_id, None), story_id, progress_id)
    if play.base is not None or play.slot == PLAYTEST:
        raise conflict(
            "Play cannot be narrated",
            "It is a playtest, or was moved to a newer version on the way. Narrate a play of the "
            "published story that began there.",
        )
    log = log_of(play, standing_moves(conn, play.id))
    return _Pinned(play.version_id, None, msgspec.to_builtins(log))


def _check_counts(conn: Connection, user_id: str, kept_most: int) -> None:
    waiting, kept = counts_of(conn, user_id)
    if waiting >= WAITING_MOST:
        raise _too_many_waiting()
    if kept > kept_most:
        raise conflict(
            "Too many generations", f"You have {kept}. Delete some that you no longer need."
        )


def _too_many_waiting() -> AppError:
    told = f"{WAITING_MOST} generations of yours wait already. Ask again when some have ended."
    return too_many(told, {"Retry-After": str(_RETRY_AFTER_SECONDS)})


_GIVEN = (
    *("id", "user_id", "story_id", "version_id", "kind", "voice", "options", "log"),
    *("job_id", "attempts", "status", "progress", "created_at", "document"),
)
_INSERT = insert(StoryGeneration).values({name: bindparam(name) for name in _GIVEN})
_RETRY = (
    update(StoryGeneration)
    .where(StoryGeneration.id == GENERATION_ID)
    .values(
        status=MOVES["retry"][1],
        job_id=bindparam("new_job_id", type_=Identifier),
        progress=0,
        error=null(),
        finished_at=null(),
        expected_at=null(),
        expires_at=null(),
    )
)
