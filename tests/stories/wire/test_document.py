"""The whole document of a draft: read and replaced."""

import json
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from emberline.stories.engine.document import Story
from tests.accounts.factories import make_person
from tests.stories.wire.authoring_factories import (
    all_nodes,
    begin_story,
    data,
    document_of,
    upload,
)
from tests.stories.wire.factories import make_story
from tests.stories.wire.people_factories import join

pytestmark = pytest.mark.anyio

HEAD = {"format": "emberline-story/1", "title": "The well"}


def at(story_id: str) -> str:
    return f"/api/admin/stories/{story_id}/document"


async def test_a_document_comes_back_as_it_was_put(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    sample = files("emberline.stories.samples").joinpath("the-salt-road.json").read_bytes()
    story = msgspec.json.decode(sample, type=Story)
    headers = {"Content-Type": "application/json"}
    answer = await author.http.put(at(story_id), content=sample, headers=headers)
    # What has its default may stand there or not.
    assert msgspec.convert(data(answer), Story) == story
    assert msgspec.convert(await document_of(author, story_id), Story) == story
    assert (await author.http.get(at(story_id))).headers["etag"] == answer.headers["etag"]
    shown = data(await author.http.get(f"/api/stories/{story_id}"))
    assert (shown["title"], shown["nodes_count"]) == (story.title, len(story.nodes))


async def test_what_a_document_has_as_before_keeps_its_id_and_revision(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    before = await all_nodes(author, story_id)
    document = await document_of(author, story_id)
    well, bottom, home = document["nodes"]
    well["choices"][0]["text"] = "Climb"
    home["content"] = "Warm."
    new = {"key": "roof", "choices": [{"key": "jump", "text": "Jump", "to": "home"}]}
    data(await author.http.put(at(story_id), json={**document, "nodes": [new, home, well]}))
    after = await all_nodes(author, story_id)
    assert list(after) == ["roof", "home", "well"]
    assert after["well"]["revision"] == before["well"]["revision"]
    assert after["home"]["revision"] == before["home"]["revision"] + 1
    assert [choice["revision"] for choice in after["well"]["choices"]] == [2, 1]
    assert bottom["key"] not in after
    for key in ("well", "home"):
        assert after[key]["node_id"] == before[key]["node_id"]


async def test_what_is_no_document_is_refused_with_its_line_and_column(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    before = await document_of(author, story_id)
    headers = {"Content-Type": "application/json"}
    cases: tuple[tuple[bytes, int | None, int | None], ...] = (
        (b'{"format": "emberline-story/1",\n "title": }', 2, 11),
        (b'{"format": "emberline-story/1",\n "title": "T",\n "nodes": [{"kye": "a"}]}', 3, 12),
        (b'{"format": "emberline-story/1",\n "title": 7}', 2, 11),
        (b"[]", None, None),
        (b"", 1, 1),
        (b'{"format": "emberline-story/2", "title": "T"}', 1, 12),
    )
    for body, line, column in cases:
        answer = await author.http.put(at(story_id), content=body, headers=headers)
        assert answer.status_code == 400, body
        found = answer.json()["findings"][0]
        assert (found["line"], found["column"]) == (line, column), (body, found)
        assert answer.json()["details"][0]["message"]
    several = json.dumps([{**HEAD}, {**HEAD}]).encode()
    assert (
        await author.http.put(at(story_id), content=several, headers=headers)
    ).status_code == 400
    other = await author.http.put(at(story_id), content=b"x", headers={"Content-Type": "text/csv"})
    assert other.status_code == 415
    assert await document_of(author, story_id) == before


async def test_what_is_longer_than_is_kept_is_refused_by_its_field(server):
    author = await make_person(server)
    story_id = await make_story(server, author)
    before = await document_of(author, story_id)
    cases: tuple[tuple[str, dict[str, Any]], ...] = (
        ("document.title", {"title": "x" * 201}),
        ("document.title", {"title": " "}),
        ("document.description", {"description": "x" * 5001}),
        ("document.category", {"category": "x" * 51}),
        ("document.language", {"language": "x" * 36}),
        ("document.tags", {"tags": ["x" * 51]}),
        ("document.tags", {"tags": [str(number) for number in range(31)]}),
        ("document.content_notes", {"content_notes": ["x" * 201]}),
        ("document.nodes", {"nodes": [{"key": "a"}, {"key": "a"}]}),
        ("document.nodes", {"nodes": [{"key": "x" * 201}]}),
        ("document", {"nodes": [{"key": "a", "content": "nul\x00"}]}),
    )
    for field, parts in cases:
        answer = await author.http.put(at(story_id), json={**HEAD, **parts})
        assert answer.status_code == 400, (field, answer.text)
        assert answer.json()["details"][0]["field"] == field
    assert await document_of(author, story_id) == before
    unsound = {**HEAD, "nodes": [{"key": "a", "choices": [{"key": "b", "text": "", "to": "no"}]}]}
    assert (await author.http.put(at(story_id), json=unsound)).status_code == 200


async def test_a_document_may_have_20_mb_and_other_bodies_not(server):
    author = await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    nodes = [{"key": f"n{number}", "content": "x" * 100_000} for number in range(30)]
    answer = await author.http.put(at(story_id), json={**HEAD, "nodes": nodes})
    assert len(data(answer)["nodes"]) == 30
    node = (await all_nodes(author, story_id))["n0"]["node_id"]
    large = {"content": "x", "note": "y" * 1_000_001}
    address = f"/api/admin/stories/{story_id}/nodes/{node}"
    assert (await author.http.put(address, json=large)).status_code == 413
    declared = {"Content-Type": "application/json", "Content-Length": str(20 * 1024 * 1024 + 1)}
    too_large = await author.http.put(at(story_id), content=b"{}", headers=declared)
    assert (too_large.status_code, too_large.json()["message"]) == (413, "Send at most 20 MB.")


async def test_media_of_a_document_are_ones_own(server):
    author, other = await make_person(server), await make_person(server)
    story_id = (await begin_story(author))["story_id"]
    for person, status in ((other, 400), (author, 200)):
        media = [{"kind": "image", "source": await upload(person)}]
        answer = await author.http.put(
            at(story_id), json={**HEAD, "nodes": [{"key": "a", "media": media}]}
        )
        assert answer.status_code == status, answer.text
    named = {**HEAD, "nodes": [{"key": "a", "media": [{"kind": "image", "source": "a.png"}]}]}
    assert (await author.http.put(at(story_id), json=named)).status_code == 200


async def test_the_storys_people_read_it_and_editors_replace_it(server):
    owner, editor, viewer, stranger, admin = [
        await make_person(server, role="admin" if number == 4 else "user") for number in range(5)
    ]
    story_id = await make_story(server, owner)
    await join(server, story_id, editor, "editor")
    await join(server, story_id, viewer, "viewer")
    document = await document_of(owner, story_id)
    cases = ((stranger, 404, 404), (viewer, 200, 403), (editor, 200, 200), (admin, 200, 200))
    for person, reads, writes in cases:
        assert (await person.http.get(at(story_id))).status_code == reads
        answer = await person.http.put(at(story_id), json=document, headers={"If-Match": "*"})
        assert answer.status_code == writes, answer.text
    assert (await server.http.get(at(story_id))).status_code == 401
    assert (await server.http.put(at(story_id), json=document)).status_code == 401
