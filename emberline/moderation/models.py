"""Tables of reports and of what moderators did about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json


class Report(Base):
    """One person's report of one thing, with the thing as it was then.

    `subject_id` and `author_id` refer to rows that may be gone meanwhile. Both people are null
    once their account is erased, and the snapshot of an erased author's thing is empty.
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("reporter_id", "kind", "subject_id"),
        Index("ix_reports_newest", "created_at", "id"),
        Index("ix_reports_status", "status", "created_at", "id"),
        Index("ix_reports_subject", "kind", "subject_id"),
        Index("ix_reports_author_id", "author_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(Identifier)
    author_id: Mapped[str | None] = mapped_column(Identifier)
    reporter_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    reason: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(String(1000))
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)


class ReportLogEntry(Base):
    """What was done about a report, by whom (null: by the erasure of an account). Never changed."""

    __tablename__ = "report_entries"
    __table_args__ = (Index("ix_report_entries_report_id", "report_id", "at", "id"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    report_id: Mapped[str] = mapped_column(Identifier, ForeignKey("reports.id", ondelete="CASCADE"))
    by: Mapped[str | None] = mapped_column(Identifier)
    action: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(String(1000))
    reason: Mapped[str | None] = mapped_column(String(500))
    """Of a suspension: what the suspended are told of why."""
    at: Mapped[datetime] = mapped_column(Instant)
