"""Searching the catalogue: tags, words and counts of the stories that it lists."""

import sqlalchemy as sa
from alembic import op

from emberline.kit.db import Identifier
from emberline.stories.models.searching import Words

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LISTED = sa.text("is_listed")
_SUSPENDED = sa.text("suspended_at IS NOT NULL")
_WORD = sa.String(50).with_variant(sa.String(50, collation="C"), "postgresql")


def upgrade() -> None:
    _catalogue_tags()
    _catalogue_words()
    _catalogue_counts()
    _catalogue_texts()
    _catalogue_entries()
    op.create_index(
        "ix_users_suspended",
        "users",
        ["id"],
        sqlite_where=_SUSPENDED,
        postgresql_where=_SUSPENDED,
    )
    for statement in _POSTGRESQL if _is_postgres() else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if _is_postgres():
        op.execute("DROP TRIGGER catalogue_entry_added_or_gone ON catalogue_entries")
        op.execute("DROP TRIGGER catalogue_entry_changed ON catalogue_entries")
        op.execute("DROP FUNCTION count_catalogue_entry()")
    else:
        for name in ("added", "gone", "was", "is"):
            op.execute(f"DROP TRIGGER catalogue_entry_{name}")
        op.execute("DROP TABLE catalogue_search")
    op.drop_index("ix_users_suspended", "users")
    for name in ("difficulty_level", "language", "kind", "category_popular"):
        op.drop_index(f"ix_catalogue_entries_{name}", "catalogue_entries")
    for table in ("texts", "counts", "words", "tags"):
        op.drop_table(f"catalogue_{table}")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _catalogue_entries() -> None:
    table = "catalogue_entries"
    for name, columns in {
        "category_popular": ["category", "plays_count", "story_id"],
        "kind": ["category", "language", "difficulty_level"],
        "language": ["language", "difficulty_level"],
        "difficulty_level": ["difficulty_level"],
    }.items():
        op.create_index(
            f"ix_{table}_{name}",
            table,
            columns,
            sqlite_where=_LISTED,
            postgresql_where=_LISTED,
        )


def _catalogue_tags() -> None:
    table = "catalogue_tags"
    op.create_table(
        table,
        sa.Column("tag", sa.String(length=200), nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        _of_entry(table),
        sa.PrimaryKeyConstraint("tag", "story_id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_catalogue_tags_story_id", table, ["story_id"])


def _catalogue_words() -> None:
    table = "catalogue_words"
    op.create_table(
        table,
        sa.Column("word", _WORD, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("backwards", _WORD, nullable=False),
        _of_entry(table),
        sa.PrimaryKeyConstraint("word", "story_id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_catalogue_words_backwards", table, ["backwards"])
    op.create_index("ix_catalogue_words_story_id", table, ["story_id"])


def _catalogue_counts() -> None:
    table = "catalogue_counts"
    op.create_table(
        table,
        sa.Column("category", sa.String(length=50), nullable=False),
        sa.Column("difficulty_level", sa.String(length=6), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("stories_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "category", "difficulty_level", "language", name=op.f(f"pk_{table}")
        ),
    )


def _catalogue_texts() -> None:
    table = "catalogue_texts"
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        table,
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("story_id", Identifier, nullable=False),
        sa.Column("heading", Words(), nullable=False),
        sa.Column("whole", Words(), nullable=False),
        _of_entry(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("uq_catalogue_texts_story_id", table, ["story_id"], unique=True)
    if _is_postgres():
        for column in ("heading", "whole"):
            op.create_index(f"ix_catalogue_texts_{column}", table, [column], postgresql_using="gin")


def _of_entry(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["story_id"],
        ["catalogue_entries.story_id"],
        name=op.f(f"fk_{table}_story_id"),
        ondelete="CASCADE",
    )


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

_SQLITE = (
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
_POSTGRESQL = (
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
