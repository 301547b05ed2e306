"""Reposts: seen by those who may see the original, and gone with it."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, update

from emberline.accounts.models import User
from emberline.clips.jobs import clean_up_expired
from emberline.clips.routes import posting
from emberline.kit.limits import Rate
from tests.accounts.factories import PASSWORD, Person, befriend, block, follow, hide, make_person
from tests.app_fixtures import Server
from tests.clips.factories import hold, post_photo, post_text, stored_keys
from tests.clips.keeping_factories import ids_in, keep_for, mention
from tests.notifications.factories import inbox

pytestmark = pytest.mark.anyio


async def repost(person: Person, clip: dict[str, Any], **fields: Any) -> httpx.Response:
    body: dict[str, Any] = {"json": fields} if fields else {}
    return await person.http.post(f"/stories/{clip['id']}/repost", **body)


async def cast(server: Server) -> tuple[Person, Person, Person, Any, Any]:
    """Author, reposter and reader, and the author's photo with its repost."""
    author, reposter, reader = [await make_person(server) for _ in range(3)]
    clip = await post_photo(author, caption="Fog", alt_text="A lighthouse", expires_in="3600")
    answer = await repost(reposter, clip)
    assert answer.status_code == 201, answer.text
    return author, reposter, reader, clip, answer.json()


async def test_a_repost_shows_the_original_under_ones_own_name(server):
    author, reposter, reader = [await make_person(server) for _ in range(3)]
    clip = await post_photo(author, caption="Fog", alt_text="A lighthouse")
    answer = await repost(reposter, clip, caption="Look", visibility="PUBLIC")
    assert answer.status_code == 201, answer.text
    seen = (await reader.http.get(f"/stories/item/{answer.json()['id']}")).json()
    assert seen["user_id"] == reposter.id
    assert (seen["caption"], seen["alt_text"], seen["kind"]) == ("Look", "A lighthouse", "image")
    assert seen["origin"] == {
        "id": clip["id"],
        "story_id": clip["id"],
        "user_id": author.id,
        "username": author.username,
        "caption": "Fog",
    }
    assert (await server.http.get(seen["media_url"])).status_code == 200
    # What is done with the repost is the repost's.
    await reader.http.post(f"/stories/{seen['id']}/view")
    assert (await author.http.get(f"/stories/item/{clip['id']}")).json()["views_count"] == 0
    (told,) = await inbox(author)
    assert (told["type"], told["actor"]["user_id"]) == ("clip.reposted", reposter.id)
    assert told["clip_id"] == seen["id"]


async def test_only_public_clips_and_those_that_mention_one_can_be_reposted(server):
    author, follower, stranger = [await make_person(server) for _ in range(3)]
    await follow(server, follower, author)
    clip = await post_text(author, visibility="FOLLOWERS")
    assert (await repost(stranger, clip)).status_code == 404
    assert (await repost(follower, clip)).status_code == 403
    await mention(server, clip["id"], follower)
    assert (await repost(follower, clip)).status_code == 201
    assert await ids_in(stranger, "/stories") == []
    assert (await repost(author, clip)).status_code == 400
    few = await post_text(author, max_views=3)
    assert (await repost(follower, few)).status_code == 403


async def test_a_repost_of_a_repost_has_the_first_clip_as_its_origin(server):
    author, _, reader, clip, first = await cast(server)
    second = (await repost(reader, first)).json()
    assert second["origin"]["id"] == clip["id"]
    assert (await repost(author, first)).status_code == 400


