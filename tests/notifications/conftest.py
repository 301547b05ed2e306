"""A server whose pushes and webhooks go to an endpoint of the test's own."""

import pytest

from tests.app_fixtures import Server
from tests.tls import Endpoint, Names, loopback_outbound, serving


@pytest.fixture
async def endpoint():
    """The other side: a web server with TLS on loopback."""
    async with serving() as served:
        yield served


@pytest.fixture
def names() -> Names:
    """What names resolve to, at first loopback, which the test's server may call."""
    return Names("127.0.0.1")


@pytest.fixture
async def calling_server(start_server, endpoint: Endpoint, names: Names) -> Server:
    """An application that may call the endpoint."""
    started = await start_server(outbound=loopback_outbound(names))
    assert isinstance(started, Server)
    return started
