"""`emberline worker` under measurement: what it and its children cost."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import psutil

from benchmarks.support.processes import ROOT

_STOP_SECONDS = 30.0


class WorkerProcess:
    """A worker that does one job at a time; used as `with`, which stops it at the end."""

    def __init__(self, environment: Mapping[str, str], kind: str) -> None:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
        # Kept out of the figures' way, and shown when something fails.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in __exit__)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "emberline.cli", "worker", "--kinds", kind],
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
            self._log.seek(0)
            print(self._log.read()[-8000:].decode("utf-8", "replace"), file=sys.stderr)
        self._log.close()

    def cpu_seconds(self) -> float:
        """User and system time so far of the worker and of its children that have ended."""
        times = self._watched.cpu_times()
        own = times.user + times.system
        return float(own + times.children_user + times.children_system)
