"""Tables of clips, of what is answered to them and of where they are kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json

_ACTIVE = text("archived_at IS NULL AND held_at IS NULL")
_POLL_VOTE = text("option IS NOT NULL")
_REPOST = text("origin_id IS NOT NULL")
_INVITES = text("story_link_id IS NOT NULL")


def _active_index(name: str, *columns: str) -> Index:
    """An index over the clips that neither sweeper nor moderators put away: what feeds meet."""
    return Index(name, *columns, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE)


class Clip(Base):
    """A post that fades. From `expires_at` on it is gone for all but its author.

    `published_at` and `expires_at` are null while it is a draft; at its publication it gets
    `lifetime_seconds`. `archived_at` is the sweeper's mark on an expired clip, for the indexes; it
    decides nothing. `held_at`: moderators keep it as evidence, hidden from all others.
    A repost has an `origin_id` and shows the origin's media. Width, height and duration repeat the
    media's, so that a feed reads one table. `stickers` are as on the wire, null for none.
    `story_link_id` is of the interactive story that the clip invites to.
    """

    __tablename__ = "clips"
    __table_args__ = (
        CheckConstraint("expires_at > published_at", name="expires_after_publication"),
        CheckConstraint(
            "(published_at IS NULL) = (expires_at IS NULL)", name="published_and_expires_together"
        ),
        _active_index("ix_clips_active", "published_at", "id"),
        _active_index("ix_clips_active_author", "author_id", "published_at", "id"),
        _active_index("ix_clips_active_expiry", "expires_at"),
        Index("ix_clips_author_id", "author_id", "expires_at"),
        Index("ix_clips_expires_at", "expires_at"),
        Index("ix_clips_media_id", "media_id"),
        Index("ix_clips_origin_id", "origin_id", sqlite_where=_REPOST, postgresql_where=_REPOST),
        Index(
            "ix_clips_story_link_id",
            "story_link_id",
            sqlite_where=_INVITES,
            postgresql_where=_INVITES,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    author_id: Mapped[str] = mapped_column(Identifier, ForeignKey("users.id", ondelete="CASCADE"))
    origin_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("clips.id", ondelete="CASCADE")
    )
    kind: Mapped[str] = mapped_column(String(5))
    status: Mapped[str] = mapped_column(String(10))
    failure_reason: Mapped[str | None] = mapped_column(String(300))
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
    stickers: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    allow_replies: Mapped[bool] = mapped_column(Boolean)
    allow_reactions: Mapped[bool] = mapped_column(Boolean)
    allow_comments: Mapped[bool] = mapped_column(Boolean)
    max_views: Mapped[int | None] = mapped_column(Integer)
    lifetime_seconds: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    held_at: Mapped[datetime | None] = mapped_column(Instant)
    story_link_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("stories.id", ondelete="SET NULL")
    )


def _clip(*, key: bool = True) -> Mapped[str]:
    clip = ForeignKey("clips.id", ondelete="CASCADE")
    return mapped_column(Identifier, clip, primary_key=key)


def _person(*, key: bool = True) -> Mapped[str]:
    person = ForeignKey("users.id", ondelete="CASCADE")
    return mapped_column(Identifier, person, primary_key=key)


class ClipAudience(Base):
    """The members of a CUSTOM clip's audience."""

    __tablename__ = "clip_audience"
    __table_args__ = (Index("ix_clip_audience_user_id", "user_id"),)

    clip_id: Mapped[str] = _clip()
    user_id: Mapped[str] = _person()


class ClipView(Base):
    """`viewer_id` has seen the clip; the first time counts."""

    __tablename__ = "clip_views"
    __table_args__ = (
        Index("ix_clip_views_newest", "clip_id", "viewed_at", "viewer_id"),
        Index("ix_clip_views_viewer_id", "viewer_id"),
    )

    clip_id: Mapped[str] = _clip()
    viewer_id: Mapped[str] = _person()
    viewed_at: Mapped[datetime] = mapped_column(Instant)


