"""Private replies: between two people, kept by both."""

from datetime import timedelta

import pytest

from emberline.accounts.service.standing import suspend, unsuspend
from emberline.clips.jobs import clean_up_expired
from tests.accounts.factories import PASSWORD, block, make_person
from tests.clips.answering_factories import change_clip
from tests.clips.factories import events, inbox_of, post_text

pytestmark = pytest.mark.anyio


async def test_a_reply_is_read_by_the_author_and_its_writer_alone(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/replies"
    sent = await ben.http.post(address, json={"text": " Save me a bowl! "})
    assert sent.status_code == 201
    reply = sent.json()
    assert reply == {
        "id": reply["id"],
        "story_id": clip["id"],
        "user_id": ben.id,
        "username": ben.username,
        "display_name": ben.username,
        "avatar_url": None,
        "text": "Save me a bowl!",
        "created_at": "2026-03-01T12:00:00Z",
    }
    server.clock.advance(timedelta(seconds=1))
    await eve.http.post(address, json={"text": "Me too"})

    assert [r["text"] for r in (await author.http.get(address)).json()["data"]] == [
        "Me too",
        "Save me a bowl!",
    ]
    assert (await ben.http.get(address)).json() == {"data": [reply], "meta": {"next_cursor": None}}
    assert [r["user_id"] for r in (await eve.http.get(address)).json()["data"]] == [eve.id]
    data = {"story_id": clip["id"], "reply_id": reply["id"], "user_id": ben.id}
    first, _ = await events(server, "story.replied")
    assert (first.user_id, first.data) == (
        author.id,
        {**data, "replied_at": "2026-03-01T12:00:00Z"},
    )
    assert await inbox_of(author) == [("clip.replied", ben.id), ("clip.replied", eve.id)]


async def test_both_keep_a_reply_when_the_clip_is_over_and_when_it_is_erased(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/replies"
    await ben.http.post(address, json={"text": "Save me a bowl!"})
    assert (await eve.http.get(address)).status_code == 200
    for days in (1, 40):
        server.clock.advance(timedelta(days=days))
        await clean_up_expired(server.runtime)
        for person in (author, ben):
            kept = (await person.http.get(address)).json()["data"]
            assert [reply["text"] for reply in kept] == ["Save me a bowl!"]
        assert (await eve.http.get(address)).status_code == 404
        assert (await ben.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await author.http.get(f"/stories/item/{clip['id']}")).status_code == 404


async def test_replies_go_when_the_author_deletes_the_clip(server):
    author, ben = await make_person(server), await make_person(server)
    clip, other = await post_text(author), await post_text(author)
    for each in (clip, other):
        await ben.http.post(f"/stories/{each['id']}/replies", json={"text": "Save me a bowl!"})
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    for person in (author, ben):
        assert (await person.http.get(f"/stories/{clip['id']}/replies")).status_code == 404
        assert len((await person.http.get(f"/stories/{other['id']}/replies")).json()["data"]) == 1


async def test_a_block_hides_replies_from_both_and_a_suspension_those_of_the_suspended(server):
    author, ben, dan = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/replies"
    for person in (ben, dan):
        await person.http.post(address, json={"text": "Save me a bowl!"})
    assert len((await author.http.get(address)).json()["data"]) == 2
    await block(server, ben, author)
    left = (await author.http.get(address)).json()["data"]
    assert [reply["user_id"] for reply in left] == [dan.id]
    assert (await ben.http.get(address)).status_code == 404
    await server.runtime.database.write(suspend, dan.id, server.clock.now())
    assert (await author.http.get(address)).json()["data"] == []
    await server.runtime.database.write(unsuspend, dan.id)
    await server.runtime.database.write(suspend, author.id, server.clock.now())
    assert (await ben.http.get(address)).status_code == 404


async def test_replies_of_who_left_are_gone(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/replies"
    await ben.http.post(address, json={"text": "Save me a bowl!"})
    assert len((await author.http.get(address)).json()["data"]) == 1
    erased = await ben.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert erased.status_code == 200
    assert (await author.http.get(address)).json()["data"] == []


async def test_nobody_replies_where_the_author_takes_none_nor_to_themselves(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/replies"
    assert (await ben.http.post(address, json={"text": "One"})).status_code == 201
    own = await author.http.post(address, json={"text": "To me"})
    assert (own.status_code, own.json()["detail"]) == (
        403,
        "Replies go to the author. This clip is yours.",
    )
    await change_clip(author, clip, allow_replies=False)
    refused = await ben.http.post(address, json={"text": "Two"})
    assert refused.status_code == 403
    assert refused.json()["detail"] == "The author takes no replies to this clip."
    assert len((await ben.http.get(address)).json()["data"]) == 1


async def test_pages_of_replies_hold_each_once_and_the_last_is_not_the_end_of_the_clip(
    server, count_statements
):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/replies"
    for number in range(5):
        await ben.http.post(address, json={"text": str(number)})
    server.clock.advance(timedelta(days=2))
    texts, cursor, counts = [], None, []
    for _ in range(3):
        with count_statements() as made:
            params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
            page = (await ben.http.get(address, params=params)).json()
        texts += [reply["text"] for reply in page["data"]]
        cursor = page["meta"]["next_cursor"]
        counts.append(len(made))
    assert texts == ["4", "3", "2", "1", "0"]
    assert cursor is None
    assert counts == [1, 1, 1]
