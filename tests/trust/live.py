"""Servers as they run in earnest: in a process that can be killed, or in a thread beside a test."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx
import uvicorn
from fastapi import FastAPI

from emberline.kit.clock import SteppedClock
from emberline.main import create_app
from emberline.settings import Settings
from tests.app_fixtures import SECRET_KEY, START, Server

T = TypeVar("T")

_OPTIONS: dict[str, Any] = {
    "http": "httptools",
    "ws": "none",
    "lifespan": "on",
    "access_log": False,
    "log_config": None,
    "server_header": False,
    "proxy_headers": False,
}
# What `emberline serve` runs, without its look at the schema: the tests make the tables.
_PROGRAM = f"""
import sys, uvicorn
prepare = sys.argv[1]
exec(prepare)
uvicorn.run("emberline.main:app_from_environment", factory=True, port=0, **{_OPTIONS!r})
"""
_RUNNING = re.compile(r"running on (http://127\.0\.0\.1:\d+)")
_START_SECONDS = 60.0


class ServerProcess:
    """A server in a process of its own, on a free port; `url` is where. Its log goes to `log`.

    prepare: Python statements that the child runs first, to limit or disturb itself.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, prepare: str = "") -> None:
        self._environment = {f"EMBERLINE_{name.upper()}": v for name, v in environment.items()}
        self._prepare = prepare
        self.log = log
        self.url = ""

    def __enter__(self) -> "ServerProcess":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait(30)

    def start(self) -> None:
        """Start it, and return when it takes requests."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
        pythonpath = os.pathsep.join(sys.path)
        with self.log.open("ab") as log:
            begin = log.tell()
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, self._prepare],
                env={**kept, **self._environment, "PYTHONPATH": pythonpath},
                stdout=log,
                stderr=log,
            )
        self.url = self._address_from(begin)

    def kill(self) -> None:
        """SIGKILL, and return when it is dead."""
        self._process.send_signal(signal.SIGKILL)
        assert self._process.wait(30) == -signal.SIGKILL

    def wait(self) -> int:
        """The exit code, once it ended by itself."""
        return self._process.wait(60)

    def _address_from(self, begin: int) -> str:
        waiting = threading.Event()
        for _ in range(int(_START_SECONDS / 0.02)):
            with self.log.open("rb") as log:
                log.seek(begin)
                text = log.read().decode("utf-8", "replace")
            if found := _RUNNING.search(text):
                return found[1]
            assert self._process.poll() is None, text
            # Nothing but the log tells that the port is open.
            waiting.wait(0.02)
        raise AssertionError("the server did not start")


class _AnnouncedServer(uvicorn.Server):
    """Says when its port is open."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.open = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.open.set()


class ServerThread:
    """An application served over real HTTP by a thread; `run` runs coroutines in its loop."""

    def __init__(self, app: FastAPI) -> None:
        self._server = _AnnouncedServer(uvicorn.Config(app, port=0, **_OPTIONS))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="server")
        self.url = ""

    def __enter__(self) -> "ServerThread":
        self._thread.start()
        assert self._server.open.wait(_START_SECONDS), "the server did not start"
        (listening,) = self._server.servers[0].sockets
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(30)
        self._loop.close()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """The coroutine's value, from the server's own loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(60)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve())


class Aside:
    """An application in a thread, for tests that are no coroutines: `run` runs theirs."""

    def __init__(self, live: ServerThread, server: Server) -> None:
        self.url = live.url
        self.run = live.run
        self.server = server


@contextmanager
def aside(data_dir: Path, database_url: str | None, **chosen: Any) -> Iterator[Aside]:
    """Serve an application with these settings on a prepared database until the end."""
    clock = SteppedClock(START)
    common = {"secret_key": SECRET_KEY, "rate_limits": "off", "sweep_seconds": 0}
    app = create_app(
        Settings(data_dir=data_dir, database_url=database_url, **{**common, **chosen}), clock
    )
    transport = httpx.ASGITransport(app, client=("203.0.113.7", 40000))
    http = httpx.AsyncClient(transport=transport, base_url="http://emberline")
    with ServerThread(app) as live:
        yield Aside(live, Server(app, clock, http, data_dir))
