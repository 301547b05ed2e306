"""What was deleted, blocked or taken back is told to nobody who comes back later."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from emberline.accounts.service.standing import suspend
from emberline.clips.service.replaying import still_in_sight
from emberline.kit.events import Event, emit
from emberline.realtime.queries import events_after
from tests.accounts.factories import PASSWORD, Person, follow, make_person
from tests.app_fixtures import CountStatements, Server
from tests.clips.factories import hold, post_text
from tests.clips.keeping_factories import announce
from tests.moderation import factories as moderation
from tests.notifications.factories import tell

pytestmark = pytest.mark.anyio

# What an author is told of someone who did all one can do.
ANSWERS = [
    "follow.created",
    "follow.created",
    "story.viewed",
    "story.reacted",
    "clip.reacted",
    "story.replied",
    "clip.replied",
    "story.commented",
    "clip.commented",
]


async def events_for(server: Server, person: Person) -> Sequence[Event]:
    """Which of all their events the person may still be told."""
    now = server.clock.now()
    found: Sequence[Event] = await server.runtime.database.read(_still, person.id, now)
    return found


def _still(conn: Connection, user_id: str, now: datetime) -> Sequence[Event]:
    return still_in_sight(conn, user_id, events_after(conn, user_id, 0), now)


async def types_for(server: Server, person: Person) -> list[str]:
    """The types of those events, in their order; of a notification, its own type."""
    return [
        event.data["type"] if event.type == "notification.created" else event.type
        for event in await events_for(server, person)
    ]


async def _told_of_a_clip(server: Server) -> tuple[Person, Person, dict[str, Any]]:
    """An author, a follower of theirs, and the clip that the follower was told of."""
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    clip = await post_text(author)
    await announce(server)
    assert await types_for(server, reader) == ["story.created", "clip.created"]
    return author, reader, clip


@pytest.mark.parametrize("end", ["deleted", "suspended", "left"])
async def test_a_clip_that_has_gone_is_told_no_more(server, end):
    author, reader, clip = await _told_of_a_clip(server)

    if end == "deleted":
        assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    else:
        await _go(server, author, end)

    assert await events_for(server, reader) == []


async def test_a_repost_is_told_no_more_when_what_it_shows_is_taken_away(server):
    author, reader, _ = await _told_of_a_clip(server)
    friend = await make_person(server)
    await follow(server, reader, friend)
    await follow(server, friend, author)
    public = await post_text(author)
    answer = await friend.http.post(f"/stories/{public['id']}/repost", json={})
    assert answer.status_code == 201, answer.text
    await announce(server)
    assert (await types_for(server, reader)).count("story.created") == 3

    assert (await author.http.post(f"/api/users/{reader.id}/hide")).status_code == 200

    assert await types_for(server, reader) == []


async def test_what_others_are_told_stays(server):
    author, reader, _ = await _told_of_a_clip(server)
    other = await make_person(server)
    await follow(server, other, author)
    await post_text(author)
    await announce(server)
    assert len(await events_for(server, reader)) == 4

    assert (await author.http.post(f"/api/users/{reader.id}/hide")).status_code == 200

    assert await events_for(server, reader) == []
    assert await types_for(server, other) == ["story.created", "clip.created"]


async def _answered(server: Server) -> tuple[Person, Person, dict[str, Any], dict[str, Any]]:
    """An author, a reader who did all one can do upon a clip, the clip, and their comment."""
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}"
    for path, body in (
        (f"/api/users/{author.id}/follow", None),
        (f"{address}/view", None),
        (f"{address}/reactions", {"emoji": "🔥"}),
        (f"{address}/replies", {"text": "Boo"}),
    ):
        assert (await reader.http.post(path, json=body)).is_success
    comment = await moderation.comment_on(reader, clip)
    assert await types_for(server, author) == ANSWERS
    return author, reader, clip, comment


@pytest.mark.parametrize("end", ["blocks", "is blocked", "suspended", "left"])
async def test_the_author_is_told_nothing_more_of_who_is_out_of_sight(server, end):
    author, reader, *_ = await _answered(server)

    match end:
        case "blocks":
            assert (await author.http.post(f"/api/users/{reader.id}/block")).status_code == 200
        case "is blocked":
            assert (await reader.http.post(f"/api/users/{author.id}/block")).status_code == 200
        case _:
            await _go(server, reader, end)

    assert await events_for(server, author) == []


@pytest.mark.parametrize("end", ["deleted", "held"])
async def test_the_author_is_told_nothing_more_of_a_clip_that_has_gone(server, end):
    author, _, clip, _ = await _answered(server)

    if end == "deleted":
        assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    else:
        await hold(server, clip["id"])

    assert await types_for(server, author) == ["follow.created", "follow.created"]


async def test_the_author_is_still_told_of_their_own_clip_that_has_faded(server):
    author, _, _, _ = await _answered(server)

    server.clock.advance(timedelta(hours=24))

    assert await types_for(server, author) == ANSWERS


@pytest.mark.parametrize(
    ("taken_back", "told_no_more"),
    [
        ("reaction", {"story.reacted", "clip.reacted"}),
        ("comment", {"story.commented", "clip.commented"}),
        ("follow", {"follow.created"}),
        ("leave to be told of views", {"story.viewed"}),
        ("comment, by moderators", {"story.commented"}),
    ],
)
async def test_what_was_taken_back_is_told_no_more(server, taken_back, told_no_more):
    author, reader, clip, comment = await _answered(server)
    address = f"/stories/{clip['id']}"

    match taken_back:
        case "reaction":
            answer = await reader.http.delete(f"{address}/reactions")
        case "comment":
            answer = await reader.http.delete(f"{address}/comments/{comment['id']}")
        case "follow":
            answer = await reader.http.delete(f"/api/users/{author.id}/follow")
        case "leave to be told of views":
            body = {"view_receipts": False}
            answer = await reader.http.put("/api/auth/preferences", json=body)
        case _:
            moderator = await make_person(server, role="moderator")
            report = await moderation.made_report(author, "comment", comment["id"])
            answer = await moderation.hold(moderator, report)
    assert answer.is_success, answer.text

    assert await types_for(server, author) == [type for type in ANSWERS if type not in told_no_more]


async def test_what_the_house_tells_of_a_held_clip_stays(server):
    author = await make_person(server)
    clip = await post_text(author)
    await hold(server, clip["id"])
    await tell(server, [author], "moderation.held", None, clip_id=clip["id"])

    assert await types_for(server, author) == ["moderation.held"]


async def test_a_notification_is_told_no_more_from_its_end_on(server):
    author, reader = await make_person(server), await make_person(server)
    until = server.clock.now() + timedelta(minutes=1)
    await tell(server, [reader], "clip.created", author, until=until)
    server.clock.advance(timedelta(seconds=59))
    assert await types_for(server, reader) == ["clip.created"]

    server.clock.advance(timedelta(seconds=1))

    assert await events_for(server, reader) == []


async def test_no_event_is_told_from_its_end_on(server):
    reader, now = await make_person(server), server.clock.now()
    until = now + timedelta(minutes=1)
    await server.runtime.database.write(
        emit, [reader.id], "generation.progress", {"percent": 40}, now, until
    )
    server.clock.advance(timedelta(seconds=59))
    assert await types_for(server, reader) == ["generation.progress"]

    server.clock.advance(timedelta(seconds=1))

    assert await events_for(server, reader) == []


async def test_many_events_take_as_many_statements_as_few(
    server, count_statements: CountStatements
):
    author, *_ = await _answered(server)
    with count_statements() as for_few:
        await events_for(server, author)
    for _ in range(3):
        reader, clip = await make_person(server), await post_text(author)
        for path, body in (
            ("view", None),
            ("reactions", {"emoji": "🔥"}),
            ("comments", {"text": "Boo"}),
        ):
            await reader.http.post(f"/stories/{clip['id']}/{path}", json=body)
    with count_statements() as for_many:
        assert len(await events_for(server, author)) > len(ANSWERS) + 10
    assert len(for_few) == len(for_many) <= 8


async def _go(server: Server, person: Person, how: str) -> None:
    if how == "suspended":
        await server.runtime.database.write(suspend, person.id, server.clock.now())
        return
    body = {"password": PASSWORD}
    answer = await person.http.request("DELETE", "/api/auth/account", json=body)
    assert answer.status_code == 200, answer.text
