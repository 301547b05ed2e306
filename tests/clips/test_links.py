"""Guest links: who makes them, how long they lead to their clip, who may guess a passcode."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from emberline.accounts.service.standing import suspend
from emberline.clips.models import Clip
from emberline.kit.idempotency import IdempotencyKey
from tests.accounts.factories import Person, block, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_photo, post_text

pytestmark = pytest.mark.anyio

NOBODY = "0197a1b2-0000-7000-8000-000000000000"


async def make_link(author: Person, clip: dict[str, Any], **wanted: Any) -> dict[str, Any]:
    """A link of the author's clip."""
    answer = await author.http.post(f"/stories/{clip['id']}/links", json=wanted)
    assert answer.status_code == 201, answer.text
    link: dict[str, Any] = answer.json()
    return link


async def read(server: Server, link: dict[str, Any], passcode: str | bytes | None = None) -> Any:
    """A guest's read of a link."""
    headers: Any = {} if passcode is None else {"X-Passcode": passcode}
    return await server.http.get(f"{link['url']}?format=json", headers=headers)


async def status(server: Server, link: dict[str, Any]) -> int:
    """How a guest's read of a link is answered."""
    return int((await read(server, link)).status_code)


async def test_a_link_shows_its_clip_to_whoever_has_it(server):
    mara = await make_person(server)
    clip = await post_photo(mara, caption="Last light", visibility="PRIVATE", alt_text="Sea")
    link = await make_link(mara, clip)
    assert set(link) == {
        "link_id", "url", "expires_at", "max_views", "views", "has_passcode", "created_at",
        "revoked_at",
    }  # fmt: skip
    answer = await read(server, link)
    assert answer.status_code == 200
    shown = answer.json()
    assert set(shown) == set(clip)
    assert (shown["id"], shown["caption"], shown["alt_text"]) == (clip["id"], "Last light", "Sea")
    for private in ("views_count", "reactions_count", "audience_user_ids", "my_reaction"):
        assert shown[private] is None
    assert (shown["seen"], shown["allow_replies"], shown["allow_comments"]) == (False,) * 3
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["referrer-policy"] == "no-referrer"
    for name in ("media_url", "thumbnail_url"):
        assert shown[name].startswith(f"/files/link/{link['link_id']}/")
        file = await server.http.get(shown[name])
        assert (file.status_code, file.headers["content-type"]) == (200, "image/webp")
    views = (await mara.http.get(f"/stories/{clip['id']}/links")).json()["data"][0]["views"]
    assert views == 1


async def test_only_the_author_makes_lists_and_revokes_links(server):
    mara, follower, stranger = [await make_person(server) for _ in range(3)]
    await follow(server, follower, mara)
    clip, other = [await post_text(mara, visibility="FOLLOWERS") for _ in range(2)]
    link = await make_link(mara, clip)
    address = f"/stories/{clip['id']}/links"
    for person, expected in ((follower, 403), (stranger, 404), (None, 401)):
        http = server.http if person is None else person.http
        assert (await http.post(address, json={})).status_code == expected
        assert (await http.get(address)).status_code == expected
        assert (await http.delete(f"{address}/{link['link_id']}")).status_code == expected
    assert await status(server, link) == 200
    of_other = f"/stories/{other['id']}/links/{link['link_id']}"
    assert (await mara.http.delete(of_other)).status_code == 404
    assert (await mara.http.delete(f"{address}/{NOBODY}")).status_code == 404
    assert (await mara.http.delete(f"{address}/{link['link_id']}")).status_code == 204
    (listed,) = (await mara.http.get(address)).json()["data"]
    assert listed["revoked_at"] is not None
    server.clock.advance(timedelta(minutes=1))
    assert (await mara.http.delete(f"{address}/{link['link_id']}")).status_code == 204
    assert (await mara.http.get(address)).json()["data"] == [listed]


