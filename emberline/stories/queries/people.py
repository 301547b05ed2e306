"""Who works on a story, where they are, and what they did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    func,
    literal,
    select,
    tuple_,
    union_all,
)

from emberline.accounts.models import Avatar, User
from emberline.accounts.queries import CARD, block_between
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.stories.models.drafts import Collaborator, Story, StoryNode
from emberline.stories.models.people import StoryActivity, StoryPresence
from emberline.stories.queries.access import STORY_ID, VIEWER


class Actor(NamedTuple):
    """Who did something to a story, and the revision that its draft has."""

    username: str
    draft_revision: int


class PersonRow(NamedTuple):
    """One of a story's people: the columns of a card, their role and since when they are."""

    user_id: str
    username: str
    display_name: str
    avatar_id: str | None
    role: str
    added_at: datetime
    is_owner: bool


class PresenceRow(NamedTuple):
    """Someone who is present: the columns of a card, where, and since when they are there."""

    user_id: str
    username: str
    display_name: str
    avatar_id: str | None
    node_id: str | None
    since: datetime


class ActivityRow(NamedTuple):
    """An entry of the log; the columns of a card are None when whoever did it is gone."""

    id: str
    action: str
    node_id: str | None
    detail: dict[str, Any] | None
    times: int
    began_at: datetime
    at: datetime
    user_id: str | None
    username: str | None
    display_name: str | None
    avatar_id: str | None


def actor(conn: Connection, story_id: str, user_id: str) -> Actor | None:
    """Who acts, and the story's draft revision; None when either is gone."""
    row = conn.execute(_ACTOR, {"story_id": story_id, "of_user": user_id}).first()
    return None if row is None else Actor._make(row)


def others_of(conn: Connection, story_id: str, user_id: str) -> list[str]:
    """The story's people but `user_id` and whoever a block keeps apart from them."""
    return list(conn.execute(_OTHERS, {"story_id": story_id, "viewer_id": user_id}).scalars())


def stories_of(conn: Connection, user_id: str, story_ids: Sequence[str]) -> set[str]:
    """Those of the stories that there are and whose people the user is one of."""
    binds = {"viewer_id": user_id, "story_ids": list(story_ids)}
    return set(conn.execute(_STORIES_OF, binds).scalars())


def people_of(conn: Connection, story_id: str) -> list[PersonRow]:
    """All people of the story: its owner, then the others in the order in which they came."""
    return [PersonRow._make(row) for row in conn.execute(_PEOPLE, {"story_id": story_id})]


def collaborator_count(conn: Connection, story_id: str) -> int:
    """How many people the story has beside its owner."""
    return int(conn.execute(_COUNT, {"story_id": story_id}).scalar_one())


def role_in(conn: Connection, story_id: str, user_id: str) -> str | None:
    """The role of a collaborator; None for whoever is none."""
    binds = {"story_id": story_id, "of_user": user_id}
    return conn.execute(_ROLE_IN, binds).scalar()


def may_be_invited(conn: Connection, viewer_id: str, owner_id: str, user_id: str) -> bool:
    """Whether there is such a user, not suspended, whom no block keeps apart from the viewer or
    the story's owner.
    """
    binds = {"viewer_id": viewer_id, "owner_id": owner_id, "of_user": user_id}
    return conn.execute(_INVITABLE, binds).first() is not None


def has_node(conn: Connection, story_id: str, node_id: str) -> bool:
    """Whether the draft has the node."""
    binds = {"story_id": story_id, "of_node": node_id}
    return conn.execute(_NODE, binds).first() is not None


def present_in(conn: Connection, story_id: str, seen_since: datetime) -> list[PresenceRow]:
    """Who said after `seen_since` that they are there; who came first to a node comes first."""
    binds = {"story_id": story_id, "seen_since": seen_since}
    return [PresenceRow._make(row) for row in conn.execute(_PRESENT, binds)]


