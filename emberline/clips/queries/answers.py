"""What was answered to a clip, with who did: reactions, replies, comments, answers to questions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from emberline.accounts.models import Avatar, User
from emberline.accounts.queries import CARD, avatar_url, block_between
from emberline.clips.models import ClipComment, ClipReaction, ClipReply, StickerAnswer
from emberline.clips.queries.rows import ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, VIEWER
from emberline.clips.rules.stickers import polls_in
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import NEWEST, OLDEST, Page, PageRequest, Position, cut

STICKER_ID = bindparam("sticker_id", type_=Identifier)

_AT, _ID = bindparam("at", type_=Instant), bindparam("id", type_=Identifier)


class Answer(NamedTuple):
    """What somebody said to a clip and when: an emoji or a text. A reaction's id is its user's."""

    id: str
    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    said: str
    at: datetime


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
        select(id, *CARD, said, at)
        .select_from(id.class_)
        .join(User, User.id == user_id)
        .outerjoin(Avatar, Avatar.user_id == User.id)
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


def answers(
    conn: Connection, statement: Select[Any], asked: PageRequest[Position], **binds: str
) -> Page[Answer]:
    """One page of a statement of this module, whose other binds are given."""
    oldest_first = statement is COMMENTS
    at, identifier = asked.after or (OLDEST if oldest_first else NEWEST)
    place = {"at": at, "id": identifier, "size": asked.size}
    rows = [_answer(row) for row in conn.execute(statement, {**binds, **place})]
    return cut(rows, asked.limit, lambda row: Position(row.at, row.id))


def _answer(row: Any) -> Answer:
    id, user_id, username, display_name, avatar_id, said, at = row
    return Answer(id, user_id, username, display_name, avatar_url(user_id, avatar_id), said, at)


_OWN_VOTES = select(StickerAnswer.sticker_id, StickerAnswer.option).where(
    StickerAnswer.clip_id.in_(bindparam("clip_ids", type_=Identifier, expanding=True)),
    StickerAnswer.sticker_id.in_(bindparam("sticker_ids", type_=Identifier, expanding=True)),
    StickerAnswer.user_id == VIEWER,
    StickerAnswer.option.is_not(None),
)


def own_votes(conn: Connection, viewer_id: str, rows: Iterable[ClipRow]) -> dict[str, int]:
    """Which option the viewer chose in polls on others' clips, by the ids of the stickers.

    One statement, or none where there is no poll.
    """
    polls = {row.id: polls_in(row.stickers) for row in rows if row.author_id != viewer_id}
    sticker_ids = [sticker_id for ids in polls.values() for sticker_id in ids]
    if not sticker_ids:
        return {}
    clip_ids = [clip_id for clip_id, ids in polls.items() if ids]
    binds = {"clip_ids": clip_ids, "sticker_ids": sticker_ids, "viewer_id": viewer_id}
    return {row.sticker_id: row.option for row in conn.execute(_OWN_VOTES, binds)}


class Writer(NamedTuple):
    """Who writes, as everyone may see them."""

    user_id: str
    username: str
    display_name: str
    avatar_url: str | None


_WRITER = select(*CARD).outerjoin(Avatar, Avatar.user_id == User.id).where(User.id == VIEWER)


def writer(conn: Connection, user_id: str) -> Writer:
    """The names and the picture of someone who is signed in."""
    id, username, display_name, avatar_id = conn.execute(_WRITER, {"viewer_id": user_id}).one()
    return Writer(id, username, display_name, avatar_url(id, avatar_id))
