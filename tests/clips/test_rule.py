"""The rule of visibility in SQL is the rule in Python, for every combination of what it asks."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection, insert, select

from emberline.accounts.models import Block, CloseFriend, Follow, Hide, User
from emberline.clips.models import Clip, ClipAudience, ClipView
from emberline.clips.queries.feed import feed
from emberline.clips.queries.one import clip_with_relation
from emberline.clips.queries.rule import RULE, SEES_ORIGIN
from emberline.clips.rules.visibility import (
    ClipFacts,
    Relation,
    Visibility,
    is_active,
    may_see,
    may_see_kept,
)
from emberline.kit.ids import new_id
from emberline.kit.paging import PageRequest
from emberline.media.rules import Status
from tests.accounts.factories import make_person

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
            asked=PageRequest(len(cases), None),
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
        rows.append(_row(facts, now))
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


def _row(facts: ClipFacts, now: datetime, max_views: int | None = None) -> dict[str, Any]:
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
        "created_at": now,
        "published_at": facts.published_at,
        "expires_at": facts.expires_at,
        "archived_at": None,
        "max_views": max_views,
        "held_at": now if facts.held else None,
        "origin_id": None,
    }


# How many may see a clip, how many others have, and whether the viewer has.
LIMITS = {
    "none": (None, 0, False),
    "room": (2, 1, False),
    "seen": (2, 0, True),
    "used up": (2, 2, False),
    "used up by the viewer too": (2, 1, True),
}


async def test_drafts_holds_limits_and_origins_are_the_same_in_sql_and_in_python(server):
    viewer, others = await make_person(server), [await make_person(server) for _ in range(2)]
    now = server.clock.now()
    cases = await server.runtime.database.write(
        _insert_odd_cases, viewer.id, [other.id for other in others], now
    )
    for rule, sql in ((may_see, RULE.may_see()), (may_see_kept, RULE.may_see_kept())):
        expected = {c.clip_id for c in cases if rule(viewer.id, c.facts, c.relation, now)}
        assert 100 < len(expected) < len(cases) / 2
        statement = select(Clip.id).join(User, User.id == Clip.author_id).where(sql, SEES_ORIGIN)
        found = await server.runtime.database.read(_ids, statement, viewer.id, now)
        assert found == expected

    seen = {c.clip_id for c in cases if may_see(viewer.id, c.facts, c.relation, now)}
    rows = await server.runtime.database.read(
        feed,
        viewer.id,
        "all",
        author_id=None,
        unseen=False,
        asked=PageRequest(len(cases), None),
        now=now,
    )
    active = {case.clip_id for case in cases if is_active(case.facts, now)}
    assert {row.id for row in rows} == seen & active
    # Every eleventh: eleven shares no factor with the ways to combine them.
    alone = cases[::11]
    read_alone = await server.runtime.database.read(_may_see_each, viewer.id, alone, now)
    assert read_alone == seen & {case.clip_id for case in alone}


def _ids(conn: Connection, statement: Any, viewer_id: str, now: datetime) -> set[str]:
    return set(conn.execute(statement, {"viewer_id": viewer_id, "now": now}).scalars())


def _insert_odd_cases(
    conn: Connection, viewer_id: str, others: list[str], now: datetime
) -> list[Case]:
    """Clips of a stranger, of a followed one, of one who blocked and of the viewer; reposts."""
    relations = {
        _insert_author(conn, now, suspended=False): Relation(),
        _insert_author(conn, now, suspended=False): Relation(follows=True),
        _insert_author(conn, now, suspended=False): Relation(blocked=True),
        viewer_id: Relation(),
    }
    _, followed, blocking, _ = relations
    pair = {"created_at": now}
    conn.execute(insert(Follow), {"follower_id": viewer_id, "followee_id": followed, **pair})
    conn.execute(insert(Block), {"blocker_id": blocking, "blocked_id": viewer_id, **pair})
    cases, rows, views = [], [], []
    for author_id, relation in relations.items():
        for facts, max_views, viewers in _odd_clips(author_id, now):
            row = _row(facts, now, max_views)
            # One sees one's own clips, but is no viewer of theirs.
            names = [*others[: viewers[0]], *([viewer_id] * viewers[1])]
            has_viewed = viewers[1] and author_id != viewer_id
            if author_id == viewer_id:
                names = others[: sum(viewers)]
            rows.append(row)
            views += [{"clip_id": row["id"], "viewer_id": name, "viewed_at": now} for name in names]
            of_viewer = replace(relation, has_viewed=has_viewed)
            cases.append(Case(row["id"], facts, of_viewer))
    conn.execute(insert(Clip), rows)
    conn.execute(insert(ClipView), views)
    return cases + _insert_reposts(conn, viewer_id, cases, now)


def _odd_clips(
    author_id: str, now: datetime
) -> Iterator[tuple[ClipFacts, int | None, tuple[int, bool]]]:
    """Facts, the limit of views, and who has seen it: how many others, and whether the viewer."""
    moments = [(now + start, now + end) for start, end in MOMENTS.values()]
    chosen = itertools.product(
        (Visibility.PUBLIC, Visibility.FOLLOWERS, Visibility.PRIVATE),
        (Status.READY, Status.PROCESSING),
        (*moments, (None, None)),
        (False, True),
        LIMITS.values(),
    )
    for visibility, status, (start, end), held, (limit, others, by_viewer) in chosen:
        burnt = limit is not None and others + by_viewer >= limit
        facts = ClipFacts(author_id, visibility, status, start, end, held=held, burnt=burnt)
        yield facts, limit, (others, by_viewer)


def _insert_reposts(
    conn: Connection, viewer_id: str, origins: list[Case], now: datetime
) -> list[Case]:
    """A public repost of each, in turn by a stranger and by the viewer."""
    stranger = _insert_author(conn, now, suspended=False)
    cases, rows = [], []
    for number, origin in enumerate(origins):
        author_id = viewer_id if number % 4 == 0 else stranger
        hour = timedelta(hours=1)
        facts = ClipFacts(author_id, Visibility.PUBLIC, Status.READY, now - hour, now + hour)
        rows.append({**_row(facts, now), "origin_id": origin.clip_id})
        misses = not may_see(viewer_id, origin.facts, origin.relation, now)
        cases.append(Case(rows[-1]["id"], facts, Relation(misses_origin=misses)))
    conn.execute(insert(Clip), rows)
    return cases
