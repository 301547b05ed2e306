"""One's own clips after their end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, select, tuple_

from emberline.accounts.models import Preferences, User
from emberline.clips.models import Clip, HighlightClip
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, NOW, SEES_ORIGIN
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import LAST_ID, PageRequest, Position

IS_IN_NO_HIGHLIGHT = ~exists().where(HighlightClip.clip_id == Clip.id)
ERASABLE = (
    select(Clip.id)
    .join(Preferences, Preferences.user_id == Clip.author_id)
    .where(
        Clip.expires_at <= bindparam("before", type_=Instant),
        Preferences.archive_days == bindparam("days"),
        Clip.held_at.is_(None),
        IS_IN_NO_HIGHLIGHT,
    )
    .order_by(Clip.expires_at)
)
"""Clips that ended `before` and whose author's archive keeps `days`, for one length at a time.

What is held as evidence or kept in a highlight stays.
"""

_ALL_KEPT_DAYS = select(Preferences.archive_days).distinct()
_KEPT_DAYS = select(Preferences.archive_days).where(Preferences.user_id == AUTHOR_ID)
_ARCHIVE = (
    select(*SERVED)
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.author_id == AUTHOR_ID,
        Clip.expires_at <= NOW,
        Clip.expires_at > bindparam("since", type_=Instant),
        Clip.held_at.is_(None),
        SEES_ORIGIN,
        tuple_(Clip.published_at, Clip.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(Clip.published_at.desc(), Clip.id.desc())
    .limit(bindparam("size"))
)


def all_kept_days(conn: Connection) -> list[int]:
    """The different numbers of days that people keep their archive: a handful."""
    return list(conn.execute(_ALL_KEPT_DAYS).scalars())


def kept_days(conn: Connection, author_id: str) -> int:
    """For how many days after their end the author keeps clips; 0 for not at all."""
    return conn.execute(_KEPT_DAYS, {"author_id": author_id}).scalar_one()


def expired_clips(
    conn: Connection,
    author_id: str,
    since: datetime,
    asked: PageRequest[Position],
    now: datetime,
) -> Sequence[ClipRow]:
    """An author's clips that ended after `since`, newest first: one more than the page holds."""
    at, identifier = asked.after or (now, LAST_ID)
    binds = {"viewer_id": author_id, "author_id": author_id, "now": now, "since": since}
    rows = conn.execute(_ARCHIVE, {**binds, "at": at, "id": identifier, "size": asked.size})
    return [ClipRow._make(row) for row in rows]
