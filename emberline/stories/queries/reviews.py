"""Reviews of a story as one viewer sees them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    select,
    union_all,
)

from emberline.accounts.models import Avatar, Block, User
from emberline.kit.db import Identifier
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.reviews import Review
from emberline.stories.queries.access import NOBODY_ID, STORY_ID, VIEWER


class ReviewRow(NamedTuple):
    """A review and its reader."""

    id: str
    story_id: str
    reader_id: str
    username: str
    display_name: str
    avatar_id: str | None
    rating: int
    text: str | None
    answer: str | None
    answered_at: datetime | None
    created_at: datetime
    updated_at: datetime


class Given(NamedTuple):
    """A rating that was given, its row locked."""

    id: str
    rating: int
    text: str | None
    is_held: bool


def has_played(conn: Connection, reader_id: str, story_id: str) -> bool:
    """Whether the reader has made a move in the story; a playtest is none."""
    binds = {"viewer_id": reader_id, "story_id": story_id}
    return conn.execute(_HAS_PLAYED, binds).first() is not None


def own_review(conn: Connection, reader_id: str, story_id: str) -> ReviewRow | None:
    """The reader's review of the story, unless moderators hold it."""
    row = conn.execute(_OWN, {"viewer_id": reader_id, "story_id": story_id}).first()
    return None if row is None else ReviewRow._make(row)


def others_reviews(
    conn: Connection, viewer_id: str | None, story_id: str, *, skip: int, size: int
) -> list[ReviewRow]:
    """The reviews of others that the viewer may see, the newest first; `skip` are passed over."""
    binds = {"viewer_id": viewer_id or NOBODY_ID, "story_id": story_id}
    rows = conn.execute(_OTHERS, {**binds, "skip": skip, "size": size})
    return [ReviewRow._make(row) for row in rows]


def count_others(conn: Connection, viewer_id: str | None, story_id: str) -> int:
    """How many reviews of others the viewer may see."""
    binds = {"viewer_id": viewer_id or NOBODY_ID, "story_id": story_id}
    count: int = conn.execute(_COUNT_OTHERS, binds).scalar_one()
    return count


def review_in_sight(
    conn: Connection, viewer_id: str, review_id: str, *, lock: bool = False
) -> ReviewRow | None:
    """The review, whoever's, if the viewer may see it; lock: it stays so until the commit."""
    statement = _ONE_LOCKED if lock else _ONE
    row = conn.execute(statement, {"viewer_id": viewer_id, "of_review": review_id}).first()
    return None if row is None else ReviewRow._make(row)


def lock_given(conn: Connection, reader_id: str, story_id: str) -> Given | None:
    """The rating that the reader gave the story, locked; None without one."""
    row = conn.execute(_LOCK_GIVEN, {"viewer_id": reader_id, "story_id": story_id}).first()
    return None if row is None else Given._make(row)


_PLAYED = (
    Play.reader_id == VIEWER,
    Play.story_id == STORY_ID,
    Play.slot != "playtest",
)
_HAS_PLAYED = select(Play.id).where(*_PLAYED, exists().where(PlayMove.play_id == Play.id)).limit(1)

_COLUMNS = (
    Review.id,
    Review.story_id,
    Review.reader_id,
    User.username,
    User.display_name,
    Avatar.media_id,
    Review.rating,
    Review.text,
    Review.answer,
    Review.answered_at,
    Review.created_at,
    Review.updated_at,
)
_REVIEWS = (
    select(*_COLUMNS)
    .join(User, User.id == Review.reader_id)
    .outerjoin(Avatar, Avatar.user_id == User.id)
)
# One small set, made once a query, and not a look at the blocks for each review.
_KEPT_APART = union_all(
    select(Block.blocked_id).where(Block.blocker_id == VIEWER),
    select(Block.blocker_id).where(Block.blocked_id == VIEWER),
).scalar_subquery()
IN_SIGHT = and_(
    Review.held_at.is_(None),
    User.suspended_at.is_(None),
    Review.reader_id.not_in(_KEPT_APART),
)
"""Whether the viewer (`viewer_id`) sees a review, where `User` is its reader; the story aside."""

_IS_OWN = and_(Review.story_id == STORY_ID, Review.reader_id == VIEWER, Review.held_at.is_(None))
_IS_ANOTHERS = and_(Review.story_id == STORY_ID, Review.reader_id != VIEWER, IN_SIGHT)
_OWN = _REVIEWS.where(_IS_OWN)
_OTHERS = (
    _REVIEWS.where(_IS_ANOTHERS)
    .order_by(Review.created_at.desc(), Review.id.desc())
    .limit(bindparam("size", type_=Integer))
    .offset(bindparam("skip", type_=Integer))
)
_COUNT_OTHERS = (
    select(func.count())
    .select_from(Review)
    .join(User, User.id == Review.reader_id)
    .where(_IS_ANOTHERS)
)
_ONE = _REVIEWS.where(Review.id == bindparam("of_review", type_=Identifier), IN_SIGHT)
_ONE_LOCKED = _ONE.with_for_update(of=Review, key_share=True)
_LOCK_GIVEN = (
    select(
        Review.id,
        Review.rating,
        Review.text,
        Review.held_at.is_not(None),
    )
    .where(Review.reader_id == VIEWER, Review.story_id == STORY_ID)
    .with_for_update()
)
