"""Reactions: exactly one emoji, one a person, told to the author."""

import asyncio
from datetime import timedelta

import pytest
from emoji import EMOJI_DATA, STATUS
from hypothesis import given
from hypothesis import strategies as st

from emberline.accounts.service.standing import suspend
from emberline.clips.rules.reactions import one_emoji
from tests.accounts.factories import block, make_person
from tests.clips.answering_factories import change_clip
from tests.clips.factories import events, inbox_of, post_text

pytestmark = pytest.mark.anyio


def test_every_emoji_of_unicode_is_one_and_two_are_none():
    emoji = [text for text, entry in EMOJI_DATA.items() if entry["status"] == 2]
    assert STATUS["fully_qualified"] == 2
    assert len(emoji) > 3500
    for text in emoji:
        assert one_emoji(text) == text
        for not_one in (text + text, text + " ", f"x{text}", text + "😀"):
            with pytest.raises(ValueError, match="exactly one emoji"):
                one_emoji(not_one)


@pytest.mark.parametrize(
    "text", ["❤️", "👍🏽", "👨‍👩‍👧", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#️⃣", "🧑🏻‍❤️‍💋‍🧑🏿", "©️"]
)
def test_joined_people_flags_skin_tones_and_keycaps_count_as_one(text):
    assert one_emoji(text) == text
    # Keyboards leave the variation selector out, or send it where none belongs.
    assert one_emoji(text.replace("\ufe0f", "")) == text
    assert one_emoji(text + "\ufe0f") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "1",
        "#",
        ":)",
        "heart",
        "\ufe0f",
        "\u200d",
        "🇩",
        "🇩🇩",
        "🏽",
        "👍 ",
        "👍🏽🏽",
        "👨‍",
        "❤\ufe0e",
    ],
)
def test_what_is_no_whole_emoji_is_none(text):
    assert one_emoji("❤") == "❤️"
    with pytest.raises(ValueError, match="exactly one emoji"):
        one_emoji(text)


@given(
    st.text(st.sampled_from("❤👍🏽👩🔥🇩🇪1#\u200d\ufe0f\u20e3a "), max_size=8) | st.text(max_size=4)
)
def test_of_any_text_an_emoji_comes_out_whole_or_nothing_does(text):
    try:
        emoji = one_emoji(text)
    except ValueError:
        return
    assert emoji in EMOJI_DATA
    assert one_emoji(emoji) == emoji
    assert emoji.replace("\ufe0f", "") == text.replace("\ufe0f", "")


async def test_a_reaction_is_new_then_replaced_then_the_same(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    first = await reader.http.post(address, json={"emoji": "❤"})
    assert (first.status_code, first.json()) == (
        201,
        {
            "story_id": clip["id"],
            "user_id": reader.id,
            "emoji": "❤️",
            "reacted_at": "2026-03-01T12:00:00Z",
            "first_reaction": True,
        },
    )
    server.clock.advance(timedelta(minutes=1))
    same = await reader.http.post(address, json={"emoji": "❤️"})
    assert (same.status_code, same.json()) == (200, {**first.json(), "first_reaction": False})
    other = await reader.http.post(address, json={"emoji": "🔥"})
    assert (other.status_code, other.json()["emoji"]) == (200, "🔥")
    assert other.json()["reacted_at"] == "2026-03-01T12:01:00Z"

    seen = (await author.http.get(f"/stories/item/{clip['id']}")).json()
    assert seen["reactions_count"] == 1
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).json()["my_reaction"] == "🔥"
    # Exactly as the seed has it, and none for the same again.
    data = {"story_id": clip["id"], "user_id": reader.id}
    sent = await events(server, "story.reacted")
    assert [(event.user_id, event.data) for event in sent] == [
        (author.id, {**data, "emoji": "❤️", "reacted_at": "2026-03-01T12:00:00Z"}),
        (author.id, {**data, "emoji": "🔥", "reacted_at": "2026-03-01T12:01:00Z"}),
    ]
    assert await inbox_of(author) == [("clip.reacted", reader.id)]


async def test_a_reaction_is_taken_back_and_taking_back_nothing_changes_nothing(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    assert (await reader.http.post(address, json={"emoji": "❤️"})).status_code == 201
    assert await inbox_of(author) == [("clip.reacted", reader.id)]
    for _ in range(2):
        gone = await reader.http.delete(address)
        assert (gone.status_code, gone.content) == (204, b"")
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).json()["my_reaction"] is None
    assert (await author.http.get(address)).json()["data"] == []
    assert await inbox_of(author) == []
    assert (await reader.http.post(address, json={"emoji": "❤️"})).status_code == 201


