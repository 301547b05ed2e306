"""Imports that go on by themselves: archives, many files, large ones; told, stopped, resumed."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select, update

from emberline.accounts.models import User
from emberline.kit.events import OutboxEvent
from emberline.kit.jobs import Job
from emberline.stories.jobs.importing import GROUP_FILES, sweep_imports
from emberline.stories.models.imports import StoryImport
from emberline.stories.queries.imports import import_row
from emberline.stories.routes.imports import SMALL_BYTES
from emberline.stories.service.transfer import importing
from emberline.stories.service.transfer.child import ENTRIES_MOST
from tests.accounts.factories import PASSWORD, make_person
from tests.stories.wire.transfer_factories import (
    begun,
    bulk_import,
    csv_of,
    document_of,
    ended,
    json_of,
    kept_files,
    nothing_kept,
    titles,
    zip_of,
)

pytestmark = pytest.mark.anyio

# The reading is the same whatever the database is.
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

IMPORTS = "/api/admin/stories/imports"


async def test_an_archive_is_imported_by_a_job_with_a_report_for_each_story(server):
    ada = await make_person(server, "ada")
    files = {
        "one/well.json": json_of("The well"),
        "two/": b"",
        "two/lake.csv": csv_of([["The lake", "shore", "Cold.", "", ""]]),
        "__MACOSX/._well.json": b"junk",
        ".DS_Store": b"junk",
        "../../etc/passwd.json": json_of("Outside"),
        "broken.json": b"{",
        "inner.zip": zip_of({"a.json": json_of("Inside")}),
        "picture.png": b"\x89PNG",
    }
    import_id = await begun(ada, ("stories.zip", zip_of(files)))
    state = await ended(ada, import_id)
    assert (state["status"], state["progress"]) == ("succeeded", 100)
    assert (state["imported"], state["rejected"], state["error"]) == (3, 3, None)
    told = [(each["file"], each["title"], each["status"]) for each in state["stories"]]
    assert told == [
        ("one/well.json", "The well", "imported"),
        ("two/lake.csv", "The lake", "imported"),
        ("../../etc/passwd.json", "Outside", "imported"),
        ("broken.json", "broken", "rejected"),
        ("inner.zip", "inner", "rejected"),
        ("picture.png", "picture", "rejected"),
    ]
    codes = [each["report"]["findings"][0]["code"] for each in state["stories"][3:]]
    assert codes == ["syntax", "archive", "unknown_ending"]
    assert set(await titles(server)) == {"The well", "The lake", "Outside"}
    await nothing_kept(server)
    story_id = state["stories"][0]["story_id"]
    exported = await ada.http.get(f"/api/admin/stories/{story_id}/export")
    assert exported.json() == document_of("The well")


async def test_many_files_in_one_form_are_one_import(server):
    ada = await make_person(server, "ada")
    files = [(f"{number}.json", json_of(f"Story {number}")) for number in range(30)]
    state = await ended(ada, await begun(ada, *files), limit=100)
    assert [each["title"] for each in state["stories"]] == [f"Story {n}" for n in range(30)]
    assert len(await titles(server)) == 30


async def test_a_large_file_is_imported_by_a_job(server):
    ada = await make_person(server, "ada")
    nodes = [{"key": f"n{number}", "content": "w" * 100_000} for number in range(60)]
    text = json_of("Large", nodes=nodes)
    assert len(text) > SMALL_BYTES
    state = await ended(ada, await begun(ada, ("large.json", text)))
    assert state["imported"] == 1


async def test_reports_come_by_pages(server):
    ada = await make_person(server, "ada")
    files = [(f"{number}.json", json_of(f"Story {number}")) for number in range(5)]
    import_id = await begun(ada, *files)
    await ended(ada, import_id)
    seen, cursor = [], None
    for _ in range(3):
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        body = (await ada.http.get(f"{IMPORTS}/{import_id}", params=params)).json()
        seen += [each["title"] for each in body["data"]["stories"]]
        cursor = body["meta"]["next_cursor"]
    assert seen == [f"Story {number}" for number in range(5)]
    assert cursor is None
    refused = await ada.http.get(f"{IMPORTS}/{import_id}", params={"cursor": "x"})
    assert refused.status_code == 400


async def test_an_import_of_which_nothing_comes_in_has_failed(server):
    ada = await make_person(server, "ada")
    state = await ended(ada, await begun(ada, ("stories.zip", zip_of({"a.json": b"{"}))))
    assert (state["status"], state["error"]["code"]) == ("failed", "nothing_imported")
    assert (state["rejected"], len(state["stories"])) == (1, 1)


async def test_another_s_import_is_not_there(server):
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    import_id = await begun(ada, ("stories.zip", zip_of({"a.json": json_of("A")})))
    await ended(ada, import_id)
    for path in (f"{IMPORTS}/{import_id}",):
        assert (await ada.http.get(path)).status_code == 200
        assert (await ben.http.get(path)).status_code == 404
        assert (await server.http.get(path)).status_code == 401
    assert (await ben.http.post(f"{IMPORTS}/{import_id}/cancel")).status_code == 404
    assert (await ada.http.post(f"{IMPORTS}/{import_id}/cancel")).status_code == 409
    assert (await ada.http.get(f"{IMPORTS}/nonsense")).status_code == 400


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"{number}.json", b" " * (26 * 1024 * 1024))
    return packed.getvalue()


def _liar() -> bytes:
    """An archive whose file is a hundred times as large as it says."""
    data = zip_of({"a.json": b" " * (30 * 1024 * 1024)})
    size = (30 * 1024 * 1024).to_bytes(4, "little")
    assert data.count(size) == 2
    return data.replace(size, (1000).to_bytes(4, "little"))


ARCHIVES = {
    "bomb": (_bomb, "too_large"),
    "liar": (_liar, "archive"),
    "many": (lambda: zip_of({f"{n}.json": b"" for n in range(ENTRIES_MOST + 1)}), "too_large"),
    "empty": (lambda: zip_of({}), "no_story"),
    "no archive": (lambda: b"PK\x03\x04" + b"x" * 100, "archive"),
    "cut": (lambda: zip_of({"a.json": json_of("A")})[:-30], "archive"),
}


@ON_SQLITE
@pytest.mark.parametrize("case", ARCHIVES)
async def test_a_hostile_archive_is_told_and_harms_nobody(server, case):
    make, code = ARCHIVES[case]
    ada = await make_person(server, "ada")
    good = ("good.json", json_of("Good"))
    import_id = await begun(ada, ("stories.zip", make()), good)
    state = await ended(ada, import_id)
    refused, fine = state["stories"]
    assert refused["status"] == "rejected"
    assert refused["report"]["findings"][0]["code"] == code
    assert (fine["title"], fine["status"]) == ("Good", "imported")
    await nothing_kept(server)


async def test_its_owner_is_told_of_the_progress_and_the_end(server):
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    files = [(f"{number}.json", json_of(f"Story {number}")) for number in range(120)]
    import_id = await begun(ada, *files)
    await ended(ada, import_id)
    events = await server.runtime.database.read(_events, ada.id)
    assert {event["import_id"] for event in events} == {import_id}
    assert events[-1] == {
        "import_id": import_id,
        "status": "succeeded",
        "progress": 100,
        "imported": 120,
        "rejected": 0,
    }
    # By the clock of the tests all of it took no time: the batches are told of once.
    assert [event["status"] for event in events] == ["in_progress", "succeeded"]
    assert await server.runtime.database.read(_events, ben.id) == []


def _events(conn: Connection, user_id: str) -> list[dict[str, object]]:
    rows = conn.execute(
        select(OutboxEvent.data)
        .where(OutboxEvent.user_id == user_id, OutboxEvent.type == "import.progress")
        .order_by(OutboxEvent.id)
    )
    return list(rows.scalars())


async def test_an_import_can_be_stopped_and_keeps_what_it_made(start_server):
    # Jobs run elsewhere: nothing happens by itself.
    server = await start_server(jobs="external")
    ada = await make_person(server, "ada")
    import_id = await begun(ada, ("stories.zip", zip_of({"a.json": json_of("A")})))
    waiting = (await ada.http.get(f"{IMPORTS}/{import_id}")).json()["data"]
    assert (waiting["status"], waiting["progress"], waiting["stories"]) == ("pending", 0, [])
    assert len(kept_files(server)) == 1
    stopped = await ada.http.post(f"{IMPORTS}/{import_id}/cancel")
    assert stopped.status_code == 200
    state = stopped.json()["data"]
    assert (state["status"], state["error"]["code"]) == ("failed", "cancelled")
    assert state["finished_at"] is not None
    assert kept_files(server) == []
    statuses = await server.runtime.database.read(_job_statuses)
    assert statuses == ["cancelled"]


def _job_statuses(conn: Connection) -> list[str]:
    return list(conn.execute(select(Job.status).where(Job.kind == "stories.import")).scalars())


async def test_an_import_that_runs_is_stopped_too(server):
    ada = await make_person(server, "ada")
    # The second group of files is one that takes seconds to read.
    files = [(f"{number}.json", json_of(f"Story {number}")) for number in range(GROUP_FILES)]
    slow = b"".join(
        b":: P%d\n{if x > %d}Deep.{end} [[Go->P%d]]\n\n" % (n, n, n + 1) for n in range(60_000)
    )
    import_id = await begun(ada, *files, ("slow.twee", slow))
    state = await ended(ada, import_id, until=lambda state: state["imported"] == GROUP_FILES)
    assert (state["status"], state["finished_at"]) == ("in_progress", None)
    assert 0 < state["progress"] < 100
    assert (await ada.http.post(f"{IMPORTS}/{import_id}/cancel")).status_code == 200
    stopped = await ended(ada, import_id)
    assert (stopped["error"]["code"], stopped["imported"]) == ("cancelled", GROUP_FILES)
    assert stopped["progress"] == state["progress"]
    await nothing_kept(server)
    assert len(await titles(server)) == GROUP_FILES


async def test_so_many_imports_may_wait_and_no_more(start_server):
    server = await start_server(jobs="external")
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    file = ("stories.zip", zip_of({"a.json": json_of("A")}))
    first = await begun(ada, file)
    for _ in range(importing.UNENDED_MOST - 1):
        await begun(ada, file)
    refused = await bulk_import(ada, file)
    assert (refused.status_code, refused.json()["title"]) == (409, "Too many imports")
    assert len(kept_files(server)) == importing.UNENDED_MOST
    await begun(ben, file)
    await ada.http.post(f"{IMPORTS}/{first}/cancel")
    await begun(ada, file)


async def test_the_same_key_begins_one_import(start_server):
    server = await start_server(jobs="external")
    ada = await make_person(server, "ada")
    file = ("stories.zip", zip_of({"a.json": json_of("A")}))
    first = await bulk_import(ada, file, key="once")
    again = await bulk_import(ada, file, key="once")
    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    assert len(kept_files(server)) == 1


async def test_the_sweep_ends_imports_that_nothing_goes_on_with(start_server):
    server = await start_server(jobs="external")
    ada = await make_person(server, "ada")
    import_id = await begun(ada, ("stories.zip", zip_of({"a.json": json_of("A")})))
    assert await sweep_imports(server.runtime) == 0
    await server.runtime.database.write(_cancel_jobs)
    assert await sweep_imports(server.runtime) == 1
    state = (await ada.http.get(f"{IMPORTS}/{import_id}")).json()["data"]
    assert (state["status"], state["error"]["code"]) == ("failed", "given_up")
    server.clock.advance(timedelta(days=31))
    assert await sweep_imports(server.runtime) > 0
    assert (await ada.http.get(f"{IMPORTS}/{import_id}")).status_code == 404


def _cancel_jobs(conn: Connection) -> None:
    conn.execute(update(Job).values(status="cancelled", owner=None, lease_until=None))


async def test_the_sweep_deletes_files_that_no_import_names(start_server):
    server = await start_server(jobs="external")
    ada = await make_person(server, "ada")
    await begun(ada, ("stories.zip", zip_of({"a.json": json_of("A")})))
    named = kept_files(server)
    litter = named[0].with_name("litter")
    litter.write_bytes(b"x")
    server.clock.advance(timedelta(days=-2))
    await sweep_imports(server.runtime)
    assert litter.exists()
    # Files have the time of the machine, which is later than the clock of the tests.
    server.clock.advance(timedelta(days=3650))
    await server.runtime.database.write(_keep_going)
    await sweep_imports(server.runtime)
    assert kept_files(server) == named


def _keep_going(conn: Connection) -> None:
    assert conn.execute(select(StoryImport.key)).scalar() is not None


async def test_whoever_leaves_takes_their_imports_along(start_server):
    server = await start_server(jobs="external")
    ada = await make_person(server, "ada")
    await begun(ada, ("stories.zip", zip_of({"a.json": json_of("A")})))
    assert len(kept_files(server)) == 1
    gone = await ada.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert gone.status_code == 200, gone.text
    assert kept_files(server) == []
    assert await server.runtime.database.read(_people) == 0


def _people(conn: Connection) -> int:
    return len(conn.execute(select(User.id)).all())


async def test_a_story_that_was_noted_is_not_made_again(server):
    ada = await make_person(server, "ada")
    files = [(f"{number}.json", json_of(f"Story {number}")) for number in range(4)]
    import_id = await begun(ada, *files)
    await ended(ada, import_id)
    row = await server.runtime.database.read(import_row, import_id)
    noted = importing.Ready(0, 0, "0.json", "Story 0", b'{"findings": []}', None)
    other = noted._replace(file=4, title="Story 4")
    step, now = importing.Step(5, 99), server.clock.now()
    await server.runtime.database.write(importing.store_batch, row, [noted, other], step, now)
    state = (await ada.http.get(f"{IMPORTS}/{import_id}")).json()["data"]
    assert [each["title"] for each in state["stories"]] == [f"Story {n}" for n in range(5)]
    assert (state["imported"], state["rejected"]) == (4, 1)
