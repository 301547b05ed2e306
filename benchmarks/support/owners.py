"""People who each own a published story, and have begun to play it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, update

from emberline.kit.db import Database
from emberline.stories.engine.document import Story
from emberline.stories.models import drafts
from emberline.stories.queries.plays import Reader
from emberline.stories.service import entries
from emberline.stories.service.documents import load_document
from emberline.stories.service.playables import play_write
from emberline.stories.service.plays.beginning import Source
from emberline.stories.service.plays.beginning import start as begin
from emberline.stories.service.transfer.creating import create_story_from
from emberline.stories.service.versions.freezing import freeze


def publish_to_each(
    owner_ids: Sequence[str], story: Story
) -> Callable[[Database], Awaitable[list[str]]]:
    """For `Store.run`: make a copy of `story` for each owner; the copies' ids in that order."""
    now = datetime.now(UTC)

    async def publish(database: Database) -> list[str]:
        story_ids = []
        for owner_id in owner_ids:
            story_id = await database.write(create_story_from, owner_id, story, now)
            document = await database.read(load_document, story_id)
            version_id = await database.write(freeze, story_id, document, 1, owner_id, now)
            await database.write(enter, story_id, version_id, now)
            story_ids.append(story_id)
        # The floor writes into a play.
        reader = Reader(owner_ids[0], None)
        await play_write(database, begin, reader, story_ids[0], None, Source(), now)
        return story_ids

    return publish


def enter(conn: Connection, story_id: str, version_id: str, now: datetime) -> None:
    """Put a frozen version into the catalogue."""
    published = update(drafts.Story).where(drafts.Story.id == story_id)
    conn.execute(published.values(version=1, is_published=True))
    entries.enter(conn, story_id, version_id, now)
