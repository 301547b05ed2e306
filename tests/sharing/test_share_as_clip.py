"""A story shared as a clip, which invites to it and fades."""

from datetime import timedelta

import pytest

from tests.accounts.factories import follow, make_person
from tests.clips.factories import events_of
from tests.stories.wire.factories import published_story
from tests.stories.wire.reading_factories import finish_play

pytestmark = pytest.mark.anyio


async def test_a_clip_invites_to_a_story_and_tells_how_many_came(server):
    author, sharer, reader, stranger = [await make_person(server) for _ in range(4)]
    await follow(server, reader, sharer)
    story_id = await published_story(server, author)
    answer = await sharer.http.post(
        f"/api/stories/{story_id}/share", json={"to": "clip", "visibility": "FOLLOWERS"}
    )
    assert answer.status_code == 201
    clip = answer.json()["data"]
    invitation = {
        "story_id": story_id,
        "title": "The well",
        "author": author.username,
        "cover_url": None,
    }
    assert clip["story_link"] == invitation
    assert (clip["user_id"], clip["text"]) == (sharer.id, "The well")
    assert (clip["kind"], clip["visibility"]) == ("text", "FOLLOWERS")
    shown = (await reader.http.get("/stories?scope=following")).json()["data"]
    assert [(each["id"], each["story_link"]) for each in shown] == [(clip["id"], invitation)]
    assert (await stranger.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    for person in (reader, sharer):
        await finish_play(person, story_id, clip_id=clip["id"])
    elsewhere = await published_story(server, author)
    await finish_play(reader, elsewhere, clip_id=clip["id"])
    insights = await sharer.http.get(f"/stories/{clip['id']}/insights")
    assert insights.json()["story_plays"] == 1
    server.clock.advance(timedelta(days=1))
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await reader.http.get(f"/api/stories/{story_id}/reviews")).status_code == 200


async def test_it_is_a_post_like_any_other(server, start_server):
    limited = await start_server(rate_limits="on")
    author, sharer = await make_person(limited), await make_person(limited)
    story_id = await published_story(limited, author)
    address = f"/api/stories/{story_id}/share"
    key = {"Idempotency-Key": "once"}
    first = await sharer.http.post(address, json={"to": "clip"}, headers=key)
    again = await sharer.http.post(address, json={"to": "clip"}, headers=key)
    assert (first.status_code, again.content) == (201, first.content)
    assert first.json()["data"]["visibility"] == "PUBLIC"
    left = (await sharer.http.get("/stories/limits")).json()
    assert left["used"] == 1
    for visibility in ("CUSTOM", "EVERYONE"):
        body = {"to": "clip", "visibility": visibility}
        assert (await sharer.http.post(address, json=body)).status_code == 400
    assert len((await sharer.http.get(f"/stories/{sharer.id}")).json()["data"]) == 1
    assert await events_of(limited, author, "story.created") == []
