"""Tables of plays and their moves."""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from emberline.kit.db import Base, Identifier, Instant
from emberline.stories.models.drafts import of_story

_BY_READER = text("reader_id IS NOT NULL")
_BY_GUEST = text("guest_hash IS NOT NULL")
_NAMED_SLOT = text("reader_id IS NOT NULL AND slot NOT IN ('auto', 'playtest')")


class Play(Base):
    """One reader's way through one version of a story; nobody but the server sees its state.

    A play is a reader's, or a guest's: whoever has the token with the hash. slot: `auto`, the name
    that the reader gave a saved one, or `playtest`. source: what brought the reader, source_id
    which link or clip.
    state: the engine's, as JSON; node_key and turn repeat what others ask of it. base: the state
    from which the moves count, where that is not the beginning (a play that was moved to another
    version, a playtest from the middle); only moves with a number above base_number count from it.
    moves_count: how many moves stand. revision grows with each change, so that of two moves at
    once one loses. arrived_at: when the node was first served, from which its timers run.
    seconds: how long the reader was at it, without the long pauses. day_ends_at: the end of the
    reader's local day on which a move was last made. timers: how a guest has them; an account has
    its preference.
    """

    __tablename__ = "plays"
    __table_args__ = (
        CheckConstraint("reader_id IS NULL OR guest_hash IS NULL", name="belongs_to_one"),
        Index(
            "ix_plays_newest",
            "reader_id",
            "story_id",
            "id",
            sqlite_where=_BY_READER,
            postgresql_where=_BY_READER,
        ),
        Index(
            "uq_plays_slot",
            "reader_id",
            "story_id",
            "slot",
            unique=True,
            sqlite_where=_NAMED_SLOT,
            postgresql_where=_NAMED_SLOT,
        ),
        Index(
            "ix_plays_of_guest",
            "guest_hash",
            "story_id",
            "id",
            sqlite_where=_BY_GUEST,
            postgresql_where=_BY_GUEST,
        ),
        Index("ix_plays_version_id", "version_id", "is_completed"),
        Index("ix_plays_story_id", "story_id", "started_at"),
        Index("ix_plays_source_id", "source_id"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    story_id: Mapped[str] = of_story()
    version_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("story_versions.id", ondelete="CASCADE")
    )
    reader_id: Mapped[str | None] = mapped_column(
        Identifier, ForeignKey("users.id", ondelete="CASCADE")
    )
    guest_hash: Mapped[str | None] = mapped_column(String(64))
    slot: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(10))
    source_id: Mapped[str | None] = mapped_column(Identifier)
    protagonist: Mapped[str | None] = mapped_column(Text)
    base: Mapped[bytes | None] = mapped_column(LargeBinary)
    base_number: Mapped[int] = mapped_column(Integer)
    state: Mapped[bytes] = mapped_column(LargeBinary)
    node_key: Mapped[str] = mapped_column(Text)
    moves_count: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer)
    arrived_at: Mapped[datetime] = mapped_column(Instant)
    seconds: Mapped[int] = mapped_column(Integer)
    is_completed: Mapped[bool] = mapped_column(Boolean)
    ending_key: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    day_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    timers: Mapped[str | None] = mapped_column(String(3))


class PlayMove(Base):
    """A move of a play. number: the play's revision after it, so that none is used twice.

    choice_key: null for an answer, which stands in `answer` as JSON. outcome: `lapsed` where time
    decided; `success` or `failure` of dice and answers. to_key: where it led. seconds: how long the
    reader stayed at the node, without the long pauses. is_undone: taken back by a rewind.
    The version is repeated so that authors' figures read one table; it is null for what was copied
    into a saved slot, which was played only once.
    """

    __tablename__ = "play_moves"
    __table_args__ = (
        # All that the figures read, so that they need not look at the rows.
        Index(
            "ix_play_moves_figures", "version_id", "node_key", "choice_key", "to_key", "is_undone"
        ),
    )

    play_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("plays.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version_id: Mapped[str | None] = mapped_column(Identifier)
    node_key: Mapped[str] = mapped_column(Text)
    choice_key: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome: Mapped[str | None] = mapped_column(String(7))
    to_key: Mapped[str] = mapped_column(Text)
    seconds: Mapped[int] = mapped_column(Integer)
    is_undone: Mapped[bool] = mapped_column(Boolean)
    made_at: Mapped[datetime] = mapped_column(Instant)
