"""The log of what a story's people do, which also tells the others of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, String, bindparam, insert, select, update

from emberline.kit.answers import encode
from emberline.kit.db import Identifier, Instant, Json, hot_many
from emberline.kit.events import emit
from emberline.kit.ids import new_id
from emberline.kit.paging import Page, PageRequest, Position
from emberline.stories.models.people import StoryActivity
from emberline.stories.queries import people
from emberline.stories.queries.people import ActivityRow
from emberline.stories.rules.activity import ACTIONS, COUNTED_UP, DETAIL_BYTES, SAME_WITHIN
from emberline.stories.rules.roles import Role
from emberline.stories.service.access import draft_for

EVENT = "story.collaboration"


def record(
    conn: Connection,
    story_id: str,
    by: str,
    action: str,
    *,
    node_id: str | None = None,
    detail: Mapping[str, Any] | None = None,
    about: str | None = None,
    now: datetime,
) -> None:
    """Log that `by` did `action` (of `rules.activity.ACTIONS`), and tell the story's other people.

    Call it after the change, in its transaction: the event carries the draft's revision as it is
    then. node_id: where it was done, also for what is done to a choice. detail: what a reader of
    the log wants to know beyond that, such as the key of a node that is gone; at most 2 KB of JSON.
    about: the user to whom it was done, who is told as well. Six statements at most.
    KeyError for an unknown action, ValueError for too much detail.
    """
    if detail is not None and len(encode(detail)) > DETAIL_BYTES:
        raise ValueError(f"the detail of {action} has more than {DETAIL_BYTES} bytes")
    names = {"of_story": story_id, "of_user": by, "of_action": action, "of_node": node_id}
    again = {**names, "since": now - SAME_WITHIN, "now": now, "new_detail": detail}
    if action not in COUNTED_UP or conn.execute(_COUNT_UP, again).first() is None:
        conn.execute(_INSERT, _row(story_id, by, action, node_id, detail, now))
    tell(conn, story_id, by, action, now, node_id=node_id, about=about)


def record_imported(conn: Connection, story_ids: Sequence[str], by: str, now: datetime) -> None:
    """Log that `by` has imported new stories; nobody else works on them, so nobody is told."""
    rows = [_row(story_id, by, "story.imported", None, None, now) for story_id in story_ids]
    hot_many(conn, _INSERT, rows)


def tell(
    conn: Connection,
    story_id: str,
    by: str,
    action: str,
    now: datetime,
    *,
    node_id: str | None = None,
    about: str | None = None,
) -> None:
    """Tell the story's people but `by`, and `about`, whom it concerns, of an action; log nothing.

    KeyError for an unknown action.
    """
    kind = ACTIONS[action]
    receivers = {*people.others_of(conn, story_id, by), *([about] if about else [])} - {by}
    actor = people.actor(conn, story_id, by) if receivers else None
    if actor is None:
        return
    data: dict[str, Any] = {
        "story_id": story_id,
        "kind": kind,
        "by": {"user_id": by, "username": actor.username},
        "action": action,
        "revision": actor.draft_revision,
    }
    if node_id is not None:
        data["node_id"] = node_id
    if about is not None:
        data["user_id"] = about
    emit(conn, receivers, EVENT, data, now)


def list_activity(
    conn: Connection, viewer_id: str, story_id: str, asked: PageRequest[Position]
) -> Page[ActivityRow]:
    """A page of the log, newest first, for the story's people. AppError as `draft_for`."""
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    return people.activity_of(conn, story_id, asked)


def _row(
    story_id: str,
    by: str,
    action: str,
    node_id: str | None,
    detail: Mapping[str, Any] | None,
    now: datetime,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "story_id": story_id,
        "user_id": by,
        "action": action,
        "node_id": node_id,
        "detail": None if detail is None else dict(detail),
        "times": 1,
        "began_at": now,
        "at": now,
    }


_OF_NODE = bindparam("of_node", type_=Identifier)
_INSERT = insert(StoryActivity)
_LAST_TIME = (
    select(StoryActivity.id)
    .where(
        StoryActivity.story_id == bindparam("of_story", type_=Identifier),
        StoryActivity.at > bindparam("since", type_=Instant),
        StoryActivity.user_id == bindparam("of_user", type_=Identifier),
        StoryActivity.action == bindparam("of_action", type_=String),
        StoryActivity.node_id.is_not_distinct_from(_OF_NODE),
    )
    .order_by(StoryActivity.at.desc(), StoryActivity.id.desc())
    .limit(1)
    .scalar_subquery()
)
_COUNT_UP = (
    update(StoryActivity)
    .where(StoryActivity.id == _LAST_TIME)
    .values(
        times=StoryActivity.times + 1,
        at=bindparam("now", type_=Instant),
        detail=bindparam("new_detail", type_=Json),
    )
    .returning(StoryActivity.id)
)
