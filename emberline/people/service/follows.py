"""Following: at once, or by a request where the account is locked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.auth import Viewer
from emberline.accounts.models import Follow, FollowRequest, User
from emberline.accounts.schemas import PersonCard
from emberline.clips.service.forgetting import forget_unseen_by
from emberline.kit.db import Identifier
from emberline.kit.errors import forbidden, invalid, not_found
from emberline.kit.events import emit
from emberline.kit.paging import Page, PageRequest, Position
from emberline.notifications import service as notifications
from emberline.people import queries
from emberline.people.queries import OF_USER, VIEWER
from emberline.people.schemas import FollowerState, FollowState


def follow(conn: Connection, viewer: Viewer, user_id: str, now: datetime) -> FollowState:
    """Follow `user_id`, or ask to where the account is locked. Again: nothing changes.

    A new follow is an event for the followed. AppError 400 for oneself, 404 for who is not there.
    """
    if user_id == viewer.user_id:
        raise invalid("user_id", "You cannot follow yourself. Choose someone else.")
    queries.share_account(conn, user_id)
    account = queries.visible_account(conn, viewer.user_id, user_id)
    if _exists(conn, _FOLLOWS, viewer.user_id, user_id):
        return FollowState(user_id, "following")
    row = {"follower_id": viewer.user_id, "followee_id": user_id, "created_at": now}
    if account.is_locked:
        if conn.execute(_ASK[conn.dialect.name], row).first() is not None:
            _notify(conn, "follow.requested", viewer.user_id, user_id, now)
        return FollowState(user_id, "requested")
    if conn.execute(_FOLLOW[conn.dialect.name], row).first() is not None:
        _tell(conn, viewer.user_id, user_id, now)
    return FollowState(user_id, "following")


def unfollow(conn: Connection, viewer: Viewer, user_id: str, now: datetime) -> FollowState:
    """Follow `user_id` no more, and ask no more. AppError 404 when there was nothing to end and
    nobody to see.

    The viewer is told no more of clips that were for followers.

    The request goes first: an acceptance in flight is waited for there, and its follow then ended.
    """
    if not _end(conn, viewer.user_id, user_id, now):
        queries.visible_account(conn, viewer.user_id, user_id)
    return FollowState(user_id, "none")


def remove_follower(conn: Connection, viewer: Viewer, user_id: str, now: datetime) -> FollowerState:
    """End `user_id`'s following of the viewer, or their request. They are not told.

    AppError 404 when there was nothing to end and nobody to see.
    """
    if not _end(conn, user_id, viewer.user_id, now):
        queries.visible_account(conn, viewer.user_id, user_id)
    return FollowerState(user_id, follows_you=False)


def accept(conn: Connection, viewer: Viewer, user_id: str, now: datetime) -> FollowerState:
    """Make a follower of `user_id`, who asked and is told. Again: nothing changes.

    AppError 404 `Follow request not found` when they neither asked nor follow.
    """
    queries.share_account(conn, viewer.user_id)
    if _take_request(conn, user_id, viewer.user_id):
        add_followers(conn, viewer.user_id, [user_id], now)
        _tell(conn, user_id, viewer.user_id, now)
        _tell_accepted(conn, [user_id], viewer.user_id, now)
    elif not _exists(conn, _FOLLOWS, user_id, viewer.user_id):
        raise not_found("Follow request")
    return FollowerState(user_id, follows_you=True)


def reject(conn: Connection, viewer: Viewer, user_id: str) -> FollowerState:
    """Turn down `user_id`, who asked and is not told. AppError 404 when they did not ask."""
    if not _take_request(conn, user_id, viewer.user_id):
        raise not_found("Follow request")
    return FollowerState(user_id, follows_you=False)


def accept_all(conn: Connection, viewer: Viewer, now: datetime) -> None:
    """Make followers of all who asked the viewer, whose account is being unlocked.

    The viewer's account must be owned by this transaction. The viewer, who did it, is not told.
    Each request is taken, not copied, so that one withdrawn in this moment stays withdrawn.
    """
    taken = conn.execute(_TAKE_ALL, {"followee_id": viewer.user_id}).scalars().all()
    notifications.withdraw(conn, viewer.user_id, "follow.requested")
    add_followers(conn, viewer.user_id, taken, now)
    _tell_accepted(conn, taken, viewer.user_id, now)


def add_followers(
    conn: Connection, followee_id: str, follower_ids: Iterable[str], now: datetime
) -> None:
    """Let each of `follower_ids` follow `followee_id`; those who do already stay as they are."""
    rows = [
        {"follower_id": follower_id, "followee_id": followee_id, "created_at": now}
        for follower_id in follower_ids
    ]
    if rows:
        conn.execute(_ADD[conn.dialect.name], rows)


def followers(
    conn: Connection, viewer: Viewer, user_id: str, asked: PageRequest[Position]
) -> Page[PersonCard]:
    """Who follows `user_id`, newest first. AppError 403 for a locked account's outsiders."""
    _check_may_list(conn, viewer, user_id)
    return queries.people_page(conn, _FOLLOWERS, viewer.user_id, user_id, asked)


