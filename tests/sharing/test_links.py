"""Links to stories: one for each who shares one, a page with a card, and the plays they bring."""

import asyncio
import re

import pytest
from sqlalchemy import select, update

from emberline.stories.models.drafts import Story
from emberline.stories.models.plays import Play
from emberline.stories.service.entries import relist, take_back
from emberline.stories.service.links import links_of
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, post_text
from tests.stories.wire.factories import make_story, publish, published_story, short_story
from tests.stories.wire.reading_factories import finish_play

pytestmark = pytest.mark.anyio

BROWSER = {"Accept": "text/html,*/*"}


async def link_to(sharer: Person, story_id: str) -> str:
    """The path of the sharer's link."""
    answer = await sharer.http.post(f"/api/stories/{story_id}/share", json={"to": "link"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["url"])


async def unlist(server: Server, story_id: str) -> None:
    await server.runtime.database.write(_unlist, story_id)


def _unlist(conn, story_id: str) -> None:
    conn.execute(update(Story).where(Story.id == story_id).values(is_listed=False))
    relist(conn, story_id)


async def test_everyone_has_one_link_to_a_story_of_their_own(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author)
    links = [await link_to(person, story_id) for person in (author, ben, eve)]
    assert len(set(links)) == 3
    assert all(re.fullmatch(r"/s/[A-Za-z0-9_-]{16}", link) for link in links)
    assert await link_to(ben, story_id) == links[1]
    other = await published_story(server, author)
    assert await link_to(ben, other) != links[1]
    at_once = await asyncio.gather(*(link_to(eve, other) for _ in range(5)))
    assert len(set(at_once)) == 1
    kept = await server.runtime.database.read(links_of, ben.id)
    assert [f"/s/{link['code']}" for link in kept] == [links[1], await link_to(ben, other)]


async def test_a_link_tells_everyone_of_the_story_and_leads_into_it(server):
    author, sharer = await make_person(server), await make_person(server)
    story = short_story(title='The "well" <1>', description="A way\n\ndown & <b>out</b>.")
    story_id = await published_story(server, author, story)
    link = await link_to(sharer, story_id)
    told = await server.http.get(f"{link}?format=json")
    assert told.json() == {
        "story_id": story_id,
        "title": story.title,
        "description": story.description,
        "author": author.username,
        "cover_url": None,
        "read_url": f"/read/{story_id}?via={link.removeprefix('/s/')}",
    }
    page = await server.http.get(link, headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    title = "The &quot;well&quot; &lt;1&gt;"
    for part in (
        f'<meta property="og:title" content="{title}">',
        '<meta property="og:description" content="A way down &amp; &lt;b&gt;out&lt;/b&gt;.">',
        f'<meta property="og:url" content="http://emberline{link}">',
        '<meta name="twitter:card" content="summary">',
        f'<meta property="article:author" content="{author.username}">',
        f'href="{told.json()["read_url"]}"',
        f'<h1 dir="auto">{title}</h1>',
    ):
        assert part in page.text, part
    assert "<b>" not in page.text and "<script" not in page.text
    assert sharer.username not in page.text
    head = await server.http.head(link, headers=BROWSER)
    assert (head.status_code, head.content) == (200, b"")


async def test_the_page_runs_nothing_and_names_the_public_address(start_server):
    server = await start_server(public_url="https://stories.example/")
    author = await make_person(server)
    link = await link_to(author, await published_story(server, author))
    page = await server.http.get(link, headers=BROWSER)
    assert f'content="https://stories.example{link}"' in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy and "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"


async def test_the_card_shows_the_cover_and_so_does_the_clip_that_invites(server):
    author, sharer = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)
    sent = {"file": ("cover.jpg", photo(), "image/jpeg")}
    media = (await author.http.post("/media", files=sent)).json()
    cover = {"cover_media_id": media["media_id"]}
    assert (await author.http.put(f"/api/stories/{story_id}", json=cover)).status_code == 200
    await publish(server, author, story_id)
    link = await link_to(sharer, story_id)
    cover_url = (await server.http.get(f"{link}?format=json")).json()["cover_url"]
    assert (await server.http.get(cover_url)).status_code == 200
    page = (await server.http.get(link, headers=BROWSER)).text
    assert f'<meta property="og:image" content="http://emberline{cover_url}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert f'<img src="{cover_url}" alt="">' in page
    clip = await post_text(sharer, story_link=story_id)
    assert clip["story_link"]["cover_url"] == cover_url
    await server.runtime.database.write(take_back, story_id)
    assert (await server.http.get(cover_url)).status_code == 404


async def test_a_story_that_is_not_open_any_more_is_gone_and_not_told_of(server):
    author, sharer = await make_person(server), await make_person(server)
    taken, hidden = [await published_story(server, author) for _ in range(2)]
    links = [await link_to(sharer, story_id) for story_id in (taken, hidden)]
    for link in links:
        assert (await server.http.get(link)).status_code == 200
    await server.runtime.database.write(take_back, taken)
    await unlist(server, hidden)
    for link in links:
        page = await server.http.get(link, headers=BROWSER)
        told = await server.http.get(f"{link}?format=json")
        assert (page.status_code, told.status_code) == (410, 410)
        assert told.headers["content-type"] == "application/problem+json"
        for text in (page.text, told.text):
            assert "The well" not in text and author.username not in text
    for code in ("/s/nothing", "/s/AAAAAAAAAAAAAAAA", "/s/%00", "/s/" + "a" * 200):
        assert (await server.http.get(code)).status_code == 404
        page = await server.http.get(code, headers=BROWSER)
        assert (page.status_code, "<h1>" in page.text) == (404, True)


async def test_only_who_may_read_a_story_shares_it(server):
    author, reader = await make_person(server), await make_person(server)
    story_id, draft_id = await published_story(server, author), await make_story(server, author)
    address = f"/api/stories/{story_id}/share"
    assert (await server.http.post(address, json={"to": "link"})).status_code == 401
    draft = await reader.http.post(f"/api/stories/{draft_id}/share", json={"to": "link"})
    assert draft.status_code == 404
    for body in (
        {},
        {"to": "wall"},
        {"to": "link", "visibility": "PUBLIC"},
        {"to": "clip", "x": 1},
    ):
        assert (await reader.http.post(address, json=body)).status_code == 400, body
    await link_to(reader, story_id)
    await block(server, author, reader)
    assert (await reader.http.post(address, json={"to": "link"})).status_code == 404


async def test_plays_that_come_by_a_link_name_it(server):
    author, sharer, reader, other = [await make_person(server) for _ in range(4)]
    story_id = await published_story(server, author)
    code = (await link_to(sharer, story_id)).removeprefix("/s/")
    elsewhere = await link_to(sharer, await published_story(server, author))
    await finish_play(reader, story_id, via=code)
    await finish_play(other, story_id, via=elsewhere.removeprefix("/s/"))
    (link,) = [
        entry
        for entry in await server.runtime.database.read(links_of, sharer.id)
        if entry["story_id"] == story_id
    ]
    sources = await server.runtime.database.read(_sources)
    assert sources[reader.id] == ("link", link["id"])
    assert sources[other.id][1] is None


def _sources(conn) -> dict[str, tuple[str, str | None]]:
    rows = conn.execute(select(Play.reader_id, Play.source, Play.source_id))
    return {row.reader_id: (row.source, row.source_id) for row in rows}
