"""Pages of the catalogue, and how many stories stand in them, for one viewer."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    select,
    text,
    union_all,
)

from emberline.accounts.models import Block, User
from emberline.kit.db import Identifier, hot
from emberline.stories.models.searching import CatalogueCount, CatalogueTag
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.queries.access import MAY_READ, NOBODY_ID, STORY_ID, VIEWER

FEW = 2000
"""So many matches are taken together and sorted; of more, the index of the order is walked."""


class Sort(StrEnum):
    """The orders of the catalogue."""

    RECENT = "recent"
    POPULAR = "popular"
    RATING = "rating"
    TITLE = "title"


class Filters(NamedTuple):
    """What a story of the list has; None: no matter. author_id: of a user who is there."""

    category: str | None = None
    difficulty_level: str | None = None
    language: str | None = None
    tag: str | None = None
    author_id: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """Those that are not None, by their names."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class EntryRow(NamedTuple):
    """An entry of the catalogue as it is served."""

    story_id: str
    title: str
    description: str
    author: str
    author_id: str
    difficulty_level: str
    category: str
    tags: list[str]
    language: str
    content_notes: list[str]
    is_published: bool
    is_listed: bool
    version: int
    created_at: datetime
    published_at: datetime
    ratings_sum: int
    ratings_count: int
    plays_count: int
    nodes_count: int
    endings_count: int
    estimated_minutes: int
    cover_media_id: str | None


COLUMNS = (
    CatalogueEntry.story_id,
    CatalogueEntry.title,
    CatalogueEntry.description,
    User.username,
    CatalogueEntry.author_id,
    CatalogueEntry.difficulty_level,
    CatalogueEntry.category,
    CatalogueEntry.tags,
    CatalogueEntry.language,
    CatalogueEntry.content_notes,
    CatalogueEntry.is_published,
    CatalogueEntry.is_listed,
    CatalogueEntry.version,
    CatalogueEntry.created_at,
    CatalogueEntry.published_at,
    CatalogueEntry.ratings_sum,
    CatalogueEntry.ratings_count,
    CatalogueEntry.plays_count,
    CatalogueEntry.nodes_count,
    CatalogueEntry.endings_count,
    CatalogueEntry.estimated_minutes,
    CatalogueEntry.cover_media_id,
)
_KINDS = ("category", "difficulty_level", "language")
_LIMIT = bindparam("limit", type_=Integer)
_OFFSET = bindparam("offset", type_=Integer)

# As the partial indexes have it: SQLite takes `is_listed = 1` for another condition.
_LISTED = text("catalogue_entries.is_listed")
_BLOCKS = (
    select(Block.blocked_id).where(Block.blocker_id == VIEWER),
    select(Block.blocker_id).where(Block.blocked_id == VIEWER),
)
_SUSPENDED = select(User.id).where(User.suspended_at.is_not(None))
# The two halves of `access.IS_OPEN` that concern the author, made once a statement and not once a
# row; `tests/stories/wire/test_catalogue.py` holds lists against single reads.
_IS_UNBLOCKED = CatalogueEntry.author_id.not_in(union_all(*_BLOCKS).scalar_subquery())
STANDS = and_(_LISTED, User.suspended_at.is_(None), _IS_UNBLOCKED)
"""Whether a listed story stands in the viewer's lists; for statements that join its author."""


def page(
    conn: Connection,
    viewer_id: str | None,
    filters: Filters,
    sort: Sort,
    *,
    is_few: bool,
    limit: int,
    offset: int,
) -> list[EntryRow]:
    """The listed stories that the viewer (None: nobody is signed in) may see, in order.

    is_few: whether the filters leave at most FEW.
    """
    statement = _page(sort, frozenset(filters.given), is_few=is_few)
    binds = {**filters.given, "viewer_id": viewer_id or NOBODY_ID}
    rows = hot(conn, statement, **binds, limit=limit, offset=offset)
    return [EntryRow._make(row) for row in rows]


