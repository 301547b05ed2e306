"""Who can see this: how many, one person and why; always what the one rule says."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update

from emberline.accounts.service.standing import suspend
from emberline.clips.models import Clip
from emberline.clips.rules.audience import WhyVisible, reason
from emberline.clips.rules.visibility import ClipFacts, Relation, Visibility, may_see
from emberline.media.rules import Status
from tests.accounts.factories import Person, befriend, block, follow, hide, make_person, mute
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio

GRANTS = {
    WhyVisible.AUTHOR,
    WhyVisible.PUBLIC,
    WhyVisible.FOLLOWER,
    WhyVisible.CLOSE_FRIEND,
    WhyVisible.IN_AUDIENCE,
}


async def audience(author: Person, clip: dict[str, Any]) -> dict[str, Any]:
    """How many can see the clip."""
    answer = await author.http.get(f"/stories/{clip['id']}/audience")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def why(author: Person, clip: dict[str, Any], person: Person) -> tuple[bool, str]:
    """Whether the person can see the clip, and why."""
    address = f"/stories/{clip['id']}/audience"
    answer = await author.http.get(address, params={"user_id": person.id})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return body["may_see"], body["why"]


def test_the_reason_says_what_the_rule_decides():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    minute = timedelta(minutes=1)
    times = [
        (None, None),
        (now, now + minute),
        (now + minute, now + 2 * minute),
        (now - minute, now),
    ]
    words = set()
    for visibility, status, (start, end), held, burnt in itertools.product(
        Visibility, Status, times, (False, True), (False, True)
    ):
        clip = ClipFacts("author", visibility, status, start, end, held=held, burnt=burnt)
        for flags in itertools.product((False, True), repeat=8):
            relation = Relation(*flags)
            for viewer_id in ("author", "reader"):
                word = reason(viewer_id, clip, relation, now)
                assert may_see(viewer_id, clip, relation, now) == (word in GRANTS)
                words.add(word)
    assert words == set(WhyVisible)


async def test_each_visibility_counts_whom_it_is_meant_for(server):
    ada, follower, friend, named, stranger = [await make_person(server) for _ in range(5)]
    await follow(server, follower, ada)
    await follow(server, friend, ada)
    await befriend(server, ada, friend)
    expected = {"PUBLIC": 4, "FOLLOWERS": 2, "CLOSE_FRIENDS": 1, "CUSTOM": 1, "PRIVATE": 0}
    for visibility, count in expected.items():
        more: dict[str, Any] = {}
        if visibility == "CUSTOM":
            more["audience_user_ids"] = [named.id]
        clip = await post_text(ada, visibility=visibility, **more)
        assert await audience(ada, clip) == {"count": count, "rule": visibility}
        seen = [
            reader
            for reader in (follower, friend, named, stranger)
            if (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200
        ]
        assert len(seen) == count


async def test_blocks_hides_and_suspensions_leave_the_count_and_mutes_do_not(server):
    ada, *readers = [await make_person(server) for _ in range(6)]
    for reader in readers:
        await follow(server, reader, ada)
    clips = [await post_text(ada, visibility=each) for each in ("PUBLIC", "FOLLOWERS")]
    assert [(await audience(ada, clip))["count"] for clip in clips] == [5, 5]
    await block(server, ada, readers[0])
    await block(server, readers[1], ada)
    await hide(server, ada, readers[2])
    await server.runtime.database.write(suspend, readers[3].id, server.clock.now())
    await mute(server, readers[4], ada)
    assert [(await audience(ada, clip))["count"] for clip in clips] == [1, 1]


async def test_one_person_and_the_word_that_decides(server):
    ada, friend, reader = [await make_person(server) for _ in range(3)]
    await befriend(server, ada, friend)
    public = await post_text(ada)
    followers = await post_text(ada, visibility="FOLLOWERS")
    friends = await post_text(ada, visibility="CLOSE_FRIENDS")
    custom = await post_text(ada, visibility="CUSTOM", audience_user_ids=[friend.id])
    private = await post_text(ada, visibility="PRIVATE")
    assert await why(ada, public, ada) == (True, "author")
    assert await why(ada, public, reader) == (True, "public")
    assert await why(ada, followers, reader) == (False, "not_follower")
    await follow(server, reader, ada)
    assert await why(ada, followers, reader) == (True, "follower")
    assert await why(ada, friends, friend) == (True, "close_friend")
    assert await why(ada, friends, reader) == (False, "not_close_friend")
    assert await why(ada, custom, friend) == (True, "in_audience")
    assert await why(ada, custom, reader) == (False, "not_in_audience")
    assert await why(ada, private, friend) == (False, "private")
    await hide(server, ada, reader)
    assert await why(ada, public, reader) == (False, "hidden")
    await block(server, ada, friend)
    assert await why(ada, public, friend) == (False, "blocked")


async def test_when_its_time_is_over_nobody_else_can_see_it(server):
    ada, reader = await make_person(server), await make_person(server)
    short, late = await post_text(ada, expires_in=60), await post_text(ada)
    assert (await audience(ada, short))["count"] == 1
    begins = server.clock.now() + timedelta(hours=1)
    times = {"published_at": begins, "expires_at": begins + timedelta(days=1)}
    await server.runtime.database.write(_change, late["id"], times)
    assert await why(ada, late, reader) == (False, "scheduled")
    assert (await audience(ada, late))["count"] == 0
    server.clock.advance(timedelta(seconds=60))
    assert await why(ada, short, reader) == (False, "expired")
    assert await why(ada, short, ada) == (True, "author")
    assert (await audience(ada, short))["count"] == 0
    await server.runtime.database.write(_change, late["id"], dict.fromkeys(times))
    assert await why(ada, late, reader) == (False, "draft")


async def test_a_burnt_clip_is_for_those_who_have_seen_it(server):
    ada, first, second = [await make_person(server) for _ in range(3)]
    clip = await post_text(ada)
    await server.runtime.database.write(_change, clip["id"], {"max_views": 1})
    assert (await audience(ada, clip))["count"] == 2
    await first.http.post(f"/stories/{clip['id']}/view")
    assert (await audience(ada, clip))["count"] == 1
    assert await why(ada, clip, first) == (True, "public")
    assert await why(ada, clip, second) == (False, "burnt")


async def test_a_burnt_clip_does_not_tell_who_has_seen_it_and_keeps_that(server):
    ada, shy, open_one, bob = [await make_person(server) for _ in range(4)]
    hers, his = await post_text(ada, max_views=2), await post_text(bob, max_views=1)
    for reader in (shy, bob):
        silent = await reader.http.put("/api/auth/preferences", json={"view_receipts": False})
        assert silent.status_code == 200
    for reader in (shy, open_one):
        assert await why(ada, hers, reader) == (True, "public")
        assert (await reader.http.post(f"/stories/{hers['id']}/view")).status_code == 200
    await open_one.http.post(f"/stories/{his['id']}/view")
    # Both go on seeing it.
    for reader, clip in ((shy, hers), (open_one, hers), (open_one, his)):
        assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200
    assert await why(ada, hers, open_one) == (True, "public")
    assert await why(ada, hers, shy) == (False, "burnt")
    assert await why(bob, his, open_one) == (False, "burnt")
    assert (await audience(ada, hers))["count"] == 1
    assert (await audience(bob, his))["count"] == 0


async def test_a_repost_does_not_tell_whom_its_origins_author_shuts_out(server):
    author, reposter, reader = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    answer = await reposter.http.post(f"/stories/{clip['id']}/repost")
    assert answer.status_code == 201, answer.text
    repost = answer.json()
    address = f"/stories/{repost['id']}/audience"
    assert (await audience(reposter, repost))["count"] == 2
    assert await why(author, clip, reader) == (True, "public")
    refused = await reposter.http.get(address, params={"user_id": reader.id})
    assert refused.status_code == 403
    await follow(server, reposter, author)
    narrowed = await author.http.patch(f"/stories/{clip['id']}", json={"visibility": "FOLLOWERS"})
    assert narrowed.status_code == 200
    assert (await reposter.http.get(f"/stories/item/{repost['id']}")).status_code == 200
    assert (await reposter.http.get(address)).status_code == 403


def _change(conn: Connection, clip_id: str, values: dict[str, Any]) -> None:
    conn.execute(update(Clip).where(Clip.id == clip_id).values(**values))


async def test_only_the_author_asks_and_only_about_those_in_sight(server):
    ada, reader, other = [await make_person(server) for _ in range(3)]
    clip = await post_text(ada)
    address = f"/stories/{clip['id']}/audience"
    assert (await reader.http.get(address)).status_code == 403
    private = await post_text(ada, visibility="PRIVATE")
    assert (await reader.http.get(f"/stories/{private['id']}/audience")).status_code == 404
    assert await why(ada, clip, other) == (True, "public")
    await block(server, other, ada)
    unknown = "0197a1b2-0000-7000-8000-000000000000"
    for user_id, status in ((other.id, 404), (unknown, 404), ("7", 400)):
        assert (await ada.http.get(address, params={"user_id": user_id})).status_code == status
    await server.runtime.database.write(suspend, reader.id, server.clock.now())
    assert (await ada.http.get(address, params={"user_id": reader.id})).status_code == 404
