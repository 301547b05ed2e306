"""Publishing over HTTP, and small changes of the short story."""

from typing import Any

import httpx
import msgspec
from sqlalchemy import Connection, func, select

from emberline.stories.engine.document import Story
from emberline.stories.models.versions import StoryVersion
from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.stories.wire.factories import short_story
from tests.stories.wire.people_factories import address


async def put_publish(
    person: Person, story_id: str, is_published: bool = True, **query: Any
) -> httpx.Response:
    """The answer to publishing, or taking back."""
    body = {"is_published": is_published}
    return await person.http.put(address(story_id, "publish"), params=query, json=body)


async def published(person: Person, story_id: str, **query: Any) -> dict[str, Any]:
    """What publishing answers, which goes well."""
    answer = await put_publish(person, story_id, **query)
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


def changed(key: str, story: Story | None = None, **fields: Any) -> Story:
    """The short story with other `fields` at the node `key`, or, without any, without the node."""
    story = story or short_story()
    nodes = []
    for node in story.nodes:
        if node.key != key:
            nodes.append(node)
        elif fields:
            nodes.append(msgspec.convert({**msgspec.to_builtins(node), **fields}, type(node)))
    return msgspec.structs.replace(story, nodes=tuple(nodes))


async def frozen_count(server: Server, story_id: str) -> int:
    """How many versions are kept of the story, those of playtests among them."""
    return await server.runtime.database.read(_count, story_id)


def _count(conn: Connection, story_id: str) -> int:
    statement = select(func.count()).where(StoryVersion.story_id == story_id)
    return conn.execute(statement).scalar_one()
