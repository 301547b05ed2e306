"""One rule decides who sees a clip, on every path."""

from typing import Any

import pytest

from tests.accounts.factories import befriend, block, follow, hide, make_person, mute
from tests.clips.factories import photo, post_photo, post_text

pytestmark = pytest.mark.anyio


async def test_each_visibility_reaches_exactly_those_it_is_meant_for(server):
    author, follower, friend, named, stranger = [await make_person(server) for _ in range(5)]
    for reader in (follower, friend):
        await follow(server, reader, author)
    await befriend(server, author, friend)
    meant_for = {
        "PUBLIC": {author.id, follower.id, friend.id, named.id, stranger.id},
        "FOLLOWERS": {author.id, follower.id, friend.id},
        "CLOSE_FRIENDS": {author.id, friend.id},
        "CUSTOM": {author.id, named.id},
        "PRIVATE": {author.id},
    }
    for visibility, expected in meant_for.items():
        audience: dict[str, Any] = {}
        if visibility == "CUSTOM":
            audience["audience_user_ids"] = [named.id]
        clip = await post_text(author, visibility=visibility, **audience)
        for reader in (author, follower, friend, named, stranger):
            paths = await _paths_that_show(reader, author, clip["id"])
            everywhere = {"feed", "author", "item", "older", "view"}
            if reader in (follower, friend):
                everywhere |= {"followed", "older followed"}
            assert paths == (everywhere if reader.id in expected else set()), visibility


async def _paths_that_show(reader, author, clip_id: str) -> set[str]:
    lists = {
        "feed": ("/stories", "data", "id"),
        "followed": ("/stories?scope=following", "data", "id"),
        "author": (f"/stories/{author.id}", "data", "id"),
        "older": (f"/api/clips/user/{author.id}", "clips", "clip_id"),
        "older followed": ("/api/clips/all", "clips", "clip_id"),
    }
    paths = set()
    for name, (address, field, key) in lists.items():
        answer = await reader.http.get(address)
        assert answer.status_code == 200, answer.text
        if clip_id in [clip[key] for clip in answer.json()[field]]:
            paths.add(name)
    if (await reader.http.get(f"/stories/item/{clip_id}")).status_code == 200:
        paths.add("item")
    if (await reader.http.post(f"/stories/{clip_id}/view")).status_code == 200:
        paths.add("view")
    return paths


async def test_a_block_hides_both_from_each_other_at_once_bytes_included(server):
    author, reader = await make_person(server), await make_person(server)
    await post_photo(author)
    (clip,) = (await reader.http.get("/stories")).json()["data"]
    assert (await server.http.get(clip["media_url"])).status_code == 200
    await block(server, author, reader)
    assert (await reader.http.get("/stories")).json()["data"] == []
    assert (await reader.http.get(f"/stories/{author.id}")).status_code == 404
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await server.http.get(clip["media_url"])).status_code == 404


async def test_an_unfollow_ends_what_was_for_followers_at_once_bytes_included(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    await post_photo(author, visibility="FOLLOWERS")
    (clip,) = (await reader.http.get("/stories")).json()["data"]
    assert (await server.http.get(clip["media_url"])).status_code == 200
    assert (await author.http.delete(f"/api/users/{reader.id}/follower")).status_code == 200
    assert (await reader.http.get("/stories")).json()["data"] == []
    assert (await server.http.get(clip["media_url"])).status_code == 404
    assert (await server.http.get(clip["thumbnail_url"])).status_code == 404


async def test_a_mute_keeps_clips_out_of_lists_and_nothing_else(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    clip = await post_text(author)
    assert len((await reader.http.get("/stories?scope=following")).json()["data"]) == 1
    await mute(server, reader, author)
    assert (await reader.http.get("/stories?scope=following")).json()["data"] == []
    assert (await reader.http.get("/api/clips/all")).json()["clips"] == []
    assert len((await reader.http.get(f"/stories/{author.id}")).json()["data"]) == 1
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200


async def test_hiding_from_someone_keeps_ones_clips_from_them(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    theirs = await post_text(reader)
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200
    await hide(server, author, reader)
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await author.http.get(f"/stories/item/{theirs['id']}")).status_code == 200


async def test_only_the_author_learns_audience_and_counts(server):
    author, named = await make_person(server), await make_person(server)
    clip = await post_text(author, visibility="CUSTOM", audience_user_ids=[named.id])
    assert clip["audience_user_ids"] == [named.id]
    assert clip["views_count"] == 0
    await named.http.post(f"/stories/{clip['id']}/view")
    seen = (await named.http.get(f"/stories/item/{clip['id']}")).json()
    assert seen["audience_user_ids"] is None
    assert seen["views_count"] is None
    assert seen["seen"] is True
    (listed,) = (await author.http.get("/stories")).json()["data"]
    assert listed["audience_user_ids"] == [named.id]
    assert listed["views_count"] == 1


async def test_an_address_made_for_one_viewer_serves_no_other_clip(server):
    author = await make_person(server)
    first, second = await post_photo(author), await post_photo(author)
    assert photo()
    moved = first["media_url"].replace(first["id"], second["id"])
    assert (await server.http.get(first["media_url"])).status_code == 200
    assert (await server.http.get(moved)).status_code == 403
