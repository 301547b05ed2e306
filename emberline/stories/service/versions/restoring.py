"""Bringing a version back as the draft."""

import asyncio
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from emberline.kit.db import Database
from emberline.kit.revisions import IfMatch, Revised, check_revision
from emberline.stories.rules.roles import Role
from emberline.stories.schemas.versions import Restored
from emberline.stories.service import activity
from emberline.stories.service.access import draft_for
from emberline.stories.service.documents import (
    Parts,
    assembled,
    draft_rows,
    parts_of,
    store_parts,
)
from emberline.stories.service.playables import unpack
from emberline.stories.service.versions.listing import frozen_or_404


class _Version(NamedTuple):
    """A version, ready to be stored as the draft."""

    number: int
    parts: Parts


async def restore(
    database: Database,
    viewer_id: str,
    story_id: str,
    number: int,
    if_match: IfMatch | None,
    now: datetime,
) -> Restored:
    """Make the draft what a version was; what is published stays as it is.

    AppError as `draft_for` and `check_revision`, 404 for a version that there is not.
    """
    packed = await database.read(_load, viewer_id, story_id, number)
    version = _Version(number, await asyncio.to_thread(_parts, story_id, packed))
    return await database.write(_restore, viewer_id, story_id, version, if_match, now)


def _load(conn: Connection, viewer_id: str, story_id: str, number: int) -> bytes:
    draft_for(conn, viewer_id, story_id, Role.EDITOR)
    return frozen_or_404(conn, story_id, number).document


def _parts(story_id: str, packed: bytes) -> Parts:
    return parts_of(story_id, unpack(packed))


def _restore(
    conn: Connection,
    viewer_id: str,
    story_id: str,
    version: _Version,
    if_match: IfMatch | None,
    now: datetime,
) -> Restored:
    row = draft_for(conn, viewer_id, story_id, Role.EDITOR, lock=True).row
    revised = Revised(row.draft_revision, row.changed_by)
    check_revision(if_match, revised, viewer_id, lambda: assembled(draft_rows(conn, story_id)))
    store_parts(conn, story_id, version.parts, viewer_id, now)
    detail = {"version": version.number}
    activity.record(conn, story_id, viewer_id, "version.restored", detail=detail, now=now)
    return Restored(story_id, version.number, row.draft_revision + 1)
