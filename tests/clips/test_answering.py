"""Nobody answers, in whatever way, to a clip that they may not see or whose time is over."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from emberline.clips.models import ClipComment, ClipReaction, ClipReply, StickerAnswer
from tests.accounts.factories import make_person
from tests.clips.answering_factories import POLL, QUESTION, answers_of, post_stickers, unseen_clips
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio

TABLES = (ClipReaction, ClipReply, ClipComment, StickerAnswer)


def ways_to_answer(clip: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every address that takes an answer to the clip, with a body that it takes."""
    return [
        (f"/stories/{clip['id']}/reactions", {"emoji": "❤️"}),
        (f"/stories/{clip['id']}/replies", {"text": "Save me a bowl!"}),
        (f"/stories/{clip['id']}/comments", {"text": "That lighthouse again!"}),
        (answers_of(clip), {"option": 1}),
    ]


async def test_a_clip_that_one_may_not_see_takes_no_answer_and_shows_none(server):
    author, reader = await make_person(server), await make_person(server)
    for address, body in ways_to_answer(await post_stickers(author, POLL)):
        assert (await reader.http.post(address, json=body)).status_code == 201
        assert (await reader.http.get(address)).status_code == 200
    before = await server.runtime.database.read(_counts)
    assert before == [1, 1, 1, 1]

    for reason, clip in (await unseen_clips(server, reader)).items():
        assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404, reason
        for address, body in ways_to_answer(clip):
            refused = await reader.http.post(address, json=body)
            assert refused.status_code == 404, f"{reason}: {address}"
            assert refused.json()["error"] == "Clip not found"
            assert (await reader.http.get(address)).status_code == 404, f"{reason}: {address}"
        gone = await reader.http.delete(f"/stories/{clip['id']}/reactions")
        assert gone.status_code == 404, reason
    assert await server.runtime.database.read(_counts) == before


async def test_whoever_answers_is_shown_with_their_avatar(server):
    author, reader = await make_person(server), await make_person(server)
    media_id = await make_media(server, reader)
    answer = await reader.http.put("/api/auth/avatar", json={"media_id": media_id})
    avatar = answer.json()["data"]["avatar_url"]
    assert media_id in avatar
    clip = await post_stickers(author, QUESTION)
    await reader.http.post(f"/stories/{clip['id']}/view")
    sent = {
        "reactions": {"emoji": "\N{FIRE}"},
        "replies": {"text": "Save me a bowl!"},
        "comments": {"text": "That lighthouse again!"},
    }
    addresses = {f"/stories/{clip['id']}/{way}": body for way, body in sent.items()}
    for address, body in {**addresses, answers_of(clip): {"text": "Soup"}}.items():
        made = await reader.http.post(address, json=body)
        assert made.status_code == 201, made.text
        assert made.json().get("avatar_url", avatar) == avatar
        (shown,) = (await author.http.get(address)).json()["data"]
        assert shown["avatar_url"] == avatar
    (viewer,) = (await author.http.get(f"/stories/{clip['id']}/views")).json()["data"]
    assert viewer["avatar_url"] == avatar


async def test_authors_answer_neither_before_nor_after_their_clips_time(server):
    author = await make_person(server)
    clips = {
        "draft": await post_stickers(author, POLL, draft=True),
        "over": await post_stickers(author, POLL, expires_in=60),
        "active": await post_stickers(author, POLL),
    }
    server.clock.set(server.clock.now().replace(minute=1))
    for state, clip in clips.items():
        assert (await author.http.get(f"/stories/item/{clip['id']}")).status_code == 200
        for address, body in ways_to_answer(clip):
            answer = await author.http.post(address, json=body)
            assert (answer.status_code == 404) == (state != "active"), f"{state}: {address}"


NO_TEXTS: list[dict[str, Any]] = [
    {},
    {"text": ""},
    {"text": "  \n "},
    {"text": 7},
    {"text": "x" * 1001},
    {"text": "a\u0000b"},
    {"text": "fine", "user_id": "0197a1b2-0000-7000-8000-000000000000"},
    {"text": "fine", "id": "0197a1b2-0000-7000-8000-000000000000"},
    {"text": "fine", "created_at": "2020-01-01T00:00:00Z"},
]


@pytest.mark.parametrize("way", ["replies", "comments"])
async def test_a_text_is_bounded_and_nothing_else_is_taken(server, way):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_stickers(author)
    address = f"/stories/{clip['id']}/{way}"
    for body in NO_TEXTS:
        refused = await reader.http.post(address, json=body)
        assert refused.status_code == 400, body
        assert refused.json()["details"], body
    longest = await reader.http.post(address, json={"text": f" {'ü' * 1000}\n"})
    assert (longest.status_code, longest.json()["text"]) == (201, "ü" * 1000)
    assert len((await author.http.get(address)).json()["data"]) == 1


@pytest.mark.parametrize("way", ["replies", "comments"])
async def test_an_idempotency_key_makes_one_of_many(server, way):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_stickers(author)
    address = f"/stories/{clip['id']}/{way}"
    key = {"Idempotency-Key": "once"}
    first = await reader.http.post(address, json={"text": "Mine"}, headers=key)
    again = await reader.http.post(address, json={"text": "Mine"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    other = await reader.http.post(address, json={"text": "Another"}, headers=key)
    assert other.status_code == 409
    assert len((await author.http.get(address)).json()["data"]) == 1


async def test_the_export_holds_what_one_answered_and_not_what_others_did(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_stickers(author, POLL, QUESTION)
    for person, text in ((ben, "Bens word"), (eve, "Eves word")):
        await person.http.post(f"/stories/{clip['id']}/reactions", json={"emoji": "❤️"})
        await person.http.post(answers_of(clip), json={"option": 2})
        for address in (f"/stories/{clip['id']}/{way}" for way in ("replies", "comments")):
            assert (await person.http.post(address, json={"text": text})).status_code == 201
        await person.http.post(answers_of(clip, 1), json={"text": text})
    answer = await ben.http.get("/api/auth/export")
    data = answer.json()["data"]
    assert [entry["emoji"] for entry in data["clip_reactions"]] == ["❤️"]
    for part in ("clip_replies", "clip_comments"):
        assert [entry["text"] for entry in data[part]] == ["Bens word"], part
    given = [(entry["option"], entry["text"]) for entry in data["clip_sticker_answers"]]
    assert given == [(2, None), (None, "Bens word")]
    assert {entry["clip_id"] for entry in data["clip_sticker_answers"]} == {clip["id"]}
    assert "Eves word" not in answer.text


async def test_who_answers_while_the_clip_is_deleted_leaves_nothing(server):
    author = await make_person(server)
    readers = [await make_person(server) for _ in range(6)]
    clip = await post_stickers(author, POLL)
    calls = [
        reader.http.post(address, json=body)
        for reader in readers
        for address, body in ways_to_answer(clip)
    ]
    calls.insert(len(calls) // 2, author.http.delete(f"/stories/{clip['id']}"))
    statuses = {answer.status_code for answer in await asyncio.gather(*calls)}
    assert statuses <= {201, 204, 404}
    assert 204 in statuses
    assert await server.runtime.database.read(_counts) == [0, 0, 0, 0]


def _counts(conn: Connection) -> list[int]:
    return [conn.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]