async def test_a_list_of_links_pages_newest_first_with_the_same_addresses(server, count_statements):
    mara = await make_person(server)
    clip = await post_text(mara)
    made = []
    for _ in range(3):
        made.append(await make_link(mara, clip))
        server.clock.advance(timedelta(seconds=1))
    address = f"/stories/{clip['id']}/links"
    first = (await mara.http.get(f"{address}?limit=2")).json()
    rest = await mara.http.get(address, params={"limit": 2, "cursor": first["meta"]["next_cursor"]})
    assert first["data"] + rest.json()["data"] == made[::-1]
    assert rest.json()["meta"] == {"next_cursor": None}
    with count_statements() as few:
        await mara.http.get(f"{address}?limit=1")
    with count_statements() as many:
        await mara.http.get(address)
    assert len(few) == len(many) > 0


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"expires_in": 59}, "expires_in"),
        ({"expires_in": 30 * 86400 + 1}, "expires_in"),
        ({"passcode": "123"}, "passcode"),
        ({"passcode": "x" * 65}, "passcode"),
        ({"passcode": "  1 "}, "passcode"),
        ({"passcode": "12\n34"}, "passcode"),
        ({"max_views": 0}, "max_views"),
        ({"views": 0}, "views"),
    ],
)
async def test_what_a_link_may_be_asked_for_has_limits(server, wanted, field):
    mara = await make_person(server)
    clip = await post_text(mara)
    answer = await mara.http.post(f"/stories/{clip['id']}/links", json=wanted)
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field


async def test_a_link_ends_at_its_instant_and_never_after_its_clip(server):
    mara = await make_person(server)
    clip = await post_photo(mara, expires_in=7200)
    short = await make_link(mara, clip, expires_in=60)
    long = await make_link(mara, clip, expires_in=30 * 86400)
    default = await make_link(mara, await post_text(mara, expires_in=7 * 86400))
    assert long["expires_at"] == clip["expires_at"]
    assert default["expires_at"] == "2026-03-02T12:00:00Z"
    picture = (await read(server, short)).json()["media_url"]
    server.clock.advance(timedelta(seconds=60) - timedelta(microseconds=1))
    assert await status(server, short) == 200
    server.clock.advance(timedelta(microseconds=1))
    assert await status(server, short) == 410
    assert (await server.http.get(picture)).status_code == 404
    assert await status(server, long) == 200
    server.clock.advance(timedelta(hours=2))
    assert await status(server, long) == 410
    assert await status(server, default) == 200


async def test_what_nobody_else_could_see_gets_no_link(server):
    mara = await make_person(server)
    clip = await post_text(mara)
    address = f"/stories/{clip['id']}/links"
    assert (await mara.http.post(address, json={})).status_code == 201
    await _change_clip(server, clip, published_at=None, expires_at=None)
    draft = await mara.http.post(address, json={})
    assert (draft.status_code, draft.json()["error"]) == (409, "Clip not shown")
    soon = server.clock.now() + timedelta(hours=1)
    await _change_clip(server, clip, published_at=soon, expires_at=soon + timedelta(hours=1))
    assert (await mara.http.post(address, json={})).status_code == 409
    server.clock.advance(timedelta(hours=1))
    assert (await mara.http.post(address, json={})).status_code == 201
    await _change_clip(server, clip, status="processing")
    assert (await mara.http.post(address, json={})).status_code == 409
    await _change_clip(server, clip, status="ready")
    server.clock.advance(timedelta(hours=1))
    assert (await mara.http.post(address, json={})).status_code == 409


async def test_a_repost_is_not_its_authors_to_share(server):
    mara, ben = await make_person(server), await make_person(server)
    original = await post_text(mara)
    repost = await post_text(ben)
    link = await make_link(ben, repost)
    assert await status(server, link) == 200
    await _change_clip(server, repost, origin_id=original["id"])
    answer = await ben.http.post(f"/stories/{repost['id']}/links", json={})
    assert answer.status_code == 403
    assert await status(server, link) == 410


async def test_revocation_deletion_hold_and_suspension_end_a_link_with_its_files(server):
    mara = await make_person(server)
    clip = await post_photo(mara)
    revoked, link = await make_link(mara, clip), await make_link(mara, clip)
    pictures = [(await read(server, each)).json()["media_url"] for each in (revoked, link)]

    async def got() -> list[int]:
        files = [(await server.http.get(picture)).status_code for picture in pictures]
        return [await status(server, revoked), await status(server, link), *files]

    assert await got() == [200, 200, 200, 200]
    await mara.http.delete(f"/stories/{clip['id']}/links/{revoked['link_id']}")
    assert await got() == [410, 200, 404, 200]
    await _change_clip(server, clip, held_at=server.clock.now())
    assert await got() == [410, 410, 404, 404]
    await _change_clip(server, clip, held_at=None, max_views=0)
    assert await got() == [410, 410, 404, 404]
    await _change_clip(server, clip, max_views=None)
    assert await got() == [410, 200, 404, 200]
    doomed = await make_person(server)
    other = await make_link(doomed, await post_text(doomed))
    assert await status(server, other) == 200
    await server.runtime.database.write(_suspend, doomed.id, server.clock.now())
    assert await status(server, other) == 410
    await mara.http.delete(f"/stories/{clip['id']}")
    assert await got() == [410, 410, 404, 404]


