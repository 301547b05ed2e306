"""Who has a draft open and at which node, as they say it again and again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.db import Identifier, Instant
from emberline.kit.errors import invalid
from emberline.stories.models.people import StoryPresence
from emberline.stories.queries import people
from emberline.stories.queries.people import PresenceRow
from emberline.stories.rules.activity import PRESENT_FOR
from emberline.stories.rules.roles import Role
from emberline.stories.service import activity
from emberline.stories.service.access import draft_for

_SWEPT_AT_ONCE = 2000


class Presence(NamedTuple):
    """Someone who is present, and whether they came first to the node at which they are."""

    row: PresenceRow
    holds_lock: bool


def stay_at(
    conn: Connection, viewer_id: str, story_id: str, node_id: str | None, now: datetime
) -> Sequence[Presence]:
    """Note for a minute that the viewer is at a node (None: at none); everybody who is present.

    The others are told when that is news. AppError 400 for a node that the draft has not.
    """
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    if node_id is not None and not people.has_node(conn, story_id, node_id):
        raise invalid("node_id", "The story has no such node, or no longer.")
    seen_since = now - PRESENT_FOR
    before = {row.user_id: row.node_id for row in people.present_in(conn, story_id, seen_since)}
    values = {"story_id": story_id, "user_id": viewer_id, "node_id": node_id, "now": now}
    conn.execute(_STAY[conn.dialect.name], {**values, "seen_since": seen_since})
    if viewer_id not in before or before[viewer_id] != node_id:
        activity.tell(conn, story_id, viewer_id, "presence.moved", now, node_id=node_id)
    return _with_locks(people.present_in(conn, story_id, seen_since))


def forget_absent(conn: Connection, now: datetime) -> int:
    """Delete a batch of who is no longer present; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"seen_since": now - PRESENT_FOR}).rowcount


def _with_locks(rows: Sequence[PresenceRow]) -> list[Presence]:
    """The rows, in the order in which they came; the first at each node holds its lock."""
    taken: set[str] = set()
    found = []
    for row in rows:
        found.append(Presence(row, row.node_id is not None and row.node_id not in taken))
        if row.node_id is not None:
            taken.add(row.node_id)
    return found


_NOW = bindparam("now", type_=Instant)
_SEEN_SINCE = bindparam("seen_since", type_=Instant)


def _stay(dialect: Any) -> Any:
    statement = dialect.insert(StoryPresence).values(
        story_id=bindparam("story_id", type_=Identifier),
        user_id=bindparam("user_id", type_=Identifier),
        node_id=bindparam("node_id", type_=Identifier),
        since=_NOW,
        seen_at=_NOW,
    )
    new = statement.excluded
    stays = and_(
        StoryPresence.node_id.is_not_distinct_from(new.node_id),
        StoryPresence.seen_at > _SEEN_SINCE,
    )
    return statement.on_conflict_do_update(
        index_elements=[StoryPresence.story_id, StoryPresence.user_id],
        set_={
            "node_id": new.node_id,
            "since": case((stays, StoryPresence.since), else_=new.since),
            "seen_at": new.seen_at,
        },
    )


_STAY = {"sqlite": _stay(sqlite), "postgresql": _stay(postgresql)}
_FORGET = delete(StoryPresence).where(
    tuple_(StoryPresence.story_id, StoryPresence.user_id).in_(
        select(StoryPresence.story_id, StoryPresence.user_id)
        .where(StoryPresence.seen_at <= _SEEN_SINCE)
        .limit(_SWEPT_AT_ONCE)
    )
)
