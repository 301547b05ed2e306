"""Both bells: rings are carried, doubled ones dropped, and no answer ends the bell."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import asyncpg
import pytest
from structlog.testing import capture_logs

from emberline.kit.jobs import Answer, Bell, MemoryBell
from emberline.kit.jobs.pg_bell import PgBell, install
from tests.servers import PostgresServer

pytestmark = pytest.mark.anyio

PATIENCE = 30.0

MakeBell = Callable[[Answer, Mapping[str, int]], Bell]


@pytest.fixture
async def queue_url(postgres_url: str) -> str:
    """A database with PgQueuer's tables."""
    await install(postgres_url)
    return postgres_url


@pytest.fixture(params=["memory", "postgresql"])
def make_bell(request: pytest.FixtureRequest) -> MakeBell:
    """Makes bells of each kind; those of PostgreSQL share a database."""
    if request.param == "memory":
        return MemoryBell
    url: str = request.getfixturevalue("queue_url")
    return lambda answer, slots: PgBell(url, answer, slots)


@asynccontextmanager
async def running(*bells: Bell) -> AsyncIterator[asyncio.Event]:
    """The bells run until the block ends, and must then end by themselves."""
    stop = asyncio.Event()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        for bell in bells:
            tasks.create_task(bell.run(stop))
        try:
            yield stop
        finally:
            stop.set()


