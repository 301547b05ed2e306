"""Uploads in pieces: taken up again, refused, ended, counted, and swept."""

import asyncio
import hashlib
import itertools
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from emberline.media import receiving
from emberline.media.jobs import sweep_media
from emberline.media.service.resumable import MAX_UNFINISHED
from tests.accounts.factories import PASSWORD, make_person
from tests.clips.factories import photo, post_photo, stored_keys
from tests.media.tus import BYTES, TUS, ask, begin, look, named, send

pytestmark = pytest.mark.anyio


async def test_a_photo_arrives_in_pieces_and_becomes_media(server):
    person, content = await make_person(server), photo(gps=True)
    begun = await ask(person, len(content))
    assert begun.status_code == 201
    address = begun.headers["location"]
    assert begun.headers["upload-offset"] == "0"
    assert begun.headers["upload-expires"] == "Mon, 02 Mar 2026 12:00:00 GMT"
    media_id = None
    for start in range(0, len(content), 500):
        assert media_id is None
        assert (await look(person, address)).headers["upload-offset"] == str(start)
        answer = await send(person, address, start, content[start : start + 500])
        assert answer.status_code == 204, answer.text
        assert answer.headers["tus-resumable"] == "1.0.0"
        media_id = answer.headers.get("media-id")
    media = (await person.http.get(f"/media/{media_id}")).json()
    assert (media["kind"], media["status"], media["width"]) == ("image", "ready", 64)
    assert len(await stored_keys(server)) == 2
    clip = await person.http.post("/stories", json={"media_id": media_id})
    assert clip.status_code == 201
    assert (await server.http.get(clip.json()["media_url"])).status_code == 200


async def test_the_first_bytes_may_come_along(server):
    person, content = await make_person(server), photo()
    begun = await ask(person, len(content), headers=BYTES, content=content[:100])
    assert (begun.status_code, begun.headers["upload-offset"]) == (201, "100")
    last = await send(person, begun.headers["location"], 100, content[100:])
    assert last.headers["upload-offset"] == str(len(content))
    whole = await ask(person, len(content), headers=BYTES, content=content)
    assert (await person.http.get(f"/media/{whole.headers['media-id']}")).status_code == 200
    assert whole.headers["media-id"] != last.headers["media-id"]


async def test_a_lost_last_answer_is_given_again(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    lost = (await send(person, address, 0, content)).headers["media-id"]
    asked = await look(person, address)
    assert asked.status_code == 200
    assert asked.headers["media-id"] == lost
    assert asked.headers["upload-length"] == asked.headers["upload-offset"] == str(len(content))
    assert asked.headers["cache-control"] == "no-store"
    assert asked.headers["upload-metadata"] == named("photo.jpg")["Upload-Metadata"]
    empty = await send(person, address, len(content), b"")
    assert (empty.status_code, empty.headers["media-id"]) == (204, lost)
    again = await send(person, address, 0, content)
    assert (again.status_code, again.headers["media-id"]) == (409, lost)
    assert len(await stored_keys(server)) == 2


@pytest.mark.parametrize(
    ("headers", "status", "title"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412, "Precondition failed"),
        ({"Content-Type": "application/octet-stream"}, 415, "Unsupported media type"),
        ({"Upload-Offset": "3"}, 409, "Upload offset mismatch"),
        ({"Upload-Offset": "-1"}, 400, "Validation error"),
        ({"Upload-Offset": "x"}, 400, "Validation error"),
        ({"Upload-Checksum": "md5 AAAA"}, 400, "Validation error"),
        ({"Upload-Checksum": "sha1 !"}, 400, "Validation error"),
    ],
)
async def test_a_piece_that_is_sent_wrongly_is_refused(server, headers, status, title):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    answer = await send(person, address, 0, content, **headers)
    assert (answer.status_code, answer.json()["error"]) == (status, title)
    if status == 412:
        assert answer.headers["tus-version"] == "1.0.0"
    assert (await look(person, address)).headers["upload-offset"] == "0"
    assert (await send(person, address, 0, content)).status_code == 204


