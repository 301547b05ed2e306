"""Clips that nobody but their author knows of yet: drafts, and those whose time is to come."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, or_, select

from emberline.accounts.models import User
from emberline.clips.models import Clip
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, NOW
from emberline.kit.db import Identifier
from emberline.kit.paging import LAST_ID, PageRequest

_IS_DRAFT = or_(Clip.published_at.is_(None), Clip.published_at > NOW)
_DRAFTS_OF = (
    Clip.author_id == AUTHOR_ID,
    _IS_DRAFT,
    # Follows from the line above, and is what the index knows.
    or_(Clip.expires_at.is_(None), Clip.expires_at > NOW),
)

_DRAFTS = (
    select(*SERVED)
    .join(User, User.id == Clip.author_id)
    .where(*_DRAFTS_OF, Clip.held_at.is_(None), Clip.id < bindparam("id", type_=Identifier))
    .order_by(Clip.id.desc())
    .limit(bindparam("size"))
)
_COUNT = select(func.count()).where(*_DRAFTS_OF)
_LOCK = (
    select(Clip.status, Clip.lifetime_seconds, Clip.published_at)
    .where(Clip.id == CLIP_ID, _IS_DRAFT)
    .with_for_update()
)


class DraftPlace(NamedTuple):
    """A place in the list of drafts, by creation: their ids tell it, no time of theirs does."""

    id: str


def drafts_of(
    conn: Connection, author_id: str, asked: PageRequest[DraftPlace], now: datetime
) -> list[ClipRow]:
    """An author's drafts and scheduled clips, the newest first: one more than the page holds."""
    identifier = asked.after.id if asked.after else LAST_ID
    binds = {"viewer_id": author_id, "author_id": author_id, "now": now, "size": asked.size}
    return [ClipRow._make(row) for row in conn.execute(_DRAFTS, {**binds, "id": identifier})]


def count_drafts(conn: Connection, author_id: str, now: datetime) -> int:
    """How many drafts and scheduled clips the author has."""
    return conn.execute(_COUNT, {"author_id": author_id, "now": now}).scalar_one()


def lock_draft(
    conn: Connection, clip_id: str, now: datetime
) -> Row[str, int, datetime | None] | None:
    """Status, lifetime and time to come of an unpublished clip, locked; None when it is published.

    The time is null for a draft.
    """
    return conn.execute(_LOCK, {"clip_id": clip_id, "now": now}).first()
