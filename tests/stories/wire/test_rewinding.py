"""Taking moves back: the play is as it was, and dice fall as they fell."""

from datetime import timedelta
from typing import Any

import pytest

from tests.accounts.factories import Person, make_person
from tests.stories.wire.factories import document, published_story
from tests.stories.wire.playing import begun, chosen, took

pytestmark = pytest.mark.anyio


def walk() -> Any:
    return document(
        {
            "key": "field",
            "choices": [
                {"key": "on", "text": "On", "to": "field", "effects": ["steps += 1"]},
                {"key": "draw", "text": "Draw", "to": "field", "effects": ["luck = random(1, 99)"]},
                {"key": "stop", "text": "Stop", "to": "end"},
            ],
        },
        {"key": "end", "type": "ending", "ending": {"name": "Rest"}},
        variables={
            "steps": {"type": "int", "shown": True, "label": "Steps"},
            "luck": {"type": "int"},
        },
    )


async def rewound(person: Person, story_id: Any, steps: Any, **fields: Any) -> Any:
    return await person.http.post(
        f"/api/stories/{story_id}/rewind", json={"steps": steps, **fields}
    )


async def test_moves_are_taken_back_and_chance_stays_the_same(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"), ("field", "on"))
    drawn = await took(reader, story_id, ("field", "draw"))
    luck = drawn["state"]["variables"]["luck"]
    assert luck > 0 and drawn["state"]["stats"] == {"Steps": 2}

    back = await rewound(reader, story_id, 2)
    assert back.status_code == 200
    assert back.json()["data"]["state"]["variables"] == {"steps": 1, "luck": 0}
    again = await took(reader, story_id, ("field", "on"), ("field", "draw"))
    assert again["state"]["variables"] == {"steps": 2, "luck": luck}
    assert again["state"]["turn"] == 3


async def test_an_ending_can_be_taken_back(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    assert (await took(reader, story_id, ("field", "stop")))["is_ending"]
    assert (await chosen(reader, story_id, "end", "on")).status_code == 404

    back = (await rewound(reader, story_id, 1)).json()["data"]
    assert not back["is_ending"] and back["ending"] is None
    assert (await chosen(reader, story_id, "field", "on")).status_code == 200


async def test_a_repeat_of_a_rewind_takes_nothing_more_back(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"), ("field", "on"))
    assert (await rewound(reader, story_id, 1, turn=2)).status_code == 200
    repeated = await rewound(reader, story_id, 1, turn=2)
    assert repeated.status_code == 409
    assert repeated.json()["current"]["state"]["variables"]["steps"] == 1


async def test_the_trail_tells_the_moves_that_stand_in_their_words(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    play = await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"), ("field", "draw"), ("field", "stop"))
    await rewound(reader, story_id, 1)
    named = {"progress_id": play["progress_id"]}
    trail = await reader.http.get(f"/api/stories/{story_id}/trail", params=named)
    way = trail.json()["data"]
    assert [move["choice_text"] for move in way["moves"]] == ["On", "Draw"]
    assert {move["node_id"] for move in way["moves"]} == {play["node"]["node_id"]}
    assert way["fixed"] == 0


async def test_more_moves_than_were_made_cannot_be_taken_back(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, walk())
    play = await begun(reader, story_id)
    await took(reader, story_id, ("field", "on"))

    assert (await rewound(reader, story_id, 2)).status_code == 400
    assert (await rewound(reader, story_id, 0)).status_code == 400
    assert (await rewound(other, story_id, 1)).status_code == 404
    theirs = await rewound(other, story_id, 1, progress_id=play["progress_id"])
    assert theirs.status_code == 404
    assert (await rewound(reader, story_id, 1)).status_code == 200
    assert (await rewound(reader, story_id, 1)).status_code == 400


async def test_the_time_before_a_move_is_taken_back_was_time_at_play(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, walk())
    await begun(reader, story_id)
    server.clock.advance(timedelta(minutes=2))
    await took(reader, story_id, ("field", "on"))
    server.clock.advance(timedelta(minutes=3))
    assert (await rewound(reader, story_id, 1)).status_code == 200
    stats = await reader.http.get(f"/api/stats/{reader.id}")
    assert stats.json()["data"]["total_play_time"] == 5
