"""Which webhooks may be made: to public addresses, for known events, so many a person."""

import asyncio
from datetime import timedelta

import pytest

from tests.accounts.factories import make_person
from tests.notifications.factories import (
    WEBHOOKS,
    deliveries_of,
    happen,
    make_webhook,
    work_off,
)

pytestmark = pytest.mark.anyio

SECRET = "a secret of sixteen and more"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "https://10.0.0.1/",
        "https://2130706433/",
        "https://[::ffff:169.254.169.254]/",
        "https://ada:secret@hooks.example/",
        "https://hooks.example:22/",
        "not a url",
    ],
)
async def test_a_private_address_makes_no_webhook(calling_server, endpoint, url):
    ada = await make_person(calling_server)
    await make_webhook(ada, endpoint)

    answer = await ada.http.post(WEBHOOKS, json={"url": url, "events": ["story.reacted"]})

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "url"


@pytest.mark.parametrize("addresses", [[], ["192.168.0.1"], ["8.8.8.8", "::1"]])
async def test_a_name_that_leads_nowhere_or_inside_makes_no_webhook(
    calling_server, endpoint, names, addresses
):
    ada = await make_person(calling_server)
    await make_webhook(ada, endpoint)
    names.addresses = addresses

    answer = await ada.http.post(
        WEBHOOKS, json={"url": endpoint.url(), "events": ["story.reacted"]}
    )

    assert answer.status_code == 400


async def test_a_name_that_turns_private_later_is_not_called(calling_server, endpoint, names):
    server = calling_server
    ada = await make_person(server)
    webhook = await make_webhook(ada, endpoint)
    names.addresses = ["10.0.0.1"]

    await happen(server, ada, "story.reacted")
    await work_off(server)

    assert endpoint.received == []
    (delivery,) = await deliveries_of(ada, webhook)
    assert (delivery["status"], delivery["attempts"], delivery["response_code"]) == (
        "pending",
        1,
        None,
    )
    names.addresses = ["127.0.0.1"]
    server.clock.advance(timedelta(minutes=1))
    await work_off(server)
    assert len(endpoint.received) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"events": ["everything"]},
        {"events": []},
        {"events": ["story.reacted"] * 14},
        {"secret": "too short"},
        {"url": ""},
        {"colour": "red"},
    ],
)
async def test_a_webhook_names_known_events_and_a_long_secret(calling_server, endpoint, change):
    ada = await make_person(calling_server)
    body = {"url": endpoint.url(), "events": ["story.reacted"], "secret": SECRET}
    assert (await ada.http.post(WEBHOOKS, json=body)).status_code == 201

    assert (await ada.http.post(WEBHOOKS, json={**body, **change})).status_code == 400


async def test_a_user_has_at_most_ten_webhooks(calling_server, endpoint):
    ada = await make_person(calling_server)
    webhooks = [await make_webhook(ada, endpoint) for _ in range(10)]
    body = {"url": endpoint.url(), "events": ["story.reacted"]}

    assert (await ada.http.post(WEBHOOKS, json=body)).status_code == 409
    await ada.http.delete(f"{WEBHOOKS}/{webhooks[0]['id']}")

    assert (await ada.http.post(WEBHOOKS, json=body)).status_code == 201


async def test_many_webhooks_at_once_are_no_more_than_ten(calling_server, endpoint):
    ada = await make_person(calling_server)
    body = {"url": endpoint.url(), "events": ["story.reacted"]}

    answers = await asyncio.gather(*[ada.http.post(WEBHOOKS, json=body) for _ in range(15)])

    assert sorted(answer.status_code for answer in answers) == [201] * 10 + [409] * 5
