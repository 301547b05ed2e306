"""Drafts and scheduled clips: their author's alone until their time, then like any other."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from emberline.clips.jobs import clean_up_expired
from emberline.clips.service import drafts
from emberline.media.jobs import sweep_media
from tests.accounts.factories import Person, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, post_photo, post_text, stored_keys
from tests.clips.keeping_factories import ids_in

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


def at(server: Server, later: timedelta) -> str:
    """An RFC 3339 time so much later."""
    return (server.clock.now() + later).isoformat()


async def seen_by(reader: Person, author: Person, clip: dict[str, Any]) -> set[str]:
    """On which paths the reader finds the clip."""
    paths = {
        name
        for name in ("/stories", "/stories?scope=following", f"/stories/{author.id}")
        if clip["id"] in await ids_in(reader, name)
    }
    if (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200:
        paths.add("item")
    if (await reader.http.post(f"/stories/{clip['id']}/view")).status_code == 200:
        paths.add("view")
    return paths


async def test_nobody_but_its_author_knows_of_a_draft_until_it_is_published(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    draft = await post_photo(author, draft="true", expires_in="3600")
    assert (draft["expires_at"], draft["is_active"]) == (None, False)
    assert await ids_in(author, "/stories/drafts") == [draft["id"]]
    assert (await author.http.get(f"/stories/item/{draft['id']}")).status_code == 200
    assert (await server.http.get(draft["media_url"])).status_code == 200
    assert await seen_by(reader, author, draft) == set()
    assert await ids_in(reader, "/stories/drafts") == []
    assert (await reader.http.post(f"/stories/{draft['id']}/publish")).status_code == 404

    server.clock.advance(timedelta(days=3))
    answer = await author.http.post(f"/stories/{draft['id']}/publish")
    assert answer.status_code == 200
    published = answer.json()
    now = server.clock.now()
    assert published["created_at"] == now.isoformat().replace("+00:00", "Z")
    assert published["expires_at"] == (now + HOUR).isoformat().replace("+00:00", "Z")
    assert published["is_active"] is True
    assert len(await seen_by(reader, author, draft)) == 5
    assert await ids_in(author, "/stories/drafts") == []
    assert (await author.http.post(f"/stories/{draft['id']}/publish")).status_code == 409
    assert (await reader.http.post(f"/stories/{draft['id']}/publish")).status_code == 403


async def test_a_scheduled_clip_is_seen_from_its_instant_on_and_no_job_is_needed(start_server):
    # No job runs here at all.
    server = await start_server(jobs="external")
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    clip = await post_text(author, publish_at=at(server, HOUR), expires_in=3600)
    assert await ids_in(author, "/stories/drafts") == [clip["id"]]
    server.clock.advance(HOUR - timedelta(microseconds=1))
    assert await seen_by(reader, author, clip) == set()
    server.clock.advance(timedelta(microseconds=1))
    assert len(await seen_by(reader, author, clip)) == 5
    assert await ids_in(author, "/stories/drafts") == []
    assert (await author.http.post(f"/stories/{clip['id']}/publish")).status_code == 409
    server.clock.advance(HOUR)
    assert await seen_by(reader, author, clip) == set()


async def test_a_scheduled_clip_may_be_published_before_its_time(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    clip = await post_text(author, publish_at=at(server, 2 * HOUR))
    server.clock.advance(HOUR)
    published = (await author.http.post(f"/stories/{clip['id']}/publish")).json()
    assert published["created_at"] < clip["created_at"]
    assert len(await seen_by(reader, author, clip)) == 5


@pytest.mark.parametrize(
    ("later", "fields", "status"),
    [
        (timedelta(days=30), {}, 201),
        (timedelta(days=30, seconds=1), {}, 400),
        (timedelta(0), {}, 400),
        (-HOUR, {}, 400),
        (HOUR, {"draft": True}, 400),
    ],
)
async def test_a_time_of_publication_is_to_come_within_30_days(server, later, fields, status):
    author = await make_person(server)
    body = {"text": "Later", "publish_at": at(server, later), **fields}
    answer = await author.http.post("/stories", json=body)
    assert answer.status_code == status, answer.text
    if status == 400:
        assert answer.json()["details"][0]["field"] == "publish_at"


async def test_a_time_of_publication_is_an_rfc_3339_time(server):
    author = await make_person(server)
    right = ("2026-03-02T12:00:00Z", "2026-03-02t14:00:00.5+02:00")
    wrong = ("2026-03-02", "2026-03-02T12:00:00", "1772452800", 1772452800, "2026-02-30T12:00:00Z")
    for text in (*right, *wrong, "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"):
        answer = await author.http.post("/stories", json={"text": "Later", "publish_at": text})
        assert answer.status_code == (201 if text in right else 400), text


async def test_drafts_are_listed_by_cursor_the_newest_made_first(server, count_statements):
    author = await make_person(server)
    made = []
    for number in range(5):
        fields: dict[str, Any] = (
            {"draft": True} if number % 2 else {"publish_at": at(server, (9 - number) * HOUR)}
        )
        made.append((await post_text(author, **fields))["id"])
        server.clock.advance(timedelta(seconds=1))
    await post_text(author)
    listed, cursor = [], None
    while True:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        with count_statements() as statements:
            page = (await author.http.get("/stories/drafts", params=query)).json()
        assert len(statements) <= 3
        listed += [clip["id"] for clip in page["data"]]
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            break
    assert listed == made[::-1]


async def test_there_is_a_limit_to_drafts_also_for_parallel_requests(server, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 3)
    author = await make_person(server)
    kinds: list[dict[str, Any]] = [{"draft": True}, {"publish_at": at(server, HOUR)}] * 3
    answers = await asyncio.gather(
        *(author.http.post("/stories", json={"text": "Later", **kind}) for kind in kinds)
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 3
    assert len(await ids_in(author, "/stories/drafts")) == 3
    # What is published counts no more.
    published = answers[[answer.status_code for answer in answers].index(201)].json()
    assert (await author.http.post(f"/stories/{published['id']}/publish")).status_code == 200
    await post_text(author, draft=True)


async def test_the_media_of_a_draft_stays_used_and_goes_with_it(server):
    author = await make_person(server)
    media = await author.http.post("/media", files={"file": ("a.jpg", photo(), "image/jpeg")})
    media_id = media.json()["media_id"]
    draft = await post_text(author, media_id=media_id, draft=True)
    again = await author.http.post("/stories", json={"media_id": media_id})
    assert again.status_code == 409
    server.clock.advance(timedelta(days=60))
    await clean_up_expired(server.runtime)
    await sweep_media(server.runtime)
    assert await ids_in(author, "/stories/drafts") == [draft["id"]]
    assert await stored_keys(server)
    assert (await author.http.delete(f"/stories/{draft['id']}")).status_code == 204
    assert await stored_keys(server) == []
