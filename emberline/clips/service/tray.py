"""The tray: whose clips there are to see."""

from datetime import datetime

from sqlalchemy import Connection

from emberline.accounts.queries import card_of
from emberline.clips.queries import tray as queries
from emberline.clips.queries.tray import TrayRow
from emberline.clips.schemas.tray import TrayEntry


def read_tray(conn: Connection, viewer_id: str, now: datetime) -> list[TrayEntry]:
    """An entry an author, in the order of `queries.tray`; one statement."""
    return list(map(_entry, queries.tray(conn, viewer_id, now)))


def _entry(row: TrayRow) -> TrayEntry:
    user_id, username, display_name, avatar_id, clips, unseen, latest_at, first_unseen_id = row
    author = card_of(user_id, username, display_name, avatar_id)
    return TrayEntry(author, clips, unseen, latest_at, first_unseen_id)
