"""Stories put straight into the database, and published, without the detour through HTTP."""

from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from emberline.kit.ids import new_id
from emberline.stories.engine.document import FORMAT, Story
from emberline.stories.models import drafts
from emberline.stories.service.documents import load_document, store_document
from emberline.stories.service.entries import enter
from emberline.stories.service.versions.freezing import freeze
from tests.accounts.factories import Person
from tests.app_fixtures import Server


def document(*nodes: dict[str, Any], **parts: Any) -> Story:
    """A document of `nodes`, the first of which is the start unless one says so."""
    marked = [dict(node) for node in nodes]
    if marked and not any(node.get("start") for node in marked):
        marked[0]["start"] = True
    body = {"format": FORMAT, "title": "The well", "description": "A way down.", **parts}
    return msgspec.convert({**body, "nodes": marked}, Story)


def short_story(**parts: Any) -> Story:
    """A story of three nodes: at `well` one climbs `down` to `bottom` or goes `away`."""
    return document(
        {
            "key": "well",
            "title": "At the well",
            "content": "It is deep.",
            "choices": [
                {"key": "down", "text": "Climb down", "to": "bottom"},
                {"key": "away", "text": "Walk away", "to": "home"},
            ],
        },
        {"key": "bottom", "type": "ending", "content": "Dark.", "ending": {"name": "Below"}},
        {"key": "home", "type": "ending", "content": "Safe.", "ending": {"name": "Home"}},
        **parts,
    )


async def make_story(server: Server, owner: Person, story: Story | None = None) -> str:
    """A draft of `owner`'s; returns its id."""
    story_id = new_id()
    database, now = server.runtime.database, server.clock.now()
    await database.write(_insert_story, story_id, owner.id, story or short_story(), now)
    return story_id


async def publish(server: Server, owner: Person, story_id: str) -> str:
    """Publish the draft as it is, unchecked; returns the id of the version."""
    database, now = server.runtime.database, server.clock.now()
    return await database.write(_publish, story_id, owner.id, now)


async def published_story(server: Server, owner: Person, story: Story | None = None) -> str:
    """A published story of `owner`'s; returns its id."""
    story_id = await make_story(server, owner, story)
    await publish(server, owner, story_id)
    return story_id


async def redraft(server: Server, owner: Person, story_id: str, story: Story) -> None:
    """Put `story` in place of the draft."""
    database, now = server.runtime.database, server.clock.now()
    await database.write(store_document, story_id, story, owner.id, now)


def _insert_story(conn: Connection, story_id: str, owner_id: str, story: Story, now: Any) -> None:
    conn.execute(
        insert(drafts.Story),
        {
            "id": story_id,
            "owner_id": owner_id,
            "title": story.title,
            "description": story.description,
            "difficulty_level": story.difficulty_level,
            "category": story.category,
            "language": story.language,
            "tags": list(story.tags),
            "content_notes": list(story.content_notes),
            "cover_media_id": None,
            "declarations": b"",
            "is_listed": True,
            "is_published": False,
            "version": 0,
            "revision": 0,
            "draft_revision": 0,
            "changed_by": owner_id,
            "created_at": now,
            "updated_at": now,
            "held_at": None,
        },
    )
    store_document(conn, story_id, story, owner_id, now)


def _publish(conn: Connection, story_id: str, by: str, now: Any) -> str:
    before = conn.execute(select(drafts.Story.version).where(drafts.Story.id == story_id))
    number = before.scalar_one() + 1
    version_id = freeze(conn, story_id, load_document(conn, story_id), number, by, now)
    conn.execute(
        update(drafts.Story)
        .where(drafts.Story.id == story_id)
        .values(version=number, is_published=True)
    )
    enter(conn, story_id, version_id, now)
    return version_id
