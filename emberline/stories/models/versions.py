"""Tables of frozen versions, and of what readers see of the newest one."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json
from emberline.stories.models.drafts import of_story, of_user

_LISTED = text("is_listed")
_PLAYTEST = text("number IS NULL")


class StoryVersion(Base):
    """A story frozen for ever: published under a number, or, without one, kept for a playtest.

    document: the whole document as JSON, compressed (zlib). words: of all its texts.
    """

    __tablename__ = "story_versions"
    __table_args__ = (
        UniqueConstraint("story_id", "number"),
        Index("ix_story_versions_frozen_by", "frozen_by"),
        Index(
            "ix_story_versions_playtests",
            "frozen_at",
            sqlite_where=_PLAYTEST,
            postgresql_where=_PLAYTEST,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    number: Mapped[int | None] = mapped_column(Integer)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    nodes_count: Mapped[int] = mapped_column(Integer)
    endings_count: Mapped[int] = mapped_column(Integer)
    words: Mapped[int] = mapped_column(Integer)
    frozen_by: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    frozen_at: Mapped[datetime] = mapped_column(Instant)


def _listed_index(name: str, *columns: str) -> Index:
    """An index over the stories that the catalogue lists."""
    return Index(name, *columns, sqlite_where=_LISTED, postgresql_where=_LISTED)


class CatalogueEntry(Base):
    """What readers see of a story: its newest published version, and how it was received.

    It stays, with its counts, while a story is taken back (`is_published` false). is_listed: it
    stands in lists and searches: published, listed by its author and not held by moderators.
    rating_rank: the ratings' mean drawn towards the middle while they are few, to sort by.
    """

    __tablename__ = "catalogue_entries"
    __table_args__ = (
        _listed_index("ix_catalogue_entries_recent", "published_at", "story_id"),
        _listed_index("ix_catalogue_entries_popular", "plays_count", "story_id"),
        _listed_index("ix_catalogue_entries_rating", "rating_rank", "story_id"),
        _listed_index("ix_catalogue_entries_title", "title_folded", "story_id"),
        _listed_index("ix_catalogue_entries_category", "category", "published_at", "story_id"),
        _listed_index("ix_catalogue_entries_author_id", "author_id", "published_at", "story_id"),
        Index("ix_catalogue_entries_version_id", "version_id"),
        Index("ix_catalogue_entries_cover_media_id", "cover_media_id"),
        Index("ix_catalogue_entries_owner", "author_id"),
    )

    story_id: Mapped[str] = of_story(primary_key=True)
    version_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("story_versions.id", ondelete="CASCADE")
    )
    version: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[str] = of_user()
    title: Mapped[str] = mapped_column(String(200))
    title_folded: Mapped[str] = mapped_column(String(800))
    description: Mapped[str] = mapped_column(String(5000))
    difficulty_level: Mapped[str] = mapped_column(String(6))
    category: Mapped[str] = mapped_column(String(50))
    language: Mapped[str] = mapped_column(String(35))
    tags: Mapped[list[str]] = mapped_column(Json)
    content_notes: Mapped[list[str]] = mapped_column(Json)
    cover_media_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("media.id", ondelete="SET NULL")
    )
    nodes_count: Mapped[int] = mapped_column(Integer)
    endings_count: Mapped[int] = mapped_column(Integer)
    estimated_minutes: Mapped[int] = mapped_column(Integer)
    is_published: Mapped[bool] = mapped_column(Boolean)
    is_listed: Mapped[bool] = mapped_column(Boolean)
    plays_count: Mapped[int] = mapped_column(BigInteger)
    completions_count: Mapped[int] = mapped_column(BigInteger)
    ratings_count: Mapped[int] = mapped_column(BigInteger)
    ratings_sum: Mapped[int] = mapped_column(BigInteger)
    rating_rank: Mapped[float] = mapped_column(Float)
    created_at: Mapped[datetime] = mapped_column(Instant)
    """When its story was made."""
    first_published_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime] = mapped_column(Instant)
