"""Who shows themselves in rankings, and telling the slices above when that changes."""

from collections.abc import Callable

from sqlalchemy import Connection, bindparam, select

from emberline.accounts.models import Preferences, User
from emberline.kit.db import Identifier, hot

Observer = Callable[[Connection, str, bool], None]


def observe(observer: Observer) -> None:
    """Let `observer(conn, user_id, is_shown)` know of changes, in the transaction that makes them.

    For the composition, once a process, before the first change.
    """
    _observers[:] = [observer]


def is_shown(conn: Connection, user_id: str) -> bool:
    """Whether the user chose to stand on leaderboards and is not suspended."""
    return bool(hot(conn, _IS_SHOWN, of_user=user_id))


def showing_changed(conn: Connection, user_id: str) -> None:
    """Say that what `is_shown` goes by may have changed."""
    _tell(conn, user_id, is_shown(conn, user_id))


def shown_no_more(conn: Connection, user_id: str) -> None:
    """Say that the user is about to be erased."""
    _tell(conn, user_id, False)


def _tell(conn: Connection, user_id: str, shown: bool) -> None:
    if not _observers:
        raise RuntimeError("whoever counts those shown has to know: call observe at the start")
    for observer in _observers:
        observer(conn, user_id, shown)


_observers: list[Observer] = []
_IS_SHOWN = (
    select(User.id)
    .join(Preferences, Preferences.user_id == User.id)
    .where(
        User.id == bindparam("of_user", type_=Identifier),
        User.suspended_at.is_(None),
        Preferences.show_on_leaderboard.is_(True),
    )
)
