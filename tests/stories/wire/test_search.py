"""Searching the catalogue: what is found by which words, in what order, whatever is typed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from emberline.accounts.models import NameWord, User
from emberline.stories.queries import searching
from emberline.stories.rules.search_words import within, words_of
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import publish, published_story, redraft, short_story

pytestmark = pytest.mark.anyio


async def found(client: Any, q: str, **query: Any) -> list[str]:
    """The titles that `q` finds, in order."""
    return [each["title"] for each in (await search(client, q, **query))["data"]]


async def search(client: Any, q: str, **query: Any) -> Any:
    answer = await client.get("/api/stories/search", params={"q": q, **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def story(
    server: Server, author: Any, title: str, description: str = "", **parts: Any
) -> str:
    server.clock.advance(timedelta(minutes=1))
    parts = {"title": title, "description": description, **parts}
    return await published_story(server, author, short_story(**parts))


async def test_titles_come_before_tags_before_authors_before_descriptions(server):
    plain, dragon = await make_person(server), await make_person(server, "dragon_rider")
    await story(server, plain, "The dragon")
    await story(server, plain, "A dragonfly in amber and other things")
    await story(server, plain, "Ashes", tags=["Dragon"])
    await story(server, dragon, "Bread")
    await story(server, plain, "Caves", "In which a dragon sleeps.")
    await story(server, plain, "Nothing of the kind", "At all.")
    assert await found(server.http, "dragon") == [
        "The dragon",
        "A dragonfly in amber and other things",
        "Ashes",
        "Bread",
        "Caves",
    ]
    assert await found(server.http, "the dragon") == ["The dragon"]
    assert await found(server.http, "dragon", pageSize=2, page=2) == ["Ashes", "Bread"]
    assert (await search(server.http, "dragon", page=3, pageSize=2))["meta"] == {
        "page": 3,
        "pageSize": 2,
        "total": 5,
    }


async def test_beginnings_case_and_accents_are_enough(server):
    author = await make_person(server)
    await story(server, author, "Élan vital", "Straße und Fluß, İstanbul")
    await story(server, author, "龙与城堡")
    for query in ("elan", "ÉLAN", "él", "e", "vit", "vital elan", "STRASSE", "fluss elan", "istan"):
        assert await found(server.http, query) == ["Élan vital"], query
    for query in ("龙", "城堡", "城"):
        assert await found(server.http, query) == ["龙与城堡"], query
    for query in ("lan", "elan missing", "s", "xyelan"):
        assert await found(server.http, query) == [], query


async def test_slips_are_forgiven_where_nothing_has_the_words(server):
    author = await make_person(server)
    await story(server, author, "The lighthouse keeper", tags=["winter"])
    await story(server, author, "Lightning")
    for query in (
        "lighthuose",
        "lighthous",
        "ligthhouse",
        "lighthousee",
        "xighthouse",
        "keepre",
        "keper",
        "kepeer lighthouse",
        "wintr lighthouse",
    ):
        assert await found(server.http, query) == ["The lighthouse keeper"], query
    told = await search(server.http, "keepre")
    assert told["message"] == "Nothing has these words; for “keeper”: 1 story."
    # A beginning that is there is no slip, and neither is a short word.
    assert set(await found(server.http, "ligh")) == {"The lighthouse keeper", "Lightning"}
    for query in ("tge", "kxxper", "keepre winter missing"):
        assert await found(server.http, query) == [], query


async def test_authors_are_found_by_the_names_that_they_have_now(server):
    author, other = await make_person(server, "mara.king"), await make_person(server, "ada")
    await story(server, author, "The well")
    await story(server, other, "The wall")
    for query in ("mara", "mara.king", "MARA.K", "well mara", "mara the"):
        assert await found(server.http, query) == ["The well"], query
    assert await found(server.http, "ada bucket") == []

    def rename(conn: Any) -> None:
        values = {"username": "vera", "username_folded": "vera", "display_name": "Vera Wolf"}
        conn.execute(update(User).where(User.id == author.id).values(**values))
        for word in ("vera wolf", "wolf"):
            conn.execute(insert(NameWord).values(word=word, user_id=author.id))

    await server.runtime.database.write(rename)
    for query in ("vera", "wolf", "vera wolf", "the wolf"):
        assert await found(server.http, query) == ["The well"], query
    assert await found(server.http, "mara") == []


async def test_what_is_found_follows_the_newest_version(server):
    author = await make_person(server)
    story_id = await story(server, author, "Before", "with stones", tags=["moss"])
    await redraft(server, author, story_id, short_story(title="After", description="glass"))
    assert await found(server.http, "before stones moss") == ["Before"]
    await publish(server, author, story_id)
    for query, titles in {"before": [], "stones": [], "moss": [], "after glass": ["After"]}.items():
        assert await found(server.http, query) == titles, query
    assert await found(server.http, "befroe") == []


HOSTILE = (
    '"',
    "'",
    "''; DROP TABLE stories; --",
    "well AND",
    "well OR NOT NEAR(",
    "NEAR(well, 2)",
    "heading : well",
    "{heading whole} : well",
    "-well",
    "well*",
    "*well",
    "^well + well",
    "(((",
    "well & | ! <-> :*",
    "well:A",
    "\\",
    "%",
    "_",
    "\u00b7",
    "\u0000".replace("\u0000", "\u200b"),
    "\U0001f409",
    "\u202ewell",
    "a " * 99,
    "w" * 200,
    "ﷺ" * 200,
    "é" * 200,
)


@pytest.mark.parametrize("query", HOSTILE)
async def test_nothing_in_a_query_is_an_operator(server, query):
    author = await make_person(server, "writer")
    await story(server, author, "The well", "a")
    titles = await found(server.http, query)
    assert titles in ([], ["The well"])
    if query.replace("well", "") and words_of(query) == ["well"]:
        assert titles == ["The well"]


async def test_what_is_no_query_is_refused(server):
    for query in ("?", "?q=", f"?q={'x' * 201}", "?q=%00", "?q=a%00b"):
        assert (await server.http.get(f"/api/stories/search{query}")).status_code == 400, query
    assert await found(server.http, "?!") == []


async def test_of_a_word_that_all_have_the_newest_are_ranked(server, monkeypatch):
    monkeypatch.setattr(searching, "HEADINGS", 3)
    monkeypatch.setattr(searching, "WHOLES", 4)
    author = await make_person(server)
    for number in range(6):
        await story(server, author, f"Sea {number}", "sea")
    await story(server, author, "Other", "sea")
    answer = await search(server.http, "sea")
    assert [each["title"] for each in answer["data"]] == ["Sea 5", "Sea 4", "Sea 3", "Other"]
    assert answer["meta"]["total"] == 4


async def test_a_search_is_a_fixed_number_of_statements(server, count_statements):
    author = await make_person(server)
    for number in range(12):
        await story(server, author, f"Sea {number}")
    made = set()
    for size in (1, 5, 12):
        with count_statements() as statements:
            assert len(await found(author.http, "sea", pageSize=size)) == size
        made.add(len(statements))
    assert len(made) == 1
    assert max(made) <= 4


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        ("keeper", "keeper", 0),
        ("keeper", "keper", 1),
        ("keeper", "keeperr", 1),
        ("keeper", "kexper", 1),
        ("keeper", "ekeper", 1),
        ("keeper", "keepre", 1),
        ("keeper", "ekepre", 2),
        ("aaa", "aa", 1),
        ("abab", "ab", 2),
        ("ca", "abc", 3),
        ("", "ab", 2),
    ],
)
def test_slips_between_words_are_counted(word, other, slips):
    for one, two in ((word, other), (other, word)):
        assert within(one, two, slips)
        assert slips == 0 or not within(one, two, slips - 1)
