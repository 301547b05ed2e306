"""Candidates of a search, names of authors, and words that may have been meant."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    collate,
    column,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from emberline.accounts.models import CODE_POINTS, NameWord, User
from emberline.kit.db import hot
from emberline.stories.models.searching import CatalogueText, CatalogueWord
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.queries.access import NOBODY_ID
from emberline.stories.queries.catalogue import STANDS
from emberline.stories.rules.search_words import halves
from emberline.stories.rules.searching import Found, Search, fts5_query, tsquery

HEADINGS = 300
"""So many stories, the newest, are ranked of those with all words in title, tags and author."""
WHOLES = 150
"""So many of those that have them anywhere."""
MAX_AUTHORS = 10
"""So many authors' names may begin with what is sought."""
_NAMES = 50
_NAME_CHARACTERS = 30
_MOST_USES = 20_000
# Sorts after every text that begins with the same characters.
_LAST = "\U0010ffff"


def candidates(conn: Connection, viewer_id: str | None, search: Search) -> list[Found]:
    """The newest stories with all words of the search that the viewer sees listed, newest first.

    At most HEADINGS + WHOLES are looked at, so that a word of every story costs no more than others
    do.
    """
    ask = fts5_query if conn.dialect.name == "sqlite" else tsquery
    rows = hot(
        conn,
        _CANDIDATES[conn.dialect.name],
        viewer_id=viewer_id or NOBODY_ID,
        heading_query=ask(search, "heading"),
        whole_query=ask(search, "whole"),
        headings=HEADINGS,
        wholes=WHOLES,
    )
    return [Found._make(row) for row in rows]


def authors_called(conn: Connection, beginnings: Sequence[str]) -> list[list[str]]:
    """For each of the folded beginnings, whose name begins so, of those with listed stories.

    A name is the username, and the display name from any of its words on.
    """
    found: list[list[str]] = [[] for _ in beginnings]
    if not beginnings:
        return found
    binds: dict[str, Any] = {"names": _NAMES, "authors": MAX_AUTHORS}
    for number, beginning in enumerate(beginnings):
        cut = beginning[:_NAME_CHARACTERS]
        binds |= {f"from_{number}": cut, f"to_{number}": cut + _LAST}
    for number, author_id in hot(conn, _authors(conn.dialect.name, len(beginnings)), **binds):
        if author_id not in found[number]:
            found[number].append(str(author_id))
    return found


def words_like(conn: Connection, word: str, slips: int) -> list[tuple[str, int]]:
    """Words of titles and tags that begin or end as `word` does, and how often each is there.

    They have at most `slips` letters more or fewer. What counts as its beginning and its end:
    `rules.search_words.halves`.
    """
    beginning, end = halves(word)
    rows = hot(
        conn,
        _WORDS,
        from_beginning=beginning,
        to_beginning=beginning + _LAST,
        from_end=end[::-1],
        to_end=end[::-1] + _LAST,
        shortest=len(word) - slips,
        longest=len(word) + slips,
        most=_MOST_USES,
    )
    return [(other, int(uses)) for other, uses in rows]


def _candidates(matches: str) -> Select[*tuple[Any, ...]]:
    found = (
        text(matches)
        .bindparams(
            bindparam("heading_query", type_=String),
            bindparam("whole_query", type_=String),
            bindparam("headings", type_=Integer),
            bindparam("wholes", type_=Integer),
        )
        .columns(column("id", BigInteger))
        .subquery("found")
    )
    return (
        select(
            CatalogueEntry.story_id,
            CatalogueEntry.author_id,
            CatalogueEntry.title,
            CatalogueEntry.tags,
            CatalogueEntry.plays_count,
        )
        .select_from(found)
        .join(CatalogueText, CatalogueText.id == found.c.id)
        .join(CatalogueEntry, CatalogueEntry.story_id == CatalogueText.story_id)
        .join(User, User.id == CatalogueEntry.author_id)
        .where(STANDS)
        .order_by(found.c.id.desc())
    )


