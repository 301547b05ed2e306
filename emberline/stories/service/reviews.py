"""Reviews: one of a story by each reader who has played it, and what its author answers."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, null, select, update

from emberline.accounts.queries import lock_user
from emberline.kit.db import Identifier, Instant
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import conflict, forbidden, not_found
from emberline.kit.ids import new_id
from emberline.kit.pages import Leaf, Numbered
from emberline.notifications.service import notify, withdraw
from emberline.stories.models.drafts import Story
from emberline.stories.models.reviews import Review
from emberline.stories.queries import reviews as queries
from emberline.stories.queries.access import draft_row, readable
from emberline.stories.queries.reviews import Given, ReviewRow
from emberline.stories.rules.roles import ROLES, Role
from emberline.stories.schemas.reviews import RateStory
from emberline.stories.service.access import draft_for, readable_story
from emberline.stories.service.entries import rated

WRITTEN, ANSWERED = "review.created", "review.answered"


class Rated(NamedTuple):
    """The review as it is now, and whether the reader had given none before."""

    review: ReviewRow
    is_first: bool


def rate_story(
    conn: Connection, viewer_id: str, story_id: str, form: RateStory, now: datetime
) -> Rated:
    """Rate a story, or put another rating in place of one's own; it counts in this transaction.

    AppError 404 for a story that the viewer may not read, 403 for one that they write on and for
    one that they have not played, 409 while moderators hold their review.
    """
    story = readable_story(conn, viewer_id, story_id)
    _check_is_reader(conn, viewer_id, story_id)
    # Of two ratings of one reader at once the second finds what the first left.
    lock_user(conn, viewer_id)
    given = queries.lock_given(conn, viewer_id, story_id)
    if given is None:
        if not queries.has_played(conn, viewer_id, story_id):
            raise forbidden("Play the story first: make one choice at least.")
        _insert(conn, viewer_id, story_id, form, now)
        rated(conn, story_id, count_change=1, sum_change=form.rating)
        notify(conn, [story.author_id], WRITTEN, actor_id=viewer_id, story_id=story_id, now=now)
    else:
        _check_not_held(given)
        text = form.review or None
        if (form.rating, text) != (given.rating, given.text):
            change = {"of_review": given.id, "new_rating": form.rating, "new_text": text}
            conn.execute(_CHANGE, {**change, "now": now})
            rated(conn, story_id, count_change=0, sum_change=form.rating - given.rating)
    review = queries.own_review(conn, viewer_id, story_id)
    assert review is not None
    return Rated(review, given is None)


def take_back_rating(conn: Connection, viewer_id: str, story_id: str) -> None:
    """Take the viewer's review back, also of a story that they may not read any more.

    Without one nothing changes. AppError 409 while moderators hold it.
    """
    lock_user(conn, viewer_id)
    given = queries.lock_given(conn, viewer_id, story_id)
    if given is not None:
        _check_not_held(given)
        remove_review(conn, given.id)


def list_reviews(
    conn: Connection, viewer_id: str | None, story_id: str, asked: Numbered
) -> Leaf[ReviewRow]:
    """A page of the story's reviews that the viewer may see: their own first, then the newest.

    A fixed number of statements. AppError 404 for a story that the viewer may not read; its people
    see its reviews while it is not out, too.
    """
    if readable(conn, viewer_id, story_id) is None:
        if viewer_id is None:
            raise not_found("Story")
        draft_for(conn, viewer_id, story_id, Role.VIEWER)
    own = queries.own_review(conn, viewer_id, story_id) if viewer_id else None
    before = [] if own is None else [own]
    head = before[asked.offset : asked.offset + asked.size]
    skip = max(0, asked.offset - len(before))
    rows = queries.others_reviews(conn, viewer_id, story_id, skip=skip, size=asked.size - len(head))
    return Leaf(head + rows, len(before) + queries.count_others(conn, viewer_id, story_id))


def answer_review(
    conn: Connection, viewer_id: str, story_id: str, review_id: str, text: str, now: datetime
) -> ReviewRow:
    """Answer a review of one's story, or put another answer in place of the one before.

    AppError 403 for all but the story's owner, 404 for a review that they do not see.
    """
    review = _review_to_answer(conn, viewer_id, story_id, review_id)
    binds = {"of_review": review_id, "new_answer": text, "by": viewer_id, "now": now}
    conn.execute(_ANSWER, binds)
    if review.answer is None:
        notify(conn, [review.reader_id], ANSWERED, actor_id=viewer_id, story_id=story_id, now=now)
    return review._replace(answer=text, answered_at=now)


def take_back_answer(conn: Connection, viewer_id: str, story_id: str, review_id: str) -> ReviewRow:
    """Take the answer to a review of one's story back. Without one nothing changes.

    AppError as in `answer_review`.
    """
    review = _review_to_answer(conn, viewer_id, story_id, review_id)
    conn.execute(_UNANSWER, {"of_review": review_id})
    withdraw(conn, review.reader_id, ANSWERED, story_id=story_id)
    return review._replace(answer=None, answered_at=None)


def hold_review(conn: Connection, review_id: str, now: datetime) -> bool:
    """Hide the review from everyone, its reader too; whether there is such a review.

    Meanwhile it does not count, and nobody is told of it any more.
    """
    row = conn.execute(_HOLD, {"of_review": review_id, "at": now}).first()
    if row is None:
        return False
    rated(conn, row.story_id, count_change=-1, sum_change=-row.rating)
    _forget(conn, row.story_id, row.reader_id)
    return True


def release_review(conn: Connection, review_id: str) -> None:
    """Show a held review again, and count it."""
    row = conn.execute(_RELEASE, {"of_review": review_id}).first()
    if row is not None:
        rated(conn, row.story_id, count_change=1, sum_change=row.rating)


def remove_review(conn: Connection, review_id: str) -> None:
    """Delete the review, held or not, if it is still there."""
    row = conn.execute(_DELETE, {"of_review": review_id}).first()
    if row is None:
        return
    if row.held_at is None:
        rated(conn, row.story_id, count_change=-1, sum_change=-row.rating)
    _forget(conn, row.story_id, row.reader_id)


def reviews_of(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """The reviews that the user wrote, for the export, the oldest first."""
    return [dict(row) for row in conn.execute(_EXPORT, {"of_user": user_id}).mappings()]


def forget_reviews_of(conn: Connection, user_id: str) -> None:
    """Delete the user's reviews and what they counted, before their account is erased."""
    for review_id in conn.execute(_OF_READER, {"of_user": user_id}).scalars().all():
        remove_review(conn, review_id)


