"""Views: said many at once, listed for the author."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from emberline.accounts.models import NameWord
from emberline.clips.models import Clip, ClipReaction
from tests.accounts.factories import Person, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import events, events_of, post_text

pytestmark = pytest.mark.anyio

NOBODYS = "0197a1b2-0000-7000-8000-000000000000"


async def view_all(reader: Person, *clip_ids: str) -> list[dict[str, Any]]:
    """Say that the clips were seen; what the answer lists."""
    answer = await reader.http.post("/stories/views", json={"story_ids": clip_ids})
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


async def test_many_views_at_once_are_each_what_a_single_one_is(server):
    ada, bob, reader = [await make_person(server) for _ in range(3)]
    first, second = await post_text(ada), await post_text(ada)
    third = await post_text(bob)
    seen = (await reader.http.post(f"/stories/{first['id']}/view")).json()
    server.clock.advance(timedelta(minutes=1))
    answered = await view_all(reader, third["id"], first["id"], second["id"], third["id"])
    assert [(view["story_id"], view["first_view"]) for view in answered] == [
        (third["id"], True),
        (first["id"], False),
        (second["id"], True),
    ]
    assert answered[1]["viewed_at"] == seen["viewed_at"] != answered[0]["viewed_at"]
    assert {view["viewer_id"] for view in answered} == {reader.id}
    told = await events_of(server, ada, "story.viewed")
    assert [data["story_id"] for data in told] == [first["id"], second["id"]]
    assert told[1] == {
        "story_id": second["id"],
        "viewer_id": reader.id,
        "viewed_at": answered[2]["viewed_at"],
    }
    assert len(await events_of(server, bob, "story.viewed")) == 1


async def test_an_author_is_told_of_each_view_in_numbers_without_gaps(server):
    ada, bob, reader = [await make_person(server) for _ in range(3)]
    clips = [await post_text(author) for author in (ada, bob, ada, ada)]
    await view_all(reader, *[clip["id"] for clip in clips])
    numbers = [sent.id for sent in await events(server, "story.viewed") if sent.user_id == ada.id]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert len(await events_of(server, bob, "story.viewed")) == 1


async def test_what_may_not_be_seen_is_skipped_without_a_word(server):
    ada, reader = await make_person(server), await make_person(server)
    public = await post_text(ada)
    private = await post_text(ada, visibility="PRIVATE")
    short = await post_text(ada, expires_in=60)
    own = await post_text(reader)
    server.clock.advance(timedelta(seconds=60))
    wanted = [public["id"], private["id"], short["id"], NOBODYS, own["id"]]
    answered = await view_all(reader, *wanted)
    assert [(view["story_id"], view["first_view"]) for view in answered] == [
        (public["id"], True),
        (own["id"], False),
    ]
    for clip, author, views in ((public, ada, 1), (private, ada, 0), (own, reader, 0)):
        counted = (await author.http.get(f"/stories/item/{clip['id']}")).json()["views_count"]
        assert counted == views


async def test_who_keeps_views_to_themselves_tells_nobody_of_many_either(server):
    ada, reader = await make_person(server), await make_person(server)
    clips = [await post_text(ada), await post_text(ada)]
    await reader.http.put("/api/auth/preferences", json={"view_receipts": False})
    assert len(await view_all(reader, *[clip["id"] for clip in clips])) == 2
    assert await events_of(server, ada, "story.viewed") == []
    page = (await ada.http.get(f"/stories/{clips[0]['id']}/views")).json()
    assert (page["data"], page["meta"]["total"]) == ([], 1)


async def test_no_more_people_see_a_clip_than_may_however_they_say_it(server):
    ada, *readers = [await make_person(server) for _ in range(7)]
    clip, other = await post_text(ada), await post_text(ada)
    await server.runtime.database.write(_limit_views, clip["id"], 3)
    said = [view_all(reader, clip["id"], other["id"]) for reader in readers[:4]]
    alone = [reader.http.post(f"/stories/{clip['id']}/view") for reader in readers[4:]]
    many, single = await asyncio.gather(asyncio.gather(*said), asyncio.gather(*alone))
    recorded = sum(clip["id"] in [view["story_id"] for view in views] for views in many)
    recorded += sum(answer.status_code == 200 for answer in single)
    assert recorded == 3
    assert (await ada.http.get(f"/stories/item/{clip['id']}")).json()["views_count"] == 3
    assert (await ada.http.get(f"/stories/item/{other['id']}")).json()["views_count"] == 4


def _limit_views(conn: Connection, clip_id: str, most: int) -> None:
    conn.execute(update(Clip).where(Clip.id == clip_id).values(max_views=most))


async def test_many_views_take_a_fixed_number_of_statements(server, count_statements):
    ada, bob, reader = [await make_person(server) for _ in range(3)]
    counts = []
    for size in (3, 30):
        clips = [await post_text(author) for author in (ada, bob) for _ in range(size)]
        with count_statements() as made:
            assert len(await view_all(reader, *[clip["id"] for clip in clips])) == 2 * size
        counts.append(len(made))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("ids", [[], ["7"], [NOBODYS] * 101, "x", None])
async def test_too_many_or_malformed_views_are_refused(server, ids):
    reader = await make_person(server)
    assert await view_all(reader, NOBODYS) == []
    answer = await reader.http.post("/stories/views", json={"story_ids": ids})
    assert answer.status_code == 400


async def test_who_reacted_comes_first_and_then_the_latest(server):
    ada, *readers = [await make_person(server) for _ in range(6)]
    clip = await post_text(ada)
    for reader in readers:
        server.clock.advance(timedelta(minutes=1))
        await reader.http.post(f"/stories/{clip['id']}/view")
    for reader, emoji in ((readers[0], "\N{FIRE}"), (readers[3], "\N{CLAPPING HANDS SIGN}")):
        await server.runtime.database.write(
            _react, clip["id"], reader.id, emoji, server.clock.now()
        )
    expected = [readers[index].id for index in (3, 0, 4, 2, 1)]
    address = f"/stories/{clip['id']}/views"
    whole = (await ada.http.get(address)).json()
    assert [entry["user_id"] for entry in whole["data"]] == expected
    assert [entry["emoji"] for entry in whole["data"]] == [
        "\N{CLAPPING HANDS SIGN}",
        "\N{FIRE}",
        None,
        None,
        None,
    ]
    for limit in (1, 2, 3):
        assert await _page_by_page(ada, address, limit) == expected


async def _page_by_page(author: Person, address: str, limit: int) -> list[str]:
    found, cursor = [], None
    while True:
        query = {"limit": limit} if cursor is None else {"limit": limit, "cursor": cursor}
        page = (await author.http.get(address, params=query)).json()
        assert len(page["data"]) <= limit
        assert page["meta"]["total"] == 5
        found += [entry["user_id"] for entry in page["data"]]
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            return found


def _react(conn: Connection, clip_id: str, user_id: str, emoji: str, now: Any) -> None:
    row = {"clip_id": clip_id, "user_id": user_id, "emoji": emoji, "reacted_at": now}
    conn.execute(insert(ClipReaction), row)


async def test_viewers_are_found_by_the_beginnings_of_their_names(server):
    ada = await make_person(server)
    ben = await make_person(server, "ben_1", display_name="Änne Öhler")
    cleo = await make_person(server, "cleo", display_name="Ben Hur")
    dora = await make_person(server, "benx1")
    for person, words in ((ben, ("änne öhler", "öhler")), (cleo, ("ben hur", "hur"))):
        await server.runtime.database.write(_name, person.id, words)
    clip = await post_text(ada)
    for reader in (ben, cleo, dora):
        await reader.http.post(f"/stories/{clip['id']}/view")
    for called, expected in (
        ("BEN", {ben.id, cleo.id, dora.id}),
        ("ben_1", {ben.id}),
        ("ÖHL", {ben.id}),
        ("hur", {cleo.id}),
        ("%", set()),
        ("zoe", set()),
    ):
        page = (await ada.http.get(f"/stories/{clip['id']}/views", params={"q": called})).json()
        assert {entry["user_id"] for entry in page["data"]} == expected, called
        assert page["meta"]["total"] == 3
    too_long = await ada.http.get(f"/stories/{clip['id']}/views", params={"q": "x" * 81})
    assert too_long.status_code == 400


def _name(conn: Connection, user_id: str, words: tuple[str, ...]) -> None:
    conn.execute(insert(NameWord), [{"word": word, "user_id": user_id} for word in words])


async def test_the_viewers_are_kept_while_the_clip_is_in_the_archive(server):
    ada, reader = await make_person(server), await make_person(server)
    await follow(server, reader, ada)
    clip = await post_text(ada)
    await reader.http.post(f"/stories/{clip['id']}/view")
    address = f"/stories/{clip['id']}/views"
    server.clock.advance(timedelta(days=2))
    (entry,) = (await ada.http.get(address)).json()["data"]
    assert entry["user_id"] == reader.id
    late = await reader.http.post(f"/stories/{clip['id']}/view")
    assert late.status_code == 404
    assert (await reader.http.get(address)).status_code == 404


async def test_the_list_of_viewers_takes_a_fixed_number_of_statements(
    server: Server, count_statements: Any
):
    ada, *readers = [await make_person(server) for _ in range(5)]
    clip = await post_text(ada)
    counts = []
    for reader in readers:
        await reader.http.post(f"/stories/{clip['id']}/view")
        with count_statements() as made:
            await ada.http.get(f"/stories/{clip['id']}/views")
        counts.append(len(made))
    assert len(set(counts)) == 1
    assert counts[0] <= 6
