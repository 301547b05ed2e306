"""Clips that lead to interactive stories, by their link or by a sticker."""

from typing import Any

import pytest
from sqlalchemy import delete

from emberline.stories.models.drafts import Story
from emberline.stories.service.entries import take_back
from tests.accounts.factories import Person, block, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_photo, post_text
from tests.clips.test_links import make_link
from tests.stories.wire.factories import make_story, published_story
from tests.stories.wire.reading_factories import finish_play, start_play

pytestmark = pytest.mark.anyio

NOBODY = "0197a1b2-7c4e-7000-8000-0000000000ff"


def sticker(story_id: str) -> dict[str, Any]:
    return {"type": "story", "x": 0.5, "y": 0.5, "story_id": story_id}


def linked(author: Person, story_id: str) -> dict[str, Any]:
    return {
        "story_id": story_id,
        "title": "The well",
        "author": author.username,
        "cover_url": None,
    }


async def item(reader: Person, clip: dict[str, Any]) -> dict[str, Any]:
    answer = await reader.http.get(f"/stories/item/{clip['id']}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def remove(server: Server, story_id: str) -> None:
    await server.runtime.database.write(_remove, story_id)


def _remove(conn: Any, story_id: str) -> None:
    conn.execute(delete(Story).where(Story.id == story_id))


async def test_a_clip_leads_to_a_story_while_its_viewer_may_read_it(server):
    author, poster, reader, shut_out = [await make_person(server) for _ in range(4)]
    story_id = await published_story(server, author)
    clip = await post_text(poster, story_link=story_id, stickers=[sticker(story_id)])
    shown = {**sticker(story_id), "id": clip["stickers"][0]["id"], "title": "The well"}
    assert (clip["story_link"], clip["stickers"]) == (linked(author, story_id), [shown])
    assert (await post_text(poster))["story_link"] is None
    for address in ("/stories", f"/stories/{poster.id}"):
        listed = (await reader.http.get(address)).json()["data"]
        assert {each["id"]: each["story_link"] for each in listed}[clip["id"]] == clip["story_link"]
    await block(server, author, shut_out)
    hidden = await item(shut_out, clip)
    assert (hidden["story_link"], hidden["stickers"]) == (None, [])
    seen = await item(reader, clip)
    assert (seen["story_link"], seen["stickers"]) == (clip["story_link"], [shown])
    await server.runtime.database.write(take_back, story_id)
    for person in (reader, poster):
        gone = await item(person, clip)
        assert (gone["story_link"], gone["stickers"]) == (None, [])
    await remove(server, story_id)
    gone = await item(reader, clip)
    assert (gone["text"], gone["story_link"], gone["stickers"]) == (clip["text"], None, [])


async def test_a_clip_leads_only_to_stories_that_its_author_may_read(server):
    author, poster = await make_person(server), await make_person(server)
    draft_id = await make_story(server, author)
    story_id = await published_story(server, author)
    for lead in (draft_id, NOBODY, "17", 17):
        body: dict[str, Any] = {"text": "Come", "story_link": lead}
        refused = await poster.http.post("/stories", json=body)
        assert refused.status_code == 400, lead
        assert refused.json()["details"][0]["field"] == "story_link"
        body = {"text": "Come", "stickers": [{**sticker(story_id), "story_id": lead}]}
        assert (await poster.http.post("/stories", json=body)).status_code == 400, lead
    changed = await post_text(poster, story_link=story_id)
    edit = await poster.http.patch(f"/stories/{changed['id']}", json={"story_link": None})
    assert edit.status_code == 400
    photo = await post_photo(poster, story_link=story_id)
    assert photo["story_link"] == linked(author, story_id)
    await block(server, author, poster)
    body = {"text": "Come", "story_link": story_id}
    assert (await poster.http.post("/stories", json=body)).status_code == 400


async def test_reposts_and_guests_are_led_to_the_same_story(server):
    author, poster, reposter, reader = [await make_person(server) for _ in range(4)]
    story_id = await published_story(server, author)
    clip = await post_text(poster, story_link=story_id, stickers=[sticker(story_id)])
    repost = await reposter.http.post(f"/stories/{clip['id']}/repost", json={})
    assert repost.status_code == 201
    assert (await item(reader, repost.json()))["story_link"] == linked(author, story_id)
    link = await make_link(poster, clip)
    address = f"{link['url']}?format=json"
    told = (await server.http.get(address)).json()
    assert told["story_link"] == linked(author, story_id)
    assert [each["title"] for each in told["stickers"]] == ["The well"]
    await server.runtime.database.write(take_back, story_id)
    told = (await server.http.get(address)).json()
    assert (told["story_link"], told["stickers"]) == (None, [])


async def test_clips_that_lead_to_stories_take_a_fixed_number_of_statements(
    server, count_statements
):
    author, poster, reader = [await make_person(server) for _ in range(3)]
    await follow(server, reader, poster)
    counts: list[int] = []
    shown: list[Any] = []
    for _ in range(3):
        story_id = await published_story(server, author)
        await post_text(poster, story_link=story_id)
        await post_text(poster, stickers=[sticker(story_id)])
        with count_statements() as made:
            shown = (await reader.http.get("/stories?scope=following")).json()["data"]
        counts.append(len(made))
    assert len(shown) == 6
    assert all(each["story_link"] or each["stickers"] for each in shown)
    assert len(set(counts)) == 1


async def test_insights_count_the_plays_that_a_clip_brought_to_its_stories(server):
    author, poster, reader, guest = [await make_person(server) for _ in range(4)]
    story_id, stuck_on, elsewhere = [await published_story(server, author) for _ in range(3)]
    clip = await post_text(poster, story_link=story_id, stickers=[sticker(stuck_on)])
    plain = await post_text(poster)

    async def plays(of: dict[str, Any]) -> int:
        insights = await poster.http.get(f"/stories/{of['id']}/insights")
        return int(insights.json()["story_plays"])

    assert await plays(clip) == 0
    await finish_play(reader, story_id, clip_id=clip["id"])
    await start_play(guest, stuck_on, clip_id=clip["id"])
    anonymous = await server.http.get(
        f"/api/stories/{story_id}/start", params={"clip_id": clip["id"]}
    )
    assert anonymous.status_code == 200
    assert await plays(clip) == 3
    # The poster's own, those of other stories, and those that say they came by another clip.
    await finish_play(poster, story_id, clip_id=clip["id"])
    await finish_play(reader, elsewhere, clip_id=clip["id"])
    await finish_play(reader, story_id, clip_id=plain["id"])
    assert (await plays(clip), await plays(plain)) == (3, 0)
