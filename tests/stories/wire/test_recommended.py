"""Recommendations: what to read next, and because of what."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from emberline.accounts.models import Preferences
from emberline.stories.models.drafts import Collaborator
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.rules.recommending import Together, by_what_others_finished
from emberline.stories.service import entries
from emberline.stories.service.playables import play_write
from emberline.stories.service.rewards import FinishedPlay, record_ending
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import START, Server
from tests.stories.wire.factories import published_story, short_story

pytestmark = pytest.mark.anyio

ADDRESS = "/api/stories/recommended"


async def story(server: Server, author: Person, title: str, category: str = "") -> str:
    server.clock.advance(timedelta(minutes=1))
    return await published_story(server, author, short_story(title=title, category=category))


async def finish(server: Server, reader: Person, *story_ids: str, category: str = "") -> None:
    """The reader comes to an ending of each of the stories, one after the other."""
    database = server.runtime.database
    for story_id in story_ids:
        server.clock.advance(timedelta(minutes=1))
        play = FinishedPlay(
            story_id=story_id,
            version_id=await database.read(_version_of, story_id),
            ending_key="home",
            tone="",
            category=category,
            difficulty="easy",
            items={},
            seconds=60,
            moves=1,
        )
        await play_write(database, record_ending, reader.id, play, server.clock.now())


def _version_of(conn: Connection, story_id: str) -> str:
    entry = select(CatalogueEntry.version_id).where(CatalogueEntry.story_id == story_id)
    return str(conn.execute(entry).scalar_one())


async def recommended(person: Person, **query: Any) -> dict[str, str]:
    """The titles with their reasons, in order."""
    answer = await person.http.get(ADDRESS, params=query)
    assert answer.status_code == 200, answer.text
    return {each["title"]: each["because"] for each in answer.json()["data"]}


async def test_what_others_finished_too_comes_first_and_says_because_of_what(server):
    author, reader, *others = [await make_person(server) for _ in range(5)]
    ids = {name: await story(server, author, name) for name in ("A", "B", "C", "D", "E")}
    await finish(server, reader, ids["A"], ids["B"])
    await finish(server, others[0], ids["A"], ids["C"])
    await finish(server, others[1], ids["A"], ids["C"], ids["B"], ids["D"])
    await finish(server, others[2], ids["E"])
    found = await recommended(reader)
    assert found == {
        "C": "because you finished A",
        "D": "because you finished B",
        "E": "because many readers play it",
    }
    assert list(found) == ["C", "D", "E"]
    answer = (await reader.http.get(ADDRESS, params={"pageSize": 1})).json()
    assert answer["meta"] == {"page": 1, "pageSize": 1, "total": 3}
    (first,) = answer["data"]
    assert (first["story_id"], first["because_story_id"], first["because_title"]) == (
        ids["C"],
        ids["A"],
        "A",
    )
    assert await recommended(reader, pageSize=1, page=2) == {"D": "because you finished B"}


async def test_at_first_it_is_the_chosen_category_else_the_most_finished_then_the_popular(server):
    author, reader = await make_person(server), await make_person(server)
    for title, category in (("M1", "mystery"), ("M2", "mystery"), ("H", "horror"), ("X", "")):
        story_id = await story(server, author, title, category)
        if title in ("M1", "X"):
            await server.runtime.database.write(entries.bump_plays, story_id)
    popular = "because many readers play it"
    assert await recommended(reader) == dict.fromkeys(("X", "M1", "H", "M2"), popular)
    gone = await story(server, author, "Finished", "horror")
    await finish(server, reader, gone, category="horror")
    assert list((await recommended(reader)).items())[:2] == [
        ("H", "because you like horror"),
        ("X", popular),
    ]

    def choose(conn: Any) -> None:
        mine = update(Preferences).where(Preferences.user_id == reader.id)
        conn.execute(mine.values(favorite_category="mystery"))

    await server.runtime.database.write(choose)
    found = await recommended(reader)
    assert list(found) == ["M1", "M2", "X", "H"]
    assert found["M2"] == "because you like mystery"


async def test_it_is_never_what_one_finished_wrote_or_may_not_see(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    ids = {name: await story(server, author, name, "a") for name in ("A", "B", "C", "D")}
    own = await story(server, reader, "Own", "a")

    def help_with(conn: Any) -> None:
        at = server.clock.now()
        row = {"story_id": ids["C"], "user_id": reader.id, "role": "viewer", "added_at": at}
        conn.execute(insert(Collaborator), row)
        entries.take_back(conn, ids["D"])

    await finish(server, reader, ids["A"], category="a")
    await finish(server, other, *ids.values(), own)
    assert set(await recommended(reader)) == {"B", "C", "D"}
    await server.runtime.database.write(help_with)
    assert set(await recommended(reader)) == {"B"}
    await block(server, author, reader)
    assert await recommended(reader) == {}
    assert set(await recommended(other)) == set()


async def test_a_finished_story_that_is_gone_is_not_named(server):
    author, gone, reader, other = [await make_person(server) for _ in range(4)]
    secret = await story(server, gone, "Secret")
    await finish(server, reader, secret)
    await finish(server, other, secret, await story(server, author, "B"))
    assert await recommended(reader) == {"B": "because you finished Secret"}
    await server.runtime.database.write(entries.take_back, secret)
    assert await recommended(reader) == {"B": "because many readers play it"}


async def test_it_takes_a_session_and_a_page(server):
    assert (await server.http.get(ADDRESS)).status_code == 401
    reader = await make_person(server)
    assert (await reader.http.get(ADDRESS, params={"pageSize": 101})).status_code == 400
    assert await recommended(reader) == {}


async def test_it_is_a_fixed_number_of_statements(server, count_statements):
    author, reader, other = [await make_person(server) for _ in range(3)]
    ids = [await story(server, author, f"S{number}", "a") for number in range(12)]
    await finish(server, reader, ids[0], category="a")
    await finish(server, other, *ids)
    made = set()
    for size in (1, 5, 11):
        with count_statements() as statements:
            assert len(await recommended(reader, pageSize=size)) == size
        made.add(len(statements))
    assert len(made) == 1
    assert max(made) <= 7


def test_what_was_finished_lately_says_more():
    def day(number: int) -> datetime:
        return START - timedelta(days=number)

    mine = {"a": day(0), "b": day(400)}
    together = [
        Together("a", "old", day(300)),
        Together("a", "new", day(1)),
        Together("b", "b too", day(1)),
        Together("a", "a", day(1)),
        Together("a", "future", START + timedelta(days=9)),
    ]
    found = by_what_others_finished(mine, together, START)
    assert [reason.story_id for reason in found] == ["future", "new", "old", "b too"]
    assert [reason.because_of for reason in found] == ["a", "a", "a", "b"]
