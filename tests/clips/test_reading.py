"""Lists of clips, single clips, views and bytes."""

from datetime import timedelta

import pytest

from emberline.accounts.service.standing import suspend
from tests.accounts.factories import block, follow, make_person
from tests.clips.factories import events, post_photo, post_text

pytestmark = pytest.mark.anyio

NOBODY = "0197a1b2-0000-7000-8000-000000000000"


async def test_the_feed_is_newest_first_and_a_persons_clips_oldest_first(server):
    mara, ben = await make_person(server), await make_person(server)
    for text in ("one", "two", "three"):
        await post_text(mara, text)
        server.clock.advance(timedelta(minutes=1))
    feed = (await ben.http.get("/stories")).json()
    assert [clip["text"] for clip in feed["data"]] == ["three", "two", "one"]
    assert feed["meta"] == {"next_cursor": None}
    hers = (await ben.http.get(f"/stories/{mara.id}")).json()["data"]
    assert [clip["text"] for clip in hers] == ["one", "two", "three"]
    older = (await ben.http.get(f"/api/clips/user/{mara.id}/")).json()
    assert [clip["text"] for clip in older["clips"]] == ["three", "two", "one"]
    assert older["count"] == 3
    assert older["clips"][0]["file_url"] is None


@pytest.mark.parametrize(
    ("address", "field", "key", "newest_first"),
    [
        ("/stories", "data", "id", True),
        ("/stories?scope=following", "data", "id", True),
        ("/stories/{author}", "data", "id", False),
        ("/api/clips/user/{author}", "clips", "clip_id", True),
        ("/api/clips/all", "clips", "clip_id", True),
    ],
)
async def test_pages_hold_every_clip_once_while_clips_are_added(
    server, address, field, key, newest_first
):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    expected = []
    for number in range(7):
        # Two share each instant, so that the cursor has to tell them apart by id.
        expected.append((await post_text(author, str(number)))["id"])
        server.clock.advance(timedelta(minutes=number % 2))
    if newest_first:
        expected.reverse()
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        params = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        url = address.format(author=author.id)
        page = (await reader.http.get(url, params=_merged(url, params))).json()
        seen += [clip[key] for clip in page[field]]
        cursor = page["meta"]["next_cursor"]
        if newest_first:
            await post_text(author, "added meanwhile")
    assert seen == expected
    assert cursor is None


def _merged(url: str, params: dict[str, str]) -> dict[str, str]:
    query = url.partition("?")[2]
    return params | dict(part.split("=") for part in query.split("&") if part)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=many", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=%00", "cursor"),
        ("author_id=17", "author_id"),
        ("scope=everyone", "scope"),
        ("unseen=perhaps", "unseen"),
    ],
)
async def test_a_wrong_parameter_is_named(server, query, field):
    reader = await make_person(server)
    answer = await reader.http.get(f"/stories?{query}")
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field


async def test_a_cursor_of_another_list_is_refused(server):
    author = await make_person(server)
    await post_text(author)
    await post_text(author)
    cursor = (await author.http.get("/stories?limit=1")).json()["meta"]["next_cursor"]
    assert (await author.http.get("/stories", params={"cursor": cursor})).status_code == 200
    other = await author.http.get(f"/stories/{author.id}", params={"cursor": cursor})
    assert other.status_code == 400


async def test_filters_by_author_and_by_what_is_unseen(server):
    mara, ben, reader = [await make_person(server) for _ in range(3)]
    await post_text(mara, "hers")
    seen = await post_text(ben, "his, seen")
    await post_text(ben, "his, unseen")
    await post_text(reader, "my own")
    await reader.http.post(f"/stories/{seen['id']}/view")
    by_ben = (await reader.http.get(f"/stories?author_id={ben.id}")).json()["data"]
    assert [clip["text"] for clip in by_ben] == ["his, unseen", "his, seen"]
    assert [clip["seen"] for clip in by_ben] == [False, True]
    unseen = (await reader.http.get("/stories?unseen=true")).json()["data"]
    assert [clip["text"] for clip in unseen] == ["his, unseen", "hers"]
    both = await reader.http.get(f"/stories?unseen=true&author_id={ben.id}")
    assert [clip["text"] for clip in both.json()["data"]] == ["his, unseen"]


