"""Tables of media."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Float, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant
from emberline.media.rules import Status


class Media(Base):
    """A file of a person, as it is served: cleaned, turned upright, with its thumbnail.

    The bytes were durable before the row came. While the file is `processing` only `source_key`
    names bytes, those that were sent; one that is `ready` has `key` and, unless it is a sound, a
    thumbnail, one that has
    `failed` has none, and says why. `used_at` is null until something shows the file; unused ones
    go after a day. `bytes` counts everything stored for it.
    """

    __tablename__ = "media"
    __table_args__ = (
        CheckConstraint(
            f"status IN ({', '.join(repr(str(status)) for status in Status)})", name="status"
        ),
        CheckConstraint("(status = 'ready') = (key IS NOT NULL)", name="key"),
        CheckConstraint("(status = 'processing') = (source_key IS NOT NULL)", name="source"),
        CheckConstraint("(status = 'failed') = (failure_reason IS NOT NULL)", name="failure"),
        Index("ix_media_owner_id", "owner_id", "created_at"),
        Index(
            "ix_media_unused",
            "created_at",
            sqlite_where=text("used_at IS NULL"),
            postgresql_where=text("used_at IS NULL"),
        ),
        Index(
            "ix_media_processing",
            "created_at",
            sqlite_where=text("status = 'processing'"),
            postgresql_where=text("status = 'processing'"),
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    owner_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(5))
    status: Mapped[str] = mapped_column(String(10))
    failure_reason: Mapped[str | None] = mapped_column(String(300))
    """A sentence for the owner."""
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    duration_seconds: Mapped[float | None] = mapped_column(Float)
    bytes: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    thumbnail_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    thumbnail_type: Mapped[str | None] = mapped_column(String(40))
    source_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class KeptFile(Base):
    """A file that the house made for somebody and keeps for them; it counts in their quota.

    The bytes were durable before the row came. Whoever made it has a row that names it, and lets it
    go by `service.kept_files`; one that nothing names any more is the maker's to find.
    """

    __tablename__ = "kept_files"
    __table_args__ = (Index("ix_kept_files_owner_id", "owner_id", "bytes"),)

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    owner_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    bytes: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(Instant)


class DoomedBlob(Base):
    """A stored file whose row is gone and which is to be deleted: the intent outlives a crash.

    Written in the transaction that deletes the media row, removed when the file is.
    """

    __tablename__ = "doomed_blobs"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    doomed_at: Mapped[datetime] = mapped_column(Instant)


class ResumableUpload(Base):
    """A file that arrives in pieces, by tus: `received` of its `length` bytes are durable.

    Once all are there and went the way of every upload, `media_id` says what became of them; the
    row then stays until `expires_at`, for a client that did not hear the last answer.
    """

    __tablename__ = "resumable_uploads"
    __table_args__ = (
        CheckConstraint("received >= 0 AND received <= length", name="received"),
        Index("ix_resumable_uploads_owner_id", "owner_id"),
        Index("ix_resumable_uploads_expires_at", "expires_at"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    owner_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    filename: Mapped[str | None] = mapped_column(String(255))
    length: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger)
    media_id: Mapped[str | None] = mapped_column(Identifier)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class ResumablePart(Base):
    """The bytes of an upload from `start` on, durable under `key` before this row came."""

    __tablename__ = "resumable_parts"

    upload_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("resumable_uploads.id", ondelete="CASCADE"), primary_key=True
    )
    start: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    bytes: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str] = mapped_column(String(200), unique=True)
