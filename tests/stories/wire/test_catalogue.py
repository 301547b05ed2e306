"""The catalogue: what is listed for whom, filtered, sorted, counted and leafed through."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, update

from emberline.accounts.models import User
from emberline.kit.db import open_database
from emberline.kit.pages import Numbered
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.queries import catalogue as queries
from emberline.stories.service import catalogue, entries
from emberline.stories.service.searches import search_stories
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.operations.operators import answered, stamp
from tests.stories.wire.factories import make_story, publish, published_story, short_story

pytestmark = pytest.mark.anyio

FIELDS = {
    *("story_id", "title", "description", "author", "author_id", "difficulty_level", "category"),
    *("tags", "language", "content_notes", "is_published", "listed", "version", "created_at"),
    *("updated_at", "rating", "ratings_count", "plays_count", "nodes_count", "endings_count"),
    *("estimated_minutes", "cover_url", "revision"),
}


async def story(server: Server, author: Person, title: str, **parts: Any) -> str:
    """A published story, a minute newer than the one before."""
    server.clock.advance(timedelta(minutes=1))
    return await published_story(server, author, short_story(title=title, **parts))


async def titles(client: Any, path: str = "", **query: Any) -> list[str]:
    """The titles of a page of a list below `/api/stories`."""
    return [each["title"] for each in (await page(client, path, **query))["data"]]


async def page(client: Any, path: str = "", **query: Any) -> Any:
    answer = await client.get(f"/api/stories{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def write(server: Server, statement: Any) -> None:
    await server.runtime.database.write(_run, statement)


def _run(conn: Connection, statement: Any) -> None:
    conn.execute(statement)


async def test_the_catalogue_lists_what_is_published_newest_first(server):
    author = await make_person(server)
    await story(server, author, "Old", category="mystery", tags=["Sea"], language="de")
    await make_story(server, author, short_story(title="Draft"))
    new = await story(server, author, "New", difficulty_level="hard", content_notes=["storms"])
    listed = await page(server.http)
    assert [each["title"] for each in listed["data"]] == ["New", "Old"]
    assert listed["meta"] == {"page": 1, "pageSize": 10, "total": 2}
    assert (listed["success"], listed["message"]) == (True, "2 stories.")
    first = listed["data"][0]
    assert set(first) == FIELDS
    assert (first["story_id"], first["author"], first["author_id"]) == (
        new,
        author.username,
        author.id,
    )
    assert (first["nodes_count"], first["endings_count"], first["estimated_minutes"]) == (3, 2, 1)
    assert (first["version"], first["is_published"], first["listed"]) == (1, True, True)
    assert (first["rating"], first["revision"], first["plays_count"]) == (None, None, 0)
    assert await titles(server.http, "/recent") == ["New", "Old"]


async def test_each_filter_leaves_what_has_it(server):
    one, two = await make_person(server, "Mara.King"), await make_person(server)
    await story(server, one, "A", category="mystery", difficulty_level="easy", tags=["Deep  Sea"])
    await story(server, one, "B", category="mystery", language="de", tags=["deep sea", "x"])
    await story(server, two, "C", category="horror", difficulty_level="hard", language="de")
    for query, found in (
        ({"category": "mystery"}, ["B", "A"]),
        ({"category": "Mystery"}, []),
        ({"difficulty": "hard"}, ["C"]),
        ({"language": "de"}, ["C", "B"]),
        ({"author": "mara.KING"}, ["B", "A"]),
        ({"author": "nobody"}, []),
        ({"tag": "DEEP sea"}, ["B", "A"]),
        ({"tag": "deep"}, []),
        ({"tag": "x", "author": two.username}, []),
        ({"category": "mystery", "language": "de"}, ["B"]),
        ({"category": "mystery", "language": "de", "difficulty": "easy"}, []),
        ({"tag": "deep sea", "author": "mara.king", "difficulty": "easy"}, ["A"]),
    ):
        for sort in ("recent", "popular", "rating", "title"):
            listed = await page(server.http, **query, sort=sort)
            assert {each["title"] for each in listed["data"]} == set(found), (query, sort)
            assert listed["meta"]["total"] == len(found), (query, sort)
        assert await titles(server.http, **query) == found


async def test_it_is_sorted_by_plays_by_rating_and_by_title(server):
    author = await make_person(server)
    ids = {name: await story(server, author, name) for name in ("b", "A", "c")}

    def receive(conn: Any) -> None:
        for _ in range(3):
            entries.bump_plays(conn, ids["c"])
        entries.bump_plays(conn, ids["b"])
        entries.bump_completions(conn, ids["b"])
        # One full mark is no lead over ten that are nearly so.
        entries.rated(conn, ids["A"], count_change=1, sum_change=5)
        entries.rated(conn, ids["b"], count_change=10, sum_change=48)
        entries.rated(conn, ids["c"], count_change=1, sum_change=1)

    await server.runtime.database.write(receive)
    assert await titles(server.http, sort="popular") == ["c", "b", "A"]
    assert await titles(server.http, "/popular") == ["c", "b", "A"]
    assert await titles(server.http, sort="rating") == ["b", "A", "c"]
    assert await titles(server.http, sort="title") == ["A", "b", "c"]
    read = (await page(server.http, f"/{ids['b']}"))["data"]
    assert (read["rating"], read["ratings_count"], read["plays_count"]) == (4.8, 10, 1)


async def test_many_matches_are_walked_and_few_gathered_with_the_same_outcome(server, monkeypatch):
    author = await make_person(server)
    for number in range(6):
        kind = {"category": "ab"[number % 2], "language": ["en", "de"][number // 3]}
        await story(server, author, f"T{number}", tags=["t"] if number % 3 else ["u"], **kind)
    queries_made = [
        {},
        {"category": "a"},
        {"language": "de"},
        {"difficulty": "medium"},
        {"tag": "t"},
        {"tag": "t", "category": "b"},
        {"category": "a", "language": "en"},
    ]

    async def all_of_them() -> list[list[str]]:
        return [
            await titles(server.http, **query, sort=sort)
            for query in queries_made
            for sort in ("recent", "popular", "rating", "title")
        ]

    gathered = await all_of_them()
    monkeypatch.setattr("emberline.stories.service.catalogue.FEW", -1)
    assert await all_of_them() == gathered
    assert sum(map(len, gathered)) > 60


async def test_pages_are_leafed_through_and_those_behind_the_last_are_empty(server):
    author = await make_person(server)
    for number in range(5):
        await story(server, author, str(number))
    seen = []
    for number in (1, 2, 3):
        listed = await page(server.http, page=number, pageSize=2)
        assert listed["meta"] == {"page": number, "pageSize": 2, "total": 5}
        seen += [each["title"] for each in listed["data"]]
    assert seen == ["4", "3", "2", "1", "0"]
    for number in (4, 10_000):
        assert (await page(server.http, page=number, pageSize=100))["data"] == []
    for bad in ({"page": 0}, {"page": 10_001}, {"page": "x"}, {"pageSize": 0}, {"pageSize": 101}):
        for path in ("", "/recent", "/popular", "/search?q=a"):
            answer = await server.http.get(f"/api/stories{path}", params={"q": "a", **bad})
            assert answer.status_code == 400, (path, bad)
            assert answer.json()["details"][0]["field"] == next(iter(bad))


async def test_what_cannot_be_asked_for_is_refused(server):
    for bad in (
        {"sort": "age"},
        {"difficulty": "deadly"},
        {"category": "x" * 51},
        {"tag": "x" * 51},
        {"language": "x" * 36},
        {"author": "x" * 101},
        {"category": "a\x00b"},
        {"tag": "\x00"},
        {"author": "\x00"},
    ):
        assert (await server.http.get("/api/stories", params=bad)).status_code == 400, bad
    for odd in ({"category": "'; --"}, {"tag": "%"}, {"author": "\U0001f40d"}, {"language": ""}):
        assert await titles(server.http, **odd) == []
    assert (await server.http.get("/api/stories/7")).status_code == 400


async def test_an_unlisted_or_held_story_or_one_taken_back_is_for_its_people_only(server):
    author, helper, reader = [await make_person(server) for _ in range(3)]
    admin = await make_person(server, role="admin")
    story_id = await story(server, author, "Hidden", category="mystery", tags=["t"])
    await write(
        server,
        insert(Collaborator).values(
            story_id=story_id, user_id=helper.id, role="viewer", added_at=server.clock.now()
        ),
    )
    address = f"/api/stories/{story_id}"

    async def change(**values: Any) -> None:
        def apply(conn: Any) -> None:
            conn.execute(update(Story).where(Story.id == story_id).values(**values))
            entries.relist(conn, story_id)

        await server.runtime.database.write(apply)

    async def is_there(*, readable: bool) -> None:
        for client in (server.http, reader.http):
            assert (await client.get(address)).status_code == (200 if readable else 404)
        for person in (author, helper, admin):
            assert (await person.http.get(address)).json()["data"]["title"] == "Hidden"
        for client in (server.http, reader.http, author.http, helper.http, admin.http):
            there = ["Hidden"] if readable else []
            assert await titles(client) == there
            assert await titles(client, category="mystery") == there
            assert await titles(client, tag="t") == there
            assert await titles(client, author=author.username) == there
            assert await titles(client, "/search", q="hidden") == there
            categories = (await page(client, "/categories"))["data"]
            assert categories == ([{"category": "mystery", "count": 1}] if readable else [])

    await is_there(readable=True)
    for values in (
        {"is_listed": False},
        {"held_at": server.clock.now()},
        {"is_published": False},
    ):
        back = {name: {"held_at": None}.get(name, True) for name in values}
        await change(**values)
        await is_there(readable=False)
        await change(**back)
        await is_there(readable=True)
    await server.runtime.database.write(entries.take_back, story_id)
    await is_there(readable=False)


async def test_blocks_and_suspensions_take_stories_out_of_lists_and_counts(server):
    author, other, blocker, blocked, reader = [await make_person(server) for _ in range(5)]
    theirs = await story(server, author, "Theirs", category="a", tags=["t"])
    await story(server, other, "Others", category="a", tags=["t"])
    lists: tuple[tuple[str, dict[str, str]], ...] = (
        ("", {}),
        ("", {"category": "a"}),
        ("", {"tag": "t"}),
        ("", {"tag": "t", "sort": "popular"}),
        ("/recent", {}),
        ("/popular", {}),
        ("/search", {"q": "theirs"}),
        ("/search", {"q": "others"}),
    )

    async def seen_by(client: Any) -> set[str]:
        found: set[str] = set()
        for path, query in lists:
            listed = await page(client, path, **query)
            assert listed["meta"]["total"] == len(listed["data"]), (path, query)
            found |= {each["title"] for each in listed["data"]}
        (category,) = (await page(client, "/categories"))["data"]
        assert category == {"category": "a", "count": len(found)}
        alone = await client.get(f"/api/stories/{theirs}")
        assert (alone.status_code == 200) == ("Theirs" in found)
        return found

    both = {"Theirs", "Others"}
    for person in (blocker, blocked, reader):
        assert await seen_by(person.http) == both
    await block(server, blocker, author)
    await block(server, author, blocked)
    for person in (blocker, blocked):
        assert await seen_by(person.http) == {"Others"}
        assert await titles(person.http, author=author.username) == []
    for client in (reader.http, server.http, author.http):
        assert await seen_by(client) == both
    now = server.clock.now()
    await write(server, update(User).where(User.id == author.id).values(suspended_at=now))
    for client in (blocker.http, reader.http, server.http):
        assert await seen_by(client) == {"Others"}


async def test_counts_follow_publications_renamings_and_erasures(server):
    author, other = await make_person(server), await make_person(server)
    first = await story(server, author, "One", category="b")
    await story(server, author, "Two", category="a")
    await story(server, other, "Three", category="a")

    async def counted() -> dict[str, int]:
        found = (await page(server.http, "/categories"))["data"]
        assert (await page(server.http))["meta"]["total"] == sum(each["count"] for each in found)
        return {each["category"]: each["count"] for each in found}

    assert list((await counted()).items()) == [("a", 2), ("b", 1)]
    await write(server, update(Story).where(Story.id == first).values(category="a"))
    assert await counted() == {"a": 2, "b": 1}
    await publish(server, author, first)
    assert await counted() == {"a": 3}
    # Rows that go with another's take their count and their words with them.
    await write(server, delete(User).where(User.id == author.id))
    assert await counted() == {"a": 1}
    assert await titles(server.http, "/search", q="one") == []
    assert await titles(server.http, "/search", q="three") == ["Three"]


async def test_a_restored_catalogue_counts_and_finds_as_before(
    server, backend, database_url, request, tmp_path
):
    author = await make_person(server)
    await story(server, author, "One", category="a", tags=["t"])
    await story(server, author, "Two", category="a")
    await stamp(server.data_dir, database_url)
    new, url = tmp_path / "new", None
    if backend == "postgresql":
        url = request.getfixturevalue("postgres_url")
    kept = str(tmp_path / "backup.tar")
    await answered(server.data_dir, database_url, "backup", kept)
    await answered(new, url, "restore", kept)
    database = await open_database(url, new)
    first = Numbered(1, 10)
    listed = await database.read(
        catalogue.list_stories, None, queries.Filters(), None, queries.Sort.TITLE, first
    )
    assert ([each.title for each in listed.rows], listed.total) == (["One", "Two"], 2)
    found = await database.read(search_stories, None, "two", first)
    assert [each.title for each in found.leaf.rows] == ["Two"]
    # And goes on counting.
    await database.write(entries.take_back, listed.rows[0].story_id)
    (category,) = await database.read(catalogue.list_categories, None)
    assert (category.category, category.count) == ("a", 1)
    await database.close()


async def test_readers_see_the_published_heading_and_its_people_the_one_they_write(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await story(server, author, "Before")
    await write(server, update(Story).where(Story.id == story_id).values(title="After"))
    for client in (server.http, reader.http):
        read = (await page(client, f"/{story_id}"))["data"]
        assert (read["title"], read["revision"]) == ("Before", None)
    own = await author.http.get(f"/api/stories/{story_id}")
    assert (own.json()["data"]["title"], own.json()["data"]["revision"]) == ("After", 1)
    assert own.headers["etag"] == '"1"'
    assert await titles(author.http) == ["Before"]
    await publish(server, author, story_id)
    assert await titles(reader.http) == ["After"]
    assert (await page(reader.http, f"/{story_id}"))["data"]["version"] == 2


async def test_a_draft_is_read_by_its_people_and_by_nobody_else(server):
    author, reader = await make_person(server), await make_person(server)
    draft = await make_story(server, author, short_story(title="Draft"))
    read = (await author.http.get(f"/api/stories/{draft}")).json()["data"]
    assert set(read) == FIELDS
    assert (read["title"], read["is_published"], read["version"]) == ("Draft", False, 0)
    for client in (reader.http, server.http):
        assert (await client.get(f"/api/stories/{draft}")).status_code == 404
    admin = await make_person(server, role="admin")
    assert (await admin.http.get(f"/api/stories/{draft}")).status_code == 200


async def test_a_list_is_two_statements_however_long(server, count_statements):
    author, reader = await make_person(server), await make_person(server)
    for number in range(12):
        await story(server, author, f"S{number}", category="a", tags=["t"])
    for query in ({}, {"category": "a"}, {"tag": "t"}, {"author": author.username}):
        made = set()
        for size in (1, 5, 12):
            with count_statements() as statements:
                assert len(await titles(reader.http, pageSize=size, **query)) == size
            made.add(len(statements))
        # `hot` reads go past the counter on the embedded database.
        assert len(made) == 1
        assert max(made) <= 3, query


def test_a_play_reads_one_way_of_a_branching_story():
    assert entries.estimated_minutes(0, 0) == 1
    assert entries.estimated_minutes(2000, 1) == 10
    assert entries.estimated_minutes(2000, 4) == 5


def test_the_order_of_every_sort_is_total():
    assert set(queries._ORDERS) == set(queries.Sort)
