"""A narration whose process is killed at any moment, again and again, is finished all the same."""

import asyncio
import random
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from emberline.kit.clock import SystemClock
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.generations.wire.factories import asked
from tests.stories.wire.factories import published_story
from tests.trust.generation_processes import (
    SceneNotes,
    chapters,
    let_leases_lapse,
    own_database,
    renderer,
    scenes_told,
    until_ended,
    until_no_children,
    whole_log,
)
from tests.trust.generation_remains import remains_after_sweep
from tests.trust.live import ServerProcess

pytestmark = pytest.mark.anyio

KILLS_EACH = 20
RESUMED_WITHIN = 60.0
FILES = ["audiobook.m4b", "audiobook.mp3", "audiobook.opus", "captions.vtt"]


@pytest.fixture
def database_url(backend, request, tmp_path) -> str | None:
    """A database of the test's own, which workers listen to."""
    return own_database(backend, request, tmp_path)


@pytest.fixture
def process(server_forks, data_dir, database_url) -> Iterator[ServerProcess]:
    """What renders, not yet started."""
    with renderer(server_forks, data_dir, database_url) as process:
        yield process


async def test_a_narration_killed_at_any_moment_goes_on_and_no_finished_scene_is_made_again(
    process, start_server, data_dir, database_url, count
):
    server = await start_server(clock=SystemClock(), jobs="external")
    ada, chance = await make_person(server), random.Random(11)
    notes, kills, narrations = SceneNotes(data_dir / "notes"), 0, 0
    wanted, scenes = count(3, 100), count(8, 40)
    process.start(notes.prepare)
    while kills < wanted:
        narrations += 1
        story_id = await published_story(server, ada, chapters(scenes, f"Walk {narrations}"))
        generation_id = await asked(ada, story_id, kind="audio")
        most = min(KILLS_EACH, wanted - kills)
        kills += await _kill_while_it_narrates(
            process, server, ada, generation_id, notes, chance, most
        )
        await _assert_narrated(ada, generation_id, scenes)
    assert narrations <= 1 + wanted // 4
    assert notes.made_in_vain() == []
    # What was being kept at a kill is made again, once.
    assert narrations * scenes <= notes.count("made") <= narrations * scenes + kills
    if count(0, 1):
        await _assert_resumed_by_itself(process, server, ada, notes, scenes)
        narrations += 1
    process.stop()
    remains = await remains_after_sweep(start_server, data_dir, database_url)
    assert len(remains.scenes) == narrations * scenes
    assert len(remains.results) == narrations * len(FILES)


async def _kill_while_it_narrates(
    process: ServerProcess,
    server: Server,
    ada: Person,
    generation_id: str,
    notes: SceneNotes,
    chance: random.Random,
    most: int,
) -> int:
    """Kill the process up to `most` times, wherever it is; how often that was."""
    for number in range(most):
        # Five deaths without a scene in between would be the end of it.
        scenes = chance.randint(0, 2) if number % 2 else 1
        await _until_kept(ada, generation_id, notes, notes.count("kept") + scenes)
        await asyncio.sleep(chance.uniform(0, 0.4))
        if (await _state(ada, generation_id))["finished_at"] is not None:
            return number
        await asyncio.to_thread(process.kill)
        await until_no_children(server.data_dir)
        await let_leases_lapse(server)
        process.start(notes.prepare)
    return most


async def _until_kept(ada: Person, generation_id: str, notes: SceneNotes, scenes: int) -> None:
    async with asyncio.timeout(120):
        while notes.count("kept") < scenes:
            if (await _state(ada, generation_id))["finished_at"] is not None:
                return
            await asyncio.sleep(0.02)


async def _state(ada: Person, generation_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = (await ada.http.get(f"/api/story-generations/{generation_id}")).json()
    return answer


async def _assert_narrated(ada: Person, generation_id: str, scenes: int) -> None:
    """It succeeded; its log tells each scene once, and is printed."""
    state = await until_ended(ada, generation_id)
    log = await whole_log(ada, generation_id)
    for entry in log:
        print(f"{entry['at']}  attempt {entry['attempt']:<3} {entry['event']}: {entry['message']}")
    assert state["status"] == "succeeded", state["error"]
    assert scenes_told(log) == dict.fromkeys(range(1, scenes + 1), 1)
    assert [entry["event"] for entry in log].count("succeeded") == 1
    assert [file["name"] for file in state["results"]] == FILES


async def _assert_resumed_by_itself(
    process: ServerProcess, server: Server, ada: Person, notes: SceneNotes, scenes: int
) -> None:
    """Once without the test's help: the lease lapses by itself, within a minute."""
    story_id = await published_story(server, ada, chapters(scenes, "The last walk"))
    generation_id = await asked(ada, story_id, kind="audio")
    await _until_kept(ada, generation_id, notes, notes.count("kept") + 1)
    await asyncio.to_thread(process.kill)
    killed_at, kept = monotonic(), notes.count("kept")
    process.start(notes.prepare)
    await _until_kept(ada, generation_id, notes, kept + 1)
    assert monotonic() - killed_at < RESUMED_WITHIN
    await _assert_narrated(ada, generation_id, scenes)
