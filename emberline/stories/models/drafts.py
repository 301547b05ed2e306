"""Tables of stories as their people write them: the story, its nodes, its choices, its people."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant, Json


def of_story(*, primary_key: bool = False) -> Mapped[str]:
    """A column that names the story to which the row belongs, and with which it goes."""
    story = ForeignKey("stories.id", ondelete="CASCADE")
    return mapped_column(Identifier, story, primary_key=primary_key)


def of_user(*, primary_key: bool = False) -> Mapped[str]:
    """A column that names the user to whom the row belongs, and with whom it goes."""
    user = ForeignKey("users.id", ondelete="CASCADE")
    return mapped_column(Identifier, user, primary_key=primary_key)


class Story(Base):
    """An interactive story as its people write it: what readers see is in `catalogue_entries`.

    declarations: the document without nodes and without what has its own column here, as JSON.
    version: the number of the newest frozen version, 0 before the first. revision counts changes of
    this row, draft_revision changes of anything in the draft; changed_by made the last of either
    (null: they are gone). held_at: moderators keep it, hidden from all others.
    """

    __tablename__ = "stories"
    __table_args__ = (
        CheckConstraint("difficulty_level IN ('easy', 'medium', 'hard')", name="difficulty_level"),
        Index("ix_stories_owner_id", "owner_id", "updated_at", "id"),
        Index("ix_stories_changed_by", "changed_by"),
        Index("ix_stories_cover_media_id", "cover_media_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    owner_id: Mapped[str] = of_user()
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(5000))
    difficulty_level: Mapped[str] = mapped_column(String(6))
    category: Mapped[str] = mapped_column(String(50))
    language: Mapped[str] = mapped_column(String(35))
    tags: Mapped[list[str]] = mapped_column(Json)
    content_notes: Mapped[list[str]] = mapped_column(Json)
    cover_media_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("media.id", ondelete="SET NULL")
    )
    declarations: Mapped[bytes] = mapped_column(LargeBinary)
    is_listed: Mapped[bool] = mapped_column(Boolean)
    is_published: Mapped[bool] = mapped_column(Boolean)
    version: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer)
    draft_revision: Mapped[int] = mapped_column(Integer)
    changed_by: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    held_at: Mapped[datetime | None] = mapped_column(Instant)


class StoryNode(Base):
    """A node of a draft.

    id: made of the story's id and the node's key (`rules.part_ids`), so that it is the same in
    every version. body: the node without its choices, as JSON of the document.
    """

    __tablename__ = "story_nodes"
    __table_args__ = (
        UniqueConstraint("story_id", "key"),
        Index("ix_story_nodes_position", "story_id", "position"),
        Index("ix_story_nodes_changed_by", "changed_by"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    key: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)
    is_ending: Mapped[bool] = mapped_column(Boolean)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(Integer)
    changed_by: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    changed_at: Mapped[datetime] = mapped_column(Instant)


class StoryChoice(Base):
    """A choice of a draft, in the order of `position` at its node; ids and body as of nodes."""

    __tablename__ = "story_choices"
    __table_args__ = (
        UniqueConstraint("node_id", "key"),
        Index("ix_story_choices_story_id", "story_id"),
        Index("ix_story_choices_changed_by", "changed_by"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    node_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("story_nodes.id", ondelete="CASCADE")
    )
    key: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(Integer)
    changed_by: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="SET NULL")
    )
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Collaborator(Base):
    """Someone who writes or reads a draft beside its owner, who is in `stories.owner_id`."""

    __tablename__ = "story_collaborators"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'editor', 'viewer')", name="role"),
        Index("ix_story_collaborators_user_id", "user_id"),
    )

    story_id: Mapped[str] = of_story(primary_key=True)
    user_id: Mapped[str] = of_user(primary_key=True)
    role: Mapped[str] = mapped_column(String(6))
    added_at: Mapped[datetime] = mapped_column(Instant)
