"""Avatars: one picture a person, for everyone to see."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.auth import Viewer
from emberline.accounts.models import Avatar, User
from emberline.kit.db import Identifier
from emberline.kit.errors import invalid, not_found
from emberline.kit.files import StoredBytes
from emberline.media.models import Media
from emberline.media.service import media as media_service
from emberline.people import queries
from emberline.people.queries import OF_USER
from emberline.people.schemas import OwnProfile
from emberline.people.service.profiles import own_profile


class AvatarChange(NamedTuple):
    """The profile as it is now, and the stored files to delete after the commit."""

    profile: OwnProfile
    doomed_keys: list[str]


def change_avatar(
    conn: Connection, viewer: Viewer, media_id: str | None, now: datetime
) -> AvatarChange:
    """Show the viewer's media `media_id`, or nothing; the picture before is deleted.

    The one that is shown already: nothing changes. AppError 400 for what is no picture of the
    viewer's own, 409 for one that is shown elsewhere.
    """
    queries.own_accounts(conn, [viewer.user_id])
    before = conn.execute(_SHOWN, {"of_user": viewer.user_id}).scalar()
    if before == media_id:
        return AvatarChange(own_profile(conn, viewer), [])
    if media_id is None:
        conn.execute(_TAKE_AWAY, {"of_user": viewer.user_id})
    else:
        if media_service.claim(conn, viewer.user_id, media_id, now).kind != "image":
            raise invalid("media_id", "Choose a picture; a video or a sound cannot be an avatar.")
        row = {"user_id": viewer.user_id, "media_id": media_id}
        conn.execute(_SHOW[conn.dialect.name], row)
    doomed = media_service.doom(conn, [before] if before else [], now)
    return AvatarChange(own_profile(conn, viewer), doomed)


def avatar_file(conn: Connection, user_id: str, media_id: str) -> StoredBytes:
    """The file behind an avatar's address, which is open to all while it is shown.

    AppError 404 once another is shown, or the account is suspended or gone.
    """
    binds = {"of_user": user_id, "media_id": media_id}
    row = conn.execute(_FILE, binds).first()
    if row is None:
        raise not_found("File")
    return StoredBytes(row.thumbnail_key or row.key, row.thumbnail_type or row.media_type)


def _show(dialect: Any) -> Any:
    names = ("user_id", "media_id")
    statement = dialect.insert(Avatar).values({name: bindparam(name) for name in names})
    return statement.on_conflict_do_update(
        index_elements=[Avatar.user_id], set_={"media_id": statement.excluded.media_id}
    )


_SHOWN = select(Avatar.media_id).where(Avatar.user_id == OF_USER)
_SHOW = {"sqlite": _show(sqlite), "postgresql": _show(postgresql)}
_TAKE_AWAY = delete(Avatar).where(Avatar.user_id == OF_USER)
_FILE = (
    select(Media.key, Media.media_type, Media.thumbnail_key, Media.thumbnail_type)
    .join(Avatar, Avatar.media_id == Media.id)
    .join(User, User.id == Avatar.user_id)
    .where(
        Avatar.user_id == OF_USER,
        Avatar.media_id == bindparam("media_id", type_=Identifier),
        User.suspended_at.is_(None),
    )
)
