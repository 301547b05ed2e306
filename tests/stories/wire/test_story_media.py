"""Pictures of stories: whose they are, who may see them, and that they go with the story."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from emberline.kit.errors import AppError
from emberline.kit.files import FileSigner
from emberline.stories.engine.document import Media, Story
from emberline.stories.service.entries import take_back
from emberline.stories.service.story_media import attach, media_in, media_url, publish_media
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, stored_keys
from tests.stories.wire.factories import make_story, publish, redraft, short_story
from tests.stories.wire.people_factories import address, join

pytestmark = pytest.mark.anyio


async def _picture(person: Person) -> str:
    """The id of a picture that the person has uploaded."""
    answer = await person.http.post("/media", files={"file": ("a.jpg", photo(), "image/jpeg")})
    assert answer.status_code == 201, answer.text
    media_id: str = answer.json()["media_id"]
    return media_id


def _illustrated(media_id: str) -> Story:
    story = short_story()
    picture = Media(kind="image", source=media_id, alt_text="A well")
    well = msgspec.structs.replace(story.nodes[0], media=(picture,))
    return msgspec.structs.replace(story, nodes=(well, *story.nodes[1:]))


async def _attach(
    server: Server, person: Person, story_id: str, *media_ids: str, **more: Any
) -> None:
    database, now = server.runtime.database, server.clock.now()
    await database.write(_attached, story_id, person.id, media_ids, now, more)


def _attached(conn, story_id, viewer_id, media_ids, now, more):
    attach(conn, story_id, viewer_id, media_ids, now, **more)


async def _illustrated_story(server: Server, owner: Person) -> tuple[str, str]:
    """A draft with a picture at its first node; the ids of the story and the picture."""
    media_id = await _picture(owner)
    story_id = await make_story(server, owner, _illustrated(media_id))
    await _attach(server, owner, story_id, media_id)
    return story_id, media_id


async def _published(server: Server, owner: Person, story_id: str, media_id: str) -> None:
    await publish(server, owner, story_id)
    await server.runtime.database.write(publish_media, story_id, _illustrated(media_id))


def _signed(server: Server, person: Person, story_id: str, media_id: str, **more: Any) -> str:
    signer = FileSigner(server.runtime.files_signer, person.id, server.clock.now())
    url = media_url(story_id, media_id, signer, **more)
    assert url is not None
    return url


async def _status(server: Server, url: str | None) -> int:
    assert url is not None
    status: int = (await server.http.get(url)).status_code
    return status


async def test_a_drafts_picture_is_for_its_people_by_their_own_address(server):
    owner, viewer, stranger = [await make_person(server) for _ in range(3)]
    story_id, media_id = await _illustrated_story(server, owner)
    await join(server, story_id, viewer, "viewer")
    for person, status in ((owner, 200), (viewer, 200), (stranger, 404)):
        assert await _status(server, _signed(server, person, story_id, media_id)) == status
    assert await _status(server, media_url(story_id, media_id)) == 404
    url = _signed(server, owner, story_id, media_id)
    answer = await server.http.get(url)
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await server.http.head(url)).status_code == 200
    assert (
        await _status(server, _signed(server, owner, story_id, media_id, name="thumbnail")) == 200
    )
    assert await _status(server, _signed(server, owner, story_id, media_id, name="other")) == 404


async def test_readers_are_told_the_size_of_a_picture_before_they_have_it(server):
    owner, reader = await make_person(server), await make_person(server)
    story_id, media_id = await _illustrated_story(server, owner)
    stored = (await owner.http.get(f"/media/{media_id}")).json()
    size = {"width": stored["width"], "height": stored["height"]}
    assert all(size.values())
    draft = (await owner.http.get(f"/api/admin/stories/{story_id}/nodes")).json()["data"]
    drafted = await owner.http.get(f"/api/stories/{story_id}/nodes/{draft[0]['node_id']}")
    await _published(server, owner, story_id, media_id)

    begun = (await reader.http.get(f"/api/stories/{story_id}/start")).json()["data"]

    (shown,) = begun["node"]["media"]
    url = media_url(story_id, media_id)
    assert shown == {"kind": "image", "url": url, "alt_text": "A well", **size}
    (in_draft,) = drafted.json()["data"]["media"]
    assert {name: in_draft[name] for name in size} == size


async def test_an_address_that_was_altered_or_is_over_is_refused(server):
    owner, stranger = await make_person(server), await make_person(server)
    story_id, media_id = await _illustrated_story(server, owner)
    url = _signed(server, owner, story_id, media_id)
    assert await _status(server, url) == 200
    assert await _status(server, url.replace(owner.id, stranger.id)) == 403
    assert await _status(server, url.partition("&signature")[0]) == 403
    server.clock.advance(timedelta(hours=2))
    assert await _status(server, url) == 403


async def test_a_published_picture_is_open_and_closes_when_the_story_is_taken_back(server):
    owner, reader = await make_person(server), await make_person(server)
    story_id, media_id = await _illustrated_story(server, owner)
    unused = await _picture(owner)
    await _attach(server, owner, story_id, unused)
    await _published(server, owner, story_id, media_id)
    assert await _status(server, media_url(story_id, media_id)) == 200
    assert await _status(server, _signed(server, reader, story_id, media_id)) == 200
    # What only the draft holds is open to nobody else.
    assert await _status(server, media_url(story_id, unused)) == 404
    assert await _status(server, _signed(server, reader, story_id, unused)) == 404
    # Plays of an older version go on.
    await redraft(server, owner, story_id, short_story())
    await publish(server, owner, story_id)
    assert await _status(server, media_url(story_id, media_id)) == 200
    await server.runtime.database.write(take_back, story_id)
    assert await _status(server, media_url(story_id, media_id)) == 404
    assert await _status(server, _signed(server, reader, story_id, media_id)) == 404
    assert await _status(server, _signed(server, owner, story_id, media_id)) == 200


async def test_who_is_blocked_does_not_see_it_by_their_own_address(server):
    owner, reader = await make_person(server), await make_person(server)
    story_id, media_id = await _illustrated_story(server, owner)
    await _published(server, owner, story_id, media_id)
    url = _signed(server, reader, story_id, media_id)
    assert await _status(server, url) == 200
    await block(server, owner, reader)
    assert await _status(server, url) == 404


async def test_only_ones_own_unused_media_can_be_shown(server):
    owner, editor = await make_person(server), await make_person(server)
    story_id, media_id = await _illustrated_story(server, owner)
    other_story = await make_story(server, owner)
    # Twice in one story is one use.
    await _attach(server, editor, story_id, media_id)
    for person, story, media, status in (
        (owner, other_story, media_id, 409),
        (owner, story_id, await _picture(editor), 400),
        (owner, story_id, "picture.png", 400),
    ):
        with pytest.raises(AppError) as refused:
            await _attach(server, person, story, media)
        assert refused.value.status == status
    deleted = await owner.http.delete(f"/media/{media_id}")
    assert deleted.status_code == 409


async def test_a_cover_is_a_picture_of_ones_own(server):
    owner, other = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    cover = await _picture(owner)
    path = f"/api/stories/{story_id}"
    changed = await owner.http.put(path, json={"cover_media_id": cover})
    assert changed.status_code == 200, changed.text
    url = changed.json()["data"]["cover_url"]
    assert await _status(server, url) == 200
    assert await _status(server, media_url(story_id, cover)) == 404
    foreign = await owner.http.put(path, json={"cover_media_id": await _picture(other)})
    assert foreign.status_code == 400
    await publish(server, owner, story_id)
    (listed,) = (await server.http.get("/api/stories")).json()["data"]
    assert await _status(server, listed["cover_url"]) == 200


async def test_the_files_go_with_the_story(server):
    owner, editor = await make_person(server), await make_person(server)
    story_id, _ = await _illustrated_story(server, owner)
    await join(server, story_id, editor, "editor")
    await _attach(server, editor, story_id, await _picture(editor))
    assert len(await stored_keys(server)) == 4
    assert (await owner.http.delete(f"/api/stories/{story_id}")).is_success
    assert await stored_keys(server) == []


async def test_the_files_go_with_whose_story_it_is_whoever_uploaded_them(server):
    owner, editor = await make_person(server), await make_person(server)
    story_id, _ = await _illustrated_story(server, owner)
    await join(server, story_id, editor, "editor")
    await _attach(server, editor, story_id, await _picture(editor))
    kept = await _picture(editor)
    leaving = {"password": owner.password}
    assert (await owner.http.request("DELETE", "/api/auth/account", json=leaving)).is_success
    assert len(await stored_keys(server)) == 2
    assert (await editor.http.get(f"/media/{kept}")).status_code == 200


async def test_what_ones_export_says_of_the_work_on_stories(server):
    owner, editor = await make_person(server), await make_person(server)
    story_id = await make_story(server, owner)
    people = address(story_id, "collaborators")
    await owner.http.post(people, json={"user_id": editor.id, "role": "editor"})
    mine = (await owner.http.get("/api/auth/export")).json()["data"]
    theirs = (await editor.http.get("/api/auth/export")).json()["data"]
    assert [each["id"] for each in mine["stories"]] == [story_id]
    assert [each["action"] for each in mine["story_activities"]] == ["collaborator.invited"]
    assert [each["role"] for each in theirs["story_collaborations"]] == ["editor"]
    assert theirs["stories"] == []


def test_names_of_files_have_no_address_and_are_no_media():
    assert media_url("x", None) is None
    assert media_url("x", "cellar.png") is None
    assert media_url("x", "../../etc") is None
    assert media_in(_illustrated("cellar.png")) == set()


async def test_a_playtest_shows_the_drafts_pictures(server):
    owner = await make_person(server)
    story_id, _ = await _illustrated_story(server, owner)
    address = f"/api/admin/stories/{story_id}/playtest"
    test = (await owner.http.post(address, json={})).json()["data"]
    assert await _status(server, test["node"]["media"][0]["url"]) == 200

    here = {"progress_id": test["progress_id"]}
    again = await owner.http.get(f"/api/stories/{story_id}/start", params=here)
    assert await _status(server, again.json()["data"]["node"]["media"][0]["url"]) == 200


async def test_a_nodes_pictures_can_be_sent_back_as_they_came(server):
    owner = await make_person(server)
    story_id, media_id = await _illustrated_story(server, owner)
    node = (await owner.http.get(f"/api/admin/stories/{story_id}/nodes")).json()["data"][0]
    assert node["media"][0]["source"] == media_id and node["media"][0]["url"]

    address = f"/api/admin/stories/{story_id}/nodes/{node['node_id']}"
    media = [{**node["media"][0], "alt_text": "A deep well"}]
    changed = await owner.http.put(address, json={"media": media})
    assert changed.status_code == 200, changed.text
    assert changed.json()["data"]["media"][0]["alt_text"] == "A deep well"
    assert (await owner.http.get(address)).json()["data"]["media"][0]["source"] == media_id
