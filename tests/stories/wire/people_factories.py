"""People who work on a story together, and what they were told."""

from typing import Any

from sqlalchemy import Connection, insert, select

from emberline.kit.events import OutboxEvent
from emberline.stories.models.drafts import Collaborator
from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import make_story


def address(story_id: str, what: str) -> str:
    """The address of something that the story's people share."""
    return f"/api/admin/stories/{story_id}/{what}"


async def join(server: Server, story_id: str, person: Person, role: str) -> None:
    """Let the person work on the story, without the detour through an invitation."""
    row = {"story_id": story_id, "user_id": person.id, "role": role}
    await server.runtime.database.write(_insert, {**row, "added_at": server.clock.now()})


async def shared_story(server: Server) -> tuple[str, Person, Person, Person]:
    """A draft with its owner, an editor and a viewer."""
    owner, editor, viewer = [await make_person(server) for _ in range(3)]
    story_id = await make_story(server, owner)
    await join(server, story_id, editor, "editor")
    await join(server, story_id, viewer, "viewer")
    return story_id, owner, editor, viewer


async def told(server: Server, person: Person) -> list[dict[str, Any]]:
    """The data of the events of the work on stories that the person has, the oldest first."""
    return await server.runtime.database.read(_told, person.id)


async def stay(person: Person, story_id: str, key: str | None) -> list[dict[str, Any]]:
    """Say that the person is at the node `key`; who is there."""
    at = None if key is None else node_id(story_id, key)
    answer = await person.http.put(address(story_id, "presence"), json={"node_id": at})
    assert answer.status_code == 200, answer.text
    there: list[dict[str, Any]] = answer.json()["data"]
    return there


async def activity_of(person: Person, story_id: str, **query: Any) -> dict[str, Any]:
    """A page of the story's log."""
    answer = await person.http.get(address(story_id, "activity"), params=query)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def _insert(conn: Connection, row: dict[str, Any]) -> None:
    conn.execute(insert(Collaborator), row)


def _told(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    events = (
        select(OutboxEvent.data)
        .where(OutboxEvent.user_id == user_id, OutboxEvent.type == "story.collaboration")
        .order_by(OutboxEvent.id)
    )
    return list(conn.execute(events).scalars())
