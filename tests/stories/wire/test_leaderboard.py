"""Leaderboards: who stands on them, in which order, and where oneself stands."""

import asyncio
import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from emberline.accounts.service.standing import suspend, unsuspend
from emberline.stories.jobs.leaderboards import sweep_leaderboards
from emberline.stories.models.readers import LeaderboardCount, LeaderboardScore
from emberline.stories.rules.leaderboard import METRICS, PERIODS, Gains, buckets_of, slots_of
from emberline.stories.service.standings import add_gains, lock_stats
from tests.accounts.factories import PASSWORD, Person, block, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import published_story
from tests.stories.wire.reader_factories import figures, move, play, well_story

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


async def make_reader(
    server: Server, name: Any = None, *, is_shown: Any = True, **gains: Any
) -> Any:
    reader = await make_person(server, name)
    if is_shown:
        await show(reader)
    if gains:
        await gain(server, reader, is_shown=is_shown, **gains)
    return reader


async def show(reader: Person, is_shown: Any = True) -> Any:
    response = await reader.http.put(
        f"/api/stats/{reader.id}", json={"show_on_leaderboard": is_shown}
    )
    assert response.status_code == 200, response.text


async def gain(server: Server, reader: Person, *, is_shown: Any = True, **gains: Any) -> Any:
    def add(conn, now):
        lock_stats(conn, reader.id)
        add_gains(conn, reader.id, Gains(**gains), is_shown=is_shown, now=now)

    await server.runtime.database.write(add, server.clock.now())


async def board(http: Any, **query: Any) -> Any:
    response = await http.get("/api/leaderboard", params=query)
    assert response.status_code == 200, response.text
    return response.json()["data"]


def places(entries: Any) -> Any:
    return [(each["rank"], each["user"]["username"], each["value"]) for each in entries]


async def assert_counts_are_right(server: Server) -> Any:
    """The counts are what counting everybody anew gives."""

    def read(conn):
        scores = conn.execute(select(LeaderboardScore.__table__)).all()
        counts = conn.execute(select(LeaderboardCount.__table__)).all()
        return scores, counts

    scores, counts = await server.runtime.database.read(read)
    expected: dict[Any, int] = {}
    for score in scores:
        for metric in METRICS if score.is_shown else ():
            for level, slot in slots_of(getattr(score, metric)):
                key = (score.bucket, metric, level, slot)
                expected[key] = expected.get(key, 0) + 1
    assert {tuple(row[:4]): row[4] for row in counts if row[4]} == expected


async def test_the_best_come_first_and_the_same_value_is_the_same_rank(server):
    for name, xp in (("ada", 50), ("ben", 300), ("cyd", 50), ("dot", 40), ("eli", 70_000)):
        await make_reader(server, name, xp=xp)

    shown = await board(server.http)

    assert (shown["metric"], shown["period"]) == ("xp", "all")
    assert places(shown["entries"]) == [
        (1, "eli", 70_000),
        (2, "ben", 300),
        (3, "cyd", 50),
        (3, "ada", 50),
        (5, "dot", 40),
    ]
    assert shown["own"] is None and shown["neighbours"] == []


async def test_only_those_stand_there_who_chose_to_at_once_and_with_all_they_did(server):
    shy = await make_reader(server, "shy", is_shown=False, xp=10)
    await make_reader(server, "ada", xp=5)
    assert places((await board(server.http))["entries"]) == [(1, "ada", 5)]
    assert (await board(shy.http))["own"] is None

    await show(shy)
    shown = await board(shy.http)
    assert places(shown["entries"]) == [(1, "shy", 10), (2, "ada", 5)]
    assert shown["own"] == {"rank": 1, "value": 10}
    await assert_counts_are_right(server)

    choice = {"show_on_leaderboard": False}
    assert (await shy.http.put("/api/auth/preferences", json=choice)).status_code == 200
    assert places((await board(server.http))["entries"]) == [(1, "ada", 5)]
    await assert_counts_are_right(server)


async def test_one_stands_where_ones_rank_says_with_neighbours(server):
    scores = {"a": 9, "b": 8, "c": 7, "d": 7, "e": 5, "f": 4, "g": 3}
    people = {
        name: await make_reader(server, f"person.{name}", xp=xp) for name, xp in scores.items()
    }
    own = people["d"]

    shown = await board(own.http, limit=1)

    assert places(shown["entries"]) == [(1, "person.a", 9)]
    assert shown["own"] == {"rank": 3, "value": 7}
    # Of two with the same value the later account comes first.
    assert places(shown["neighbours"]) == [
        (1, "person.a", 9),
        (2, "person.b", 8),
        (3, "person.c", 7),
        (5, "person.e", 5),
    ]


async def test_whoever_reached_nothing_yet_has_no_rank(server):
    reader = await make_reader(server)
    await make_reader(server, xp=5)

    assert (await board(reader.http))["own"] == {"rank": None, "value": 0}


