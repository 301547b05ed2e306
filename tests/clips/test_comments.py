"""Comments under clips that are for everyone."""

from datetime import timedelta

import pytest

from emberline.accounts.service.standing import suspend
from tests.accounts.factories import Person, block, follow, make_person
from tests.clips.answering_factories import change_clip
from tests.clips.factories import events, inbox_of, post_text

pytestmark = pytest.mark.anyio


async def test_all_who_may_see_the_clip_read_its_comments_oldest_first(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    written = await ben.http.post(address, json={"text": "That lighthouse again!"})
    assert written.status_code == 201
    comment = written.json()
    assert comment == {
        "id": comment["id"],
        "story_id": clip["id"],
        "user_id": ben.id,
        "username": ben.username,
        "display_name": ben.username,
        "avatar_url": None,
        "text": "That lighthouse again!",
        "created_at": "2026-03-01T12:00:00Z",
    }
    server.clock.advance(timedelta(seconds=1))
    assert (await author.http.post(address, json={"text": "It is."})).status_code == 201
    for reader in (author, ben, eve):
        shown = (await reader.http.get(address)).json()["data"]
        assert [entry["text"] for entry in shown] == ["That lighthouse again!", "It is."]
    data = {"story_id": clip["id"], "comment_id": comment["id"], "user_id": ben.id}
    # The author's own comment is told to nobody.
    (sent,) = await events(server, "story.commented")
    assert sent.user_id == author.id
    assert sent.data == {**data, "commented_at": "2026-03-01T12:00:00Z"}
    assert await inbox_of(author) == [("clip.commented", ben.id)]


async def test_only_clips_for_everyone_take_comments_and_only_where_the_author_lets_them(server):
    author, ben = await make_person(server), await make_person(server)
    await follow(server, ben, author)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    assert (await ben.http.post(address, json={"text": "One"})).status_code == 201
    for change, sentence in (
        ({"visibility": "FOLLOWERS"}, "Only clips for everyone take comments."),
        ({"visibility": "PUBLIC", "allow_comments": False}, "The author takes no comments"),
    ):
        await change_clip(author, clip, **change)
        assert (await ben.http.get(f"/stories/item/{clip['id']}")).status_code == 200
        for answer in (
            await ben.http.post(address, json={"text": "Two"}),
            await author.http.post(address, json={"text": "Two"}),
            await ben.http.get(address),
        ):
            assert answer.status_code == 403
            assert answer.json()["detail"].startswith(sentence)
    await change_clip(author, clip, allow_comments=True)
    assert len((await ben.http.get(address)).json()["data"]) == 1


async def test_comments_are_hidden_across_blocks_and_from_the_suspended(server):
    author, ben, eve, dan = [await make_person(server) for _ in range(4)]
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    for person in (ben, eve, dan):
        assert (await person.http.post(address, json={"text": "Mine"})).status_code == 201

    async def names(reader: Person) -> set[str]:
        return {entry["user_id"] for entry in (await reader.http.get(address)).json()["data"]}

    assert await names(ben) == {ben.id, eve.id, dan.id}
    await block(server, ben, eve)
    assert await names(ben) == {ben.id, dan.id}
    assert await names(eve) == {eve.id, dan.id}
    assert await names(author) == {ben.id, eve.id, dan.id}
    # Whom the author blocked has no word left under the clip, for nobody.
    await block(server, author, dan)
    assert await names(author) == {ben.id, eve.id}
    assert await names(eve) == {eve.id}
    await server.runtime.database.write(suspend, eve.id, server.clock.now())
    assert await names(author) == {ben.id}


async def test_its_writer_and_the_clips_author_delete_a_comment_and_nobody_else(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip, other = await post_text(author), await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    ids = [(await ben.http.post(address, json={"text": t})).json()["id"] for t in ("One", "Two")]
    assert (await eve.http.delete(f"{address}/{ids[0]}")).status_code == 403
    elsewhere = await author.http.delete(f"/stories/{other['id']}/comments/{ids[0]}")
    assert (elsewhere.status_code, elsewhere.json()["error"]) == (404, "Comment not found")
    assert len((await ben.http.get(address)).json()["data"]) == 2

    assert (await ben.http.delete(f"{address}/{ids[0]}")).status_code == 204
    assert {type for type, _ in await inbox_of(author)} == {"clip.commented"}
    # Whatever the clip takes by now.
    await change_clip(author, clip, allow_comments=False)
    assert (await author.http.delete(f"{address}/{ids[1]}")).status_code == 204
    assert (await author.http.delete(f"{address}/{ids[1]}")).status_code == 404
    assert await inbox_of(author) == []
    await change_clip(author, clip, allow_comments=True)
    assert (await ben.http.get(address)).json()["data"] == []


async def test_comments_go_with_the_clip(server):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    comment = (await ben.http.post(address, json={"text": "One"})).json()
    server.clock.advance(timedelta(days=1))
    assert (await ben.http.get(address)).status_code == 404
    assert len((await author.http.get(address)).json()["data"]) == 1
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert (await ben.http.delete(f"{address}/{comment['id']}")).status_code == 404


async def test_pages_of_comments_stay_whole_while_others_write(server, count_statements):
    author, ben = await make_person(server), await make_person(server)
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    for number in range(4):
        await ben.http.post(address, json={"text": str(number)})
    texts, cursor, counts = [], None, []
    for number in range(3):
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        with count_statements() as made:
            page = (await author.http.get(address, params=params)).json()
        texts += [entry["text"] for entry in page["data"]]
        cursor = page["meta"]["next_cursor"]
        counts.append(len(made))
        if number < 2:
            await ben.http.post(address, json={"text": f"later {number}"})
    assert texts == ["0", "1", "2", "3", "later 0", "later 1"]
    assert cursor is None
    assert len(set(counts)) == 1
    assert counts[0] <= 2


async def test_a_comment_across_a_block_is_not_there_to_be_deleted(server):
    author, ben, eve = [await make_person(server) for _ in range(3)]
    clip = await post_text(author)
    address = f"/stories/{clip['id']}/comments"
    comment = (await ben.http.post(address, json={"text": "One"})).json()
    assert (await eve.http.delete(f"{address}/{comment['id']}")).status_code == 403
    await block(server, ben, eve)
    refused = await eve.http.delete(f"{address}/{comment['id']}")
    missing = await eve.http.delete(f"{address}/{clip['id']}")
    for answer in (refused, missing):
        assert (answer.status_code, answer.json()["error"]) == (404, "Comment not found")
    assert len((await author.http.get(address)).json()["data"]) == 1


async def test_its_writer_deletes_a_comment_where_they_see_the_clip_no_more(server):
    author, ben = await make_person(server), await make_person(server)
    over, narrowed, blocked = [await post_text(author) for _ in range(3)]
    comments = {}
    for clip in (over, narrowed, blocked):
        address = f"/stories/{clip['id']}/comments"
        written = (await ben.http.post(address, json={"text": "One"})).json()
        comments[clip["id"]] = f"{address}/{written['id']}"
    await change_clip(author, narrowed, visibility="PRIVATE")
    assert (await ben.http.delete(comments[narrowed["id"]])).status_code == 204
    await block(server, author, ben)
    assert (await ben.http.get(f"/stories/item/{blocked['id']}")).status_code == 404
    assert (await ben.http.delete(comments[blocked["id"]])).status_code == 204
    server.clock.advance(timedelta(days=1))
    assert (await ben.http.delete(comments[over["id"]])).status_code == 204
    assert (await ben.http.delete(comments[over["id"]])).status_code == 404
    assert (await author.http.get(f"/stories/{over['id']}/comments")).json()["data"] == []