def has_index(filters: Filters, sort: Sort) -> bool:
    """Whether one index leads through this list, however many stories it has."""
    given = filters.given.keys()
    return not given or (given == {"category"} and sort in _CATEGORY_SORTS)


def page_and_count(
    conn: Connection,
    viewer_id: str | None,
    filters: Filters,
    sort: Sort,
    *,
    limit: int,
    offset: int,
) -> tuple[list[EntryRow], int]:
    """`page` and `count` in one statement, for lists that have an index."""
    statement = _page_and_count(sort, frozenset(filters.given))
    binds = {**filters.given, "viewer_id": viewer_id or NOBODY_ID}
    rows = hot(conn, statement, **binds, limit=limit, offset=offset)
    if not rows:
        return [], count(conn, viewer_id, filters)
    return [EntryRow._make(row[:-1]) for row in rows], int(rows[0][-1])


def count(conn: Connection, viewer_id: str | None, filters: Filters) -> int:
    """How many stories all pages of that list hold together."""
    binds = {**filters.given, "viewer_id": viewer_id or NOBODY_ID}
    return int(hot(conn, _count(frozenset(filters.given)), **binds)[0][0] or 0)


def count_categories(conn: Connection, viewer_id: str | None) -> list[tuple[str, int]]:
    """The categories of listed stories with how many the viewer may see, by name."""
    rows = hot(conn, _CATEGORIES, viewer_id=viewer_id or NOBODY_ID)
    return [(category, int(number)) for category, number in rows if number]


def entry(conn: Connection, viewer_id: str | None, story_id: str) -> EntryRow | None:
    """The entry of one story, if the viewer may read it."""
    rows = hot(conn, _ONE, story_id=story_id, viewer_id=viewer_id or NOBODY_ID)
    return EntryRow._make(rows[0]) if rows else None


def entries(
    conn: Connection, viewer_id: str | None, story_ids: Sequence[str]
) -> dict[str, EntryRow]:
    """The entries of these stories that the viewer may read, by their ids."""
    binds = {"story_ids": list(story_ids), "viewer_id": viewer_id or NOBODY_ID}
    return {row[0]: EntryRow._make(row) for row in conn.execute(_SEVERAL, binds)}


def author_called(conn: Connection, username_folded: str) -> str | None:
    """The id of the user with a folded name."""
    rows = hot(conn, _AUTHOR, username_folded=username_folded)
    return str(rows[0][0]) if rows else None


def _condition(name: str, *, unindexed: bool = False) -> ColumnElement[bool]:
    if name == "tag":
        return (
            select(CatalogueTag.story_id)
            .where(
                CatalogueTag.tag == bindparam("tag", type_=String),
                CatalogueTag.story_id == CatalogueEntry.story_id,
            )
            .correlate(CatalogueEntry)
            .exists()
        )
    column = getattr(CatalogueEntry, name)
    bind: Any = bindparam(name, type_=Identifier if name == "author_id" else String)
    # Wrapped, it is no longer what an index is of.
    wrapped: Any = func.coalesce(column, "")
    condition: ColumnElement[bool] = (wrapped if unindexed else column) == bind
    return condition


_CATEGORY_SORTS = (Sort.RECENT, Sort.POPULAR)
_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.RECENT: (CatalogueEntry.published_at.desc(), CatalogueEntry.story_id.desc()),
    Sort.POPULAR: (CatalogueEntry.plays_count.desc(), CatalogueEntry.story_id.desc()),
    Sort.RATING: (CatalogueEntry.rating_rank.desc(), CatalogueEntry.story_id.desc()),
    Sort.TITLE: (CatalogueEntry.title_folded, CatalogueEntry.story_id),
}


