"""Plays whose story is withdrawn, and plays that everything happens to at the same time."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from emberline.accounts.models import Block, User
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import publish, published_story
from tests.stories.wire.playing import begun, chosen, took
from tests.stories.wire.test_rewinding import rewound, walk
from tests.stories.wire.test_saved_games import saved

pytestmark = pytest.mark.anyio

ON = ("field", "on")


async def withdraw(server: Server, how: Any, author: Person, reader: Person, story_id: Any) -> Any:
    """Take the story away from the reader."""
    entry = update(CatalogueEntry).where(CatalogueEntry.story_id == story_id)
    now = server.clock.now()
    blocked = {"blocker_id": author.id, "blocked_id": reader.id, "created_at": now}
    statement = {
        "unpublished": entry.values(is_published=False, is_listed=False),
        "unlisted": entry.values(is_listed=False),
        "suspended": update(User).where(User.id == author.id).values(suspended_at=now),
        "blocked": insert(Block).values(blocked),
    }[how]
    await server.runtime.database.write(_run, statement)


def _run(conn: Connection, statement: Any) -> None:
    conn.execute(statement)


async def calls(reader: Person, story_id: Any, progress_id: Any) -> Any:
    """The statuses of every call about a play, in an order in which each may succeed."""
    http, story = reader.http, f"/api/stories/{story_id}"
    query = {"progress_id": progress_id}
    answers = [
        await http.get(f"{story}/start", params=query),
        await http.get(f"{story}/nodes/{node_id(story_id, 'field')}", params=query),
        await http.get(f"{story}/inventory", params=query),
        await http.get(f"{story}/variables"),
        await chosen(reader, story_id, *ON),
        await chosen(reader, story_id, *ON, progress_id=progress_id),
        await rewound(reader, story_id, 1),
        await http.post(f"/api/progress/{progress_id}/migrate"),
        await saved(reader, story_id, "field", [ON]),
        await saved(reader, story_id, "field", [ON], slot="one"),
        await http.get(f"{story}/start"),
    ]
    return {answer.status_code for answer in answers}


@pytest.mark.parametrize("how", ["unpublished", "unlisted", "suspended", "blocked"])
async def test_a_story_that_is_withdrawn_is_gone_for_its_readers_at_once(server, how):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    play = await begun(reader, story_id)
    await took(reader, story_id, ON)
    assert await calls(reader, story_id, play["progress_id"]) == {200, 201}

    await withdraw(server, how, author, reader, story_id)
    assert await calls(reader, story_id, play["progress_id"]) == {404}
    games = await reader.http.get(f"/api/progress/{reader.id}")
    assert play["progress_id"] in {game["progress_id"] for game in games.json()["data"]}
    gone = await reader.http.delete(f"/api/progress/{play['progress_id']}")
    assert gone.status_code == 200


async def test_whatever_happens_at_once_a_play_is_what_its_choices_lead_to(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    play = await begun(reader, story_id)
    await took(reader, story_id, ON)
    migrating = f"/api/progress/{play['progress_id']}/migrate"
    for number in range(4):
        answers = await asyncio.gather(
            *[chosen(reader, story_id, "field", key) for key in ("on", "draw", "on", "draw")],
            rewound(reader, story_id, 1),
            saved(reader, story_id, "field", [ON]),
            saved(reader, story_id, "field", [ON, ON], slot="one"),
            saved(reader, story_id, "field", [ON], slot="one"),
            reader.http.post(migrating),
        )
        # 400: a save or a rewind of what was taken back, or lies before a migration.
        assert {answer.status_code for answer in answers} <= {200, 201, 400, 409}
        if number == 1:
            await publish(server, author, story_id)
        games = await reader.http.get(f"/api/progress/{reader.id}")
        step = choice_id(story_id, *ON)
        for game in games.json()["data"]:
            made = [each["choice_id"] for each in game["choices_made"]]
            assert game["state"]["turn"] == len(made)
            assert game["state"]["variables"]["steps"] == made.count(step)
        await took(reader, story_id, ON)
