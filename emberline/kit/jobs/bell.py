"""The bell: the port that wakes whoever may claim a row, and the bell of one process."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import structlog

Answer = Callable[[str, str], Awaitable[None]]
"""`await answer(kind, subject)` is called for a ring; `Runner.answer` is one."""

log = structlog.get_logger()


class Bell(Protocol):
    """Carries rings to whoever answers them. Rings may be lost and repeated: rows decide.

    Failures: none that a caller sees. What stops a ring is logged, and the sweep rings again.
    """

    def ring(self, kind: str, subject: str, attempt: int) -> None:
        """Ring for the row `subject`, as it is after `attempt` claims; returns at once.

        To be called on the event loop. A ring that equals one that still waits is dropped.
        """
        ...

    async def run(self, stop: asyncio.Event) -> None:
        """Carry rings, and answer those of this process's kinds, until `stop` is set.

        Returns once the answers under way have ended, so `stop` should reach them as well.
        """
        ...


class MemoryBell:
    """The bell of one process: a queue and `slots[kind]` tasks for each kind."""

    def __init__(self, answer: Answer, slots: Mapping[str, int]) -> None:
        """`answer` is called in up to `slots[kind]` tasks at once."""
        self._answer = answer
        self._slots = dict(slots)
        self._queues: dict[str, asyncio.Queue[str | None]] = {
            kind: asyncio.Queue() for kind in slots
        }
        self._waiting: set[tuple[str, str]] = set()

    def ring(self, kind: str, subject: str, attempt: int) -> None:
        """See `Bell.ring`; only kinds with slots are carried, there being nobody else."""
        if kind not in self._queues:
            log.error("ring_without_slots", kind=kind, subject=subject)
        elif (kind, subject) not in self._waiting:
            self._waiting.add((kind, subject))
            self._queues[kind].put_nowait(subject)

    async def run(self, stop: asyncio.Event) -> None:
        """See `Bell.run`."""
        async with asyncio.TaskGroup() as tasks:
            for kind, slots in self._slots.items():
                for _ in range(slots):
                    tasks.create_task(self._serve(kind, stop))
            await stop.wait()
            for kind, slots in self._slots.items():
                for _ in range(slots):
                    self._queues[kind].put_nowait(None)

    async def _serve(self, kind: str, stop: asyncio.Event) -> None:
        queue = self._queues[kind]
        while (subject := await queue.get()) is not None and not stop.is_set():
            self._waiting.discard((kind, subject))
            await answered(self._answer, kind, subject)


async def answered(answer: Answer, kind: str, subject: str) -> None:
    """Answer one ring; an error is logged and ends neither the bell nor the row."""
    try:
        await answer(kind, subject)
    except Exception:
        log.exception("ring_not_answered", kind=kind, subject=subject)
