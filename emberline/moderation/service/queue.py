"""The moderators' queue: reports with their logs, and the evidence."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from emberline.accounts.queries import role_of
from emberline.kit.errors import forbidden, not_found
from emberline.kit.files import FileSigner, StoredBytes
from emberline.kit.paging import Page, PageRequest, Position
from emberline.media.service.media import MediaRow, display_name, file_named
from emberline.moderation import queries
from emberline.moderation.queries import ReportRow
from emberline.moderation.rules import ReportStatus
from emberline.moderation.schemas import LogEntry, QueuedReport


def list_reports(
    conn: Connection, signer: FileSigner, asked: PageRequest[Position], status: str, kind: str
) -> Page[QueuedReport]:
    """A page of reports, newest first. status, kind: `all` or the one wanted.

    signer: of the moderator to whom the evidence is shown.
    """
    page = queries.list_reports(conn, asked, status, kind)
    return Page(_shown(conn, signer, page.rows), page.next)


def read_report(conn: Connection, signer: FileSigner, report_id: str) -> QueuedReport:
    """One report. AppError 404 when there is none of that id."""
    row = queries.report(conn, report_id)
    if row is None:
        raise not_found("Report")
    return _shown(conn, signer, [row])[0]


def evidence(conn: Connection, viewer_id: str, report_id: str, name: str) -> StoredBytes:
    """The file called `name` of what was reported, until the report is resolved.

    AppError 403 unless the viewer is a moderator at this moment, 404 where there is no file.
    """
    if role_of(conn, viewer_id) not in {"moderator", "admin"}:
        raise forbidden("Only moderators look at evidence.")
    row = queries.report(conn, report_id)
    is_open = row is not None and row.status != ReportStatus.RESOLVED
    media_id = row.snapshot.get("media_id") if row and is_open else None
    found = queries.media_rows(conn, [media_id]) if media_id else {}
    if media_id not in found:
        raise not_found("File")
    return file_named(found[media_id], name)


def _shown(conn: Connection, signer: FileSigner, rows: Sequence[ReportRow]) -> list[QueuedReport]:
    logs: dict[str, list[LogEntry]] = {row.id: [] for row in rows}
    for entry in queries.entries(conn, list(logs)):
        logs[entry.report_id].append(LogEntry(*entry[1:]))
    named = [row.snapshot["media_id"] for row in rows if row.snapshot.get("media_id")]
    media = queries.media_rows(conn, named)
    return [
        QueuedReport(
            report_id=row.id,
            kind=row.kind,
            id=row.subject_id,
            reason=row.reason,
            note=row.note,
            snapshot=_with_evidence(row, media, signer),
            status=row.status,
            log=logs[row.id],
            reporter_id=row.reporter_id,
            reporter_username=row.reporter_username,
            created_at=row.created_at,
        )
        for row in rows
    ]


def _with_evidence(
    row: ReportRow, media: dict[str, MediaRow], signer: FileSigner
) -> dict[str, Any]:
    """The snapshot with the addresses of its files; null once they were deleted.

    Null too once the report is resolved: nobody looks at what nobody has to decide about.
    """
    if "media_id" not in row.snapshot:
        return row.snapshot
    file = media.get(row.snapshot["media_id"])
    if file is None or file.key is None or row.status == ReportStatus.RESOLVED:
        return {**row.snapshot, "media_url": None, "thumbnail_url": None}
    base = f"/files/report/{row.id}"
    query = signer.query(base)
    return {
        **row.snapshot,
        "media_url": f"{base}/{display_name(file.kind)}{query}",
        "thumbnail_url": f"{base}/thumbnail.webp{query}",
    }
