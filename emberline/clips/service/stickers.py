"""Stickers: laid on a clip, voted on, answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.queries import lock_user
from emberline.clips.models import StickerAnswer
from emberline.clips.queries.answers import QUESTION_ANSWERS, Answer, answers
from emberline.clips.queries.mentions import names_of
from emberline.clips.queries.rows import ClipRow
from emberline.clips.rules.stickers import (
    ANSWERS_A_PERSON,
    StickerType,
    check_answer,
    check_mentioned,
    mentioned_in,
    sticker_with_id,
    stories_in,
    takes_no_answers,
)
from emberline.clips.schemas import stickers as schemas
from emberline.clips.service.answering import open_clip
from emberline.clips.service.reading import seen_clip
from emberline.clips.service.story_links import check_story_stickers
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import conflict, forbidden, invalid, not_found
from emberline.kit.ids import new_id
from emberline.kit.paging import Page, PageRequest, Position


def laid(
    conn: Connection, author_id: str, stickers: Sequence[schemas.Sticker]
) -> list[dict[str, Any]] | None:
    """The stickers as they are stored, each with an id; None for none.

    AppError 400 for a mention of oneself, of somebody twice, or of somebody who is not there, and
    for a story that the author may not read.
    """
    entries = [{"id": new_id(), **sticker.model_dump()} for sticker in stickers]
    mentioned = mentioned_in(entries)
    check_mentioned(author_id, mentioned)
    if len(names_of(conn, author_id, mentioned)) != len(mentioned):
        raise invalid("stickers", "Mention only people who are there.")
    check_story_stickers(conn, author_id, stories_in(entries))
    return entries or None


def answer_sticker(
    conn: Connection,
    viewer_id: str,
    clip_id: str,
    sticker_id: str,
    form: schemas.AnswerSticker,
    now: datetime,
) -> schemas.StickerAnswer:
    """Vote in a poll, once, or answer a question, a few times.

    AppError 404 for a clip that the viewer may not see and for no such sticker, 400 for what it
    is no answer to, 403 to one's own, 409 past what one may.
    """
    clip = open_clip(conn, viewer_id, clip_id, now).row
    sticker = _sticker(clip, sticker_id)
    check_answer(sticker, form.option, form.text)
    if clip.author_id == viewer_id:
        raise forbidden("Others answer your stickers; you see what they say.")
    if sticker["type"] == StickerType.QUESTION:
        _check_not_too_many(conn, viewer_id, clip_id, sticker_id)
    row: dict[str, Any] = {
        "id": new_id(),
        "clip_id": clip_id,
        "sticker_id": sticker_id,
        "user_id": viewer_id,
        "option": form.option,
        "text": form.text,
        "answered_at": now,
    }
    if not _insert(conn, row):
        raise conflict("Already voted", "You have voted in this poll, and a vote stays.")
    return schemas.StickerAnswer(row["id"], clip_id, sticker_id, form.option, form.text, now)


def read_answers(
    conn: Connection,
    viewer_id: str,
    clip_id: str,
    sticker_id: str,
    asked: PageRequest[Position],
    now: datetime,
) -> schemas.PollResult | Page[Answer]:
    """A poll's result, for its author and who has voted; a question's answers, for its author.

    AppError 404 for a clip that the viewer may not see and for no such sticker, 403 for all else.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    sticker = _sticker(clip, sticker_id)
    is_author = clip.author_id == viewer_id
    if sticker["type"] == StickerType.POLL:
        return _result(conn, viewer_id, clip_id, sticker, is_author=is_author)
    if sticker["type"] != StickerType.QUESTION:
        raise takes_no_answers()
    if not is_author:
        raise forbidden("Only the author reads what was answered.")
    binds = {"clip_id": clip_id, "sticker_id": sticker_id, "viewer_id": viewer_id}
    return answers(conn, QUESTION_ANSWERS, asked, **binds)


def _sticker(clip: ClipRow, sticker_id: str) -> Mapping[str, Any]:
    sticker = sticker_with_id(clip.stickers, sticker_id)
    if sticker is None:
        raise not_found("Sticker")
    return sticker


def _check_not_too_many(conn: Connection, viewer_id: str, clip_id: str, sticker_id: str) -> None:
    """AppError 409 for who has answered often enough; one person's answers wait for each other."""
    lock_user(conn, viewer_id)
    binds = {"of_clip": clip_id, "of_sticker": sticker_id, "of_user": viewer_id}
    if conn.execute(_COUNT_OWN, binds).scalar_one() >= ANSWERS_A_PERSON:
        message = f"You have answered {ANSWERS_A_PERSON} times, which is as often as one may."
        raise conflict("Answered often enough", message)


def _insert(conn: Connection, row: dict[str, Any]) -> bool:
    """Whether it was no second vote. AppError 404 when the clip went at the same moment."""
    try:
        if row["option"] is None:
            conn.execute(_ANSWER, row)
            return True
        return conn.execute(_VOTE[conn.dialect.name], row).first() is not None
    except IntegrityError:
        raise not_found("Clip") from None


def _result(
    conn: Connection, viewer_id: str, clip_id: str, sticker: Mapping[str, Any], *, is_author: bool
) -> schemas.PollResult:
    binds = {"of_clip": clip_id, "of_sticker": sticker["id"]}
    mine = conn.execute(_OWN_VOTE, {**binds, "of_user": viewer_id}).scalar_one_or_none()
    if mine is None and not is_author:
        raise forbidden("Vote first; then you see how others did.")
    by_option = {row.option: row.votes for row in conn.execute(_COUNTS, binds)}
    counts = [by_option.get(number, 0) for number in range(len(sticker["options"]))]
    return schemas.PollResult(counts, sum(counts), mine)


def _voting(dialect: Any) -> Any:
    # The index on votes, not this code, keeps a second one out.
    statement = dialect.insert(StickerAnswer).values(
        {column.name: bindparam(column.name) for column in StickerAnswer.__table__.columns}
    )
    return statement.on_conflict_do_nothing().returning(StickerAnswer.id)


_ANSWER = insert(StickerAnswer)
_VOTE = {"sqlite": _voting(sqlite), "postgresql": _voting(postgresql)}
_OF_STICKER = (StickerAnswer.clip_id == bindparam("of_clip")) & (
    StickerAnswer.sticker_id == bindparam("of_sticker")
)
_OWN = _OF_STICKER & (StickerAnswer.user_id == bindparam("of_user"))
_COUNT_OWN = select(func.count()).select_from(StickerAnswer).where(_OWN)
_OWN_VOTE = select(StickerAnswer.option).where(_OWN, StickerAnswer.option.is_not(None))
_COUNTS = (
    select(StickerAnswer.option, func.count().label("votes"))
    .where(_OF_STICKER, StickerAnswer.option.is_not(None))
    .group_by(StickerAnswer.option)
)
