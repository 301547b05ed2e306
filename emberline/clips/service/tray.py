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
    author = card_of(row.user_id, row.username, row.display_name, row.avatar_id)
    return TrayEntry(
        author,
        row.clips_count,
        row.unseen_count,
        row.latest_at,
        row.ends_at,
        row.first_unseen_id,
    )
