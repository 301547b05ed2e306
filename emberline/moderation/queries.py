"""Statements about reports, what is reported, and the log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    String,
    bindparam,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.models import User
from emberline.accounts.queries import block_between
from emberline.clips.models import Clip, ClipComment
from emberline.clips.queries.rule import VIEWER
from emberline.kit.db import Identifier, Instant
from emberline.kit.ids import new_id
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.media.models import Media
from emberline.media.service.media import COLUMNS, MediaRow
from emberline.moderation.models import Report, ReportLogEntry
from emberline.moderation.rules import ReportKind, ReportStatus
from emberline.stories.models.drafts import Story
from emberline.stories.models.reviews import Review
from emberline.stories.models.versions import CatalogueEntry


class ReportRow(NamedTuple):
    """A report and the name of who made it."""

    id: str
    kind: str
    subject_id: str
    author_id: str | None
    reporter_id: str | None
    reporter_username: str | None
    reason: str
    note: str | None
    snapshot: dict[str, Any]
    status: str
    created_at: datetime


class Entry(NamedTuple):
    """What is done about reports: by whom, why for moderators, why for who is suspended."""

    by: str | None
    action: str
    note: str | None = None
    reason: str | None = None


class EntryRow(NamedTuple):
    """What was done about a report."""

    report_id: str
    by: str | None
    by_username: str | None
    action: str
    note: str | None
    reason: str | None
    at: datetime


class CommentRow(NamedTuple):
    """A comment that is not held, and whether its writer's words reach the viewer."""

    clip_id: str
    user_id: str
    username: str
    text: str
    created_at: datetime


class StoryRow(NamedTuple):
    """What readers see of a story."""

    author_id: str
    username: str
    title: str
    description: str
    version: int
    version_id: str
    category: str
    tags: list[str]
    content_notes: list[str]
    cover_media_id: str | None


class ProfileRow(NamedTuple):
    """What a profile says in words."""

    username: str
    display_name: str
    bio: str


class Unresolved(NamedTuple):
    """A report that waits for moderators, its row locked."""

    id: str
    reporter_id: str | None
    status: str


def lock_subject(conn: Connection, kind: ReportKind, subject_id: str) -> bool:
    """Keep other reports and decisions about the thing waiting; whether there is such a thing."""
    statement = _LOCK_SUBJECT.get(kind)
    if statement is None:
        return False
    return conn.execute(statement, {"of_subject": subject_id}).first() is not None


def insert_report(conn: Connection, values: dict[str, Any]) -> bool:
    """Write a report: the columns of `Report`. Whether it is the reporter's first of the thing."""
    return conn.execute(_INSERT[conn.dialect.name], values).first() is not None


def comment_in_sight(conn: Connection, viewer_id: str, comment_id: str) -> CommentRow | None:
    """The comment, if it is not held, its writer not suspended, and no block in between."""
    row = conn.execute(_COMMENT, {"viewer_id": viewer_id, "of_comment": comment_id}).first()
    return None if row is None else CommentRow._make(row)


def story(conn: Connection, story_id: str) -> StoryRow:
    """What readers see of a published story."""
    return StoryRow._make(conn.execute(_STORY, {"of_story": story_id}).one())


def profile(conn: Connection, user_id: str) -> ProfileRow:
    """The words of a profile that is there."""
    return ProfileRow._make(conn.execute(_PROFILE, {"of_user": user_id}).one())


def list_reports(
    conn: Connection, asked: PageRequest[Position], status: str, kind: str
) -> Page[ReportRow]:
    """A page of reports, newest first. status, kind: `all` or the one wanted."""
    at, identifier = asked.after or NEWEST
    binds = {"status": status, "kind": kind, "at": at, "id": identifier, "size": asked.size}
    rows = [ReportRow._make(row) for row in conn.execute(_LIST, binds)]
    return cut(rows, asked.limit, lambda row: Position(row.created_at, row.id))


def report(conn: Connection, report_id: str) -> ReportRow | None:
    """One report."""
    row = conn.execute(_ONE, {"of_report": report_id}).first()
    return None if row is None else ReportRow._make(row)


def entries(conn: Connection, report_ids: Sequence[str]) -> list[EntryRow]:
    """The logs of these reports, each the oldest entry first."""
    rows = conn.execute(_ENTRIES, {"report_ids": list(report_ids)})
    return [EntryRow._make(row) for row in rows]


def media_rows(conn: Connection, media_ids: Sequence[str]) -> dict[str, MediaRow]:
    """Those of these media that are there, whoever owns them, by their ids."""
    rows = [MediaRow._make(row) for row in conn.execute(_MEDIA, {"media_ids": list(media_ids)})]
    return {row.id: row for row in rows}


def lock_unresolved(conn: Connection, kind: str, subject_id: str) -> list[Unresolved]:
    """The unresolved reports of a thing, locked: of two moderators the second finds none."""
    rows = conn.execute(_LOCK_UNRESOLVED, {"of_kind": kind, "of_subject": subject_id})
    return [Unresolved._make(row) for row in rows]


