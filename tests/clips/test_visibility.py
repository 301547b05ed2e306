"""One rule decides who sees a clip: in SQL, in Python, and on every path."""

import itertools
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection, insert

from emberline.accounts.models import Block, CloseFriend, Follow, Hide, User
from emberline.clips.models import Clip, ClipAudience
from emberline.clips.queries.feed import feed
from emberline.clips.queries.one import clip_with_relation
from emberline.clips.rules.visibility import ClipFacts, Relation, Status, Visibility, may_see
from emberline.kit.ids import new_id
from tests.accounts.factories import befriend, block, follow, hide, make_person, mute
from tests.clips.factories import photo, post_photo, post_text

pytestmark = pytest.mark.anyio

MOMENTS = {
    "to come": (timedelta(seconds=1), timedelta(hours=1)),
    "begins now": (timedelta(0), timedelta(hours=1)),
    "active": (timedelta(hours=-1), timedelta(hours=1)),
    "ends now": (timedelta(hours=-1), timedelta(0)),
    "over": (timedelta(hours=-2), timedelta(hours=-1)),
}


class Case(NamedTuple):
    """A clip, what the viewer is to it, and its id."""

    clip_id: str
    facts: ClipFacts
    relation: Relation


async def test_the_rule_in_sql_is_the_rule_in_python(server):
    viewer = await make_person(server)
    now = server.clock.now()
    cases = await server.runtime.database.write(_insert_cases, viewer.id, now)
    expected = {c.clip_id for c in cases if may_see(viewer.id, c.facts, c.relation, now)}
    assert 100 < len(expected) < len(cases) / 4

    for scope in ("all", "following"):
        rows = await server.runtime.database.read(
            feed,
            viewer.id,
            scope,
            author_id=None,
            unseen=False,
            after=None,
            size=len(cases),
            now=now,
        )
        in_scope = {c.clip_id for c in cases if scope == "all" or c.relation.follows}
        # An author's own clip is seen at any time, but a list holds active ones only.
        own_inactive = {
            c.clip_id
            for c in cases
            if c.facts.author_id == viewer.id
            and not c.facts.published_at <= now < c.facts.expires_at
        }
        assert {row.id for row in rows} == (expected - own_inactive) & in_scope

    # Every seventh: seven shares no factor with the ways to combine them.
    alone = cases[::7]
    read_alone = await server.runtime.database.read(_may_see_each, viewer.id, alone, now)
    assert read_alone == expected & {case.clip_id for case in alone}


def _may_see_each(conn: Connection, viewer_id: str, cases: list[Case], now: datetime) -> set[str]:
    """What the single read decides, from the relation that it finds in the database."""
    seen = set()
    for case in cases:
        found = clip_with_relation(conn, viewer_id, case.clip_id, now)
        assert found is not None
        assert found.facts == case.facts
        if may_see(viewer_id, found.facts, found.relation, now):
            seen.add(case.clip_id)
    return seen


def _insert_cases(conn: Connection, viewer_id: str, now: datetime) -> list[Case]:
    """Every combination of relation, visibility, status and moment, and some of the viewer's."""
    cases: list[Case] = []
    for flags in itertools.product((False, True), repeat=6):
        follows, close, blocks, blocked, hidden, suspended = flags
        author_id = _insert_author(conn, now, suspended=suspended)
        pair = {"created_at": now}
        if follows:
            row = {"follower_id": viewer_id, "followee_id": author_id}
            conn.execute(insert(Follow), {**row, **pair})
        if close:
            conn.execute(insert(CloseFriend), {"owner_id": author_id, "friend_id": viewer_id})
        if blocks:
            row = {"blocker_id": viewer_id, "blocked_id": author_id}
            conn.execute(insert(Block), {**row, **pair})
        if blocked:
            row = {"blocker_id": author_id, "blocked_id": viewer_id}
            conn.execute(insert(Block), {**row, **pair})
        if hidden:
            conn.execute(insert(Hide), {"owner_id": author_id, "viewer_id": viewer_id, **pair})
        relation = Relation(
            follows=follows,
            close_friend=close,
            blocked=blocks or blocked,
            hidden=hidden,
            author_suspended=suspended,
        )
        cases += _insert_clips(conn, viewer_id, author_id, relation, now)
    return cases + _insert_clips(conn, viewer_id, viewer_id, Relation(), now)


def _insert_author(conn: Connection, now: datetime, *, suspended: bool) -> str:
    user_id = new_id()
    name = user_id.replace("-", "")[:30]
    texts: dict[str, Any] = dict.fromkeys(
        ("password_hash", "display_name", "bio", "time_zone", "language"), "x"
    )
    conn.execute(
        insert(User),
        {
            **texts,
            "id": user_id,
            "username": name,
            "username_folded": user_id,
            "email": user_id,
            "email_folded": user_id,
            "is_locked": False,
            "role": "user",
            "created_at": now,
            "last_active": now,
            "suspended_at": now if suspended else None,
        },
    )
    return user_id


def _insert_clips(
    conn: Connection, viewer_id: str, author_id: str, relation: Relation, now: datetime
) -> list[Case]:
    cases, rows, members = [], [], []
    chosen = itertools.product(Visibility, Status, MOMENTS.values(), (False, True))
    for visibility, status, (start, end), in_audience in chosen:
        facts = ClipFacts(author_id, visibility, status, now + start, now + end)
        rows.append(_row(facts))
        clip_id = rows[-1]["id"]
        named = in_audience and author_id != viewer_id
        if named:
            members.append({"clip_id": clip_id, "user_id": viewer_id})
        cases.append(
            Case(
                clip_id,
                facts,
                Relation(
                    relation.follows,
                    relation.close_friend,
                    named,
                    relation.blocked,
                    relation.hidden,
                    relation.author_suspended,
                ),
            )
        )
    conn.execute(insert(Clip), rows)
    if members:
        conn.execute(insert(ClipAudience), members)
    return cases


