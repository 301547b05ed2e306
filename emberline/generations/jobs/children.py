"""Steps of a run: a renderer in a capped child at idle priority, and what it tells on the way."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from emberline.generations.renderers.orders import Order, Refusal, Told, heard, write_order
from emberline.generations.renderers.pdf.memory import MEMORY_BYTES as PDF_MEMORY_BYTES
from emberline.generations.service import running
from emberline.generations.service.running import Run
from emberline.kit.errors import AppError, disk_full, unavailable
from emberline.kit.jobs import RunningJob
from emberline.kit.runtime import Runtime
from emberline.kit.sandbox import SandboxFailed

Heard = Callable[[Told], Awaitable[None]]

ADVANCED_EVERY = timedelta(seconds=1)
"""How often, at most, progress is written down."""

_MIB = 1024 * 1024
_HOUR = 3600


class _Caps(NamedTuple):
    """What a step may take: address space, and CPU time; the wall clock is four times that."""

    memory_bytes: int
    cpu_seconds: int


_CAPS: Mapping[str, _Caps] = {
    "plan": _Caps(1536 * _MIB, 600),
    "narrate": _Caps(4096 * _MIB, 12 * _HOUR),
    "audio": _Caps(1536 * _MIB, _HOUR),
    "epub": _Caps(2048 * _MIB, _HOUR),
    "html": _Caps(2048 * _MIB, 600),
    "pdf": _Caps(PDF_MEMORY_BYTES, _HOUR),
}
_WALL_FACTOR = 4
# What the system says where a write went past the child's limit, and where there was no room.
_TOO_LARGE = "File too large"
_NO_ROOM = ("No space left on device", "Disk quota exceeded")


class Steps:
    """What the steps of one run share; place: the folder of the run, once there is one."""

    place: Path

    def __init__(self, runtime: Runtime, job: RunningJob, run: Run) -> None:
        self.runtime = runtime
        self.job = job
        self.run = run
        self._advanced_at: datetime | None = None
        self._progress = 0

    async def advance(self, progress: int) -> None:
        """Note how far the run is, at most once a second. LeaseLost, AppError as `running`."""
        now = self.runtime.clock.now()
        is_soon = self._advanced_at is not None and now - self._advanced_at < ADVANCED_EVERY
        if is_soon or progress <= self._progress:
            return
        self._advanced_at, self._progress = now, progress
        # Lest the sweep takes the folder of a run that lasts a day for one that a crash left.
        await asyncio.to_thread(os.utime, self.place)
        await self.job.write(running.advance, self.run, progress, now)

    async def note(self, level: str, event: str, message: str) -> None:
        """Write an entry of the generation's log."""
        now = self.runtime.clock.now()
        await self.job.write(running.note, self.run, level, event, message, now)


async def run_step(steps: Steps, step: str, order: Order, told: Heard) -> None:
    """Run one step of `order` to its end; `told` hears all but log lines and refusals.

    AppError: 400 with the renderer's own words where it refused for good, 503 where no child can be
    started, 507 on a full disk; others may be tried again.
    """
    place = Path(order.folder).parent
    path = place / "order.json"
    write_order(order, path)
    refusals: list[Refusal] = []

    async def listen(line: str) -> None:
        said = heard(line)
        if said is None:
            return
        if said.log is not None:
            await steps.note(said.log.level, said.log.event, said.log.message)
        elif said.refused is not None:
            refusals.append(said.refused)
        else:
            await told(said)

    await steps.job.unless_stopped(_run(steps.runtime, step, path, place, listen))
    if refusals:
        raise AppError(refusals[0].code, 400, "Cannot be rendered", refusals[0].message)


async def _run(
    runtime: Runtime, step: str, order: Path, place: Path, listen: Callable[[str], Awaitable[None]]
) -> None:
    caps = _CAPS[step]
    module = "emberline.generations.renderers.child"
    try:
        await runtime.sandbox.run_in_background(
            [sys.executable, "-P", "-s", "-m", module, step, str(order)],
            memory_bytes=caps.memory_bytes,
            seconds=float(caps.cpu_seconds * _WALL_FACTOR),
            cpu_seconds=caps.cpu_seconds,
            folder=place,
            heard=listen,
        )
    except SandboxFailed as failure:
        raise _failure(failure) from failure
    except OSError as error:
        raise unavailable("Nothing can be rendered just now. Try again soon.") from error


def _failure(failure: SandboxFailed) -> Exception:
    """What is told of a child that did not end well; all of it may be tried again."""
    if any(words in failure.detail for words in _NO_ROOM):
        return disk_full()
    if _TOO_LARGE in failure.detail:
        too_large = "What came of it is too large for one file. Try a part of the story."
        return AppError("too_large", 413, "Cannot be rendered", too_large)
    if failure.reason == "crash":
        return RuntimeError(failure.detail)
    told = {
        "timeout": "Rendering took too long. Try a shorter story, or a part of it.",
        "memory": "Rendering took too much memory. Try a shorter story, or a part of it.",
    }
    message = told[failure.reason]
    return AppError(f"render_{failure.reason}", 500, "Rendering failed", message)