def _check_is_reader(conn: Connection, viewer_id: str, story_id: str) -> None:
    draft = draft_row(conn, viewer_id, story_id)
    if draft is None:
        raise not_found("Story")
    role = ROLES.get(draft.collaborates_as or "", Role.NOBODY)
    if draft.owner_id == viewer_id or role >= Role.EDITOR:
        raise forbidden("Others rate your story; you see what they say.")


def _check_not_held(given: Given) -> None:
    if given.is_held:
        raise conflict("Review held", "Moderators look at your review. Wait for their decision.")


def _insert(
    conn: Connection, reader_id: str, story_id: str, form: RateStory, now: datetime
) -> None:
    empty = dict.fromkeys(("answer", "answered_by", "answered_at", "held_at"))
    row = {
        **empty,
        "id": new_id(),
        "story_id": story_id,
        "reader_id": reader_id,
        "rating": form.rating,
        "text": form.review or None,
        "created_at": now,
        "updated_at": now,
    }
    try:
        conn.execute(_INSERT, row)
    except IntegrityError:
        # It was deleted at the same moment.
        raise not_found("Story") from None


def _review_to_answer(conn: Connection, viewer_id: str, story_id: str, review_id: str) -> ReviewRow:
    draft = draft_for(conn, viewer_id, story_id, Role.OWNER).row
    # Whoever administrates the server does not speak in an author's name.
    if draft.owner_id != viewer_id and draft.collaborates_as != "owner":
        raise forbidden("Only the story's author answers its reviews.")
    review = queries.review_in_sight(conn, viewer_id, review_id, lock=True)
    if review is None or review.story_id != story_id:
        raise not_found("Review")
    return review


def _forget(conn: Connection, story_id: str, reader_id: str) -> None:
    """Tell the story's author no more of the review, nor its reader of the answer."""
    owner_id = conn.execute(_OWNER, {"of_story": story_id}).scalar_one()
    withdraw(conn, owner_id, WRITTEN, actor_id=reader_id, story_id=story_id)
    withdraw(conn, reader_id, ANSWERED, story_id=story_id)


_OF_REVIEW = Review.id == bindparam("of_review", type_=Identifier)
_OF_USER = Review.reader_id == bindparam("of_user", type_=Identifier)
_NOW = bindparam("now", type_=Instant)
_COUNTED = (Review.story_id, Review.reader_id, Review.rating)
_INSERT = insert(Review)
_CHANGE = (
    update(Review)
    .where(_OF_REVIEW)
    .values(rating=bindparam("new_rating"), text=bindparam("new_text"), updated_at=_NOW)
)
_ANSWER = (
    update(Review)
    .where(_OF_REVIEW)
    .values(
        answer=bindparam("new_answer"),
        answered_by=bindparam("by", type_=Identifier),
        answered_at=_NOW,
    )
)
_UNANSWER = (
    update(Review).where(_OF_REVIEW).values(answer=null(), answered_by=null(), answered_at=null())
)
_HOLD = (
    update(Review)
    .where(_OF_REVIEW, Review.held_at.is_(None))
    .values(held_at=bindparam("at", type_=Instant))
    .returning(*_COUNTED)
)
_RELEASE = (
    update(Review)
    .where(_OF_REVIEW, Review.held_at.is_not(None))
    .values(held_at=null())
    .returning(*_COUNTED)
)
_DELETE = delete(Review).where(_OF_REVIEW).returning(*_COUNTED, Review.held_at)
_OF_READER = select(Review.id).where(_OF_USER).order_by(Review.id)
_OWNER = select(Story.owner_id).where(Story.id == bindparam("of_story", type_=Identifier))
_EXPORT = (
    select(
        Review.id,
        Review.story_id,
        Review.rating,
        Review.text,
        Review.answer,
        Review.answered_at,
        Review.created_at,
        Review.updated_at,
    )
    .where(_OF_USER)
    .order_by(Review.created_at, Review.id)
)
