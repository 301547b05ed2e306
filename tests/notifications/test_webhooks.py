"""Webhooks: made and kept safely, delivered signed, tried again, lost never."""

import asyncio
import hmac
import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from emberline.accounts.models import User
from emberline.kit.events import EventCounter, emit
from emberline.kit.ids import new_id
from emberline.main import create_app
from emberline.notifications import service
from emberline.notifications.jobs import sweep_notifications
from emberline.notifications.models import Webhook, WebhookDelivery
from tests.accounts.factories import block, make_person
from tests.notifications.factories import (
    WEBHOOKS,
    deliveries_of,
    happen,
    inbox,
    make_webhook,
    work_off,
)
from tests.tls import NAME, Names, loopback_outbound

pytestmark = pytest.mark.anyio

SECRET = "a secret of sixteen and more"


async def test_an_event_is_delivered_signed_with_the_secret(calling_server, endpoint):
    server = calling_server
    ada, viewer_id = await make_person(server), (await make_person(server)).id
    webhook = await make_webhook(ada, endpoint, secret=SECRET)
    assert webhook["secret"] == SECRET

    await happen(server, ada, "story.reacted", viewer_id=viewer_id, emoji="🔥")
    await work_off(server)

    (received,) = endpoint.received
    assert json.loads(received.body) == {
        "type": "story.reacted",
        "data": {"viewer_id": viewer_id, "emoji": "🔥"},
        "timestamp": "2026-03-01T12:00:00Z",
        "id": 1,
        "webhook_id": webhook["id"],
    }
    assert received.host == f"{NAME}:{endpoint.port}"
    assert received.headers["x-emberline-event"] == "story.reacted"
    assert received.headers["content-type"] == "application/json"
    assert received.headers["user-agent"] == "Emberline"
    at = int(server.clock.now().timestamp())
    assert received.headers["x-emberline-signature"] == _signed(SECRET, at, received.body)
    (delivery,) = await deliveries_of(ada, webhook)
    assert delivery["id"] == received.headers["x-emberline-delivery"]
    assert (delivery["status"], delivery["attempts"], delivery["response_code"]) == (
        "delivered",
        1,
        200,
    )


async def test_a_made_secret_signs_and_is_shown_once(calling_server, endpoint):
    ada = await make_person(calling_server)
    webhook = await make_webhook(ada, endpoint)
    assert len(webhook["secret"]) > 32

    listed = (await ada.http.get(WEBHOOKS)).json()["data"]
    exported = (await ada.http.get("/api/auth/export")).json()["data"]["webhooks"]
    await happen(calling_server, ada, "story.reacted")
    await work_off(calling_server)

    assert [entry["id"] for entry in listed] == [entry["id"] for entry in exported]
    assert listed[0]["id"] == webhook["id"]
    assert "secret" not in listed[0] and "secret" not in exported[0]
    (received,) = endpoint.received
    at = int(calling_server.clock.now().timestamp())
    expected = _signed(webhook["secret"], at, received.body)
    assert received.headers["x-emberline-signature"] == expected


async def test_a_repeat_with_the_same_key_shows_the_same_webhook(calling_server, endpoint):
    ada = await make_person(calling_server)
    body = {"url": endpoint.url(), "events": ["story.reacted"]}
    headers = {"Idempotency-Key": "one"}

    first, again = [await ada.http.post(WEBHOOKS, json=body, headers=headers) for _ in range(2)]

    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert len((await ada.http.get(WEBHOOKS)).json()["data"]) == 1


async def test_only_the_events_that_were_asked_for_and_are_ones_own_are_delivered(
    calling_server, endpoint
):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await make_webhook(ada, endpoint, "story.reacted", "story.replied")

    for person, type in ((ada, "story.viewed"), (bob, "story.reacted"), (ada, "story.replied")):
        await happen(server, person, type)
    await work_off(server)

    assert [r.headers["x-emberline-event"] for r in endpoint.received] == ["story.replied"]


