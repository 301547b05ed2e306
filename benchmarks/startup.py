"""`serve` is ready soon and holds little while nobody calls.

Claims: from its second start on ready within 2 s; at most 150 MB when idle, as the proportional
set sizes of the process and its children together.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.processes import ServerProcess, free_port
from benchmarks.support.requests import body_of, get
from benchmarks.support.stores import real_disk

READY_SECONDS = 2.0
IDLE_MEGABYTES = 150.0

_SETTLED_SECONDS = 3.0
_MEGABYTE = 1_000_000


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=5, databases=("sqlite",))
    with tempfile.TemporaryDirectory(dir=real_disk(chosen.folder)) as folder:
        first, _ = _start(Path(folder), settle=False)
        starts = [_start(Path(folder), settle=True) for _ in range(chosen.rounds)]
    print(f"serve on an embedded database; its first start took {first:.2f} s")
    seconds = [ready for ready, _ in starts]
    shown.at_most("ready, from the second start on", median(seconds), READY_SECONDS, "s")
    shown.at_most("idle memory", median(idle for _, idle in starts), IDLE_MEGABYTES, "MB")


def _start(folder: Path, *, settle: bool) -> tuple[float, float]:
    """Seconds until it is ready, and the megabytes that it then holds."""
    port = free_port()
    command = [sys.executable, "-m", "emberline.cli", "serve", "--port", str(port)]
    started = time.perf_counter()
    with ServerProcess(command, port, {"EMBERLINE_DATA_DIR": str(folder)}) as server:
        asyncio.run(body_of(port, get("/readyz", "nobody's")))
        seconds = time.perf_counter() - started
        if settle:
            time.sleep(_SETTLED_SECONDS)
        return seconds, (server.own_memory() + server.children_memory()) / _MEGABYTE


if __name__ == "__main__":
    main()
