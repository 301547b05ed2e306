"""Who works on a story: invited, given another role, removed."""

from typing import Any

import pytest
from sqlalchemy import Connection, insert

from emberline.kit.ids import new_id
from emberline.stories.models.drafts import Collaborator
from tests.accounts.factories import Person, block, make_person
from tests.notifications.factories import inbox
from tests.stories.wire.factories import make_story, published_story
from tests.stories.wire.people_factories import (
    activity_of,
    address,
    join,
    shared_story,
    stay,
    told,
)

pytestmark = pytest.mark.anyio


async def roles(person: Person, story_id: Any) -> Any:
    answer = await person.http.get(address(story_id, "collaborators"))
    assert answer.status_code == 200, answer.text
    return {each["user_id"]: each["role"] for each in answer.json()["data"]}


async def test_an_owner_invites_somebody_who_is_told_and_works_on_the_story_at_once(server):
    owner, friend = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    people = address(story_id, "collaborators")
    assert (await friend.http.get(people)).status_code == 404
    answer = await owner.http.post(people, json={"user_id": friend.id, "role": "editor"})
    assert answer.status_code == 201, answer.text
    made = answer.json()["data"]
    assert (made["user_id"], made["role"], made["is_owner"]) == (friend.id, "editor", False)
    assert await roles(friend, story_id) == {owner.id: "owner", friend.id: "editor"}
    (notice,) = await inbox(friend)
    assert (notice["type"], notice["story_id"]) == ("story.invited", story_id)
    assert notice["actor"]["user_id"] == owner.id
    (event,) = await told(server, friend)
    assert event == {
        "story_id": story_id,
        "kind": "collaborator",
        "by": {"user_id": owner.id, "username": owner.username},
        "action": "collaborator.invited",
        "revision": event["revision"],
        "user_id": friend.id,
    }
    assert await told(server, owner) == []


async def test_an_invitation_sent_twice_with_one_key_invites_once(server):
    owner, friend = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    sent: Any = {
        "json": {"user_id": friend.id, "role": "viewer"},
        "headers": {"Idempotency-Key": "a"},
    }
    people = address(story_id, "collaborators")
    first, second = [await owner.http.post(people, **sent) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    again = await owner.http.post(people, json=sent["json"])
    assert (again.status_code, again.json()["error"]) == (409, "Already invited")
    itself = await owner.http.post(people, json={"user_id": owner.id, "role": "editor"})
    assert itself.status_code == 409


async def test_only_owners_and_administrators_invite_change_and_remove(server):
    story_id, owner, editor, viewer = await shared_story(server)
    other, second = await make_person(server), await make_person(server)
    administrator = await make_person(server, role="admin")
    people = address(story_id, "collaborators")
    invitation = {"user_id": other.id, "role": "viewer"}
    for person, status in ((editor, 403), (viewer, 403), (second, 404)):
        assert (await person.http.post(people, json=invitation)).status_code == status
        change = await person.http.put(f"{people}/{viewer.id}", json={"role": "editor"})
        assert change.status_code == status
        assert (await person.http.delete(f"{people}/{owner.id}")).status_code == status
    assert (await server.http.get(people)).status_code == 401
    assert (await administrator.http.post(people, json=invitation)).status_code == 201
    promoted = await owner.http.put(f"{people}/{other.id}", json={"role": "owner"})
    assert promoted.json()["data"]["role"] == "owner"
    by_co_owner = await other.http.post(people, json={"user_id": second.id, "role": "editor"})
    assert by_co_owner.status_code == 201
    assert (await roles(viewer, story_id))[second.id] == "editor"


async def test_readers_of_a_published_story_are_told_that_they_may_not(server):
    owner, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, owner)
    answer = await reader.http.get(address(story_id, "collaborators"))
    assert answer.status_code == 403


async def test_whose_story_it_is_neither_leaves_nor_changes(server):
    story_id, owner, editor, _ = await shared_story(server)
    people = address(story_id, "collaborators")
    assert (await owner.http.delete(f"{people}/{owner.id}")).status_code == 409
    demoted = await owner.http.put(f"{people}/{owner.id}", json={"role": "viewer"})
    assert demoted.status_code == 409
    await owner.http.put(f"{people}/{editor.id}", json={"role": "owner"})
    assert (await editor.http.delete(f"{people}/{owner.id}")).status_code == 409
    assert (await roles(owner, story_id))[owner.id] == "owner"


async def test_everybody_may_leave_and_is_told_nothing_more(server):
    story_id, owner, editor, viewer = await shared_story(server)
    people = address(story_id, "collaborators")
    await stay(viewer, story_id, "well")
    assert (await viewer.http.delete(f"{people}/{viewer.id}")).status_code == 200
    assert (await viewer.http.get(people)).status_code == 404
    assert (await owner.http.delete(f"{people}/{viewer.id}")).status_code == 404
    assert [each["user"]["user_id"] for each in await stay(owner, story_id, "well")] == [owner.id]
    assert [event["kind"] for event in await told(server, editor)][1:] == [
        "collaborator",
        "presence",
    ]
    assert await told(server, viewer) == []


