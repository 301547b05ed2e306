"""Playing a story over HTTP: begin, choose, and what is refused."""

import asyncio

import pytest

from emberline.stories.rules.part_ids import node_id
from tests.accounts.factories import make_person
from tests.stories.wire.factories import document, make_story, published_story, short_story
from tests.stories.wire.playing import begun, chosen

pytestmark = pytest.mark.anyio


async def test_a_reader_begins_chooses_and_comes_to_an_ending(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)

    play = await begun(reader, story_id)
    assert play["node"]["node_title"] == "At the well"
    assert play["node"]["content_html"] == "<p>It is deep.</p>\n"
    assert [each["choice_letter"] for each in play["node"]["choices"]] == ["A", "B"]
    response = await chosen(reader, story_id, "well", "down")

    assert response.status_code == 200
    turn = response.json()["data"]
    assert turn["next_node"]["node_id"] == node_id(story_id, "bottom")
    assert turn["is_ending"] and turn["ending"]["name"] == "Below"
    assert turn["progress_id"] == play["progress_id"] and turn["state"]["turn"] == 1


async def test_who_can_be_chosen_is_told_until_the_first_move(server):
    author, reader = await make_person(server), await make_person(server)
    heroes = {"mara": {"name": "Mara", "description": "Knows the well."}, "tom": {}}
    story_id = await published_story(server, author, short_story(protagonists=heroes))
    play = await begun(reader, story_id)
    assert play["protagonist"] == "mara"
    assert [each["name"] for each in play["protagonists"]] == ["Mara", "tom"]
    other = await begun(reader, story_id, protagonist="tom")
    assert other["protagonist"] == "tom"
    await chosen(reader, story_id, "well", "down")
    moved = await begun(reader, story_id, progress_id=other["progress_id"])
    assert (moved["protagonist"], moved["protagonists"]) == ("tom", [])


async def test_a_play_that_has_not_moved_is_given_again_and_then_a_new_one_begins(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)

    first = await begun(reader, story_id)
    assert (await begun(reader, story_id))["progress_id"] == first["progress_id"]
    assert (await chosen(reader, story_id, "well", "down")).status_code == 200

    second = await begun(reader, story_id)
    assert second["progress_id"] != first["progress_id"]
    again = await begun(reader, story_id, progress_id=first["progress_id"])
    assert again["progress_id"] == first["progress_id"] and again["is_ending"]


async def test_of_two_devices_at_once_one_wins_and_the_other_learns_where_the_play_stands(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    await begun(reader, story_id)

    answers = await asyncio.gather(
        *(chosen(reader, story_id, "well", "down") for _ in range(4)),
        *(chosen(reader, story_id, "well", "away") for _ in range(4)),
    )

    assert sorted(each.status_code for each in answers) == [200] + [409] * 7
    winner = next(each for each in answers if each.status_code == 200).json()["data"]
    for each in answers:
        if each.status_code == 409:
            assert each.json()["current"]["node"]["node_id"] == winner["next_node"]["node_id"]


async def test_what_cannot_be_chosen_is_refused_and_changes_nothing(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    locked = document(
        {
            "key": "door",
            "choices": [
                {"key": "in", "text": "In", "to": "hall", "condition": "has(key)"},
                {"key": "on", "text": "On", "to": "door"},
            ],
        },
        {"key": "hall", "type": "ending"},
        items={"key": {"name": "Key"}},
    )
    story_id = await published_story(server, author, locked)
    play = await begun(reader, story_id)

    assert (await chosen(reader, story_id, "door", "in")).status_code == 409
    assert (await chosen(reader, story_id, "door", "nowhere")).status_code == 404
    assert (await chosen(reader, story_id, "hall", "on")).status_code == 409
    assert (await chosen(reader, story_id, "door", "on", user_id=other.id)).status_code == 403
    progress_id = play["progress_id"]
    assert (await chosen(other, story_id, "door", "on", progress_id=progress_id)).status_code == 404
    here = await begun(reader, story_id, progress_id=progress_id)
    assert here["state"]["turn"] == 0
    assert (await chosen(reader, story_id, "door", "on", user_id=reader.id)).status_code == 200


async def test_a_story_that_is_not_out_cannot_be_played(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await make_story(server, author)

    assert (await reader.http.get(f"/api/stories/{story_id}/start")).status_code == 404
    assert (await author.http.get(f"/api/stories/{story_id}/start")).status_code == 404


async def test_a_long_text_is_shown_with_every_answer(server):
    author, reader = await make_person(server), await make_person(server)
    long = "It is *deep*. " * 1_000
    story = document(
        {
            "key": "well",
            "content": long,
            "choices": [{"key": "look", "text": "Look", "to": "well", "effects": ["n += 1"]}],
        },
        {"key": "end", "type": "ending"},
        variables={"n": {"type": "int"}},
    )
    story_id = await published_story(server, author, story)
    html = f"<p>{long.strip().replace('*deep*', '<em>deep</em>')}</p>\n"
    assert (await begun(reader, story_id))["node"]["content_html"] == html
    turn = (await chosen(reader, story_id, "well", "look")).json()["data"]
    assert (turn["next_node"]["content_html"], turn["state"]["turn"]) == (html, 1)
    refused = await chosen(reader, story_id, "end", "look")
    assert refused.json()["current"]["node"]["content_html"] == html


async def test_a_node_of_very_many_choices_is_played_like_any_other(server):
    author, reader = await make_person(server), await make_person(server)
    steps = [
        {
            "key": f"{number}",
            "text": "On",
            "to": "many",
            "effects": ["n += 1"],
            "condition": "n < 2",
        }
        for number in range(150)
    ]
    last = {"key": "last", "text": "Stop", "to": "end"}
    story = document(
        {"key": "well", "choices": [{"key": "go", "text": "Go", "to": "many"}]},
        {"key": "many", "choices": [*steps, last]},
        {"key": "end", "type": "ending"},
        variables={"n": {"type": "int"}},
    )
    story_id = await published_story(server, author, story)
    await begun(reader, story_id)
    turn = (await chosen(reader, story_id, "well", "go")).json()["data"]
    assert len(turn["next_node"]["choices"]) == 151
    for number in (149, 0):
        turn = (await chosen(reader, story_id, "many", f"{number}")).json()["data"]
    assert turn["state"]["turn"] == 3 and len(turn["next_node"]["choices"]) == 1
    assert (await chosen(reader, story_id, "many", "last")).json()["data"]["is_ending"]
