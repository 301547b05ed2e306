"""Mentions: who is named on a clip may repost it, and is told of it once they may see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from emberline.clips.models import Clip, ClipMention
from emberline.clips.queries.mentions import MENTIONED, untold
from emberline.clips.queries.reposts import lock_shown
from emberline.clips.rules.stickers import mentioned_in, without_mention
from emberline.notifications.service import notify


def mention(conn: Connection, clip_id: str, stickers: Sequence[Mapping[str, Any]] | None) -> None:
    """Write down whom a new clip's stickers mention. They are told when it can be seen."""
    rows = [{"clip_id": clip_id, "user_id": user_id} for user_id in mentioned_in(stickers)]
    if rows:
        conn.execute(_INSERT, rows)


def announce(conn: Connection, clip_id: str, now: datetime) -> None:
    """Tell those whom the clip mentions and who may see it at `now`; each only once.

    Whenever a clip becomes visible: who may not see it is not told, nor who was told before.
    """
    lock_shown(conn, clip_id)
    told = untold(conn, clip_id, now)
    if told:
        notify(
            conn,
            [entry.user_id for entry in told],
            MENTIONED,
            actor_id=told[0].author_id,
            clip_id=clip_id,
            until=told[0].expires_at,
            now=now,
        )


def forget_mentioned(conn: Connection, user_id: str) -> None:
    """Take the stickers off that mention somebody who leaves: the clips are not theirs."""
    rows = conn.execute(_MENTIONING, {"of_user": user_id}).all()
    changed = [
        {"of_clip": row.id, "left": without_mention(row.stickers or [], user_id)} for row in rows
    ]
    if changed:
        conn.execute(_KEEP_STICKERS, changed)


_INSERT = insert(ClipMention)
_MENTIONING = (
    select(Clip.id, Clip.stickers)
    .join(ClipMention, ClipMention.clip_id == Clip.id)
    .where(ClipMention.user_id == bindparam("of_user"))
    .order_by(Clip.id)
    .with_for_update(of=Clip)
)
_KEEP_STICKERS = (
    update(Clip).where(Clip.id == bindparam("of_clip")).values(stickers=bindparam("left"))
)
