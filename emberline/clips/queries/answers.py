"""What was answered to a clip, with who did: reactions, replies, comments, answers to questions."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from emberline.accounts.models import User
from emberline.clips.models import ClipComment, ClipReaction, ClipReply, StickerAnswer
from emberline.clips.queries.feed import FIRST_ID, LAST_ID
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, VIEWER, block_between
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import Page, Position

STICKER_ID = bindparam("sticker_id", type_=Identifier)

_AT, _ID = bindparam("at", type_=Instant), bindparam("id", type_=Identifier)
_NEWEST = Position(datetime(9999, 1, 1, tzinfo=UTC), LAST_ID)
_OLDEST = Position(datetime(1970, 1, 1, tzinfo=UTC), FIRST_ID)


class Answer(NamedTuple):
    """What somebody said to a clip and when: an emoji or a text. A reaction's id is its user's."""

    id: str
    user_id: str
    username: str
    display_name: str
    said: str
    at: datetime


class AnswerPage(NamedTuple):
    """A page of answers, and where the next begins (None at the end)."""

    rows: list[Answer]
    next: Position | None


def _listing(
    id: InstrumentedAttribute[str],
    user_id: InstrumentedAttribute[str],
    said: InstrumentedAttribute[Any],
    at: InstrumentedAttribute[datetime],
    *of_what: ColumnElement[bool],
    newest_first: bool = True,
) -> Select[Any]:
    """The answers of one kind, beyond a position. Who is suspended has said nothing."""
    place, after = tuple_(at, id), tuple_(_AT, _ID)
    return (
        select(id, User.id, User.username, User.display_name, said, at)
        .select_from(id.class_)
        .join(User, User.id == user_id)
        .where(
            *of_what,
            User.suspended_at.is_(None),
            place < after if newest_first else place > after,
        )
        .order_by(*((at.desc(), id.desc()) if newest_first else (at, id)))
        .limit(bindparam("size"))
    )


_author = aliased(User)
_REACTION = (
    ClipReaction.user_id,
    ClipReaction.user_id,
    ClipReaction.emoji,
    ClipReaction.reacted_at,
)
_OF_CLIP = ClipReaction.clip_id == CLIP_ID

# Each is hidden from those whom a block parts from its writer; a comment is so from everyone, if
# the block is the author's, who could not take it down.
REACTIONS = _listing(*_REACTION, _OF_CLIP, ~block_between(ClipReaction.user_id, VIEWER))
OWN_REACTION = _listing(*_REACTION, _OF_CLIP, ClipReaction.user_id == VIEWER)
REPLIES = _listing(
    ClipReply.id,
    ClipReply.replier_id,
    ClipReply.text,
    ClipReply.created_at,
    ClipReply.clip_id == CLIP_ID,
    (ClipReply.author_id == VIEWER) | (ClipReply.replier_id == VIEWER),
    ~block_between(ClipReply.author_id, ClipReply.replier_id),
    exists().where(_author.id == ClipReply.author_id, _author.suspended_at.is_(None)),
)
COMMENTS = _listing(
    ClipComment.id,
    ClipComment.user_id,
    ClipComment.text,
    ClipComment.created_at,
    ClipComment.clip_id == CLIP_ID,
    ClipComment.held_at.is_(None),
    ~block_between(ClipComment.user_id, VIEWER),
    ~block_between(ClipComment.user_id, AUTHOR_ID),
    newest_first=False,
)
QUESTION_ANSWERS = _listing(
    StickerAnswer.id,
    StickerAnswer.user_id,
    StickerAnswer.text,
    StickerAnswer.answered_at,
    StickerAnswer.clip_id == CLIP_ID,
    StickerAnswer.sticker_id == STICKER_ID,
    StickerAnswer.text.is_not(None),
    ~block_between(StickerAnswer.user_id, VIEWER),
)


def answers(conn: Connection, statement: Select[Any], page: Page, **binds: str) -> AnswerPage:
    """One page of a statement of this module, whose other binds are given."""
    oldest_first = statement is COMMENTS
    at, identifier = page.after or (_OLDEST if oldest_first else _NEWEST)
    place = {"at": at, "id": identifier, "size": page.limit + 1}
    rows = [Answer._make(row) for row in conn.execute(statement, {**binds, **place})]
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    return AnswerPage(shown, Position(shown[-1].at, shown[-1].id) if more else None)


class Writer(NamedTuple):
    """Who writes, as everyone may see them."""

    user_id: str
    username: str
    display_name: str


_WRITER = select(User.id, User.username, User.display_name).where(User.id == VIEWER)


def writer(conn: Connection, user_id: str) -> Writer:
    """The names of someone who is signed in."""
    return Writer._make(conn.execute(_WRITER, {"viewer_id": user_id}).one())
