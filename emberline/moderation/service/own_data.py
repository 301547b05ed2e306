"""One person's part in reports: to take away, and what is left of it when they leave."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from emberline.kit.db import Identifier, Json
from emberline.moderation.models import Report
from emberline.moderation.queries import Entry, log
from emberline.moderation.rules import ERASED, ReportStatus


def export_reports(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """The reports that the user made, the oldest first; nothing of what came of them."""
    return [dict(row) for row in conn.execute(_EXPORT, {"of_user": user_id}).mappings()]


def forget_reporter(conn: Connection, user_id: str) -> None:
    """Take the user's name and words out of the reports that they made; the reports stay.

    Before their account is erased, which takes the name.
    """
    conn.execute(_FORGET_REPORTER, {"of_user": user_id})


def forget_author(conn: Connection, user_id: str, now: datetime) -> None:
    """Take what was the user's out of the reports of it, once their account is erased.

    Nothing is left of it but that there was a report; one that was still open is resolved.
    """
    report_ids = conn.execute(_RESOLVE, {"of_user": user_id}).scalars().all()
    log(conn, report_ids, Entry(None, ERASED), now)
    conn.execute(_FORGET_AUTHOR, {"of_user": user_id, "nothing": {}})


_USER = bindparam("of_user", type_=Identifier)
_EXPORT = (
    select(
        Report.id,
        Report.kind,
        Report.subject_id,
        Report.reason,
        Report.note,
        Report.created_at,
    )
    .where(Report.reporter_id == _USER)
    .order_by(Report.created_at, Report.id)
)
_FORGET_REPORTER = (
    update(Report).where(Report.reporter_id == _USER).values(reporter_id=None, note=None)
)
_RESOLVE = (
    update(Report)
    .where(Report.author_id == _USER, Report.status != ReportStatus.RESOLVED.value)
    .values(status=ReportStatus.RESOLVED.value)
    .returning(Report.id)
)
_FORGET_AUTHOR = (
    update(Report)
    .where(Report.author_id == _USER)
    .values(author_id=None, snapshot=bindparam("nothing", type_=Json))
)
