"""What a connection costs on which nothing happens: a guard, the goal is in the benchmark."""

from contextlib import ExitStack

import pytest

from emberline.realtime.rules import DEVICES_MOST
from tests.trust.crowds import (
    allow_files,
    devices_of,
    listen_all,
    make_people,
    memory,
    until_left,
)

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

SOCKET_MOST_BYTES = 30 * 1024
FIRST_PEOPLE = 20
ROUNDS = 10
GROWTH_MOST = 1.1


async def test_an_idle_socket_costs_little(process, start_server, count):
    more = count(300, 5_000)
    allow_files(process.pid, more)
    people = await make_people(start_server, FIRST_PEOPLE + more // DEVICES_MOST)
    used = []
    with ExitStack() as stack:
        # What comes with the first connections is loaded once. They stay: what they would leave
        # behind would be used again.
        for some in (people[:FIRST_PEOPLE], people[FIRST_PEOPLE:]):
            for socket in await listen_all(process.url, list(devices_of(some))):
                stack.enter_context(socket)
            used.append(memory(process.pid))
        assert used[1] - used[0] < more * SOCKET_MOST_BYTES


async def test_a_socket_that_has_gone_costs_nothing(process, start_server, count):
    sockets = count(300, 2_000)
    allow_files(process.pid, sockets)
    people = await make_people(start_server, sockets // DEVICES_MOST)
    used = []
    for _ in range(1 + ROUNDS):
        with ExitStack() as stack:
            for socket in await listen_all(process.url, list(devices_of(people))):
                stack.enter_context(socket)
            used.append(memory(process.pid))
        await until_left(process.pid, 0)
    # The first round loads what is loaded once.
    assert max(used[1:]) < used[1] * GROWTH_MOST
