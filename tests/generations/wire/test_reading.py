"""Generations as their owners list and read them, their logs, and the voices there are."""

from datetime import timedelta

import pytest

from emberline.generations.service import running
from emberline.kit.ids import new_id
from tests.accounts.factories import make_person
from tests.generations.wire.factories import (
    AT,
    TEXT,
    asked,
    begun,
    failed,
    log_of,
    problem,
    shown,
    succeeded,
    tiny_story,
)
from tests.stories.wire.factories import published_story
from tests.stories.wire.people_factories import join

pytestmark = pytest.mark.anyio

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


async def test_without_generations_the_list_is_empty(ada):
    answer = await ada.http.get(AT)
    assert answer.status_code == 200
    assert answer.json() == {"data": [], "meta": {"page": 1, "pageSize": 10, "total": 0}}


async def test_a_list_comes_by_pages_the_newest_first_each_as_it_is_alone(server, ada, story_id):
    ids = [await asked(ada, story_id) for _ in range(5)]
    ids.append(await succeeded(server, ada, story_id))
    pages = []
    for page in (1, 2, 3):
        answer = await ada.http.get(AT, params={"page": page, "pageSize": 4})
        assert answer.json()["meta"] == {"page": page, "pageSize": 4, "total": 6}
        pages.append(answer.json()["data"])
    assert [[each["id"] for each in page] for page in pages] == [ids[:1:-1], ids[1::-1], []]
    assert pages[0][0] == await shown(ada, ids[-1])
    assert pages[0][0]["result_url"] is not None


async def test_a_list_can_be_of_one_status(server, ada, story_id):
    by_status = {
        "pending": await asked(ada, story_id),
        "in_progress": await asked(ada, story_id),
        "succeeded": await succeeded(server, ada, story_id),
        "failed": await failed(server, ada, story_id),
    }
    await begun(server, ada, by_status["in_progress"])
    for status, generation_id in by_status.items():
        body = (await ada.http.get(AT, params={"status": status})).json()
        assert [(each["id"], each["status"]) for each in body["data"]] == [(generation_id, status)]
        assert body["meta"]["total"] == 1


async def test_a_list_can_be_of_one_story_and_kind(server, ada, story_id):
    other = await published_story(server, ada)
    asked_for = [
        (story, kind, await asked(ada, story, kind=kind))
        for story in (story_id, other)
        for kind in ("audio", "epub")
    ]
    for story, kind, generation_id in asked_for:
        body = (await ada.http.get(AT, params={"story_id": story, "kind": kind})).json()
        assert [each["id"] for each in body["data"]] == [generation_id]
    assert (await ada.http.get(AT, params={"kind": "audio"})).json()["meta"]["total"] == 2


@ON_SQLITE
async def test_a_list_of_nonsense_is_refused_and_the_parameter_named(ada):
    wrong = {
        "page": ("0", "x"),
        "pageSize": ("0", "101"),
        "status": ("cancelled", ""),
        "kind": ("mp3", ""),
        "story_id": ("mine", ""),
    }
    for name, values in wrong.items():
        for value in values:
            refused = await ada.http.get(AT, params={name: value})
            assert problem(refused) == (400, "Validation error"), (name, value)
            assert [each["field"] for each in refused.json()["details"]] == [name]
    assert (await ada.http.get(AT, params={"pageSize": 100})).status_code == 200


async def test_a_list_is_as_many_statements_however_long_it_is(
    server, ada, story_id, count_statements
):
    counts = []
    for _ in range(2):
        for _ in range(3):
            await succeeded(server, ada, story_id)
        with count_statements() as statements:
            assert (await ada.http.get(AT)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] > 0


async def test_another_s_generation_is_not_there_whoever_works_on_the_story(server, ada, story_id):
    ben, cleo = await make_person(server), await make_person(server, role="admin")
    await join(server, story_id, ben, "editor")
    generation_id = await succeeded(server, ada, story_id)
    assert (await shown(ada, generation_id))["story_id"] == story_id
    missing = (404, "Generation not found")
    for person in (ben, cleo):
        for path in ("", "/logs", "/events"):
            refused = await person.http.get(f"{AT}/{generation_id}{path}")
            assert problem(refused) == missing
        assert problem(await person.http.delete(f"{AT}/{generation_id}")) == missing
        for act in ("cancel", "retry"):
            assert problem(await person.http.post(f"{AT}/{generation_id}/{act}")) == missing
        assert (await person.http.get(AT)).json()["meta"]["total"] == 0
    assert problem(await ada.http.get(f"{AT}/{new_id()}")) == missing
    assert (await shown(ada, generation_id))["status"] == "succeeded"


