"""What one had made of stories: taken away whole, and gone when one leaves."""

import pytest
from sqlalchemy import Connection, select

from emberline.tables import metadata
from tests.accounts.factories import PASSWORD, make_person
from tests.generations.wire.factories import asked, failed, kept, shown, succeeded, tiny_story
from tests.stories.wire.factories import published_story

pytestmark = pytest.mark.anyio

EXPORT, ACCOUNT = "/api/auth/export", "/api/auth/account"


@pytest.fixture
async def server(start_server):
    """A server whose jobs nobody runs."""
    return await start_server(jobs="external")


async def test_the_export_holds_generations_with_their_files_and_logs(server):
    ada, ben = await make_person(server, "ada"), await make_person(server)
    story_id = await published_story(server, ada, tiny_story())
    done = await succeeded(server, ada, story_id)
    broken = await failed(server, ada, story_id)
    waiting = await asked(ada, story_id, kind="audio", voice="espeak:en-gb")
    await succeeded(server, ben, await published_story(server, ben, tiny_story()))
    exported = (await ada.http.get(EXPORT)).json()["data"]["story_generations"]
    assert [each["id"] for each in exported] == [done, broken, waiting]
    first, second, third = exported
    assert first["story_id"] == story_id
    assert [result["name"] for result in first["results"]] == ["story.html"]
    assert [entry["event"] for entry in first["log"]] == ["started", "succeeded"]
    assert second["error"]["code"] == "render_crash"
    assert (third["kind"], third["voice"], third["log"]) == ("audio", "espeak:en-gb", [])
    assert "key" not in str(exported)


async def test_of_someone_who_left_no_generation_is_left_anywhere(server):
    ada, ben = await make_person(server, "ada"), await make_person(server)
    theirs = await succeeded(server, ben, await published_story(server, ben, tiny_story()))
    files = await kept(server)
    story_id = await published_story(server, ada, tiny_story())
    done = await succeeded(server, ada, story_id)
    waiting = await asked(ada, story_id)
    marks = (ada.id, story_id, done, waiting)
    before = await server.runtime.database.read(_tables_with, marks)
    assert {"story_generations", "generation_logs", "generation_results", "kept_files"} <= before
    assert "jobs" in before
    left = await ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD})
    assert left.status_code == 200
    after = await server.runtime.database.read(_tables_with, marks)
    # For some minutes: the tokens that every process must refuse.
    assert after == {"revocations"}
    assert await kept(server) == files
    assert (await shown(ben, theirs))["status"] == "succeeded"


def _tables_with(conn: Connection, marks: tuple[str, ...]) -> set[str]:
    return {
        table.name
        for table in metadata.sorted_tables
        for row in conn.execute(select(table))
        if any(mark in str(cell) for cell in row for mark in marks)
    }
