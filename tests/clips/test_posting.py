"""Posting clips on both faces."""

import json
from datetime import timedelta

import pytest

from tests.accounts.factories import make_person
from tests.clips.factories import photo, post_photo, post_text, stored_keys

pytestmark = pytest.mark.anyio


async def test_a_text_is_posted_for_twenty_four_hours(server):
    mara = await make_person(server, "mara")
    clip = await post_text(mara, "Soup is on.")
    assert clip["kind"] == "text"
    assert clip["text"] == "Soup is on."
    assert clip["id"] == clip["story_id"]
    assert clip["user_id"] == mara.id
    assert clip["username"] == "mara"
    assert clip["visibility"] == "PUBLIC"
    assert clip["created_at"] == "2026-03-01T12:00:00Z"
    assert clip["expires_at"] == "2026-03-02T12:00:00Z"
    assert clip["is_active"] is True
    assert clip["views_count"] == 0
    assert clip["media_url"] is None


async def test_a_photo_is_posted_upright_and_served_from_its_address(server):
    mara = await make_person(server)
    answer = await mara.http.post(
        "/stories",
        data={"caption": "I <3 a < b", "visibility": "FOLLOWERS", "expires_in": "60"},
        files={"file": ("IMG_1.JPG", photo(orientation=6, gps=True), "image/jpeg")},
    )
    assert answer.status_code == 201, answer.text
    clip = answer.json()
    assert (clip["width"], clip["height"]) == (48, 64)
    assert clip["expires_at"] == "2026-03-01T12:01:00Z"
    picture = await server.http.get(clip["media_url"])
    assert picture.status_code == 200
    assert picture.headers["content-type"] == "image/webp"
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert b"Ember Phones" not in picture.content
    thumbnail = await server.http.get(clip["thumbnail_url"])
    assert thumbnail.status_code == 200


async def test_uploaded_media_becomes_a_clip_once(server):
    mara = await make_person(server)
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    media = (await mara.http.post("/media", files=files)).json()
    assert (await mara.http.get(media["media_url"])).status_code == 200
    clip = await post_text(mara, "with a picture", media_url=media["media_url"])
    assert clip["kind"] == "image"
    again = await mara.http.post("/stories", json={"media_id": media["media_id"]})
    assert again.status_code == 409
    assert (await mara.http.delete(f"/media/{media['media_id']}")).status_code == 409


async def test_anothers_media_cannot_be_posted(server):
    mara, ben = await make_person(server), await make_person(server)
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    media = (await mara.http.post("/media", files=files)).json()
    refused = await ben.http.post("/stories", json={"media_id": media["media_id"]})
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "media_id"
    foreign = await ben.http.post("/stories", json={"media_url": "https://example.com/a.jpg"})
    assert foreign.status_code == 400
    assert foreign.json()["details"][0]["field"] == "media_url"


