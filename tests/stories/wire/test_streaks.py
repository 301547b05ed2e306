"""Days in a row on which a reader made a move, where the reader lives."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from emberline.stories.models.plays import Play
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import START
from tests.stories.wire.factories import published_story
from tests.stories.wire.reader_factories import figures, move, play, well_story

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


async def streak(reader: Person) -> Any:
    shown = await figures(reader)
    return shown["streak_days"], shown["best_streak"]


async def test_each_day_with_a_move_makes_it_longer_and_a_day_without_ends_it(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    for days in (1, 2, 3):
        await play(reader, story_id, "down")
        assert await streak(reader) == (days, days)
        server.clock.advance(DAY)

    # It stands while today may still become the fourth.
    assert await streak(reader) == (3, 3)
    server.clock.advance(DAY)
    assert await streak(reader) == (0, 3)
    await play(reader, story_id, "down")
    assert await streak(reader) == (1, 3)


async def test_a_day_counts_once_however_many_plays_it_sees(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    before = await figures(reader)

    server.clock.advance(timedelta(hours=5))
    await play(reader, story_id, "down")
    await asyncio.gather(*(move(server, reader) for _ in range(5)))

    assert await figures(reader) == {**before, "total_choices_made": 2}


async def test_two_devices_on_one_new_day_count_it_once(server):
    reader = await make_person(server)

    await asyncio.gather(*(move(server, reader) for _ in range(8)))

    assert await streak(reader) == (1, 1)
    assert (await figures(reader))["xp"] == 5


async def test_a_move_is_told_when_the_readers_day_ends(server):
    reader = await make_person(server, time_zone="Asia/Tokyo")

    assert await move(server, reader) == datetime(2026, 3, 1, 15, tzinfo=UTC)

    server.clock.advance(timedelta(hours=3))
    assert await move(server, reader) == datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert await streak(reader) == (2, 2)


async def test_a_day_is_the_readers_own_over_the_change_of_the_clocks(server):
    reader = await make_person(server, time_zone="Europe/Berlin")
    server.clock.advance(datetime(2026, 3, 28, 22, 30, tzinfo=UTC) - START)
    await move(server, reader)
    for hours, days in ((1, 2), (22, 2), (1, 3)):
        server.clock.advance(timedelta(hours=hours))
        await move(server, reader)
        assert (await streak(reader))[0] == days


async def test_a_change_of_the_time_zone_neither_loses_nor_doubles_a_day(server):
    author = await make_person(server)
    reader = await make_person(server, time_zone="Pacific/Pago_Pago")
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")
    assert await streak(reader) == (1, 1)

    async def fly_to(zone: Any) -> Any:
        response = await reader.http.put("/api/auth/profile", json={"time_zone": zone})
        assert response.status_code == 200

    # The date is another one at once: the day has begun, although it was not over where it began.
    await fly_to("Pacific/Kiritimati")
    await play(reader, story_id, "down")
    assert await streak(reader) == (2, 2)
    await fly_to("Pacific/Pago_Pago")
    await play(reader, story_id, "down")
    server.clock.advance(DAY)
    await play(reader, story_id, "down")
    assert await streak(reader) == (2, 2)
    server.clock.advance(DAY)
    await play(reader, story_id, "down")
    assert await streak(reader) == (3, 3)


async def test_plays_ask_anew_when_the_time_zone_changes(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author, well_story())
    await play(reader, story_id, "down")

    def noted(conn):
        of_reader = Play.reader_id == reader.id
        return conn.execute(select(func.count(Play.day_ends_at)).where(of_reader)).scalar()

    assert await server.runtime.database.read(noted) == 1
    await reader.http.put("/api/auth/profile", json={"bio": "Still here."})
    assert await server.runtime.database.read(noted) == 1
    await reader.http.put("/api/auth/profile", json={"time_zone": "Asia/Tokyo"})
    assert await server.runtime.database.read(noted) == 0


async def test_days_bring_xp_and_milestones(server):
    reader = await make_person(server)
    for _ in range(3):
        await move(server, reader)
        server.clock.advance(DAY)

    kindled = 15
    assert (await figures(reader))["xp"] == 5 + 6 + 7 + kindled
