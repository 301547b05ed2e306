"""Profiles: one's own, with everything in it, and what others may know."""

from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from emberline.accounts.auth import Viewer
from emberline.accounts.models import (
    Avatar,
    Follow,
    FollowRequest,
    Hide,
    Mute,
    NameWord,
    PasswordReset,
    User,
)
from emberline.accounts.queries import avatar_url
from emberline.accounts.service.signup import username_taken
from emberline.clips.queries.feed import count_of
from emberline.kit.db import violated
from emberline.kit.errors import conflict, not_found, unauthorized
from emberline.kit.forms import folded
from emberline.people import rules
from emberline.people.queries import OF_USER, VIEWER, in_sight
from emberline.people.schemas import OwnProfile, ProfileChanges, PublicProfile
from emberline.people.service import follows
from emberline.stories.service.rewards import time_zone_changed


def own_profile(conn: Connection, viewer: Viewer) -> OwnProfile:
    """All of the viewer's profile."""
    row = conn.execute(_OWN, {"viewer_id": viewer.user_id}).mappings().first()
    if row is None:
        raise unauthorized()
    values = dict(row)
    address = avatar_url(viewer.user_id, values.pop("media_id"))
    return OwnProfile(**values, avatar_url=address)


def change_profile(
    conn: Connection, viewer: Viewer, changes: ProfileChanges, now: datetime
) -> OwnProfile:
    """Change the fields that were sent. Unlocking the account accepts all waiting requests.

    AppError 409 naming `username` or `email` when another account has it, in whatever case or
    Unicode form.
    """
    sent = changes.model_dump(exclude_unset=True)
    for name in ("username", "email"):
        if name in sent:
            sent[f"{name}_folded"] = folded(sent[name])
    binds = {f"new_{name}": sent.get(name) for name in _CHANGEABLE}
    try:
        conn.execute(_CHANGE, {**binds, "viewer_id": viewer.user_id})
    except IntegrityError as error:
        _refuse_taken(error)
    if sent.get("is_locked") is False:
        follows.accept_all(conn, viewer, now)
    if "time_zone" in sent:
        time_zone_changed(conn, viewer.user_id)
    profile = own_profile(conn, viewer)
    if "email" in sent:
        # A way to a new password that went to the old address must not outlive it.
        conn.execute(_FORGET_RESETS, {"viewer_id": viewer.user_id})
    if "username" in sent or "display_name" in sent:
        _index_name(conn, viewer.user_id, profile.display_name)
    return profile


def public_profile(conn: Connection, viewer: Viewer, user_id: str, now: datetime) -> PublicProfile:
    """The profile of `user_id`, and what the two are to each other.

    AppError 404 for an unknown or suspended one, and for a block either way.
    """
    binds = {"viewer_id": viewer.user_id, "of_user": user_id}
    row = conn.execute(_PUBLIC, binds).mappings().first()
    if row is None:
        raise not_found("User")
    values = dict(row)
    address = avatar_url(user_id, values.pop("media_id"))
    clips_count = count_of(conn, viewer.user_id, user_id, now)
    return PublicProfile(**values, avatar_url=address, clips_count=clips_count)


def _refuse_taken(error: IntegrityError) -> NoReturn:
    match violated(error):
        case "uq_users_username_folded":
            raise username_taken() from error
        case "uq_users_email_folded":
            detail = "Another account has this email. Send another one."
            raise conflict("Email already taken", detail, field="email") from error
    raise error


def _index_name(conn: Connection, user_id: str, display_name: str) -> None:
    conn.execute(_FORGET_WORDS, {"of_user": user_id})
    words = rules.name_words(folded(display_name))
    conn.execute(_ADD_WORDS, [{"word": word, "user_id": user_id} for word in sorted(words)])


def _count(*conditions: Any) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


_CHANGEABLE: dict[str, Any] = {
    column.key: column
    for column in (
        User.username,
        User.username_folded,
        User.email,
        User.email_folded,
        User.display_name,
        User.bio,
        User.time_zone,
        User.language,
        User.is_locked,
    )
}
# A null is a field that was not sent: none of the columns can hold one.
_CHANGE = (
    update(User)
    .where(User.id == VIEWER)
    .values(
        {
            column: func.coalesce(bindparam(f"new_{name}", type_=column.type), column)
            for name, column in _CHANGEABLE.items()
        }
    )
)
_OWN = (
    select(
        User.id.label("user_id"),
        User.username,
        User.email,
        User.display_name,
        User.bio,
        User.time_zone,
        User.language,
        User.is_locked,
        User.role,
        User.created_at,
        User.last_active,
        Avatar.media_id,
        _count(Follow.followee_id == User.id).label("followers_count"),
        _count(Follow.follower_id == User.id).label("following_count"),
        _count(FollowRequest.followee_id == User.id).label("follow_requests_count"),
    )
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .where(User.id == VIEWER)
)
_PUBLIC = (
    select(
        User.id.label("user_id"),
        User.username,
        User.display_name,
        User.bio,
        User.created_at,
        User.is_locked,
        Avatar.media_id,
        _count(Follow.followee_id == User.id).label("followers_count"),
        _count(Follow.follower_id == User.id).label("following_count"),
        exists()
        .where(Follow.follower_id == VIEWER, Follow.followee_id == User.id)
        .label("is_following"),
        exists()
        .where(FollowRequest.follower_id == VIEWER, FollowRequest.followee_id == User.id)
        .label("follow_requested"),
        exists()
        .where(Follow.follower_id == User.id, Follow.followee_id == VIEWER)
        .label("follows_you"),
        exists().where(Mute.muter_id == VIEWER, Mute.muted_id == User.id).label("is_muted"),
        exists().where(Hide.owner_id == VIEWER, Hide.viewer_id == User.id).label("is_hidden"),
    )
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .where(User.id == OF_USER, in_sight(User.id))
)
_FORGET_RESETS = delete(PasswordReset).where(PasswordReset.user_id == VIEWER)
_FORGET_WORDS = delete(NameWord).where(NameWord.user_id == OF_USER)
_ADD_WORDS = insert(NameWord)