async def test_who_is_removed_is_told_and_the_invitation_leaves_their_inbox(server):
    owner, friend = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    people = address(story_id, "collaborators")
    await owner.http.post(people, json={"user_id": friend.id, "role": "editor"})
    assert len(await inbox(friend)) == 1
    assert (await owner.http.delete(f"{people}/{friend.id}")).status_code == 200
    assert await inbox(friend) == []
    assert [event["action"] for event in await told(server, friend)] == [
        "collaborator.invited",
        "collaborator.removed",
    ]
    assert (await friend.http.get(people)).status_code == 404
    actions = [each["action"] for each in (await activity_of(owner, story_id))["data"]]
    assert actions == ["collaborator.removed", "collaborator.invited"]


@pytest.mark.parametrize("how", ["deleted", "owner leaves"])
async def test_an_invitation_goes_with_the_story(server, how):
    owner, friend = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    invitation = {"user_id": friend.id, "role": "editor"}
    await owner.http.post(address(story_id, "collaborators"), json=invitation)
    assert len(await inbox(friend)) == 1
    if how == "deleted":
        gone = await owner.http.delete(f"/api/stories/{story_id}")
    else:
        leaving = {"password": owner.password}
        gone = await owner.http.request("DELETE", "/api/auth/account", json=leaving)
    assert gone.is_success, gone.text
    assert await inbox(friend) == []


@pytest.mark.parametrize("blocker", ["owner", "invited"])
async def test_nobody_is_invited_across_a_block(server, blocker):
    owner, other, friend = [await make_person(server) for _ in range(3)]
    story_id = await make_story(server, owner)
    await join(server, story_id, other, "owner")
    pair = (owner, friend) if blocker == "owner" else (friend, owner)
    people = address(story_id, "collaborators")
    invitation = {"user_id": friend.id, "role": "editor"}
    await block(server, *pair)
    # Neither by whom the block is about, nor by somebody who would bring them together.
    for person in (owner, other):
        answer = await person.http.post(people, json=invitation)
        assert (answer.status_code, answer.json()["error"]) == (404, "User not found")
    suspended = await make_person(server, suspended_at=server.clock.now())
    for nobody in (suspended.id, new_id()):
        answer = await owner.http.post(people, json={"user_id": nobody, "role": "editor"})
        assert answer.status_code == 404
    assert set(await roles(owner, story_id)) == {owner.id, other.id}


@pytest.mark.parametrize("blocker", ["owner", "editor"])
async def test_a_block_ends_the_work_on_each_others_stories_and_on_no_other(server, blocker):
    story_id, owner, editor, viewer = await shared_story(server)
    shared = await make_story(server, viewer)
    for person in (owner, editor):
        await join(server, shared, person, "editor")
    document = address(story_id, "document")
    await stay(editor, story_id, "well")
    assert (await editor.http.get(document)).status_code == 200
    one, other = (owner, editor) if blocker == "owner" else (editor, owner)
    assert (await one.http.post(f"/api/users/{other.id}/block")).status_code == 200
    assert (await editor.http.get(document)).status_code == 404
    assert set(await roles(owner, story_id)) == {owner.id, viewer.id}
    there = await stay(viewer, story_id, "well")
    assert [each["user"]["user_id"] for each in there] == [viewer.id]
    for person in (owner, editor):
        assert (await person.http.get(address(shared, "document"))).status_code == 200
    assert (await one.http.delete(f"/api/users/{other.id}/block")).status_code == 200
    assert (await editor.http.get(document)).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user_id": "x", "role": "editor"},
        {"user_id": new_id(), "role": "king"},
        {"user_id": new_id(), "role": "editor", "more": 1},
    ],
)
async def test_a_broken_invitation_is_refused(server, body):
    owner = await make_person(server)
    story_id = await make_story(server, owner)
    answer = await owner.http.post(address(story_id, "collaborators"), json=body)
    assert answer.status_code == 400


async def test_a_story_has_fifty_people_at_most(server, count_statements):
    owner, last, one_more = [await make_person(server) for _ in range(3)]
    story_id = await make_story(server, owner)
    people = address(story_id, "collaborators")
    with count_statements() as alone:
        await roles(owner, story_id)
    many = [await make_person(server) for _ in range(48)]
    rows = [
        {
            "story_id": story_id,
            "user_id": each.id,
            "role": "viewer",
            "added_at": server.clock.now(),
        }
        for each in many
    ]
    await server.runtime.database.write(_insert, rows)
    invitation = {"user_id": last.id, "role": "viewer"}
    assert (await owner.http.post(people, json=invitation)).status_code == 201
    answer = await owner.http.post(people, json={"user_id": one_more.id, "role": "viewer"})
    assert (answer.status_code, answer.json()["error"]) == (409, "Too many people")
    with count_statements() as crowded:
        assert len(await roles(owner, story_id)) == 50
    assert len(crowded) == len(alone)


def _insert(conn: Connection, rows) -> None:
    conn.execute(insert(Collaborator), rows)
