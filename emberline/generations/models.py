"""Tables of generations: what was asked for, what came of it, and what happened on the way."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.generations.rules import KINDS, LEVELS, STATUSES
from emberline.kit.db import Base, Identifier, Instant, Json

PENDING = text("status = 'pending'")
UNENDED = text("finished_at IS NULL")
RENDERED = text("event = 'scene.rendered'")


def _words(names: tuple[str, ...]) -> str:
    return ", ".join(repr(name) for name in names)


class StoryGeneration(Base):
    """A story that becomes a file: pinned when it was asked for, rendered by a job.

    story_id: null once the story is gone; then nobody sees the row, and the sweep takes it.
    version_id: the published version it was pinned to; without one `document` holds the story, as
    a version does. log: the play that is narrated, as it stood. job_id: renders it, or did.
    attempts: how many runs have begun, whatever became of them. progress: 0 to 100; it never goes
    back but by a retry. expected_at: when the run will probably be done. told_at: when its owner
    was last told of it. expires_at: from when on its files are no longer kept.
    """

    __tablename__ = "story_generations"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_words(KINDS)})", name="kind"),
        CheckConstraint(f"status IN ({_words(STATUSES)})", name="status"),
        CheckConstraint(
            "(status IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)", name="finished"
        ),
        CheckConstraint("(status = 'failed') = (error IS NOT NULL)", name="error"),
        Index("ix_story_generations_user_id", "user_id", "id"),
        Index("ix_story_generations_story_id", "story_id"),
        Index("ix_story_generations_version_id", "version_id"),
        Index("ix_story_generations_expires_at", "expires_at"),
        Index(
            "ix_story_generations_waiting",
            "user_id",
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
        Index(
            "ix_story_generations_unended",
            "created_at",
            sqlite_where=UNENDED,
            postgresql_where=UNENDED,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    user_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    story_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("stories.id", ondelete="SET NULL")
    )
    version_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("story_versions.id", ondelete="SET NULL")
    )
    kind: Mapped[str] = mapped_column(String(5))
    voice: Mapped[str | None] = mapped_column(String(200))
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    log: Mapped[dict[str, Any] | None] = mapped_column(Json)
    job_id: Mapped[str] = mapped_column(Identifier)
    attempts: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(11))
    progress: Mapped[int] = mapped_column(Integer)
    error: Mapped[dict[str, str] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    expected_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    document: Mapped[bytes | None] = mapped_column(LargeBinary)


class GenerationLog(Base):
    """Something that happened on the way, for the owner to read.

    attempt: the generation's at that moment, from 1; 0 before the first. scene: its number in
    reading order, from 1. A scene is rendered once, however often the server dies: the index says
    so.
    """

    __tablename__ = "generation_logs"
    __table_args__ = (
        CheckConstraint(f"level IN ({_words(LEVELS)})", name="level"),
        Index("ix_generation_logs_generation_id", "generation_id", "id"),
        Index("ix_generation_logs_user_id", "user_id"),
        Index(
            "uq_generation_logs_scene",
            "generation_id",
            "scene",
            unique=True,
            sqlite_where=RENDERED,
            postgresql_where=RENDERED,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    generation_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("story_generations.id", ondelete="CASCADE")
    )
    user_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant)
    attempt: Mapped[int] = mapped_column(Integer)
    level: Mapped[str] = mapped_column(String(7))
    event: Mapped[str] = mapped_column(String(40))
    message: Mapped[str] = mapped_column(Text)
    scene: Mapped[int | None] = mapped_column(Integer)


class GenerationResult(Base):
    """A file that a generation came to; position: the main one's is 0."""

    __tablename__ = "generation_results"
    __table_args__ = (Index("ix_generation_results_key", "key"),)

    generation_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("story_generations.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    media_type: Mapped[str] = mapped_column(String(40))
    bytes: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str] = mapped_column(String(200), ForeignKey("kept_files.key", ondelete="CASCADE"))


class NarratedScene(Base):
    """A scene that was narrated, under the digest of all that decides its sound.

    generation_id: the last generation that used it, with which it goes; null once that is gone.
    """

    __tablename__ = "narrated_scenes"
    __table_args__ = (
        Index("ix_narrated_scenes_generation_id", "generation_id"),
        Index("ix_narrated_scenes_key", "key"),
    )

    user_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), ForeignKey("kept_files.key", ondelete="CASCADE"))
    generation_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("story_generations.id", ondelete="SET NULL")
    )
