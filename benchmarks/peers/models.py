"""The product's tables as mapped classes with relationships.

SQLAlchemy's ORM guide, "Declarative with Imperative Table": the schema, with all its indexes, is
exactly the one that the product uses.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import DeclarativeBase, Mapped, relationship

from emberline import tables

_tables = tables.metadata.tables


class Base(DeclarativeBase):
    """The base of the mapped classes."""

    metadata = tables.metadata


class User(Base):
    """A person."""

    __table__ = _tables["users"]

    id: Mapped[str]
    username: Mapped[str]
    suspended_at: Mapped[datetime | None]


class Clip(Base):
    """A post that fades."""

    __table__ = _tables["clips"]

    id: Mapped[str]
    author_id: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    text: Mapped[str | None]
    caption: Mapped[str | None]
    alt_text: Mapped[str | None]
    visibility: Mapped[str]
    media_id: Mapped[str | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    duration_seconds: Mapped[float | None]
    allow_replies: Mapped[bool]
    allow_reactions: Mapped[bool]
    allow_comments: Mapped[bool]
    published_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    max_views: Mapped[int | None]
    stickers: Mapped[list[dict[str, Any]] | None]
    origin_id: Mapped[str | None]

    author: Mapped[User] = relationship()
    origin: Mapped["Clip | None"] = relationship(remote_side="Clip.id")


class ClipAudience(Base):
    """A member of a CUSTOM clip's audience."""

    __table__ = _tables["clip_audience"]

    clip_id: Mapped[str]
    user_id: Mapped[str]


class ClipView(Base):
    """Someone has seen a clip."""

    __table__ = _tables["clip_views"]

    clip_id: Mapped[str]
    viewer_id: Mapped[str]
    viewed_at: Mapped[datetime]


class ClipReaction(Base):
    """Someone's reaction to a clip."""

    __table__ = _tables["clip_reactions"]

    clip_id: Mapped[str]
    user_id: Mapped[str]
    emoji: Mapped[str]


class SeenMark(Base):
    """How far someone has seen an author's clips."""

    __table__ = _tables["clip_seen_marks"]

    viewer_id: Mapped[str]
    author_id: Mapped[str]
    up_to_at: Mapped[datetime]
    up_to_id: Mapped[str]


class Follow(Base):
    """Who follows whom."""

    __table__ = _tables["follows"]

    follower_id: Mapped[str]
    followee_id: Mapped[str]


class CloseFriend(Base):
    """Whom an author counts among the close friends."""

    __table__ = _tables["close_friends"]

    owner_id: Mapped[str]
    friend_id: Mapped[str]


class Block(Base):
    """Who blocked whom."""

    __table__ = _tables["blocks"]

    blocker_id: Mapped[str]
    blocked_id: Mapped[str]


class Hide(Base):
    """Who keeps their clips from whom."""

    __table__ = _tables["hides"]

    owner_id: Mapped[str]
    viewer_id: Mapped[str]


class Mute(Base):
    """Whose clips somebody does not want in lists."""

    __table__ = _tables["mutes"]

    muter_id: Mapped[str]
    muted_id: Mapped[str]


class EventCounter(Base):
    """The last event number of a user."""

    __table__ = _tables["event_counters"]

    user_id: Mapped[str]
    last: Mapped[int]


class OutboxEvent(Base):
    """An event for a user."""

    __table__ = _tables["events"]


class SigningKey(Base):
    """A key of access tokens."""

    __table__ = _tables["signing_keys"]

    kid: Mapped[str]
    active_from: Mapped[datetime]
