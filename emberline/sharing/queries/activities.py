"""What the people whom one follows did with stories, from the rows that they left doing it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    literal,
    null,
    select,
    true,
    tuple_,
    union_all,
)

from emberline.accounts.models import Avatar, Block, Follow, Mute, User
from emberline.accounts.queries import CARD, card_of
from emberline.accounts.schemas import PersonCard
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import LAST_ID, NEWEST
from emberline.sharing.rules import FINISHED, PUBLISHED, REVIEWED, UPDATED
from emberline.stories.models.readers import ReaderStory
from emberline.stories.models.reviews import Review
from emberline.stories.models.versions import CatalogueEntry, StoryVersion
from emberline.stories.queries.access import MAY_READ, VIEWER


class ActivityPlace(NamedTuple):
    """The place of an activity in the feed."""

    at: datetime
    id: str
    actor_id: str


class ActivityRow(NamedTuple):
    """Something that somebody did with a story; `id` is of the version, review or story."""

    kind: str
    at: datetime
    id: str
    actor_id: str
    story_id: str
    version: int | None

    @property
    def place(self) -> ActivityPlace:
        """Where it stands in the feed."""
        return ActivityPlace(self.at, self.id, self.actor_id)


class Said(NamedTuple):
    """What a review says."""

    rating: int
    text: str | None


def activities(
    conn: Connection, viewer_id: str, after: ActivityPlace | None, size: int
) -> list[ActivityRow]:
    """The newest `size` activities beyond a place, whatever the viewer may read of them.

    Of those whom the viewer follows, but for whom they mute or a block keeps apart from them. Only
    keys are read: there may be thousands to sort for a page of twenty.
    """
    at, identifier, actor_id = after or ActivityPlace(NEWEST.at, LAST_ID, LAST_ID)
    binds = {"viewer_id": viewer_id, "at": at, "id": identifier, "actor_id": actor_id}
    rows = conn.execute(_ACTIVITIES[conn.dialect.name], {**binds, "size": size})
    return [ActivityRow._make(row) for row in rows]


def listed_for(conn: Connection, viewer_id: str, story_ids: Iterable[str]) -> set[str]:
    """Those of the stories that stand in lists for the viewer, who does not mute their author."""
    binds = {"viewer_id": viewer_id, "story_ids": sorted(set(story_ids))}
    return set(conn.execute(_LISTED, binds).scalars())


def actors(conn: Connection, user_ids: Iterable[str]) -> dict[str, PersonCard]:
    """The cards of those of the people who are not suspended."""
    rows = conn.execute(_ACTORS, {"user_ids": sorted(set(user_ids))})
    return {row[0]: card_of(*row) for row in rows}


def said(conn: Connection, review_ids: Iterable[str]) -> dict[str, Said]:
    """What the reviews say, but for held ones."""
    rows = conn.execute(_SAID, {"review_ids": sorted(set(review_ids))})
    return {row.id: Said(row.rating, row.text) for row in rows}


# One small set, made once a query.
_LEFT_OUT = union_all(
    select(Block.blocked_id).where(Block.blocker_id == VIEWER),
    select(Block.blocker_id).where(Block.blocked_id == VIEWER),
    select(Mute.muted_id).where(Mute.muter_id == VIEWER),
).scalar_subquery()
_FOLLOWED = select(Follow.followee_id).where(
    Follow.follower_id == VIEWER, Follow.followee_id.not_in(_LEFT_OUT)
)
_ONE = _FOLLOWED.subquery("followed")
_SIZE = bindparam("size", type_=Integer)

Whose = Callable[[Any], ColumnElement[bool]]


def _of_any(actor_id: Any) -> ColumnElement[bool]:
    """Whether the actor is one of those whom the viewer follows."""
    followed: ColumnElement[bool] = actor_id.in_(_FOLLOWED)
    return followed


def _of_one(actor_id: Any) -> ColumnElement[bool]:
    """Whether the actor is the one of the surrounding statement's `followed`."""
    followed: ColumnElement[bool] = actor_id == _ONE.c.followee_id
    return followed


def _branch(
    whose: Whose,
    kind: ColumnElement[str],
    place: tuple[Any, Any, Any],
    story_id: Any,
    version: Any = None,
) -> Select[Any]:
    """The newest of one kind beyond a place, as many as are asked for of all kinds.

    place: the columns of an `ActivityPlace`.
    """
    at, identifier, actor_id = place
    beyond = tuple_(
        bindparam("at", type_=Instant),
        bindparam("id", type_=Identifier),
        bindparam("actor_id", type_=Identifier),
    )
    return (
        select(
            kind.label("kind"),
            at.label("at"),
            identifier.label("id"),
            actor_id.label("actor_id"),
            story_id.label("story_id"),
            cast(null() if version is None else version, Integer).label("version"),
        )
        .where(whose(actor_id), tuple_(at, identifier, actor_id) < beyond)
        .order_by(at.desc(), identifier.desc(), actor_id.desc())
        .limit(_SIZE)
    )


def _published(whose: Whose) -> Select[Any]:
    return (
        _branch(
            whose,
            case((StoryVersion.number == 1, literal(PUBLISHED)), else_=literal(UPDATED)),
            (StoryVersion.frozen_at, StoryVersion.id, CatalogueEntry.author_id),
            CatalogueEntry.story_id,
            StoryVersion.number,
        )
        .join_from(CatalogueEntry, StoryVersion, CatalogueEntry.story_id == StoryVersion.story_id)
        .where(StoryVersion.number.is_not(None))
    )


def _finished(whose: Whose) -> Select[Any]:
    place = (ReaderStory.completed_at, ReaderStory.story_id, ReaderStory.user_id)
    return _branch(whose, literal(FINISHED), place, ReaderStory.story_id)


def _reviewed(whose: Whose) -> Select[Any]:
    place = (Review.created_at, Review.id, Review.reader_id)
    return _branch(whose, literal(REVIEWED), place, Review.story_id)


_KINDS = (_published, _finished, _reviewed)


def _newest(parts: Iterable[Select[Any]]) -> Select[Any]:
    news = union_all(*parts).subquery()
    return (
        select(news)
        .order_by(news.c.at.desc(), news.c.id.desc(), news.c.actor_id.desc())
        .limit(_SIZE)
    )


def _of_each(part: Select[Any]) -> Select[Any]:
    """The newest of each one whom the viewer follows, by a look at the index for each."""
    newest = part.lateral()
    return select(newest).select_from(_ONE.join(newest, true()))


# PostgreSQL would rather read whole tables than look up two hundred people; SQLite looks them up.
_ACTIVITIES = {
    "sqlite": _newest(select(kind(_of_any).subquery()) for kind in _KINDS),
    "postgresql": _newest(_of_each(kind(_of_one)) for kind in _KINDS),
}
_LISTED = select(CatalogueEntry.story_id).where(
    CatalogueEntry.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True)),
    CatalogueEntry.author_id.not_in(_LEFT_OUT),
    # What is only open to a story's people, or to administrators, is in no list.
    CatalogueEntry.is_listed,
    MAY_READ,
)
_ACTORS = (
    select(*CARD)
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .where(
        User.id.in_(bindparam("user_ids", type_=Identifier, expanding=True)),
        User.suspended_at.is_(None),
    )
)
_SAID = select(Review.id, Review.rating, Review.text).where(
    Review.id.in_(bindparam("review_ids", type_=Identifier, expanding=True)),
    Review.held_at.is_(None),
)