class ClipPost(Base):
    """That `author_id` posted a clip, for the limit: it outlives the clip, by an hour at most.

    `id` is the clip's. A draft is posted when it is published.
    """

    __tablename__ = "clip_posts"
    __table_args__ = (Index("ix_clip_posts_author_id", "author_id", "posted_at"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    author_id: Mapped[str] = _person(key=False)
    posted_at: Mapped[datetime] = mapped_column(Instant)


class SeenMark(Base):
    """How far the viewer has seen an author's clips, on whatever device; it never goes back.

    Everything at or before the place (`up_to_at`, `up_to_id`) in playing order is seen. No view.
    """

    __tablename__ = "clip_seen_marks"
    __table_args__ = (Index("ix_clip_seen_marks_author_id", "author_id"),)

    viewer_id: Mapped[str] = _person()
    author_id: Mapped[str] = _person()
    up_to_at: Mapped[datetime] = mapped_column(Instant)
    up_to_id: Mapped[str] = mapped_column(Identifier)


class ClipPlayback(Base):
    """How one viewer played a clip, as their device tells: counts, for the author's insights."""

    __tablename__ = "clip_playbacks"
    __table_args__ = (Index("ix_clip_playbacks_viewer_id", "viewer_id"),)

    clip_id: Mapped[str] = _clip()
    viewer_id: Mapped[str] = _person()
    completed: Mapped[int] = mapped_column(Integer)
    exits: Mapped[int] = mapped_column(Integer)
    forward_taps: Mapped[int] = mapped_column(Integer)
    back_taps: Mapped[int] = mapped_column(Integer)
    link_opens: Mapped[int] = mapped_column(Integer)


class ClipReaction(Base):
    """One person's reaction to a clip: exactly one emoji."""

    __tablename__ = "clip_reactions"
    __table_args__ = (Index("ix_clip_reactions_user_id", "user_id"),)

    clip_id: Mapped[str] = _clip()
    user_id: Mapped[str] = _person()
    emoji: Mapped[str] = mapped_column(String(64))
    reacted_at: Mapped[datetime] = mapped_column(Instant)


class ClipReply(Base):
    """A private answer, between the clip's author and its writer.

    Both keep it when the clip has gone, so `clip_id` refers to a row that may not be there.
    """

    __tablename__ = "clip_replies"
    __table_args__ = (
        Index("ix_clip_replies_clip_id", "clip_id", "created_at", "id"),
        Index("ix_clip_replies_author_id", "author_id"),
        Index("ix_clip_replies_replier_id", "replier_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    clip_id: Mapped[str] = mapped_column(Identifier)
    author_id: Mapped[str] = _person(key=False)
    replier_id: Mapped[str] = _person(key=False)
    text: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime] = mapped_column(Instant)


class ClipComment(Base):
    """A comment under a PUBLIC clip, for all who may see the clip.

    `held_at`: moderators keep it as evidence, hidden from all others, its writer too.
    """

    __tablename__ = "clip_comments"
    __table_args__ = (
        Index("ix_clip_comments_clip_id", "clip_id", "created_at", "id"),
        Index("ix_clip_comments_user_id", "user_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    clip_id: Mapped[str] = _clip(key=False)
    user_id: Mapped[str] = _person(key=False)
    text: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime] = mapped_column(Instant)
    held_at: Mapped[datetime | None] = mapped_column(Instant)


class ClipMention(Base):
    """A person whom a sticker of the clip mentions; they may repost it."""

    __tablename__ = "clip_mentions"
    __table_args__ = (Index("ix_clip_mentions_user_id", "user_id"),)

    clip_id: Mapped[str] = _clip()
    user_id: Mapped[str] = _person()


class StickerAnswer(Base):
    """A vote in a poll (`option`, its index) or an answer to a question (`text`)."""

    __tablename__ = "clip_sticker_answers"
    __table_args__ = (
        CheckConstraint("(option IS NULL) <> (text IS NULL)", name="option_or_text"),
        Index("ix_clip_sticker_answers_sticker", "clip_id", "sticker_id", "answered_at", "id"),
        Index("ix_clip_sticker_answers_user_id", "user_id"),
        Index(
            "uq_clip_sticker_answers_vote",
            "clip_id",
            "sticker_id",
            "user_id",
            unique=True,
            sqlite_where=_POLL_VOTE,
            postgresql_where=_POLL_VOTE,
        ),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    clip_id: Mapped[str] = _clip(key=False)
    sticker_id: Mapped[str] = mapped_column(Identifier)
    user_id: Mapped[str] = _person(key=False)
    option: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str | None] = mapped_column(String(1000))
    answered_at: Mapped[datetime] = mapped_column(Instant)


class Highlight(Base):
    """Clips that their author goes on showing after their end, each to whom it was meant for."""

    __tablename__ = "clip_highlights"
    __table_args__ = (Index("ix_clip_highlights_owner_id", "owner_id", "position"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    owner_id: Mapped[str] = _person(key=False)
    title: Mapped[str] = mapped_column(String(100))
    position: Mapped[int] = mapped_column(Integer)
    cover_clip_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("clips.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(Instant)


class HighlightClip(Base):
    """A clip's place in a highlight."""

    __tablename__ = "clip_highlight_clips"
    __table_args__ = (
        UniqueConstraint("highlight_id", "position"),
        Index("ix_clip_highlight_clips_clip_id", "clip_id"),
    )

    highlight_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("clip_highlights.id", ondelete="CASCADE"), primary_key=True
    )
    clip_id: Mapped[str] = _clip()
    position: Mapped[int] = mapped_column(Integer)


class GuestLink(Base):
    """An address that shows one clip to whoever has it; its code follows from the id.

    `views` counts JSON reads. `passcode_hash` is null where none is asked; `wrong_passcodes` counts
    the guesses at it.
    """

    __tablename__ = "clip_links"
    __table_args__ = (Index("ix_clip_links_clip_id", "clip_id"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    clip_id: Mapped[str] = _clip(key=False)
    passcode_hash: Mapped[str | None] = mapped_column(String(100))
    wrong_passcodes: Mapped[int] = mapped_column(Integer, default=0)
    max_views: Mapped[int | None] = mapped_column(Integer)
    views: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
