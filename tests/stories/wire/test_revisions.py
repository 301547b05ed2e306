"""Two people write one story: who knows what they change, and who would undo the other's work."""

import asyncio
from typing import Any

import pytest

from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.authoring_factories import add_node, data, nodes_at
from tests.stories.wire.factories import make_story
from tests.stories.wire.people_factories import activity_of, join, told

pytestmark = pytest.mark.anyio


async def shared(server: Server) -> tuple[str, Person, Person]:
    """A draft that its owner wrote, and an editor of it."""
    owner, editor = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    await join(server, story_id, editor, "editor")
    return story_id, owner, editor


def things(story_id: str) -> dict[str, tuple[str, dict[str, Any], dict[str, Any]]]:
    """What has a revision: its address and two changes."""
    under = f"/api/admin/stories/{story_id}"
    well = node_id(story_id, "well")
    down = choice_id(story_id, "well", "down")
    return {
        "story": (f"/api/stories/{story_id}", {"title": "One"}, {"title": "Two"}),
        "node": (f"{under}/nodes/{well}", {"content": "One"}, {"content": "Two"}),
        "choice": (f"{under}/choices/{down}", {"choice_text": "One"}, {"choice_text": "Two"}),
        "document": (f"{under}/document", _whole("One"), _whole("Two")),
    }


def _whole(title: str) -> dict[str, Any]:
    return {"format": "emberline-story/1", "title": title, "nodes": [{"key": "a"}]}


@pytest.mark.parametrize("thing", ["story", "node", "choice", "document"])
async def test_a_stale_change_is_refused_and_shown_what_there_is(server, thing):
    story_id, owner, editor = await shared(server)
    address, one, two = things(story_id)[thing]
    first = (await owner.http.put(address, json=one)).headers["etag"]
    second = await editor.http.put(address, json=two, headers={"If-Match": first})
    assert second.status_code == 200, second.text
    assert second.headers["etag"] != first
    stale = await owner.http.put(address, json=one, headers={"If-Match": first})
    assert (stale.status_code, stale.json()["title"]) == (409, "Stale revision")
    (name, value), *_ = ((n, v) for n, v in two.items() if n != "format")
    assert stale.json()["current"][name] == value
    assert stale.headers["etag"] == second.headers["etag"]
    again = await owner.http.put(
        address, json=one, headers={"If-Match": f'"77", W/{stale.headers["etag"]}'}
    )
    assert again.status_code == 200


@pytest.mark.parametrize("thing", ["story", "node", "choice", "document"])
async def test_without_a_revision_only_whoever_changed_it_last_changes_it(server, thing):
    story_id, owner, editor = await shared(server)
    address, one, two = things(story_id)[thing]
    unmatched = await editor.http.put(address, json=two)
    assert unmatched.status_code == 428
    assert "current" in unmatched.json()
    assert (await owner.http.put(address, json=one)).status_code == 200
    anyway = await editor.http.put(address, json=two, headers={"If-Match": "*"})
    assert anyway.status_code == 200
    assert (await editor.http.put(address, json=one)).status_code == 200
    unmatched = await owner.http.put(address, json=two)
    assert unmatched.status_code == 428
    etag = {"If-Match": unmatched.headers["etag"]}
    assert (await owner.http.put(address, json=two, headers=etag)).status_code == 200


@pytest.mark.parametrize("thing", ["node", "choice"])
async def test_what_another_changed_last_is_not_deleted_unseen(server, thing):
    story_id, owner, editor = await shared(server)
    address, one, _ = things(story_id)[thing]
    assert (await editor.http.delete(address)).status_code == 428
    etag = (await owner.http.put(address, json=one)).headers["etag"]
    assert (await editor.http.delete(address, headers={"If-Match": '"1"'})).status_code == 409
    assert (await editor.http.delete(address, headers={"If-Match": etag})).status_code == 200


async def test_a_story_is_deleted_by_its_owner_whoever_changed_it_last(server):
    story_id, owner, editor = await shared(server)
    address, one, _ = things(story_id)["story"]
    data(await editor.http.put(address, json=one, headers={"If-Match": "*"}))
    assert (await owner.http.delete(address, headers={"If-Match": '"1"'})).status_code == 409
    assert (await owner.http.delete(address)).status_code == 200


async def test_every_change_of_a_part_is_one_of_the_whole(server):
    story_id, owner, editor = await shared(server)
    document = things(story_id)["document"][0]
    tags = [(await owner.http.get(document)).headers["etag"]]
    for name in ("story", "node", "choice"):
        address, one, _ = things(story_id)[name]
        data(await owner.http.put(address, json=one))
        tags.append((await owner.http.get(document)).headers["etag"])
    await add_node(owner, story_id)
    tags.append((await owner.http.get(document)).headers["etag"])
    assert (await owner.http.delete(things(story_id)["node"][0])).status_code == 200
    tags.append((await owner.http.get(document)).headers["etag"])
    assert len(set(tags)) == len(tags)
    stale = await owner.http.put(document, json=_whole("x"), headers={"If-Match": tags[0]})
    assert stale.status_code == 409
    assert (await editor.http.put(document, json=_whole("x"))).status_code == 428


async def test_of_two_changes_at_once_one_wins_and_the_other_sees_it(server):
    story_id, owner, editor = await shared(server)
    address, one, two = things(story_id)["node"]
    etag = (await owner.http.get(address)).headers["etag"]
    headers = {"If-Match": etag}
    answers = await asyncio.gather(
        owner.http.put(address, json=one, headers=headers),
        editor.http.put(address, json=two, headers=headers),
    )
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (200, 409)
    assert lost.json()["current"] == data(won)
    assert data(await owner.http.get(address)) == data(won)


async def test_parts_that_two_write_at_once_are_all_kept(server):
    story_id, owner, editor = await shared(server)
    answers = await asyncio.gather(
        *(
            person.http.post(nodes_at(story_id), json={"node_title": "Same"})
            for person in (owner, editor) * 4
        )
    )
    keys = {data(answer, 201)["key"] for answer in answers}
    assert len(keys) == 8
    nodes = data(await owner.http.get(nodes_at(story_id)))
    assert len(nodes) == 11
    assert sum(node["is_starting_node"] for node in nodes) == 1


async def test_what_is_no_tag_is_refused(server):
    story_id, owner, _ = await shared(server)
    address, one, _ = things(story_id)["node"]
    assert (await owner.http.put(address, json=one)).status_code == 200
    for wrong in ("7", "", '"a b"', '""', '"1" "2"', ",", "x" * 1001):
        answer = await owner.http.put(address, json=one, headers={"If-Match": wrong})
        assert answer.status_code == 400, wrong


async def test_the_others_are_told_and_the_log_says_who_did_what(server):
    story_id, owner, editor = await shared(server)
    address, one, _ = things(story_id)["node"]
    data(await owner.http.put(address, json=one))
    (event,) = [each for each in await told(server, editor) if each["kind"] == "edit"]
    etag = (await owner.http.get(f"/api/admin/stories/{story_id}/document")).headers["etag"]
    assert (event["action"], f'"{event["revision"]}"') == ("node.changed", etag)
    (entry, *_) = (await activity_of(owner, story_id))["data"]
    assert entry["action"] == "node.changed"
