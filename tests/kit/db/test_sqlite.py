"""SQLite beside other processes, and the size of its WAL."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from emberline.kit.db.sqlite import SqliteDatabase
from emberline.kit.errors import AppError
from tests.kit.db.entries import add, names

pytestmark = pytest.mark.anyio

# Holds the file's write lock from the line it prints until it reads one.
HOLDER = """
import sys, pysqlite3
raw = pysqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
raw.execute("COMMIT")
print("free", flush=True)
"""

# Writes without a pause until its standard input ends, and says how often.
WRITER = """
import sys, select, pysqlite3
raw = pysqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
raw.execute("CREATE TABLE beside (n INTEGER)")
print("held", flush=True)
count = 0
while not select.select([sys.stdin], [], [], 0)[0]:
    raw.execute("INSERT INTO beside VALUES (1)")
    count += 1
print(count, flush=True)
"""


@contextmanager
def beside(program: str, path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process on the same file, which has begun."""
    arguments = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process


def let_go(process: "subprocess.Popen[str]") -> str:
    """Let it end; what it said last."""
    assert process.stdin
    assert process.stdout
    process.stdin.write("\n")
    process.stdin.close()
    return process.stdout.readline()


async def test_a_write_waits_for_another_process_to_finish_its_own(
    embedded: SqliteDatabase, tmp_path: Path
) -> None:
    embedded.on_commit(lambda message: None)
    with beside(HOLDER, tmp_path / "test.db") as process:
        write = asyncio.create_task(embedded.write(add, "a"))
        # A read passes through while the write waits.
        assert await embedded.read(names) == []
        assert not write.done()
        assert await asyncio.to_thread(let_go, process) == "free\n"
        assert await write == "a"


async def test_writes_beside_a_busy_process_wait_for_one_commit_of_it_not_for_many(
    embedded: SqliteDatabase, tmp_path: Path
) -> None:
    embedded.on_commit(lambda message: None)
    waits = []
    with beside(WRITER, tmp_path / "test.db") as process:
        for n in range(50):
            started = monotonic()
            await embedded.write(add, f"n{n}")
            waits.append(monotonic() - started)
        written_beside = int(await asyncio.to_thread(let_go, process))
    assert written_beside > 0
    assert len(await embedded.read(names)) == 50
    assert max(waits) < 2.5  # SQLite's own handler was seen to wait for seconds


async def test_when_another_process_keeps_the_lock_every_write_is_told_at_once(
    embedded: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emberline.kit.db.sqlite._BUSY_SECONDS", 0.2)
    embedded.on_commit(lambda message: None)
    with beside(HOLDER, tmp_path / "test.db") as process:
        started = monotonic()
        writes = [embedded.write(add, f"n{n}") for n in range(40)]
        outcomes = await asyncio.gather(*writes, return_exceptions=True)
        waited = monotonic() - started
        assert [o.status for o in outcomes if isinstance(o, AppError)] == [503] * 40
        assert waited < 40 * 0.2 / 2  # together, not one after the other
        let_go(process)
    assert await embedded.write(add, "after") == "after"
    assert await embedded.read(names) == ["after"]


async def test_a_large_wal_is_truncated(
    embedded: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal = tmp_path / "test.db-wal"
    embedded.on_commit(lambda message: None)
    await embedded.write(add, "large", data="x" * 500_000)
    large = wal.stat().st_size
    assert large > 500_000
    monkeypatch.setattr("emberline.kit.db.sqlite.WAL_LIMIT_BYTES", 100_000)
    monkeypatch.setattr("emberline.kit.db.sqlite._CALLS_A_WAL_CHECK", 1)
    await embedded.write(add, "next")
    # The writer truncates after it has answered, before it takes another call.
    await embedded.write(add, "last")
    assert wal.stat().st_size < 100_000
    assert await embedded.read(names) == ["large", "last", "next"]
