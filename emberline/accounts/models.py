"""Tables of accounts."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json

_USER = "users.id"

# By code point on both backends (SQLite's BINARY), so that a prefix is one range of an index.
CODE_POINTS = "C"


class User(Base):
    """A person. `username_folded` and `email_folded` are what uniqueness is decided on."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("role IN ('user', 'moderator', 'admin')", name="role"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    username: Mapped[str] = mapped_column(String(30))
    username_folded: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    email_folded: Mapped[str] = mapped_column(String(600), unique=True)
    password_hash: Mapped[str] = mapped_column(String(100))
    display_name: Mapped[str] = mapped_column(String(80))
    bio: Mapped[str] = mapped_column(String(500))
    time_zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(35))
    is_locked: Mapped[bool] = mapped_column(Boolean)
    role: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_active: Mapped[datetime] = mapped_column(Instant)
    suspended_at: Mapped[datetime | None] = mapped_column(Instant)
    suspension_reason: Mapped[str | None] = mapped_column(String(500))
    """What they are told of why, when they sign in; None unless somebody said."""


def _user_column(*, primary_key: bool = True) -> Mapped[str]:
    return mapped_column(Identifier, ForeignKey(_USER, ondelete="CASCADE"), primary_key=primary_key)


class Avatar(Base):
    """The picture of a person, one of their media."""

    __tablename__ = "avatars"
    __table_args__ = (Index("ix_avatars_media_id", "media_id"),)

    user_id: Mapped[str] = _user_column()
    media_id: Mapped[str] = mapped_column(Identifier, ForeignKey("media.id", ondelete="CASCADE"))


class NameWord(Base):
    """A folded display name from one of its words on, cut to 30 characters."""

    __tablename__ = "name_words"
    __table_args__ = (Index("ix_name_words_user_id", "user_id"),)

    word: Mapped[str] = mapped_column(
        String(30).with_variant(String(30, collation=CODE_POINTS), "postgresql"), primary_key=True
    )
    user_id: Mapped[str] = _user_column()


class Follow(Base):
    """`follower_id` has `followee_id`'s clips in the feed, and sees those for followers."""

    __tablename__ = "follows"
    __table_args__ = (Index("ix_follows_followee_id", "followee_id", "created_at"),)

    follower_id: Mapped[str] = _user_column()
    followee_id: Mapped[str] = _user_column()
    created_at: Mapped[datetime] = mapped_column(Instant)


class FollowRequest(Base):
    """`follower_id` asked to follow `followee_id`, whose account is locked."""

    __tablename__ = "follow_requests"
    __table_args__ = (Index("ix_follow_requests_followee_id", "followee_id", "created_at"),)

    follower_id: Mapped[str] = _user_column()
    followee_id: Mapped[str] = _user_column()
    created_at: Mapped[datetime] = mapped_column(Instant)


class Block(Base):
    """`blocker_id` blocked `blocked_id`: neither sees the other, anywhere."""

    __tablename__ = "blocks"
    __table_args__ = (Index("ix_blocks_blocked_id", "blocked_id"),)

    blocker_id: Mapped[str] = _user_column()
    blocked_id: Mapped[str] = _user_column()
    created_at: Mapped[datetime] = mapped_column(Instant)


class Mute(Base):
    """`muter_id` does not want `muted_id`'s clips in lists; single reads still work."""

    __tablename__ = "mutes"
    __table_args__ = (Index("ix_mutes_muted_id", "muted_id"),)

    muter_id: Mapped[str] = _user_column()
    muted_id: Mapped[str] = _user_column()
    created_at: Mapped[datetime] = mapped_column(Instant)


class Hide(Base):
    """`owner_id` keeps their clips from `viewer_id`."""

    __tablename__ = "hides"
    __table_args__ = (Index("ix_hides_viewer_id", "viewer_id"),)

    owner_id: Mapped[str] = _user_column()
    viewer_id: Mapped[str] = _user_column()
    created_at: Mapped[datetime] = mapped_column(Instant)


class CloseFriend(Base):
    """`owner_id` counts `friend_id` among the close friends."""

    __tablename__ = "close_friends"
    __table_args__ = (Index("ix_close_friends_friend_id", "friend_id"),)

    owner_id: Mapped[str] = _user_column()
    friend_id: Mapped[str] = _user_column()


class Session(Base):
    """One sign-in on one device: a family of refresh tokens, numbered from 0.

    `used` is the highest number that was used for a refresh, -1 before the first.
    """

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_user_id", "user_id", "last_used_at"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    user_id: Mapped[str] = _user_column(primary_key=False)
    used: Mapped[int] = mapped_column(Integer)
    device: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_used_at: Mapped[datetime] = mapped_column(Instant)


class ApiToken(Base):
    """A personal API token; of the token itself only its hash is kept."""

    __tablename__ = "api_tokens"
    __table_args__ = (Index("ix_api_tokens_user_id", "user_id", "created_at"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    user_id: Mapped[str] = _user_column(primary_key=False)
    name: Mapped[str] = mapped_column(String(80))
    may_write: Mapped[bool] = mapped_column(Boolean)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)


class PasswordReset(Base):
    """A way to a new password. One asked for an unknown address has no user and opens nothing:
    it is kept so that both cases cost the same."""

    __tablename__ = "password_resets"
    __table_args__ = (Index("ix_password_resets_expires_at", "expires_at"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey(_USER, ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(Instant)


class Invite(Base):
    """A code that lets one person sign up; the row goes with its use."""

    __tablename__ = "invites"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class Revocation(Base):
    """Something whose access tokens are refused from now on, numbered in the order of commits.

    `subject` is a session, an API token or a whole user. No foreign keys: it outlives them.
    """

    __tablename__ = "revocations"
    __table_args__ = (
        Index("ix_revocations_created_at", "created_at"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    subject: Mapped[str] = mapped_column(Identifier)
    user_id: Mapped[str] = mapped_column(Identifier)
    reason: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Instant)


class SigningKey(Base):
    """A key of access tokens: its name and times. The key itself is derived from the secret."""

    __tablename__ = "signing_keys"

    kid: Mapped[str] = mapped_column(String(22), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    active_from: Mapped[datetime] = mapped_column(Instant)


class Preferences(Base):
    """What a user chose; every user has a row from the start."""

    __tablename__ = "preferences"
    __table_args__ = (CheckConstraint("timers IN ('on', 'off', '2', '10')", name="timers"),)

    user_id: Mapped[str] = _user_column()
    archive_days: Mapped[int] = mapped_column(Integer)
    view_receipts: Mapped[bool] = mapped_column(Boolean)
    timers: Mapped[str] = mapped_column(String(3))
    notifications: Mapped[dict[str, bool]] = mapped_column(Json)
    show_on_leaderboard: Mapped[bool] = mapped_column(Boolean)
    favorite_category: Mapped[str | None] = mapped_column(String(50))