@pytest.mark.parametrize(
    ("headers", "status", "title"),
    [
        ({"Tus-Resumable": ""}, 412, "Precondition failed"),
        ({"Upload-Length": "0"}, 400, "Validation error"),
        ({"Upload-Length": "many"}, 400, "Validation error"),
        ({"Upload-Length": str(100 * 1024 * 1024 + 1)}, 413, "File size exceeds 100MB"),
        ({"Upload-Metadata": "filename !"}, 400, "Validation error"),
        ({"Upload-Metadata": "filename /w=="}, 400, "Validation error"),
        (named("x" * 256), 400, "Validation error"),
        (named("a\x00.jpg"), 400, "Validation error"),
    ],
)
async def test_an_upload_that_is_begun_wrongly_is_refused(server, headers, status, title):
    person = await make_person(server)
    assert (await ask(person, 100 * 1024 * 1024)).status_code == 201
    answer = await ask(person, 100, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, title)


async def test_an_upload_needs_no_name_and_passes_other_keys_over(server):
    person, content = await make_person(server), photo()
    others = "name bm8=, filetype aW1hZ2UvanBlZw==,is_confidential"
    for metadata in (others, "", "filename"):
        headers = {**BYTES, "Upload-Metadata": metadata}
        answer = await ask(person, len(content), headers=headers, content=content)
        assert answer.status_code == 201, answer.text


async def test_more_bytes_than_announced_are_refused(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))

    async def undeclared() -> AsyncIterator[bytes]:
        yield content
        yield b"more"

    for body in (content + b"m", undeclared()):
        answer = await send(person, address, 0, body)
        assert (answer.status_code, answer.json()["error"]) == (413, "Upload too large")
    assert (await send(person, address, 0, content)).status_code == 204


async def test_pieces_may_be_large_where_they_belong_and_nowhere_else(server):
    person, piece = await make_person(server), bytes(3_000_000)
    address = await begin(person, 10_000_000)
    assert (await send(person, address, 0, piece)).status_code == 204
    assert (await look(person, address)).headers["upload-offset"] == "3000000"
    for elsewhere in ("/stories", "/media", "/media/tusk", "/api/auth/profile"):
        answer = await person.http.patch(elsewhere, content=piece, headers=BYTES)
        assert answer.status_code in (405, 413)
        if elsewhere == "/stories":
            answer = await person.http.post(elsewhere, content=piece, headers=BYTES)
            assert answer.status_code in (413, 415)


async def test_the_upload_of_another_is_not_there(server):
    person, other = await make_person(server), await make_person(server)
    address = await begin(person, 1000)
    assert (await look(person, address)).status_code == 200
    assert (await look(other, address)).status_code == 404
    assert (await send(other, address, 0, b"theirs")).status_code == 404
    assert (await other.http.delete(address, headers=TUS)).status_code == 404
    assert (await server.http.head(address, headers=TUS)).status_code == 401
    assert (await server.http.post("/media/tus", headers=TUS)).status_code == 401
    assert (await look(person, address)).headers["upload-offset"] == "0"


