"""Uploads: whose files stay, where a form waits, and what is refused before it is read."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from starlette.datastructures import UploadFile

from emberline.kit.errors import conflict, unavailable
from emberline.kit.runtime import Runtime
from emberline.kit.sandbox import Sandbox
from emberline.media.service import media as service
from emberline.media.uploads import stored_file
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, post_photo, stored_keys
from tests.media import tus

pytestmark = pytest.mark.anyio


async def test_a_request_cancelled_while_its_row_is_written_keeps_the_files(server):
    person = await make_person(server)
    writing = asyncio.Event()
    loop = asyncio.get_running_loop()
    made: list[str] = []

    def add(conn: Connection, stored: Any) -> None:
        row = service.add(conn, person.id, stored, server.clock.now(), used=False)
        made.append(row.id)
        loop.call_soon_threadsafe(writing.set)

    async def upload() -> None:
        async with stored_file(server.runtime, _photo(), field="file") as stored:
            await server.runtime.database.write(add, stored)

    task = asyncio.create_task(upload())
    await writing.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await _settled(server, person, made[0])
    assert len(await stored_keys(server)) == 2
    media = (await person.http.get(f"/media/{made[0]}")).json()
    assert (await server.http.get(media["media_url"])).status_code == 200


async def _settled(server: Server, person: Person, media_id: str) -> None:
    async with asyncio.timeout(10):
        while (await person.http.get(f"/media/{media_id}")).status_code == 404:
            await server.runtime.database.write(_nothing)


def _nothing(conn: Connection) -> None:
    """A transaction that changes nothing."""


def _photo() -> UploadFile:
    content = photo()
    return UploadFile(BytesIO(content), size=len(content), filename="photo.jpg")


@pytest.mark.parametrize(
    ("failure", "left"),
    [
        (conflict("Media in use", "Upload it again."), 0),
        (unavailable(), 2),
        (asyncio.CancelledError(), 2),
        (ConnectionError(), 2),
    ],
)
async def test_files_go_at_once_only_when_surely_no_row_names_them(server, failure, left):
    with pytest.raises(type(failure)):
        await _fail(server, failure)
    assert len(await stored_keys(server)) == left


async def _fail(server: Server, failure: BaseException) -> None:
    async with stored_file(server.runtime, _photo(), field="file"):
        assert len(await stored_keys(server)) == 2
        raise failure


async def test_a_retry_leaves_no_second_file(server):
    person = await make_person(server)
    answers = [
        await person.http.post(
            "/media", files={"file": ("a.jpg", photo())}, headers={"Idempotency-Key": "k"}
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len(await stored_keys(server)) == 2


async def test_a_form_waits_in_the_data_folder(server):
    person = await make_person(server)
    places: set[str] = set()

    async def form() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        for _ in range(30):
            yield bytes(100_000)
            places.update(_open_files())
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    before = set(_open_files())
    assert (await person.http.post("/media", content=form(), headers=headers)).status_code == 400
    scratch = str(server.runtime.scratch)
    opened = {place for place in places - before if place.endswith(" (deleted)")}
    assert opened
    assert all(place.startswith(scratch) for place in opened), opened
    assert list(server.runtime.scratch.iterdir()) == []


def _open_files() -> list[str]:
    return [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]


async def test_nobody_unknown_has_a_form_read(server):
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 50:
            read += 1
            yield bytes(100_000)

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    for address in ("/media", "/stories", "/api/clips/upload"):
        read = 0
        answer = await server.http.post(address, content=endless(), headers=headers)
        assert (answer.status_code, read) == (401, 0), address


async def test_who_has_no_room_left_is_refused_before_anything_is_decoded(server):
    person = await make_person(server)
    forms = (("/media", "file"), ("/stories", "file"), ("/api/clips/upload", "clip"))
    for quota_bytes, status, children in ((1_000_000, 201, 3), (0, 413, 0)):
        counting = _CountingSandbox(1)
        server.app.state.runtime = replace(_limited(server, quota_bytes), sandbox=counting)
        for address, field in forms:
            answer = await person.http.post(address, files={field: ("a.jpg", photo())})
            assert answer.status_code == status, (address, answer.text)
        assert counting.children == children
    assert (await tus.ask(person, 10)).status_code == 413


async def test_a_retry_is_answered_when_there_is_no_room_left(server):
    person = await make_person(server)
    file, key = {"file": ("a.jpg", photo())}, {"Idempotency-Key": "one"}
    first = await person.http.post("/media", files=file, headers=key)
    assert first.status_code == 201
    server.app.state.runtime = _limited(server, 0)

    again = await person.http.post("/media", files=file, headers=key)
    other = await person.http.post("/media", files=file, headers={"Idempotency-Key": "two"})

    assert (again.status_code, other.status_code) == (201, 413)
    assert again.json()["media_id"] == first.json()["media_id"]


class _CountingSandbox(Sandbox):
    """A sandbox that counts its children."""

    children = 0

    async def run(self, *order: Any, **limits: Any) -> Any:
        """See `Sandbox.run`."""
        self.children += 1
        return await super().run(*order, **limits)


def _limited(server: Server, quota_bytes: int) -> Runtime:
    settings = server.runtime.settings.model_copy(update={"media_quota_bytes": quota_bytes})
    return replace(server.runtime, settings=settings)


@pytest.mark.parametrize(
    "sent",
    [
        {"files": {"other": (None, "x")}},
        {"files": {"file": (None, "")}},
        {"files": {"file": (None, "text")}},
        {"files": {"file": ("", b"")}},
        {"json": {"file": "x"}},
    ],
)
async def test_a_form_without_its_file_names_the_field(server, sent):
    person = await make_person(server)
    answer = await person.http.post("/media", **sent)
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] in {"file", "other"}
    assert await stored_keys(server) == []


@pytest.mark.parametrize(
    ("address", "field"), [("/media", "file"), ("/stories", "file"), ("/api/clips/upload", "clip")]
)
async def test_one_form_holds_one_file(server, address, field):
    person = await make_person(server)
    two = [(field, ("a.jpg", photo())), (field, ("b.jpg", photo()))]
    answer = await person.http.post(address, files=two)
    assert answer.status_code == 400
    assert answer.json()["details"] == [{"field": field, "message": "Send one file."}]
    assert (await person.http.post(address, files=two[:1])).status_code == 201


async def test_a_text_in_the_files_place_is_no_file(server):
    person = await make_person(server)
    older = await person.http.post("/api/clips/upload", files={"clip": (None, "a.jpg")})
    assert (older.status_code, older.json()["error"]) == (400, "No clip file provided")
    newer = await person.http.post("/stories", files={"file": (None, "x"), "text": (None, "x")})
    assert newer.status_code == 400
    assert newer.json()["details"][0]["field"] == "file"


async def test_the_entity_tag_tells_nothing_and_spares_a_second_answer(server):
    clip = await post_photo(await make_person(server))
    answer = await server.http.get(clip["media_url"])
    tag = answer.headers["etag"]
    for key in await stored_keys(server):
        name = key.rpartition("/")[2].partition(".")[0]
        assert name not in tag
    for known, status in (("*", 304), (tag, 304), (f"W/{tag}", 304), ('"another"', 200)):
        again = await server.http.get(clip["media_url"], headers={"If-None-Match": known})
        assert again.status_code == status, known
