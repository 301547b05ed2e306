"""Guests play whole stories without an account, and take their plays along when they join."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from emberline.stories.jobs.guests import sweep_guests
from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import document, published_story
from tests.stories.wire.playing import begun, choosing, chosen

pytestmark = pytest.mark.anyio


async def begun_as_guest(server: Server, story_id: Any, token: Any = None) -> Any:
    headers = {} if token is None else {"X-Play-Token": token}
    response = await server.http.get(f"/api/stories/{story_id}/start", headers=headers)
    assert response.status_code == 200, response.text
    return response.json()["data"]


async def completed(server: Server, stats: Any, signed_in: Any) -> Any:
    response = await server.http.get(stats, headers=signed_in)
    return response.json()["data"]["stories_completed"]


async def test_a_guest_plays_a_story_to_its_end(server):
    author = await make_person(server)
    story_id = await published_story(server, author)
    play = await begun_as_guest(server, story_id)
    token = play["play_token"]
    assert token and (await begun_as_guest(server, story_id, token))["play_token"] is None

    nobody = await choosing(server.http, story_id, "well", "down")
    assert nobody.status_code == 401
    stranger = await choosing(
        server.http, story_id, "well", "down", headers={"X-Play-Token": token + "x"}
    )
    assert stranger.status_code == 404
    turn = await choosing(server.http, story_id, "well", "down", headers={"X-Play-Token": token})
    assert turn.status_code == 200 and turn.json()["data"]["is_ending"]


async def test_what_was_played_as_a_guest_is_the_new_accounts(server):
    author = await make_person(server)
    story_id = await published_story(server, author)
    play = await begun_as_guest(server, story_id)
    headers = {"X-Play-Token": play["play_token"]}
    await choosing(server.http, story_id, "well", "down", headers=headers)

    joined = await server.http.post(
        "/signup",
        json={"email": "new@example.com", "password": "a good long password"},
        headers=headers,
    )
    assert joined.status_code == 201
    session = joined.json()
    signed_in = {"Authorization": f"Bearer {session['token']}"}
    mine = await server.http.get(f"/api/progress/{session['user']['user_id']}", headers=signed_in)
    (saved,) = mine.json()["data"]
    assert saved["progress_id"] == play["progress_id"] and saved["is_completed"]
    assert saved["current_node_id"] == node_id(story_id, "bottom")
    gone = await choosing(server.http, story_id, "well", "down", headers=headers)
    assert gone.status_code == 404
    stats = f"/api/stats/{session['user']['user_id']}"
    async with asyncio.timeout(20):
        while not await completed(server, stats, signed_in):  # noqa: ASYNC110 - a job counts them
            await asyncio.sleep(0.02)
    assert await completed(server, stats, signed_in) == 1


async def test_a_reader_who_signs_in_takes_a_guests_plays_over(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    play = await begun_as_guest(server, story_id)
    headers = {"X-Play-Token": play["play_token"]}

    taken = await reader.http.get(f"/api/stories/{story_id}/start", headers=headers)
    assert taken.json()["data"]["progress_id"] == play["progress_id"]
    assert (await begun(reader, story_id))["progress_id"] == play["progress_id"]


async def test_a_signup_that_fails_takes_nothing_over(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    play = await begun_as_guest(server, story_id)
    headers = {"X-Play-Token": play["play_token"]}
    taken = {"email": reader.email, "password": "a good long password"}
    refused = await server.http.post("/signup", json=taken, headers=headers)
    assert refused.status_code == 409
    turn = await choosing(server.http, story_id, "well", "down", headers=headers)
    assert turn.status_code == 200


async def test_what_a_guest_unlocked_in_a_play_that_goes_on_is_the_readers(server):
    author, reader = await make_person(server), await make_person(server)
    look = {"key": "look", "text": "Look", "to": "well", "effects": ["unlock(eyes)"]}
    story = document(
        {"key": "well", "choices": [look, {"key": "down", "text": "Down", "to": "end"}]},
        {"key": "end", "type": "ending"},
        achievements={"eyes": {"name": "Sharp eyes"}},
    )
    story_id = await published_story(server, author, story)
    play = await begun_as_guest(server, story_id)
    headers = {"X-Play-Token": play["play_token"]}
    await choosing(server.http, story_id, "well", "look", headers=headers)
    progress_id = {"progress_id": play["progress_id"]}
    address = f"/api/stories/{story_id}/start"
    await reader.http.get(address, params=progress_id, headers=headers)

    async def names() -> Any:
        found = await reader.http.get(f"/api/stats/{reader.id}/achievements")
        return [each["name"] for each in found.json()["data"]["unlocked"]]

    async with asyncio.timeout(20):
        while "Sharp eyes" not in await names():  # noqa: ASYNC110 - a job counts them
            await asyncio.sleep(0.02)
    turn = await chosen(reader, story_id, "well", "down", **progress_id)
    assert turn.json()["data"]["is_ending"]


async def test_a_guests_play_is_kept_for_thirty_days(server):
    author = await make_person(server)
    story_id = await published_story(server, author)
    play = await begun_as_guest(server, story_id)
    token, mine = play["play_token"], await begun(author, story_id)

    server.clock.advance(timedelta(days=29))
    assert await sweep_guests(server.runtime) == 0
    again = await begun_as_guest(server, story_id, token)
    assert again["progress_id"] == play["progress_id"]
    server.clock.advance(timedelta(days=2))
    assert await sweep_guests(server.runtime) == 1
    fresh = await begun_as_guest(server, story_id, token)
    assert fresh["progress_id"] != play["progress_id"]
    assert (await begun(author, story_id))["progress_id"] == mine["progress_id"]


async def test_nobody_chooses_their_own_token_and_new_guests_are_counted_by_address(start_server):
    server = await start_server(rate_limits="on")
    story_id = await published_story(server, await make_person(server))
    play = await begun_as_guest(server, story_id, "a token of my own")
    assert play["play_token"] not in (None, "a token of my own")
    again = await begun_as_guest(server, story_id, play["play_token"])
    assert (again["progress_id"], again["play_token"]) == (play["progress_id"], None)
    made = [
        (
            await server.http.get(
                f"/api/stories/{story_id}/start", headers={"X-Play-Token": f"made up {number}"}
            )
        ).status_code
        for number in range(60)
    ]
    assert made == [200] * 59 + [429]
    # Who is known goes on.
    assert await begun_as_guest(server, story_id, play["play_token"])
