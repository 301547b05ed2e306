"""Asking for a generation: what may be asked for, by whom, and that it is pinned as it stands."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from emberline.generations.queries import RENDER
from emberline.generations.rules import KINDS, WAITING_MOST
from emberline.kit.ids import new_id
from emberline.kit.jobs import Job
from tests.accounts.factories import make_person
from tests.generations.wire.factories import (
    AT,
    ask,
    asked,
    job_of,
    problem,
    rows,
    run_once,
    shown,
    source_of,
    tiny_story,
)
from tests.stories.wire.factories import make_story, publish, published_story, redraft
from tests.stories.wire.people_factories import join
from tests.stories.wire.playing import begun, took

pytestmark = pytest.mark.anyio

# A body is refused before any database is asked.
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_can_be_asked_for_and_waits(server, ada, story_id, kind):
    answer = await ask(ada, story_id, kind=kind)
    assert answer.status_code == 202
    generation_id = answer.json()["id"]
    assert answer.json() == {"id": generation_id, "status": "pending", "progress": 0}
    assert await shown(ada, generation_id) == {
        "id": generation_id,
        "story_id": story_id,
        "kind": kind,
        "status": "pending",
        "progress": 0,
        "result_url": None,
        "results": [],
        "error": None,
        "created_at": "2026-03-01T12:00:00Z",
        "started_at": None,
        "finished_at": None,
        "expires_at": None,
    }


@ON_SQLITE
async def test_the_story_alone_is_enough_and_becomes_an_audiobook(ada, story_id):
    answer = await ada.http.post(AT, json={"story_id": story_id})
    assert answer.status_code == 202
    assert (await shown(ada, answer.json()["id"]))["kind"] == "audio"


VALID: tuple[dict[str, Any], ...] = (
    {"kind": "audio", "voice": "espeak:en-gb"},
    {"kind": "audio", "voice": "espeak:en-gb+f3", "options": {"voices": {"kai": "espeak:de"}}},
    {"kind": "audio", "options": {"path": ["well", "bottom"]}},
    {"kind": "epub", "options": {}},
    {"kind": "epub", "voice": "espeak:de", "options": {"narrated": True}},
    {"kind": "pdf", "options": {"paper": "letter"}},
)


@ON_SQLITE
@pytest.mark.parametrize("fields", VALID, ids=str)
async def test_a_kind_takes_its_own_options(ada, story_id, fields):
    assert (await ask(ada, story_id, **fields)).status_code == 202


INVALID: tuple[tuple[dict[str, Any], str], ...] = (
    ({"story_id": "7"}, "story_id"),
    ({"story_id": None}, "story_id"),
    ({"kind": "video"}, "kind"),
    ({"kind": None}, "kind"),
    ({"kind": "audio", "voice": "espeak:xx"}, "voice"),
    ({"kind": "audio", "voice": "espeak:en-gb+nobody"}, "voice"),
    ({"kind": "audio", "voice": "piper:nobody"}, "voice"),
    ({"kind": "audio", "voice": "en-gb"}, "voice"),
    ({"kind": "audio", "voice": ""}, "voice"),
    ({"kind": "audio", "voice": "x" * 201}, "voice"),
    ({"kind": "audio", "voice": "espeak:\u0000"}, "voice"),
    ({"kind": "html", "voice": "espeak:en-gb"}, "voice"),
    ({"kind": "epub", "voice": "espeak:en-gb"}, "voice"),
    ({"kind": "audio", "options": {"voices": {"kai": "espeak:xx"}}}, "options.voices.kai"),
    ({"kind": "epub", "options": {"voices": {"kai": "espeak:de"}}}, "options.voices.kai"),
    ({"kind": "audio", "options": {"paper": "a4"}}, "options.paper"),
    ({"kind": "audio", "options": {"narrated": True}}, "options.narrated"),
    ({"kind": "pdf", "options": {"paper": "a3"}}, "options.paper"),
    ({"kind": "pdf", "options": {"path": ["well"]}}, "options.path"),
    ({"kind": "html", "options": {"volume": 11}}, "options.volume"),
    ({"kind": "audio", "options": {"path": []}}, "options.path"),
    ({"kind": "audio", "options": {"progress_id": "7"}}, "options.progress_id"),
    ({"user_id": "7"}, "user_id"),
    ({"status": "succeeded"}, "status"),
)


@ON_SQLITE
async def test_what_nobody_offers_is_refused_and_the_field_is_named(server, ada, story_id):
    assert (await ask(ada, story_id)).status_code == 202
    for fields, field in INVALID:
        refused = await ada.http.post(AT, json={"story_id": story_id, "kind": "html", **fields})
        assert problem(refused) == (400, "Validation error"), fields
        assert field in {each["field"] for each in refused.json()["details"]}, fields
    assert len(await rows(server)) == 1


@ON_SQLITE
async def test_a_play_and_a_way_cannot_both_be_narrated(ada, story_id):
    options = {"path": ["well"], "progress_id": new_id()}
    refused = await ask(ada, story_id, kind="audio", options=options)
    assert problem(refused) == (400, "Validation error")


@ON_SQLITE
@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_a_malformed_id_is_refused(ada, method):
    assert problem(await ada.http.request(method, f"{AT}/7")) == (400, "Validation error")


async def test_a_story_of_another_is_not_there_whoever_works_on_it(server, ada, story_id):
    ben, cleo = await make_person(server), await make_person(server, role="admin")
    await join(server, story_id, ben, "editor")
    assert (await ask(ada, story_id)).status_code == 202
    for person in (ben, cleo):
        assert problem(await ask(person, story_id)) == (404, "Story not found")
    assert problem(await ask(ada, new_id())) == (404, "Story not found")
    assert len(await rows(server)) == 1
    unsigned = await server.http.post(AT, json={"story_id": story_id})
    assert problem(unsigned) == (401, "Unauthorized")


async def test_one_key_is_one_generation_and_one_job(server, ada, story_id):
    answers = await asyncio.gather(*[ask(ada, story_id, key="once") for _ in range(100)])
    told = {answer.json()["id"] for answer in answers if answer.status_code == 202}
    assert len(told) == 1
    # While the first is under way the others are told so.
    assert {answer.status_code for answer in answers} <= {202, 409}
    assert (await ask(ada, story_id, key="once")).json()["id"] in told
    assert len(await rows(server)) == 1
    assert await server.runtime.database.read(_jobs) == 1
    other = await ask(ada, story_id, key="once", kind="pdf")
    assert problem(other)[0] == 409
    assert await server.runtime.database.read(_jobs) == 1


def _jobs(conn: Connection) -> int:
    return conn.execute(select(func.count()).where(Job.kind == RENDER)).scalar_one()


async def test_one_key_is_one_generation_of_a_draft_too(server, ada):
    draft = await make_story(server, ada, tiny_story())
    answers = await asyncio.gather(*[ask(ada, draft, key="once") for _ in range(10)])
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 202}) == 1
    assert len(await rows(server)) == 1


async def test_so_many_may_wait_and_no_more(start_server):
    server = await start_server(jobs="external", rate_limits="on")
    ada, ben = await make_person(server), await make_person(server)
    story_id = await published_story(server, ada, tiny_story())
    first = await asked(ada, story_id)
    answers = await asyncio.gather(*[ask(ada, story_id) for _ in range(WAITING_MOST + 2)])
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [202] * (WAITING_MOST - 1) + [429] * 3
    refused = await ask(ada, story_id)
    assert problem(refused) == (429, "Too many requests")
    assert int(refused.headers["retry-after"]) > 0
    assert (await ask(ben, await published_story(server, ben, tiny_story()))).status_code == 202
    assert (await ada.http.post(f"{AT}/{first}/cancel")).status_code == 202
    assert problem(await ada.http.post(f"{AT}/{new_id()}/retry"))[0] == 404
    await asked(ada, story_id)
    assert (await ada.http.post(f"{AT}/{first}/retry")).status_code == 429


async def test_without_rate_limits_more_may_wait(server, ada, story_id):
    for _ in range(WAITING_MOST + 1):
        await asked(ada, story_id)


async def test_a_user_has_two_rendered_at_once_and_another_s_is_not_held_up(server, ada, story_id):
    ben = await make_person(server)
    mine = [await asked(ada, story_id) for _ in range(3)]
    theirs = await asked(ben, await published_story(server, ben, tiny_story()))
    seats = [
        await server.runtime.database.read(_seats, job) for job in await _jobs_of(server, mine)
    ]
    assert seats == [2, 2, 2]
    # Of three that wait the first two are due: the third does not begin.
    for generation_id in (mine[2], theirs):
        await run_once(server, generation_id)
    assert (await shown(ada, mine[2]))["status"] == "pending"
    assert (await shown(ben, theirs))["status"] == "succeeded"
    await run_once(server, mine[0])
    await run_once(server, mine[2])
    assert (await shown(ada, mine[2]))["status"] == "succeeded"


async def _jobs_of(server: Any, generation_ids: list[str]) -> list[str]:
    return [await job_of(server, each) for each in generation_ids]


def _seats(conn: Connection, job_id: str) -> int:
    return conn.execute(select(Job.seats).where(Job.id == job_id)).scalar_one()


async def test_what_is_published_is_rendered_as_it_was_when_it_was_asked_for(server, ada):
    story_id = await published_story(server, ada, tiny_story("A heron waits."))
    await redraft(server, ada, story_id, tiny_story("A curlew calls."))
    generation_id = await asked(ada, story_id)
    await redraft(server, ada, story_id, tiny_story("A plover flies."))
    await publish(server, ada, story_id)
    server.clock.advance(timedelta(minutes=1))
    await run_once(server, generation_id)
    text = await _text(server, ada, generation_id)
    assert "A heron waits." in text
    assert "curlew" not in text and "plover" not in text


async def test_a_story_that_was_never_published_is_rendered_as_its_draft_stood(server, ada):
    draft = await make_story(server, ada, tiny_story("A heron waits."))
    generation_id = await asked(ada, draft)
    await redraft(server, ada, draft, tiny_story("A plover flies."))
    await publish(server, ada, draft)
    await run_once(server, generation_id)
    text = await _text(server, ada, generation_id)
    assert "A heron waits." in text and "plover" not in text


async def _text(server: Any, person: Any, generation_id: str) -> str:
    state = await shown(person, generation_id)
    assert state["status"] == "succeeded", state["error"]
    file = await server.http.get(state["result_url"])
    assert file.status_code == 200
    text: str = file.text
    return text


async def test_a_play_of_one_s_own_is_pinned_with_the_moves_it_has(server, ada, story_id):
    play = (await begun(ada, story_id))["progress_id"]
    await took(ada, story_id, ("well", "down"))
    generation_id = await asked(ada, story_id, kind="audio", options={"progress_id": play})
    source = await source_of(server, ada, generation_id)
    assert source.log is not None
    assert [move["choice"] for move in source.log["moves"]] == ["down"]


async def test_a_play_of_another_s_is_not_there(server, ada, story_id):
    ben = await make_person(server)
    play = (await begun(ben, story_id))["progress_id"]
    for progress_id in (play, new_id()):
        options = {"progress_id": progress_id}
        refused = await ask(ada, story_id, kind="audio", options=options)
        assert problem(refused)[0] == 404
    assert await rows(server) == []


async def test_a_play_of_another_story_is_not_there_either(server, ada, story_id):
    other = await published_story(server, ada, tiny_story())
    play = (await begun(ada, other))["progress_id"]
    options = {"progress_id": play}
    assert (await ask(ada, other, kind="audio", options=options)).status_code == 202
    assert problem(await ask(ada, story_id, kind="audio", options=options))[0] == 404


async def test_a_playtest_is_not_narrated(server, ada, story_id):
    begun_test = await ada.http.post(f"/api/admin/stories/{story_id}/playtest", json={})
    assert begun_test.status_code == 201, begun_test.text
    options = {"progress_id": begun_test.json()["data"]["progress_id"]}
    refused = await ask(ada, story_id, kind="audio", options=options)
    assert problem(refused) == (409, "Play cannot be narrated")
