"""Stickers: laid on a clip, voted on once, answered."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from emberline.accounts.service.standing import suspend
from emberline.clips.models import StickerAnswer
from tests.accounts.factories import block, make_person
from tests.clips.answering_factories import LINK, POLL, QUESTION, answers_of, post_stickers
from tests.clips.factories import post_text

pytestmark = pytest.mark.anyio

NOBODY = "0197a1b2-0000-7000-8000-000000000000"


async def test_stickers_are_shown_as_they_were_laid_each_with_an_id(server):
    author, friend, reader = [await make_person(server) for _ in range(3)]
    mention = {"type": "mention", "x": 0.1, "y": 0.9, "user_id": friend.id}
    clip = await post_stickers(author, POLL, QUESTION, LINK, mention)
    ids = [sticker.pop("id") for sticker in clip["stickers"]]
    assert len(set(ids)) == 4
    named = {**mention, "username": friend.username}
    assert clip["stickers"] == [POLL, QUESTION, LINK, named]
    for address in ("/stories", f"/stories/{author.id}"):
        (seen,) = (await reader.http.get(address)).json()["data"]
        assert [sticker["id"] for sticker in seen["stickers"]] == ids
        assert seen["stickers"][3]["username"] == friend.username
    assert (await post_text(author))["stickers"] == []


async def test_a_form_sends_stickers_as_json_and_nothing_else(server):
    author = await make_person(server)
    # The type of a form, though no file is in it.
    files = {"file": ("", b"")}
    for sent in ([json.dumps([POLL, LINK])], [json.dumps(POLL), json.dumps(LINK)]):
        body: dict[str, Any] = {"text": "a", "stickers": sent}
        answer = await author.http.post("/stories", data=body, files=files)
        assert answer.status_code == 201, answer.text
        shown = answer.json()["stickers"]
        assert [{name: s[name] for name in s if name != "id"} for s in shown] == [POLL, LINK]
    nan = '[{"type":"link","x":NaN,"y":0,"url":"https://example.org"}]'
    for text in ("{", "7", '"poll"', "[[]]", "null", "[" * 5000, "NaN", nan):
        body = {"text": "a", "stickers": text}
        answer = await author.http.post("/stories", data=body, files=files)
        assert answer.status_code == 400, text
        assert answer.json()["details"][0]["field"].startswith("stickers")


def without(sticker: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in sticker.items() if key != name}


NO_STICKERS: list[Any] = [
    "poll",
    [],
    {},
    {**POLL, "type": "quiz"},
    {**POLL, "type": ["poll"]},
    {**POLL, "id": NOBODY},
    {**POLL, "counts": [7, 0]},
    {**POLL, "x": -0.01},
    {**POLL, "y": 1.01},
    {**POLL, "x": "0.5"},
    {**POLL, "x": True},
    without(POLL, "x"),
    without(POLL, "question"),
    {**POLL, "question": " "},
    {**POLL, "question": "x" * 201},
    {**POLL, "options": ["Yes"]},
    {**POLL, "options": ["1", "2", "3", "4", "5"]},
    {**POLL, "options": ["Yes", " yes "]},
    {**POLL, "options": ["Yes", ""]},
    {**POLL, "options": ["Yes", "x" * 81]},
    {**POLL, "options": ["Yes", "a\u0000b"]},
    without(QUESTION, "prompt"),
    {**QUESTION, "prompt": "x" * 201},
    {**QUESTION, "options": ["Yes", "No"]},
    {"type": "mention", "x": 0, "y": 0},
    {"type": "mention", "x": 0, "y": 0, "user_id": "mara"},
    {"type": "mention", "x": 0, "y": 0, "user_id": NOBODY},
    {"type": "mention", "x": 0, "y": 0, "user_id": NOBODY, "username": "mara"},
    {**LINK, "url": "http://example.org"},
    {**LINK, "url": "javascript:alert(1)"},
    {**LINK, "url": "https:example.org"},
    {**LINK, "url": "https:///path"},
    {**LINK, "url": "https://user@example.org"},
    {**LINK, "url": "https://user:word@example.org"},
    {**LINK, "url": "https://localhost/"},
    {**LINK, "url": "https://127.0.0.1/"},
    {**LINK, "url": "https://0x7f.1/"},
    {**LINK, "url": "https://[::1]/"},
    {**LINK, "url": "https://-bad.example.org/"},
    {**LINK, "url": "https://a..example.org/"},
    {**LINK, "url": "https://exam ple.org/"},
    {**LINK, "url": "https://example.org:99999/"},
    {**LINK, "url": "https://example.org/" + "x" * 2000},
    {**LINK, "url": "https://example.org/" + "ü" * 1000},
    {**LINK, "url": "/stories"},
]


async def test_a_sticker_that_is_none_is_refused(server):
    author = await make_person(server)
    assert (await post_stickers(author, POLL, QUESTION, LINK))["stickers"]
    for sticker in NO_STICKERS:
        body = {"text": "Back at six", "stickers": [sticker]}
        refused = await author.http.post("/stories", json=body)
        assert refused.status_code == 400, sticker
        assert refused.json()["details"][0]["field"].startswith("stickers"), sticker
    assert len((await author.http.get(f"/stories/{author.id}")).json()["data"]) == 1


async def test_at_most_ten_stickers(server):
    author = await make_person(server)
    assert len((await post_stickers(author, *[LINK] * 10))["stickers"]) == 10
    body = {"text": "a", "stickers": [LINK] * 11}
    assert (await author.http.post("/stories", json=body)).status_code == 400


async def test_a_foreign_script_in_a_links_host_becomes_visible(server):
    author = await make_person(server)
    # Cyrillic letters that look like Latin ones.
    clip = await post_stickers(
        author, {**LINK, "url": "https://\u0430\u0440\u0440\u04cf\u0435.com"}
    )
    assert clip["stickers"][0]["url"] == "https://xn--80ak6aa92e.com/"


async def test_a_vote_counts_once_and_shows_how_others_voted(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_stickers(author, QUESTION, POLL)
    address = answers_of(clip, 1)
    refused = await ben.http.get(address)
    assert refused.status_code == 403
    assert refused.json()["detail"] == "Vote first; then you see how others did."
    assert (await author.http.get(address)).json() == {
        "counts": [0, 0, 0],
        "total": 0,
        "mine": None,
    }
    voted = await ben.http.post(address, json={"option": 2})
    assert voted.status_code == 201
    assert voted.json() == {
        "id": voted.json()["id"],
        "story_id": clip["id"],
        "sticker_id": clip["stickers"][1]["id"],
        "option": 2,
        "text": None,
        "answered_at": "2026-03-01T12:00:00Z",
    }
    await eve.http.post(address, json={"option": 0})
    for option in (2, 1):
        again = await ben.http.post(address, json={"option": option})
        assert (again.status_code, again.json()["error"]) == (409, "Already voted")
    assert (await ben.http.get(address)).json() == {"counts": [1, 0, 1], "total": 2, "mine": 2}
    assert (await author.http.get(address)).json() == {
        "counts": [1, 0, 1],
        "total": 2,
        "mine": None,
    }


async def test_a_clip_tells_those_who_voted_and_nobody_else_what_they_chose(
    server, count_statements
):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_stickers(author, QUESTION, POLL, POLL)
    assert (await ben.http.post(answers_of(clip, 1), json={"option": 0})).status_code == 201
    assert (await eve.http.post(answers_of(clip, 2), json={"option": 2})).status_code == 201
    for person, votes in ((ben, [0, None]), (eve, [None, 2]), (author, [None, None])):
        one = (await person.http.get(f"/stories/item/{clip['id']}")).json()
        (listed,) = (await person.http.get(f"/stories/{author.id}")).json()["data"]
        for shown in (one, listed):
            assert [sticker.get("mine") for sticker in shown["stickers"]] == [None, *votes]
    with count_statements() as of_one:
        await ben.http.get(f"/stories/{author.id}")
    for _ in range(3):
        await post_stickers(author, POLL)
    with count_statements() as of_four:
        assert len((await ben.http.get(f"/stories/{author.id}")).json()["data"]) == 4
    assert len(of_four) == len(of_one)


async def test_of_twenty_votes_at_once_one_counts(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_stickers(author, POLL)
    votes = [ben.http.post(answers_of(clip), json={"option": n % 3}) for n in range(20)]
    statuses = [answer.status_code for answer in await asyncio.gather(*votes)]
    assert sorted(statuses) == [201] + [409] * 19
    assert await server.runtime.database.read(_rows) == 1
    assert (await author.http.get(answers_of(clip))).json()["total"] == 1


async def test_of_twenty_answers_at_once_ten_are_taken(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_stickers(author, QUESTION)
    sent = [ben.http.post(answers_of(clip), json={"text": str(n)}) for n in range(20)]
    statuses = [answer.status_code for answer in await asyncio.gather(*sent)]
    assert sorted(statuses) == [201] * 10 + [409] * 10
    assert await server.runtime.database.read(_rows) == 10


def _rows(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(StickerAnswer)).scalar_one()


NO_ANSWERS: list[tuple[int, dict[str, Any]]] = [
    (0, {}),
    (0, {"option": 3}),
    (0, {"option": -1}),
    (0, {"option": "1"}),
    (0, {"option": True}),
    (0, {"option": 1.5}),
    (0, {"text": "Yes"}),
    (0, {"option": 1, "text": "Yes"}),
    (0, {"option": 1, "user_id": NOBODY}),
    (1, {}),
    (1, {"option": 1}),
    (1, {"text": " "}),
    (1, {"text": "x" * 1001}),
    (1, {"text": "fine", "option": 0}),
    (2, {"text": "fine"}),
    (2, {"option": 0}),
]


async def test_an_answer_fits_its_sticker(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_stickers(author, POLL, QUESTION, LINK)
    for number, body in NO_ANSWERS:
        refused = await ben.http.post(answers_of(clip, number), json=body)
        assert refused.status_code == 400, body
        assert refused.json()["details"], body
    assert (await ben.http.get(answers_of(clip, 2))).status_code == 400
    assert await server.runtime.database.read(_rows) == 0
    assert (await ben.http.post(answers_of(clip, 0), json={"option": 1})).status_code == 201
    assert (await ben.http.post(answers_of(clip, 1), json={"text": "Boats"})).status_code == 201


async def test_only_the_author_reads_what_was_answered_to_a_question(server, count_statements):
    author, ben, eve, dan = [await make_person(server) for _ in range(4)]
    clip = await post_stickers(author, QUESTION)
    address = answers_of(clip)
    for text in ("Boats", "More boats"):
        assert (await ben.http.post(address, json={"text": text})).status_code == 201
        server.clock.advance(timedelta(seconds=1))
    for person in (eve, dan):
        await person.http.post(address, json={"text": "Soup"})
    with count_statements() as made:
        page = (await author.http.get(f"{address}?limit=3")).json()
    assert len(made) <= 2
    assert [entry["text"] for entry in page["data"]] == ["Soup", "Soup", "More boats"]
    rest = await author.http.get(address, params={"cursor": page["meta"]["next_cursor"]})
    assert rest.json()["meta"]["next_cursor"] is None
    assert rest.json()["data"] == [
        {
            "id": rest.json()["data"][0]["id"],
            "user_id": ben.id,
            "username": ben.username,
            "display_name": ben.username,
            "avatar_url": None,
            "text": "Boats",
            "answered_at": "2026-03-01T12:00:00Z",
        }
    ]
    assert (await ben.http.get(address)).status_code == 403
    await block(server, author, ben)
    await block(server, eve, author)
    await server.runtime.database.write(suspend, dan.id, server.clock.now())
    assert (await author.http.get(address)).json()["data"] == []


async def test_nobody_answers_their_own_stickers_nor_those_of_another_clip(server):
    author, ben = await make_person(server), await make_person(server)
    clip, other = await post_stickers(author, POLL, QUESTION), await post_stickers(author, POLL)
    for number, body in ((0, {"option": 1}), (1, {"text": "Boats"})):
        assert (await author.http.post(answers_of(clip, number), json=body)).status_code == 403
        assert (await ben.http.post(answers_of(clip, number), json=body)).status_code == 201
    mixed = f"/stories/{clip['id']}/stickers/{other['stickers'][0]['id']}/answers"
    for answer in (await ben.http.post(mixed, json={"option": 1}), await author.http.get(mixed)):
        assert (answer.status_code, answer.json()["error"]) == (404, "Sticker not found")
