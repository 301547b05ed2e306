"""Reactions: one a person, told to the author, taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from emberline.clips.models import ClipReaction
from emberline.clips.queries.answers import OWN_REACTION, REACTIONS, Answer, answers
from emberline.clips.schemas.reactions import Reaction
from emberline.clips.service.answering import open_clip
from emberline.clips.service.reading import seen_clip
from emberline.kit.clock import wire_time
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import conflict, forbidden, not_found
from emberline.kit.events import emit
from emberline.kit.paging import Page, PageRequest, Position
from emberline.notifications.service import notify, withdraw

REACTED = "clip.reacted"


def react(conn: Connection, viewer_id: str, clip_id: str, emoji: str, now: datetime) -> Reaction:
    """The viewer's reaction to a clip, in place of the one before; told to the author.

    The same again changes nothing and tells nobody. AppError 404 for a clip that the viewer may
    not see, 403 where the author takes no reactions.
    """
    clip = open_clip(conn, viewer_id, clip_id, now).row
    if not clip.allow_reactions:
        raise forbidden("The author takes no reactions to this clip.")
    row = {"clip_id": clip_id, "user_id": viewer_id, "emoji": emoji, "reacted_at": now}
    first = _insert(conn, row)
    if not first:
        before = conn.execute(_BEFORE, {"clip_id": clip_id, "user_id": viewer_id}).first()
        if before is None:
            raise conflict("Reaction taken back", "It was taken back just now. Send it again.")
        if before.emoji == emoji:
            return Reaction(clip_id, viewer_id, emoji, before.reacted_at, first)
        values = {"new_emoji": emoji, "at": now}
        conn.execute(_REPLACE, {"of_clip": clip_id, "of_user": viewer_id, **values})
    if viewer_id != clip.author_id:
        _tell(conn, clip.author_id, row, now)
    return Reaction(clip_id, viewer_id, emoji, now, first)


def take_back(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> None:
    """Take the viewer's reaction back, if there is one. AppError 404 for an invisible clip."""
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    gone = conn.execute(_DELETE, {"of_clip": clip_id, "of_user": viewer_id}).rowcount
    if gone:
        withdraw(conn, clip.author_id, REACTED, actor_id=viewer_id, clip_id=clip_id)


def list_reactions(
    conn: Connection, viewer_id: str, clip_id: str, asked: PageRequest[Position], now: datetime
) -> Page[Answer]:
    """A page of the reactions to the caller's clip, newest first; to another's only the caller's.

    AppError 404 for a clip that they may not see.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    statement = REACTIONS if clip.author_id == viewer_id else OWN_REACTION
    return answers(conn, statement, asked, clip_id=clip_id, viewer_id=viewer_id)


def _insert(conn: Connection, row: dict[str, Any]) -> bool:
    """Whether this is the first reaction. AppError 404 when the clip went at the same moment."""
    try:
        return conn.execute(_INSERT[conn.dialect.name], row).first() is not None
    except IntegrityError:
        raise not_found("Clip") from None


def _tell(conn: Connection, author_id: str, row: dict[str, Any], now: datetime) -> None:
    data = {
        "story_id": row["clip_id"],
        "user_id": row["user_id"],
        "emoji": row["emoji"],
        "reacted_at": wire_time(now),
    }
    emit(conn, [author_id], "story.reacted", data, now)
    notify(conn, [author_id], REACTED, actor_id=row["user_id"], clip_id=row["clip_id"], now=now)


def _inserting(dialect: Any) -> Any:
    names = ("clip_id", "user_id", "emoji", "reacted_at")
    statement = dialect.insert(ClipReaction).values({name: bindparam(name) for name in names})
    return statement.on_conflict_do_nothing().returning(ClipReaction.clip_id)


_INSERT = {"sqlite": _inserting(sqlite), "postgresql": _inserting(postgresql)}
_BEFORE = (
    select(ClipReaction.emoji, ClipReaction.reacted_at)
    .where(
        ClipReaction.clip_id == bindparam("clip_id"), ClipReaction.user_id == bindparam("user_id")
    )
    .with_for_update()
)
_ONE = (ClipReaction.clip_id == bindparam("of_clip")) & (
    ClipReaction.user_id == bindparam("of_user")
)
_REPLACE = (
    update(ClipReaction)
    .where(_ONE)
    .values(emoji=bindparam("new_emoji"), reacted_at=bindparam("at"))
)
_DELETE = delete(ClipReaction).where(_ONE)
