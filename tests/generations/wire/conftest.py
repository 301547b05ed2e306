"""Fixtures of generations on the wire."""

import pytest

from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server, StartServer
from tests.generations.wire.factories import tiny_story
from tests.stories.wire.factories import published_story


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """A server whose jobs run when the test says so, and not before."""
    started: Server = await start_server(jobs="external")
    return started


@pytest.fixture
async def ada(server: Server) -> Person:
    """Who writes stories."""
    return await make_person(server, "ada")


@pytest.fixture
async def story_id(server: Server, ada: Person) -> str:
    """A published story of ada's."""
    return await published_story(server, ada, tiny_story())