async def test_of_two_at_once_one_wins(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    answers = await asyncio.gather(*(send(person, address, 0, content[:300]) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409]
    assert len(await stored_keys(server)) == 1
    last = await asyncio.gather(*(send(person, address, 300, content[300:]) for _ in range(4)))
    assert sorted(answer.status_code for answer in last) == [204, 409, 409, 409]
    media_ids = {answer.headers.get("media-id") for answer in last} - {None}
    assert len(media_ids) == 1
    assert len(await stored_keys(server)) == 2


async def test_those_who_ask_for_the_end_at_once_get_one_answer(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    await send(person, address, 0, content)
    ends = await asyncio.gather(*(look(person, address) for _ in range(5)))
    assert len({answer.headers["media-id"] for answer in ends}) == 1
    assert len(await stored_keys(server)) == 2


async def test_bytes_of_no_taken_type_are_refused_at_the_end(server):
    person = await make_person(server)
    address = await begin(person, 600, "photo.jpg")
    assert (await send(person, address, 0, b"#!/bin/sh\n" * 30)).status_code == 204
    refused = await send(person, address, 300, b"#!/bin/sh\n" * 30)
    assert (refused.status_code, refused.json()["error"]) == (400, "Invalid file format")
    assert refused.headers["tus-resumable"] == "1.0.0"
    assert (await look(person, address)).status_code == 404
    assert await stored_keys(server) == []


async def test_a_checksum_keeps_what_was_sent_whole_or_not_at_all(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    sums = [
        {"Upload-Checksum": f"{name} {b64encode(hashlib.new(name, content).digest()).decode()}"}
        for name in ("sha1", "sha256")
    ]
    for checksum in sums:
        damaged = await send(person, address, 0, b"x" + content[1:], **checksum)
        assert (damaged.status_code, damaged.json()["error"]) == (460, "Checksum mismatch")
        assert (await look(person, address)).headers["upload-offset"] == "0"
        assert await stored_keys(server) == []
    assert (await send(person, address, 0, content, **sums[0])).status_code == 204


async def test_an_upload_can_be_given_up(server):
    person = await make_person(server)
    address = await begin(person, 1000)
    await send(person, address, 0, bytes(500))
    assert len(await stored_keys(server)) == 1
    assert (await person.http.delete(address, headers=TUS)).status_code == 204
    assert (await look(person, address)).status_code == 404
    assert (await person.http.delete(address, headers=TUS)).status_code == 404
    assert await stored_keys(server) == []


async def test_ending_a_finished_upload_leaves_its_media(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    media_id = (await send(person, address, 0, content)).headers["media-id"]
    assert (await person.http.delete(address, headers=TUS)).status_code == 204
    assert (await person.http.get(f"/media/{media_id}")).status_code == 200


async def test_an_unfinished_upload_expires_and_is_swept(server):
    person = await make_person(server)
    address = await begin(person, 1000)
    await send(person, address, 0, bytes(500))
    await sweep_media(server.runtime)
    assert (await look(person, address)).status_code == 200
    server.clock.advance(timedelta(days=1))
    assert (await look(person, address)).status_code == 410
    assert (await send(person, address, 500, bytes(500))).status_code == 410
    await sweep_media(server.runtime)
    assert (await look(person, address)).status_code == 404
    assert await stored_keys(server) == []


async def test_a_key_begins_one_upload_however_often_it_is_sent(server):
    person, content = await make_person(server), photo()
    headers = {**BYTES, "Idempotency-Key": "k"}
    answers = [
        await ask(person, len(content), headers=headers, content=content[:200]) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert answers[1].headers["upload-offset"] == "200"
    assert (await ask(person, 5, headers=headers)).status_code == 409


async def test_there_is_a_limit_to_unfinished_uploads(server):
    person, content = await make_person(server), photo()
    addresses = [await begin(person, len(content)) for _ in range(MAX_UNFINISHED)]
    refused = await ask(person, len(content))
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "86400")
    assert (await send(person, addresses[0], 0, content)).status_code == 204
    assert (await ask(person, len(content))).status_code == 201


async def test_the_quota_counts_all_that_is_stored_and_what_is_under_way(start_server):
    server = await start_server(media_quota_bytes=20_000)
    person, other = await make_person(server), await make_person(server)
    shown = await post_photo(person)
    media = (await person.http.post("/media", files={"file": ("a.jpg", photo())})).json()
    used = 2 * media["bytes"]
    await person.http.delete(f"/stories/{(await post_photo(person))['id']}")
    server.clock.advance(timedelta(hours=23, minutes=59))
    address = await begin(person, 20_000 - used)
    full = await person.http.post("/media", files={"file": ("a.jpg", photo())})
    assert (full.status_code, full.json()["error"]) == (413, "Storage quota exceeded")
    begun = await ask(person, 1)
    assert (begun.status_code, begun.json()["error"]) == (413, "Storage quota exceeded")
    assert (await ask(other, 20_000)).status_code == 201
    assert (await person.http.delete(address, headers=TUS)).status_code == 204
    # Faded, the clip is kept in the archive, and its picture counts as before.
    server.clock.advance(timedelta(minutes=2))
    assert (await person.http.get(f"/stories/{person.id}")).json()["data"] == []
    assert shown["id"]
    assert (await ask(person, 20_000 - used + 1)).status_code == 413
    assert (await person.http.delete(f"/media/{media['media_id']}")).status_code == 204
    assert (await ask(person, 20_000 - used + 1)).status_code == 201


async def test_of_two_at_once_only_one_takes_the_last_room(start_server):
    server = await start_server(media_quota_bytes=1500)
    person = await make_person(server)
    answers = await asyncio.gather(*(ask(person, 1000) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 413, 413, 413]


async def test_a_whole_upload_past_the_quota_waits_for_room(start_server):
    server = await start_server(media_quota_bytes=200_000)
    person, content = await make_person(server), _woven(256)
    media = (await person.http.post("/media", files={"file": ("a.png", content)})).json()
    # What is made of it is larger than what was sent, and does not fit a second time.
    assert len(content) + media["bytes"] <= 200_000 < 2 * media["bytes"]
    address = await begin(person, len(content), "woven.png")
    refused = await send(person, address, 0, content)
    assert (refused.status_code, refused.json()["error"]) == (413, "Storage quota exceeded")
    assert (await look(person, address)).status_code == 413
    assert (await person.http.delete(f"/media/{media['media_id']}")).status_code == 204
    assert (await look(person, address)).headers["media-id"]


def _woven(side: int) -> bytes:
    """A pattern that repeats exactly: small as PNG, large as anything lossy."""
    thread = Image.frombytes("L", (16, 16), bytes(n * n * 7919 % 251 for n in range(256)))
    cloth = Image.new("L", (side, side))
    for x, y in itertools.product(range(0, side, 16), repeat=2):
        cloth.paste(thread, (x, y))
    file = BytesIO()
    cloth.save(file, "PNG")
    return file.getvalue()


async def test_whoever_leaves_takes_their_uploads_along(server):
    person = await make_person(server)
    await send(person, await begin(person, 1000), 0, bytes(500))
    assert len(await stored_keys(server)) == 1
    (told,) = (await person.http.get("/api/auth/export")).json()["data"]["uploads"]
    assert (told["filename"], told["length"], told["received"]) == ("photo.jpg", 1000, 500)
    left = await person.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200
    assert await stored_keys(server) == []


async def test_what_tus_is_spoken_is_open_to_all(server):
    answer = await server.http.options("/media/tus")
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-max-size"] == str(100 * 1024 * 1024)
    assert set(answer.headers["tus-extension"].split(",")) >= {
        "creation", "termination", "expiration"
    }  # fmt: skip


async def test_pages_of_allowed_origins_may_upload(start_server):
    server = await start_server(allowed_origins="https://web.example")
    person = await make_person(server)
    origin = {"Origin": "https://web.example"}
    preflight = await server.http.options(
        "/media/tus",
        headers={
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "tus-resumable,upload-length,upload-metadata,"
            "upload-offset,upload-checksum,content-type,authorization",
        },
    )
    assert preflight.status_code == 200
    begun = await ask(person, 100, headers=origin)
    exposed = begun.headers["access-control-expose-headers"].lower()
    for name in ("location", "upload-offset", "upload-length", "media-id", "tus-resumable"):
        assert name in exposed


async def test_a_piece_whose_file_is_gone_ends_the_upload(server):
    person, content = await make_person(server), photo()
    address = await begin(person, len(content))
    await send(person, address, 0, content[:100])
    (key,) = await stored_keys(server)
    await server.runtime.blobs.delete(key)
    lost = await send(person, address, 100, content[100:])
    assert (lost.status_code, lost.json()["error"]) == (410, "Upload gone")


async def test_a_silent_client_keeps_what_it_has_sent(server, monkeypatch):
    person = await make_person(server)
    address = await begin(person, 1000)
    monkeypatch.setattr(receiving, "SILENT_SECONDS", 0.05)

    async def stalling() -> AsyncIterator[bytes]:
        yield bytes(400)
        await asyncio.Event().wait()

    answer = await send(person, address, 0, stalling())
    assert answer.status_code == 408
    assert (await look(person, address)).headers["upload-offset"] == "400"
