"""One's own clips after their end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, tuple_

from emberline.accounts.models import Preferences, User
from emberline.clips.models import Clip
from emberline.clips.queries.feed import LAST_ID
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, NOW, SEES_ORIGIN
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import Position

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


def kept_days(conn: Connection, author_id: str) -> int:
    """For how many days after their end the author keeps clips; 0 for not at all."""
    return conn.execute(_KEPT_DAYS, {"author_id": author_id}).scalar_one()


def expired_clips(
    conn: Connection,
    author_id: str,
    since: datetime,
    after: Position | None,
    size: int,
    now: datetime,
) -> Sequence[ClipRow]:
    """At most `size` of an author's clips that ended after `since`, newest first."""
    at, identifier = after or (now, LAST_ID)
    binds = {"viewer_id": author_id, "author_id": author_id, "now": now, "since": since}
    rows = conn.execute(_ARCHIVE, {**binds, "at": at, "id": identifier, "size": size})
    return [ClipRow._make(row) for row in rows]