@cache
def _page(sort: Sort, given: frozenset[str], *, is_few: bool) -> Select[*tuple[Any, ...]]:
    """The statement of a page; as many are made as there are kinds of lists.

    Of many matches those are walked in their order, and the filters kept from leading elsewhere; of
    few, an index of the filters leads, and of few with a tag, that of the tags.
    """
    statement = select(*COLUMNS).join(User, User.id == CatalogueEntry.author_id).where(STANDS)
    if is_few and "tag" in given and "author_id" not in given:
        tagged = select(CatalogueTag.story_id).where(
            CatalogueTag.tag == bindparam("tag", type_=String)
        )
        statement = statement.where(CatalogueEntry.story_id.in_(tagged))
        given = given - {"tag"}
    leads_itself = is_few or (given == {"category"} and sort in _CATEGORY_SORTS)
    for name in sorted(given):
        unindexed = not leads_itself and name in _KINDS
        statement = statement.where(_condition(name, unindexed=unindexed))
    return statement.order_by(*_ORDERS[sort]).limit(_LIMIT).offset(_OFFSET)


@cache
def _page_and_count(sort: Sort, given: frozenset[str]) -> Select[*tuple[Any, ...]]:
    return _page(sort, given, is_few=False).add_columns(_count(given).scalar_subquery())


@cache
def _count(given: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """The counters and tags know it, but for what hidden authors wrote; else rows are counted."""
    if given <= set(_KINDS):
        known = select(func.coalesce(func.sum(CatalogueCount.stories_count), 0)).where(
            *(getattr(CatalogueCount, name) == bindparam(name, type_=String) for name in given)
        )
    elif given == {"tag"}:
        known = select(func.count()).where(CatalogueTag.tag == bindparam("tag", type_=String))
    else:
        return _counted(given)
    hidden = select(func.count()).select_from(CatalogueEntry).where(_IS_HIDDEN)
    hidden = hidden.where(*(_condition(name, unindexed=True) for name in sorted(given)))
    # Neither is about the rows of a statement that they stand in.
    known, hidden = known.correlate(None), hidden.correlate(None)
    return select(known.scalar_subquery() - hidden.scalar_subquery())


def _counted(given: frozenset[str]) -> Select[*tuple[Any, ...]]:
    statement = (
        select(func.count())
        .select_from(CatalogueEntry)
        .join(User, User.id == CatalogueEntry.author_id)
        .where(STANDS)
    )
    if "tag" in given and "author_id" not in given:
        statement = statement.join(
            CatalogueTag, CatalogueTag.story_id == CatalogueEntry.story_id
        ).where(CatalogueTag.tag == bindparam("tag", type_=String))
        given = given - {"tag"}
    return statement.where(*(_condition(name) for name in sorted(given)))


# By suspended authors, or hidden by a block: few, found by their authors.
_IS_HIDDEN = and_(
    _LISTED,
    CatalogueEntry.author_id.in_(union_all(*_BLOCKS, _SUSPENDED).scalar_subquery()),
)
# Wrapped, the category leads to no index that would take the place of the authors'.
_unindexed_category: ColumnElement[str] = func.coalesce(CatalogueEntry.category, "")
_by_category = union_all(
    select(CatalogueCount.category.label("category"), CatalogueCount.stories_count.label("number")),
    select(_unindexed_category, -func.count())
    .select_from(CatalogueEntry)
    .where(_IS_HIDDEN)
    .group_by(_unindexed_category),
).subquery()
_CATEGORIES = (
    select(_by_category.c.category, func.sum(_by_category.c.number))
    .group_by(_by_category.c.category)
    .order_by(_by_category.c.category)
)
_READABLE = select(*COLUMNS).join(User, User.id == CatalogueEntry.author_id).where(MAY_READ)
_ONE = _READABLE.where(CatalogueEntry.story_id == STORY_ID)
_SEVERAL = _READABLE.where(
    CatalogueEntry.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True))
)
_AUTHOR = select(User.id).where(User.username_folded == bindparam("username_folded", type_=String))