async def test_own_reactions_are_told_to_nobody(server):
    author = await make_person(server)
    clip = await post_text(author)
    own = await author.http.post(f"/stories/{clip['id']}/reactions", json={"emoji": "❤️"})
    assert own.status_code == 201
    assert await events(server, "story.reacted") == []
    assert await inbox_of(author) == []


async def test_the_author_sees_all_reactions_newest_first_and_others_their_own(server):
    author = await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    readers = [await make_person(server) for _ in range(5)]
    for reader, emoji in zip(readers, "😀😃😄😁😆", strict=True):
        await reader.http.post(address, json={"emoji": emoji})
        server.clock.advance(timedelta(seconds=1))
    page = (await author.http.get(f"{address}?limit=3")).json()
    assert [entry["emoji"] for entry in page["data"]] == ["😆", "😁", "😄"]
    assert page["data"][0] == {
        "user_id": readers[4].id,
        "username": readers[4].username,
        "display_name": readers[4].username,
        "avatar_url": None,
        "emoji": "😆",
        "reacted_at": "2026-03-01T12:00:04Z",
    }
    rest = await author.http.get(address, params={"cursor": page["meta"]["next_cursor"]})
    assert [entry["emoji"] for entry in rest.json()["data"]] == ["😃", "😀"]
    assert rest.json()["meta"]["next_cursor"] is None
    own = (await readers[0].http.get(address)).json()
    assert [entry["user_id"] for entry in own["data"]] == [readers[0].id]

    await block(server, author, readers[0])
    await block(server, readers[1], author)
    await server.runtime.database.write(suspend, readers[2].id, server.clock.now())
    named = (await author.http.get(address)).json()["data"]
    assert [entry["user_id"] for entry in named] == [readers[4].id, readers[3].id]


async def test_a_clip_whose_author_takes_no_reactions_takes_none(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    assert (await reader.http.post(address, json={"emoji": "❤️"})).status_code == 201
    await change_clip(author, clip, allow_reactions=False)
    refused = await reader.http.post(address, json={"emoji": "🔥"})
    assert refused.status_code == 403
    assert refused.json()["detail"] == "The author takes no reactions to this clip."
    assert (await reader.http.delete(address)).status_code == 204


async def test_anything_but_one_emoji_is_refused(server):
    author = await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    for emoji in ("", "❤️❤️", "ok", 7, None, ["❤️"], "❤️\u0000", "👍" * 40):
        refused = await author.http.post(address, json={"emoji": emoji})
        assert refused.status_code == 400, emoji
        assert refused.json()["details"][0]["field"] == "emoji"
    more = await author.http.post(address, json={"emoji": "❤️", "user_id": author.id})
    assert more.status_code == 400
    assert (await author.http.post(address, json={"emoji": "❤️"})).status_code == 201


async def test_an_idempotency_key_gives_the_first_answer_again_and_replaces_nothing(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    key = {"Idempotency-Key": "late"}
    first = await reader.http.post(address, json={"emoji": "❤️"}, headers=key)
    await reader.http.post(address, json={"emoji": "🔥"})
    late = await reader.http.post(address, json={"emoji": "❤️"}, headers=key)
    assert (late.status_code, late.json()) == (201, first.json())
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).json()["my_reaction"] == "🔥"


async def test_parallel_reactions_of_one_person_leave_one_and_one_is_the_first(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    same = [reader.http.post(address, json={"emoji": "❤️"}) for _ in range(20)]
    statuses = [answer.status_code for answer in await asyncio.gather(*same)]
    assert sorted(statuses) == [200] * 19 + [201]
    assert len(await events(server, "story.reacted")) == 1
    assert (await author.http.get(f"/stories/item/{clip['id']}")).json()["reactions_count"] == 1


async def test_a_page_of_reactions_takes_a_fixed_number_of_statements(server, count_statements):
    author = await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/reactions"
    counts = []
    for _ in range(2):
        for _ in range(3):
            reader = await make_person(server)
            await reader.http.post(address, json={"emoji": "❤️"})
        with count_statements() as made:
            answer = await author.http.get(address)
        assert len(answer.json()["data"]) in {3, 6}
        counts.append(len(made))
    assert counts[0] == counts[1] <= 2