def set_status(conn: Connection, report_ids: Sequence[str], status: ReportStatus) -> None:
    """Bring reports to `status`."""
    conn.execute(_SET_STATUS, {"report_ids": list(report_ids), "new_status": status.value})


def log(conn: Connection, report_ids: Sequence[str], entry: Entry, now: datetime) -> None:
    """Add the same entry to the log of each of these reports."""
    columns = {**entry._asdict(), "at": now}
    rows = [{**columns, "id": new_id(), "report_id": report_id} for report_id in report_ids]
    if rows:
        conn.execute(_LOG, rows)


def lock_role(conn: Connection, user_id: str) -> str | None:
    """The user's role, which stays so until the commit; None for no such user."""
    role: str | None = conn.execute(_LOCK_ROLE, {"of_user": user_id}).scalar()
    return role


_SUBJECT = bindparam("of_subject", type_=Identifier)
_USER = bindparam("of_user", type_=Identifier)
_IDS = bindparam("report_ids", type_=Identifier, expanding=True)
_SUBJECT_IDS = {
    ReportKind.CLIP: Clip.id,
    ReportKind.STORY: Story.id,
    ReportKind.REVIEW: Review.id,
    ReportKind.COMMENT: ClipComment.id,
    ReportKind.USER: User.id,
}
_LOCK_SUBJECT = {
    kind: select(id).where(id == _SUBJECT).with_for_update(key_share=True)
    for kind, id in _SUBJECT_IDS.items()
}


def _insert(dialect: Any) -> Any:
    columns = Report.__table__.c
    statement = dialect.insert(Report).values(
        {column.name: bindparam(column.name, type_=column.type) for column in columns}
    )
    return statement.on_conflict_do_nothing(
        index_elements=[Report.reporter_id, Report.kind, Report.subject_id]
    ).returning(Report.id)


_INSERT = {"sqlite": _insert(sqlite), "postgresql": _insert(postgresql)}
_COMMENT = (
    select(
        ClipComment.clip_id,
        ClipComment.user_id,
        User.username,
        ClipComment.text,
        ClipComment.created_at,
    )
    .join(User, User.id == ClipComment.user_id)
    .join(Clip, Clip.id == ClipComment.clip_id)
    .where(
        ClipComment.id == bindparam("of_comment", type_=Identifier),
        ClipComment.held_at.is_(None),
        User.suspended_at.is_(None),
        ~block_between(ClipComment.user_id, VIEWER),
        ~block_between(ClipComment.user_id, Clip.author_id),
    )
)
_STORY = (
    select(
        CatalogueEntry.author_id,
        User.username,
        CatalogueEntry.title,
        CatalogueEntry.description,
        CatalogueEntry.version,
        CatalogueEntry.version_id,
        CatalogueEntry.category,
        CatalogueEntry.tags,
        CatalogueEntry.content_notes,
        CatalogueEntry.cover_media_id,
    )
    .join(User, User.id == CatalogueEntry.author_id)
    .where(CatalogueEntry.story_id == bindparam("of_story", type_=Identifier))
)
_PROFILE = select(User.username, User.display_name, User.bio).where(User.id == _USER)
_REPORTS = select(
    Report.id,
    Report.kind,
    Report.subject_id,
    Report.author_id,
    Report.reporter_id,
    User.username,
    Report.reason,
    Report.note,
    Report.snapshot,
    Report.status,
    Report.created_at,
).outerjoin(User, User.id == Report.reporter_id)
_STATUS, _KIND = bindparam("status", type_=String), bindparam("kind", type_=String)
_LIST = (
    _REPORTS.where(
        or_(_STATUS == "all", Report.status == _STATUS),
        or_(_KIND == "all", Report.kind == _KIND),
        tuple_(Report.created_at, Report.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(Report.created_at.desc(), Report.id.desc())
    .limit(bindparam("size"))
)
_ONE = _REPORTS.where(Report.id == bindparam("of_report", type_=Identifier))
_ENTRIES = (
    select(
        ReportLogEntry.report_id,
        ReportLogEntry.by,
        User.username,
        ReportLogEntry.action,
        ReportLogEntry.note,
        ReportLogEntry.reason,
        ReportLogEntry.at,
    )
    .outerjoin(User, User.id == ReportLogEntry.by)
    .where(ReportLogEntry.report_id.in_(_IDS))
    .order_by(ReportLogEntry.at, ReportLogEntry.id)
)
_MEDIA = select(*COLUMNS).where(
    Media.id.in_(bindparam("media_ids", type_=Identifier, expanding=True))
)
_LOCK_UNRESOLVED = (
    select(Report.id, Report.reporter_id, Report.status)
    .where(
        Report.kind == bindparam("of_kind", type_=String),
        Report.subject_id == _SUBJECT,
        Report.status != ReportStatus.RESOLVED.value,
    )
    .order_by(Report.id)
    .with_for_update()
)
_SET_STATUS = (
    update(Report).where(Report.id.in_(_IDS)).values(status=bindparam("new_status", type_=String))
)
_LOG = insert(ReportLogEntry)
_LOCK_ROLE = select(User.role).where(User.id == _USER).with_for_update(key_share=True)
