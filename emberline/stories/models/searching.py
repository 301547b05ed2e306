"""Tables by which the catalogue is searched, filtered and counted; they hold what is listed."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import DDL, BigInteger, Dialect, ForeignKey, Index, Integer, String, event, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from emberline.accounts.models import CODE_POINTS, User
from emberline.kit.db import Base, Identifier
from emberline.stories.models.versions import CatalogueEntry

_LISTED = text("is_listed")
_SUSPENDED = text("suspended_at IS NOT NULL")

_Word = String(50).with_variant(String(50, collation=CODE_POINTS), "postgresql")


class Words(UserDefinedType[Sequence[str]]):
    """Words to be found: a `tsvector` in PostgreSQL, in SQLite a text of them for FTS5.

    They are letters and digits (`rules.search_words`), so that nothing has to be escaped. They are
    written only.
    """

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's declared type."""
        return "TSVECTOR"

    def bind_processor(self, dialect: Dialect) -> Callable[[Sequence[str] | None], str]:
        """words → a tsvector without positions, which nothing here asks for; or the text."""
        return _lexemes if dialect.name == "postgresql" else _text


def _lexemes(words: Sequence[str] | None) -> str:
    return " ".join(f"'{word}'" for word in words or ())


def _text(words: Sequence[str] | None) -> str:
    return " ".join(words or ())


def _of_entry(*, primary_key: bool = False) -> Mapped[str]:
    entry = ForeignKey("catalogue_entries.story_id", ondelete="CASCADE")
    return mapped_column(Identifier, entry, primary_key=primary_key)


class CatalogueTag(Base):
    """A listed story has the tag, here folded."""

    __tablename__ = "catalogue_tags"
    __table_args__ = (Index("ix_catalogue_tags_story_id", "story_id"),)

    tag: Mapped[str] = mapped_column(String(200), primary_key=True)
    story_id: Mapped[str] = _of_entry(primary_key=True)


