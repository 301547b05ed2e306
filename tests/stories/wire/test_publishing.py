"""Publishing: checked first, frozen once, and taken back."""

import asyncio
import threading
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from emberline.stories.engine import check as check_package
from emberline.stories.service.versions import checking, publishing
from tests.accounts.factories import Person, block, make_person
from tests.stories.wire.factories import document, make_story, redraft, short_story
from tests.stories.wire.people_factories import activity_of, shared_story, told
from tests.stories.wire.version_factories import changed, frozen_count, published, put_publish

pytestmark = pytest.mark.anyio


async def status_for(person: Person, story_id: Any) -> Any:
    return (await person.http.get(f"/api/stories/{story_id}")).status_code


async def test_a_published_story_is_there_for_readers_until_it_is_taken_back(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)
    assert await status_for(reader, story_id) == 404

    shown = await published(author, story_id)

    assert shown == {
        "story_id": story_id,
        "version": 1,
        "is_new": True,
        "is_published": True,
        "dry_run": {
            "plays": 0,
            "tried": 0,
            "moved_unchanged": 0,
            "moved_with_notes": 0,
            "stuck": [],
        },
        "report": {"warnings": []},
    }
    assert await status_for(reader, story_id) == 200

    for _ in range(2):
        back = (await put_publish(author, story_id, is_published=False)).json()["data"]
        assert (back["version"], back["is_published"], back["dry_run"]) == (1, False, None)
        assert await status_for(reader, story_id) == 404


