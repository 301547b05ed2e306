"""A story as a file: the draft or one of its versions, in a format of the engine's."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from emberline.kit.db import Database
from emberline.kit.errors import not_found
from emberline.stories.engine.document import Story
from emberline.stories.formats.registry import write
from emberline.stories.formats.report import Exported
from emberline.stories.models.drafts import Story as StoryRow
from emberline.stories.queries.versions import frozen_document
from emberline.stories.rules.roles import Role
from emberline.stories.service.access import draft_for
from emberline.stories.service.documents import DraftRows, assembled, draft_rows
from emberline.stories.service.playables import unpack

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "twee": "text/plain; charset=utf-8",
}
"""The formats that stories are exported in."""


class ExportedStory(NamedTuple):
    """A story as text, and what it is called."""

    title: str
    exported: Exported


async def export_for(
    database: Database, viewer_id: str, story_id: str, version: int | None, format: str
) -> ExportedStory:
    """The draft (version: None) or a published version, for one of the story's people.

    AppError as `draft_for`; 404 for a version that there is not.
    """
    source = await database.read(_source_for, viewer_id, story_id, version)
    return await asyncio.to_thread(_exported, source, format)


async def export_of(
    database: Database, story_id: str, version: int | None, format: str
) -> ExportedStory:
    """As `export_for`, for whoever runs the server. AppError 404."""
    source = await database.read(_source, story_id, version)
    return await asyncio.to_thread(_exported, source, format)


def all_story_ids(conn: Connection) -> list[str]:
    """The ids of all stories, in the order in which they were made."""
    return list(conn.execute(_ALL).scalars())


def _source_for(
    conn: Connection, viewer_id: str, story_id: str, version: int | None
) -> DraftRows | bytes:
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    return _source(conn, story_id, version)


def _source(conn: Connection, story_id: str, version: int | None) -> DraftRows | bytes:
    if version is None:
        return draft_rows(conn, story_id)
    frozen = frozen_document(conn, story_id, version)
    if frozen is None:
        raise not_found("Version")
    return frozen.document


def _exported(source: DraftRows | bytes, format: str) -> ExportedStory:
    story: Story = unpack(source) if isinstance(source, bytes) else assembled(source)
    return ExportedStory(story.title, write(f".{format}", story))


_ALL = select(StoryRow.id).order_by(StoryRow.id)
