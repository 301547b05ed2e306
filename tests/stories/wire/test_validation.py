"""The check over HTTP: of the draft for its people, of what is published for all others."""

from typing import Any

import pytest

from tests.accounts.factories import block, make_person
from tests.stories.wire.factories import document, make_story, redraft
from tests.stories.wire.people_factories import shared_story
from tests.stories.wire.version_factories import changed, published, put_publish

pytestmark = pytest.mark.anyio


async def report_for(http: Any, story_id: Any) -> Any:
    answer = await http.get(f"/api/stories/{story_id}/validate")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_a_report_has_the_form_that_the_command_line_writes(server):
    author = await make_person(server)
    story_id = await make_story(server, author, changed("home"))

    report = await report_for(author.http, story_id)

    assert report == {
        "valid": False,
        "errors": [
            {
                "code": "missing_target",
                "node": "well",
                "choice": "away",
                "message": report["errors"][0]["message"],
            }
        ],
        "warnings": [],
        "metrics": {
            "nodes": 2,
            "choices": 2,
            "endings": 1,
            "words": 8,
            "unreachable_nodes": 0,
            "dead_ends": 0,
            "errors": 1,
            "warnings": 0,
        },
    }


async def test_its_people_have_the_draft_checked_and_readers_what_they_read(server):
    story_id, owner, editor, viewer = await shared_story(server)
    stranger = await make_person(server)
    admin = await make_person(server, role="admin")
    url = f"/api/stories/{story_id}/validate"
    assert (await stranger.http.get(url)).status_code == 404
    assert (await server.http.get(url)).status_code == 404

    await published(owner, story_id)
    await redraft(server, owner, story_id, changed("home"))

    for person in (owner, editor, viewer, admin):
        assert not (await report_for(person.http, story_id))["valid"]
    for http in (stranger.http, server.http):
        report = await report_for(http, story_id)
        assert report["valid"] and report["metrics"]["nodes"] == 3


async def test_who_may_not_read_a_story_may_not_have_it_checked(server):
    author, blocked = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    url = f"/api/stories/{story_id}/validate"
    assert (await blocked.http.get(url)).status_code == 200

    await block(server, author, blocked)
    assert (await blocked.http.get(url)).status_code == 404
    await put_publish(author, story_id, is_published=False)
    assert (await server.http.get(url)).status_code == 404


async def test_after_every_edit_the_report_is_of_the_draft_as_it_is(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    assert (await report_for(author.http, story_id))["valid"]
    await redraft(server, author, story_id, changed("home"))
    assert not (await report_for(author.http, story_id))["valid"]
    await redraft(server, author, story_id, changed("home", content="Quite safe."))
    report = await report_for(author.http, story_id)
    assert report["valid"] and report["metrics"]["words"] == 10


async def test_what_is_asked_for_again_and_again_is_loaded_once(server, count_statements):
    author = await make_person(server)
    story_id = await make_story(server, author)
    await published(author, story_id)
    with count_statements() as statements:
        first = await report_for(server.http, story_id)
        at_first = len(statements)
        assert await report_for(server.http, story_id) == first
    assert len(statements) - at_first < at_first


async def test_an_empty_draft_has_a_report(server):
    author = await make_person(server)
    story_id = await make_story(server, author, document())
    report = await report_for(author.http, story_id)
    assert [each["code"] for each in report["errors"]] == ["no_start"]
