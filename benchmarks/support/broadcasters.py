"""Servers that give what is published to everyone who is connected, as processes of their own."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import TracebackType
from typing import Self

from benchmarks.support.crowd import Crowd, Deliveries, Pace
from benchmarks.support.listener import Publisher
from benchmarks.support.packages import NotInstalled, install_npm
from benchmarks.support.processes import ROOT, ServerProcess, free_port
from benchmarks.support.publishing import naming, payload, posted, publishing

_PEERS = ROOT / "benchmarks" / "peers" / "broadcast"
_NCHAN = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
_WS = "ws@8"


@dataclass(frozen=True)
class Broadcaster:
    """A server, the paths of its clients, and how a message to all of them is published.

    is_greeting: whether a client is sent a message as soon as it is connected.
    request: what makes the n-th publication, from 1 for those who have just connected.
    payload: what the client of an index gets of it.
    """

    process: ServerProcess
    paths: Sequence[str]
    is_greeting: bool
    request: Callable[[int], bytes]
    payload: Callable[[int, int], bytes]

    @property
    def addresses(self) -> list[tuple[int, str]]:
        """The port and the path of each client."""
        return [(self.process.port, path) for path in self.paths]

    def cpu_seconds(self) -> float:
        """User and system time so far of the server and its children."""
        return self.process.cpu_seconds() + self.process.children_cpu_seconds()

    def memory(self) -> int:
        """Proportional set size of the server and its children, in bytes."""
        return self.process.own_memory() + self.process.children_memory()


class Audience:
    """All clients of one or several servers, and a publisher at the first, while in `with`."""

    def __init__(self, *servers: Broadcaster) -> None:
        self._server = servers[0]
        addresses = [address for server in servers for address in server.addresses]
        self._crowd = Crowd(addresses, greeted=self._server.is_greeting)
        self._publisher = Publisher(self._server.process.port)
        self._published = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._publisher.close()
        self._crowd.close()

    def receive(self, count: int, pace: Pace) -> Deliveries:
        """Publish `count` times; every client has received all of it, whole and in order."""
        numbers = range(self._published + 1, self._published + count + 1)
        self._published += count
        requests = [self._server.request(number) for number in numbers]

        def payloads(client: int) -> list[bytes]:
            return [self._server.payload(client, number) for number in numbers]

        return self._crowd.receive(self._publisher, requests, payloads, pace)


@contextmanager
def emberline(
    environment: Mapping[str, str], user_ids: Sequence[str], tokens: Sequence[str]
) -> Iterator[Broadcaster]:
    """Emberline in one process: a client for each token, and `user_ids` get what is published."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.support.publishing", str(port)]
    with ServerProcess(command, port, environment) as process:
        publisher = Publisher(port)
        publisher.ask(naming(user_ids))
        publisher.close()
        yield Broadcaster(
            process, [f"/ws?token={token}" for token in tokens], True, publishing, payload
        )


@contextmanager
def emberline_serve(environment: Mapping[str, str], tokens: Sequence[str]) -> Iterator[Broadcaster]:
    """The product's own command: a client for each token; what happens is what is published."""
    with serve(environment) as process:
        paths = [f"/ws?token={token}" for token in tokens]
        yield Broadcaster(process, paths, True, publishing, payload)


def serve(environment: Mapping[str, str]) -> ServerProcess:
    """`emberline serve`, on a store that is of its schema."""
    port = free_port()
    command = [sys.executable, "-m", "emberline.cli", "serve", "--port", str(port)]
    return ServerProcess(command, port, environment)


@contextmanager
def nchan(clients: int, folder: Path) -> Iterator[Broadcaster]:
    """nginx with nchan, one worker. NotInstalled where one of them is missing."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None or not _NCHAN.exists():
        raise NotInstalled("nginx with nchan is not here: apt install nginx libnginx-mod-nchan")
    port = free_port()
    written = Template((_PEERS / "nginx.conf").read_text())
    configuration = folder / "nginx.conf"
    configuration.write_text(written.substitute(PORT=port, MODULE=_NCHAN))
    command = [program, "-p", str(folder), "-c", str(configuration)]
    with ServerProcess(command, port, {}) as process:
        yield Broadcaster(process, ["/ws"] * clients, False, _posted, _same_payload)


@contextmanager
def ws(clients: int, folder: Path) -> Iterator[Broadcaster]:
    """Node with `ws`, which is installed into `folder`. NotInstalled without npm or a registry."""
    environment, port = install_npm(_WS, folder), free_port()
    with ServerProcess(["node", str(_PEERS / "ws.cjs"), str(port)], port, environment) as process:
        yield Broadcaster(process, ["/"] * clients, False, _posted, _same_payload)


@contextmanager
def floor(clients: int) -> Iterator[Broadcaster]:
    """A loop of `send` over all sockets."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.floors.broadcast", str(port)]
    with ServerProcess(command, port, {}) as process:
        yield Broadcaster(process, ["/"] * clients, False, _posted, _same_payload)


def _posted(publication: int) -> bytes:
    return posted("/publish", payload(0, publication))


def _same_payload(client: int, publication: int) -> bytes:  # noqa: ARG001 (all get the same)
    return payload(0, publication)