class Heard:
    """An answer that notes its rings, and may be held up."""

    def __init__(self) -> None:
        self.rings: list[tuple[str, str]] = []
        self.under_way = 0
        self.most_under_way = 0
        self.go_on = asyncio.Event()
        self.go_on.set()
        self._changed = asyncio.Condition()

    async def __call__(self, kind: str, subject: str) -> None:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await self._note(kind, subject)
        await self.go_on.wait()
        self.under_way -= 1
        if subject == "poison":
            raise RuntimeError("poison")

    async def until(self, count: int) -> list[tuple[str, str]]:
        """The rings, once there are `count` of them."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: len(self.rings) >= count)
        return self.rings

    async def _note(self, kind: str, subject: str) -> None:
        async with self._changed:
            self.rings.append((kind, subject))
            self._changed.notify_all()


async def test_a_ring_is_answered_with_its_kind_and_subject(make_bell: MakeBell) -> None:
    heard = Heard()
    bell = make_bell(heard, {"audio": 1, "video": 1})
    async with running(bell):
        bell.ring("audio", "a", 0)
        assert await heard.until(1) == [("audio", "a")]
        bell.ring("video", "v", 3)
        assert await heard.until(2) == [("audio", "a"), ("video", "v")]


async def test_rings_from_before_the_bell_runs_are_kept(make_bell: MakeBell) -> None:
    heard = Heard()
    bell = make_bell(heard, {"audio": 1})
    bell.ring("audio", "early", 0)
    async with running(bell):
        assert await heard.until(1) == [("audio", "early")]


async def test_a_ring_that_equals_one_that_waits_is_dropped(make_bell: MakeBell) -> None:
    heard = Heard()
    heard.go_on.clear()
    bell = make_bell(heard, {"audio": 1})
    async with running(bell):
        bell.ring("audio", "busy", 0)
        await heard.until(1)
        for _ in range(5):
            bell.ring("audio", "a", 0)
        bell.ring("audio", "last", 0)
        heard.go_on.set()
        assert await heard.until(3) == [("audio", "busy"), ("audio", "a"), ("audio", "last")]


async def test_a_row_may_ring_for_its_next_attempt_while_one_is_answered(
    make_bell: MakeBell,
) -> None:
    heard = Heard()
    heard.go_on.clear()
    bell = make_bell(heard, {"audio": 1})
    async with running(bell):
        bell.ring("audio", "a", 0)
        await heard.until(1)
        bell.ring("audio", "a", 1)
        heard.go_on.set()
        assert await heard.until(2) == [("audio", "a")] * 2


async def test_as_many_are_answered_at_once_as_the_kind_has_slots(make_bell: MakeBell) -> None:
    heard = Heard()
    heard.go_on.clear()
    bell = make_bell(heard, {"audio": 3})
    async with running(bell):
        for number in range(12):
            bell.ring("audio", str(number), 0)
        await heard.until(3)
        heard.go_on.set()
        assert len(set(await heard.until(12))) == 12
    assert heard.most_under_way == 3


async def test_a_kind_whose_slots_are_taken_does_not_hold_up_another(make_bell: MakeBell) -> None:
    heard = Heard()
    heard.go_on.clear()
    bell = make_bell(heard, {"audio": 1, "video": 1})
    async with running(bell):
        for number in range(5):
            bell.ring("audio", str(number), 0)
        await heard.until(1)
        bell.ring("video", "v", 0)
        assert (await heard.until(2))[1] == ("video", "v")
        heard.go_on.set()


async def test_an_answer_that_fails_is_logged_and_the_bell_goes_on(make_bell: MakeBell) -> None:
    heard = Heard()
    bell = make_bell(heard, {"audio": 1})
    with capture_logs() as logs:
        async with running(bell):
            bell.ring("audio", "poison", 0)
            await heard.until(1)
            bell.ring("audio", "after", 0)
            assert await heard.until(2) == [("audio", "poison"), ("audio", "after")]
    failed = [line for line in logs if line["event"] == "ring_not_answered"]
    assert [line["subject"] for line in failed] == ["poison"]


async def test_the_bell_ends_after_the_answers_under_way_and_begins_none(
    make_bell: MakeBell,
) -> None:
    heard = Heard()
    heard.go_on.clear()
    bell = make_bell(heard, {"audio": 1})
    stop = asyncio.Event()
    async with asyncio.timeout(PATIENCE):
        run = asyncio.create_task(bell.run(stop))
        bell.ring("audio", "first", 0)
        bell.ring("audio", "second", 0)
        await heard.until(1)
        stop.set()
        await asyncio.sleep(0)
        assert not run.done()
        heard.go_on.set()
        await run
    assert heard.rings == [("audio", "first")]
    assert heard.under_way == 0


async def test_two_processes_share_the_rings_and_each_is_answered_once(queue_url: str) -> None:
    first, second, together = Heard(), Heard(), Heard()

    async def here(kind: str, subject: str) -> None:
        await first(kind, subject)
        await together(kind, subject)

    async def there(kind: str, subject: str) -> None:
        await second(kind, subject)
        await together(kind, subject)

    bells = [PgBell(queue_url, answer, {"audio": 2}) for answer in (here, there)]
    async with running(*bells):
        for number in range(50):
            bells[number % 2].ring("audio", str(number), 0)
        await together.until(50)
    assert sorted(first.rings + second.rings) == sorted(("audio", str(n)) for n in range(50))


async def test_a_process_without_slots_rings_for_others_and_answers_nothing(
    queue_url: str,
) -> None:
    here, there = Heard(), Heard()
    web, worker = PgBell(queue_url, here, {}), PgBell(queue_url, there, {"audio": 1})
    async with running(web, worker):
        web.ring("video", "of nobody", 0)
        web.ring("audio", "a", 0)
        assert await there.until(1) == [("audio", "a")]
    assert here.rings == []


async def test_a_worker_without_free_slots_leaves_rings_to_another(queue_url: str) -> None:
    busy, idle = Heard(), Heard()
    busy.go_on.clear()
    first = PgBell(queue_url, busy, {"audio": 1})
    async with running(first):
        first.ring("audio", "held", 0)
        await busy.until(1)
        async with running(PgBell(queue_url, idle, {"audio": 1})):
            for number in range(5):
                first.ring("audio", str(number), 0)
            assert len(await idle.until(5)) == 5
        busy.go_on.set()
    assert busy.rings == [("audio", "held")]


async def test_rings_are_carried_again_after_postgresql_cut_every_connection(
    queue_url: str, postgres_server: PostgresServer
) -> None:
    heard = Heard()
    bell = PgBell(queue_url, heard, {"audio": 1})
    async with running(bell):
        bell.ring("audio", "before", 0)
        await heard.until(1)
        cut = await asyncio.to_thread(
            postgres_server.execute,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = 'emberline bell'",
        )
        assert int(cut) >= 2
        bell.ring("audio", "after", 0)
        assert await heard.until(2) == [("audio", "before"), ("audio", "after")]


async def test_the_queues_log_is_deleted_after_a_week(queue_url: str) -> None:
    connection = await asyncpg.connect(queue_url)
    for age in ("8 days", "6 days"):
        await connection.execute(
            "INSERT INTO jobs.pgqueuer_log (created, job_id, status, priority, entrypoint)"
            f" VALUES (now() - interval '{age}', 1, 'successful', 0, 'old')"
        )
    count = "SELECT count(*) FROM jobs.pgqueuer_log WHERE entrypoint = 'old'"
    assert await connection.fetchval(count) == 2
    async with running(PgBell(queue_url, Heard(), {"audio": 1})), asyncio.timeout(PATIENCE):
        while await connection.fetchval(count) != 1:
            pass
    await connection.close()


async def test_installing_again_changes_nothing_and_all_of_it_is_in_its_own_schema(
    queue_url: str,
) -> None:
    connection = await asyncpg.connect(queue_url)
    tables = (
        "SELECT schemaname || '.' || tablename FROM pg_tables"
        " WHERE schemaname IN ('public', 'jobs') ORDER BY 1"
    )
    before = await connection.fetch(tables)
    await asyncio.gather(install(queue_url), install(queue_url))
    assert await connection.fetch(tables) == before
    assert len(before) > 0
    assert {str(found[0]).split(".")[0] for found in before} == {"jobs"}
    await connection.close()
