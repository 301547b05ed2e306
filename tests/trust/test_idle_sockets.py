"""What a connection costs on which nothing happens: a guard, the goal is in the benchmark."""

from collections.abc import Sequence
from contextlib import ExitStack

import pytest

from emberline.realtime.rules import DEVICES_MOST
from tests.accounts.factories import Person
from tests.trust.crowds import (
    allow_files,
    devices_of,
    listen_all,
    make_people,
    memory,
    until_left,
)
from tests.trust.live import ServerProcess

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

SOCKET_MOST_BYTES = 30 * 1024
WARMING_PEOPLE = 20
ROUNDS = 10
GROWTH_MOST = 1.1


async def test_an_idle_socket_costs_little_and_one_that_has_gone_nothing(
    process, start_server, count
):
    sockets = count(300, 5_000)
    allow_files(process.pid, sockets)
    people = await make_people(start_server, sockets // DEVICES_MOST)
    # What is loaded with the first connections is loaded once.
    for _ in range(2):
        await _used_by_all(process, people[:WARMING_PEOPLE])
    alone = memory(process.pid)
    used = [await _used_by_all(process, people)]
    again = people[: count(len(people), len(people) // 3)]
    used += [await _used_by_all(process, again) for _ in range(ROUNDS)]
    assert used[0] - alone < sockets * SOCKET_MOST_BYTES
    assert max(used) < used[0] * GROWTH_MOST


async def _used_by_all(process: ServerProcess, people: Sequence[Person]) -> int:
    """The memory of the server while each of these people has as many devices as they may."""
    with ExitStack() as stack:
        for socket in await listen_all(process.url, list(devices_of(people))):
            stack.enter_context(socket)
        used = memory(process.pid)
    await until_left(process.pid, 0)
    return used
