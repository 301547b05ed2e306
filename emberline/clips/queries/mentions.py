"""Whom the stickers of clips mention."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, select

from emberline.accounts.models import User
from emberline.accounts.queries import block_between
from emberline.clips.models import Clip, ClipMention
from emberline.clips.queries.rows import ClipRow
from emberline.clips.queries.rule import CLIP_ID, VIEWER, Rule, sees_origin
from emberline.clips.rules.stickers import mentioned_in
from emberline.kit.db import Identifier
from emberline.notifications.models import Notification

MENTIONED = "clip.mentioned"

_NAMES = select(User.id, User.username).where(
    User.id.in_(bindparam("user_ids", type_=Identifier, expanding=True)),
    User.suspended_at.is_(None),
    ~block_between(User.id, VIEWER),
)


def names_mentioned(conn: Connection, viewer_id: str, rows: Iterable[ClipRow]) -> dict[str, str]:
    """The usernames of those whom the clips mention, as far as the viewer may know of them.

    One statement, or none where nobody is mentioned.
    """
    return names_of(conn, viewer_id, {id for row in rows for id in mentioned_in(row.stickers)})


def names_of(conn: Connection, viewer_id: str, user_ids: Iterable[str]) -> dict[str, str]:
    """The usernames of those of the users whom the viewer may know of."""
    asked = sorted(user_ids)
    if not asked:
        return {}
    rows = conn.execute(_NAMES, {"user_ids": asked, "viewer_id": viewer_id})
    return {row.id: row.username for row in rows}


_UNTOLD = (
    select(ClipMention.user_id, Clip.author_id, Clip.expires_at)
    .join(Clip, Clip.id == ClipMention.clip_id)
    .join(User, User.id == Clip.author_id)
    .where(
        ClipMention.clip_id == CLIP_ID,
        Rule(Clip, User, ClipMention.user_id).may_see(),
        sees_origin(Clip, ClipMention.user_id),
        ~exists().where(
            Notification.user_id == ClipMention.user_id,
            Notification.type == MENTIONED,
            Notification.clip_id == ClipMention.clip_id,
        ),
    )
    .order_by(ClipMention.user_id)
)


class Untold(NamedTuple):
    """Somebody whom a clip mentions, who may see it and was not told yet."""

    user_id: str
    author_id: str
    expires_at: datetime


def untold(conn: Connection, clip_id: str, now: datetime) -> list[Untold]:
    """Whom the clip mentions and who may see it at `now`, but for those who were told before."""
    return [Untold._make(row) for row in conn.execute(_UNTOLD, {"clip_id": clip_id, "now": now})]