async def test_an_unknown_person_has_no_page_here_and_an_empty_list_there(server):
    reader = await make_person(server)
    assert (await reader.http.get(f"/stories/{reader.id}")).json()["data"] == []
    unknown = await reader.http.get(f"/stories/{NOBODY}")
    assert unknown.status_code == 404
    assert unknown.json()["error"] == "User not found"
    older = (await reader.http.get(f"/api/clips/user/{NOBODY}")).json()
    assert (older["clips"], older["count"]) == ([], 0)
    assert (await reader.http.get("/stories/not-an-id")).status_code == 400
    assert (await reader.http.get("/stories/item/not-an-id")).status_code == 400


async def test_nobody_reads_without_a_token(server):
    author = await make_person(server)
    clip = await post_text(author)
    for method, address in (
        ("GET", "/stories"),
        ("POST", "/stories"),
        ("GET", f"/stories/{author.id}"),
        ("GET", f"/stories/item/{clip['id']}"),
        ("POST", f"/stories/{clip['id']}/view"),
        ("GET", f"/stories/{clip['id']}/views"),
        ("DELETE", f"/stories/{clip['id']}"),
        ("GET", "/api/clips/all"),
        ("POST", "/api/clips/upload"),
    ):
        answer = await server.http.request(method, address)
        assert answer.status_code == 401, address
        assert answer.json()["error"] == "Unauthorized"


async def test_a_view_counts_once_and_is_told_to_the_author(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    first = (await reader.http.post(f"/stories/{clip['id']}/view")).json()
    assert first == {
        "story_id": clip["id"],
        "viewer_id": reader.id,
        "viewed_at": "2026-03-01T12:00:00Z",
        "first_view": True,
    }
    server.clock.advance(timedelta(minutes=5))
    again = (await reader.http.post(f"/stories/{clip['id']}/view")).json()
    assert again == first | {"first_view": False}
    own = (await author.http.post(f"/stories/{clip['id']}/view")).json()
    assert own["first_view"] is False
    assert (await author.http.get(f"/stories/item/{clip['id']}")).json()["views_count"] == 1
    (event,) = await events(server)
    assert event == (
        author.id,
        1,
        "story.viewed",
        {"story_id": clip["id"], "viewer_id": reader.id, "viewed_at": "2026-03-01T12:00:00Z"},
    )


async def test_only_the_author_sees_who_has_seen_a_clip_latest_first(server):
    author = await make_person(server)
    clip = await post_text(author)
    readers = [await make_person(server) for _ in range(3)]
    for reader in readers:
        server.clock.advance(timedelta(minutes=1))
        await reader.http.post(f"/stories/{clip['id']}/view")
    address = f"/stories/{clip['id']}/views"
    page = (await author.http.get(f"{address}?limit=2")).json()
    assert [entry["user_id"] for entry in page["data"]] == [readers[2].id, readers[1].id]
    assert page["meta"]["total"] == 3
    rest = await author.http.get(address, params={"cursor": page["meta"]["next_cursor"]})
    assert [entry["username"] for entry in rest.json()["data"]] == [readers[0].username]
    assert (await readers[0].http.get(address)).status_code == 403
    private = await post_text(author, visibility="PRIVATE")
    hidden = await readers[0].http.get(f"/stories/{private['id']}/views")
    assert hidden.status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "content_range"),
    [
        ("bytes=0-9", 206, "bytes 0-9/{size}"),
        ("bytes=10-", 206, "bytes 10-{last}/{size}"),
        ("bytes=-5", 206, "bytes {fifth}-{last}/{size}"),
        ("bytes=0-99999999", 206, "bytes 0-{last}/{size}"),
        ("bytes=99999999-", 416, "bytes */{size}"),
        ("bytes=9-3", 200, None),
        ("bytes=0-1,4-5", 200, None),
        ("pages=1-2", 200, None),
    ],
)
async def test_ranges_of_a_file(server, asked, status, content_range):
    author = await make_person(server)
    clip = await post_photo(author)
    whole = (await server.http.get(clip["media_url"])).content
    size, last = len(whole), len(whole) - 1
    answer = await server.http.get(clip["media_url"], headers={"Range": asked})
    assert answer.status_code == status
    if content_range is None:
        assert answer.content == whole
        return
    expected = content_range.format(size=size, last=last, fifth=size - 5)
    assert answer.headers["content-range"] == expected
    if status == 206:
        start, end = (int(part) for part in expected[6:].partition("/")[0].split("-"))
        assert answer.content == whole[start : end + 1]


