"""Who is where in a draft, and who came first."""

from datetime import timedelta
from typing import Any

import pytest

from emberline.stories.rules.part_ids import node_id
from emberline.stories.service.presence import forget_absent
from tests.accounts.factories import make_person
from tests.stories.wire.people_factories import address, shared_story, stay, told

pytestmark = pytest.mark.anyio

SECOND = timedelta(seconds=1)


def _places(there: Any, story_id: Any) -> Any:
    names = {node_id(story_id, key): key for key in ("well", "bottom", "home")} | {None: None}
    return [(each["user"]["user_id"], names[each["node_id"]], each["holds_lock"]) for each in there]


async def test_the_first_at_a_node_holds_its_lock_while_they_are_there(server):
    story_id, owner, editor, viewer = await shared_story(server)
    assert _places(await stay(editor, story_id, "well"), story_id) == [(editor.id, "well", True)]
    server.clock.advance(SECOND)
    assert _places(await stay(owner, story_id, "well"), story_id) == [
        (editor.id, "well", True),
        (owner.id, "well", False),
    ]
    server.clock.advance(SECOND)
    await stay(viewer, story_id, "home")
    server.clock.advance(SECOND)
    assert _places(await stay(editor, story_id, None), story_id) == [
        (owner.id, "well", True),
        (viewer.id, "home", True),
        (editor.id, None, False),
    ]


async def test_whoever_says_nothing_for_a_minute_is_not_there(server):
    story_id, owner, editor, _ = await shared_story(server)
    await stay(editor, story_id, "well")
    server.clock.advance(59 * SECOND)
    assert len(await stay(owner, story_id, "well")) == 2
    server.clock.advance(SECOND)
    assert _places(await stay(owner, story_id, "well"), story_id) == [(owner.id, "well", True)]
    # Who comes back has left the lock to whoever stayed.
    server.clock.advance(SECOND)
    assert _places(await stay(editor, story_id, "well"), story_id) == [
        (owner.id, "well", True),
        (editor.id, "well", False),
    ]


async def test_staying_keeps_since_when_one_is_there(server):
    story_id, owner, _, _ = await shared_story(server)
    (came,) = await stay(owner, story_id, "well")
    server.clock.advance(30 * SECOND)
    (stayed,) = await stay(owner, story_id, "well")
    server.clock.advance(30 * SECOND)
    (still,) = await stay(owner, story_id, "well")
    assert came["since"] == stayed["since"] == still["since"]
    (moved,) = await stay(owner, story_id, "home")
    assert moved["since"] > came["since"]


async def test_the_others_are_told_when_somebody_comes_or_moves_and_only_then(server):
    story_id, owner, editor, viewer = await shared_story(server)
    for key in ("well", "well", "home", None, None):
        await stay(editor, story_id, key)
    assert await told(server, editor) == []
    for person in (owner, viewer):
        events = await told(server, person)
        assert [event.get("node_id") for event in events] == [
            node_id(story_id, "well"),
            node_id(story_id, "home"),
            None,
        ]
        assert {(event["kind"], event["action"]) for event in events} == {
            ("presence", "presence.moved")
        }
        assert events[0]["by"] == {"user_id": editor.id, "username": editor.username}


async def test_only_the_storys_people_are_there_and_only_at_its_nodes(server):
    story_id, owner, _, _ = await shared_story(server)
    other_story, *_ = await shared_story(server)
    stranger = await make_person(server)
    body = {"node_id": node_id(story_id, "well")}
    assert (await owner.http.put(address(story_id, "presence"), json=body)).status_code == 200
    assert (await stranger.http.put(address(story_id, "presence"), json=body)).status_code == 404
    assert (await server.http.put(address(story_id, "presence"), json=body)).status_code == 401
    for wrong in ({"node_id": node_id(other_story, "well")}, {"node_id": "well"}, {}):
        answer = await owner.http.put(address(story_id, "presence"), json=wrong)
        assert answer.status_code == 400


async def test_the_sweep_forgets_who_is_gone(server):
    story_id, owner, editor, _ = await shared_story(server)
    await stay(owner, story_id, "well")
    server.clock.advance(60 * SECOND)
    await stay(editor, story_id, "well")
    write, now = server.runtime.database.write, server.clock.now()
    assert await write(forget_absent, now) == 1
    assert await write(forget_absent, now) == 0
    assert len(await stay(editor, story_id, "well")) == 1


async def test_saying_where_one_is_takes_the_same_statements_however_many_are_there(
    server, count_statements
):
    story_id, owner, editor, viewer = await shared_story(server)
    await stay(owner, story_id, "well")
    with count_statements() as alone:
        await stay(owner, story_id, "well")
    await stay(editor, story_id, "well")
    await stay(viewer, story_id, "home")
    with count_statements() as together:
        assert len(await stay(owner, story_id, "well")) == 3
    assert len(together) == len(alone)
