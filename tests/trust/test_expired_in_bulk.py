"""Any number of expired clips: no list gets longer by them, and each is cleaned up once."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Connection, event, func, insert, select

from emberline.clips.jobs import clean_up_expired
from emberline.clips.models import Clip
from emberline.clips.queries.feed import Scope
from emberline.clips.service import reading
from emberline.kit.db.hot import RAW
from emberline.kit.ids import new_id
from emberline.kit.paging import PageRequest
from emberline.media.jobs import sweep_media
from emberline.media.models import DoomedBlob, Media
from tests.accounts.factories import Person, follow, make_person
from tests.app_fixtures import Server
from tests.clips.factories import post_text, stored_keys
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio

AT_ONCE = 10_000
# Lists whose page is not full, or that begin with the oldest, walk what expired since the last
# clean-up; none walks what is so old that nothing of it can live.
WALK_THE_RECENT = {"short", "short following", "a person's, oldest first"}


async def test_what_expired_long_ago_is_no_work_for_any_list_cleaned_up_or_not(server, count):
    reader, author = await _reader_and_author(server)
    before = await _work_of_lists(server, reader, author)
    await _add_expired(server, author, count(8_000, 1_000_000), timedelta(days=8))
    _assert_no_more(await _work_of_lists(server, reader, author), before)
    assert await clean_up_expired(server.runtime) == count(8_000, 1_000_000)
    _assert_no_more(await _work_of_lists(server, reader, author), before)


async def test_what_expired_just_now_is_no_work_for_a_page_and_cleaned_up_for_none(server, count):
    reader, author = await _reader_and_author(server)
    before = await _work_of_lists(server, reader, author)
    await _add_expired(server, author, count(8_000, 1_000_000), timedelta(days=1))
    expired = await _work_of_lists(server, reader, author)
    _assert_no_more({k: v for k, v in expired.items() if k not in WALK_THE_RECENT}, before)
    assert await clean_up_expired(server.runtime) == count(8_000, 1_000_000)
    _assert_no_more(await _work_of_lists(server, reader, author), before)


async def test_several_clean_ups_at_once_do_each_thing_once(start_server, count):
    servers = [await start_server() for _ in range(3)]
    server = servers[0]
    author = await make_person(server)
    amount, pictures = count(2_000, 50_000), 40
    await _add_expired(server, author, amount - pictures, timedelta(days=1))
    for _ in range(pictures):
        media_id = await make_media(server, author)
        answer = await author.http.post("/stories", json={"media_id": media_id})
        assert answer.status_code == 201
    unused = await make_media(server, author)
    assert unused and len(await stored_keys(server)) == 2 * pictures + 2
    for one in servers:
        one.clock.advance(timedelta(days=2))
    put_away = await asyncio.gather(*(clean_up_expired(one.runtime) for one in servers))
    assert sum(put_away) == amount
    assert len(await stored_keys(server)) == 2 * pictures + 2
    for one in servers:
        one.clock.advance(timedelta(days=30))
    erased = await asyncio.gather(*(clean_up_expired(one.runtime) for one in servers))
    assert sum(erased) == amount
    await asyncio.gather(*(sweep_media(one.runtime) for one in servers))
    assert await stored_keys(server) == []
    assert await server.runtime.database.read(_left) == [0, 0, 0]


def _left(conn: Connection) -> list[int]:
    models = (Clip, Media, DoomedBlob)
    return [
        int(conn.execute(select(func.count()).select_from(model)).scalar_one()) for model in models
    ]


async def _reader_and_author(server: Server) -> tuple[Person, Person]:
    """A reader, and whom they follow: someone with thirty active clips."""
    author, reader = await make_person(server), await make_person(server)
    await follow(server, reader, author)
    for number in range(30):
        await post_text(author, f"number {number}")
    return reader, author


def _assert_no_more(work: dict[str, int], before: dict[str, int]) -> None:
    assert len(work) >= 5
    for name, done in work.items():
        # Room for a plan that statistics change, not for a walk over thousands of rows.
        assert done <= 1.5 * before[name] + 100, f"{name}: {done} after {before[name]}"


async def _add_expired(server: Server, author: Person, amount: int, age: timedelta) -> None:
    """Clips of a day each, one a second, the last of them published `age` ago."""
    newest = server.clock.now() - age
    for done in range(0, amount, AT_ONCE):
        size, newest = min(AT_ONCE, amount - done), newest - timedelta(seconds=AT_ONCE)
        await server.runtime.database.write(_insert_expired, author.id, newest, size)


def _insert_expired(conn: Connection, author_id: str, newest: datetime, amount: int) -> None:
    columns = dict.fromkeys(
        ("caption", "alt_text", "media_id", "width", "height", "duration_seconds", "archived_at")
    )
    columns |= dict.fromkeys(("allow_replies", "allow_reactions", "allow_comments"), True)
    columns |= {"kind": "text", "status": "ready", "text": "long ago", "visibility": "PUBLIC"}
    columns |= {"author_id": author_id, "lifetime_seconds": 86_400}
    rows = []
    for number in range(amount):
        at = newest + timedelta(seconds=number)
        times = {"created_at": at, "published_at": at, "expires_at": at + timedelta(days=1)}
        rows.append({**columns, **times, "id": new_id()})
    conn.execute(insert(Clip), rows)


def lists(reader: Person, author: Person, now: Any) -> dict[str, Any]:
    """The reads behind the lists, each as a function of the connection."""

    def feed(scope: Scope, limit: int = 20, **more: Any) -> Any:
        chosen = {"author_id": None, "unseen": False, **more}
        return lambda conn: reading.list_feed(
            conn, reader.id, scope, asked=PageRequest(limit, None), now=now, **chosen
        )

    def of_author(*, newest_first: bool) -> Any:
        return lambda conn: reading.list_clips_of(
            conn,
            reader.id,
            author.id,
            newest_first=newest_first,
            asked=PageRequest(20, None),
            now=now,
        )

    return {
        "all": feed("all"),
        "following": feed("following"),
        "of an author": feed("all", author_id=author.id),
        "unseen": feed("all", unseen=True),
        "a person's, newest first": of_author(newest_first=True),
        "a person's, oldest first": of_author(newest_first=False),
        "short": feed("all", 100),
        "short following": feed("following", 100),
    }


async def _work_of_lists(server: Server, reader: Person, author: Person) -> dict[str, int]:
    """How much the database does for each list: SQLite's instructions, PostgreSQL's blocks."""
    work = {}
    url = server.runtime.settings.database_url
    if url is not None:
        # What its autovacuum does in time.
        connection = await asyncpg.connect(url)
        await connection.execute("VACUUM ANALYZE")
        await connection.close()
    for name, read in lists(reader, author, server.clock.now()).items():
        measure = _blocks if url else _instructions
        await server.runtime.database.read(read)
        work[name] = await server.runtime.database.read(measure, read)
    return work


def _instructions(conn: Connection, read: Any) -> int:
    done = 0

    def count_one() -> int:
        nonlocal done
        done += 1
        return 0

    raw = conn.info[RAW]
    raw.set_progress_handler(count_one, 1)
    assert read(conn).rows
    raw.set_progress_handler(None, 1)
    return done


def _blocks(conn: Connection, read: Any) -> int:
    sent: list[tuple[str, Any]] = []

    def note(conn, cursor, statement, parameters, context, executemany):
        sent.append((statement, parameters))

    event.listen(conn, "before_cursor_execute", note)
    assert read(conn).rows
    event.remove(conn, "before_cursor_execute", note)
    blocks = 0
    for statement, parameters in sent:
        explain = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
        answer = conn.exec_driver_sql(explain + statement, parameters).scalar_one()
        plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
        blocks += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return blocks
