"""Fixtures of realtime."""

from collections.abc import AsyncIterator

import pytest

from tests.app_fixtures import Server
from tests.realtime.factories import served


@pytest.fixture
async def url(server: Server) -> AsyncIterator[str]:
    """Where the test's server is served over real sockets."""
    async with served(server.app) as url:
        yield url
