"""Looking at a play: nodes that were reached, what one carries, and what only playtests may set."""

from typing import Any

import pytest

from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import Person, make_person
from tests.stories.wire.factories import document, make_story, published_story
from tests.stories.wire.playing import begun, chosen, took

pytestmark = pytest.mark.anyio


def cave() -> Any:
    return document(
        {
            "key": "mouth",
            "title": "The mouth",
            "choices": [
                {"key": "in", "text": "In", "to": "dark", "effects": ["give(lamp)", "fear = 2"]}
            ],
        },
        {
            "key": "dark",
            "content": "You fear {fear}.",
            "choices": [
                {"key": "back", "text": "Back", "to": "mouth"},
                {"key": "on", "text": "On", "to": "lake"},
            ],
        },
        {"key": "lake", "type": "ending"},
        variables={"fear": {"type": "int", "min": 0, "max": 9}},
        items={"lamp": {"name": "A lamp"}},
    )


async def looked(person: Person, story_id: Any, key: Any) -> Any:
    return await person.http.get(f"/api/stories/{story_id}/nodes/{node_id(story_id, key)}")


async def test_only_nodes_that_one_has_reached_can_be_looked_at(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, cave())
    await begun(reader, story_id)
    assert (await looked(reader, story_id, "mouth")).status_code == 200
    assert (await looked(reader, story_id, "dark")).status_code == 404

    await took(reader, story_id, ("mouth", "in"), ("dark", "back"))
    seen = await looked(reader, story_id, "dark")
    assert seen.status_code == 200
    assert seen.json()["data"]["content"] == "You fear 2."
    assert (await looked(reader, story_id, "lake")).status_code == 404
    assert (await looked(reader, story_id, "nowhere")).status_code == 404
    assert (await looked(other, story_id, "mouth")).status_code == 404
    await begun(author, story_id)
    assert (await looked(author, story_id, "lake")).status_code == 200


async def test_a_storys_people_look_at_nodes_of_the_draft_without_playing(server):
    author, other = await make_person(server), await make_person(server)
    story_id = await make_story(server, author, cave())

    dark = await looked(author, story_id, "dark")
    assert dark.status_code == 200
    node = dark.json()["data"]
    assert node["content"] == "You fear 0." and len(node["choices"]) == 2
    assert (await looked(author, story_id, "nowhere")).status_code == 404
    assert (await looked(other, story_id, "dark")).status_code == 404


async def test_one_sees_what_one_carries(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author, cave())
    await begun(reader, story_id)
    base = f"/api/stories/{story_id}"
    assert (await reader.http.get(f"{base}/inventory")).json()["data"] == []

    turn = await took(reader, story_id, ("mouth", "in"))
    lamp = {"item": "lamp", "name": "A lamp", "count": 1}
    assert (await reader.http.get(f"{base}/inventory")).json()["data"] == [lamp]
    assert (await reader.http.get(f"{base}/variables")).json()["data"] == {"fear": 2}
    assert turn["changes"] == {
        "variables": {"fear": {"before": 0, "after": 2}},
        "inventory": {"lamp": {"before": 0, "after": 1}},
    }
    assert (await other.http.get(f"{base}/inventory")).status_code == 404


async def test_a_reader_may_not_cheat(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, cave())
    await begun(reader, story_id)
    base = f"/api/stories/{story_id}"

    for person in (reader, author):
        await begun(person, story_id)
        forged = await person.http.put(f"{base}/variables", json={"variables": {"fear": 0}})
        assert forged.status_code == 403
        rolled = await person.http.post(f"{base}/dice-roll", json={"dice": "2d6"})
        assert rolled.status_code == 403
    assert (await chosen(reader, story_id, "mouth", "in")).status_code == 200


async def test_a_playtest_takes_values_and_rolls_dice(server):
    author = await make_person(server)
    story_id = await published_story(server, author, cave())
    test = await author.http.post(
        f"/api/admin/stories/{story_id}/playtest", json={"variables": {"fear": 5}}
    )
    assert test.status_code == 201, test.text
    play = test.json()["data"]
    progress_id, base = play["progress_id"], f"/api/stories/{story_id}"
    assert play["state"]["variables"] == {"fear": 5}

    here = {"progress_id": progress_id}
    sets = await author.http.put(f"{base}/variables", json={"variables": {"fear": 12}, **here})
    assert sets.json()["data"]["variables"] == {"fear": 9}
    wrong = await author.http.put(f"{base}/variables", json={"variables": {"joy": 1}, **here})
    assert wrong.status_code == 400
    rolls = []
    for _ in range(2):
        answer = await author.http.post(f"{base}/dice-roll", json={"dice": "3d6+1", **here})
        assert answer.status_code == 200
        rolls.append(answer.json()["data"])
    assert all(roll["total"] == sum(roll["rolls"]) + 1 for roll in rolls)
    bad = await author.http.post(f"{base}/dice-roll", json={"dice": "many", **here})
    assert bad.status_code == 400
    assert (await chosen(author, story_id, "mouth", "in", **here)).status_code == 200
    back = await author.http.post(f"{base}/rewind", json={"steps": 1, **here})
    assert back.json()["data"]["state"]["variables"] == {"fear": 9}
