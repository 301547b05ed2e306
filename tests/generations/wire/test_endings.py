"""How generations end: stopped, tried again, expired, without their story, without their owner."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from emberline.generations.jobs import children
from emberline.generations.jobs.sweeping import sweep_generations
from emberline.generations.models import (
    GenerationLog,
    GenerationResult,
    NarratedScene,
    StoryGeneration,
)
from emberline.generations.queries import RENDER
from emberline.generations.service import running
from emberline.generations.service.running import Scene
from emberline.kit.errors import AppError
from emberline.kit.jobs import Job, JobStatus
from emberline.media.models import DoomedBlob, KeptFile
from tests.accounts.factories import PASSWORD, Person, make_person
from tests.app_fixtures import Server
from tests.generations.wire.factories import (
    AT,
    asked,
    begun,
    failed,
    kept,
    log_of,
    problem,
    rows,
    run_once,
    shown,
    stored,
    succeeded,
    tiny_story,
    waiting,
)
from tests.stories.wire.factories import make_story, published_story

pytestmark = pytest.mark.anyio

TABLES = (StoryGeneration, GenerationLog, GenerationResult, NarratedScene, KeptFile, DoomedBlob)


async def _act(person: Person, generation_id: str, act: str) -> Any:
    return await person.http.post(f"{AT}/{generation_id}/{act}")


async def _status_of_job(server: Server) -> list[str]:
    return await server.runtime.database.read(_job_statuses)


def _job_statuses(conn: Connection) -> list[str]:
    return list(conn.execute(select(Job.status).where(Job.kind == RENDER)).scalars())


async def test_one_that_waits_is_stopped_and_its_job_never_runs(server, ada, story_id):
    generation_id = await asked(ada, story_id)
    stopped = await _act(ada, generation_id, "cancel")
    assert stopped.status_code == 202
    state = stopped.json()
    assert state == await shown(ada, generation_id)
    assert (state["status"], state["error"]["code"]) == ("failed", "cancelled")
    assert state["error"]["message"]
    assert state["finished_at"] == "2026-03-01T12:00:00Z"
    assert await _status_of_job(server) == ["cancelled"]
    await run_once(server, generation_id)
    assert await shown(ada, generation_id) == state
    assert [each["event"] for each in await log_of(ada, generation_id)] == ["cancelled"]
    assert problem(await _act(ada, generation_id, "cancel"))[0] == 409


async def test_one_under_way_is_stopped_its_scenes_go_and_its_run_writes_nothing(
    server, ada, story_id
):
    generation_id = await asked(ada, story_id)
    run = await begun(server, ada, generation_id)
    key = await stored(server, run, "scene", b"spoken")
    scene = Scene("d" * 64, key, 6, [(1, "Scene 1 is narrated: At the well")])
    now = server.clock.now()
    await server.runtime.database.write(running.keep_scene, run, scene, 40, 10**9, now)
    assert await kept(server) == [key]
    assert (await _act(ada, generation_id, "cancel")).status_code == 202
    assert await kept(server) == []
    assert (await shown(ada, generation_id))["progress"] == 40
    assert await _status_of_job(server) == ["cancelled"]


@pytest.mark.parametrize("end", [succeeded, failed])
async def test_what_has_ended_cannot_be_stopped(server, ada, story_id, end):
    generation_id = await end(server, ada, story_id)
    before = await shown(ada, generation_id)
    assert problem(await _act(ada, generation_id, "cancel")) == (409, "Generation has ended")
    assert await shown(ada, generation_id) == before


async def test_what_waits_or_is_under_way_cannot_be_deleted(server, ada, story_id):
    generation_id = await asked(ada, story_id)
    refusal = (409, "Cannot delete in-progress generation")
    assert problem(await ada.http.delete(f"{AT}/{generation_id}")) == refusal
    await begun(server, ada, generation_id)
    assert problem(await ada.http.delete(f"{AT}/{generation_id}")) == refusal
    assert (await _act(ada, generation_id, "cancel")).status_code == 202
    gone = await ada.http.delete(f"{AT}/{generation_id}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert await rows(server) == []


@pytest.mark.parametrize("end", [None, begun, succeeded])
async def test_what_did_not_fail_cannot_be_tried_again(server, ada, story_id, end):
    if end is succeeded:
        generation_id = await succeeded(server, ada, story_id)
    else:
        generation_id = await asked(ada, story_id)
        await begun(server, ada, generation_id) if end else None
    assert problem(await _act(ada, generation_id, "retry")) == (409, "Generation has not failed")


async def test_one_that_was_stopped_is_tried_again_and_its_attempts_go_on_counting(
    server, ada, story_id, monkeypatch
):
    generation_id = await asked(ada, story_id)
    with monkeypatch.context() as broken:
        # No time at all: the first attempt comes to nothing.
        broken.setattr(children, "_WALL_FACTOR", 0)
        await run_once(server, generation_id)
    assert (await shown(ada, generation_id))["status"] == "in_progress"
    assert (await _act(ada, generation_id, "cancel")).status_code == 202
    again = await _act(ada, generation_id, "retry")
    assert again.status_code == 202
    assert again.json() == {"id": generation_id, "status": "pending", "progress": 0}
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"], state["finished_at"]) == ("pending", None, None)
    assert state["expires_at"] is None
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert (state["status"], state["progress"]) == ("succeeded", 100)
    told = [(each["event"], each["attempt"]) for each in await log_of(ada, generation_id)]
    assert told[:4] == [("started", 1), ("cancelled", 1), ("retried", 1), ("resumed", 2)]
    assert told[-1] == ("succeeded", 2)
    assert await _status_of_job(server) == ["succeeded"]


async def test_one_whose_job_is_long_forgotten_is_tried_again_by_a_new_one(server, ada, story_id):
    generation_id = await failed(server, ada, story_id)
    assert await _status_of_job(server) == []
    assert (await _act(ada, generation_id, "retry")).status_code == 202
    assert await _status_of_job(server) == ["pending"]
    await run_once(server, generation_id)
    assert (await shown(ada, generation_id))["status"] == "succeeded"


@pytest.mark.parametrize("act", ["cancel", "retry"])
async def test_of_many_who_do_the_same_at_once_one_does_it(server, ada, story_id, act):
    make = failed if act == "retry" else waiting
    generation_id = await make(server, ada, story_id)
    answers = await asyncio.gather(*[_act(ada, generation_id, act) for _ in range(8)])
    assert sorted(answer.status_code for answer in answers) == [202, *[409] * 7]
    assert len(await _status_of_job(server)) == 1


async def test_of_a_stop_and_an_end_at_once_one_wins_and_the_other_is_told(server, ada, story_id):
    generation_id = await asked(ada, story_id)
    stopped, _ = await asyncio.gather(
        _act(ada, generation_id, "cancel"), run_once(server, generation_id)
    )
    state = await shown(ada, generation_id)
    if stopped.status_code == 202:
        assert (state["status"], state["error"]["code"]) == ("failed", "cancelled")
        assert await kept(server) == []
    else:
        assert (stopped.status_code, state["status"]) == (409, "succeeded")


@pytest.mark.parametrize(
    ("job", "code"), [(JobStatus.FAILED, "given_up"), (JobStatus.CANCELLED, "cancelled")]
)
async def test_one_that_nothing_goes_on_with_is_failed_by_the_sweep(
    server, ada, story_id, job, code
):
    waiting, lost = [await asked(ada, story_id) for _ in range(2)]
    await server.runtime.database.write(_end_job_of, lost, job)
    assert (await shown(ada, lost))["status"] == "pending"
    await sweep_generations(server.runtime)
    state = await shown(ada, lost)
    assert (state["status"], state["error"]["code"]) == ("failed", code)
    assert (await shown(ada, waiting))["status"] == "pending"
    assert (await _act(ada, lost, "retry")).status_code == 202


def _end_job_of(conn: Connection, generation_id: str, status: JobStatus) -> None:
    ended = {"status": status, "owner": None, "lease_until": None}
    conn.execute(update(Job).where(Job.subject == generation_id).values(**ended))


@pytest.mark.parametrize("end", [succeeded, failed])
async def test_at_the_end_of_its_month_it_is_gone_and_the_sweep_takes_its_files(
    server, ada, story_id, end
):
    generation_id = await end(server, ada, story_id)
    waiting = await asked(ada, story_id)
    state = await shown(ada, generation_id)
    assert state["expires_at"] == "2026-03-31T12:00:00Z"
    files = await kept(server)
    assert bool(files) is (end is succeeded)
    server.clock.advance(timedelta(days=30, seconds=-1))
    assert (await shown(ada, generation_id))["status"] == state["status"]
    assert (await ada.http.get(AT)).json()["meta"]["total"] == 2
    await sweep_generations(server.runtime)
    assert await kept(server) == files
    fresh = [each["url"] for each in (await shown(ada, generation_id))["results"]]
    server.clock.advance(timedelta(seconds=1))
    for path in ("", "/logs", "/events"):
        refused = await ada.http.get(f"{AT}/{generation_id}{path}")
        assert problem(refused) == (404, "Generation not found")
    assert (await _act(ada, generation_id, "retry")).status_code == 404
    assert (await ada.http.delete(f"{AT}/{generation_id}")).status_code == 404
    assert [each["id"] for each in (await ada.http.get(AT)).json()["data"]] == [waiting]
    for address in fresh:
        assert (await server.http.get(address)).status_code == 404
    assert await sweep_generations(server.runtime) == len(files)
    assert await kept(server) == []
    assert [row["id"] for row in await rows(server)] == [waiting]
    assert (await shown(ada, waiting))["status"] == "pending"


async def _delete(person: Person, story_id: str) -> None:
    gone = await person.http.delete(f"/api/stories/{story_id}", headers={"If-Match": "*"})
    assert gone.status_code == 200, gone.text


async def test_with_its_story_it_is_gone_at_once_and_the_sweep_takes_the_rest(
    server, ada, story_id
):
    other = await asked(ada, await published_story(server, ada, tiny_story()))
    waiting, under_way = [await asked(ada, story_id) for _ in range(2)]
    done = await succeeded(server, ada, story_id)
    run = await begun(server, ada, under_way)
    await _delete(ada, story_id)
    for generation_id in (waiting, under_way, done):
        for path in ("", "/logs", "/events"):
            refused = await ada.http.get(f"{AT}/{generation_id}{path}")
            assert problem(refused) == (404, "Generation not found")
        assert (await _act(ada, generation_id, "cancel")).status_code == 404
    assert (await ada.http.get(AT)).json()["meta"]["total"] == 1
    for write in (_advance, _keep_scene, _finish):
        with pytest.raises(AppError) as refusal:
            await server.runtime.database.write(write, run, server.clock.now())
        assert (refusal.value.code, refusal.value.status) == ("story_gone", 410)
    # Their jobs find that there is nothing to render, and end.
    for generation_id in (waiting, under_way):
        await run_once(server, generation_id)
    assert await sweep_generations(server.runtime) == 1
    assert await kept(server) == []
    assert [row["id"] for row in await rows(server)] == [other]


def _advance(conn: Connection, run: Any, now: Any) -> None:
    running.advance(conn, run, 50, now)


def _keep_scene(conn: Connection, run: Any, now: Any) -> None:
    running.keep_scene(conn, run, Scene("d" * 64, "media/kept/x", 6, [(1, "")]), 40, 10**9, now)


def _finish(conn: Connection, run: Any, now: Any) -> None:
    made = [running.Made("a", "text/html", 6, "media/kept/x")]
    running.finish(conn, run, made, 10**9, timedelta(days=30), now)


async def test_a_draft_that_was_deleted_before_its_turn_is_never_rendered(server, ada):
    draft = await make_story(server, ada, tiny_story())
    generation_id = await asked(ada, draft)
    await _delete(ada, draft)
    await run_once(server, generation_id)
    assert await kept(server) == []
    assert await _status_of_job(server) == ["succeeded"]
    await sweep_generations(server.runtime)
    assert await rows(server) == []


async def test_whoever_leaves_takes_everything_along(server, ada, story_id):
    ben = await make_person(server)
    theirs = await succeeded(server, ben, await published_story(server, ben, tiny_story()))
    kept_by_ben = await kept(server)
    await succeeded(server, ada, story_id)
    run = await begun(server, ada, await asked(ada, story_id))
    key = await stored(server, run, "scene", b"spoken")
    scene = Scene("d" * 64, key, 6, [(1, "Scene 1")])
    now = server.clock.now()
    await server.runtime.database.write(running.keep_scene, run, scene, 40, 10**9, now)
    assert len(await kept(server)) == 3
    left = await ada.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200
    assert await kept(server) == kept_by_ben
    counts = await server.runtime.database.read(_counts)
    assert counts == {"story_generations": 1, "generation_logs": 2, "generation_results": 1} | {
        "narrated_scenes": 0,
        "kept_files": 1,
        "doomed_blobs": 0,
    }
    assert (await shown(ben, theirs))["status"] == "succeeded"
    assert await _status_of_job(server) == []


def _counts(conn: Connection) -> dict[str, int]:
    return {
        model.__tablename__: conn.execute(select(func.count()).select_from(model)).scalar_one()
        for model in TABLES
    }
