"""Comments under PUBLIC clips, for all who may see the clip."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from emberline.accounts.models import User
from emberline.accounts.queries import block_between
from emberline.clips.models import Clip, ClipComment
from emberline.clips.queries.answers import COMMENTS, Answer, answers, writer
from emberline.clips.queries.rows import ClipRow
from emberline.clips.queries.rule import VIEWER
from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.comments import Comment
from emberline.clips.service.answering import open_clip
from emberline.clips.service.reading import seen_clip
from emberline.kit.clock import wire_time
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import forbidden, not_found
from emberline.kit.events import emit
from emberline.kit.ids import new_id
from emberline.kit.paging import Page, PageRequest, Position
from emberline.notifications.service import notify, withdraw

COMMENTED = "clip.commented"


def write_comment(
    conn: Connection, viewer_id: str, clip_id: str, text: str, now: datetime
) -> Comment:
    """A comment under a clip; told to the author.

    AppError 404 for a clip that the viewer may not see, 403 where it takes no comments.
    """
    clip = open_clip(conn, viewer_id, clip_id, now).row
    _check_takes_comments(clip)
    comment_id = new_id()
    row = {
        "id": comment_id,
        "clip_id": clip_id,
        "user_id": viewer_id,
        "text": text,
        "created_at": now,
    }
    try:
        conn.execute(_INSERT, row)
    except IntegrityError:
        # The clip went at the same moment.
        raise not_found("Clip") from None
    if viewer_id != clip.author_id:
        data = {"story_id": clip_id, "comment_id": comment_id, "user_id": viewer_id}
        data["commented_at"] = wire_time(now)
        emit(conn, [clip.author_id], "story.commented", data, now)
        notify(conn, [clip.author_id], COMMENTED, actor_id=viewer_id, clip_id=clip_id, now=now)
    return Comment(comment_id, clip_id, *writer(conn, viewer_id), text, now)


def list_comments(
    conn: Connection, viewer_id: str, clip_id: str, asked: PageRequest[Position], now: datetime
) -> Page[Answer]:
    """A page of a clip's comments, oldest first.

    AppError 404 for a clip that the viewer may not see, 403 where it takes no comments.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    _check_takes_comments(clip)
    binds = {"clip_id": clip_id, "viewer_id": viewer_id, "author_id": clip.author_id}
    return answers(conn, COMMENTS, asked, **binds)


def delete_comment(
    conn: Connection, viewer_id: str, clip_id: str, comment_id: str, now: datetime
) -> None:
    """Delete a comment: the viewer's own, or one under their clip, whatever it takes now.

    One's own also where the clip is not to be seen any more. AppError 403 for another's that the
    viewer may see, 404 for any other.
    """
    asked = {"of_clip": clip_id, "of_comment": comment_id, "viewer_id": viewer_id}
    found = conn.execute(_ONE, asked).first()
    if found is None or found.user_id != viewer_id:
        author_id = seen_clip(conn, viewer_id, clip_id, now).row.author_id
        if found is None or (author_id != viewer_id and not found.in_sight):
            raise not_found("Comment")
        if author_id != viewer_id:
            raise forbidden("Only its writer and the clip's author delete a comment.")
    if not conn.execute(_DELETE, {"of_clip": clip_id, "of_comment": comment_id}).rowcount:
        raise not_found("Comment")
    others = {"of_clip": clip_id, "of_user": found.user_id}
    if conn.execute(_ANY_LEFT, others).first() is None:
        withdraw(conn, found.author_id, COMMENTED, actor_id=found.user_id, clip_id=clip_id)


def _check_takes_comments(clip: ClipRow) -> None:
    if clip.visibility != Visibility.PUBLIC:
        raise forbidden("Only clips for everyone take comments. Reply to this one instead.")
    if not clip.allow_comments:
        raise forbidden("The author takes no comments on this clip.")


_INSERT = insert(ClipComment)
_OF_CLIP = ClipComment.clip_id == bindparam("of_clip")
_THIS = _OF_CLIP & (ClipComment.id == bindparam("of_comment"))
_ONE = (
    select(
        ClipComment.user_id,
        Clip.author_id,
        and_(
            User.suspended_at.is_(None),
            ~block_between(ClipComment.user_id, VIEWER),
            ~block_between(ClipComment.user_id, Clip.author_id),
        ).label("in_sight"),
    )
    .join(Clip, Clip.id == ClipComment.clip_id)
    .join(User, User.id == ClipComment.user_id)
    .where(_THIS, ClipComment.held_at.is_(None))
)
_DELETE = delete(ClipComment).where(_THIS, ClipComment.held_at.is_(None))
_ANY_LEFT = (
    select(ClipComment.id).where(_OF_CLIP, ClipComment.user_id == bindparam("of_user")).limit(1)
)
