"""What a viewer is to a story: one of its people, a reader, or nobody."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, literal, or_, select

from emberline.accounts.models import User
from emberline.accounts.queries import block_between
from emberline.kit.db import Identifier, hot
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.versions import CatalogueEntry

NOBODY_ID = "00000000-0000-0000-0000-000000000000"
"""The bind in place of a viewer's id where nobody is signed in."""


class DraftRow(NamedTuple):
    """A draft's own row, and what the viewer is to it.

    collaborates_as: the name of a role, None without one. is_admin: of this server.
    """

    id: str
    owner_id: str
    title: str
    is_published: bool
    is_listed: bool
    version: int
    revision: int
    draft_revision: int
    changed_by: str | None
    updated_at: datetime
    is_held: bool
    collaborates_as: str | None
    is_admin: bool


class Readable(NamedTuple):
    """A published story that the viewer may read: its newest version."""

    story_id: str
    author_id: str
    version_id: str
    version: int
    title: str


VIEWER = bindparam("viewer_id", type_=Identifier)
STORY_ID = bindparam("story_id", type_=Identifier)

IS_ADMIN = (
    select(literal(1)).where(User.id == VIEWER, User.role == "admin").scalar_subquery().is_not(None)
)
"""Whether the viewer administers this server."""

_COLLABORATES_AS = (
    select(Collaborator.role)
    .where(Collaborator.story_id == Story.id, Collaborator.user_id == VIEWER)
    .correlate(Story)
    .scalar_subquery()
)
_DRAFT = select(
    Story.id,
    Story.owner_id,
    Story.title,
    Story.is_published,
    Story.is_listed,
    Story.version,
    Story.revision,
    Story.draft_revision,
    Story.changed_by,
    Story.updated_at,
    Story.held_at.is_not(None),
    _COLLABORATES_AS,
    IS_ADMIN,
).where(Story.id == STORY_ID)
_LOCK = select(Story.id).where(Story.id == STORY_ID).with_for_update(key_share=True)

_IS_OF_ITS_PEOPLE = or_(
    CatalogueEntry.author_id == VIEWER,
    select(Collaborator.user_id)
    .where(Collaborator.story_id == CatalogueEntry.story_id, Collaborator.user_id == VIEWER)
    .correlate(CatalogueEntry)
    .scalar_subquery()
    .is_not(None),
    IS_ADMIN,
)
IS_OPEN = and_(
    CatalogueEntry.is_listed,
    select(literal(1))
    .where(User.id == CatalogueEntry.author_id, User.suspended_at.is_(None))
    .correlate(CatalogueEntry)
    .scalar_subquery()
    .is_not(None),
    ~block_between(VIEWER, CatalogueEntry.author_id),
)
"""Whether the story of an entry stands in the lists of the viewer, whoever they are to it."""

MAY_READ = and_(CatalogueEntry.is_published, or_(IS_OPEN, _IS_OF_ITS_PEOPLE))
"""Whether the viewer (`viewer_id`) may read the story of an entry; every path uses it."""

_READABLE = select(
    CatalogueEntry.story_id,
    CatalogueEntry.author_id,
    CatalogueEntry.version_id,
    CatalogueEntry.version,
    CatalogueEntry.title,
).where(CatalogueEntry.story_id == STORY_ID, MAY_READ)


def draft_row(conn: Connection, viewer_id: str, story_id: str) -> DraftRow | None:
    """The draft with what the viewer is to it; None when there is no such story."""
    rows = hot(conn, _DRAFT, story_id=story_id, viewer_id=viewer_id)
    return DraftRow._make(rows[0]) if rows else None


def lock_story(conn: Connection, story_id: str) -> None:
    """Let changes of one story's draft come one after the other, until the commit."""
    hot(conn, _LOCK, story_id=story_id)


def readable(conn: Connection, viewer_id: str | None, story_id: str) -> Readable | None:
    """The published story, if the viewer (None: nobody is signed in) may read it."""
    rows = hot(conn, _READABLE, story_id=story_id, viewer_id=viewer_id or NOBODY_ID)
    return Readable._make(rows[0]) if rows else None
