"""What moderators hold: hidden from all others, and kept past its end, until it is let go."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, update

from emberline.clips.models import Clip, ClipComment
from emberline.clips.service.forgetting import forget_unseen
from emberline.kit.db import Identifier, Instant


def hold_clip(conn: Connection, clip_id: str, now: datetime) -> bool:
    """Hide the clip from everyone, its author too; whether there is such a clip.

    What was told of it and of its reposts is told no more.
    """
    if conn.execute(_HOLD_CLIP, {"of_clip": clip_id, "at": now}).first() is None:
        return False
    forget_unseen(conn, clip_id, now)
    return True


def release_clip(conn: Connection, clip_id: str) -> None:
    """Show the clip again to whom it is meant for, if its time is not over."""
    conn.execute(_HOLD_CLIP, {"of_clip": clip_id, "at": None})


def hold_comment(conn: Connection, comment_id: str, now: datetime) -> bool:
    """Hide the comment from everyone, its writer too; whether there is such a comment."""
    return conn.execute(_HOLD_COMMENT, {"of_comment": comment_id, "at": now}).first() is not None


def release_comment(conn: Connection, comment_id: str) -> None:
    """Show the comment again."""
    conn.execute(_HOLD_COMMENT, {"of_comment": comment_id, "at": None})


def remove_comment(conn: Connection, comment_id: str) -> None:
    """Delete the comment, if it is still there."""
    conn.execute(_REMOVE_COMMENT, {"of_comment": comment_id})


_CLIP = Clip.id == bindparam("of_clip", type_=Identifier)
_COMMENT = ClipComment.id == bindparam("of_comment", type_=Identifier)
_AT = bindparam("at", type_=Instant)
_HOLD_CLIP = update(Clip).where(_CLIP).values(held_at=_AT).returning(Clip.id)
_HOLD_COMMENT = update(ClipComment).where(_COMMENT).values(held_at=_AT).returning(ClipComment.id)
_REMOVE_COMMENT = delete(ClipComment).where(_COMMENT)
