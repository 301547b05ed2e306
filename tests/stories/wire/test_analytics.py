"""How readers fared with a story: counted, never named."""

import csv
import io
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, insert, select

from emberline.kit.ids import new_id
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.versions import StoryVersion
from emberline.stories.rules.figures import counts_from, csv_of, figures_of
from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import make_story, publish, published_story, short_story
from tests.stories.wire.people_factories import address, join

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


async def _analytics(person: Person, story_id: str, **query: Any) -> dict[str, Any]:
    answer = await person.http.get(address(story_id, "analytics"), params=query)
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def _play(
    server: Server,
    story_id: str,
    *moves: tuple[str, str, str],
    reader: Person | None = None,
    undone: int = 0,
    **columns: Any,
) -> None:
    """A play of the newest version: moves of node, choice and where it led; a guest's by itself.

    undone: so many of the moves were taken back.
    """
    await server.runtime.database.write(
        _insert_play,
        story_id,
        moves,
        reader.id if reader else None,
        undone,
        columns,
        server.clock.now(),
    )


def _insert_play(
    conn: Connection,
    story_id: str,
    moves: tuple[tuple[str, str, str], ...],
    reader_id: str | None,
    undone: int,
    columns: dict[str, Any],
    now: Any,
) -> None:
    version_id = conn.execute(
        select(StoryVersion.id)
        .where(StoryVersion.story_id == story_id)
        .order_by(StoryVersion.number.desc())
        .limit(1)
    ).scalar_one()
    stood = moves[: len(moves) - undone]
    at = stood[-1][2] if stood else "well"
    is_over = at in ("bottom", "home")
    play = {
        "id": new_id(),
        "story_id": story_id,
        "version_id": version_id,
        "reader_id": reader_id,
        "guest_hash": None if reader_id else new_id(),
        "slot": "auto",
        "source": "catalogue",
        "source_id": None,
        "protagonist": None,
        "base": None,
        "base_number": 0,
        "state": b"{}",
        "node_key": at,
        "moves_count": len(stood),
        "revision": len(moves),
        "arrived_at": now,
        "seconds": 60,
        "is_completed": is_over,
        "ending_key": at if is_over else None,
        "started_at": now,
        "updated_at": now,
        "day_ends_at": None,
        **columns,
    }
    conn.execute(insert(Play), play)
    for number, move in enumerate(moves, 1):
        row = _move_row(move, is_undone=number > len(stood), now=now)
        here = {"play_id": play["id"], "number": number, "version_id": version_id}
        conn.execute(insert(PlayMove), {**here, **row})


def _move_row(move: tuple[str, str, str], *, is_undone: bool, now: Any) -> dict[str, Any]:
    """The columns of a move but for where it belongs."""
    node, choice, to = move
    return {
        "node_key": node,
        "choice_key": choice,
        "answer": None,
        "outcome": None,
        "to_key": to,
        "seconds": 5,
        "is_undone": is_undone,
        "made_at": now,
    }


DOWN = ("well", "down", "bottom")
AWAY = ("well", "away", "home")


async def test_the_figures_of_a_version_come_from_its_plays(server):
    owner, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, owner)
    await _play(server, story_id, DOWN, reader=reader, seconds=100)
    await _play(server, story_id, DOWN, seconds=200, source="link", source_id=new_id())
    await _play(server, story_id, AWAY, seconds=600, source="clip", source_id=new_id())
    await _play(server, story_id)
    found = await _analytics(owner, story_id)
    well, bottom, home = (node_id(story_id, key) for key in ("well", "bottom", "home"))
    assert found == {
        "story_id": story_id,
        "version": 1,
        "published_at": found["published_at"],
        "plays": 4,
        "completions": 3,
        "completion_rate": 0.75,
        "median_seconds": 200.0,
        "endings": [
            {"node_id": bottom, "name": "Below", "count": 2, "share": 0.6667},
            {"node_id": home, "name": "Home", "count": 1, "share": 0.3333},
        ],
        "drop_off": [
            {
                "node_id": well,
                "node_title": "At the well",
                "visits": 4,
                "left": 0,
                "left_share": 0.0,
            }
        ],
        "choices": [
            {
                "choice_id": choice_id(story_id, "well", key),
                "node_id": well,
                "choice_text": text,
                "count": count,
                "share": share,
            }
            for key, text, count, share in (
                ("down", "Climb down", 2, 0.6667),
                ("away", "Walk away", 1, 0.3333),
            )
        ],
        "sources": {"catalogue": 2, "clip": 1, "link": 1},
    }


