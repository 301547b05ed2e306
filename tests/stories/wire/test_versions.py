"""Versions: listed, looked at, brought back, and never changed."""

import asyncio
import json
from typing import Any

import msgspec
import pytest

from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import make_story, publish, redraft, short_story
from tests.stories.wire.people_factories import activity_of, address, shared_story
from tests.stories.wire.version_factories import changed, frozen_count, published

pytestmark = pytest.mark.anyio


async def story_with_versions(server: Server, author: Person, count: Any) -> Any:
    """A story that was published `count` times, each time with another title of its first node."""
    story_id = await make_story(server, author)
    for number in range(1, count + 1):
        story = changed("well", title=f"Title {number}")
        await redraft(server, author, story_id, story)
        await publish(server, author, story_id)
    return story_id


async def document_of(person: Person, story_id: Any, number: Any) -> Any:
    url = address(story_id, f"versions/{number}?document=true")
    answer = await person.http.get(url)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]["document"]


async def draft_of(person: Person, story_id: Any) -> Any:
    answer = await person.http.get(address(story_id, "document"))
    assert answer.status_code == 200, answer.text
    return answer


async def test_a_version_says_who_published_it_when_and_how_large_it_is(server):
    author = await make_person(server, "mira")
    story_id = await make_story(server, author)
    await published(author, story_id)

    answer = await author.http.get(address(story_id, "versions/1"))

    assert answer.json()["data"] == {
        "version": 1,
        "nodes_count": 3,
        "endings_count": 2,
        "words": 9,
        "published_at": "2026-03-01T12:00:00Z",
        "published_by": {"user_id": author.id, "username": "mira"},
    }
    assert await document_of(author, story_id, 1) == json.loads(msgspec.json.encode(short_story()))


async def test_versions_come_by_pages_the_newest_first_and_those_of_playtests_do_not(server):
    author = await make_person(server)
    story_id = await story_with_versions(server, author, 5)
    assert (await author.http.post(address(story_id, "playtest"), json={})).status_code == 201
    assert await frozen_count(server, story_id) == 6

    numbers, cursor = [], None
    while True:
        query = {"limit": 2} if cursor is None else {"limit": 2, "cursor": cursor}
        page = (await author.http.get(address(story_id, "versions"), params=query)).json()
        numbers.append([each["version"] for each in page["data"]])
        cursor = page["meta"]["next_cursor"]
        if cursor is None:
            break
    assert numbers == [[5, 4], [3, 2], [1]]


async def test_a_page_of_versions_is_as_many_statements_as_a_page_of_one(server, count_statements):
    author = await make_person(server)
    counts = []
    for count in (1, 6):
        story_id = await story_with_versions(server, author, count)
        with count_statements() as statements:
            page = await author.http.get(address(story_id, "versions"))
        assert len(page.json()["data"]) == count
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 3


async def test_what_was_published_stays_as_it_was_whatever_becomes_of_the_draft(server):
    author = await make_person(server)
    story_id = await story_with_versions(server, author, 2)
    before = [await document_of(author, story_id, number) for number in (1, 2)]
    assert [each["nodes"][0]["title"] for each in before] == ["Title 1", "Title 2"]

    await redraft(server, author, story_id, changed("home"))
    await author.http.post(address(story_id, "versions/1/restore"))

    assert [await document_of(author, story_id, number) for number in (1, 2)] == before


