"""Tables of what readers have earned, and of where they stand among each other.

`story_id` is no foreign key here: what a reader found and finished stays theirs when its story is
gone, and is shown then without it.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Index,
    Integer,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant
from emberline.stories.models.drafts import of_user

_SHOWN = text("is_shown")


class ReaderStats(Base):
    """A reader's counters; the row is locked by whatever counts, so that each thing counts once.

    last_day: the last date of the streak. zone: the time zone in which the reader moved last.
    kept_moves, kept_seconds: of plays that were deleted.
    """

    __tablename__ = "reader_stats"

    user_id: Mapped[str] = of_user(primary_key=True)
    xp: Mapped[int] = mapped_column(BigInteger)
    stories_completed: Mapped[int] = mapped_column(Integer)
    endings_found: Mapped[int] = mapped_column(Integer)
    streak_days: Mapped[int] = mapped_column(Integer)
    best_streak: Mapped[int] = mapped_column(Integer)
    last_day: Mapped[date | None] = mapped_column(Date)
    zone: Mapped[str] = mapped_column(String(64))
    kept_moves: Mapped[int] = mapped_column(BigInteger)
    kept_seconds: Mapped[int] = mapped_column(BigInteger)


class ReaderStory(Base):
    """A story that a reader has finished.

    category, difficulty: as they were when it was first finished. endings_found: how many of its
    endings the reader knows. all_found_at: when these were all that the version had.
    """

    __tablename__ = "reader_stories"
    __table_args__ = (
        Index("ix_reader_stories_newest", "user_id", "completed_at", "story_id"),
        Index("ix_reader_stories_readers", "story_id", "completed_at", "user_id"),
    )

    user_id: Mapped[str] = of_user(primary_key=True)
    story_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    category: Mapped[str] = mapped_column(String(50))
    difficulty: Mapped[str] = mapped_column(String(6))
    endings_found: Mapped[int] = mapped_column(Integer)
    completed_at: Mapped[datetime] = mapped_column(Instant)
    all_found_at: Mapped[datetime | None] = mapped_column(Instant)


class ReaderEnding(Base):
    """An ending that a reader has come to, and how many times; worded as when it was found."""

    __tablename__ = "reader_endings"

    user_id: Mapped[str] = of_user(primary_key=True)
    story_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    ending_key: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    tone: Mapped[str] = mapped_column(Text)
    times: Mapped[int] = mapped_column(Integer)
    found_at: Mapped[datetime] = mapped_column(Instant)


class ReaderArtifact(Base):
    """A collectible thing that a reader held at an ending; worded as when it was collected."""

    __tablename__ = "reader_artifacts"
    __table_args__ = (
        Index("ix_reader_artifacts_newest", "user_id", "collected_at", "story_id", "item_key"),
    )

    user_id: Mapped[str] = of_user(primary_key=True)
    story_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    item_key: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    collected_at: Mapped[datetime] = mapped_column(Instant)


class ReaderAchievement(Base):
    """An achievement that a reader has: of a story, or of this house (`rules.achievements.HOUSE`).

    name, description: of a story's, as when it was unlocked; empty for those of the house.
    """

    __tablename__ = "reader_achievements"
    __table_args__ = (
        Index("ix_reader_achievements_newest", "user_id", "unlocked_at", "story_id", "key"),
    )

    user_id: Mapped[str] = of_user(primary_key=True)
    story_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    unlocked_at: Mapped[datetime] = mapped_column(Instant)


def _ranking(metric: str) -> Index:
    """The order of a leaderboard, of those alone who show themselves."""
    return Index(
        f"ix_leaderboard_scores_{metric}",
        "bucket",
        metric,
        "user_id",
        sqlite_where=_SHOWN,
        postgresql_where=_SHOWN,
    )


class LeaderboardScore(Base):
    """What a reader reached in a stretch of time, by each of the metrics.

    bucket: which stretch (`rules.leaderboard.bucket_of`). is_shown: whether the reader stands on
    leaderboards, which is so for all rows of one reader.
    """

    __tablename__ = "leaderboard_scores"
    __table_args__ = (
        Index("ix_leaderboard_scores_user_id", "user_id"),
        _ranking("xp"),
        _ranking("completed"),
        _ranking("endings"),
        _ranking("streak"),
    )

    bucket: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    user_id: Mapped[str] = of_user(primary_key=True)
    xp: Mapped[int] = mapped_column(Integer)
    completed: Mapped[int] = mapped_column(Integer)
    endings: Mapped[int] = mapped_column(Integer)
    streak: Mapped[int] = mapped_column(Integer)
    is_shown: Mapped[bool] = mapped_column(Boolean)


class LeaderboardCount(Base):
    """How many of those who are shown reached a value, or a range of values.

    level, slot: the values v with v >> (8 · level) = slot; see `rules.leaderboard`.
    """

    __tablename__ = "leaderboard_counts"

    bucket: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    metric: Mapped[str] = mapped_column(String(9), primary_key=True)
    level: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    slot: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    people: Mapped[int] = mapped_column(Integer)
