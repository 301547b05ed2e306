"""Stories as their people see them: the draft's own row, with what readers gave it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    func,
    select,
    tuple_,
    union_all,
)

from emberline.accounts.models import User
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.stories.models.drafts import Collaborator, Story, StoryNode
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.queries.access import IS_ADMIN, STORY_ID, VIEWER


class OwnRow(NamedTuple):
    """A draft's own row; the counts of readers are None before it was published first."""

    id: str
    owner_id: str
    author: str
    title: str
    description: str
    difficulty_level: str
    category: str
    language: str
    tags: list[str]
    content_notes: list[str]
    cover_media_id: str | None
    is_listed: bool
    is_published: bool
    version: int
    revision: int
    changed_by: str | None
    created_at: datetime
    updated_at: datetime
    ratings_count: int | None
    ratings_sum: int | None
    plays_count: int | None


class Size(NamedTuple):
    """How large a draft is; characters: of its nodes' stored bodies."""

    nodes: int
    endings: int
    characters: int


NOTHING = Size(0, 0, 0)


def own_row(conn: Connection, story_id: str) -> OwnRow | None:
    """The draft's row; None when there is no such story."""
    row = conn.execute(_OWN, {"story_id": story_id}).first()
    return None if row is None else OwnRow._make(row)


def sizes_of(conn: Connection, story_ids: Sequence[str]) -> dict[str, Size]:
    """The sizes of drafts by their ids; those without nodes are left out."""
    if not story_ids:
        return {}
    found = conn.execute(_SIZES, {"story_ids": list(story_ids)})
    return {row[0]: Size(row[1], row[2], row[3]) for row in found}


def unpublished(conn: Connection, viewer_id: str, asked: PageRequest[Position]) -> Page[OwnRow]:
    """A page of the drafts that are not out, changed last first: all of them for administrators,
    for others those on which they work."""
    after = asked.after or NEWEST
    binds = {"viewer_id": viewer_id, "at": after.at, "before_id": after.id, "size": asked.size}
    is_admin = conn.execute(_ASKS_ADMIN, {"viewer_id": viewer_id}).scalar_one()
    found = conn.execute(_ALL if is_admin else _MINE, binds)
    rows = [OwnRow._make(row) for row in found]
    return cut(rows, asked.limit, lambda row: Position(row.updated_at, row.id))


_COLUMNS = (
    Story.id,
    Story.owner_id,
    User.username,
    Story.title,
    Story.description,
    Story.difficulty_level,
    Story.category,
    Story.language,
    Story.tags,
    Story.content_notes,
    Story.cover_media_id,
    Story.is_listed,
    Story.is_published,
    Story.version,
    Story.revision,
    Story.changed_by,
    Story.created_at,
    Story.updated_at,
    CatalogueEntry.ratings_count,
    CatalogueEntry.ratings_sum,
    CatalogueEntry.plays_count,
)
_ROWS = (
    select(*_COLUMNS)
    .join_from(Story, User, User.id == Story.owner_id)
    .outerjoin(CatalogueEntry, CatalogueEntry.story_id == Story.id)
)
_OWN = _ROWS.where(Story.id == STORY_ID)
_SIZES = (
    select(
        StoryNode.story_id,
        func.count(),
        func.sum(case((StoryNode.is_ending, 1), else_=0)),
        func.sum(func.length(StoryNode.body)),
    )
    .where(StoryNode.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True)))
    .group_by(StoryNode.story_id)
)
_ASKS_ADMIN = select(IS_ADMIN)
_ALL = (
    _ROWS.where(
        and_(
            Story.is_published.is_(False),
            tuple_(Story.updated_at, Story.id)
            < tuple_(bindparam("at", type_=Instant), bindparam("before_id", type_=Identifier)),
        )
    )
    .order_by(Story.updated_at.desc(), Story.id.desc())
    .limit(bindparam("size"))
)
_WORKED_ON = union_all(
    select(Story.id).where(Story.owner_id == VIEWER),
    select(Collaborator.story_id).where(Collaborator.user_id == VIEWER),
)
_MINE = _ALL.where(Story.id.in_(_WORKED_ON))
