"""The whole way of a file, with the media in a bucket: what is deleted or fades leaves nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from emberline.kit.clock import SteppedClock
from emberline.media.jobs import sweep_media
from tests.accounts.factories import PASSWORD, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, post_photo, stored_keys
from tests.media.factories import until_buried, until_processed
from tests.media.tus import begin, look, send
from tests.media.videos import phone_video

pytestmark = pytest.mark.anyio


@pytest.fixture
async def server(start_server, s3_url) -> Server:
    # By the store's clock, so that what it says of times can be compared.
    started = await start_server(clock=SteppedClock(datetime.now(UTC)), blobs_url=s3_url)
    assert isinstance(started, Server)
    return started


async def test_a_clip_is_posted_shown_in_parts_and_deleted(server):
    author = await make_person(server)
    clip = await post_photo(author)
    assert len(await stored_keys(server)) == 2
    assert not (server.data_dir / "media").exists()
    whole = await server.http.get(clip["media_url"])
    assert (whole.status_code, whole.headers["content-type"]) == (200, "image/webp")
    part = await server.http.get(clip["media_url"], headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    last = await server.http.get(clip["media_url"], headers={"Range": "bytes=-5"})
    assert last.content == whole.content[-5:]
    beyond = await server.http.get(clip["media_url"], headers={"Range": "bytes=1000000-"})
    assert beyond.status_code == 416
    assert (await server.http.head(clip["media_url"])).headers["content-length"] == str(
        len(whole.content)
    )
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert (await server.http.get(clip["media_url"])).status_code == 404
    assert await stored_keys(server) == []


async def test_a_video_arrives_in_pieces_and_is_made_playable(server):
    person, content = await make_person(server), phone_video("mov")
    address = await begin(person, len(content), "IMG_0001.MOV")
    half = len(content) // 2
    await send(person, address, 0, content[:half])
    last = await send(person, address, half, content[half:])
    media = await until_processed(person, last.headers["media-id"])
    assert (media["kind"], media["status"], media["width"]) == ("video", "ready", 180)
    played = await server.http.get(media["media_url"], headers={"Range": "bytes=4-7"})
    assert (played.status_code, played.content) == (206, b"ftyp")
    await until_buried(server)
    assert len(await stored_keys(server)) == 2


async def test_what_nothing_shows_goes_after_a_day(server):
    person, content = await make_person(server), photo()
    kept = await post_photo(person)
    unused = (await person.http.post("/media", files={"file": ("a.jpg", content)})).json()
    address = await begin(person, len(content))
    await send(person, address, 0, content[:100])
    await sweep_media(server.runtime)
    assert len(await stored_keys(server)) == 5
    server.clock.advance(timedelta(days=1, seconds=1))
    await sweep_media(server.runtime)
    assert (await person.http.get(f"/media/{unused['media_id']}")).status_code == 404
    assert (await look(person, address)).status_code == 404
    assert len(await stored_keys(server)) == 2
    assert kept["id"]


async def test_a_file_that_no_row_names_is_swept(server, tmp_path):
    (tmp_path / "orphan").write_bytes(b"of nobody")
    await server.runtime.blobs.put_file("media/te/orphan.webp", tmp_path / "orphan")
    await sweep_media(server.runtime)
    assert len(await stored_keys(server)) == 1
    server.clock.advance(timedelta(days=1, minutes=1))
    await sweep_media(server.runtime)
    assert await stored_keys(server) == []


async def test_who_leaves_leaves_no_file(server):
    person = await make_person(server)
    await post_photo(person)
    await send(person, await begin(person, 1000), 0, bytes(100))
    assert len(await stored_keys(server)) == 3
    left = await person.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200
    assert await stored_keys(server) == []
