"""The archive: one's own clips after their end, for as long as one keeps them."""

from datetime import timedelta
from typing import Any

import pytest

from tests.accounts.factories import make_person
from tests.clips.factories import hold, post_photo, post_text
from tests.clips.keeping_factories import ids_in, keep_for

pytestmark = pytest.mark.anyio


async def test_one_finds_ones_expired_clips_in_the_archive_and_nobody_elses(server):
    author, other = await make_person(server), await make_person(server)
    clip = await post_photo(author, expires_in="60")
    await post_text(author)
    await post_text(author, draft=True)
    await post_text(other, expires_in=60)
    assert await ids_in(author, "/stories/archive") == []
    server.clock.advance(timedelta(seconds=60))
    (kept,) = (await author.http.get("/stories/archive")).json()["data"]
    assert (kept["id"], kept["is_active"]) == (clip["id"], False)
    assert (await server.http.get(kept["thumbnail_url"])).status_code == 200
    assert clip["id"] not in await ids_in(other, "/stories/archive")
    stolen = kept["thumbnail_url"].replace(author.id, other.id)
    assert (await server.http.get(stolen)).status_code == 403


async def test_it_keeps_for_as_many_days_as_one_chose_before_any_clean_up(server):
    author = await make_person(server)
    clip = await post_text(author, expires_in=60)
    server.clock.advance(timedelta(seconds=60) + timedelta(days=30) - timedelta(microseconds=1))
    assert await ids_in(author, "/stories/archive") == [clip["id"]]
    server.clock.advance(timedelta(microseconds=1))
    assert await ids_in(author, "/stories/archive") == []
    await keep_for(author, 31)
    assert await ids_in(author, "/stories/archive") == [clip["id"]]
    await keep_for(author, 0)
    assert await ids_in(author, "/stories/archive") == []


async def test_a_held_clip_is_not_in_it(server):
    author = await make_person(server)
    held, clip = await post_text(author, expires_in=60), await post_text(author, expires_in=60)
    server.clock.advance(timedelta(seconds=60))
    assert len(await ids_in(author, "/stories/archive")) == 2
    await hold(server, held["id"])
    assert await ids_in(author, "/stories/archive") == [clip["id"]]


async def test_it_is_listed_by_cursor_the_newest_first(server, count_statements):
    author = await make_person(server)
    posted = []
    for number in range(5):
        fields: dict[str, Any] = {}
        if number % 2:
            fields = {"visibility": "CUSTOM", "audience_user_ids": [author.id]}
        posted.append((await post_text(author, expires_in=60 + number % 3, **fields))["id"])
        server.clock.advance(timedelta(seconds=1))
    server.clock.advance(timedelta(hours=1))
    listed, cursor = [], None
    while True:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        with count_statements() as statements:
            page = (await author.http.get("/stories/archive", params=query)).json()
        assert len(statements) <= 4
        listed += [clip["id"] for clip in page["data"]]
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            break
    assert listed == posted[::-1]
