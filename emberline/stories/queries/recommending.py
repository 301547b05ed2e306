"""What a reader finished, what others finished who finished the same, and what is new to one."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import Preferences, User
from emberline.kit.db import Identifier, hot
from emberline.stories.models.drafts import Collaborator
from emberline.stories.models.readers import ReaderStory
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.queries.access import VIEWER
from emberline.stories.queries.catalogue import COLUMNS, STANDS, EntryRow
from emberline.stories.rules.recommending import Together

MOST_FINISHED = 10
"""So many stories, those finished last, lead to others."""
_READERS = 40
_TOGETHER = 5000


def finished_last(conn: Connection, viewer_id: str) -> dict[str, datetime]:
    """The stories that the reader finished last, and when, newest first."""
    rows = hot(conn, _FINISHED, viewer_id=viewer_id, most=MOST_FINISHED)
    return {str(story_id): at for story_id, at in rows}


def finished_together(conn: Connection, viewer_id: str, story_ids: Sequence[str]) -> list[Together]:
    """What those who finished one of the stories last have finished besides.

    So many readers a story, and so many rows together, that it takes the same time for anyone.
    """
    if not story_ids:
        return []
    binds = {f"story_{number}": story_id for number, story_id in enumerate(story_ids)}
    statement = _together(len(story_ids))
    rows = hot(conn, statement, viewer_id=viewer_id, readers=_READERS, most=_TOGETHER, **binds)
    return [Together(story_ids[number], str(other), at) for number, other, at in rows]


def new_ones(conn: Connection, viewer_id: str, story_ids: Sequence[str]) -> dict[str, EntryRow]:
    """Those of the stories that are listed for the reader, not finished and not theirs."""
    rows = conn.execute(_NEW, {"viewer_id": viewer_id, "story_ids": list(story_ids)})
    return {row[0]: EntryRow._make(row) for row in rows}


def liked_category(conn: Connection, viewer_id: str) -> str | None:
    """The category that the reader chose, else the one most finished, if there is one."""
    rows = hot(conn, _LIKED, viewer_id=viewer_id)
    return rows[0][0] if rows else None


def most_played(
    conn: Connection, viewer_id: str, category: str | None, limit: int
) -> list[EntryRow]:
    """The most played stories (of the category, if any) that are new to the reader."""
    if category is None:
        rows = hot(conn, _POPULAR, viewer_id=viewer_id, limit=limit)
    else:
        rows = hot(conn, _POPULAR_IN, viewer_id=viewer_id, limit=limit, category=category)
    return [EntryRow._make(row) for row in rows]


_FINISHED = (
    select(ReaderStory.story_id, ReaderStory.completed_at)
    .where(ReaderStory.user_id == VIEWER)
    .order_by(ReaderStory.completed_at.desc(), ReaderStory.story_id.desc())
    .limit(bindparam("most", type_=Integer))
)


@cache
def _together(count: int) -> Select[*tuple[Any, ...]]:
    """The statement for so many stories."""
    readers = union_all(*(select(_readers_of(number)) for number in range(count))).subquery()
    other = aliased(ReaderStory)
    return (
        select(readers.c.number, other.story_id, other.completed_at)
        .select_from(readers)
        .join(other, other.user_id == readers.c.user_id)
        .where(other.user_id != VIEWER)
        .limit(bindparam("most", type_=Integer))
    )


def _readers_of(number: int) -> Any:
    return (
        select(literal_column(str(number), Integer).label("number"), ReaderStory.user_id)
        .where(ReaderStory.story_id == bindparam(f"story_{number}", type_=Identifier))
        .order_by(ReaderStory.completed_at.desc())
        .limit(bindparam("readers", type_=Integer))
        .subquery()
    )


_IS_FINISHED = (
    select(ReaderStory.story_id)
    .where(ReaderStory.user_id == VIEWER, ReaderStory.story_id == CatalogueEntry.story_id)
    .correlate(CatalogueEntry)
    .exists()
)
_IS_THEIRS = or_(
    CatalogueEntry.author_id == VIEWER,
    select(Collaborator.user_id)
    .where(Collaborator.story_id == CatalogueEntry.story_id, Collaborator.user_id == VIEWER)
    .correlate(CatalogueEntry)
    .exists(),
)
_FRESH = (
    select(*COLUMNS)
    .join(User, User.id == CatalogueEntry.author_id)
    .where(STANDS, ~_IS_FINISHED, ~_IS_THEIRS)
)
_NEW = _FRESH.where(
    CatalogueEntry.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True))
)
_POPULAR = _FRESH.order_by(CatalogueEntry.plays_count.desc(), CatalogueEntry.story_id.desc()).limit(
    bindparam("limit", type_=Integer)
)
_POPULAR_IN = _POPULAR.where(CatalogueEntry.category == bindparam("category", type_=String))

_chosen: Select[*tuple[Any, ...]] = select(
    Preferences.favorite_category.label("category"), literal_column("1000000000").label("weight")
).where(Preferences.user_id == VIEWER, Preferences.favorite_category.is_not(None))
_finished = (
    select(ReaderStory.category.label("category"), func.count().label("weight"))
    .where(ReaderStory.user_id == VIEWER, ReaderStory.category != "")
    .group_by(ReaderStory.category)
)
_either = union_all(_chosen, _finished).subquery()
_LIKED = select(_either.c.category).order_by(_either.c.weight.desc(), _either.c.category).limit(1)
