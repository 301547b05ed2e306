"""Web Push: the key, the subscriptions, and what reaches a browser sealed for it alone."""

import asyncio
import json
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from py_vapid import Vapid02
from sqlalchemy import func, select

from emberline.kit.ids import new_id
from emberline.notifications.jobs import sweep_notifications
from emberline.notifications.models import Push, PushSubscription
from tests.accounts.factories import block, make_person
from tests.notifications.factories import Browser, inbox, tell, work_off

pytestmark = pytest.mark.anyio

PATH = "/api/push/subscriptions"


async def _subscribe(person, endpoint, path: str = "/push/1") -> Browser:
    browser = Browser()
    body = browser.subscription(endpoint.url(path))
    answer = await person.http.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    return browser


async def test_the_key_is_a_point_of_the_curve_and_the_same_in_every_process(start_server):
    first, second = await start_server(), await start_server()
    person = await make_person(first)

    key = (await person.http.get("/api/push/key")).json()["data"]["public_key"]
    other = await make_person(second)
    again = (await other.http.get("/api/push/key")).json()["data"]["public_key"]

    point = urlsafe_b64decode(key + "=")
    assert len(point) == 65 and point[0] == 4
    assert key == again


async def test_a_push_says_who_did_what_to_that_browser_alone(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server, "ada"), await make_person(server)
    browser = await _subscribe(bob, endpoint)
    clip_id = new_id()

    await tell(server, [bob], "clip.replied", ada, clip_id=clip_id)
    await work_off(server)

    (received,) = endpoint.received
    (told,) = await inbox(bob)
    assert received.path == "/push/1"
    assert received.headers["content-encoding"] == "aes128gcm"
    assert received.headers["ttl"] == "86400"
    assert browser.opened(received.body) == {
        "id": told["id"],
        "type": "clip.replied",
        "actor": "ada",
        "clip_id": clip_id,
    }
    with pytest.raises(Exception, match=r".*"):
        Browser().opened(received.body)
    key = (await bob.http.get("/api/push/key")).json()["data"]["public_key"]
    authorization = received.headers["authorization"]
    assert authorization.endswith(f"k={key}")
    assert Vapid02.verify(authorization)
    claims = json.loads(urlsafe_b64decode(authorization.split(".")[1] + "=="))
    assert claims["aud"] == endpoint.url("")
    assert claims["exp"] == server.clock.now().timestamp() + 12 * 3600
    assert await server.runtime.database.read(_waiting) == 0


async def test_every_browser_of_the_receiver_gets_it_and_no_other(calling_server, endpoint):
    server = calling_server
    ada, bob, carol = [await make_person(server) for _ in range(3)]
    await _subscribe(bob, endpoint, "/bob/1")
    await _subscribe(bob, endpoint, "/bob/2")
    await _subscribe(carol, endpoint, "/carol")

    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)

    assert sorted(received.path for received in endpoint.received) == ["/bob/1", "/bob/2"]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_gone_is_asked_no_more(calling_server, endpoint, status):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await _subscribe(bob, endpoint)
    endpoint.answers = [status]

    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)
    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)

    assert len(endpoint.received) == 1
    assert await server.runtime.database.read(_subscribed) == 0


async def test_a_browser_that_never_answers_holds_up_no_other(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    people = [await make_person(server) for _ in range(40)]
    for number, person in enumerate(people):
        await _subscribe(person, endpoint, f"/{number}")
    endpoint.silent = {"/0"}
    server.runtime.database.on_commit(lambda message: None)
    await tell(server, people, "clip.replied", ada)

    sending = asyncio.create_task(work_off(server))
    async with asyncio.timeout(4):  # the silent one's own end comes after five seconds
        while await server.runtime.database.read(_waiting) > 1:  # noqa: ASYNC110 (another's doing)
            await asyncio.sleep(0.01)

    assert {received.path for received in endpoint.received} >= {f"/{n}" for n in range(40)}
    assert not sending.done()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_push_that_is_not_taken_is_sent_again_and_the_others_are_not(
    calling_server, endpoint, status
):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await _subscribe(bob, endpoint, "/1")
    await _subscribe(bob, endpoint, "/2")
    endpoint.answers = [status]

    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)
    assert len(endpoint.received) == 2
    assert await server.runtime.database.read(_waiting) == 1
    server.clock.advance(timedelta(seconds=5))
    await work_off(server)

    failed = endpoint.received[0].path
    assert [received.path for received in endpoint.received[2:]] == [failed]
    assert await server.runtime.database.read(_waiting) == 0


async def test_a_push_that_nobody_takes_is_given_up(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await _subscribe(bob, endpoint)
    endpoint.answers = [503] * 50

    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)
    for _ in range(8):
        server.clock.advance(timedelta(minutes=10))
        await work_off(server)

    assert len(endpoint.received) == 5
    assert await server.runtime.database.read(_waiting) == 1
    server.clock.advance(timedelta(days=1))
    assert await sweep_notifications(server.runtime) == 1
    assert await server.runtime.database.read(_waiting) == 0