async def test_every_webhook_that_asked_gets_the_event(calling_server, endpoint):
    ada = await make_person(calling_server)
    webhooks = [await make_webhook(ada, endpoint) for _ in range(3)]

    await happen(calling_server, ada, "story.reacted")
    await work_off(calling_server)

    got = {json.loads(received.body)["webhook_id"] for received in endpoint.received}
    assert got == {webhook["id"] for webhook in webhooks}


async def test_a_follow_through_the_api_reaches_the_webhook(calling_server, endpoint):
    ada, bob = await make_person(calling_server), await make_person(calling_server)
    await make_webhook(ada, endpoint, "follow.created", "notification.created")

    assert (await bob.http.post(f"/api/users/{ada.id}/follow")).status_code == 200
    await work_off(calling_server)

    bodies = {r.headers["x-emberline-event"]: json.loads(r.body) for r in endpoint.received}
    assert bodies["follow.created"]["data"]["follower_id"] == bob.id
    assert bodies["notification.created"]["data"]["actor"]["user_id"] == bob.id


async def test_a_failed_delivery_is_tried_again_after_growing_waits(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    webhook = await make_webhook(ada, endpoint)
    endpoint.answers = [500, 302, 404]
    endpoint.headers = {"Location": endpoint.url("/elsewhere")}

    await happen(server, ada, "story.reacted")
    for wait, code in ((0, 500), (1, 302), (6, 404), (36, 200)):
        server.clock.advance(timedelta(minutes=wait) - timedelta(microseconds=1))
        await work_off(server)
        server.clock.advance(timedelta(microseconds=1))
        await work_off(server)
        assert (await deliveries_of(ada, webhook))[0]["response_code"] == code

    (delivery,) = await deliveries_of(ada, webhook)
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 4)
    assert {received.path for received in endpoint.received} == {"/hook"}
    assert len({received.headers["x-emberline-delivery"] for received in endpoint.received}) == 1
    assert len({received.body for received in endpoint.received}) == 1
    assert (await ada.http.get(WEBHOOKS)).json()["data"][0]["failing_since"] is None


