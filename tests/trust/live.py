"""Servers as they run in earnest: in a process that can be killed, or in a thread beside a test."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx
import uvicorn
from fastapi import FastAPI

from emberline.kit.clock import SteppedClock
from emberline.main import create_app
from emberline.realtime.protocol.options import UVICORN_OPTIONS
from emberline.settings import Settings
from tests.app_fixtures import SECRET_KEY, START, Server

T = TypeVar("T")

# What `emberline serve` runs, without its look at the schema: the tests make the tables. It is
# loaded once and forked for each start, so that two hundred starts take no ten minutes.
_PROGRAM = """
import functools, json, os, sys, uvicorn, uvloop, httptools
from emberline.realtime.protocol.options import UVICORN_OPTIONS
import emberline.main
import uvicorn.lifespan.on, uvicorn.protocols.http.httptools_impl
import emberline.worker as worker
# What a dead process left is looked for without a pause worth waiting for.
worker.sweep_until = functools.partial(worker.sweep_until, seconds=0.25)
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        os.environ.update(order["environment"])
        log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, log), (2, log)):
            os.dup2(source, target)
        exec(order["prepare"], {})
        factory = "emberline.main:app_from_environment"
        port = order["port"]
        uvicorn.run(factory, factory=True, port=port, lifespan="on", **UVICORN_OPTIONS)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
_RUNNING = re.compile(r"running on (http://127\.0\.0\.1:\d+)")
_START_SECONDS = 60.0


class ServerForks:
    """The process that servers are forked from, one at a time."""

    def __enter__(self) -> "ServerForks":
        kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
        self._parent = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            env={**kept, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate(timeout=30)

    def order(self, **order: Any) -> None:
        """Fork a server; `read` gives its process id, then its exit code once it has ended."""
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(order) + "\n")
        self._parent.stdin.flush()

    def read(self) -> int:
        """The next number that the parent says."""
        assert self._parent.stdout is not None
        return int(self._parent.stdout.readline())


class ServerProcess:
    """Servers one after another, each in a process of its own on a free port, called `url`.

    Their settings come from `environment`, their log lines go to `log`.
    """

    def __init__(self, forks: ServerForks, log: Path, /, **environment: str) -> None:
        self.log = log
        self.url = ""
        self.pid = 0
        # Where the next one listens; 0 is any that is free.
        self.port = 0
        self._forks = forks
        self._environment = {f"EMBERLINE_{name.upper()}": v for name, v in environment.items()}

    def __enter__(self) -> "ServerProcess":
        return self

    def __exit__(self, *_: object) -> None:
        if self.pid:
            self.stop()

    def start(self, prepare: str = "") -> None:
        """Start one, and return when it takes requests.

        prepare: statements that the process runs first, to limit or disturb itself.
        """
        begin = self.log.stat().st_size if self.log.exists() else 0
        self._forks.order(
            environment=self._environment, log=str(self.log), prepare=prepare, port=self.port
        )
        self.pid = self._forks.read()
        self.url = self._address_from(begin)

    def kill(self) -> None:
        """SIGKILL, and return when it is dead."""
        os.kill(self.pid, signal.SIGKILL)
        assert self.wait() == -signal.SIGKILL

    def stop(self) -> None:
        """SIGTERM, and return when it has ended properly."""
        os.kill(self.pid, signal.SIGTERM)
        assert self.wait() in (0, -signal.SIGTERM)

    def wait(self) -> int:
        """The exit code, once it has ended; negative for a signal."""
        self.pid = 0
        return self._forks.read()

    def _address_from(self, begin: int) -> str:
        """Where it listens, which nothing but the log tells."""
        pause, text = threading.Event(), ""
        for _ in range(int(_START_SECONDS / 0.01)):
            text = self.log.read_bytes()[begin:].decode() if self.log.exists() else ""
            if found := _RUNNING.search(text):
                return found[1]
            pause.wait(0.01)
        raise AssertionError(f"the server did not start: {text}")


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
        self._server = _AnnouncedServer(
            uvicorn.Config(app, port=0, lifespan="on", **UVICORN_OPTIONS)
        )
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
