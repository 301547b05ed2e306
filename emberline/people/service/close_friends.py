"""Close friends: whom a person shows more than the others. Nobody is told of it."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from emberline.accounts.auth import Viewer
from emberline.accounts.models import Avatar, CloseFriend, User
from emberline.kit.db import Identifier
from emberline.kit.errors import invalid
from emberline.people import queries
from emberline.people.queries import CARD, VIEWER, in_sight
from emberline.people.schemas import CloseFriends


def close_friends(conn: Connection, viewer: Viewer) -> CloseFriends:
    """The viewer's close friends by name, without those who are suspended."""
    cards = [queries.card_of(row) for row in conn.execute(_FRIENDS, {"viewer_id": viewer.user_id})]
    return CloseFriends([card.user_id for card in cards], cards)


def choose_close_friends(conn: Connection, viewer: Viewer, user_ids: list[str]) -> CloseFriends:
    """Let exactly `user_ids` be the viewer's close friends. AppError 400 naming who is not there.

    The viewer's account is owned meanwhile: a block waits for this, or this for it.
    """
    queries.own_accounts(conn, [viewer.user_id])
    chosen = list(dict.fromkeys(user_ids))
    _check_visible(conn, viewer, chosen)
    conn.execute(_CLEAR, {"of_owner": viewer.user_id})
    if chosen:
        rows = [{"owner_id": viewer.user_id, "friend_id": user_id} for user_id in chosen]
        conn.execute(_ADD, rows)
    return close_friends(conn, viewer)


def _check_visible(conn: Connection, viewer: Viewer, user_ids: list[str]) -> None:
    if viewer.user_id in user_ids:
        raise invalid("user_ids", "Leave yourself out: you see your own clips anyway.")
    binds = {"viewer_id": viewer.user_id, "ids": user_ids}
    visible = set(conn.execute(_VISIBLE_OF, binds).scalars())
    for user_id in user_ids:
        if user_id not in visible:
            raise invalid("user_ids", f"There is no user {user_id}. Leave that id out.")


_FRIENDS = (
    select(*CARD)
    .select_from(CloseFriend)
    .join(User, User.id == CloseFriend.friend_id)
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .where(CloseFriend.owner_id == VIEWER, in_sight(User.id))
    .order_by(User.username_folded)
)
_VISIBLE_OF = select(User.id).where(
    User.id.in_(bindparam("ids", expanding=True)), in_sight(User.id)
)
_CLEAR = delete(CloseFriend).where(CloseFriend.owner_id == bindparam("of_owner", type_=Identifier))
_ADD = insert(CloseFriend)
