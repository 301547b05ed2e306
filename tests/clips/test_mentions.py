"""Mentions: shown by name, told once to those who may see the clip."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from emberline.accounts.service.standing import suspend
from emberline.clips.models import Clip, ClipMention
from emberline.clips.service.mentions import announce
from emberline.tables import metadata
from tests.accounts.factories import PASSWORD, Person, block, follow, hide, make_person
from tests.clips.answering_factories import LINK, change_clip, post_stickers
from tests.clips.factories import inbox_of

pytestmark = pytest.mark.anyio


def mention(person: Person) -> dict:
    return {"type": "mention", "x": 0.5, "y": 0.5, "user_id": person.id}


async def announced(server, clip) -> None:
    await server.runtime.database.write(announce, clip["id"], server.clock.now())


async def mentions_told(person: Person) -> list:
    return [entry for entry in await inbox_of(person) if entry[0] == "clip.mentioned"]


async def test_the_mentioned_are_told_once(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_stickers(author, mention(ben), LINK)
    assert await server.runtime.database.read(_mentioned) == [(clip["id"], ben.id)]
    for _ in range(2):
        await announced(server, clip)
        server.clock.advance(timedelta(hours=1))
        assert await mentions_told(ben) == [("clip.mentioned", author.id)]
    await ben.http.post("/api/notifications/read", json={"all": True})
    await announced(server, clip)
    inbox = (await ben.http.get("/api/notifications?unread=true")).json()["data"]
    assert not [entry for entry in inbox if entry["type"] == "clip.mentioned"]
    # What one may no longer see is not told of any more.
    server.clock.advance(timedelta(days=1))
    assert await mentions_told(ben) == []


def _mentioned(conn: Connection) -> list[tuple]:
    return [tuple(row) for row in conn.execute(select(ClipMention.clip_id, ClipMention.user_id))]


async def test_who_may_not_see_the_clip_is_not_told_until_they_may(server):
    author = await make_person(server)
    ben, hidden, follower = [await make_person(server) for _ in range(3)]
    await hide(server, author, hidden)
    await follow(server, follower, author)
    everyone = [mention(person) for person in (ben, hidden, follower)]
    clip = await post_stickers(author, *everyone, visibility="FOLLOWERS")
    draft = await post_stickers(author, *everyone, draft=True)
    for each in (clip, draft):
        await announced(server, each)
    assert await mentions_told(follower) == [("clip.mentioned", author.id)]
    assert await mentions_told(ben) == await mentions_told(hidden) == []
    await change_clip(author, clip, visibility="PUBLIC")
    await announced(server, clip)
    assert await mentions_told(ben) == [("clip.mentioned", author.id)]
    assert len(await mentions_told(follower)) == 1
    assert await mentions_told(hidden) == []


async def test_only_people_who_are_there_are_mentioned_each_once_and_never_oneself(server):
    author, ben, blocked, blocker, gone = [await make_person(server) for _ in range(5)]
    await block(server, author, blocked)
    await block(server, blocker, author)
    await server.runtime.database.write(suspend, gone.id, server.clock.now())
    assert len((await post_stickers(author, mention(ben)))["stickers"]) == 1
    for people in ([author], [ben, ben], [blocked], [blocker], [gone]):
        body = {"text": "a", "stickers": [mention(person) for person in people]}
        refused = await author.http.post("/stories", json=body)
        assert refused.status_code == 400
        assert refused.json()["details"][0]["field"] == "stickers"


async def test_a_mention_is_not_shown_across_a_block_nor_of_the_suspended(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_stickers(author, mention(ben), LINK)
    address = f"/stories/item/{clip['id']}"

    async def types(reader: Person) -> list[str]:
        stickers = (await reader.http.get(address)).json()["stickers"]
        return [sticker["type"] for sticker in stickers]

    assert await types(eve) == ["mention", "link"]
    await block(server, ben, eve)
    assert await types(eve) == ["link"]
    assert await types(author) == ["mention", "link"]
    await server.runtime.database.write(suspend, ben.id, server.clock.now())
    assert await types(author) == ["link"]


async def test_the_mention_of_who_leaves_goes_with_them(server):
    author, ben = await make_person(server), await make_person(server)
    clips = [
        await post_stickers(author, mention(ben), LINK),
        await post_stickers(author, mention(ben)),
    ]
    assert "clips" in await server.runtime.database.read(_tables_naming, ben.id)
    erased = await ben.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert erased.status_code == 200
    assert "clips" not in await server.runtime.database.read(_tables_naming, ben.id)
    left = [(await author.http.get(f"/stories/item/{clip['id']}")).json() for clip in clips]
    assert [[s["type"] for s in clip["stickers"]] for clip in left] == [["link"], []]
    assert await server.runtime.database.read(_stickers, clips[1]["id"]) is None


def _tables_naming(conn: Connection, user_id: str) -> set[str]:
    return {
        table.name
        for table in metadata.sorted_tables
        if any(user_id in str(row) for row in conn.execute(select(table)))
    }


def _stickers(conn: Connection, clip_id: str) -> object:
    return conn.execute(select(Clip.stickers).where(Clip.id == clip_id)).scalar_one()


async def test_a_feed_full_of_mentions_takes_one_statement_more(server, count_statements):
    author, reader = await make_person(server), await make_person(server)
    counts = []
    for _ in range(3):
        with count_statements() as made:
            answer = await reader.http.get("/stories")
        assert answer.status_code == 200
        counts.append(len(made))
        for _ in range(3):
            await post_stickers(author, mention(await make_person(server)))
    assert counts[1] == counts[2] == counts[0] + 1
