"""Close friends: whom a person shows more than the others. Nobody is told of it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from emberline.accounts.auth import Viewer
from emberline.accounts.models import Avatar, CloseFriend, User
from emberline.accounts.queries import CARD, card_of
from emberline.clips.service.forgetting import forget_unseen_by
from emberline.kit.db import Identifier
from emberline.kit.errors import invalid
from emberline.people import queries
from emberline.people.queries import VIEWER, in_sight
from emberline.people.schemas import CloseFriends


def close_friends(conn: Connection, viewer: Viewer) -> CloseFriends:
    """The viewer's close friends by name, without those who are suspended."""
    cards = [card_of(*row) for row in conn.execute(_FRIENDS, {"viewer_id": viewer.user_id})]
    return CloseFriends([card.user_id for card in cards], cards)


def choose_close_friends(
    conn: Connection, viewer: Viewer, user_ids: list[str], now: datetime
) -> CloseFriends:
    """Let exactly `user_ids` be the viewer's close friends. AppError 400 naming who is not there.

    Who is one no more is told no more of clips that were for close friends. The viewer's account is
    owned meanwhile: a block waits for this, or this for it.
    """
    queries.own_accounts(conn, [viewer.user_id])
    chosen = list(dict.fromkeys(user_ids))
    _check_visible(conn, viewer, chosen)
    before = conn.execute(_CLEAR, {"of_owner": viewer.user_id}).scalars().all()
    if chosen:
        rows = [{"owner_id": viewer.user_id, "friend_id": user_id} for user_id in chosen]
        conn.execute(_ADD, rows)
    forget_unseen_by(conn, viewer.user_id, sorted(set(before) - set(chosen)), now)
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
_CLEAR = (
    delete(CloseFriend)
    .where(CloseFriend.owner_id == bindparam("of_owner", type_=Identifier))
    .returning(CloseFriend.friend_id)
)
_ADD = insert(CloseFriend)