async def test_what_was_not_changed_makes_no_new_version(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    assert (await published(author, story_id))["is_new"]

    again = await published(author, story_id)
    assert (again["version"], again["is_new"], again["is_published"]) == (1, False, True)
    await put_publish(author, story_id, is_published=False)
    back = await published(author, story_id)
    assert (back["version"], back["is_new"], back["is_published"]) == (1, False, True)
    assert await frozen_count(server, story_id) == 1

    await redraft(server, author, story_id, changed("well", content="It is very deep."))
    newer = await published(author, story_id)
    assert (newer["version"], newer["is_new"]) == (2, True)
    assert await frozen_count(server, story_id) == 2


async def test_what_comes_back_unchanged_is_no_news(server):
    author, reader = await make_person(server), await make_person(server)
    first, second = [await make_story(server, author) for _ in range(2)]
    for story_id in (first, second):
        await published(author, story_id)
        server.clock.advance(timedelta(minutes=1))
    await put_publish(author, first, is_published=False)
    await published(author, first)

    recent = (await reader.http.get("/api/stories?sort=recent")).json()["data"]
    assert [each["story_id"] for each in recent] == [second, first]


async def test_a_draft_with_errors_is_refused_with_the_report_and_nothing_changes(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    await redraft(server, author, story_id, changed("home"))

    for query in ({}, {"dry_run": True}):
        refused = await put_publish(author, story_id, **query)
        assert refused.status_code == 409
        problem = refused.json()
        assert problem["title"] == "Story is not valid"
        assert not problem["report"]["valid"]
        (error,) = problem["report"]["errors"]
        assert (error["code"], error["node"], error["choice"]) == ("missing_target", "well", "away")
        assert problem["report"]["metrics"]["nodes"] == 2

    assert await frozen_count(server, story_id) == 1
    shown = (await reader.http.get(f"/api/stories/{story_id}")).json()["data"]
    assert (shown["version"], shown["nodes_count"]) == (1, 3)


async def test_warnings_do_not_keep_a_story_back(server):
    author = await make_person(server)
    attic = {"key": "attic", "content": "Dust.", "type": "ending"}
    story = document(*_builtins(short_story()), attic)
    story_id = await make_story(server, author, story)

    shown = await published(author, story_id)

    (warning,) = shown["report"]["warnings"]
    assert (warning["code"], warning["node"]) == ("unreachable_node", "attic")


async def test_a_dry_run_tells_and_changes_nothing(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)

    shown = await published(author, story_id, dry_run=True)
    assert (shown["version"], shown["is_new"], shown["is_published"]) == (1, True, False)
    assert await frozen_count(server, story_id) == 0
    assert await status_for(reader, story_id) == 404

    await published(author, story_id)
    kept = await put_publish(author, story_id, is_published=False, dry_run=True)
    assert kept.json()["data"]["is_published"] is True
    assert await status_for(reader, story_id) == 200


async def test_two_publications_at_once_make_one_version(server):
    author = await make_person(server)
    story_id = await make_story(server, author)

    both = await asyncio.gather(*(published(author, story_id) for _ in range(4)))

    assert {each["version"] for each in both} == {1}
    assert sorted(each["is_new"] for each in both) == [False, False, False, True]
    assert await frozen_count(server, story_id) == 1


async def test_an_edit_while_it_is_checked_lets_publishing_start_over(server, monkeypatch):
    author = await make_person(server)
    story_id = await make_story(server, author)
    held, may_go_on = threading.Event(), threading.Event()
    threads = []

    def check(story):
        threads.append(threading.current_thread())
        held.set()
        assert may_go_on.wait(20)
        return check_package.check(story)

    monkeypatch.setattr(checking, "check", check)
    publication = asyncio.create_task(published(author, story_id))
    assert await asyncio.to_thread(held.wait, 20)

    # The check stands, and both the loop and the writer serve others.
    await redraft(server, author, story_id, changed("well", title="At the deep well"))
    may_go_on.set()

    assert (await publication)["version"] == 1
    assert len(threads) == 2 and threading.main_thread() not in threads
    url = f"/api/admin/stories/{story_id}/versions/1?document=true"
    frozen = (await author.http.get(url)).json()["data"]["document"]
    assert frozen["nodes"][0]["title"] == "At the deep well"


async def test_a_draft_that_changes_at_every_check_is_refused_and_nothing_is_frozen(
    server, monkeypatch
):
    author = await make_person(server)
    story_id = await make_story(server, author)
    loop = asyncio.get_running_loop()
    checks: list[Any] = []

    def check(story):
        title = f"Title {len(checks)}"
        checks.append(title)
        edit = redraft(server, author, story_id, changed("well", title=title))
        asyncio.run_coroutine_threadsafe(edit, loop).result(20)
        return check_package.check(story)

    monkeypatch.setattr(checking, "check", check)
    refused = await put_publish(author, story_id)
    assert (refused.status_code, refused.json()["title"]) == (409, "Draft keeps changing")
    assert len(checks) == publishing.TRIES
    assert await frozen_count(server, story_id) == 0


async def test_publishing_a_story_of_10000_nodes_asks_the_database_as_often_as_one_of_3(
    server, count_statements
):
    author = await make_person(server)
    counts = []
    for story in (short_story(), _long_story(10_000)):
        story_id = await make_story(server, author, story)
        with count_statements() as statements:
            await published(author, story_id)
        counts.append(len(statements))
    assert counts[0] == counts[1]


async def test_owners_and_administrators_publish_and_nobody_else(server):
    story_id, owner, editor, viewer = await shared_story(server)
    stranger, blocked = await make_person(server), await make_person(server)
    admin = await make_person(server, role="admin")
    await block(server, owner, blocked)

    for person, expected in ((stranger, 404), (blocked, 404), (viewer, 403), (editor, 403)):
        for is_published in (True, False):
            answer = await put_publish(person, story_id, is_published=is_published)
            assert answer.status_code == expected
    anonymous = await server.http.put(
        f"/api/admin/stories/{story_id}/publish", json={"is_published": True}
    )
    assert anonymous.status_code == 401
    assert await frozen_count(server, story_id) == 0

    assert (await published(owner, story_id))["version"] == 1
    assert (await put_publish(stranger, story_id)).status_code == 403
    assert (await put_publish(blocked, story_id)).status_code == 404
    assert (await put_publish(admin, story_id, is_published=False)).status_code == 200


async def test_its_people_are_told_and_the_log_says_which_version(server):
    story_id, owner, editor, _ = await shared_story(server)

    await published(owner, story_id)
    await published(owner, story_id)
    await put_publish(owner, story_id, is_published=False)

    assert [each["action"] for each in await told(server, editor)] == [
        "story.published",
        "story.taken_back",
    ]
    log = (await activity_of(owner, story_id))["data"]
    assert [(each["action"], each["detail"]) for each in log] == [
        ("story.taken_back", None),
        ("story.published", {"version": 1}),
    ]


async def test_publishing_is_no_edit_of_the_draft(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    address = f"/api/admin/stories/{story_id}/document"
    before = (await author.http.get(address)).headers["etag"]
    await published(author, story_id)
    assert (await author.http.get(address)).headers["etag"] == before


@pytest.mark.parametrize("body", [{}, {"is_published": "yes"}, {"is_published": True, "x": 1}])
async def test_a_malformed_publication_is_a_validation_error(server, body):
    author = await make_person(server)
    story_id = await make_story(server, author)
    answer = await author.http.put(f"/api/admin/stories/{story_id}/publish", json=body)
    assert answer.status_code == 400
    assert await frozen_count(server, story_id) == 0


def _builtins(story: Any) -> Any:
    return [msgspec.to_builtins(node) for node in story.nodes]


def _long_story(size: Any) -> Any:
    way = [
        {
            "key": f"n{number}",
            "content": "On and on.",
            "choices": [{"key": "on", "text": "On", "to": f"n{number + 1}"}],
        }
        for number in range(size - 1)
    ]
    return document(*way, {"key": f"n{size - 1}", "type": "ending", "content": "There."})
