"""The archive: one's own clips after their end, for as many days as one keeps them."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from emberline.clips.queries.archive import expired_clips, kept_days
from emberline.clips.service.reading import ClipPage, page_of
from emberline.kit.paging import PageRequest, Position


def list_archive(
    conn: Connection, viewer_id: str, asked: PageRequest[Position], now: datetime
) -> ClipPage:
    """A page of the caller's expired clips, newest first; none with an archive of 0 days.

    The days decide, not whether the clean-up has come by.
    """
    since = now - timedelta(days=kept_days(conn, viewer_id))
    rows = expired_clips(conn, viewer_id, since, asked, now)
    return page_of(conn, viewer_id, rows, asked.limit)
