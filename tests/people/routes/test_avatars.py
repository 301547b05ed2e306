"""Avatars: chosen from one's own media, served to everyone."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from emberline.accounts.models import User
from emberline.kit.ids import new_id
from emberline.media.jobs import sweep_media
from tests.accounts.factories import PASSWORD, block, make_person
from tests.clips.factories import photo, post_photo, stored_keys

pytestmark = pytest.mark.anyio

AVATAR = "/api/auth/avatar"


async def test_a_picture_becomes_an_avatar_that_everyone_can_see(server):
    ada, bob = await make_person(server), await make_person(server)
    media_id = await _upload(ada)

    changed = await ada.http.put(AVATAR, json={"media_id": media_id})

    assert changed.status_code == 200
    address = changed.json()["data"]["avatar_url"]
    assert address == f"/files/avatar/{ada.id}/{media_id}"
    assert (await bob.http.get(f"/api/users/{ada.id}")).json()["data"]["avatar_url"] == address
    await bob.http.post(f"/api/users/{ada.id}/follow")
    for listing in (f"/api/users/{bob.id}/following", f"/api/users/search?q={ada.username}"):
        assert (await bob.http.get(listing)).json()["data"][0]["avatar_url"] == address
    served = await server.http.get(address)
    assert served.status_code == 200
    assert served.headers["content-type"] == "image/webp"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in served.headers["content-security-policy"]
    assert served.content[:4] == b"RIFF"
    looked = await server.http.head(address)
    assert (looked.status_code, looked.content) == (200, b"")
    part = await server.http.get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")


async def test_the_same_avatar_again_changes_nothing(server):
    ada = await make_person(server)
    media_id = await _upload(ada)
    first = await ada.http.put(AVATAR, json={"media_id": media_id})
    again = await ada.http.put(AVATAR, json={"media_id": media_id})
    assert (again.status_code, again.json()["data"]) == (200, first.json()["data"])
    assert (await server.http.get(first.json()["data"]["avatar_url"])).status_code == 200


async def test_the_picture_before_is_deleted_with_its_files(server):
    ada = await make_person(server)
    old = (await ada.http.put(AVATAR, json={"media_id": await _upload(ada)})).json()["data"]
    old_keys = await stored_keys(server)
    assert len(old_keys) == 2

    new = (await ada.http.put(AVATAR, json={"media_id": await _upload(ada)})).json()["data"]
    assert (await server.http.get(new["avatar_url"])).status_code == 200
    assert (await server.http.get(old["avatar_url"])).status_code == 404
    assert len(await stored_keys(server)) == 2
    assert not set(old_keys) & set(await stored_keys(server))

    none = await ada.http.put(AVATAR, json={"media_id": None})
    assert (none.status_code, none.json()["data"]["avatar_url"]) == (200, None)
    assert (await server.http.get(new["avatar_url"])).status_code == 404
    assert await stored_keys(server) == []
    assert (await ada.http.put(AVATAR, json={"media_id": None})).status_code == 200


async def test_an_avatar_is_ones_own_media_that_nothing_else_shows(server):
    ada, bob = await make_person(server), await make_person(server)
    clip = await post_photo(ada)
    shown = clip["media_url"].split("?")[0]
    assert shown.startswith("/files/clip/")
    for wrong in (await _upload(bob), new_id(), "x", 7):
        refused = await ada.http.put(AVATAR, json={"media_id": wrong})
        assert refused.status_code == 400
        assert refused.json()["details"][0]["field"] == "media_id"
    used = await _upload(ada)
    await ada.http.post("/stories", json={"media_id": used})
    in_use = await ada.http.put(AVATAR, json={"media_id": used})
    assert (in_use.status_code, in_use.json()["details"][0]["field"]) == (409, "media_id")
    bodies: list[Any] = [{}, {"media_id": None, "and": "more"}, []]
    for body in bodies:
        assert (await ada.http.put(AVATAR, json=body)).status_code == 400
    assert (await server.http.put(AVATAR, json={"media_id": None})).status_code == 401
    assert (await ada.http.get("/api/auth/profile")).json()["data"]["avatar_url"] is None


async def test_an_avatar_outlives_the_sweep_of_unused_media(server):
    ada = await make_person(server)
    media_id = await _upload(ada)
    address = (await ada.http.put(AVATAR, json={"media_id": media_id})).json()["data"]["avatar_url"]
    server.clock.advance(timedelta(days=3))
    await sweep_media(server.runtime)
    assert (await server.http.get(address)).status_code == 200
    assert (await ada.http.delete(f"/media/{media_id}")).status_code == 409


async def test_only_the_right_address_shows_an_avatar_and_none_of_the_suspended(server):
    ada, bob = await make_person(server), await make_person(server)
    shown, unused = await _upload(ada), await _upload(ada)
    await ada.http.put(AVATAR, json={"media_id": shown})
    address = "/files/avatar/{}/{}"
    assert (await server.http.get(address.format(ada.id, shown))).status_code == 200
    await block(server, ada, bob)
    for user_id, media_id in ((ada.id, unused), (bob.id, shown), (ada.id, new_id())):
        refused = await server.http.get(address.format(user_id, media_id))
        assert (refused.status_code, refused.json()["error"]) == (404, "File not found")
    assert (await server.http.get(address.format(ada.id, "x"))).status_code == 400
    await server.runtime.database.write(_suspend, ada.id, server.clock.now())
    assert (await server.http.get(address.format(ada.id, shown))).status_code == 404


async def test_the_avatar_of_someone_who_left_is_gone(server):
    ada = await make_person(server)
    chosen = await ada.http.put(AVATAR, json={"media_id": await _upload(ada)})
    address = chosen.json()["data"]["avatar_url"]
    assert (await server.http.get(address)).status_code == 200
    left = await ada.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200
    assert (await server.http.get(address)).status_code == 404


async def test_of_two_avatars_at_once_one_stays_and_the_other_is_deleted(server):
    ada = await make_person(server)
    media_ids = [await _upload(ada) for _ in range(2)]
    answers = await asyncio.gather(
        *[ada.http.put(AVATAR, json={"media_id": media_id}) for media_id in media_ids]
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    kept = (await ada.http.get("/api/auth/profile")).json()["data"]["avatar_url"]
    assert (await server.http.get(kept)).status_code == 200
    assert len(await stored_keys(server)) == 2


async def _upload(person) -> str:
    answer = await person.http.post("/media", files={"file": ("a.jpg", photo(), "image/jpeg")})
    assert answer.status_code == 201
    media_id: str = answer.json()["media_id"]
    return media_id


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))