async def test_what_was_read_or_came_to_be_hidden_meanwhile_is_not_pushed(calling_server, endpoint):
    server = calling_server
    ada, eve, bob = [await make_person(server) for _ in range(3)]
    await _subscribe(bob, endpoint)
    endpoint.answers = [503] * 3
    for actor in (ada, eve):
        await tell(server, [bob], "clip.replied", actor)
    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)
    assert len(endpoint.received) == 3

    await block(server, bob, eve)
    newest = (await inbox(bob))[0]["id"]
    await bob.http.post("/api/notifications/read", json={"ids": [newest]})
    server.clock.advance(timedelta(seconds=5))
    await work_off(server)

    assert len(endpoint.received) == 4


async def test_a_push_lives_no_longer_than_what_it_tells_of(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await _subscribe(bob, endpoint)

    until = server.clock.now() + timedelta(minutes=1)
    await tell(server, [bob], "clip.created", ada, clip_id=new_id(), until=until)
    await work_off(server)

    assert [received.headers["ttl"] for received in endpoint.received] == ["60"]


async def test_a_session_that_ends_takes_its_browser_along(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await _subscribe(bob, endpoint)
    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)
    assert len(endpoint.received) == 1

    assert (await bob.http.post("/api/auth/logout")).status_code == 200
    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)

    assert len(endpoint.received) == 1


async def test_an_unsubscribed_browser_gets_nothing_more(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await _subscribe(bob, endpoint)
    body = {"endpoint": endpoint.url("/push/1")}
    assert (await ada.http.request("DELETE", PATH, json=body)).status_code == 404

    assert (await bob.http.request("DELETE", PATH, json=body)).status_code == 200
    assert (await bob.http.request("DELETE", PATH, json=body)).status_code == 404
    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)

    assert endpoint.received == []


async def test_a_browser_at_which_another_signs_in_is_theirs_but_a_thief_of_its_address_is_refused(
    calling_server, endpoint
):
    server = calling_server
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    browser = await _subscribe(bob, endpoint)
    subscription = browser.subscription(endpoint.url("/push/1"))

    stolen = {**subscription, "keys": {**subscription["keys"], "auth": "A" * 22}}
    assert (await eve.http.post(PATH, json=stolen)).status_code == 409
    assert (await ada.http.post(PATH, json=subscription)).status_code == 201
    await tell(server, [bob], "clip.replied", eve)
    await tell(server, [ada], "clip.reposted", eve)
    await work_off(server)

    (received,) = endpoint.received
    assert browser.opened(received.body)["type"] == "clip.reposted"


async def test_the_oldest_of_ten_browsers_makes_room(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    for number in range(11):
        await _subscribe(bob, endpoint, f"/{number}")
        server.clock.advance(timedelta(seconds=1))

    await tell(server, [bob], "clip.replied", ada)
    await work_off(server)

    paths = {received.path for received in endpoint.received}
    assert paths == {f"/{number}" for number in range(1, 11)}


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "https://10.0.0.1/push"},
        {"endpoint": "http://hooks.example/push"},
        {"endpoint": "https://hooks.example/" + "a" * 2000},
        {"keys": {"p256dh": "A" * 87, "auth": "A" * 22}},
        {"keys": {"p256dh": "short", "auth": "A" * 22}},
        {"keys": {"auth": "A" * 22}},
        {"colour": "red"},
    ],
)
async def test_a_subscription_that_could_never_work_is_refused(calling_server, endpoint, change):
    bob = await make_person(calling_server)
    body = Browser().subscription(endpoint.url())
    assert (await bob.http.post(PATH, json=body)).status_code == 201

    assert (await bob.http.post(PATH, json={**body, **change})).status_code == 400


async def test_an_api_token_takes_no_pushes(calling_server, endpoint):
    server = calling_server
    bob = await make_person(server)
    answer = await bob.http.post("/api/auth/tokens", json={"name": "s", "scopes": ["write"]})
    headers = {"Authorization": f"Bearer {answer.json()['data']['token']}"}
    body = Browser().subscription(endpoint.url())

    assert (await server.http.post(PATH, json=body, headers=headers)).status_code == 403
    assert (await bob.http.post(PATH, json=body)).status_code == 201


async def test_the_export_names_browsers_without_their_keys(calling_server, endpoint):
    bob = await make_person(calling_server)
    browser = await _subscribe(bob, endpoint)

    export = (await bob.http.get("/api/auth/export")).text

    assert endpoint.url("/push/1") in export
    assert browser.subscription("")["keys"]["auth"] not in export


def _waiting(conn) -> int:
    return int(conn.execute(select(func.count()).select_from(Push)).scalar_one())


def _subscribed(conn) -> int:
    return int(conn.execute(select(func.count()).select_from(PushSubscription)).scalar_one())
