"""What the people whom one follows did with stories, from the rows that they left doing it."""

from collections.abc import Iterable
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
    return [ActivityRow._make(row) for row in conn.execute(_ACTIVITIES, {**binds, "size": size})]


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


_FOLLOWED = select(Follow.followee_id).where(Follow.follower_id == VIEWER)
# One small set, made once a query.
_LEFT_OUT = union_all(
    select(Block.blocked_id).where(Block.blocker_id == VIEWER),
    select(Block.blocker_id).where(Block.blocked_id == VIEWER),
    select(Mute.muted_id).where(Mute.muter_id == VIEWER),
).scalar_subquery()
_SIZE = bindparam("size", type_=Integer)


def _branch(
    kind: ColumnElement[str],
    at: Any,
    identifier: Any,
    actor_id: Any,
    story_id: Any,
    version: Any = None,
) -> Select[Any]:
    """The newest of one kind beyond a place, as many as are asked for of all kinds."""
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
        .where(
            actor_id.in_(_FOLLOWED),
            actor_id.not_in(_LEFT_OUT),
            tuple_(at, identifier, actor_id) < beyond,
        )
        .order_by(at.desc(), identifier.desc(), actor_id.desc())
        .limit(_SIZE)
    )


_published = (
    _branch(
        case((StoryVersion.number == 1, literal(PUBLISHED)), else_=literal(UPDATED)),
        StoryVersion.frozen_at,
        StoryVersion.id,
        CatalogueEntry.author_id,
        CatalogueEntry.story_id,
        StoryVersion.number,
    )
    .join(CatalogueEntry, CatalogueEntry.story_id == StoryVersion.story_id)
    .where(StoryVersion.number.is_not(None))
)
_finished = _branch(
    literal(FINISHED),
    ReaderStory.completed_at,
    ReaderStory.story_id,
    ReaderStory.user_id,
    ReaderStory.story_id,
)
_reviewed = _branch(
    literal(REVIEWED), Review.created_at, Review.id, Review.reader_id, Review.story_id
)
_NEWS = union_all(
    *(select(part.subquery()) for part in (_published, _finished, _reviewed))
).subquery()
_ACTIVITIES = (
    select(_NEWS)
    .order_by(_NEWS.c.at.desc(), _NEWS.c.id.desc(), _NEWS.c.actor_id.desc())
    .limit(_SIZE)
)
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
