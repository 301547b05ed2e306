"""A clip is changed after posting: only what was sent, only by its author, and at once."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.accounts.factories import Person, befriend, follow, make_person
from tests.clips.factories import hold, post_photo, post_text
from tests.clips.keeping_factories import ids_in, while_under_way
from tests.notifications.factories import inbox, tell

pytestmark = pytest.mark.anyio


async def edit(person: Person, clip: dict[str, Any], **fields: Any) -> httpx.Response:
    return await person.http.patch(f"/stories/{clip['id']}", json=fields)


async def test_only_what_was_sent_changes(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_photo(author, caption="Before", alt_text="A tree")
    changes: dict[str, Any] = {"caption": "After", "alt_text": "An oak", "allow_replies": False}
    for name, value in {**changes, "allow_reactions": False, "allow_comments": False}.items():
        before = (await author.http.get(f"/stories/item/{clip['id']}")).json()
        answer = await edit(author, clip, **{name: value})
        assert answer.status_code == 200, answer.text
        assert answer.json() == {**before, name: value}
        assert (await reader.http.get(f"/stories/item/{clip['id']}")).json()[name] == value
    changed = (await author.http.get(f"/stories/item/{clip['id']}")).json()
    assert (await edit(author, clip)).json() == changed
    cleared = (await edit(author, clip, caption=None, alt_text="")).json()
    assert (cleared["caption"], cleared["alt_text"]) == (None, None)


async def test_what_may_not_be_said_is_refused(server):
    author = await make_person(server)
    clip = await post_text(author)
    wrong: tuple[dict[str, Any], ...] = (
        {"caption": "x" * 501},
        {"caption": "<b>Bold</b>"},
        {"alt_text": "x" * 1501},
        {"visibility": None},
        {"visibility": "EVERYONE"},
        {"allow_replies": None},
        {"allow_replies": "yes"},
        {"text": "Another text"},
        {"expires_in": 60},
        {"audience_user_ids": [author.id]},
        {"visibility": "CUSTOM"},
        {"visibility": "CUSTOM", "audience_user_ids": []},
        {"visibility": "CUSTOM", "audience_user_ids": [clip["id"]]},
        {"visibility": "FOLLOWERS", "audience_user_ids": [author.id]},
    )
    for fields in wrong:
        answer = await edit(author, clip, **fields)
        assert answer.status_code == 400, (fields, answer.text)
    assert (await author.http.get(f"/stories/item/{clip['id']}")).json() == clip


async def test_only_the_author_changes_a_clip(server):
    author, reader, stranger = [await make_person(server) for _ in range(3)]
    await follow(server, reader, author)
    clip = await post_text(author, visibility="FOLLOWERS")
    assert (await edit(reader, clip, caption="Mine")).status_code == 403
    assert (await edit(stranger, clip, caption="Mine")).status_code == 404
    assert (await edit(author, clip, caption="Mine")).status_code == 200
    await hold(server, clip["id"])
    assert (await edit(author, clip, caption="Held")).status_code == 404


async def test_narrowing_takes_effect_at_once_on_every_path_and_for_addresses_given_out(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    clip = await post_photo(author)
    (shown,) = (await reader.http.get("/stories")).json()["data"]
    paths: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", f"/stories/item/{clip['id']}", {}),
        ("POST", f"/stories/{clip['id']}/view", {}),
        ("POST", f"/stories/{clip['id']}/reactions", {"json": {"emoji": "🔥"}}),
        ("POST", f"/stories/{clip['id']}/replies", {"json": {"text": "Nice"}}),
        ("POST", f"/stories/{clip['id']}/comments", {"json": {"text": "Nice"}}),
        ("POST", f"/stories/{clip['id']}/repost", {}),
        ("GET", shown["media_url"], {}),
        ("GET", shown["thumbnail_url"], {}),
    ]
    for method, address, body in paths:
        answer = await reader.http.request(method, address, **body)
        assert answer.is_success, (address, answer.text)
    lists = ("/stories", "/stories?scope=following", f"/stories/{author.id}")
    for address in lists:
        assert clip["id"] in await ids_in(reader, address)

    assert (await edit(author, clip, visibility="CLOSE_FRIENDS")).status_code == 200
    for method, address, body in paths:
        answer = await reader.http.request(method, address, **body)
        assert answer.status_code == 404, (address, answer.text)
    for address in lists:
        # The repost went with it, for the one who reposted it too.
        assert await ids_in(reader, address) == []
    older = (await reader.http.get(f"/api/clips/user/{author.id}")).json()
    assert older["clips"] == []
    await befriend(server, author, reader)
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200


async def test_a_custom_audience_is_replaced_kept_or_dropped(server):
    author, one, other = [await make_person(server) for _ in range(3)]
    clip = await post_text(author, visibility="CUSTOM", audience_user_ids=[one.id])
    kept = (await edit(author, clip, visibility="CUSTOM")).json()
    assert kept["audience_user_ids"] == [one.id]
    replaced = (await edit(author, clip, audience_user_ids=[other.id])).json()
    assert (replaced["visibility"], replaced["audience_user_ids"]) == ("CUSTOM", [other.id])
    assert (await one.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await other.http.get(f"/stories/item/{clip['id']}")).status_code == 200
    dropped = (await edit(author, clip, visibility="PRIVATE")).json()
    assert dropped["audience_user_ids"] == []
    assert (await edit(author, clip, visibility="CUSTOM")).status_code == 400
    widened = await edit(author, clip, visibility="CUSTOM", audience_user_ids=[one.id, one.id])
    assert widened.json()["audience_user_ids"] == [one.id]


async def test_two_changes_at_once_leave_an_audience_that_fits(server):
    author, one = await make_person(server), await make_person(server)
    for _ in range(5):
        clip = await post_text(author, visibility="CUSTOM", audience_user_ids=[one.id])
        first, second = await asyncio.gather(
            edit(author, clip, visibility="PUBLIC"), edit(author, clip, visibility="CUSTOM")
        )
        assert first.status_code == 200
        assert second.status_code in {200, 400}
        now = (await author.http.get(f"/stories/item/{clip['id']}")).json()
        assert (now["visibility"] == "CUSTOM") == bool(now["audience_user_ids"])


async def test_drafts_and_expired_clips_can_be_changed_too(server):
    author, reader = await make_person(server), await make_person(server)
    draft = await post_text(author, draft=True)
    assert (await edit(author, draft, caption="Soon", visibility="PRIVATE")).status_code == 200
    clip = await post_text(author, expires_in=60)
    server.clock.advance(timedelta(seconds=60))
    changed = (await edit(author, clip, caption="Gone", visibility="FOLLOWERS")).json()
    assert (changed["caption"], changed["is_active"]) == ("Gone", False)
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404


async def test_who_may_no_longer_see_a_clip_loses_what_they_were_told_of_it(server):
    author, follower, friend = [await make_person(server) for _ in range(3)]
    await befriend(server, author, friend)
    clip, other = await post_text(author), await post_text(author)
    for each in (clip, other):
        await tell(server, [follower, friend], "clip.created", author, clip_id=each["id"])
    assert len(await inbox(follower)) == 2
    assert (await edit(author, clip, visibility="CLOSE_FRIENDS")).status_code == 200
    assert [each["clip_id"] for each in await inbox(follower)] == [other["id"]]
    assert len(await inbox(friend)) == 2


async def test_a_clip_that_goes_while_it_is_changed_or_viewed_is_not_found(server):
    author, viewer = await make_person(server), await make_person(server)
    gone = "DELETE FROM clips WHERE id = $1"
    first, second = await post_text(author), await post_text(author)
    assert (await viewer.http.post(f"/stories/{second['id']}/view")).status_code == 200

    async def change() -> Any:
        return await author.http.patch(f"/stories/{first['id']}", json={"caption": "After"})

    async def view() -> Any:
        return await viewer.http.post(f"/stories/{second['id']}/view")

    assert (await while_under_way(server, gone, first["id"], change)).status_code == 404
    assert (await while_under_way(server, gone, second["id"], view)).status_code == 404
