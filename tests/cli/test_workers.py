"""`emberline serve --workers`: several processes on one port, which behave as one."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.redis_server import RedisServer

COMMAND = [sys.executable, "-m", "emberline.cli"]
SECRET = {"EMBERLINE_SECRET_KEY": "a secret of the tests, long enough for all"}
MARA = {"email": "mara@example.com", "password": "a long enough one", "username": "mara"}
PATIENCE = 60.0


def _environment(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
    return {**kept, "EMBERLINE_DATA_DIR": str(folder / "data"), **SECRET, **settings}


def _run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=folder,
        env=_environment(folder, settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Servers:
    """`serve --workers 2`, what it writes, and the processes that it started."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._said = ""
        self._has_ended = False
        self._changed = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()
        found = self._wait_for(r"running on (http://127\.0\.0\.1:\d+)", 1)
        self.address = found[0]
        self.wait_for_starts(2)

    def workers(self) -> list[psutil.Process]:
        """The processes that serve, in the order of their start."""
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]

    def wait_for_starts(self, count: int) -> None:
        """Return when `count` processes have begun to serve, ended ones included."""
        self._wait_for(r"Application startup complete", count)

    def client_of(self, worker: psutil.Process) -> httpx.Client:
        """A client whose connection `worker` has accepted: the others stand still meanwhile."""
        others = [other for other in self.workers() if other != worker]
        for other in others:
            other.suspend()
        try:
            client = httpx.Client(base_url=self.address, timeout=PATIENCE)
            assert client.get("/healthz").status_code == 200
        finally:
            for other in others:
                other.resume()
        port = int(self.address.rpartition(":")[2])
        accepted = [c for c in worker.net_connections("tcp") if c.status == psutil.CONN_ESTABLISHED]
        assert port in [connection.laddr.port for connection in accepted]
        return client

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._changed:
                self._said += line
                self._changed.notify_all()
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()

    def _wait_for(self, pattern: str, count: int) -> list[str]:
        def is_said() -> bool:
            return self._has_ended or len(re.findall(pattern, self._said)) >= count

        with self._changed:
            assert self._changed.wait_for(is_said, PATIENCE) and not self._has_ended, self._said
            return re.findall(pattern, self._said)


@contextmanager
def _serving(folder: Path, **settings: str) -> Iterator[Servers]:
    """Two workers on a free port that have started; all killed at the end if they still run."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--workers", "2"],
        cwd=folder,
        env=_environment(folder, settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Servers(process)
    finally:
        left = psutil.Process(process.pid).children() if process.poll() is None else []
        process.kill()
        process.wait()
        for child in left:
            child.kill()


@pytest.fixture
def migrated_url(tmp_path: Path, postgres_url: str) -> str:
    """A database of the test's own with a current schema."""
    migrated = _run(tmp_path, "migrate", EMBERLINE_DATABASE_URL=postgres_url)
    assert migrated.returncode == 0, migrated.stderr
    return postgres_url


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"EMBERLINE_REDIS_URL": "redis://127.0.0.1:1"},
        {"EMBERLINE_DATABASE_URL": "postgresql://x@127.0.0.1:1/y"},
    ],
)
def test_several_processes_without_postgresql_and_redis_are_refused(
    tmp_path: Path, settings: dict[str, str]
):
    refused = _run(tmp_path, "serve", "--workers", "2", **settings)
    assert refused.returncode == 2
    for name in ("EMBERLINE_DATABASE_URL", "EMBERLINE_REDIS_URL", "--workers"):
        assert name in refused.stderr
    assert not (tmp_path / "data").exists()


def test_several_processes_want_a_current_schema(tmp_path: Path, postgres_url: str, redis_url: str):
    shared = {"EMBERLINE_DATABASE_URL": postgres_url, "EMBERLINE_REDIS_URL": redis_url}
    refused = _run(tmp_path, "serve", "--workers", "2", **shared)
    assert refused.returncode == 2
    assert "emberline migrate" in refused.stderr


def test_several_processes_behave_as_one_and_end_together(
    tmp_path: Path, migrated_url: str, redis_url: str
):
    shared = {"EMBERLINE_DATABASE_URL": migrated_url, "EMBERLINE_REDIS_URL": redis_url}
    with _serving(tmp_path, **shared) as servers:
        workers = servers.workers()
        assert len(workers) == 2
        first, second = (servers.client_of(worker) for worker in workers)
        token = first.post("/signup", json=MARA).json()["token"]
        signed_in = {"Authorization": f"Bearer {token}"}
        assert second.get("/api/auth/profile", headers=signed_in).status_code == 200

        assert first.post("/api/auth/logout", headers=signed_in).status_code == 200
        logged_out = time.monotonic()
        while second.get("/api/auth/profile", headers=signed_in).status_code != 401:
            assert time.monotonic() - logged_out < 1
        assert first.get("/api/auth/profile", headers=signed_in).status_code == 401

        wrong = {"email": MARA["email"], "password": "a wrong password"}
        for client in (first, second) * 5:
            assert client.post("/login", json=wrong).status_code == 401
        for client in (first, second):
            assert client.post("/login", json=wrong).status_code == 429

        servers.process.send_signal(signal.SIGTERM)
        assert servers.process.wait(PATIENCE) == 0
        _, alive = psutil.wait_procs(workers, PATIENCE)
        assert alive == []


def test_a_process_that_dies_is_replaced(tmp_path: Path, migrated_url: str, redis_url: str):
    shared = {"EMBERLINE_DATABASE_URL": migrated_url, "EMBERLINE_REDIS_URL": redis_url}
    with _serving(tmp_path, **shared) as servers:
        first, second = servers.workers()
        first.kill()
        servers.wait_for_starts(3)
        kept, new = servers.workers()
        assert kept == second
        assert servers.client_of(new).get("/readyz").status_code == 200


def test_without_redis_the_processes_start_and_are_ready_once_it_is_there(
    tmp_path: Path, migrated_url: str
):
    with RedisServer() as redis:
        redis.kill()
        shared = {"EMBERLINE_DATABASE_URL": migrated_url, "EMBERLINE_REDIS_URL": redis.url()}
        with _serving(tmp_path, **shared) as servers:
            for client in [servers.client_of(worker) for worker in servers.workers()]:
                unready = client.get("/readyz")
                assert unready.status_code == 503
                assert unready.json()["detail"] == "Redis does not answer."
                assert client.post("/signup", json=MARA).status_code == 503
            redis.start()
            assert client.get("/readyz").status_code == 200
            assert client.post("/signup", json=MARA).status_code == 201
