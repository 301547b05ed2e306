"""What somebody may still be told of what happened while they were away."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, tuple_

from emberline.accounts.models import Follow, User
from emberline.clips.models import Clip, ClipComment, ClipReaction
from emberline.clips.queries.one import who_let_know
from emberline.clips.queries.rule import RULE, SEES_ORIGIN, VIEWER
from emberline.kit.db import Identifier
from emberline.kit.events import Event
from emberline.notifications.queries import notices_in_sight, people_in_sight
from emberline.notifications.rules import clip_of, people_in


def still_in_sight(
    conn: Connection, user_id: str, events: Sequence[Event], now: datetime
) -> list[Event]:
    """Those of the user's events that they may still be told at `now`, in their order.

    Left out is what is over, what names a clip that they may not see by now, or someone who has
    left, is suspended, or is kept apart from them by a block; and what was taken back since: a
    reaction, a comment, a follow, a notification, the leave to be told of views. Seven statements
    at most, however many the events.
    """
    left = [event for event in events if event.until is None or event.until > now]
    for names, still_there in _LOOKS:
        named = {event.id: names(event) for event in left}
        wanted = set().union(*named.values())
        if wanted:
            there = still_there(conn, user_id, wanted, now)
            left = [event for event in left if named[event.id] <= there]
    return left


class _Look(NamedTuple):
    """What an event names, and which of many such things are still there for the user."""

    names: Callable[[Event], set[Any]]
    still_there: Callable[[Connection, str, set[Any], datetime], set[Any]]


def _clip(event: Event) -> set[str]:
    clip_id = clip_of(event.type, event.data)
    # Whether a notification still stands was decided by the rule, for all that one may be about.
    return set() if clip_id is None or event.type == _NOTICE else {clip_id}


def _clips_there(conn: Connection, user_id: str, wanted: set[str], now: datetime) -> set[str]:
    binds = {"viewer_id": user_id, "clip_ids": list(wanted), "now": now}
    return set(conn.execute(_SEEN, binds).scalars())


def _people_there(conn: Connection, user_id: str, wanted: set[str], _: datetime) -> set[str]:
    return people_in_sight(conn, user_id, wanted)


def _viewer_and_author(event: Event) -> set[str]:
    return {event.data["viewer_id"], event.user_id} if event.type == "story.viewed" else set()


def _who_lets_know(conn: Connection, _: str, wanted: set[str], __: datetime) -> set[str]:
    return who_let_know(conn, wanted)


def _reaction(event: Event) -> set[tuple[str, str]]:
    data = event.data
    return {(data["story_id"], data["user_id"])} if event.type == "story.reacted" else set()


def _reactions_there(
    conn: Connection, _: str, wanted: set[tuple[str, str]], __: datetime
) -> set[tuple[str, str]]:
    rows = conn.execute(_REACTIONS, {"reactions": list(wanted)})
    return {(row.clip_id, row.user_id) for row in rows}


def _comment(event: Event) -> set[str]:
    return {event.data["comment_id"]} if event.type == "story.commented" else set()


def _comments_there(conn: Connection, _: str, wanted: set[str], __: datetime) -> set[str]:
    return set(conn.execute(_COMMENTS, {"comment_ids": list(wanted)}).scalars())


def _follower(event: Event) -> set[str]:
    return {event.data["follower_id"]} if event.type == "follow.created" else set()


def _followers_there(conn: Connection, user_id: str, wanted: set[str], _: datetime) -> set[str]:
    binds = {"viewer_id": user_id, "follower_ids": list(wanted)}
    return set(conn.execute(_FOLLOWERS, binds).scalars())


def _notice(event: Event) -> set[str]:
    return {event.data["id"]} if event.type == _NOTICE else set()


_NOTICE = "notification.created"
_LOOKS = (
    _Look(_clip, _clips_there),
    _Look(lambda event: set(people_in(event.data)), _people_there),
    _Look(_viewer_and_author, _who_lets_know),
    _Look(_reaction, _reactions_there),
    _Look(_comment, _comments_there),
    _Look(_follower, _followers_there),
    _Look(_notice, notices_in_sight),
)

_SEEN = (
    select(Clip.id)
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.id.in_(bindparam("clip_ids", type_=Identifier, expanding=True)),
        RULE.may_see(),
        SEES_ORIGIN,
    )
)
_REACTIONS = select(ClipReaction.clip_id, ClipReaction.user_id).where(
    tuple_(ClipReaction.clip_id, ClipReaction.user_id).in_(bindparam("reactions", expanding=True))
)
_COMMENTS = select(ClipComment.id).where(
    ClipComment.id.in_(bindparam("comment_ids", type_=Identifier, expanding=True)),
    ClipComment.held_at.is_(None),
)
_FOLLOWERS = select(Follow.follower_id).where(
    Follow.followee_id == VIEWER,
    Follow.follower_id.in_(bindparam("follower_ids", type_=Identifier, expanding=True)),
)
