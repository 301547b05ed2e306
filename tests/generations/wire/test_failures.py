"""Generations that come to nothing: refused for good with a sentence, or tried again and again."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from emberline.generations.jobs import children
from emberline.kit.jobs import ATTEMPTS
from emberline.kit.jobs.lifecycle import backoff
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo
from tests.generations.wire.factories import (
    AT,
    ask,
    asked,
    kept,
    log_of,
    run_once,
    shown,
    succeeded,
    tiny_story,
)
from tests.stories.wire.factories import document, make_story, published_story

# How jobs fail and are tried again is tested on both databases elsewhere.
pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

EMPTY: Callable[[], Any] = document


def _silent() -> Any:
    return document({"key": "well", "content": ""})


@pytest.mark.parametrize(
    ("kind", "story"),
    [("html", EMPTY), ("pdf", EMPTY), ("epub", EMPTY), ("audio", EMPTY), ("audio", _silent)],
    ids=["html", "pdf", "epub", "audio", "audio of a scene without text"],
)
async def test_a_story_without_anything_in_it_is_refused_for_good_with_a_sentence(
    server, ada, kind, story
):
    draft = await make_story(server, ada, story())
    generation_id = await asked(ada, draft, kind=kind)
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert state["status"] == "failed"
    assert state["error"]["code"] not in ("internal", "render_crash")
    assert state["error"]["message"].endswith(".")
    assert state["finished_at"] is not None
    told = (await log_of(ada, generation_id))[-1]
    assert (told["level"], told["event"]) == ("error", "failed")
    assert told["message"] == state["error"]["message"]
    # For good: nothing is tried again by itself.
    server.clock.advance(timedelta(hours=1))
    await run_once(server, generation_id)
    assert await shown(ada, generation_id) == state


async def test_a_voice_whose_model_is_missing_is_told_so(start_server, tmp_path):
    model = tmp_path / "en_GB-storyteller.onnx"
    server = await start_server(jobs="external", voice_models=(model,))
    ada = await make_person(server)
    story_id = await published_story(server, ada, tiny_story())
    voice = "piper:en_GB-storyteller"
    generation_id = await asked(ada, story_id, kind="audio", voice=voice)
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]["code"]) == ("failed", "missing_model")
    assert "storyteller" in state["error"]["message"]


CRASHES: dict[str, str] = {"a crash": "internal", "too little time": "render_timeout"}


@pytest.fixture(params=CRASHES)
def code(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Renderers that end badly; the code that their owner reads."""
    if request.param == "a crash":
        monkeypatch.setattr(children, "sys", SimpleNamespace(executable="/bin/false"))
    else:
        monkeypatch.setattr(children, "_WALL_FACTOR", 0)
    return CRASHES[request.param]


async def test_a_renderer_that_breaks_is_tried_again_later_then_fails_and_can_be_retried(
    server, ada, story_id, code, monkeypatch
):
    generation_id = await asked(ada, story_id)
    for failures in range(1, ATTEMPTS):
        await run_once(server, generation_id)
        assert (await shown(ada, generation_id))["status"] == "in_progress"
        server.clock.advance(backoff(failures) - timedelta(seconds=1))
        await run_once(server, generation_id)
        assert len(_attempts(await log_of(ada, generation_id))) == failures
        server.clock.advance(timedelta(seconds=1))
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert state["status"] == "failed"
    assert (state["error"]["code"], state["progress"]) == (code, 0)
    assert state["error"]["message"].endswith(".")
    assert await kept(server) == []
    assert (await ask(ada, story_id)).status_code == 202
    monkeypatch.undo()
    assert (await ada.http.post(f"{AT}/{generation_id}/retry")).status_code == 202
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]) == ("succeeded", None)
    attempts = _attempts(await log_of(ada, generation_id))
    assert attempts == [*range(1, ATTEMPTS + 2)]
    assert len(await kept(server)) == len(state["results"])


def _attempts(entries: list[dict[str, Any]]) -> list[int]:
    return [each["attempt"] for each in entries if each["event"] in ("started", "resumed")]


async def test_a_result_past_the_quota_fails_clearly_and_leaves_no_file(
    start_server, server, ada, story_id
):
    full = await start_server(jobs="external", media_quota_bytes=100)
    for kind in ("html", "audio"):
        generation_id = await asked(ada, story_id, kind=kind)
        await run_once(full, generation_id)
        state = await shown(ada, generation_id)
        assert (state["status"], state["results"]) == ("failed", [])
        assert state["error"]["code"] == "too-large"
        assert "Delete media or older generations" in state["error"]["message"]
        assert await kept(server) == []


async def test_what_is_kept_counts_in_the_quota_of_uploads_until_it_is_deleted(
    start_server, server, ada, story_id
):
    content = b"x" * 100_000
    generation_id = await succeeded(server, ada, story_id, {"a.html": ("text/html", content)})
    small = await start_server(jobs="external", media_quota_bytes=100_010)
    refused = await _upload(small, ada)
    assert refused == 413
    assert await _upload(server, ada) == 201
    for media in (await ada.http.get("/api/auth/export")).json()["data"]["media"]:
        assert (await ada.http.delete(f"/media/{media['id']}")).status_code == 204
    assert (await ada.http.delete(f"{AT}/{generation_id}")).status_code == 204
    assert await _upload(small, ada) == 201


async def _upload(server: Server, person: Person) -> int:
    headers = {"Authorization": f"Bearer {person.token}"}
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    status: int = (await server.http.post("/media", files=files, headers=headers)).status_code
    return status
