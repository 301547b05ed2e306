"""Private replies: between a clip's author and their writer, for as long as both want."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert

from emberline.clips.models import ClipReply
from emberline.clips.queries.answers import REPLIES, Answer, answers, writer
from emberline.clips.schemas.replies import Reply
from emberline.clips.service.answering import open_clip, share_clip
from emberline.clips.service.reading import seen_clip
from emberline.kit.clock import wire_time
from emberline.kit.db import Identifier
from emberline.kit.errors import forbidden
from emberline.kit.events import emit
from emberline.kit.ids import new_id
from emberline.kit.paging import Page, PageRequest, Position
from emberline.notifications.service import notify


def write_reply(conn: Connection, viewer_id: str, clip_id: str, text: str, now: datetime) -> Reply:
    """A private reply to another's clip; told to the author.

    AppError 404 for a clip that the viewer may not see, 403 where the author takes no replies,
    and to one's own.
    """
    clip = open_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id == viewer_id:
        raise forbidden("Replies go to the author. This clip is yours.")
    if not clip.allow_replies:
        raise forbidden("The author takes no replies to this clip.")
    share_clip(conn, clip_id)
    reply_id = new_id()
    row = {
        "id": reply_id,
        "clip_id": clip_id,
        "author_id": clip.author_id,
        "replier_id": viewer_id,
        "text": text,
        "created_at": now,
    }
    conn.execute(_INSERT, row)
    data = {"story_id": clip_id, "reply_id": reply_id, "user_id": viewer_id}
    emit(conn, [clip.author_id], "story.replied", {**data, "replied_at": wire_time(now)}, now)
    notify(conn, [clip.author_id], "clip.replied", actor_id=viewer_id, clip_id=clip_id, now=now)
    return Reply(reply_id, clip_id, *writer(conn, viewer_id), text, now)


def list_replies(
    conn: Connection, viewer_id: str, clip_id: str, asked: PageRequest[Position], now: datetime
) -> Page[Answer]:
    """A page of the replies to the caller's clip, newest first; to another's only the caller's.

    Both keep them when the clip has gone, unless its author deleted it. AppError 404 when there
    is neither a reply of theirs nor a clip that they may see.
    """
    binds = {"clip_id": clip_id, "viewer_id": viewer_id}
    found = answers(conn, REPLIES, asked, **binds)
    # A page may be empty past the last reply.
    if not found.rows and not answers(conn, REPLIES, PageRequest(1, None), **binds).rows:
        seen_clip(conn, viewer_id, clip_id, now)
    return found


def forget_replies(conn: Connection, clip_ids: Sequence[str]) -> None:
    """Delete the replies to clips; after the clips' own deletion, so that none can follow."""
    if clip_ids:
        conn.execute(_DELETE, {"clip_ids": list(clip_ids)})


_INSERT = insert(ClipReply)
_DELETE = delete(ClipReply).where(
    ClipReply.clip_id.in_(bindparam("clip_ids", type_=Identifier, expanding=True))
)
