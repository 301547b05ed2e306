"""Who stops listening fails nobody else's action, not even in the same moment."""

import asyncio

import pytest

from emberline.notifications.rules import QUIET_FOR
from tests.accounts.factories import make_person
from tests.clips.factories import post_text
from tests.notifications.factories import Browser

pytestmark = pytest.mark.anyio

HOOKS = "/api/webhooks"
BROWSERS = "/api/push/subscriptions"


async def test_who_deletes_a_webhook_or_a_browser_fails_nobody_elses_reaction(
    calling_server, endpoint
):
    author, *readers = [await make_person(calling_server) for _ in range(7)]
    clip = await post_text(author)
    for number in range(6):
        hook = {"url": endpoint.url(), "events": ["story.reacted", "notification.created"]}
        webhook_id = (await author.http.post(HOOKS, json=hook)).json()["data"]["id"]
        browser = Browser().subscription(endpoint.url(f"/push/{number}"))
        assert (await author.http.post(BROWSERS, json=browser)).status_code == 201
        emoji = {"emoji": "🔥" if number % 2 else "😂"}
        reactions = [
            reader.http.post(f"/stories/{clip['id']}/reactions", json=emoji) for reader in readers
        ]

        answers = await asyncio.gather(
            *reactions[:3],
            author.http.delete(f"{HOOKS}/{webhook_id}"),
            author.http.request("DELETE", BROWSERS, json={"endpoint": browser["endpoint"]}),
            *reactions[3:],
        )

        assert {answer.status_code for answer in answers} <= {200, 201}
        calling_server.clock.advance(QUIET_FOR)