async def test_a_generation_that_succeeded_says_when_and_names_its_files(server, ada, story_id):
    files = {
        "audiobook.m4b": ("audio/mp4", b"m4b"),
        "audiobook.mp3": ("audio/mpeg", b"mp3!"),
        "audiobook.vtt": ("text/vtt", b"WEBVTT"),
    }
    generation_id = await succeeded(server, ada, story_id, files)
    state = await shown(ada, generation_id)
    assert (state["status"], state["progress"], state["error"]) == ("succeeded", 100, None)
    assert state["result_url"] == state["results"][0]["url"]
    told = {each["name"]: (each["media_type"], each["bytes"]) for each in state["results"]}
    assert told == {name: (kind, len(content)) for name, (kind, content) in files.items()}
    assert [each["name"] for each in state["results"]] == list(files)
    assert state["finished_at"] == "2026-03-01T12:00:00Z"
    assert state["expires_at"] == "2026-03-31T12:00:00Z"


async def test_a_generation_under_way_comes_further_and_never_goes_back(server, ada, story_id):
    generation_id = await asked(ada, story_id)
    run = await begun(server, ada, generation_id)
    seen = []
    for progress in (10, 40, 20, 99):
        server.clock.advance(timedelta(seconds=2))
        await server.runtime.database.write(running.advance, run, progress, server.clock.now())
        seen.append((await shown(ada, generation_id))["progress"])
    assert seen == [10, 40, 40, 99]
    state = await shown(ada, generation_id)
    assert (state["status"], state["finished_at"]) == ("in_progress", None)
    assert state["started_at"] == "2026-03-01T12:00:00Z"


async def test_the_log_tells_what_happened_in_order_and_by_pages(server, ada, story_id):
    generation_id = await asked(ada, story_id)
    assert await log_of(ada, generation_id) == []
    run = await begun(server, ada, generation_id)
    for number in range(4):
        words = ("warning", "narration.unspoken", f"Number {number}.")
        await server.runtime.database.write(running.note, run, *words, server.clock.now())
    pages = []
    for page in (1, 2):
        params = {"page": page, "pageSize": 3}
        answer = await ada.http.get(f"{AT}/{generation_id}/logs", params=params)
        assert answer.json()["meta"] == {"page": page, "pageSize": 3, "total": 5}
        pages += answer.json()["data"]
    assert pages == await log_of(ada, generation_id)
    assert [each["event"] for each in pages] == ["started", *["narration.unspoken"] * 4]
    assert [each["message"] for each in pages[1:]] == [f"Number {n}." for n in range(4)]
    first = pages[1]
    assert (first["attempt"], first["level"], first["scene"]) == (1, "warning", None)
    assert first["at"] == "2026-03-01T12:00:00Z"
    refused = await ada.http.get(f"{AT}/{generation_id}/logs", params={"pageSize": 101})
    assert problem(refused) == (400, "Validation error")


@ON_SQLITE
async def test_the_voices_are_the_built_in_ones_and_those_of_the_operator(start_server, tmp_path):
    model = tmp_path / "en_GB-storyteller.onnx"
    server = await start_server(jobs="external", voice_models=(model,))
    ada = await make_person(server)
    answer = await ada.http.get(f"{AT}/voices")
    assert answer.status_code == 200
    body = answer.json()
    assert body["meta"] == {"total": len(body["data"])}
    voices = {each["id"]: each for each in body["data"]}
    assert len(voices) == len(body["data"]) > 100
    assert voices["espeak:en-gb"]["engine"] == "espeak"
    assert voices["piper:en_GB-storyteller"]["engine"] == "piper"
    story_id = await published_story(server, ada, tiny_story())
    for voice in ("espeak:en-gb", "piper:en_GB-storyteller"):
        await asked(ada, story_id, kind="audio", voice=voice)
    assert (await server.http.get(f"{AT}/voices")).status_code == 401


async def test_a_story_s_bytes_are_not_read_for_a_list(server, ada, story_id, count_statements):
    await succeeded(server, ada, story_id)
    with count_statements() as statements:
        assert (await ada.http.get(AT)).json()["data"][0]["results"][0]["bytes"] == len(TEXT)
    assert any("story_generations" in statement for statement in statements)
    assert not any("story_generations.document" in statement for statement in statements)
