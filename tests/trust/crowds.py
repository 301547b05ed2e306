"""Many people who listen to a server process, and what they cost it."""

import asyncio
import resource
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import psutil

from emberline.kit.clock import SystemClock
from emberline.realtime.rules import DEVICES_MOST
from tests.accounts.factories import Person, make_person
from tests.trust.raw_sockets import WITHIN_SECONDS, RawSocket, greeted_socket

SOON = """
from emberline.realtime.protocol.http import EventHttp
from emberline.realtime.protocol.socket import EventSocket
EventHttp.closing_seconds = EventSocket.closing_seconds = 1
"""
"""Prepares a server process: who does not read why it ends is waited for a second, not five."""

_CONNECTING_AT_ONCE = 50
_SPARE_FILES = 200


async def make_people(start_server: Any, count: int) -> list[Person]:
    """People in the data folder of a server process, whose tokens it takes."""
    # Beside the process, which runs the jobs.
    server = await start_server(clock=SystemClock(), jobs="external")
    return [await make_person(server) for _ in range(count)]


def client_of(url: str, person: Person) -> httpx.AsyncClient:
    """A client of the server process at `url`, signed in."""
    headers = {"Authorization": f"Bearer {person.token}"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=WITHIN_SECONDS)


def devices_of(people: Iterable[Person]) -> Iterator[str]:
    """The query of each device that these people may have."""
    for person in people:
        for number in range(DEVICES_MOST):
            yield f"token={person.token}&client={number}"


async def listen_all(url: str, queries: Sequence[str]) -> list[RawSocket]:
    """A greeted connection for each of `queries`."""
    turns = asyncio.Semaphore(_CONNECTING_AT_ONCE)

    async def listen(query: str) -> RawSocket:
        async with turns:
            return await greeted_socket(url, query)

    return list(await asyncio.gather(*(listen(query) for query in queries)))


def allow_files(pid: int, count: int) -> None:
    """Let this process and process `pid` have so many connections at once."""
    for process in (0, pid):
        _, most = resource.prlimit(process, resource.RLIMIT_NOFILE)
        wanted = count + _SPARE_FILES
        assert most == resource.RLIM_INFINITY or wanted <= most, "the machine allows too few files"
        resource.prlimit(process, resource.RLIMIT_NOFILE, (wanted, most))


async def until_left(pid: int, connections: int) -> None:
    """Return when process `pid` has no more than so many connections."""
    async with asyncio.timeout(WITHIN_SECONDS):
        while _connections(pid) > connections:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def _connections(pid: int) -> int:
    found = psutil.Process(pid).net_connections("tcp")
    return sum(connection.status != psutil.CONN_LISTEN for connection in found)


def memory(pid: int) -> int:
    """The bytes of memory that process `pid` uses.

    Those that it shares count whole: else a forked server would seem to grow wherever it writes
    into what it shares with its parent.
    """
    used: int = psutil.Process(pid).memory_info().rss
    return used


class Peak:
    """The most memory that a process has had at once since this was made, above what it had."""

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        # proc(5): 5 resets the peak to what is used now.
        (self._folder / "clear_refs").write_text("5")
        self._before = self._bytes("VmRSS")

    @property
    def growth(self) -> int:
        """In bytes."""
        return self._bytes("VmHWM") - self._before

    def _bytes(self, name: str) -> int:
        lines = (self._folder / "status").read_text().splitlines()
        (line,) = [line for line in lines if line.startswith(f"{name}:")]
        return int(line.split()[1]) * 1024
