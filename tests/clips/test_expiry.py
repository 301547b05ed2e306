"""Clips fade at their instant, whatever the clean-up does; the clean-up frees the space."""

import asyncio
import os
from datetime import timedelta

import anyio
import anyio.lowlevel
import pytest
from sqlalchemy import Connection, select, update

from emberline.accounts.models import Preferences
from emberline.clips.jobs import clean_up_expired
from emberline.kit.jobs import Job
from emberline.media.jobs import sweep_media
from emberline.media.service.media import delete_unused_among
from tests.accounts.factories import follow, make_person
from tests.clips.factories import photo, post_photo, post_text, stored_keys

pytestmark = pytest.mark.anyio


async def test_at_the_instant_of_its_end_no_path_shows_a_clip(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    await post_photo(author, expires_in="60")
    (clip,) = (await reader.http.get("/stories")).json()["data"]
    server.clock.advance(timedelta(seconds=60) - timedelta(microseconds=1))
    assert await _shown_to(reader, author, server, clip) == {200}
    server.clock.advance(timedelta(microseconds=1))
    assert await _shown_to(reader, author, server, clip) == {404}
    for address in ("/stories", "/stories?scope=following", f"/stories/{author.id}"):
        assert (await reader.http.get(address)).json()["data"] == []
    for address in ("/api/clips/all", f"/api/clips/user/{author.id}"):
        assert (await reader.http.get(address)).json()["clips"] == []
    assert (await author.http.get(f"/stories/{author.id}")).json()["data"] == []


async def _shown_to(reader, author, server, clip) -> set[int]:
    answers = [
        await reader.http.get(f"/stories/item/{clip['id']}"),
        await reader.http.post(f"/stories/{clip['id']}/view"),
        await server.http.get(clip["media_url"]),
        await server.http.get(clip["thumbnail_url"]),
    ]
    return {answer.status_code for answer in answers}


async def test_its_author_still_reads_an_expired_clip(server):
    author = await make_person(server)
    clip = await post_photo(author, expires_in="60")
    server.clock.advance(timedelta(hours=3))
    mine = (await author.http.get(f"/stories/item/{clip['id']}")).json()
    assert mine["is_active"] is False
    assert (await server.http.get(mine["media_url"])).status_code == 200


async def test_an_address_ends_before_its_clip_does(server):
    author = await make_person(server)
    clip = await post_photo(author)
    server.clock.advance(timedelta(minutes=59))
    assert (await server.http.get(clip["media_url"])).status_code == 200
    server.clock.advance(timedelta(hours=1, minutes=2))
    assert (await server.http.get(clip["media_url"])).status_code == 403
    fresh = (await author.http.get(f"/stories/item/{clip['id']}")).json()
    assert (await server.http.get(fresh["media_url"])).status_code == 200


async def test_an_altered_address_is_refused(server):
    author, other = await make_person(server), await make_person(server)
    clip = await post_photo(author, visibility="PRIVATE")
    address = clip["media_url"]
    assert (await server.http.get(address)).status_code == 200
    for altered in (
        address.replace(author.id, other.id),
        address.replace("expires=", "expires=9"),
        address[:-2] + "xx",
        address.split("&signature")[0],
        address.split("?")[0],
    ):
        assert (await server.http.get(altered)).status_code in {400, 403}


async def test_the_clean_up_puts_away_then_erases_with_the_files(start_server):
    server = await start_server(admin_api_key="a key for the cron job")
    author, keeper = await make_person(server), await make_person(server)
    await server.runtime.database.write(_keep_days, author.id, 0)
    await server.runtime.database.write(_keep_days, keeper.id, 2)
    gone = await post_photo(author)
    kept = await post_text(keeper)
    await post_text(keeper, expires_in=7 * 86400)
    assert len(await stored_keys(server)) == 2
    cron = {"X-API-Key": "a key for the cron job"}
    early = await server.http.post("/api/clips/cleanup/expired", headers=cron)
    assert early.json() == {"message": "Cleanup completed", "deleted_count": 0}
    server.clock.advance(timedelta(hours=24))
    first = await server.http.post("/api/clips/cleanup/expired", headers=cron)
    assert first.json()["deleted_count"] == 2
    assert await stored_keys(server) == []
    assert (await author.http.get(f"/stories/item/{gone['id']}")).status_code == 404
    assert (await keeper.http.get(f"/stories/item/{kept['id']}")).status_code == 200
    server.clock.advance(timedelta(days=2))
    second = await server.http.post("/api/clips/cleanup/expired", headers=cron)
    assert second.json()["deleted_count"] == 1
    assert (await keeper.http.get(f"/stories/item/{kept['id']}")).status_code == 404
    again = await server.http.post("/api/clips/cleanup/expired", headers=cron)
    assert again.json()["deleted_count"] == 0


def _keep_days(conn: Connection, user_id: str, days: int) -> None:
    conn.execute(
        update(Preferences).where(Preferences.user_id == user_id).values(archive_days=days)
    )


async def test_only_admins_and_the_key_clean_up(start_server):
    server = await start_server(admin_api_key="a key for the cron job")
    admin, user = await make_person(server, role="admin"), await make_person(server)
    address = "/api/clips/cleanup/expired"
    assert (await admin.http.post(address)).status_code == 200
    assert (await user.http.post(address)).status_code == 403
    assert (await server.http.post(address)).status_code == 401
    wrong = await server.http.post(address, headers={"X-API-Key": "a key for the cron jab"})
    assert wrong.status_code == 401


async def test_two_clean_ups_at_once_do_each_thing_once(start_server):
    one, two = await start_server(), await start_server()
    author = await make_person(one)
    await one.runtime.database.write(_keep_days, author.id, 0)
    for _ in range(20):
        await post_text(author)
    one.clock.advance(timedelta(hours=25))
    two.clock.advance(timedelta(hours=25))
    counts = await asyncio.gather(clean_up_expired(one.runtime), clean_up_expired(two.runtime))
    assert sum(counts) == 20


async def test_unused_media_go_after_a_day_and_used_ones_stay(server):
    author = await make_person(server)
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    await author.http.post("/media", files=files)
    await post_photo(author, expires_in=str(3 * 86400))
    assert len(await stored_keys(server)) == 4
    server.clock.advance(timedelta(hours=23))
    await sweep_media(server.runtime)
    assert len(await stored_keys(server)) == 4
    server.clock.advance(timedelta(hours=2))
    await sweep_media(server.runtime)
    assert len(await stored_keys(server)) == 2


async def test_deleting_a_clip_deletes_its_bytes(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_photo(author)
    assert (await reader.http.delete(f"/stories/{clip['id']}")).status_code == 403
    assert (await reader.http.delete(f"/api/clips/{clip['id']}")).status_code == 404
    assert len(await stored_keys(server)) == 2
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert await stored_keys(server) == []
    assert (await server.http.get(clip["media_url"])).status_code == 404
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 404
    other = await post_text(author)
    gone = await author.http.delete(f"/api/clips/{other['id']}")
    assert gone.json() == {"message": "Clip deleted successfully"}
    again = await author.http.delete(f"/api/clips/{other['id']}")
    assert again.json()["error"] == "Clip not found or unauthorized"


async def test_a_server_sweeps_by_itself_when_it_starts(start_server):
    quiet = await start_server()
    author = await make_person(quiet)
    await quiet.runtime.database.write(_keep_days, author.id, 0)
    clip = await post_photo(author)
    quiet.clock.advance(timedelta(hours=25))
    assert (await author.http.get(f"/stories/item/{clip['id']}")).status_code == 200
    sweeping = await start_server(clock=quiet.clock, sweep_seconds=3600)
    await _swept(sweeping)
    assert await stored_keys(quiet) == []
    assert (await author.http.get(f"/stories/item/{clip['id']}")).status_code == 404


async def _swept(server) -> None:
    """Until the job row of the first sweep says that it is over: it sets its next time then."""
    done = select(Job.id).where(Job.kind == "clips.sweep", Job.due_at > server.clock.now())
    with anyio.fail_after(20):
        while not await server.runtime.database.read(lambda conn: conn.execute(done).all()):
            await anyio.lowlevel.checkpoint()


async def test_what_killed_uploads_left_in_the_scratch_folder_goes_after_a_day(server):
    left = server.runtime.scratch / "left"
    left.mkdir()
    (left / "source").write_bytes(b"half a photo")
    at = server.clock.now().timestamp()
    os.utime(left, (at, at))
    await sweep_media(server.runtime)
    assert left.exists()
    server.clock.advance(timedelta(days=1, seconds=1))
    await sweep_media(server.runtime)
    assert not left.exists()


async def test_media_that_is_posted_while_the_sweep_looks_is_kept(server):
    """The sweep read it as unused; it asks again as the row goes."""
    author = await make_person(server)
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    media = (await author.http.post("/media", files=files)).json()
    server.clock.advance(timedelta(days=2))
    fresh = (await author.http.get(f"/media/{media['media_id']}")).json()
    await author.http.post("/stories", json={"media_id": media["media_id"]})
    keys = await server.runtime.database.write(
        lambda conn: delete_unused_among(conn, [media["media_id"]], server.clock.now())
    )
    assert keys == []
    assert (await server.http.get(fresh["media_url"])).status_code == 200
