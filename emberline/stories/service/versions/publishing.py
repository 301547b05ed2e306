"""Publishing a draft: checked, tried on the live plays, frozen; and taking a story back."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import Database, Identifier
from emberline.kit.errors import AppError, conflict
from emberline.stories.engine.check.report import CheckReport
from emberline.stories.engine.document import Story
from emberline.stories.models import drafts as models
from emberline.stories.queries.access import DraftRow
from emberline.stories.queries.versions import FrozenRow, frozen_document
from emberline.stories.rules.roles import Role
from emberline.stories.schemas.versions import DryRun, Publication, Warnings
from emberline.stories.service import activity, entries
from emberline.stories.service.access import draft_for
from emberline.stories.service.documents import DraftRows, draft_rows
from emberline.stories.service.playables import unpack
from emberline.stories.service.story_media import publish_media
from emberline.stories.service.versions.checking import checked_draft
from emberline.stories.service.versions.freezing import Frozen, frozen, store_frozen
from emberline.stories.service.versions.trial import try_plays

TRIES = 4
"""So often it starts over when the draft was edited while it was checked."""


class _Loaded(NamedTuple):
    """A draft as it was read; newest: its newest version, None before the first."""

    row: DraftRow
    rows: DraftRows
    newest: FrozenRow | None


class _Ready(NamedTuple):
    """A draft that may be published; version: None where it is as the newest one."""

    row: DraftRow
    document: Story
    report: CheckReport
    version: Frozen | None
    newest_id: str | None


async def publish(
    database: Database, viewer_id: str, story_id: str, now: Callable[[], datetime]
) -> Publication:
    """Freeze the draft as the story's next version and let readers have it.

    The check and the dry run are made outside of any transaction; if the draft was edited in the
    meantime it starts over. A draft that is as the newest version makes no new one. AppError as
    `draft_for`, 409 with the check's `report` for errors, 409 for a draft that keeps changing.
    """
    for _ in range(TRIES):
        prepared = await _prepared(database, viewer_id, story_id)
        dry_run = await _tried(database, story_id, prepared)
        number = await database.write(_publish, viewer_id, story_id, prepared, now())
        if number is not None:
            return _publication(story_id, number, prepared, dry_run, is_published=True)
    raise conflict("Draft keeps changing", "It is being edited right now. Publish again.")


async def rehearse(database: Database, viewer_id: str, story_id: str) -> Publication:
    """What `publish` would lead to, and refuses; nothing is changed. AppError as it."""
    prepared = await _prepared(database, viewer_id, story_id)
    dry_run = await _tried(database, story_id, prepared)
    number = prepared.row.version + (prepared.version is not None)
    is_published = bool(prepared.row.is_published)
    return _publication(story_id, number, prepared, dry_run, is_published=is_published)


def take_back(
    conn: Connection, viewer_id: str, story_id: str, now: datetime, *, is_rehearsal: bool = False
) -> Publication:
    """Let only its people read the story. Nothing happens to one that is not published.

    is_rehearsal: nothing is changed. AppError as `draft_for`.
    """
    row = draft_for(conn, viewer_id, story_id, Role.OWNER, lock=True).row
    if row.is_published and not is_rehearsal:
        binds = {"of_story": story_id, "number": row.version, "published": False}
        conn.execute(_UPDATE_STORY, binds)
        entries.take_back(conn, story_id)
        activity.record(conn, story_id, viewer_id, "story.taken_back", now=now)
    is_published = bool(row.is_published) and is_rehearsal
    return Publication(story_id, row.version, False, is_published, None, None)


async def _prepared(database: Database, viewer_id: str, story_id: str) -> _Ready:
    """The draft, checked and packed. AppError as `publish`."""
    loaded = await database.read(_load, viewer_id, story_id)
    prepared = await asyncio.to_thread(_checked_and_packed, loaded)
    if not prepared.report.valid:
        raise _not_valid(prepared.report)
    return prepared


def _load(conn: Connection, viewer_id: str, story_id: str) -> _Loaded:
    row = draft_for(conn, viewer_id, story_id, Role.OWNER).row
    newest = frozen_document(conn, story_id, row.version) if row.version else None
    return _Loaded(row, draft_rows(conn, story_id), newest)


def _checked_and_packed(loaded: _Loaded) -> _Ready:
    document, report = checked_draft(loaded.rows)
    newest = loaded.newest
    is_same = newest is not None and _written(unpack(newest.document)) == _written(document)
    version = None if is_same or not report.valid else frozen(document, report.metrics)
    newest_id = newest.id if newest is not None and is_same else None
    return _Ready(loaded.row, document, report, version, newest_id)


async def _tried(database: Database, story_id: str, prepared: _Ready) -> DryRun:
    return await try_plays(database, story_id, prepared.document, prepared.newest_id)


def _publish(
    conn: Connection, viewer_id: str, story_id: str, prepared: _Ready, now: datetime
) -> int | None:
    """Publish what was prepared; the number, or None where the draft is another by now."""
    row = draft_for(conn, viewer_id, story_id, Role.OWNER, lock=True).row
    was = prepared.row
    if (row.draft_revision, row.version) != (was.draft_revision, was.version):
        return None
    if prepared.version is None and row.is_published:
        return row.version
    number = row.version + (prepared.version is not None)
    conn.execute(_UPDATE_STORY, {"of_story": story_id, "number": number, "published": True})
    if prepared.version is None:
        # It comes back as it was, and not as news.
        entries.relist(conn, story_id)
    else:
        version_id = store_frozen(conn, story_id, prepared.version, number, viewer_id, now)
        entries.enter(conn, story_id, version_id, now)
        publish_media(conn, story_id, prepared.document)
    detail = {"version": number}
    activity.record(conn, story_id, viewer_id, "story.published", detail=detail, now=now)
    return number


def _publication(
    story_id: str, number: int, prepared: _Ready, dry_run: DryRun, *, is_published: bool
) -> Publication:
    return Publication(
        story_id,
        number,
        prepared.version is not None,
        is_published,
        dry_run,
        Warnings(prepared.report.warnings),
    )


def _not_valid(report: CheckReport) -> AppError:
    count = report.metrics.errors
    errors = "an error" if count == 1 else f"{count} errors"
    return conflict(
        "Story is not valid",
        f"The draft has {errors}, told in `report`. Mend them, then publish again.",
        report=report,
    )


_written = msgspec.json.Encoder().encode
# The draft is as it was, and so is who changed it last.
_UPDATE_STORY = (
    update(models.Story)
    .where(models.Story.id == bindparam("of_story", type_=Identifier))
    .values(
        version=bindparam("number"),
        is_published=bindparam("published"),
        revision=models.Story.revision + 1,
    )
)