# What PostgreSQL's planner expects of beginnings of words is a guess; the wrong way took 180 ms.
# So the newest texts are gone through first, where a common word fills the limit; only a rarer one
# is then looked up in the GIN index, with all that it has. OFFSET and `+ 0` keep each to its way.
_NEAR = """near_{name} AS MATERIALIZED (
    SELECT id FROM (
        SELECT id, {name} FROM catalogue_texts
        WHERE id > (SELECT max(id) FROM catalogue_texts) - 5000 ORDER BY id DESC OFFSET 0
    ) AS newest
    WHERE {name} @@ CAST(CAST(:{name}_query AS text) AS tsquery) LIMIT :{limit})"""
_FAR = """(
    SELECT id FROM catalogue_texts
    WHERE {name} @@ CAST(CAST(:{name}_query AS text) AS tsquery)
    AND (SELECT count(*) FROM near_{name}) < :{limit}
    ORDER BY id + 0 DESC LIMIT :{limit})"""

_CANDIDATES = {
    "sqlite": _candidates(
        """
        SELECT rowid AS id FROM (SELECT rowid FROM catalogue_search
        WHERE catalogue_search MATCH :heading_query ORDER BY rowid DESC LIMIT :headings)
        UNION
        SELECT rowid FROM (SELECT rowid FROM catalogue_search
        WHERE catalogue_search MATCH :whole_query ORDER BY rowid DESC LIMIT :wholes)
        """
    ),
    "postgresql": _candidates(
        f"""
        WITH {_NEAR.format(name="heading", limit="headings")},
        {_NEAR.format(name="whole", limit="wholes")}
        SELECT id FROM near_heading UNION SELECT id FROM near_whole
        UNION {_FAR.format(name="heading", limit="headings")}
        UNION {_FAR.format(name="whole", limit="wholes")}
        """  # noqa: S608 (made of constants)
    ),
}


@cache
def _authors(dialect: str, count: int) -> CompoundSelect[*tuple[Any, ...]]:
    """The statement for so many beginnings."""
    username: Any = User.username_folded
    if dialect == "postgresql":
        username = collate(username, CODE_POINTS)
    ways = []
    for number in range(count):
        start = bindparam(f"from_{number}", type_=String)
        end = bindparam(f"to_{number}", type_=String)
        for name, user_id in ((username, User.id), (NameWord.word, NameWord.user_id)):
            ways.append(_called(number, name, user_id, start, end))
    return union_all(*(select(way) for way in ways))


def _called(number: int, name: Any, user_id: Any, start: Any, end: Any) -> Any:
    names = (
        select(user_id.label("author_id"))
        .where(name >= start, name < end)
        .order_by(name)
        .limit(bindparam("names", type_=Integer))
        .subquery()
    )
    writes = (
        select(literal(1))
        .where(CatalogueEntry.author_id == names.c.author_id, text("catalogue_entries.is_listed"))
        .correlate(names)
        .exists()
    )
    return (
        select(literal_column(str(number), Integer).label("number"), names.c.author_id)
        .where(writes)
        .limit(bindparam("authors", type_=Integer))
        .subquery()
    )


def _ranged(over: Any, bounds: str) -> Any:
    """Words of a range of one index, the first _MOST_USES uses of them."""
    return (
        select(CatalogueWord.word)
        .where(
            over >= bindparam(f"from_{bounds}", type_=String),
            over < bindparam(f"to_{bounds}", type_=String),
        )
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )


_both = union_all(
    select(_ranged(CatalogueWord.word, "beginning")),
    select(_ranged(CatalogueWord.backwards, "end")),
).subquery()
_WORDS = (
    select(_both.c.word, func.count())
    .where(
        func.length(_both.c.word).between(
            bindparam("shortest", type_=Integer), bindparam("longest", type_=Integer)
        )
    )
    .group_by(_both.c.word)
)