async def test_a_block_does_not_keep_guests_away(server):
    mara, ben = await make_person(server), await make_person(server)
    link = await make_link(mara, await post_text(mara))
    await block(server, mara, ben)
    assert (await ben.http.get(f"{link['url']}?format=json")).status_code == 200


async def test_parallel_reads_never_share_a_view(server):
    mara = await make_person(server)
    clip = await post_photo(mara)
    link = await make_link(mara, clip, max_views=5)
    # A guest's first read comes before the crowd, so that its address is known.
    picture = (await read(server, link)).json()["media_url"]
    answers = await asyncio.gather(*(status(server, link) for _ in range(20)))
    assert sorted(answers) == [200] * 4 + [410] * 16
    (listed,) = (await mara.http.get(f"/stories/{clip['id']}/links")).json()["data"]
    assert listed["views"] == 5
    # Who has it open goes on looking.
    assert (await server.http.get(picture)).status_code == 200
    server.clock.advance(timedelta(hours=1))
    assert (await server.http.get(picture)).status_code == 403


async def test_a_clip_that_burns_is_not_shown_more_often_by_a_link(server):
    mara = await make_person(server)
    clip = await post_text(mara)
    await _change_clip(server, clip, max_views=2)
    assert (await make_link(mara, clip))["max_views"] == 2
    assert (await make_link(mara, clip, max_views=1))["max_views"] == 1
    assert (await make_link(mara, clip, max_views=9))["max_views"] == 2


async def test_a_clip_has_at_most_twenty_living_links_even_when_they_are_made_at_once(server):
    mara = await make_person(server)
    clip = await post_text(mara)
    address = f"/stories/{clip['id']}/links"
    links = [await make_link(mara, clip) for _ in range(17)]
    answers = await asyncio.gather(*(mara.http.post(address, json={}) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 5
    await mara.http.delete(f"{address}/{links[0]['link_id']}")
    assert (await mara.http.post(address, json={"expires_in": 60})).status_code == 201
    assert (await mara.http.post(address, json={})).status_code == 409
    server.clock.advance(timedelta(seconds=60))
    assert (await mara.http.post(address, json={})).status_code == 201


async def test_a_repeated_request_makes_one_link(server, cheap_passwords):
    mara = await make_person(server)
    clip = await post_text(mara)
    address, key = f"/stories/{clip['id']}/links", {"Idempotency-Key": "once"}
    first = await mara.http.post(address, json={"passcode": "lighthouse"}, headers=key)
    again = await mara.http.post(address, json={"passcode": "lighthouse"}, headers=key)
    other = await mara.http.post(address, json={"passcode": "lighthouses"}, headers=key)
    assert (first.status_code, again.json(), other.status_code) == (201, first.json(), 409)
    assert (await read(server, again.json(), "lighthouse")).status_code == 200
    (stored,) = await server.runtime.database.read(_stored_answers)
    assert first.json()["link_id"].encode() in stored
    assert b"/g/" not in stored


async def test_the_export_names_links_without_their_passcodes(server, cheap_passwords):
    mara = await make_person(server)
    clip = await post_text(mara)
    link = await make_link(mara, clip, passcode="lighthouse")
    (exported,) = (await mara.http.get("/api/auth/export")).json()["data"]["clip_links"]
    assert (exported["id"], exported["clip_id"]) == (link["link_id"], clip["id"])
    assert exported["has_passcode"] is True
    assert "hash" not in str(exported)


def _stored_answers(conn: Connection) -> list[bytes]:
    return [bytes(body) for body in conn.execute(select(IdempotencyKey.body)).scalars()]


def _suspend(conn: Connection, user_id: str, now: Any) -> None:
    suspend(conn, user_id, now)


async def _change_clip(server: Server, clip: dict[str, Any], **columns: Any) -> None:
    await server.runtime.database.write(_update, clip["id"], columns)


def _update(conn: Connection, clip_id: str, columns: dict[str, Any]) -> None:
    conn.execute(update(Clip).where(Clip.id == clip_id).values(**columns))
