"""Servers as processes of their own, all under the same flags, and what they cost."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

ROOT = Path(__file__).parents[2]

_FLAGS = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--workers", "1")
_START_SECONDS = 30.0
_STOP_SECONDS = 30.0
_POLL_SECONDS = 0.005
_APPS = "benchmarks.support.apps"


class MeasuredProcess:
    """A program under measurement; used as `with`, which stops it at the end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
        # Kept out of the figures' way, and shown when something fails.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in __exit__)
        self._process = subprocess.Popen(
            [*command],
            cwd=ROOT,
            env={**inherited, "PYTHONPATH": str(ROOT), **environment},
            stdout=self._log,
            stderr=self._log,
        )
        self._watched = psutil.Process(self._process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if error is not None:
            print(self._written(), file=sys.stderr)
        self._log.close()

    def _written(self) -> str:
        """The end of what it wrote."""
        self._log.seek(0)
        return self._log.read()[-8000:].decode("utf-8", "replace")


class ServerProcess(MeasuredProcess):
    """A server under measurement."""

    def __init__(self, command: Sequence[str], port: int, environment: Mapping[str, str]) -> None:
        """Start `command` and return when `port` takes connections.

        RuntimeError when it ends before that or takes longer than 30 s.
        """
        self.port = port
        started = time.perf_counter()
        super().__init__(command, environment)
        self._wait_until_it_listens()
        self.start_seconds = time.perf_counter() - started

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    def cpu_seconds(self) -> float:
        """User and system time of the server so far, without its children."""
        times = self._watched.cpu_times()
        return float(times.user + times.system)

    def children_cpu_seconds(self) -> float:
        """User and system time so far of the server's children that live; 0 without any."""
        times = [child.cpu_times() for child in self._watched.children(recursive=True)]
        return float(sum(each.user + each.system for each in times))

    def own_memory(self) -> int:
        """Proportional set size of the server alone, in bytes."""
        return int(self._watched.memory_full_info().pss)

    def children_memory(self) -> int:
        """Proportional set sizes of the server's children, in bytes; 0 without any."""
        total = 0
        for child in self._watched.children(recursive=True):
            try:
                total += int(child.memory_full_info().pss)
            except psutil.NoSuchProcess:
                continue  # it ended in between and holds nothing any more
        return total

    def _wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended at its start:\n{self._written()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if time.monotonic() > deadline:
                    self._process.kill()
                    raise RuntimeError("the server did not start in time") from None
                time.sleep(_POLL_SECONDS)
            else:
                return


def start(factory: str, environment: Mapping[str, str]) -> ServerProcess:
    """Start the application that `support.apps` makes under the name `factory`, under uvicorn."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", f"{_APPS}:{factory}", *_FLAGS]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    return ServerProcess(command, port, environment)


def free_port() -> int:
    """A port of the loopback address that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
