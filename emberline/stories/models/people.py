"""Tables of the people of a story: what they did, where they are, what they asked for."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json
from emberline.stories.models.drafts import of_story, of_user


class StoryActivity(Base):
    """What someone did to a story; the same again within minutes counts up in one row.

    user_id: null when they are gone. node_id: of the node at which it was done, which may be gone.
    times: how often, from `began_at` to `at`.
    """

    __tablename__ = "story_activities"
    __table_args__ = (
        Index("ix_story_activities_newest", "story_id", "at", "id"),
        Index("ix_story_activities_user_id", "user_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    user_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    action: Mapped[str] = mapped_column(String(40))
    node_id: Mapped[str | None] = mapped_column(Identifier)
    detail: Mapped[dict[str, Any] | None] = mapped_column(Json)
    times: Mapped[int] = mapped_column(Integer)
    began_at: Mapped[datetime] = mapped_column(Instant)
    at: Mapped[datetime] = mapped_column(Instant)


class StoryPresence(Base):
    """Who has a draft open, and at which node (null: at none), as they said last at `seen_at`.

    since: when they came there. The row is of no account a minute after `seen_at`.
    """

    __tablename__ = "story_presences"
    __table_args__ = (
        Index("ix_story_presences_user_id", "user_id"),
        Index("ix_story_presences_seen_at", "seen_at"),
    )

    story_id: Mapped[str] = of_story(primary_key=True)
    user_id: Mapped[str] = of_user(primary_key=True)
    node_id: Mapped[str | None] = mapped_column(Identifier)
    since: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class StoryMedia(Base):
    """A picture or sound of a story. It stays, for older versions show it, until the story goes.

    is_public: a published version shows it, so that whoever may read the story may have it.
    """

    __tablename__ = "story_media"
    __table_args__ = (Index("ix_story_media_media_id", "media_id"),)

    story_id: Mapped[str] = of_story(primary_key=True)
    media_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("media.id", ondelete="CASCADE"), primary_key=True
    )
    is_public: Mapped[bool] = mapped_column(Boolean)
    added_at: Mapped[datetime] = mapped_column(Instant)


class SuggestionUse(Base):
    """How many suggestions someone asked for on one day (UTC)."""

    __tablename__ = "suggestion_uses"
    __table_args__ = (Index("ix_suggestion_uses_day", "day"),)

    user_id: Mapped[str] = of_user(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    asked: Mapped[int] = mapped_column(BigInteger)