async def test_a_play_is_left_a_day_after_its_last_move(server):
    owner = await make_person(server)
    story_id = await published_story(server, owner)
    await _play(server, story_id)
    await _play(server, story_id, DOWN)
    server.clock.advance(23 * HOUR)
    (before,) = (await _analytics(owner, story_id))["drop_off"]
    assert (before["visits"], before["left"]) == (2, 0)
    server.clock.advance(HOUR)
    (after,) = (await _analytics(owner, story_id))["drop_off"]
    assert (after["left"], after["left_share"]) == (1, 0.5)


async def test_what_was_taken_back_tested_copied_or_done_by_its_people_is_not_counted(server):
    owner, editor, reader = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, owner)
    await join(server, story_id, editor, "editor")
    await _play(server, story_id, DOWN, AWAY, reader=reader, undone=1)
    counted = await _analytics(owner, story_id)
    assert (counted["plays"], [each["count"] for each in counted["choices"]]) == (1, [1, 0])
    for person in (owner, editor):
        await _play(server, story_id, AWAY, reader=person)
    await _play(server, story_id, slot="playtest", source="playtest", reader=reader)
    await _play(server, story_id, slot="before the well", source="saved", reader=reader)
    after = await _analytics(owner, story_id)
    assert after == counted


async def test_the_middle_of_an_even_number_lies_between_two(server):
    owner = await make_person(server)
    story_id = await published_story(server, owner)
    assert (await _analytics(owner, story_id))["median_seconds"] is None
    for seconds in (10, 20, 31, 400):
        await _play(server, story_id, DOWN, seconds=seconds)
    assert (await _analytics(owner, story_id))["median_seconds"] == 25.5


async def test_each_version_has_figures_of_its_own(server):
    owner = await make_person(server)
    story_id = await published_story(server, owner)
    await _play(server, story_id, DOWN)
    await publish(server, owner, story_id)
    await _play(server, story_id, AWAY)
    await _play(server, story_id, AWAY)
    newest = await _analytics(owner, story_id)
    first = await _analytics(owner, story_id, version=1)
    assert (newest["version"], newest["plays"]) == (2, 2)
    assert (first["version"], first["plays"]) == (1, 1)
    for wrong, status in ((3, 404), (0, 400), ("x", 400), (2**40, 400)):
        figures = address(story_id, "analytics")
        assert (await owner.http.get(figures, params={"version": wrong})).status_code == status


async def test_only_the_storys_people_and_administrators_see_figures(server):
    owner, viewer, stranger = [await make_person(server) for _ in range(3)]
    administrator = await make_person(server, role="admin")
    story_id = await published_story(server, owner)
    draft_id = await make_story(server, owner)
    await join(server, story_id, viewer, "viewer")
    for person, status in ((owner, 200), (viewer, 200), (administrator, 200), (stranger, 403)):
        answer = await person.http.get(address(story_id, "analytics"))
        assert answer.status_code == status
    assert (await stranger.http.get(address(draft_id, "analytics"))).status_code == 404
    assert (await owner.http.get(address(draft_id, "analytics"))).json()["error"] == (
        "Version not found"
    )
    assert (await server.http.get(address(story_id, "analytics"))).status_code == 401


