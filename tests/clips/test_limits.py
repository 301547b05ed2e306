"""How much one may still post, asked beforehand."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select

from emberline.clips.jobs import clean_up_expired
from emberline.clips.models import ClipPost
from emberline.clips.routes import posting
from emberline.clips.service.limits import POSTS
from emberline.kit.limits import Rate
from tests.accounts.factories import make_person
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio


async def test_the_limit_is_told_before_it_is_met(start_server):
    server = await start_server(rate_limits="on")
    ada, bob = await make_person(server), await make_person(server)
    fresh = (await ada.http.get("/stories/limits")).json()
    assert (fresh["limit"], fresh["used"], fresh["remaining"]) == (60, 0, 60)
    begun = server.clock.now()
    for number in range(POSTS.amount):
        left = (await ada.http.get("/stories/limits")).json()["remaining"]
        assert left == POSTS.amount - number
        await post_text(ada)
        server.clock.advance(timedelta(seconds=10))
    full = (await ada.http.get("/stories/limits")).json()
    assert (full["used"], full["remaining"]) == (60, 0)
    assert datetime.fromisoformat(full["resets_at"]) == begun + timedelta(hours=1)
    assert (await ada.http.post("/stories", json={"text": "one more"})).status_code == 429
    assert (await bob.http.get("/stories/limits")).json()["remaining"] == 60

    server.clock.advance(begun + timedelta(hours=1) - server.clock.now())
    again = (await ada.http.get("/stories/limits")).json()
    assert (again["used"], again["remaining"]) == (59, 1)
    await post_text(ada)


async def test_without_limits_it_says_so(server):
    ada = await make_person(server)
    await post_text(ada)
    told = (await ada.http.get("/stories/limits")).json()
    assert (told["limit"], told["used"], told["remaining"]) == (None, 1, None)


async def test_a_deleted_clip_goes_on_counting_and_a_draft_counts_when_it_is_published(
    start_server, monkeypatch
):
    monkeypatch.setattr(posting, "POSTS", Rate("clips", 3, 3600))
    server = await start_server(rate_limits="on")
    ada = await make_person(server)
    draft, other = [await post_text(ada, draft=True) for _ in range(2)]

    async def used() -> int:
        return int((await ada.http.get("/stories/limits")).json()["used"])

    assert await used() == 0
    for _ in range(2):
        clip = await post_text(ada)
        assert (await ada.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert (await ada.http.post("/stories", json={})).status_code == 400
    key = {"Idempotency-Key": "once"}
    assert await used() == 2
    assert (await ada.http.post(f"/stories/{draft['id']}/publish")).status_code == 200
    assert await used() == 3
    refused = await ada.http.post(f"/stories/{other['id']}/publish")
    assert refused.status_code == 429
    assert (await ada.http.post("/stories", json={"text": "More"})).status_code == 429
    server.clock.advance(timedelta(hours=1))
    for _ in range(2):
        again = await ada.http.post("/stories", json={"text": "Once"}, headers=key)
        assert again.status_code == 201
    assert (await ada.http.post(f"/stories/{other['id']}/publish")).status_code == 200
    assert await used() == 2


async def test_the_clean_up_forgets_posts_that_count_no_more(server):
    ada = await make_person(server)
    await post_text(ada)
    server.clock.advance(timedelta(minutes=59))
    await post_text(ada)
    await clean_up_expired(server.runtime)
    assert await server.runtime.database.read(_posts) == 2
    server.clock.advance(timedelta(minutes=1))
    await clean_up_expired(server.runtime)
    assert await server.runtime.database.read(_posts) == 1


def _posts(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(ClipPost)).scalar_one())
