"""How much the tests of trust try, and what makes them quick."""

from collections.abc import Callable, Iterator

import pytest

from tests.trust.live import ServerForks

Count = Callable[[int, int], int]


@pytest.fixture(scope="session")
def count(request: pytest.FixtureRequest) -> Count:
    """`count(20, 200)`: 20 in the test command, 200 with `--hypothesis-profile=nightly`."""
    nightly = request.config.getoption("--hypothesis-profile") == "nightly"
    return lambda small, large: large if nightly else small


@pytest.fixture(scope="session")
def server_forks() -> Iterator[ServerForks]:
    """What servers in processes of their own are forked from."""
    with ServerForks() as forks:
        yield forks