def following(
    conn: Connection, viewer: Viewer, user_id: str, asked: PageRequest[Position]
) -> Page[PersonCard]:
    """Whom `user_id` follows, newest first. AppError 403 for a locked account's outsiders."""
    _check_may_list(conn, viewer, user_id)
    return queries.people_page(conn, _FOLLOWING, viewer.user_id, user_id, asked)


def requests(conn: Connection, viewer: Viewer, asked: PageRequest[Position]) -> Page[PersonCard]:
    """Who asks to follow the viewer, newest first."""
    return queries.people_page(conn, _REQUESTS, viewer.user_id, viewer.user_id, asked)


def _check_may_list(conn: Connection, viewer: Viewer, user_id: str) -> None:
    account = queries.visible_account(conn, viewer.user_id, user_id)
    if not account.is_locked or user_id == viewer.user_id:
        return
    if not _exists(conn, _FOLLOWS, viewer.user_id, user_id):
        raise forbidden("This account is locked. Only its followers may see this list.")


def _end(conn: Connection, follower_id: str, followee_id: str, now: datetime) -> bool:
    """Whether there was a request or a follow, which is gone now."""
    asked = _take_request(conn, follower_id, followee_id)
    followed = conn.execute(_UNFOLLOW, _pair(follower_id, followee_id)).rowcount > 0
    if followed:
        notifications.withdraw(conn, followee_id, "follow.created", actor_id=follower_id)
        notifications.withdraw(conn, follower_id, "follow.accepted", actor_id=followee_id)
        forget_unseen_by(conn, followee_id, [follower_id], now)
    return asked or followed


def _take_request(conn: Connection, follower_id: str, followee_id: str) -> bool:
    """Whether there was a request, which is gone now, and the notice of it too."""
    if conn.execute(_TAKE_REQUEST, _pair(follower_id, followee_id)).first() is None:
        return False
    notifications.withdraw(conn, followee_id, "follow.requested", actor_id=follower_id)
    return True


def _tell(conn: Connection, follower_id: str, followee_id: str, now: datetime) -> None:
    username = conn.execute(_USERNAME, {"of_user": follower_id}).scalar_one()
    data = {"follower_id": follower_id, "username": username}
    emit(conn, [followee_id], "follow.created", data, now)
    _notify(conn, "follow.created", follower_id, followee_id, now)


def _tell_accepted(
    conn: Connection, follower_ids: Iterable[str], followee_id: str, now: datetime
) -> None:
    notifications.notify(conn, follower_ids, "follow.accepted", actor_id=followee_id, now=now)


def _notify(conn: Connection, type: str, follower_id: str, followee_id: str, now: datetime) -> None:
    notifications.notify(conn, [followee_id], type, actor_id=follower_id, now=now)


def _exists(conn: Connection, statement: Any, viewer_id: str, user_id: str) -> bool:
    return bool(conn.execute(statement, {"viewer_id": viewer_id, "of_user": user_id}).scalar())


def _pair(follower_id: str, followee_id: str) -> dict[str, str]:
    return {"of_follower": follower_id, "of_followee": followee_id}


def _insert(dialect: Any, table: type[Follow | FollowRequest]) -> Any:
    names = ("follower_id", "followee_id", "created_at")
    return dialect.insert(table).values({name: bindparam(name) for name in names})


def _add(dialect: Any, table: type[Follow | FollowRequest]) -> Any:
    return _insert(dialect, table).on_conflict_do_nothing()


_FOLLOWER = bindparam("of_follower", type_=Identifier)
_FOLLOWEE = bindparam("of_followee", type_=Identifier)

_ADD = {"sqlite": _add(sqlite, Follow), "postgresql": _add(postgresql, Follow)}
_ASK = {
    "sqlite": _add(sqlite, FollowRequest).returning(FollowRequest.follower_id),
    "postgresql": _add(postgresql, FollowRequest).returning(FollowRequest.follower_id),
}
_FOLLOW = {name: statement.returning(Follow.follower_id) for name, statement in _ADD.items()}

_FOLLOWS = select(exists().where(Follow.follower_id == VIEWER, Follow.followee_id == OF_USER))
_USERNAME = select(User.username).where(User.id == OF_USER)
_UNFOLLOW = delete(Follow).where(Follow.follower_id == _FOLLOWER, Follow.followee_id == _FOLLOWEE)
_TAKE_REQUEST = (
    delete(FollowRequest)
    .where(FollowRequest.follower_id == _FOLLOWER, FollowRequest.followee_id == _FOLLOWEE)
    .returning(FollowRequest.follower_id)
)
_TAKE_ALL = (
    delete(FollowRequest)
    .where(FollowRequest.followee_id == bindparam("followee_id", type_=Identifier))
    .returning(FollowRequest.follower_id)
)
_FOLLOWERS = queries.newest_people(Follow.followee_id, Follow.follower_id, Follow.created_at)
_FOLLOWING = queries.newest_people(Follow.follower_id, Follow.followee_id, Follow.created_at)
_REQUESTS = queries.newest_people(
    FollowRequest.followee_id, FollowRequest.follower_id, FollowRequest.created_at
)