async def test_ranks_are_those_of_counting_everybody(server):
    chance = random.Random(5)
    readers = []
    for _ in range(25):
        reader = await make_reader(server)
        for _ in range(3):
            await gain(server, reader, xp=chance.choice((1, 2, 3, 200, 300, 70_000)))
        readers.append(reader)
    await assert_counts_are_right(server)
    values = {}
    for reader in readers:
        values[reader.id] = (await board(reader.http, limit=1))["own"]["value"]

    for reader in readers:
        own = (await board(reader.http, limit=1))["own"]
        better = sum(value > own["value"] for value in values.values())
        assert own["rank"] == 1 + better


async def test_the_pages_of_a_leaderboard_join_and_their_ranks_go_on(server):
    for number in range(11):
        await make_reader(server, xp=(9, 7, 7, 7, 7, 7, 4, 4, 2, 1, 1)[number])
    whole = places((await board(server.http, limit=100))["entries"])
    assert [rank for rank, _, _ in whole] == [1, 2, 2, 2, 2, 2, 7, 7, 9, 10, 10]

    for limit in (1, 2, 3, 4, 10):
        seen, cursor = [], None
        while True:
            query = {"limit": limit} | ({"cursor": cursor} if cursor else {})
            page = (await server.http.get("/api/leaderboard", params=query)).json()
            seen += places(page["data"]["entries"])
            cursor = page["meta"]["next_cursor"]
            if cursor is None:
                break
        assert seen == whole


async def test_each_metric_ranks_by_what_it_says(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    first, second = [await published_story(server, author, well_story()) for _ in range(2)]
    for each in (reader, other):
        await show(each)
    await play(reader, first, "down")
    await play(reader, second, "down")
    await play(other, first, "down")
    await play(other, first, "away")
    await play(other, first, "in")
    server.clock.advance(DAY)
    await play(other, first, "in")

    expected = {
        "xp": (await figures(other))["xp"],
        "completed": 2,
        "endings": 3,
        "streak": 2,
    }
    for metric, best in expected.items():
        shown = await board(reader.http, metric=metric)
        assert shown["entries"][0]["value"] == best
        named = shown["entries"][0]["user"]["user_id"]
        assert named == (reader if metric == "completed" else other).id
    await assert_counts_are_right(server)


async def test_a_day_a_week_and_a_month_begin_anew(server):
    # From a Sunday that is the first of a month.
    reader = await make_reader(server, "ada", xp=5, streak=1)
    values = {}

    async def note(when: Any) -> Any:
        for period in ("day", "week", "month", "all"):
            shown = await board(server.http, period=period)
            values[when, period] = [each["value"] for each in shown["entries"]]

    await note("sunday")
    server.clock.advance(DAY)
    await gain(server, reader, xp=7)
    await note("monday")
    server.clock.advance(31 * DAY)
    await note("april")

    assert [values["sunday", period] for period in ("day", "week", "month", "all")] == [[5]] * 4
    assert values["monday", "day"] == values["monday", "week"] == [7]
    assert values["monday", "month"] == values["monday", "all"] == [12]
    assert values["april", "day"] == values["april", "week"] == values["april", "month"] == []
    assert values["april", "all"] == [12]


async def test_a_streak_is_the_longest_that_was_reached(server):
    reader = await make_reader(server)
    for _ in range(3):
        await move(server, reader)
        server.clock.advance(DAY)
    server.clock.advance(DAY)
    await move(server, reader)

    assert (await board(server.http, metric="streak"))["entries"][0]["value"] == 3
    assert (await board(server.http, metric="streak", period="day"))["entries"][0]["value"] == 1
    await assert_counts_are_right(server)


async def test_the_blocked_are_left_out_and_keep_their_ranks(server):
    best = await make_reader(server, "best", xp=9)
    viewer = await make_reader(server, "viewer", xp=7)
    blocker = await make_reader(server, "blocker", xp=6)
    await make_reader(server, "last", xp=5)
    assert len((await board(viewer.http))["entries"]) == 4

    await block(server, viewer, best)
    await block(server, blocker, viewer)

    shown = await board(viewer.http)
    assert places(shown["entries"]) == [(2, "viewer", 7), (4, "last", 5)]
    assert places(shown["neighbours"]) == [(4, "last", 5)]
    assert shown["own"] == {"rank": 2, "value": 7}
    assert len((await board(server.http))["entries"]) == 4


async def test_the_suspended_are_gone_from_ranks_until_they_are_back(server):
    best = await make_reader(server, "best", xp=9)
    other = await make_reader(server, "other", xp=5)
    assert (await board(other.http))["own"]["rank"] == 2

    await server.runtime.database.write(suspend, best.id, server.clock.now())
    shown = await board(other.http)
    assert places(shown["entries"]) == [(1, "other", 5)]
    assert shown["own"]["rank"] == 1
    await assert_counts_are_right(server)

    await server.runtime.database.write(unsuspend, best.id)
    assert (await board(other.http))["own"]["rank"] == 2
    await assert_counts_are_right(server)


async def test_whoever_leaves_is_gone_from_ranks(server):
    best = await make_reader(server, "best", xp=300)
    other = await make_reader(server, "other", xp=5)
    assert (await board(other.http))["own"]["rank"] == 2

    response = await best.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})

    assert response.status_code == 200, response.text
    shown = await board(other.http)
    assert places(shown["entries"]) == [(1, "other", 5)]
    assert shown["own"]["rank"] == 1
    await assert_counts_are_right(server)


