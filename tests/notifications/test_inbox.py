"""The inbox: who is told what, what stays, and what was read."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from emberline.accounts.models import User
from emberline.kit.events import OutboxEvent
from emberline.kit.ids import new_id
from emberline.notifications import service
from emberline.notifications.jobs import sweep_notifications
from emberline.notifications.models import Notification
from tests.accounts.factories import block, make_person, mute
from tests.clips.factories import events
from tests.notifications.factories import inbox, tell
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio


async def test_a_notification_says_who_did_what_and_is_an_event_too(server):
    ada, bob = await make_person(server, "ada"), await make_person(server)
    clip_id = new_id()
    media_id = await make_media(server, ada)
    assert (await ada.http.put("/api/auth/avatar", json={"media_id": media_id})).status_code == 200

    await tell(server, [bob], "clip.reacted", ada, clip_id=clip_id)

    (told,) = await inbox(bob)
    assert told == {
        "id": told["id"],
        "type": "clip.reacted",
        "actor": {
            "user_id": ada.id,
            "username": "ada",
            "display_name": "ada",
            "avatar_url": f"/files/avatar/{ada.id}/{media_id}",
        },
        "clip_id": clip_id,
        "created_at": "2026-03-01T12:00:00Z",
        "read_at": None,
    }
    assert await _events(server) == [(bob.id, "notification.created", told)]


async def test_nobody_is_told_of_their_own_deeds(server):
    ada, bob = await make_person(server), await make_person(server)

    await tell(server, [ada, bob], "clip.reacted", ada, clip_id=new_id())

    assert len(await inbox(bob)) == 1
    assert await inbox(ada) == []


async def test_a_block_either_way_a_mute_and_a_switched_off_type_keep_notifications_away(server):
    ada, bob = await make_person(server), await make_person(server)
    people = [bob, *[await make_person(server) for _ in range(4)]]
    await block(server, people[1], ada)
    await block(server, ada, people[2])
    await mute(server, people[3], ada)
    off = {"notifications": {"reactions": False}}
    assert (await people[4].http.put("/api/auth/preferences", json=off)).status_code == 200

    await tell(server, people, "clip.reacted", ada, clip_id=new_id())
    await tell(server, [people[4]], "clip.replied", ada, clip_id=new_id())

    assert len(await inbox(bob)) == 1
    assert [await inbox(person) for person in people[1:4]] == [[], [], []]
    assert [told["type"] for told in await inbox(people[4])] == ["clip.replied"]


async def test_the_suspended_neither_tell_nor_are_told(server):
    ada, bob = await make_person(server), await make_person(server)
    now = server.clock.now()
    eve, carol = [await make_person(server, suspended_at=now) for _ in range(2)]

    await tell(server, [bob, carol], "clip.reacted", ada, clip_id=new_id())
    await tell(server, [bob], "clip.reacted", eve, clip_id=new_id())

    assert [told["actor"]["user_id"] for told in await inbox(bob)] == [ada.id]
    assert await server.runtime.database.read(_count) == 1


async def test_a_repeated_deed_takes_the_place_of_the_one_before(server):
    ada, bob = await make_person(server), await make_person(server)
    clip_id = new_id()
    await tell(server, [bob], "clip.reacted", ada, clip_id=clip_id)
    (first,) = await inbox(bob)
    await bob.http.post("/api/notifications/read", json={"all": True})

    await tell(server, [bob], "clip.reacted", ada, clip_id=clip_id)
    assert (await inbox(bob))[0]["read_at"] is not None  # so soon, nobody is told anew
    assert len(await _events(server)) == 1
    server.clock.advance(timedelta(minutes=10))
    await tell(server, [bob], "clip.reacted", ada, clip_id=clip_id)

    (again,) = await inbox(bob)
    assert again["id"] == first["id"]
    assert again["read_at"] is None
    assert again["created_at"] == "2026-03-01T12:10:00Z"
    assert len(await _events(server)) == 2


async def test_each_reply_is_told_of_by_itself(server):
    ada, bob = await make_person(server), await make_person(server)
    clip_id = new_id()

    await tell(server, [bob], "clip.replied", ada, clip_id=clip_id)
    await tell(server, [bob], "clip.replied", ada, clip_id=clip_id)

    assert len(await inbox(bob)) == 2


async def test_what_was_undone_is_gone_and_done_again_tells_nobody_anew(server):
    ada, bob = await make_person(server), await make_person(server)
    assert (await ada.http.post(f"/api/users/{bob.id}/follow")).status_code == 200
    assert [told["type"] for told in await inbox(bob)] == ["follow.created"]

    assert (await ada.http.delete(f"/api/users/{bob.id}/follow")).status_code == 200
    assert await inbox(bob) == []
    assert (await ada.http.post(f"/api/users/{bob.id}/follow")).status_code == 200

    assert [told["type"] for told in await inbox(bob)] == ["follow.created"]
    types = [type for _, type, _ in await _events(server)]
    assert types.count("notification.created") == 1


async def test_a_request_to_follow_is_told_until_it_is_answered(server):
    bob = await make_person(server, is_locked=True)
    ada, carol = await make_person(server), await make_person(server)
    for person in (ada, carol):
        assert (await person.http.post(f"/api/users/{bob.id}/follow")).status_code == 200
    assert [told["type"] for told in await inbox(bob)] == ["follow.requested"] * 2

    await bob.http.post(f"/api/follow-requests/{ada.id}/accept")
    await bob.http.post(f"/api/follow-requests/{carol.id}/reject")

    assert [told["type"] for told in await inbox(bob)] == ["follow.created"]


async def test_who_asked_is_told_of_an_acceptance_while_they_follow_and_of_no_refusal(server):
    ada, bob, carol = [await make_person(server) for _ in range(3)]
    eve = await make_person(server, is_locked=True)
    for person in (ada, bob, carol):
        assert (await person.http.post(f"/api/users/{eve.id}/follow")).status_code == 200
    await mute(server, bob, eve)

    for _ in range(2):
        await eve.http.post(f"/api/follow-requests/{ada.id}/accept")
    await eve.http.post(f"/api/follow-requests/{bob.id}/accept")
    await eve.http.post(f"/api/follow-requests/{carol.id}/reject")

    (told,) = await inbox(ada)
    assert (told["type"], told["actor"]["user_id"]) == ("follow.accepted", eve.id)
    assert (ada.id, "notification.created", told) in await _events(server)
    assert (await inbox(bob), await inbox(carol)) == ([], [])
    assert (await ada.http.delete(f"/api/users/{eve.id}/follow")).status_code == 200
    assert await inbox(ada) == []


async def test_unlocking_an_account_tells_who_waited_unless_they_want_not_to_know(server):
    ada, bob = await make_person(server), await make_person(server)
    eve = await make_person(server, is_locked=True)
    off = {"notifications": {"follows": False}}
    assert (await bob.http.put("/api/auth/preferences", json=off)).status_code == 200
    for person in (ada, bob):
        assert (await person.http.post(f"/api/users/{eve.id}/follow")).status_code == 200

    await eve.http.put("/api/auth/profile", json={"is_locked": False})

    assert [told["type"] for told in await inbox(ada)] == ["follow.accepted"]
    assert await inbox(bob) == []
    assert (await ada.http.post(f"/api/users/{eve.id}/block")).status_code == 200
    assert await inbox(ada) == []


async def test_read_ones_stay_and_are_counted_no_more(server):
    ada, bob, carol = [await make_person(server) for _ in range(3)]
    for _ in range(3):
        await tell(server, [bob, carol], "clip.replied", ada, clip_id=new_id())
        server.clock.advance(timedelta(seconds=1))
    newest, *_ = await inbox(bob)
    others = (await inbox(carol))[0]["id"]

    ids = {"ids": [newest["id"], others, new_id()]}
    answer = await bob.http.post("/api/notifications/read", json=ids)

    assert answer.json()["data"] == {"unread_count": 2}
    assert [told["read_at"] is None for told in await inbox(bob)] == [False, True, True]
    assert len(await inbox(bob, unread=True)) == 2
    assert len(await inbox(carol, unread=True)) == 3
    answer = await bob.http.post("/api/notifications/read", json={"all": True})
    assert answer.json()["data"] == {"unread_count": 0}
    assert await inbox(bob, unread=True) == []
    assert len(await inbox(bob)) == 3


@pytest.mark.parametrize(
    "body", [{}, {"all": False}, {"ids": []}, {"ids": ["x"]}, {"all": True, "ids": [new_id()]}]
)
async def test_marking_as_read_names_some_or_all(server, body):
    bob = await make_person(server)

    assert (await bob.http.post("/api/notifications/read", json=body)).status_code == 400


async def test_the_inbox_pages_newest_first_and_stays_stable(server):
    ada, bob = await make_person(server), await make_person(server)
    for _ in range(5):
        await tell(server, [bob], "clip.replied", ada, clip_id=new_id())
    whole = [told["id"] for told in await inbox(bob)]

    seen, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        body = (await bob.http.get("/api/notifications", params=query)).json()
        seen += [told["id"] for told in body["data"]]
        assert body["meta"]["unread_count"] >= 5
        await tell(server, [bob], "clip.replied", ada, clip_id=new_id())
        if (cursor := body["meta"]["next_cursor"]) is None:
            break

    assert seen == whole


async def test_who_is_blocked_or_suspended_meanwhile_disappears_and_is_not_counted(server):
    ada, eve, bob, carol = [await make_person(server) for _ in range(4)]
    for person in (ada, eve, carol):
        await tell(server, [bob], "clip.reacted", person, clip_id=new_id())
    assert len(await inbox(bob)) == 3

    await block(server, bob, ada)
    await server.runtime.database.write(_suspend, eve.id, server.clock.now())

    body = (await bob.http.get("/api/notifications")).json()
    assert [told["actor"]["user_id"] for told in body["data"]] == [carol.id]
    assert body["meta"]["unread_count"] == 1


async def test_a_clip_that_is_gone_or_over_is_told_of_no_more(server):
    ada, bob = await make_person(server), await make_person(server)
    gone, over, there = new_id(), new_id(), new_id()
    end = server.clock.now() + timedelta(hours=24)
    await tell(server, [bob], "clip.created", ada, clip_id=gone)
    await tell(server, [bob], "clip.created", ada, clip_id=over, until=end)
    await tell(server, [bob], "clip.created", ada, clip_id=there)
    assert len(await inbox(bob)) == 3

    await server.runtime.database.write(service.forget_clip, [gone])
    assert len(await inbox(bob)) == 2
    server.clock.set(end)

    assert [told["clip_id"] for told in await inbox(bob)] == [there]


async def test_a_thousand_are_told_in_a_fixed_number_of_statements(server, count_statements):
    ada, *people = [await make_person(server) for _ in range(41)]
    clip_id = new_id()
    with count_statements() as few:
        await tell(server, people[:2], "clip.created", ada, clip_id=new_id())
    with count_statements() as many:
        await tell(server, people, "clip.created", ada, clip_id=clip_id)

    assert 4 <= len(many) == len(few) <= 9
    assert all([len(await inbox(person)) >= 1 for person in people])
    assert [told["clip_id"] for told in await inbox(people[-1])] == [clip_id]


async def test_events_of_many_are_numbered_each_by_their_own_count(server):
    ada, bob, carol = [await make_person(server) for _ in range(3)]
    await tell(server, [bob], "clip.replied", ada)
    await tell(server, [bob, carol], "clip.replied", ada)
    await tell(server, [bob, carol], "clip.replied", ada)

    numbers = await server.runtime.database.read(_numbers)
    assert numbers == {bob.id: [1, 2, 3], carol.id: [1, 2]}


async def test_the_sweep_forgets_what_is_old_or_over_and_keeps_the_rest(server):
    ada, bob = await make_person(server), await make_person(server)
    await tell(server, [bob], "clip.replied", ada)
    server.clock.advance(timedelta(days=89))
    await tell(server, [bob], "clip.created", ada, until=server.clock.now() + timedelta(hours=1))
    await tell(server, [bob], "clip.replied", ada)
    assert await sweep_notifications(server.runtime) == 0

    server.clock.advance(timedelta(days=1, seconds=1))

    assert await sweep_notifications(server.runtime) == 2
    assert len(await inbox(bob)) == 1


async def test_an_account_that_goes_takes_what_it_told_along(server):
    ada, bob = await make_person(server), await make_person(server)
    await tell(server, [bob], "clip.replied", ada)
    assert len(await inbox(bob)) == 1

    body = {"password": ada.password}
    answer = await ada.http.request("DELETE", "/api/auth/account", json=body)

    assert answer.status_code == 200
    assert await inbox(bob) == []


async def _events(server) -> list[tuple]:
    return [(sent.user_id, sent.type, sent.data) for sent in await events(server)]


def _numbers(conn) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for user_id, number in conn.execute(
        select(OutboxEvent.user_id, OutboxEvent.id).order_by(OutboxEvent.id)
    ):
        found.setdefault(user_id, []).append(number)
    return found


def _count(conn) -> int:
    return int(conn.execute(select(func.count()).select_from(Notification)).scalar_one())


def _suspend(conn, user_id, now) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))
