"""How much one may still post, asked beforehand."""

from datetime import datetime, timedelta

import pytest

from emberline.clips.routes.posting import POSTS
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
