"""The log of what a story's people do, and that the others hear of it."""

from datetime import timedelta
from typing import Any

import pytest

from emberline.stories.rules.activity import ACTIONS
from emberline.stories.rules.part_ids import node_id
from emberline.stories.service.activity import record
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.stories.wire.people_factories import activity_of, address, shared_story, told

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)


async def _did(
    server: Server, story_id: Any, person: Person, action: Any, key: Any = None, **more: Any
) -> Any:
    at = None if key is None else node_id(story_id, key)
    await server.runtime.database.write(
        _recorded, story_id, person.id, action, at, server.clock.now(), more
    )


def _recorded(conn, story_id, by, action, at, now, more):
    record(conn, story_id, by, action, node_id=at, now=now, **more)


async def test_the_same_person_at_the_same_node_is_one_entry_for_five_minutes(server):
    story_id, owner, editor, _ = await shared_story(server)
    await _did(server, story_id, editor, "node.changed", "well", detail={"key": "well"})
    server.clock.advance(2 * MINUTE)
    await _did(server, story_id, owner, "node.changed", "well")
    await _did(server, story_id, editor, "node.changed", "home")
    server.clock.advance(2 * MINUTE)
    await _did(server, story_id, editor, "node.changed", "well", detail={"key": "well"})
    entries = (await activity_of(owner, story_id))["data"]
    assert [(each["by"]["user_id"], each["node_id"], each["times"]) for each in entries[:1]] == [
        (editor.id, node_id(story_id, "well"), 2)
    ]
    assert sorted(each["times"] for each in entries) == [1, 1, 2]
    assert entries[0]["began_at"] < entries[0]["at"]
    assert entries[0]["detail"] == {"key": "well"}
    server.clock.advance(5 * MINUTE)
    await _did(server, story_id, editor, "node.changed", "well")
    newest = (await activity_of(owner, story_id))["data"][0]
    assert (newest["times"], newest["detail"]) == (1, None)


async def test_what_is_made_and_deleted_is_an_entry_each_time(server):
    story_id, owner, _, _ = await shared_story(server)
    for action in ("node.created", "node.created", "story.published", "story.published"):
        await _did(server, story_id, owner, action)
    assert [each["times"] for each in (await activity_of(owner, story_id))["data"]] == [1] * 4


async def test_the_others_are_told_and_not_who_did_it(server):
    story_id, owner, editor, viewer = await shared_story(server)
    await _did(server, story_id, editor, "node.changed", "well", detail={"secret": "draft"})
    await _did(server, story_id, owner, "story.published")
    assert [event["action"] for event in await told(server, viewer)] == [
        "node.changed",
        "story.published",
    ]
    (edit,) = await told(server, owner)
    assert edit == {
        "story_id": story_id,
        "kind": "edit",
        "by": {"user_id": editor.id, "username": editor.username},
        "action": "node.changed",
        "revision": edit["revision"],
        "node_id": node_id(story_id, "well"),
    }
    (publication,) = await told(server, editor)
    assert publication["kind"] == "published"


async def test_a_block_between_colleagues_lets_them_hear_nothing_of_each_other(server):
    story_id, owner, editor, viewer = await shared_story(server)
    await block(server, viewer, editor)
    await _did(server, story_id, editor, "node.changed", "well")
    assert len(await told(server, owner)) == 1
    assert await told(server, viewer) == []


async def test_the_log_is_read_page_by_page_by_the_storys_people(server, count_statements):
    story_id, owner, editor, viewer = await shared_story(server)
    stranger = await make_person(server)
    for _ in range(5):
        await _did(server, story_id, editor, "node.created")
        server.clock.advance(MINUTE)
    with count_statements() as short:
        first = await activity_of(viewer, story_id, limit=2)
    cursor = first["meta"]["next_cursor"]
    await _did(server, story_id, owner, "choice.created")
    with count_statements() as long:
        rest = await activity_of(viewer, story_id, limit=100, cursor=cursor)
    ids = [each["id"] for page in (first, rest) for each in page["data"]]
    assert len(ids) == len(set(ids)) == 5
    assert rest["meta"]["next_cursor"] is None
    assert len(short) == len(long)
    log = address(story_id, "activity")
    assert (await stranger.http.get(log)).status_code == 404
    assert (await owner.http.get(log, params={"limit": 0})).status_code == 400
    assert (await owner.http.get(log, params={"cursor": "x"})).status_code == 400


async def test_an_entry_of_somebody_who_left_stays_without_a_name(server):
    story_id, owner, editor, _ = await shared_story(server)
    await _did(server, story_id, editor, "node.created")
    gone = await editor.http.request(
        "DELETE", "/api/auth/account", json={"password": editor.password}
    )
    assert gone.is_success, gone.text
    (entry,) = (await activity_of(owner, story_id))["data"]
    assert (entry["by"], entry["action"]) == (None, "node.created")


async def test_a_detail_is_small_and_an_action_known(server):
    story_id, owner, _, _ = await shared_story(server)
    await _did(server, story_id, owner, "story.changed", detail={"text": "x" * 2000})
    with pytest.raises(ValueError, match="2048"):
        await _did(server, story_id, owner, "story.changed", detail={"text": "x" * 2048})
    with pytest.raises(KeyError):
        await _did(server, story_id, owner, "story.danced")
    assert set(ACTIONS.values()) == {"edit", "presence", "collaborator", "published"}
