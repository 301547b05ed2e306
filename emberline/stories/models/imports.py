"""Tables of imports of many stories, and of what came of each."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json
from emberline.stories.models.drafts import of_user

UNENDED = text("finished_at IS NULL")
"""What the index of imports under way says; statements write it alike."""


class StoryImport(Base):
    """Files of stories that are imported by a job.

    key: where the files lie, one behind the other, until the end; null after it. parts: of each
    file its `name`, `start` and `bytes`. files_done: so many files, those of archives counted in,
    are finished. progress: 0 to 100. imported_count, rejected_count: of
    stories, a file of which none could be made counted as one. told_at: when the owner was last
    told of it. error: `{"code", "message"}` where it came to nothing.
    """

    __tablename__ = "story_imports"
    __table_args__ = (
        CheckConstraint(
            "status IN ('pending', 'in_progress', 'succeeded', 'failed')", name="status"
        ),
        Index("ix_story_imports_owner_id", "owner_id"),
        Index(
            "ix_story_imports_unended",
            "created_at",
            sqlite_where=UNENDED,
            postgresql_where=UNENDED,
        ),
        Index("ix_story_imports_key", "key"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    owner_id: Mapped[str] = of_user()
    status: Mapped[str] = mapped_column(String(11))
    key: Mapped[str | None] = mapped_column(String(512))
    parts: Mapped[list[dict[str, object]]] = mapped_column(Json)
    files_done: Mapped[int] = mapped_column(Integer)
    progress: Mapped[int] = mapped_column(Integer)
    imported_count: Mapped[int] = mapped_column(Integer)
    rejected_count: Mapped[int] = mapped_column(Integer)
    error: Mapped[dict[str, str] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)


class ImportedStory(Base):
    """What came of one story: written in the transaction that makes it, so that none is made twice.

    file: the number of its file, those of archives counted in; place: its number in the file; both
    from 0. report: as JSON.
    """

    __tablename__ = "imported_stories"
    __table_args__ = (
        CheckConstraint("status IN ('imported', 'rejected')", name="status"),
        Index("ix_imported_stories_story_id", "story_id"),
    )

    import_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("story_imports.id", ondelete="CASCADE"), primary_key=True
    )
    file: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    file_name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(8))
    story_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("stories.id", ondelete="SET NULL")
    )
    report: Mapped[bytes] = mapped_column(LargeBinary)
