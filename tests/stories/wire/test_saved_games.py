"""Saved games: kept under names, replayed before they count, nobody else's."""

import pytest

from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import make_person
from tests.stories.wire.factories import published_story
from tests.stories.wire.playing import begun, chosen, took
from tests.stories.wire.test_rewinding import walk

pytestmark = pytest.mark.anyio


def made(story_id, *path):
    return [
        {"node_id": node_id(story_id, node), "choice_id": choice_id(story_id, node, choice)}
        for node, choice in path
    ]


async def saved(person, story_id, at, path, **fields):
    body = {
        "story_id": story_id,
        "current_node_id": node_id(story_id, at),
        "choices_made": made(story_id, *path),
        **fields,
    }
    return await person.http.post("/api/progress/save", json=body)


async def test_a_game_is_saved_under_a_name_and_taken_up_again(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"), ("field", "draw"))

    path = [("field", "on"), ("field", "draw")]
    kept = await saved(reader, story_id, "field", path, slot="before the end", user_id=reader.id)
    assert kept.status_code == 201
    game = kept.json()["data"]
    assert game["slot"] == "before the end" and game["state"]["turn"] == 2
    assert game["choices_made"] == made(story_id, *path)

    await took(reader, story_id, ("field", "stop"))
    response = await chosen(
        reader, story_id, "field", "on", progress_id=game["progress_id"], turn=2
    )
    assert response.status_code == 200
    assert response.json()["data"]["state"]["variables"]["steps"] == 2


async def test_a_saved_name_is_taken_again_by_the_next_game(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"))

    first = (await saved(reader, story_id, "field", [("field", "on")], slot="one")).json()["data"]
    second = (await saved(reader, story_id, "field", [], slot="one")).json()["data"]
    assert second["state"]["turn"] == 0
    games = await reader.http.get(f"/api/progress/{reader.id}/story/{story_id}")
    ids = {game["progress_id"]: game["slot"] for game in games.json()["data"]}
    assert first["progress_id"] not in ids
    assert sorted(ids.values()) == ["auto", "one"]


async def test_a_forged_save_is_refused_and_changes_nothing(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"))

    on = ("field", "on")
    assert (await saved(reader, story_id, "end", [on])).status_code == 400
    assert (await saved(reader, story_id, "field", [("end", "on")])).status_code == 400
    assert (await saved(reader, story_id, "field", [("field", "no")])).status_code == 400
    assert (await saved(reader, story_id, "field", [on], user_id=other.id)).status_code == 403
    assert (await saved(other, story_id, "field", [on])).status_code == 404
    games = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    assert [game["state"]["turn"] for game in games] == [1]
    assert (await saved(reader, story_id, "field", [on])).status_code == 201


async def test_moves_made_elsewhere_are_brought_in_by_a_save(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"))

    path = [("field", "on"), ("field", "draw"), ("field", "stop")]
    kept = (await saved(reader, story_id, "end", path)).json()["data"]
    assert kept["is_completed"] and kept["ending"]["name"] == "Rest"
    assert kept["choices_made"] == made(story_id, *path)
    completed = await reader.http.get(f"/api/progress/{reader.id}/completed")
    assert [game["progress_id"] for game in completed.json()["data"]] == [kept["progress_id"]]


async def test_ones_games_are_ones_own(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    admin = await make_person(server, role="admin")
    story_id = await published_story(server, author, walk())
    play = await begun(reader, story_id)
    address = f"/api/progress/{play['progress_id']}"

    for path in ("", "/completed", f"/story/{story_id}"):
        assert (await reader.http.get(f"/api/progress/{reader.id}{path}")).status_code == 200
        assert (await other.http.get(f"/api/progress/{reader.id}{path}")).status_code == 403
        assert (await admin.http.get(f"/api/progress/{reader.id}{path}")).status_code == 200
    assert (await other.http.delete(address)).status_code == 404
    assert (await reader.http.delete(address)).status_code == 200
    assert (await reader.http.delete(address)).status_code == 404


async def test_a_list_of_games_is_a_fixed_number_of_statements(server, count_statements):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    counts = []
    for _ in range(3):
        await begun(reader, story_id)
        await took(reader, story_id, ("field", "on"))
        with count_statements() as statements:
            await reader.http.get(f"/api/progress/{reader.id}")
        counts.append(len(statements))

    assert counts[0] == counts[1] == counts[2]
