"""Snapshots of drafts for playtests, and letting them go."""

import asyncio
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Integer, bindparam, delete, exists, select, true

from emberline.kit.db import Database, Identifier, Instant
from emberline.kit.errors import invalid
from emberline.stories.models.plays import Play
from emberline.stories.models.versions import StoryVersion
from emberline.stories.queries.versions import same_playtest
from emberline.stories.rules.roles import Role
from emberline.stories.service.access import draft_for
from emberline.stories.service.documents import DraftRows, draft_rows
from emberline.stories.service.versions.checking import checked_draft
from emberline.stories.service.versions.freezing import Frozen, frozen, store_frozen

KEPT_FOR = timedelta(hours=24)
"""So long after the last move in it a playtest goes."""
SNAPSHOTS_MOST = 20
"""So many different drafts of a story are kept for playtests; an older one goes with its plays."""
FORGOTTEN_AT_ONCE = 50
# One that is about to go is not begun anew.
_USED_AGAIN_FOR = timedelta(hours=23)


class Snapshot(NamedTuple):
    """A draft frozen for a playtest; node_key: where it is to begin, None where the story does."""

    version_id: str
    node_key: str | None


async def snapshot(
    database: Database, viewer_id: str, story_id: str, wanted: str | None, now: datetime
) -> Snapshot:
    """Freeze the draft as it is, sound or not; the same one again where nothing has changed.

    wanted: the id of a node. AppError as `draft_for`, 400 for a node that the draft does not have.
    """
    rows = await database.read(_load, viewer_id, story_id)
    keys = {node.id: node.key for node in rows.nodes}
    if wanted is not None and wanted not in keys:
        raise invalid("node_id", "The draft has no node with this id. Name one that it has.")
    version = await asyncio.to_thread(_frozen, rows)
    version_id = await database.write(_store, viewer_id, story_id, version, now)
    return Snapshot(version_id, None if wanted is None else keys[wanted])


def forget_playtests(conn: Connection, now: datetime) -> int:
    """Delete a batch of snapshots without a move for KEPT_FOR, with their plays; how many."""
    return conn.execute(_FORGET_OLD, {"before": now - KEPT_FOR}).rowcount


def _load(conn: Connection, viewer_id: str, story_id: str) -> DraftRows:
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    return draft_rows(conn, story_id)


def _frozen(rows: DraftRows) -> Frozen:
    document, report = checked_draft(rows)
    return frozen(document, report.metrics)


def _store(conn: Connection, viewer_id: str, story_id: str, version: Frozen, now: datetime) -> str:
    draft_for(conn, viewer_id, story_id, Role.VIEWER, lock=True)
    since = now - _USED_AGAIN_FOR
    same = same_playtest(conn, story_id, version.document, since)
    if same is not None:
        return same
    conn.execute(_FORGET_BEYOND, {"of_story": story_id, "kept": SNAPSHOTS_MOST - 1})
    return store_frozen(conn, story_id, version, None, viewer_id, now)


_OF_STORY = bindparam("of_story", type_=Identifier)
_BEFORE = bindparam("before", type_=Instant)
_FORGET_OLD = delete(StoryVersion).where(
    StoryVersion.id.in_(
        select(StoryVersion.id)
        .where(
            StoryVersion.number.is_(None),
            StoryVersion.frozen_at < _BEFORE,
            ~exists(true())
            .where(Play.version_id == StoryVersion.id, Play.updated_at >= _BEFORE)
            .correlate(StoryVersion),
        )
        .order_by(StoryVersion.frozen_at)
        .limit(FORGOTTEN_AT_ONCE)
    )
)
_FORGET_BEYOND = delete(StoryVersion).where(
    StoryVersion.story_id == _OF_STORY,
    StoryVersion.number.is_(None),
    StoryVersion.id.not_in(
        select(StoryVersion.id)
        .where(StoryVersion.story_id == _OF_STORY, StoryVersion.number.is_(None))
        .order_by(StoryVersion.frozen_at.desc(), StoryVersion.id.desc())
        .limit(bindparam("kept", type_=Integer))
    ),
)