async def test_after_five_attempts_a_delivery_has_failed(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    webhook = await make_webhook(ada, endpoint)
    endpoint.answers = [500] * 9

    await happen(server, ada, "story.reacted")
    await work_off(server)
    for _ in range(8):
        server.clock.advance(timedelta(hours=4))
        await work_off(server)

    assert len(endpoint.received) == 5
    (delivery,) = await deliveries_of(ada, webhook)
    assert (delivery["status"], delivery["attempts"], delivery["response_code"]) == (
        "failed",
        5,
        500,
    )


async def test_a_webhook_that_fails_for_days_is_switched_off_and_its_owner_told(
    calling_server, endpoint
):
    server = calling_server
    ada = await make_person(server)
    await make_webhook(ada, endpoint)
    endpoint.answers = [500] * 20
    await happen(server, ada, "story.reacted")
    await work_off(server)
    (webhook,) = (await ada.http.get(WEBHOOKS)).json()["data"]
    assert webhook["failing_since"] == "2026-03-01T12:00:00Z"
    assert webhook["disabled_at"] is None

    server.clock.advance(timedelta(days=3))
    await work_off(server)

    (webhook,) = (await ada.http.get(WEBHOOKS)).json()["data"]
    assert webhook["disabled_at"] is not None
    assert [told["type"] for told in await inbox(ada)] == ["webhook.disabled"]
    sent = len(endpoint.received)
    await happen(server, ada, "story.reacted")
    await work_off(server)
    assert len(endpoint.received) == sent == 2


async def test_what_was_committed_before_a_stop_is_delivered_after_the_next_start(
    calling_server, endpoint
):
    ada = await make_person(calling_server)
    webhook = await make_webhook(ada, endpoint)
    # A process that commits the event, and ends before its ring or any job of it runs.
    dying = create_app(calling_server.runtime.settings, calling_server.clock)
    calling_server.runtime.database.on_commit(lambda message: None)
    async with dying.router.lifespan_context(dying):
        dying.state.runtime.database.on_commit(lambda message: None)
        now = calling_server.clock.now()
        await dying.state.runtime.database.write(_emit, ada.id, now)
    assert [one["status"] for one in await deliveries_of(ada, webhook)] == ["pending"]

    outbound = loopback_outbound(Names("127.0.0.1"))
    next_one = create_app(calling_server.runtime.settings, calling_server.clock, outbound)
    async with next_one.router.lifespan_context(next_one), asyncio.timeout(20):
        # Nothing rings: its own sweep at the start finds the row.
        while not endpoint.received:  # noqa: ASYNC110 (another's doing, seen over the network)
            await asyncio.sleep(0.01)

    assert [received.headers["x-emberline-event"] for received in endpoint.received] == [
        "story.reacted"
    ]


async def test_an_event_that_is_rolled_back_is_not_delivered(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    webhook = await make_webhook(ada, endpoint)

    with pytest.raises(ZeroDivisionError):
        await server.runtime.database.write(_emit_and_fail, ada.id, server.clock.now())
    await happen(server, ada, "story.reacted", kept=True)
    await work_off(server)

    assert [json.loads(r.body)["data"] for r in endpoint.received] == [{"kept": True}]
    assert len(await deliveries_of(ada, webhook)) == 1


async def test_an_endpoint_that_never_answers_does_not_hold_up_the_end(
    start_server, calling_server, endpoint
):
    ada = await make_person(calling_server)
    webhook = await make_webhook(ada, endpoint)
    endpoint.may_answer.clear()
    outbound = loopback_outbound(Names("127.0.0.1"))
    calling_server.runtime.database.on_commit(lambda message: None)
    app = create_app(calling_server.runtime.settings, calling_server.clock, outbound)

    async with asyncio.timeout(8):  # a call's own end would come after ten seconds
        async with app.router.lifespan_context(app):
            await app.state.runtime.database.write(_emit, ada.id, calling_server.clock.now())
            while not endpoint.received:  # noqa: ASYNC110 (another's doing, over the network)
                await asyncio.sleep(0.01)

    (delivery,) = await deliveries_of(ada, webhook)
    assert (delivery["status"], delivery["attempts"]) == ("pending", 0)
    endpoint.may_answer.set()
    await work_off(calling_server)
    assert (await deliveries_of(ada, webhook))[0]["status"] == "delivered"


async def test_a_deleted_webhook_gets_nothing_more_not_even_what_waits(calling_server, endpoint):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    webhook = await make_webhook(ada, endpoint)
    endpoint.answers = [500]
    await happen(server, ada, "story.reacted")
    await work_off(server)
    assert len(endpoint.received) == 1
    assert (await bob.http.delete(f"{WEBHOOKS}/{webhook['id']}")).status_code == 404
    assert await server.runtime.database.read(_is_watched, ada.id)

    assert (await ada.http.delete(f"{WEBHOOKS}/{webhook['id']}")).status_code == 200

    server.clock.advance(timedelta(days=1))
    await happen(server, ada, "story.reacted")
    await work_off(server)
    assert len(endpoint.received) == 1
    assert (await ada.http.get(f"{WEBHOOKS}/{webhook['id']}/deliveries")).status_code == 404
    assert not await server.runtime.database.read(_is_watched, ada.id)


async def test_a_retry_tells_nothing_of_a_clip_that_is_gone_or_of_who_is_blocked(
    calling_server, endpoint
):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    webhook = await make_webhook(ada, endpoint)
    gone, there = new_id(), new_id()
    endpoint.answers = [500] * 3
    await happen(server, ada, "story.reacted", story_id=gone)
    await happen(server, ada, "story.reacted", story_id=there, viewer_id=bob.id)
    await happen(server, ada, "story.reacted", story_id=there)
    await work_off(server)
    assert len(endpoint.received) == 3

    await server.runtime.database.write(service.forget_clip, [gone])
    await block(server, bob, ada)
    server.clock.advance(timedelta(minutes=1))
    await work_off(server)

    assert [json.loads(r.body)["data"] for r in endpoint.received[3:]] == [{"story_id": there}]
    states = sorted(one["status"] for one in await deliveries_of(ada, webhook))
    assert states == ["delivered", "failed"]
    assert await server.runtime.database.read(_bodies) == {""}


async def test_a_suspended_users_webhooks_are_silent(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    await make_webhook(ada, endpoint)
    await happen(server, ada, "story.reacted", before=True)
    await work_off(server)

    await server.runtime.database.write(_suspend, ada.id, server.clock.now())
    await happen(server, ada, "story.reacted")
    await work_off(server)

    assert len(endpoint.received) == 1


async def test_deliveries_page_and_are_forgotten_after_a_month(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    webhook = await make_webhook(ada, endpoint)
    for number in range(5):
        await happen(server, ada, "story.reacted", number=number)
        server.clock.advance(timedelta(seconds=1))
    await work_off(server)
    address = f"{WEBHOOKS}/{webhook['id']}/deliveries"

    first = (await ada.http.get(address, params={"limit": 3})).json()
    cursor = first["meta"]["next_cursor"]
    second = (await ada.http.get(address, params={"limit": 3, "cursor": cursor})).json()

    ids = [one["id"] for one in first["data"] + second["data"]]
    assert len(set(ids)) == 5
    assert ids == sorted(ids, reverse=True)
    assert second["meta"]["next_cursor"] is None
    assert await sweep_notifications(server.runtime) == 0
    server.clock.advance(timedelta(days=30))
    assert await sweep_notifications(server.runtime) == 5
    assert await deliveries_of(ada, webhook) == []


async def test_users_without_webhooks_pay_no_statement_for_them(
    calling_server, endpoint, count_statements
):
    server = calling_server
    ada, bob = await make_person(server), await make_person(server)
    await make_webhook(ada, endpoint)

    with count_statements() as watched:
        await happen(server, ada, "story.viewed")
    with count_statements() as plain:
        await happen(server, bob, "story.viewed")

    assert any("webhooks" in statement for statement in watched)
    assert not any("webhook" in statement for statement in plain)


async def test_nothing_of_an_erased_account_is_delivered_or_kept(calling_server, endpoint):
    server = calling_server
    ada = await make_person(server)
    await make_webhook(ada, endpoint)
    endpoint.answers = [500]
    await happen(server, ada, "story.reacted")
    await work_off(server)
    assert await server.runtime.database.read(_kept) == (1, 1)

    body = {"password": ada.password}
    assert (await ada.http.request("DELETE", "/api/auth/account", json=body)).status_code == 200
    server.clock.advance(timedelta(days=1))
    await work_off(server)

    assert len(endpoint.received) == 1
    assert await server.runtime.database.read(_kept) == (0, 0)


def _signed(secret: str, at: int, body: bytes) -> str:
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, "sha256").hexdigest()
    return f"t={at},v1={signed}"


def _emit(conn, user_id, now) -> None:
    emit(conn, [user_id], "story.reacted", {}, now)


def _emit_and_fail(conn, user_id, now) -> None:
    _emit(conn, user_id, now)
    raise ZeroDivisionError


def _is_watched(conn, user_id) -> bool:
    watched = select(EventCounter.is_watched).where(EventCounter.user_id == user_id)
    return bool(conn.execute(watched).scalar_one())


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))


def _bodies(conn) -> set[str]:
    return set(conn.execute(select(WebhookDelivery.body)).scalars())


def _kept(conn) -> tuple[int, int]:
    webhooks = conn.execute(select(Webhook.id)).all()
    return len(webhooks), len(conn.execute(select(WebhookDelivery.id)).all())
