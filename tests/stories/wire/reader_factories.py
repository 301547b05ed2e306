"""Readers who come to endings, through the front door or straight through the service."""

from typing import Any

import httpx

from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.rules.rewards import FinishedPlay
from emberline.stories.service.playables import play_write
from emberline.stories.service.rewards import record_ending, record_move
from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.stories.wire.factories import document


def well_story(**parts: Any):
    """A story with three endings of different tones, a collectible lamp and an achievement."""
    return document(
        {
            "key": "well",
            "title": "At the well",
            "content": "It is deep.",
            "choices": [
                {"key": "down", "text": "Climb down", "to": "bottom", "effects": ["give(lamp)"]},
                {"key": "away", "text": "Walk away", "to": "home"},
                {"key": "in", "text": "Jump", "to": "splash", "effects": ["unlock(diver)"]},
            ],
        },
        _ending("bottom", "Below", "dark"),
        _ending("home", "Home", "calm"),
        _ending("splash", "Wet", "bright"),
        **{
            "items": {"lamp": {"name": "Miner's lamp", "description": "Lit.", "collectible": True}},
            "achievements": {"diver": {"name": "Diver", "description": "Head first."}},
            "category": "mystery",
            "difficulty_level": "easy",
            **parts,
        },
    )


def _ending(key: str, name: str, tone: str) -> dict[str, Any]:
    return {"key": key, "type": "ending", "content": name, "ending": {"name": name, "tone": tone}}


async def play(reader: Person, story_id: str, choice: str) -> httpx.Response:
    """Begin the story anew and take one choice of its first node."""
    begun = await reader.http.get(f"/api/stories/{story_id}/start")
    assert begun.status_code == 200, begun.text
    body = {
        "current_node_id": node_id(story_id, "well"),
        "choice_id": choice_id(story_id, "well", choice),
        "progress_id": begun.json()["data"]["progress_id"],
    }
    response = await reader.http.post(f"/api/stories/{story_id}/choice", json=body)
    assert response.status_code == 200, response.text
    return response


async def move(server: Server, reader: Person):
    """A move of the reader's, at the time of the server's clock; when its day ends."""
    return await server.runtime.database.write(record_move, reader.id, server.clock.now())


async def come_to(
    server: Server, reader: Person, story_id: str, version_id: str, ending: str, **fields: Any
) -> None:
    """The reader comes to an ending, as the play of a story tells of it."""
    finished = {
        "story_id": story_id,
        "version_id": version_id,
        "ending_key": ending,
        "tone": "",
        "category": "mystery",
        "difficulty": "easy",
        "items": {},
        "seconds": 60,
        "moves": 3,
        **fields,
    }
    now = server.clock.now()
    await play_write(
        server.runtime.database, record_ending, reader.id, FinishedPlay(**finished), now
    )


async def figures(reader: Person, of: Person | None = None) -> dict[str, Any]:
    """What a reader is told of their own or somebody's figures."""
    response = await reader.http.get(f"/api/stats/{(of or reader).id}")
    assert response.status_code == 200, response.text
    shown: dict[str, Any] = response.json()["data"]
    return shown
