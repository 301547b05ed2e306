"""Tables of clips."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant

_ACTIVE = text("archived_at IS NULL")


def _active_index(name: str, *columns: str) -> Index:
    """An index over the clips that the sweeper has not put away: a feed never meets the others."""
    return Index(name, *columns, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE)


class Clip(Base):
    """A post that fades. From `expires_at` on it is gone for all but its author.

    `archived_at` is the sweeper's mark on an expired clip, for the indexes; it decides nothing.
    Width, height and duration repeat the media's, so that a feed reads one table.
    """

    __tablename__ = "clips"
    __table_args__ = (
        CheckConstraint("expires_at > published_at", name="expires_after_publication"),
        _active_index("ix_clips_active", "published_at", "id"),
        _active_index("ix_clips_active_author", "author_id", "published_at", "id"),
        _active_index("ix_clips_active_expiry", "expires_at"),
        Index("ix_clips_author_id", "author_id", "expires_at"),
        Index("ix_clips_expires_at", "expires_at"),
        Index("ix_clips_media_id", "media_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    author_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(5))
    status: Mapped[str] = mapped_column(String(10))
    text: Mapped[str | None] = mapped_column(String(2000))
    caption: Mapped[str | None] = mapped_column(String(500))
    alt_text: Mapped[str | None] = mapped_column(String(1500))
    visibility: Mapped[str] = mapped_column(String(13))
    media_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("media.id", ondelete="SET NULL")
    )
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    duration_seconds: Mapped[float | None] = mapped_column(Float)
    allow_replies: Mapped[bool] = mapped_column(Boolean)
    allow_reactions: Mapped[bool] = mapped_column(Boolean)
    allow_comments: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)


def _clip_column() -> Mapped[str]:
    return mapped_column(Identifier, ForeignKey("clips.id", ondelete="CASCADE"), primary_key=True)


def _person_column() -> Mapped[str]:
    return mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)


class ClipAudience(Base):
    """The members of a CUSTOM clip's audience."""

    __tablename__ = "clip_audience"
    __table_args__ = (Index("ix_clip_audience_user_id", "user_id"),)

    clip_id: Mapped[str] = _clip_column()
    user_id: Mapped[str] = _person_column()


class ClipView(Base):
    """`viewer_id` has seen the clip; the first time counts."""

    __tablename__ = "clip_views"
    __table_args__ = (
        Index("ix_clip_views_newest", "clip_id", "viewed_at", "viewer_id"),
        Index("ix_clip_views_viewer_id", "viewer_id"),
    )

    clip_id: Mapped[str] = _clip_column()
    viewer_id: Mapped[str] = _person_column()
    viewed_at: Mapped[datetime] = mapped_column(Instant)