def _row(facts: ClipFacts) -> dict[str, Any]:
    return {
        "id": new_id(),
        "author_id": facts.author_id,
        "kind": "text",
        "status": facts.status.value,
        "text": "x",
        "caption": None,
        "alt_text": None,
        "visibility": facts.visibility.value,
        "media_id": None,
        "width": None,
        "height": None,
        "duration_seconds": None,
        "allow_replies": True,
        "allow_reactions": True,
        "allow_comments": True,
        "lifetime_seconds": 86400,
        "created_at": facts.published_at,
        "published_at": facts.published_at,
        "expires_at": facts.expires_at,
        "archived_at": None,
    }


async def test_each_visibility_reaches_exactly_those_it_is_meant_for(server):
    author, follower, friend, named, stranger = [await make_person(server) for _ in range(5)]
    for reader in (follower, friend):
        await follow(server, reader, author)
    await befriend(server, author, friend)
    meant_for = {
        "PUBLIC": {author.id, follower.id, friend.id, named.id, stranger.id},
        "FOLLOWERS": {author.id, follower.id, friend.id},
        "CLOSE_FRIENDS": {author.id, friend.id},
        "CUSTOM": {author.id, named.id},
        "PRIVATE": {author.id},
    }
    for visibility, expected in meant_for.items():
        audience: dict[str, Any] = {}
        if visibility == "CUSTOM":
            audience["audience_user_ids"] = [named.id]
        clip = await post_text(author, visibility=visibility, **audience)
        for reader in (author, follower, friend, named, stranger):
            paths = await _paths_that_show(reader, author, clip["id"])
            everywhere = {"feed", "author", "item", "older", "view"}
            if reader in (follower, friend):
                everywhere |= {"followed", "older followed"}
            assert paths == (everywhere if reader.id in expected else set()), visibility


async def _paths_that_show(reader, author, clip_id: str) -> set[str]:
    lists = {
        "feed": ("/stories", "data", "id"),
        "followed": ("/stories?scope=following", "data", "id"),
        "author": (f"/stories/{author.id}", "data", "id"),
        "older": (f"/api/clips/user/{author.id}", "clips", "clip_id"),
        "older followed": ("/api/clips/all", "clips", "clip_id"),
    }
    paths = set()
    for name, (address, field, key) in lists.items():
        answer = await reader.http.get(address)
        assert answer.status_code == 200, answer.text
        if clip_id in [clip[key] for clip in answer.json()[field]]:
            paths.add(name)
    if (await reader.http.get(f"/stories/item/{clip_id}")).status_code == 200:
        paths.add("item")
    if (await reader.http.post(f"/stories/{clip_id}/view")).status_code == 200:
        paths.add("view")
    return paths


async def test_a_block_hides_both_from_each_other_at_once_bytes_included(server):
    author, reader = await make_person(server), await make_person(server)
    await post_photo(author)
    (clip,) = (await reader.http.get("/stories")).json()["data"]
    assert (await server.http.get(clip["media_url"])).status_code == 200
    await block(server, author, reader)
    assert (await reader.http.get("/stories")).json()["data"] == []
    assert (await reader.http.get(f"/stories/{author.id}")).status_code == 404
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await server.http.get(clip["media_url"])).status_code == 404


async def test_a_mute_keeps_clips_out_of_lists_and_nothing_else(server):
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    clip = await post_text(author)
    assert len((await reader.http.get("/stories?scope=following")).json()["data"]) == 1
    await mute(server, reader, author)
    assert (await reader.http.get("/stories?scope=following")).json()["data"] == []
    assert (await reader.http.get("/api/clips/all")).json()["clips"] == []
    assert len((await reader.http.get(f"/stories/{author.id}")).json()["data"]) == 1
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200


async def test_hiding_from_someone_keeps_ones_clips_from_them(server):
    author, reader = await make_person(server), await make_person(server)
    clip = await post_text(author)
    theirs = await post_text(reader)
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 200
    await hide(server, author, reader)
    assert (await reader.http.get(f"/stories/item/{clip['id']}")).status_code == 404
    assert (await author.http.get(f"/stories/item/{theirs['id']}")).status_code == 200


async def test_only_the_author_learns_audience_and_counts(server):
    author, named = await make_person(server), await make_person(server)
    clip = await post_text(author, visibility="CUSTOM", audience_user_ids=[named.id])
    assert clip["audience_user_ids"] == [named.id]
    assert clip["views_count"] == 0
    await named.http.post(f"/stories/{clip['id']}/view")
    seen = (await named.http.get(f"/stories/item/{clip['id']}")).json()
    assert seen["audience_user_ids"] is None
    assert seen["views_count"] is None
    assert seen["seen"] is True
    (listed,) = (await author.http.get("/stories")).json()["data"]
    assert listed["audience_user_ids"] == [named.id]
    assert listed["views_count"] == 1


async def test_an_address_made_for_one_viewer_serves_no_other_clip(server):
    author = await make_person(server)
    first, second = await post_photo(author), await post_photo(author)
    assert photo()
    moved = first["media_url"].replace(first["id"], second["id"])
    assert (await server.http.get(first["media_url"])).status_code == 200
    assert (await server.http.get(moved)).status_code == 403