async def test_the_older_face_takes_a_photo(server):
    mara = await make_person(server)
    answer = await mara.http.post(
        "/api/clips/upload",
        data={"caption": "My first clip!"},
        files={"clip": ("photo.jpg", photo(), "image/jpeg")},
    )
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["message"] == "Clip uploaded successfully"
    assert body["clip"]["caption"] == "My first clip!"
    assert (await server.http.get(body["clip"]["file_url"])).status_code == 200
    item = (await mara.http.get(f"/stories/item/{body['clip']['clip_id']}")).json()
    assert item["caption"] == "My first clip!"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "text"),
        ({"text": "   "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "lone \ud800"}, "text"),
        ({"text": 5}, "text"),
        ({"text": "x", "caption": "y" * 501}, "caption"),
        ({"text": "x", "caption": "<b>hi</b>"}, "caption"),
        ({"text": "x", "caption": "<script>alert(1)</script>"}, "caption"),
        ({"text": "x", "visibility": "EVERYONE"}, "visibility"),
        ({"text": "x", "visibility": "CUSTOM"}, "audience_user_ids"),
        (
            {"text": "x", "visibility": "CUSTOM", "audience_user_ids": ["nobody"]},
            "audience_user_ids.0",
        ),
        (
            {
                "text": "x",
                "visibility": "CUSTOM",
                "audience_user_ids": ["0197a1b2-0000-7000-8000-000000000000"],
            },
            "audience_user_ids",
        ),
        (
            {"text": "x", "audience_user_ids": ["0197a1b2-0000-7000-8000-000000000000"]},
            "audience_user_ids",
        ),
        ({"text": "x", "expires_in": 59}, "expires_in"),
        ({"text": "x", "expires_in": 7 * 86400 + 1}, "expires_in"),
        ({"text": "x", "expires_in": "60"}, "expires_in"),
        ({"text": "x", "expires_in": True}, "expires_in"),
        ({"text": "x", "user_id": "me"}, "user_id"),
        ({"text": "x", "created_at": "2020-01-01T00:00:00Z"}, "created_at"),
        ({"text": "x", "media_id": "17"}, "media_id"),
        ({"text": "x", "allow_replies": "yes"}, "allow_replies"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_posted(server, fields, field):
    mara = await make_person(server)
    await post_text(mara, "the only one")
    answer = await mara.http.post(
        "/stories", content=json.dumps(fields), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert [detail["field"] for detail in answer.json()["details"]] == [field]
    mine = (await mara.http.get(f"/stories/{mara.id}")).json()["data"]
    assert [clip["text"] for clip in mine] == ["the only one"]


async def test_the_seeds_words_for_captions(server):
    mara = await make_person(server)
    long = await mara.http.post("/stories", json={"text": "x", "caption": "y" * 501})
    assert long.json()["error"] == "Caption cannot exceed 500 characters"
    html = await mara.http.post("/stories", json={"text": "x", "caption": "a <img src=x>"})
    assert html.json()["error"] == "Caption cannot contain HTML"
    fine = await mara.http.post(
        "/stories", json={"text": "x", "caption": "a < b && I <3 JavaScript: The Good Parts </3"}
    )
    assert fine.status_code == 201


async def test_a_form_without_its_file_is_told_so(server):
    mara = await make_person(server)
    for answer in (
        await mara.http.post("/api/clips/upload", files={"other": (None, "x")}),
        await mara.http.post("/api/clips/upload", json={"caption": "x"}),
        await mara.http.post("/api/clips/upload", data={"caption": "x"}, files={"clip": ("", b"")}),
    ):
        assert answer.status_code == 400, answer.text
    missing = await mara.http.post("/api/clips/upload", files={"caption": (None, "x")})
    assert missing.json()["error"] == "No clip file provided"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("note.txt", b"just text"),
        ("photo.mp4", photo()),
        ("photo.jpg", b"\xff\xd8\xff\xe0 not a picture at all"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
async def test_a_file_of_no_taken_format_is_refused_and_leaves_nothing(server, name, content):
    mara = await make_person(server)
    files = {"clip": (name, content, "application/octet-stream")}
    answer = await mara.http.post("/api/clips/upload", files=files)
    assert answer.status_code == 400, answer.text
    assert await stored_keys(server) == []


async def test_a_wrong_media_type_is_415_and_broken_json_400(server):
    mara = await make_person(server)
    broken = await mara.http.post(
        "/stories", content=b'{"text": ', headers={"Content-Type": "application/json"}
    )
    assert broken.status_code == 400
    plain = await mara.http.post("/stories", content=b"hi", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 415
    bad_utf8 = await mara.http.post(
        "/stories", content=b'{"text": "\xff"}', headers={"Content-Type": "application/json"}
    )
    assert bad_utf8.status_code == 400
    huge = await mara.http.post("/stories", json={"text": "x" * 1_000_001})
    assert huge.status_code == 413


async def test_sixty_clips_an_hour_and_no_more_retries_and_mistakes_not_counted(start_server):
    server = await start_server(rate_limits="on")
    mara = await make_person(server)
    key = {"Idempotency-Key": "the first"}
    first = await mara.http.post("/stories", json={"text": "first"}, headers=key)
    for _ in range(59):
        assert (await mara.http.post("/stories", json={"text": ""})).status_code == 400
        await post_text(mara)
    answer = await mara.http.post("/stories", json={"text": "one too many"})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "3600"
    assert answer.headers["ratelimit-limit"] == "60"
    again = await mara.http.post("/stories", json={"text": "first"}, headers=key)
    assert (again.status_code, again.content) == (201, first.content)
    server.clock.advance(timedelta(hours=1))
    await post_text(mara, "an hour later")


async def test_a_retry_with_the_same_key_posts_nothing_twice(server):
    mara = await make_person(server)
    key = {"Idempotency-Key": "one"}
    first = await mara.http.post("/stories", json={"text": "once"}, headers=key)
    again = await mara.http.post("/stories", json={"text": "once"}, headers=key)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    other = await mara.http.post("/stories", json={"text": "twice"}, headers=key)
    assert other.status_code == 409
    mine = (await mara.http.get(f"/stories/{mara.id}")).json()["data"]
    assert len(mine) == 1
    server.clock.advance(timedelta(hours=24, seconds=1))
    later = await mara.http.post("/stories", json={"text": "twice"}, headers=key)
    assert later.status_code == 201


async def test_a_retried_photo_keeps_one_set_of_files(server):
    mara = await make_person(server)
    for _ in range(2):
        answer = await mara.http.post(
            "/stories",
            files={"file": ("photo.jpg", photo(), "image/jpeg")},
            headers={"Idempotency-Key": "photo"},
        )
        assert answer.status_code == 201
    assert len(await stored_keys(server)) == 2
    assert len((await mara.http.get(f"/stories/{mara.id}")).json()["data"]) == 1


async def test_a_photo_that_may_not_be_posted_leaves_no_file(server):
    mara = await make_person(server)
    await post_photo(mara)
    before = await stored_keys(server)
    assert len(before) == 2
    refused = await mara.http.post(
        "/stories",
        data={"visibility": "CUSTOM"},
        files={"file": ("photo.jpg", photo(), "image/jpeg")},
    )
    assert refused.status_code == 400
    assert await stored_keys(server) == before
