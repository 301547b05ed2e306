"""`emberline jobs` for generations, in a process of its own beside a running server."""

from datetime import timedelta

import pytest

from emberline.generations.jobs import children
from emberline.generations.queries import RENDER
from emberline.kit.jobs import ATTEMPTS
from emberline.kit.jobs.lifecycle import backoff
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server, StartServer
from tests.generations.wire.factories import (
    AT,
    asked,
    job_of,
    kept,
    log_of,
    run_once,
    shown,
    tiny_story,
)
from tests.operations.operators import answered, command
from tests.stories.wire.factories import published_story

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """A server whose jobs run when the test says so, and not before."""
    started: Server = await start_server(jobs="external")
    return started


@pytest.fixture
async def ada(server: Server) -> Person:
    """Who asks for generations."""
    return await make_person(server, "ada")


@pytest.fixture
async def generation_id(server: Server, ada: Person) -> str:
    """A generation that waits."""
    return await asked(ada, await published_story(server, ada, tiny_story()))


async def test_a_generation_s_job_is_listed_and_stopped_and_its_owner_may_try_again(
    server, ada, generation_id
):
    job_id = await job_of(server, generation_id)
    facts = await answered(server.data_dir, None, "jobs", "list", "--kind", RENDER)
    (job,) = facts["jobs"]
    assert (job["job_id"], job["subject"], job["user_id"]) == (job_id, generation_id, ada.id)
    assert job["status"] == "pending"
    code, output, errors = await command(server.data_dir, None, "jobs", "cancel", job_id)
    assert code == 0, output + errors
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]["code"]) == ("failed", "cancelled")
    assert (await ada.http.post(f"{AT}/{generation_id}/retry")).status_code == 202
    await run_once(server, generation_id)
    assert (await shown(ada, generation_id))["status"] == "succeeded"


async def test_a_generation_that_failed_goes_on_once_its_job_is_retried(
    server, ada, generation_id, monkeypatch
):
    with monkeypatch.context() as broken:
        # No time at all: every attempt comes to nothing.
        broken.setattr(children, "_WALL_FACTOR", 0)
        for failures in range(1, ATTEMPTS + 1):
            await run_once(server, generation_id)
            server.clock.advance(backoff(failures))
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]["code"]) == ("failed", "render_timeout")
    facts = await answered(server.data_dir, None, "jobs", "list", "--status", "failed")
    (job,) = facts["jobs"]
    assert (job["subject"], job["error"]) == (generation_id, state["error"]["message"])
    code, output, errors = await command(server.data_dir, None, "jobs", "retry", job["job_id"])
    assert code == 0, output + errors
    server.clock.advance(timedelta(days=3650))
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert (state["status"], state["error"]) == ("succeeded", None)
    assert [each["event"] for each in await log_of(ada, generation_id)][-2:] == [
        "resumed",
        "succeeded",
    ]
    assert len(await kept(server)) == 1