async def test_a_version_that_is_restored_becomes_the_draft_and_readers_keep_what_they_have(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await story_with_versions(server, author, 2)
    old = await document_of(author, story_id, 1)
    assert (await draft_of(author, story_id)).json()["data"] != old

    answer = await author.http.post(address(story_id, "versions/1/restore"))

    assert answer.status_code == 200
    restored = answer.json()["data"]
    assert (restored["story_id"], restored["version"]) == (story_id, 1)
    draft = await draft_of(author, story_id)
    assert draft.json()["data"] == old
    assert draft.headers["etag"] == answer.headers["etag"] == f'"{restored["revision"]}"'
    shown = (await reader.http.get(f"/api/stories/{story_id}")).json()["data"]
    assert shown["version"] == 2
    (entry, *_) = (await activity_of(author, story_id))["data"]
    assert (entry["action"], entry["detail"]) == ("version.restored", {"version": 1})
    again = await published(author, story_id)
    assert (again["version"], again["is_new"]) == (3, True)
    assert await document_of(author, story_id, 3) == old


async def test_restoring_does_not_overwrite_what_somebody_else_wrote_unseen(server):
    story_id, owner, editor, _ = await shared_story(server)
    await published(owner, story_id)
    await redraft(server, editor, story_id, changed("well", title="The editor's"))
    theirs = await draft_of(owner, story_id)
    url = address(story_id, "versions/1/restore")

    unmatched = await owner.http.post(url)
    assert unmatched.status_code == 428
    assert unmatched.json()["current"]["nodes"][0]["title"] == "The editor's"
    stale = await owner.http.post(url, headers={"If-Match": '"0"'})
    assert stale.status_code == 409
    assert stale.json()["current"] == theirs.json()["data"]
    assert stale.headers["etag"] == unmatched.headers["etag"] == theirs.headers["etag"]
    assert (await draft_of(owner, story_id)).json()["data"] == theirs.json()["data"]

    matched = await owner.http.post(url, headers={"If-Match": theirs.headers["etag"]})
    assert matched.status_code == 200
    assert (await draft_of(owner, story_id)).json()["data"]["nodes"][0]["title"] == "At the well"


async def test_of_two_restorations_with_the_same_etag_one_wins(server):
    author = await make_person(server)
    story_id = await story_with_versions(server, author, 3)
    tag = (await draft_of(author, story_id)).headers["etag"]
    answers = await asyncio.gather(
        *(
            author.http.post(
                address(story_id, f"versions/{number}/restore"), headers={"If-Match": tag}
            )
            for number in (1, 2)
        )
    )
    assert sorted(each.status_code for each in answers) == [200, 409]


async def test_its_people_see_versions_editors_restore_them_and_others_do_neither(server):
    story_id, owner, editor, viewer = await shared_story(server)
    stranger, blocked = await make_person(server), await make_person(server)
    await published(owner, story_id)
    await block(server, owner, blocked)
    reads = ("versions", "versions/1", "versions/1?document=true", "diff?from=1&to=draft")

    for person, expected in ((editor, 200), (viewer, 200), (stranger, 403), (blocked, 404)):
        for what in reads:
            assert (await person.http.get(address(story_id, what))).status_code == expected
    for person, expected in ((viewer, 403), (stranger, 403), (blocked, 404), (editor, 200)):
        url = address(story_id, "versions/1/restore")
        headers = {"If-Match": "*"}
        assert (await person.http.post(url, headers=headers)).status_code == expected
    for what in reads:
        assert (await server.http.get(address(story_id, what))).status_code == 401


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("versions/2", 404),
        ("versions/0", 400),
        ("versions/x", 400),
        ("versions/99999999999999999999", 400),
        ("versions?limit=0", 400),
        ("versions?cursor=x", 400),
    ],
)
async def test_a_version_that_there_is_not_is_refused(server, what, expected):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    assert (await author.http.get(address(story_id, "versions/1"))).status_code == 200
    assert (await author.http.get(address(story_id, what))).status_code == expected


async def test_a_story_that_goes_takes_its_versions_and_plays_along(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await story_with_versions(server, author, 2)
    play = await reader.http.get(f"/api/stories/{story_id}/start")
    assert play.status_code == 200
    assert await frozen_count(server, story_id) == 2

    assert (await author.http.delete(f"/api/stories/{story_id}")).status_code in (200, 204)

    assert await frozen_count(server, story_id) == 0
    progress = await reader.http.get(f"/api/progress/{reader.id}")
    assert progress.json()["data"] == []
