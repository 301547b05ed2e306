"""`emberline worker` under measurement: what it and its children cost."""

import sys
from collections.abc import Mapping

from benchmarks.support.processes import MeasuredProcess


class WorkerProcess(MeasuredProcess):
    """A worker that does one job of a kind at a time."""

    def __init__(self, environment: Mapping[str, str], kind: str) -> None:
        command = [sys.executable, "-m", "emberline.cli", "worker", "--kinds", kind]
        super().__init__(command, environment)

    def cpu_seconds(self) -> float:
        """User and system time so far of the worker and of its children that have ended."""
        times = self._watched.cpu_times()
        own = times.user + times.system
        return float(own + times.children_user + times.children_system)
