"""The doctor knows the files of imports and stories, and finds the lost and the orphaned."""

from datetime import UTC, datetime

import pytest

from emberline.kit.clock import SteppedClock
from emberline.operations.doctor.findings import Finding
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.clips.factories import stored_keys
from tests.operations.doctor.test_examination import age, found
from tests.stories.wire.authoring_factories import begin_story, upload
from tests.stories.wire.transfer_factories import begun, json_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def server(start_server) -> Server:
    """A server that lives by about the files' own time, and runs no job."""
    started: Server = await start_server(clock=SteppedClock(datetime.now(UTC)), jobs="external")
    return started


async def _waiting(server: Server, person) -> tuple[str, str]:
    """An import under way; its id and the key of its files."""
    before = set(await stored_keys(server))
    import_id = await begun(person, ("a.json", json_of("A")), ("b.json", json_of("B")))
    (key,) = set(await stored_keys(server)) - before
    return import_id, key


async def test_the_files_of_imports_and_of_stories_are_nobodys_orphans(server):
    author = await make_person(server)
    _, key = await _waiting(server, author)
    story = await begin_story(author, cover_media_id=await upload(author))
    for each in await stored_keys(server):
        age(server, each)
    assert await found(server) == []
    assert (await author.http.delete(f"/api/stories/{story['story_id']}")).status_code == 200
    assert await stored_keys(server) == [key]
    assert await found(server) == []


async def test_a_file_that_no_import_names_is_found_and_deleted_a_young_one_is_not(server):
    _, kept = await _waiting(server, await make_person(server))
    young, old = "imports/young", "imports/old"
    for key in (young, old):
        (server.data_dir / "media" / key).write_bytes(b"of nobody")
    age(server, old)
    assert await found(server) == [Finding("orphan_file", path=old)]
    assert await found(server, mend=True) == [Finding("orphan_file", path=old, mended=True)]
    assert await stored_keys(server) == sorted([kept, young])
    assert await found(server) == []


async def test_an_import_whose_files_are_lost_fails_and_says_so(server):
    author = await make_person(server)
    import_id, key = await _waiting(server, author)
    other_id, _ = await _waiting(server, author)
    (server.data_dir / "media" / key).unlink()
    lost = Finding("missing_file", path=key, id=import_id)
    assert await found(server) == [lost]
    (mended,) = await found(server, mend=True)
    assert mended.mended
    assert await found(server) == []
    states = [
        (await author.http.get(f"/api/admin/stories/imports/{each}")).json()["data"]["status"]
        for each in (import_id, other_id)
    ]
    assert states == ["failed", "pending"]