async def test_a_file_is_served_so_that_nothing_in_it_runs(server):
    author = await make_person(server)
    clip = await post_photo(author)
    answer = await server.http.get(clip["media_url"])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "private, no-cache"
    unchanged = await server.http.get(
        clip["media_url"], headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    head = await server.http.head(clip["media_url"])
    assert head.headers["content-length"] == str(len(answer.content))
    assert head.content == b""


async def test_a_feed_takes_a_fixed_number_of_statements(server, count_statements):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    counts = []
    for _ in range(2):
        for _ in range(5):
            await post_text(author)
        with count_statements() as made:
            answer = await reader.http.get("/stories?scope=following")
        assert len(answer.json()["data"]) in {5, 10}
        counts.append(len(made))
    assert counts[0] == counts[1] <= 2


async def test_who_keeps_views_to_themselves_is_not_named_and_sees_no_names(server):
    ada, bob, dan = [await make_person(server) for _ in range(3)]
    hers, his = await post_text(ada), await post_text(bob)
    silent = await bob.http.put("/api/auth/preferences", json={"view_receipts": False})
    assert silent.status_code == 200
    for reader in (bob, dan):
        view = await reader.http.post(f"/stories/{hers['id']}/view")
        assert view.json()["first_view"] is True
    await dan.http.post(f"/stories/{his['id']}/view")
    named = (await ada.http.get(f"/stories/{hers['id']}/views")).json()
    assert [entry["user_id"] for entry in named["data"]] == [dan.id]
    assert named["meta"]["total"] == 2
    his_list = (await bob.http.get(f"/stories/{his['id']}/views")).json()
    assert his_list["data"] == []
    assert his_list["meta"]["total"] == 1
    # Two at once take another way.
    more = [await post_text(author) for author in (ada, bob)]
    for reader in (bob, dan):
        answer = await reader.http.post(
            "/stories/views", json={"story_ids": [clip["id"] for clip in more]}
        )
        assert answer.status_code == 200
    views = await events(server, "story.viewed")
    told = [(event.user_id, event.data["viewer_id"], event.data["story_id"]) for event in views]
    assert told == [(ada.id, dan.id, hers["id"]), (ada.id, dan.id, more[0]["id"])]


async def test_a_block_and_a_suspension_take_people_out_of_the_list_of_viewers(server):
    ada = await make_person(server)
    clip = await post_text(ada)
    readers = [await make_person(server) for _ in range(3)]
    for reader in readers:
        await reader.http.post(f"/stories/{clip['id']}/view")
    address = f"/stories/{clip['id']}/views"
    assert len((await ada.http.get(address)).json()["data"]) == 3
    await block(server, ada, readers[0])
    await block(server, readers[1], ada)
    assert [e["user_id"] for e in (await ada.http.get(address)).json()["data"]] == [readers[2].id]
    await server.runtime.database.write(suspend, readers[2].id, server.clock.now())
    assert (await ada.http.get(address)).json()["data"] == []


async def test_an_address_dies_with_its_viewers_account(server):
    author, reader = await make_person(server), await make_person(server)
    await post_photo(author)
    (clip,) = (await reader.http.get("/stories")).json()["data"]
    assert (await server.http.get(clip["media_url"])).status_code == 200
    await server.runtime.database.write(suspend, reader.id, server.clock.now())
    assert (await server.http.get(clip["media_url"])).status_code == 404
