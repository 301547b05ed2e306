"""Generations as their jobs make them, by the renderers themselves: files, log, reuse."""

from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from emberline.generations.jobs.sweeping import sweep_generations
from emberline.generations.models import NarratedScene
from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.generations.wire.factories import (
    AT,
    asked,
    kept,
    log_of,
    run_once,
    shown,
    tiny_story,
)
from tests.stories.wire.factories import publish, redraft
from tests.stories.wire.playing import begun, took

# What is rendered depends on no database.
pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

RENDERED = "scene.rendered"
BEGINNINGS = {
    "audio/mp4": (4, b"ftyp"),
    "audio/mpeg": (0, b"ID3"),
    "text/vtt": (0, b"WEBVTT"),
    "application/epub+zip": (0, b"PK\x03\x04"),
    "text/html": (0, b"<!"),
    "application/pdf": (0, b"%PDF-"),
}
KINDS: dict[str, tuple[str, ...]] = {
    "audio": ("audio/mp4", "audio/mpeg", "text/vtt"),
    "epub": ("application/epub+zip",),
    "html": ("text/html",),
    "pdf": ("application/pdf",),
}


async def _made(server: Server, person: Person, story_id: str, **fields: Any) -> dict[str, Any]:
    """A generation that was asked for and rendered."""
    generation_id = await asked(person, story_id, **fields)
    await run_once(server, generation_id)
    state = await shown(person, generation_id)
    assert (state["status"], state["progress"]) == ("succeeded", 100), state["error"]
    assert list(server.runtime.scratch.iterdir()) == []
    return state


def _scenes(entries: list[dict[str, Any]]) -> list[int]:
    return [each["scene"] for each in entries if each["event"] == RENDERED]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_generation_comes_to_the_files_of_its_kind(server, ada, story_id, kind):
    state = await _made(server, ada, story_id, kind=kind)
    made = {each["media_type"]: each for each in state["results"]}
    assert set(KINDS[kind]) <= set(made)
    assert state["results"][0]["media_type"] == KINDS[kind][0]
    assert state["result_url"] == state["results"][0]["url"]
    for result in state["results"]:
        answer = await server.http.get(result["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == result["media_type"]
        assert len(answer.content) == result["bytes"]
        if result["media_type"] in BEGINNINGS:
            start, mark = BEGINNINGS[result["media_type"]]
            assert answer.content[start:].startswith(mark)
    events = [each["event"] for each in await log_of(ada, state["id"])]
    assert (events[0], events[-1]) == ("started", "succeeded")


async def test_each_scene_is_told_once_and_never_spoken_again(server, ada, story_id):
    first = await _made(server, ada, story_id, kind="audio")
    assert _scenes(await log_of(ada, first["id"])) == [1, 2]
    scenes = await server.runtime.database.read(_narrated)
    assert scenes == 2
    # One that failed after its scenes were spoken, or another of the same story, finds them.
    second = await _made(server, ada, story_id, kind="audio")
    entries = await log_of(ada, second["id"])
    assert _scenes(entries) == [1, 2]
    assert all("at hand" in each["message"] for each in entries if each["event"] == RENDERED)
    assert await server.runtime.database.read(_narrated) == 2
    assert (await ada.http.delete(f"{AT}/{first['id']}")).status_code == 204
    assert await server.runtime.database.read(_narrated) == 2
    await redraft(server, ada, story_id, tiny_story("It is very deep."))
    await publish(server, ada, story_id)
    third = await _made(server, ada, story_id, kind="audio")
    messages = [e["message"] for e in await log_of(ada, third["id"]) if e["event"] == RENDERED]
    assert sorted("at hand" in message for message in messages) == [False, True]
    for state in (second, third):
        assert (await ada.http.delete(f"{AT}/{state['id']}")).status_code == 204
    await sweep_generations(server.runtime)
    assert await kept(server) == []


def _narrated(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(NarratedScene)).scalar_one()


async def test_scenes_that_were_spoken_are_found_by_the_next_attempt(
    server, start_server, ada, story_id
):
    # The scenes fit into the quota, the files made of them do not.
    narrow = await start_server(jobs="external", media_quota_bytes=160_000)
    generation_id = await asked(ada, story_id, kind="audio")
    await run_once(narrow, generation_id)
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]["code"]) == ("failed", "too-large")
    assert await server.runtime.database.read(_narrated) == 2
    assert (await ada.http.post(f"{AT}/{generation_id}/retry")).status_code == 202
    await run_once(server, generation_id)
    assert (await shown(ada, generation_id))["status"] == "succeeded"
    assert _scenes(await log_of(ada, generation_id)) == [1, 2]
    assert await server.runtime.database.read(_narrated) == 2


async def test_a_play_is_narrated_as_it_was_read(server, ada, story_id):
    play = (await begun(ada, story_id))["progress_id"]
    await took(ada, story_id, ("well", "down"))
    state = await _made(server, ada, story_id, kind="audio", options={"progress_id": play})
    assert _scenes(await log_of(ada, state["id"])) == [1, 2]


async def test_one_way_is_narrated_whether_named_by_ids_or_by_keys(server, ada, story_id):
    numbers = []
    for path in ([node_id(story_id, "well")], ["well"]):
        state = await _made(server, ada, story_id, kind="audio", options={"path": path})
        numbers.append(_scenes(await log_of(ada, state["id"])))
    assert numbers == [[1], [1]]


@pytest.mark.parametrize("path", [["nowhere"], ["bottom", "well"]], ids=["unknown", "backwards"])
async def test_a_way_that_there_is_not_is_told(server, ada, story_id, path):
    generation_id = await asked(ada, story_id, kind="audio", options={"path": path})
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert state["status"] == "failed"
    assert state["error"]["code"] not in ("internal", "render_crash")
    assert state["error"]["message"].endswith(".")
