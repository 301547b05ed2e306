"""Stories: made, changed, deleted and listed by their people."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from emberline.kit.ids import new_id
from emberline.stories.service.holding import hold_story
from tests.accounts.factories import block, make_person
from tests.clips.factories import post_photo, stored_keys
from tests.stories.wire.authoring_factories import (
    WHOLE,
    add_node,
    begin_story,
    data,
    document_of,
    upload,
)
from tests.stories.wire.factories import make_story, publish, published_story, short_story
from tests.stories.wire.people_factories import join

pytestmark = pytest.mark.anyio

FIELDS = {
    *("story_id", "title", "description", "author", "author_id", "difficulty_level", "category"),
    *("tags", "language", "content_notes", "is_published", "listed", "version", "created_at"),
    *("updated_at", "rating", "ratings_count", "plays_count", "nodes_count", "endings_count"),
    *("estimated_minutes", "cover_url", "revision"),
}
UNPUBLISHED = "/api/admin/stories/unpublished"


async def test_a_story_is_made_of_a_title_a_description_and_a_difficulty(server):
    author = await make_person(server)
    answer = await author.http.post("/api/stories", json=WHOLE)
    made = data(answer, 201)
    assert set(made) == FIELDS
    assert {name: made[name] for name in WHOLE} == WHOLE
    assert (made["author"], made["author_id"]) == (author.username, author.id)
    assert (made["is_published"], made["listed"], made["version"]) == (False, True, 0)
    assert (made["nodes_count"], made["revision"], made["rating"]) == (0, 1, None)
    assert answer.headers["etag"] == '"1"'
    read = await author.http.get(f"/api/stories/{made['story_id']}")
    assert (data(read), read.headers["etag"]) == (made, '"1"')


async def test_a_story_without_what_it_needs_or_with_what_it_has_not_is_refused(server):
    author = await make_person(server)
    assert (await author.http.post("/api/stories", json=WHOLE)).status_code == 201
    for name in WHOLE:
        without = {key: value for key, value in WHOLE.items() if key != name}
        answer = await author.http.post("/api/stories", json=without)
        assert answer.status_code == 400
        assert [each["field"] for each in answer.json()["details"]] == [name]
    wrong: dict[str, Any] = {
        "title": "  ",
        "difficulty_level": "impossible",
        "tags": ["x"] * 31,
        "category": "x" * 51,
        "language": "not a language",
        "content_notes": ["x" * 201],
        "template": "none-such",
        "author_id": author.id,
        "is_published": True,
        "revision": 7,
        "plays_count": 1_000_000,
    }
    for name, value in wrong.items():
        answer = await author.http.post("/api/stories", json={**WHOLE, name: value})
        assert answer.status_code == 400, (name, answer.text)
        assert answer.json()["details"][0]["field"].startswith(name)
    assert (await server.http.post("/api/stories", json=WHOLE)).status_code == 401


async def test_a_story_begins_as_a_template_or_a_document_under_its_own_heading(server):
    author = await make_person(server)
    known = {each["name"]: each for each in data(await author.http.get("/api/admin/templates"))}
    assert len(known) == 6
    assert known["blank"]["nodes_count"] == 3
    for name, template in known.items():
        made = await begin_story(author, template=name, tags=["mine"])
        assert (made["title"], made["tags"]) == ("The well", ["mine"])
        assert made["nodes_count"] == template["nodes_count"]
        assert made["endings_count"] == template["endings_count"]
    sent = {"format": "emberline-story/1", "title": "Else", "nodes": [{"key": "a", "start": True}]}
    made = await begin_story(author, document=sent)
    assert await document_of(author, made["story_id"]) == {
        **sent,
        "title": "The well",
        "description": "A way down.",
        "difficulty_level": "easy",
    }
    for wrong in ({"title": 3}, {**sent, "nodes": [{"key": "a"}, {"key": "a"}]}):
        answer = await author.http.post("/api/stories", json={**WHOLE, "document": wrong})
        assert answer.status_code == 400
        assert answer.json()["details"][0]["field"].startswith("document")
    both = {**WHOLE, "document": sent, "template": "blank"}
    assert (await author.http.post("/api/stories", json=both)).status_code == 400


async def test_a_retry_with_the_same_key_makes_no_second_story(server):
    author = await make_person(server)
    headers = {"Idempotency-Key": "once"}
    first, second = [
        await author.http.post("/api/stories", json=WHOLE, headers=headers) for _ in range(2)
    ]
    assert first.json() == second.json()
    assert len(data(await author.http.get(UNPUBLISHED))) == 1


async def test_only_what_is_sent_changes(server):
    author = await make_person(server)
    made = await begin_story(author, tags=["a"], category="mystery")
    address = f"/api/stories/{made['story_id']}"
    server.clock.advance(timedelta(minutes=1))
    answer = await author.http.put(address, json={"title": "The cellar", "tags": []})
    changed = data(answer)
    assert changed == {
        **made,
        "title": "The cellar",
        "tags": [],
        "revision": 2,
        "updated_at": changed["updated_at"],
    }
    assert changed["updated_at"] > made["updated_at"]
    assert answer.headers["etag"] == '"2"'
    same = await author.http.put(address, json={"title": "The cellar"})
    assert data(same) == changed
    wrong = ({"title": None}, {"plays_count": 3}, {"author_id": author.id}, {"template": "blank"})
    for fields in wrong:
        assert (await author.http.put(address, json=fields)).status_code == 400
    assert data(await author.http.get(address)) == changed


async def test_a_story_is_made_under_an_id_that_nobody_has(server):
    author, other = await make_person(server), await make_person(server)
    story_id = new_id()
    partial = await author.http.put(f"/api/stories/{story_id}", json={"title": "The well"})
    assert (partial.status_code, partial.json()["error"]) == (400, "Missing required fields")
    assert [each["field"] for each in partial.json()["details"]] == [
        "description",
        "difficulty_level",
    ]
    made = data(await author.http.put(f"/api/stories/{story_id}", json=WHOLE), 201)
    assert (made["story_id"], made["author_id"]) == (story_id, author.id)
    assert (await other.http.put(f"/api/stories/{story_id}", json=WHOLE)).status_code == 404
    random = "0197a1b2-7c4e-4000-8000-0000000000c1"
    assert (await author.http.put(f"/api/stories/{random}", json=WHOLE)).status_code == 400
    assert (await author.http.put("/api/stories/7", json=WHOLE)).status_code == 400


async def test_editors_change_owners_list_and_delete_and_others_do_neither(server):
    owner, editor, viewer, reader, stranger, blocked, admin = [
        await make_person(server, role="admin" if number == 6 else "user") for number in range(7)
    ]
    out = await published_story(server, owner)
    draft = await make_story(server, owner)
    await block(server, owner, blocked)
    for story_id in (out, draft):
        await join(server, story_id, editor, "editor")
        await join(server, story_id, viewer, "viewer")
    cases = (
        (editor, out, 200, 403, 403),
        (viewer, out, 403, 403, 403),
        (reader, out, 403, 403, 403),
        (blocked, out, 404, 404, 404),
        (editor, draft, 200, 403, 403),
        (viewer, draft, 403, 403, 403),
        (stranger, draft, 404, 404, 404),
        (blocked, draft, 404, 404, 404),
    )
    for number, (person, story_id, edits, lists, deletes) in enumerate(cases):
        address = f"/api/stories/{story_id}"
        headers = {"If-Match": "*"}
        body = {"title": f"By {number}"}
        answer = await person.http.put(address, json=body, headers=headers)
        assert answer.status_code == edits, (number, answer.text)
        answer = await person.http.put(address, json={"listed": False}, headers=headers)
        assert answer.status_code == lists
        assert (await person.http.delete(address)).status_code == deletes
    assert (await server.http.delete(f"/api/stories/{out}")).status_code == 401
    same = {"title": "By an editor", "listed": True}
    headers = {"If-Match": "*"}
    assert (
        await editor.http.put(f"/api/stories/{out}", json=same, headers=headers)
    ).status_code == 200
    headers = {"If-Match": "*"}
    admins = await admin.http.put(f"/api/stories/{draft}", json={"title": "Mine"}, headers=headers)
    assert data(admins)["author_id"] == owner.id
    assert (await admin.http.delete(f"/api/stories/{draft}")).status_code == 200
    assert (await owner.http.delete(f"/api/stories/{out}")).status_code == 200
    assert (await owner.http.get(f"/api/stories/{out}")).status_code == 404


async def test_an_unlisted_story_leaves_the_catalogue_and_its_readers(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    address = f"/api/stories/{story_id}"
    assert (await reader.http.get(address)).status_code == 200
    assert data(await author.http.put(address, json={"listed": False}))["listed"] is False
    assert (await reader.http.get(address)).status_code == 404
    data(await author.http.put(address, json={"listed": True}))
    assert (await reader.http.get(address)).status_code == 200


async def test_readers_see_a_new_title_once_it_is_published(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    address = f"/api/stories/{story_id}"
    data(await author.http.put(address, json={"title": "The cellar"}))
    assert data(await author.http.get(address))["title"] == "The cellar"
    assert data(await reader.http.get(address))["title"] == "The well"
    await publish(server, author, story_id)
    assert data(await reader.http.get(address))["title"] == "The cellar"


async def test_everything_of_a_story_goes_with_it_pictures_too(server):
    author = await make_person(server)
    await post_photo(author)
    kept = await stored_keys(server)
    made = await begin_story(author, template="blank", cover_media_id=await upload(author))
    assert (await server.http.get(made["cover_url"])).status_code == 200
    story_id = made["story_id"]
    await publish(server, author, story_id)
    assert len(await stored_keys(server)) > len(kept)
    assert (await author.http.delete(f"/api/stories/{story_id}")).status_code == 200
    assert await stored_keys(server) == kept
    assert (await server.http.get(made["cover_url"])).status_code == 404
    for address in (f"/api/stories/{story_id}", f"/api/admin/stories/{story_id}/nodes"):
        assert (await author.http.get(address)).status_code == 404


async def test_a_cover_is_a_picture_of_ones_own(server):
    author, other = await make_person(server), await make_person(server)
    theirs = {**WHOLE, "cover_media_id": await upload(other)}
    refused = await author.http.post("/api/stories", json=theirs)
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "cover_media_id"
    mine = await upload(author)
    made = await begin_story(author)
    address = f"/api/stories/{made['story_id']}"
    covered = data(await author.http.put(address, json={"cover_media_id": mine}))
    assert mine in covered["cover_url"]
    document = await document_of(author, made["story_id"])
    assert document["cover"] == mine
    whole = f"/api/admin/stories/{made['story_id']}/document"
    data(await author.http.put(whole, json={**document, "cover": None}))
    assert data(await author.http.get(address))["cover_url"] is None
    data(await author.http.put(whole, json=document))
    assert data(await author.http.get(address))["cover_url"] == covered["cover_url"]
    assert data(await author.http.put(address, json={"cover_media_id": None}))["cover_url"] is None


async def test_what_is_not_out_is_listed_to_those_who_work_on_it(server, count_statements):
    author, editor, stranger, admin = [
        await make_person(server, role="admin" if number == 3 else "user") for number in range(4)
    ]
    made = []
    for number in range(5):
        server.clock.advance(timedelta(seconds=1))
        made.append(await make_story(server, author, short_story(title=f"Story {number}")))
    await publish(server, author, made[4])
    await join(server, made[1], editor, "viewer")
    server.clock.advance(timedelta(seconds=1))
    await add_node(author, made[0], node_title="New")

    async def listed(person: Any, limit: int) -> list[str]:
        titles: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            query = {"limit": str(limit)} | ({"cursor": cursor} if cursor else {})
            with count_statements() as statements:
                answer = await person.http.get(UNPUBLISHED, params=query)
            assert len(statements) <= 4
            titles += [each["title"] for each in data(answer)]
            cursor = answer.json()["meta"]["next_cursor"]
        return titles

    expected = ["Story 0", "Story 3", "Story 2", "Story 1"]
    assert await listed(author, 100) == expected
    assert await listed(author, 1) == expected
    assert await listed(admin, 3) == expected
    assert await listed(editor, 100) == ["Story 1"]
    assert await listed(stranger, 100) == []
    assert (await server.http.get(UNPUBLISHED)).status_code == 401
    (first, *_) = data(await author.http.get(UNPUBLISHED))
    assert set(first) == FIELDS
    assert (first["nodes_count"], first["endings_count"]) == (4, 2)


async def test_a_story_that_moderators_hold_is_kept(server):
    author = await make_person(server)
    admin = await make_person(server, role="admin")
    story_id = await published_story(server, author)
    await server.runtime.database.write(hold_story, story_id, server.clock.now())
    address = f"/api/stories/{story_id}"
    assert (await author.http.delete(address)).status_code == 409
    assert (await author.http.get(address)).status_code == 200
    assert (await admin.http.delete(address)).status_code == 200


async def test_of_two_who_make_a_story_under_one_id_one_has_it(server):
    people = [await make_person(server) for _ in range(4)]
    address = f"/api/stories/{new_id()}"
    answers = await asyncio.gather(*(person.http.put(address, json=WHOLE) for person in people))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {404, 409}
    authors = [data(answer, 201)["author_id"] for answer in answers if answer.status_code == 201]
    assert len(authors) == 1
