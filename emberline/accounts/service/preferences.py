"""What a user chose about archive, receipts, timers and notifications."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from emberline.accounts.models import Preferences
from emberline.accounts.rules import NOTIFICATIONS
from emberline.accounts.schemas import PreferencesAnswer
from emberline.accounts.service.showing import showing_changed
from emberline.kit.errors import not_found

DEFAULTS: Mapping[str, Any] = {
    "archive_days": 30,
    "view_receipts": True,
    "timers": "on",
    "notifications": {},
    "show_on_leaderboard": False,
    "favorite_category": None,
}
"""The columns of a new user's row. A kind of notification that is not named is wanted."""


def preferences_of(conn: Connection, user_id: str) -> PreferencesAnswer:
    """The user's preferences. AppError 404 for no such user."""
    return _answer(_stored(conn, _SELECT, user_id))


def change_preferences(
    conn: Connection, user_id: str, changes: Mapping[str, Any]
) -> PreferencesAnswer:
    """Change the columns named in `changes`; of `notifications` only the kinds in it."""
    stored = _stored(conn, _SELECT_LOCKED, user_id)
    changed = {**stored, **changes}
    changed["notifications"] = {**stored["notifications"], **changes.get("notifications", {})}
    conn.execute(_UPDATE, {"of_user": user_id, **{f"new_{k}": v for k, v in changed.items()}})
    if changed["show_on_leaderboard"] != stored["show_on_leaderboard"]:
        showing_changed(conn, user_id)
    return _answer(changed)


def _stored(conn: Connection, statement: Any, user_id: str) -> dict[str, Any]:
    row = conn.execute(statement, {"of_user": user_id}).mappings().first()
    if row is None:
        raise not_found("User")
    return dict(row)


def _answer(columns: Mapping[str, Any]) -> PreferencesAnswer:
    wanted = dict.fromkeys(NOTIFICATIONS, True) | columns["notifications"]
    return PreferencesAnswer(**{**columns, "notifications": wanted})


_COLUMNS = tuple(DEFAULTS)
_SELECT = select(*[Preferences.__table__.c[name] for name in _COLUMNS]).where(
    Preferences.user_id == bindparam("of_user")
)
_SELECT_LOCKED = _SELECT.with_for_update()
_UPDATE = (
    update(Preferences)
    .where(Preferences.user_id == bindparam("of_user"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS})
)