async def test_one_reposts_a_clip_once_however_often_one_asks(server):
    author, reposter = await make_person(server), await make_person(server)
    clip = await post_text(author)
    answers = await asyncio.gather(*(repost(reposter, clip) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    mine = next(answer.json() for answer in answers if answer.status_code == 201)
    assert (await reposter.http.delete(f"/stories/{mine['id']}")).status_code == 204
    assert (await repost(reposter, clip)).status_code == 201


@pytest.mark.parametrize(
    "reason",
    [
        "deleted",
        "held",
        "narrowed",
        "expired",
        "author suspended",
        "reader blocked by the author",
        "reader blocks the author",
        "author hides from the reader",
    ],
)
async def test_a_repost_goes_with_its_original(server, reason):
    author, _, reader, clip, mine = await cast(server)
    seen = (await reader.http.get(f"/stories/item/{mine['id']}")).json()
    assert mine["id"] in await ids_in(reader, "/stories")
    match reason:
        case "deleted":
            assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
        case "held":
            await hold(server, clip["id"])
        case "narrowed":
            await author.http.patch(f"/stories/{clip['id']}", json={"visibility": "PRIVATE"})
        case "expired":
            server.clock.advance(timedelta(hours=1))
        case "author suspended":
            await server.runtime.database.write(_suspend, author.id, server.clock.now())
        case "reader blocked by the author":
            await block(server, author, reader)
        case "reader blocks the author":
            await block(server, reader, author)
        case "author hides from the reader":
            await hide(server, author, reader)
    assert mine["id"] not in await ids_in(reader, "/stories")
    for address in (f"/stories/item/{mine['id']}", seen["media_url"]):
        assert (await reader.http.get(address)).status_code == 404
    assert (await reader.http.post(f"/stories/{mine['id']}/view")).status_code == 404


def _suspend(conn: Connection, user_id: str, now: datetime) -> None:
    conn.execute(update(User).where(User.id == user_id).values(suspended_at=now))


async def test_a_repost_ends_with_its_original_at_the_latest(server):
    author, _, reader, clip, mine = await cast(server)
    assert mine["expires_at"] == clip["expires_at"]
    long = await post_text(author, expires_in=7 * 86400)
    assert (await repost(reader, long)).json()["expires_at"] < long["expires_at"]


async def test_deleting_a_repost_leaves_the_media_and_deleting_the_original_takes_both(server):
    author, reposter, reader, clip, mine = await cast(server)
    other = (await repost(reader, clip)).json()
    assert (await reposter.http.delete(f"/stories/{mine['id']}")).status_code == 204
    assert (await server.http.get(clip["media_url"])).status_code == 200
    assert len(await stored_keys(server)) == 2
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert await stored_keys(server) == []
    assert (await reader.http.get(f"/stories/item/{other['id']}")).status_code == 404


async def test_a_repost_that_is_swept_leaves_the_media(server):
    author, reposter, _, clip, _ = await cast(server)
    await keep_for(reposter, 0)
    server.clock.advance(timedelta(hours=1))
    await clean_up_expired(server.runtime)
    assert await ids_in(author, "/stories/archive") == [clip["id"]]
    assert len(await stored_keys(server)) == 2


async def test_one_may_delete_ones_repost_of_what_one_may_no_longer_see(server):
    author, reposter, reader, clip, mine = await cast(server)
    await befriend(server, author, reader)
    await author.http.patch(f"/stories/{clip['id']}", json={"visibility": "CLOSE_FRIENDS"})
    assert (await reposter.http.get(f"/stories/item/{mine['id']}")).status_code == 404
    assert (await reader.http.get(f"/stories/item/{mine['id']}")).status_code == 200
    assert (await reposter.http.delete(f"/stories/{mine['id']}")).status_code == 204
    assert (await reader.http.get(f"/stories/item/{mine['id']}")).status_code == 404


async def test_reposts_follow_the_alt_text_of_the_original(server):
    author, reposter, reader, clip, mine = await cast(server)
    refused = await reposter.http.patch(f"/stories/{mine['id']}", json={"alt_text": "Mine"})
    assert refused.status_code == 400
    await author.http.patch(f"/stories/{clip['id']}", json={"alt_text": "A lighthouse in fog"})
    seen = (await reader.http.get(f"/stories/item/{mine['id']}")).json()
    assert seen["alt_text"] == "A lighthouse in fog"


async def test_an_author_is_not_told_of_a_repost_that_is_not_meant_for_them(server):
    author, reposter = await make_person(server), await make_person(server)
    clip = await post_text(author)
    assert (await repost(reposter, clip, visibility="CLOSE_FRIENDS")).status_code == 201
    assert await inbox(author) == []


async def test_a_repost_counts_as_a_clip_for_the_limit(start_server, monkeypatch):
    monkeypatch.setattr(posting, "POSTS", Rate("clips", 2, 3600))
    server = await start_server(rate_limits="on")
    author, reposter = await make_person(server), await make_person(server)
    clips = [await post_text(author) for _ in range(2)]
    await post_text(reposter)
    assert (await repost(reposter, clips[0])).status_code == 201
    assert (await repost(reposter, clips[1])).status_code == 429
    assert (await reposter.http.post("/stories", json={"text": "More"})).status_code == 429


async def test_a_feed_of_reposts_takes_a_fixed_number_of_statements(server, count_statements):
    author, reposter, reader = [await make_person(server) for _ in range(3)]
    counts, shown = [], []
    for _ in range(3):
        assert (await repost(reposter, await post_text(author))).status_code == 201
        with count_statements() as statements:
            shown = (await reader.http.get(f"/stories?author_id={reposter.id}")).json()["data"]
        counts.append(len(statements))
    assert len(shown) == 3
    assert len(set(counts)) == 1


async def test_a_clip_that_is_deleted_while_it_is_reposted_leaves_no_notices(server):
    for _ in range(3):
        author, *reposters = [await make_person(server) for _ in range(4)]
        clip = await post_text(author)
        first, *rest = reposters
        assert (await repost(first, clip)).status_code == 201
        assert len(await inbox(author)) == 1
        _, *answers = await asyncio.gather(
            author.http.delete(f"/stories/{clip['id']}"), *(repost(each, clip) for each in rest)
        )
        assert {answer.status_code for answer in answers} <= {201, 404}
        assert (await author.http.get(f"/stories/item/{clip['id']}")).status_code == 404
        assert await inbox(author) == []


async def test_reposts_go_with_their_origins_account_and_leave_no_notices(server):
    author, reposter, reader, _, again = await cast(server)
    commented = await reader.http.post(f"/stories/{again['id']}/comments", json={"text": "Oh"})
    assert commented.status_code == 201
    assert {told["type"] for told in await inbox(reposter)} == {"clip.commented"}
    await follow(server, reader, reposter)
    left = await author.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200, left.text
    assert (await reposter.http.get(f"/stories/item/{again['id']}")).status_code == 404
    assert await inbox(reposter) == []