class CatalogueText(Base):
    """The words of a listed story; the newest publication has the highest id.

    heading: of title, tags and author. whole: of these and the description. SQLite searches them
    through the FTS5 table `catalogue_search`, which triggers keep in step.
    """

    __tablename__ = "catalogue_texts"
    __table_args__ = (
        Index("ix_catalogue_texts_heading", "heading", postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
        Index("ix_catalogue_texts_whole", "whole", postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
        Index("uq_catalogue_texts_story_id", "story_id", unique=True),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    story_id: Mapped[str] = _of_entry()
    heading: Mapped[Any] = mapped_column(Words)
    whole: Mapped[Any] = mapped_column(Words)


class CatalogueWord(Base):
    """A word of a listed story's title or tags, forwards and backwards, to find what was meant."""

    __tablename__ = "catalogue_words"
    __table_args__ = (
        Index("ix_catalogue_words_story_id", "story_id"),
        Index("ix_catalogue_words_backwards", "backwards"),
    )

    word: Mapped[str] = mapped_column(_Word, primary_key=True)
    story_id: Mapped[str] = _of_entry(primary_key=True)
    backwards: Mapped[str] = mapped_column(_Word)


class CatalogueCount(Base):
    """How many listed stories there are of a kind; triggers keep count, whatever changes."""

    __tablename__ = "catalogue_counts"

    category: Mapped[str] = mapped_column(String(50), primary_key=True)
    difficulty_level: Mapped[str] = mapped_column(String(6), primary_key=True)
    language: Mapped[str] = mapped_column(String(35), primary_key=True)
    stories_count: Mapped[int] = mapped_column(Integer)


def _listed_index(name: str, *columns: Any) -> None:
    Index(name, *columns, sqlite_where=_LISTED, postgresql_where=_LISTED)


_listed_index(
    "ix_catalogue_entries_category_popular",
    CatalogueEntry.category,
    CatalogueEntry.plays_count,
    CatalogueEntry.story_id,
)
_listed_index(
    "ix_catalogue_entries_kind",
    CatalogueEntry.category,
    CatalogueEntry.language,
    CatalogueEntry.difficulty_level,
)
_listed_index(
    "ix_catalogue_entries_language", CatalogueEntry.language, CatalogueEntry.difficulty_level
)
_listed_index("ix_catalogue_entries_difficulty_level", CatalogueEntry.difficulty_level)
# The suspended are few, and what they wrote is left out of the counts.
Index("ix_users_suspended", User.id, sqlite_where=_SUSPENDED, postgresql_where=_SUSPENDED)

_COUNT_UP = """
    INSERT INTO catalogue_counts (category, difficulty_level, language, stories_count)
    VALUES (NEW.category, NEW.difficulty_level, NEW.language, 1)
    ON CONFLICT (category, difficulty_level, language)
    DO UPDATE SET stories_count = catalogue_counts.stories_count + 1;
"""
_COUNT_DOWN = """
    UPDATE catalogue_counts SET stories_count = stories_count - 1
    WHERE category = OLD.category AND difficulty_level = OLD.difficulty_level
    AND language = OLD.language;
    DELETE FROM catalogue_counts
    WHERE category = OLD.category AND difficulty_level = OLD.difficulty_level
    AND language = OLD.language AND stories_count = 0;
"""
_COUNTED = "is_listed, category, difficulty_level, language ON catalogue_entries"
_FORGET_TEXT = """
    INSERT INTO catalogue_search (catalogue_search, rowid, heading, whole)
    VALUES ('delete', OLD.id, OLD.heading, OLD.whole);
"""

SQLITE = (
    """CREATE VIRTUAL TABLE catalogue_search USING fts5(heading, whole, content='catalogue_texts',
    content_rowid='id', tokenize='ascii', prefix='1 2 3', columnsize=0, detail='column')""",
    """CREATE TRIGGER catalogue_text_added AFTER INSERT ON catalogue_texts BEGIN
    INSERT INTO catalogue_search (rowid, heading, whole) VALUES (NEW.id, NEW.heading, NEW.whole);
    END""",
    f"CREATE TRIGGER catalogue_text_gone AFTER DELETE ON catalogue_texts BEGIN {_FORGET_TEXT} END",
    f"""CREATE TRIGGER catalogue_entry_added AFTER INSERT ON catalogue_entries
    WHEN NEW.is_listed BEGIN {_COUNT_UP} END""",
    f"""CREATE TRIGGER catalogue_entry_gone AFTER DELETE ON catalogue_entries
    WHEN OLD.is_listed BEGIN {_COUNT_DOWN} END""",
    f"""CREATE TRIGGER catalogue_entry_was AFTER UPDATE OF {_COUNTED}
    WHEN OLD.is_listed BEGIN {_COUNT_DOWN} END""",
    f"""CREATE TRIGGER catalogue_entry_is AFTER UPDATE OF {_COUNTED}
    WHEN NEW.is_listed BEGIN {_COUNT_UP} END""",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION count_catalogue_entry() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN IF OLD.is_listed THEN {_COUNT_DOWN} END IF; END IF;
    IF TG_OP <> 'DELETE' THEN IF NEW.is_listed THEN {_COUNT_UP} END IF; END IF;
    RETURN NULL; END $$""",
    """CREATE TRIGGER catalogue_entry_added_or_gone AFTER INSERT OR DELETE ON catalogue_entries
    FOR EACH ROW EXECUTE FUNCTION count_catalogue_entry()""",
    f"""CREATE TRIGGER catalogue_entry_changed AFTER UPDATE OF {_COUNTED}
    FOR EACH ROW EXECUTE FUNCTION count_catalogue_entry()""",
)

for _dialect, _statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
    for _statement in _statements:
        _made = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(CatalogueText.__table__, "after_create", _made.execute_if(dialect=_dialect))
