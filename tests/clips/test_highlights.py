"""Highlights: clips that outlive their end, each for whom it was meant."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from emberline.clips.jobs import clean_up_expired
from emberline.clips.service import highlights
from emberline.media.jobs import sweep_media
from tests.accounts.factories import Person, befriend, block, follow, hide, make_person
from tests.clips.factories import hold, post_photo, post_text, stored_keys
from tests.clips.keeping_factories import ids_in, keep_for

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


async def highlight(
    person: Person, *clips: dict[str, Any], title: str = "Iceland", **fields: Any
) -> dict[str, Any]:
    body = {"title": title, "clip_ids": [clip["id"] for clip in clips], **fields}
    answer = await person.http.post("/highlights", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def shown(person: Person, owner: Person | None = None) -> dict[str, list[str]]:
    """The highlights that the person is shown, with the ids of their clips."""
    query = {"user_id": owner.id} if owner else {}
    answer = await person.http.get("/highlights", params=query)
    assert answer.status_code == 200, answer.text
    return {each["title"]: [clip["id"] for clip in each["clips"]] for each in answer.json()["data"]}


async def test_a_highlight_shows_its_clips_in_order_after_their_end_too(server):
    author, reader = await make_person(server), await make_person(server)
    photo, text = await post_photo(author), await post_text(author)
    made = await highlight(author, text, photo, cover_clip_id=photo["id"])
    assert set(made) == {
        *("id", "title", "cover_url", "clips"),
        *("user_id", "position", "cover_clip_id"),
    }
    assert (made["user_id"], made["position"]) == (author.id, 0)
    assert [clip["id"] for clip in made["clips"]] == [text["id"], photo["id"]]
    server.clock.advance(2 * DAY)
    (seen,) = (await reader.http.get(f"/highlights?user_id={author.id}")).json()["data"]
    assert [clip["is_active"] for clip in seen["clips"]] == [False, False]
    for address in (seen["cover_url"], seen["clips"][1]["media_url"]):
        assert (await server.http.get(address)).status_code == 200
    assert f"/files/clip/{photo['id']}/thumbnail.webp" in seen["cover_url"]
    assert (seen["cover_clip_id"], seen["position"]) == (photo["id"], None)
    assert (await reader.http.get(f"/stories/item/{photo['id']}")).status_code == 404
    assert (await reader.http.post(f"/stories/{photo['id']}/view")).status_code == 404


async def test_a_highlight_says_its_place_and_a_cover_only_to_whom_it_is_for(server):
    author, reader = await make_person(server), await make_person(server)
    public, private = await post_photo(author), await post_photo(author, visibility="PRIVATE")
    made = [await highlight(author, public, title=title) for title in ("A", "B", "C")]
    await author.http.delete(f"/highlights/{made[0]['id']}")
    await author.http.patch(
        f"/highlights/{made[2]['id']}",
        json={"clip_ids": [public["id"], private["id"]], "cover_clip_id": private["id"]},
    )
    mine = (await author.http.get("/highlights")).json()["data"]
    assert [(each["title"], each["position"]) for each in mine] == [("B", 0), ("C", 1)]
    assert mine[1]["cover_clip_id"] == private["id"]
    theirs = (await reader.http.get(f"/highlights?user_id={author.id}")).json()["data"]
    assert [each["cover_clip_id"] for each in theirs] == [None, None]
    assert private["id"] not in str(theirs)
    assert [each["user_id"] for each in theirs] == [author.id, author.id]


async def test_each_clip_is_shown_to_whom_it_was_meant_for(server):
    author, follower, friend, stranger = [await make_person(server) for _ in range(4)]
    await follow(server, follower, author)
    await befriend(server, author, friend)
    audiences = ("PUBLIC", "FOLLOWERS", "CLOSE_FRIENDS", "PRIVATE")
    clips = [await post_photo(author, visibility=visibility) for visibility in audiences]
    public, followers, friends, _ = (clip["id"] for clip in clips)
    await highlight(author, *clips, title="All")
    await highlight(author, clips[3], title="Mine")
    server.clock.advance(2 * DAY)
    assert await shown(author) == {"All": [clip["id"] for clip in clips], "Mine": [clips[3]["id"]]}
    assert await shown(follower, author) == {"All": [public, followers]}
    assert await shown(friend, author) == {"All": [public, friends]}
    assert await shown(stranger, author) == {"All": [public]}
    (seen,) = (await follower.http.get(f"/highlights?user_id={author.id}")).json()["data"]
    address = seen["clips"][1]["media_url"]
    assert (await server.http.get(address)).status_code == 200
    await author.http.patch(f"/stories/{followers}", json={"visibility": "PRIVATE"})
    assert (await server.http.get(address)).status_code == 404
    await hold(server, public)
    assert await shown(author) == {
        "All": [followers, friends, clips[3]["id"]],
        "Mine": [clips[3]["id"]],
    }
    assert await shown(stranger, author) == {}


async def test_nothing_is_shown_beyond_a_block_or_to_whom_one_hides_from(server):
    author, blocked, hidden = [await make_person(server) for _ in range(3)]
    clip = await post_photo(author)
    await highlight(author, clip)
    addresses = []
    for reader in (blocked, hidden):
        (seen,) = (await reader.http.get(f"/highlights?user_id={author.id}")).json()["data"]
        addresses.append(seen["clips"][0]["media_url"])
    server.clock.advance(timedelta(minutes=1))
    await block(server, author, blocked)
    await hide(server, author, hidden)
    assert (await blocked.http.get(f"/highlights?user_id={author.id}")).status_code == 404
    assert await shown(hidden, author) == {}
    for address in addresses:
        assert (await server.http.get(address)).status_code == 404
    assert (await author.http.get(f"/highlights?user_id={clip['id']}")).status_code == 404


async def test_what_may_not_stand_in_a_highlight_is_refused(server):
    author, other = await make_person(server), await make_person(server)
    clip, draft = await post_text(author), await post_text(author, draft=True)
    later = await post_text(author, publish_at=(server.clock.now() + DAY).isoformat())
    theirs = await post_text(other)
    repost = (await author.http.post(f"/stories/{theirs['id']}/repost")).json()
    right = {"title": "Iceland", "clip_ids": [clip["id"]]}
    wrong: tuple[dict[str, Any], ...] = (
        {"title": "  "},
        {"title": "x" * 101},
        {"clip_ids": []},
        {"clip_ids": [clip["id"], clip["id"]]},
        {"clip_ids": [draft["id"]]},
        {"clip_ids": [later["id"]]},
        {"clip_ids": [theirs["id"]]},
        {"clip_ids": [repost["id"]]},
        {"clip_ids": [clip["id"]] * 101},
        {"cover_clip_id": draft["id"]},
    )
    for fields in wrong:
        answer = await author.http.post("/highlights", json={**right, **fields})
        assert answer.status_code == 400, (fields, answer.text)
    assert (await author.http.post("/highlights", json=right)).status_code == 201
    await keep_for(author, 0)
    server.clock.advance(DAY)
    last = await post_text(author, expires_in=60)
    server.clock.advance(timedelta(seconds=60))
    # One in a highlight may stand in another; one that is not kept may not.
    assert (await author.http.post("/highlights", json=right)).status_code == 201
    gone = await author.http.post("/highlights", json={**right, "clip_ids": [last["id"]]})
    assert gone.status_code == 400


async def test_its_owner_changes_title_clips_cover_and_place(server):
    author = await make_person(server)
    one, two = await post_photo(author), await post_photo(author)
    made = [await highlight(author, one, two, title=title) for title in ("A", "B", "C")]
    address = f"/highlights/{made[2]['id']}"

    async def change(**fields: Any) -> Any:
        answer = await author.http.patch(address, json=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    assert list(await shown(author)) == ["A", "B", "C"]
    assert await change() == made[2]
    await change(position=0)
    assert list(await shown(author)) == ["C", "A", "B"]
    await change(position=1, title="D")
    assert list(await shown(author)) == ["A", "D", "B"]
    await change(position=99)
    assert list(await shown(author)) == ["A", "B", "D"]
    assert two["id"] in (await change(cover_clip_id=two["id"]))["cover_url"]
    assert two["id"] in (await change(clip_ids=[two["id"], one["id"]]))["cover_url"]
    only = await change(clip_ids=[one["id"]])
    assert one["id"] in only["cover_url"]
    assert [clip["id"] for clip in only["clips"]] == [one["id"]]
    for bad in ({"cover_clip_id": two["id"]}, {"position": 100}, {"title": None}):
        assert (await author.http.patch(address, json=bad)).status_code == 400
    assert (await author.http.delete(address)).status_code == 204
    assert list(await shown(author)) == ["A", "B"]


async def test_only_its_owner_changes_a_highlight(server):
    author, reader, stranger = [await make_person(server) for _ in range(3)]
    await follow(server, reader, author)
    made = await highlight(author, await post_text(author, visibility="FOLLOWERS"))
    address = f"/highlights/{made['id']}"
    for person, status in ((reader, 403), (stranger, 404)):
        assert (await person.http.patch(address, json={"title": "Mine"})).status_code == status
        assert (await person.http.delete(address)).status_code == status
    assert list(await shown(author)) == ["Iceland"]


async def test_a_clip_in_a_highlight_survives_the_clean_up_until_it_is_taken_out(server):
    author, reader = await make_person(server), await make_person(server)
    kept, lost = await post_photo(author), await post_photo(author)
    made = await highlight(author, kept)
    other = await highlight(author, kept, title="Other")
    server.clock.advance(timedelta(days=40))
    await clean_up_expired(server.runtime)
    await sweep_media(server.runtime)
    assert await shown(reader, author) == {"Iceland": [kept["id"]], "Other": [kept["id"]]}
    assert (await author.http.get(f"/stories/item/{lost['id']}")).status_code == 404
    assert await ids_in(author, "/stories/archive") == []
    (seen, _) = (await reader.http.get(f"/highlights?user_id={author.id}")).json()["data"]
    assert (await server.http.get(seen["clips"][0]["media_url"])).status_code == 200

    assert (await author.http.delete(f"/highlights/{other['id']}")).status_code == 204
    await clean_up_expired(server.runtime)
    assert await shown(reader, author) == {"Iceland": [kept["id"]]}
    assert (await author.http.delete(f"/highlights/{made['id']}")).status_code == 204
    await clean_up_expired(server.runtime)
    assert await stored_keys(server) == []
    assert (await author.http.get(f"/stories/item/{kept['id']}")).status_code == 404


async def test_a_deleted_clip_leaves_its_highlights_at_once(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_photo(author)
    await highlight(author, clip, cover_clip_id=clip["id"])
    (seen,) = (await reader.http.get(f"/highlights?user_id={author.id}")).json()["data"]
    assert (await author.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert await shown(author) == {"Iceland": []}
    assert await shown(reader, author) == {}
    assert (await server.http.get(seen["cover_url"])).status_code == 404


async def test_there_is_a_limit_to_highlights_also_for_parallel_requests(server, monkeypatch):
    monkeypatch.setattr(highlights, "MAX_HIGHLIGHTS", 2)
    author = await make_person(server)
    clip = await post_text(author)
    body = {"title": "Iceland", "clip_ids": [clip["id"]]}
    answers = await asyncio.gather(*(author.http.post("/highlights", json=body) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409]


async def test_highlights_are_listed_by_cursor_in_a_fixed_number_of_statements(
    server, count_statements
):
    author, reader = await make_person(server), await make_person(server)
    clips = [await post_photo(author) for _ in range(3)]
    for title in ("A", "B", "C", "D", "E"):
        await highlight(author, *clips, title=title)
    for person in (author, reader):
        titles, counts, cursor = [], set(), None
        while True:
            query: dict[str, Any] = {
                "user_id": author.id,
                "limit": 2,
                **({"cursor": cursor} if cursor else {}),
            }
            with count_statements() as statements:
                page = (await person.http.get("/highlights", params=query)).json()
            counts.add(len(statements))
            titles += [each["title"] for each in page["data"]]
            cursor = page["meta"]["next_cursor"]
            if cursor is None:
                break
        assert titles == ["A", "B", "C", "D", "E"]
        assert len(counts) == 1
        assert max(counts) <= 4


async def test_the_export_holds_ones_highlights_drafts_and_reposts(server):
    author, other = await make_person(server), await make_person(server)
    draft, theirs = await post_text(author, draft=True), await post_text(other)
    repost = (await author.http.post(f"/stories/{theirs['id']}/repost")).json()
    clips = [await post_text(author) for _ in range(2)]
    made = await highlight(author, *clips[::-1])
    exported = (await author.http.get("/api/auth/export")).json()["data"]
    (kept,) = exported["clip_highlights"]
    assert (kept["id"], kept["title"]) == (made["id"], "Iceland")
    assert kept["clip_ids"] == [clip["id"] for clip in clips[::-1]]
    origins = {clip["id"]: clip["origin_id"] for clip in exported["clips"]}
    assert origins[repost["id"]] == theirs["id"]
    assert origins[draft["id"]] is None


async def test_a_page_of_highlights_ends_before_it_holds_too_many_clips(
    server, monkeypatch, count_statements
):
    monkeypatch.setattr(highlights, "CLIPS_A_PAGE", 5)
    author, reader = await make_person(server), await make_person(server)
    public = [await post_text(author) for _ in range(6)]
    private = await post_text(author, visibility="PRIVATE")
    for title, clips in {
        "a": public[:2],
        "b": [*public[:3], private],
        "c": public,
        "d": public[:1],
    }.items():
        await highlight(author, *clips, title=title)

    async def pages(person: Person) -> list[list[str]]:
        titles: list[list[str]] = []
        cursor: str | None = ""
        while cursor is not None:
            query = {"user_id": author.id, "limit": "100"} | ({"cursor": cursor} if cursor else {})
            with count_statements() as made:
                body = (await person.http.get("/highlights", params=query)).json()
            assert len(made) <= 8
            titles.append([each["title"] for each in body["data"]])
            cursor = body["meta"]["next_cursor"]
        return titles

    # What the reader does not see is not told by where their pages end.
    assert await pages(reader) == [["a", "b"], ["c"], ["d"]]
    assert await pages(author) == [["a"], ["b"], ["c"], ["d"]]
