"""Tables of what readers say of stories, and of the links by which they pass them on."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant
from emberline.stories.models.drafts import of_story, of_user


class Review(Base):
    """One reader's rating of a story, 1 to 5, and what they say of it; null: nothing.

    answer: of the story's author, answered_by that one of its people who wrote it. held_at:
    moderators keep it as evidence, hidden from all others, its reader too; it does not count then.
    """

    __tablename__ = "story_reviews"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        UniqueConstraint("story_id", "reader_id"),
        Index("ix_story_reviews_newest", "story_id", "created_at", "id"),
        Index("ix_story_reviews_reader_id", "reader_id", "created_at", "id"),
        Index("ix_story_reviews_answered_by", "answered_by"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    reader_id: Mapped[str] = of_user()
    rating: Mapped[int] = mapped_column(Integer)
    text: Mapped[str | None] = mapped_column(String(5000))
    answer: Mapped[str | None] = mapped_column(String(5000))
    answered_by: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    held_at: Mapped[datetime | None] = mapped_column(Instant)


class StoryLink(Base):
    """The address by which one person passes a story on: what brought a reader can name it.

    Anyone who has the code may use it, and whoever may not read the story does not get further.
    """

    __tablename__ = "story_links"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("story_id", "sharer_id"),
        Index("ix_story_links_sharer_id", "sharer_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    sharer_id: Mapped[str] = of_user()
    code: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant)
