"""Saved games: kept under names, replayed before they count, nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.service import playables
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import published_story
from tests.stories.wire.playing import begun, chosen, took
from tests.stories.wire.test_rewinding import walk
from tests.stories.wire.test_timers_and_puzzles import bomb

pytestmark = pytest.mark.anyio


def made(story_id: Any, *path: Any) -> Any:
    return [
        {"node_id": node_id(story_id, node), "choice_id": choice_id(story_id, node, choice)}
        for node, choice in path
    ]


async def saved(person: Person, story_id: Any, at: Any, path: Any, **fields: Any) -> Any:
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


async def test_a_saved_game_stays_when_a_play_goes_on_from_it(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"))
    path = [("field", "on")]
    game = (await saved(reader, story_id, "field", path, slot="one")).json()["data"]

    named = {"progress_id": game["progress_id"], "slot": "auto"}
    loaded = (await saved(reader, story_id, "field", path, **named)).json()["data"]
    assert (loaded["slot"], loaded["choices_made"]) == ("auto", game["choices_made"])
    on = await chosen(reader, story_id, "field", "on", progress_id=loaded["progress_id"])
    assert on.json()["data"]["state"]["variables"]["steps"] == 2
    games = await reader.http.get(f"/api/progress/{reader.id}/story/{story_id}")
    turns = {each["progress_id"]: each["state"]["turn"] for each in games.json()["data"]}
    assert (turns[game["progress_id"]], turns[loaded["progress_id"]]) == (1, 2)


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


async def counted(server: Server, story_id: Any) -> Any:
    """How many plays and completions the catalogue has of the story."""
    columns = (CatalogueEntry.plays_count, CatalogueEntry.completions_count)
    statement = select(*columns).where(CatalogueEntry.story_id == story_id)
    return await server.runtime.database.read(lambda conn: tuple(conn.execute(statement).one()))


async def test_saving_where_nothing_happened_counts_for_nothing(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    assert (await saved(reader, story_id, "field", [])).status_code == 201
    assert await counted(server, story_id) == (0, 0)
    stats = (await reader.http.get(f"/api/stats/{reader.id}")).json()["data"]
    assert (stats["xp"], stats["streak_days"]) == (0, 0)

    path = [("field", "on"), ("field", "stop")]
    await took(reader, story_id, *path)
    assert await counted(server, story_id) == (1, 1)
    before = (await reader.http.get(f"/api/stats/{reader.id}")).json()["data"]
    assert before["streak_days"] == 1
    assert (await saved(reader, story_id, "end", path)).status_code == 201
    assert await counted(server, story_id) == (1, 1)
    assert (await reader.http.get(f"/api/stats/{reader.id}")).json()["data"] == before


async def test_what_is_played_from_saved_games_is_one_play_of_the_story(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    starts = [await saved(reader, story_id, "field", [], slot=name) for name in "ab"]
    await took(reader, story_id, ("field", "on"), ("field", "stop"))
    for game in starts:
        slot = game.json()["data"]["progress_id"]
        response = await chosen(reader, story_id, "field", "stop", progress_id=slot)
        assert response.json()["data"]["is_ending"]

    assert await counted(server, story_id) == (1, 1)


async def test_a_choice_whose_time_was_over_cannot_be_saved_either(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, bomb())
    await begun(reader, story_id)
    server.clock.advance(timedelta(seconds=12, milliseconds=100))
    assert (await saved(reader, story_id, "safe", [("wires", "red")])).status_code == 400
    assert (await saved(reader, story_id, "safe", [("wires", "blue")], slot="b")).status_code == 201
    server.clock.advance(timedelta(seconds=10))
    late = await saved(reader, story_id, "safe", [("wires", "blue")])
    assert late.status_code == 400 and "time" in late.json()["detail"]


async def test_no_saved_game_is_called_a_playtest(server):
    author = await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(author, story_id)
    refused = await saved(author, story_id, "field", [], slot="playtest")
    assert refused.status_code == 400
    assert [entry["field"] for entry in refused.json()["details"]] == ["slot"]
    assert (await saved(author, story_id, "field", [], slot="play")).status_code == 201


async def test_a_saved_game_is_played_on_and_saved_under_its_own_name(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"), ("field", "draw"))
    path = [("field", "on"), ("field", "draw")]
    slot = (await saved(reader, story_id, "field", path, slot="one")).json()["data"]["progress_id"]

    for choice in ("draw", "on"):
        response = await chosen(reader, story_id, "field", choice, progress_id=slot)
        assert response.status_code == 200
        path.append(("field", choice))
    again = await saved(reader, story_id, "field", path, slot="one", progress_id=slot)
    assert again.json()["data"]["choices_made"] == made(story_id, *path)
    copied = await saved(reader, story_id, "field", path[:3], slot="two", progress_id=slot)
    assert copied.json()["data"]["choices_made"] == made(story_id, *path[:3])
    games = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    assert {game["slot"]: len(game["choices_made"]) for game in games} == {
        "auto": 2,
        "one": 4,
        "two": 3,
    }
    copy = copied.json()["data"]["progress_id"]
    body = {"steps": 3, "progress_id": copy}
    back = await reader.http.post(f"/api/stories/{story_id}/rewind", json=body)
    assert back.json()["data"]["state"]["turn"] == 0


async def test_a_game_that_is_saved_again_with_its_key_is_saved_once(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"))
    body = {
        "story_id": story_id,
        "current_node_id": node_id(story_id, "field"),
        "choices_made": made(story_id, ("field", "on")),
        "slot": "one",
    }
    key = {"Idempotency-Key": "a save"}
    first = await reader.http.post("/api/progress/save", json=body, headers=key)
    slot = first.json()["data"]["progress_id"]
    assert first.status_code == 201
    await chosen(reader, story_id, "field", "draw", progress_id=slot)
    # What it was saved from is gone: the answer is the first one all the same.
    games = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    (play,) = [game["progress_id"] for game in games if game["slot"] == "auto"]
    assert (await reader.http.delete(f"/api/progress/{play}")).status_code == 200

    again = await reader.http.post("/api/progress/save", json=body, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await reader.http.post("/api/progress/save", json={**body, "slot": "x"}, headers=key)
    assert other.status_code == 409
    games = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    assert [len(game["choices_made"]) for game in games] == [2]


async def test_games_of_more_stories_than_memory_holds_are_listed(server, monkeypatch):
    monkeypatch.setattr(playables, "MOST_NODES", 3)
    author, reader = await make_person(server), await make_person(server)
    stories = [await published_story(server, author, walk()) for _ in range(3)]
    for story_id in stories:
        await begun(reader, story_id)
        await took(reader, story_id, ("field", "on"))

    games = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    assert [game["story_id"] for game in games] == stories[::-1]
    assert [game["state"]["stats"] for game in games] == [{"Steps": 1}] * 3


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


async def figures(person: Person) -> Any:
    stats = (await person.http.get(f"/api/stats/{person.id}")).json()["data"]
    return stats["total_choices_made"], stats["total_play_time"]


async def test_what_is_played_on_from_a_saved_game_counts_and_what_it_repeats_does_not(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    for _ in range(3):
        server.clock.advance(timedelta(minutes=2))
        await took(reader, story_id, ("field", "on"))
    path = [("field", "on")] * 3
    game = (await saved(reader, story_id, "field", path, slot="one")).json()["data"]
    assert await figures(reader) == (3, 6)

    here = {"progress_id": game["progress_id"]}
    server.clock.advance(timedelta(minutes=2))
    assert (await chosen(reader, story_id, "field", "on", **here)).status_code == 200
    assert await figures(reader) == (4, 8)
    await reader.http.delete(f"/api/progress/{game['progress_id']}")
    assert await figures(reader) == (4, 8)