async def test_the_same_figures_as_a_table(server):
    owner = await make_person(server)
    story_id = await published_story(server, owner)
    await _play(server, story_id, DOWN, seconds=90)
    await _play(server, story_id)
    server.clock.advance(24 * HOUR)
    answer = await owner.http.get(address(story_id, "analytics"), params={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{story_id}-1.csv"'
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows == [
        ["record", "node", "choice", "label", "count", "share"],
        ["plays", "", "", "", "2", ""],
        ["completed", "", "", "", "1", "0.5"],
        ["median_seconds", "", "", "", "90.0", ""],
        ["source", "", "", "catalogue", "2", "1.0"],
        ["ending", "bottom", "", "Below", "1", "1.0"],
        ["ending", "home", "", "Home", "0", "0.0"],
        ["visits", "well", "", "At the well", "2", ""],
        ["left", "well", "", "At the well", "1", "0.5"],
        ["choice", "well", "down", "Climb down", "1", "1.0"],
        ["choice", "well", "away", "Walk away", "0", "0.0"],
    ]
    wrong = await owner.http.get(address(story_id, "analytics"), params={"format": "xml"})
    assert wrong.status_code == 400


def test_no_cell_of_the_table_is_a_formula():
    story = short_story()
    well = msgspec.structs.replace(story.nodes[0], title="=HYPERLINK(1)")
    story = msgspec.structs.replace(story, nodes=(well, *story.nodes[1:]))
    counts = counts_from([("catalogue", False, None, "well", True, 3)], [])
    rows = list(csv.reader(io.StringIO(csv_of(figures_of(story, counts, None)))))
    assert ["left", "well", "", "'=HYPERLINK(1)", "3", "1.0"] in rows


async def test_figures_take_the_same_statements_however_many_plays(server, count_statements):
    owner = await make_person(server)
    story_id = await published_story(server, owner)
    await _play(server, story_id, DOWN)
    await _analytics(owner, story_id)
    with count_statements() as few:
        await _analytics(owner, story_id)
    for _ in range(5):
        await _play(server, story_id, AWAY)
    with count_statements() as many:
        await _analytics(owner, story_id)
    assert len(few) == len(many)


async def test_ones_stories_are_summed_up_page_by_page(server, count_statements):
    owner, other, editor = [await make_person(server) for _ in range(3)]
    administrator = await make_person(server, role="admin")
    first, second, third = [await published_story(server, owner) for _ in range(3)]
    await make_story(server, other)
    await join(server, second, editor, "viewer")
    await _play(server, third, DOWN)
    server.clock.advance(timedelta(days=8))
    await _play(server, third, DOWN)
    summaries = "/api/admin/analytics/stories"
    page = (await owner.http.get(summaries, params={"limit": 2})).json()
    assert [each["story_id"] for each in page["data"]] == [third, second]
    assert page["data"][0]["plays_this_week"] == 1
    assert (page["data"][0]["rating"], page["data"][0]["completion_rate"]) == (None, 0.0)
    cursor = page["meta"]["next_cursor"]
    with count_statements() as short:
        rest = (await owner.http.get(summaries, params={"limit": 1, "cursor": cursor})).json()
    assert [each["story_id"] for each in rest["data"]] == [first]
    assert rest["meta"]["next_cursor"] is None
    with count_statements() as long:
        await owner.http.get(summaries, params={"limit": 100})
    assert len(short) == len(long)
    (shared,) = (await editor.http.get(summaries)).json()["data"]
    assert (shared["story_id"], shared["author_id"]) == (second, owner.id)
    assert shared["published_at"] is not None
    assert len((await administrator.http.get(summaries)).json()["data"]) == 4
    mine = {"mine": "true"}
    assert (await administrator.http.get(summaries, params=mine)).json()["data"] == []
    await join(server, third, administrator, "editor")
    (shared,) = (await administrator.http.get(summaries, params=mine)).json()["data"]
    assert (shared["story_id"], shared["author"]) == (third, owner.username)
    assert (await server.http.get(summaries)).status_code == 401