def activity_of(conn: Connection, story_id: str, asked: PageRequest[Position]) -> Page[ActivityRow]:
    """A page of the story's log, newest first."""
    at, identifier = asked.after or NEWEST
    binds = {"story_id": story_id, "at": at, "id": identifier, "size": asked.size}
    rows = [ActivityRow._make(row) for row in conn.execute(_ACTIVITY, binds)]
    return cut(rows, asked.limit, lambda row: Position(row.at, row.id))


_OF_USER = bindparam("of_user", type_=Identifier)
_STORY_IDS = bindparam("story_ids", type_=Identifier, expanding=True)
_OWNER_ROLE = literal("owner", String(6))

_ACTOR = (
    select(User.username, Story.draft_revision)
    .select_from(Story)
    .join(User, User.id == _OF_USER)
    .where(Story.id == STORY_ID)
)
_PEOPLE_IDS = union_all(
    select(Story.owner_id.label("user_id")).where(Story.id == STORY_ID),
    select(Collaborator.user_id).where(Collaborator.story_id == STORY_ID),
).subquery()
_OTHERS = select(_PEOPLE_IDS.c.user_id).where(
    _PEOPLE_IDS.c.user_id != VIEWER, ~block_between(VIEWER, _PEOPLE_IDS.c.user_id)
)
_STORIES_OF = union_all(
    select(Story.id).where(Story.id.in_(_STORY_IDS), Story.owner_id == VIEWER),
    select(Collaborator.story_id).where(
        Collaborator.story_id.in_(_STORY_IDS), Collaborator.user_id == VIEWER
    ),
)
_people = union_all(
    select(
        Story.owner_id.label("user_id"),
        _OWNER_ROLE.label("role"),
        Story.created_at.label("added_at"),
        literal(0, Integer).label("place"),
    ).where(Story.id == STORY_ID),
    select(
        Collaborator.user_id, Collaborator.role, Collaborator.added_at, literal(1, Integer)
    ).where(Collaborator.story_id == STORY_ID),
).subquery()
_PEOPLE = (
    select(*CARD, _people.c.role, _people.c.added_at, _people.c.place == 0)
    .join(User, User.id == _people.c.user_id)
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .order_by(_people.c.place, _people.c.added_at, User.id)
)
_COUNT = select(func.count()).where(Collaborator.story_id == STORY_ID)
_ROLE_IN = select(Collaborator.role).where(
    Collaborator.story_id == STORY_ID, Collaborator.user_id == _OF_USER
)
_INVITABLE = select(User.id).where(
    User.id == _OF_USER,
    User.suspended_at.is_(None),
    ~block_between(VIEWER, User.id),
    ~block_between(bindparam("owner_id", type_=Identifier), User.id),
)
_NODE = select(StoryNode.id).where(
    StoryNode.id == bindparam("of_node", type_=Identifier), StoryNode.story_id == STORY_ID
)
_PRESENT = (
    select(*CARD, StoryPresence.node_id, StoryPresence.since)
    .select_from(StoryPresence)
    .join(User, User.id == StoryPresence.user_id)
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .where(
        StoryPresence.story_id == STORY_ID,
        StoryPresence.seen_at > bindparam("seen_since", type_=Instant),
    )
    .order_by(StoryPresence.since, User.id)
)
_ACTIVITY = (
    select(
        StoryActivity.id,
        StoryActivity.action,
        StoryActivity.node_id,
        StoryActivity.detail,
        StoryActivity.times,
        StoryActivity.began_at,
        StoryActivity.at,
        *CARD,
    )
    .select_from(StoryActivity)
    .outerjoin(User, User.id == StoryActivity.user_id)
    .outerjoin(Avatar, Avatar.user_id == StoryActivity.user_id)
    .where(
        StoryActivity.story_id == STORY_ID,
        tuple_(StoryActivity.at, StoryActivity.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(StoryActivity.at.desc(), StoryActivity.id.desc())
    .limit(bindparam("size", type_=Integer))
)