async def test_whoever_chooses_while_they_gain_is_counted_right(server):
    author = await make_person(server)
    story_id = await published_story(server, author, well_story())
    readers = [await make_person(server) for _ in range(4)]

    async def play_and_choose(reader):
        begun = await reader.http.get(f"/api/stories/{story_id}/start")
        assert begun.status_code == 200
        await asyncio.gather(play(reader, story_id, "down"), show(reader), move(server, reader))

    await asyncio.gather(*map(play_and_choose, readers))

    await assert_counts_are_right(server)
    shown = await board(server.http, metric="completed")
    assert places(shown["entries"]) == [
        (1, reader.username, 1) for reader in sorted(readers, key=lambda each: each.id)[::-1]
    ]


async def test_many_who_gain_at_once_are_all_counted(server):
    readers = [await make_reader(server) for _ in range(10)]

    await asyncio.gather(
        *(gain(server, reader, xp=3, endings=1) for reader in readers for _ in range(4))
    )

    await assert_counts_are_right(server)
    shown = await board(readers[0].http)
    assert {each["rank"] for each in shown["entries"]} == {1}
    assert {each["value"] for each in shown["entries"]} == {12}


async def test_a_whole_way_from_signing_up_to_the_top(server):
    author = await make_person(server)
    story_id = await published_story(server, author, well_story())
    reader = await make_person(server, "ada")
    await play(reader, story_id, "down")
    await show(reader)

    shown = await board(reader.http, period="week")

    xp = (await figures(reader))["xp"]
    assert xp > 0
    assert places(shown["entries"]) == [(1, "ada", xp)]
    assert shown["own"] == {"rank": 1, "value": xp}


async def test_a_leaderboard_takes_a_fixed_number_of_statements(server, count_statements):
    viewers = [await make_reader(server, xp=number // 2 + 1) for number in range(12)]
    viewer = viewers[-1]

    costs = []
    for limit in (3, 12):
        with count_statements() as statements:
            await board(viewer.http, limit=limit)
        costs.append(len(statements))
    assert costs[0] == costs[1] > 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"metric": "hats"}, "metric"),
        ({"period": "year"}, "period"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"cursor": "made.up"}, "cursor"),
    ],
)
async def test_what_there_is_not_cannot_be_asked_for(server, query, field):
    assert (await server.http.get("/api/leaderboard")).status_code == 200

    response = await server.http.get("/api/leaderboard", params=query)

    assert response.status_code == 400
    assert [each["field"] for each in response.json()["details"]] == [field]


async def test_a_cursor_of_another_leaderboard_is_refused(server):
    for xp in (3, 2):
        await make_reader(server, xp=xp, endings=xp)
    page = (await server.http.get("/api/leaderboard", params={"limit": 1})).json()
    cursor = page["meta"]["next_cursor"]
    asked = {"limit": 1, "cursor": cursor}
    assert (await server.http.get("/api/leaderboard", params=asked)).status_code == 200

    other = {**asked, "metric": "endings"}
    assert (await server.http.get("/api/leaderboard", params=other)).status_code == 400


async def test_what_is_over_is_forgotten_and_nothing_else(server):
    reader = await make_reader(server, xp=300, streak=3)
    await gain(server, await make_person(server), is_shown=False, xp=5)
    for _ in range(2):
        server.clock.advance(DAY)
        await gain(server, reader, xp=300)
    before = {period: await board(server.http, period=period) for period in PERIODS}

    assert await sweep_leaderboards(server.runtime) > 0

    assert {period: await board(server.http, period=period) for period in PERIODS} == before

    def left(conn):
        scores = select(LeaderboardScore.bucket).distinct()
        counts = select(LeaderboardCount.bucket).distinct()
        return {*conn.execute(scores).scalars(), *conn.execute(counts).scalars()}

    assert await server.runtime.database.read(left) == set(buckets_of(server.clock.now()))
    await assert_counts_are_right(server)
    assert await sweep_leaderboards(server.runtime) == 0


async def test_counts_that_somebody_upset_by_hand_are_put_right(server):
    readers = [await make_reader(server, xp=xp) for xp in (70_000, 70_000, 400, 300, 3, 1)]
    await show(readers[2], is_shown=False)
    assert await sweep_leaderboards(server.runtime) == 0

    def upset(conn):
        # The first one's scores go, and nobody takes them off the counts.
        conn.execute(delete(LeaderboardScore).where(LeaderboardScore.user_id == readers[0].id))
        count = LeaderboardCount
        conn.execute(update(count).where(count.slot == 3).values(people=7))
        conn.execute(delete(count).where(count.slot == 300))

    await server.runtime.database.write(upset)
    assert (await board(readers[-1].http))["own"]["rank"] != 5

    assert await sweep_leaderboards(server.runtime) > 0

    await assert_counts_are_right(server)
    assert [(await board(each.http))["own"]["rank"] for each in readers[3:]] == [2, 3, 4]
    assert await sweep_leaderboards(server.runtime) == 0
