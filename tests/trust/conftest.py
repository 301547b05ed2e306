"""How much the tests of trust try, and what makes them quick."""

from collections.abc import Callable

import pytest

Count = Callable[[int, int], int]


@pytest.fixture(scope="session")
def count(request: pytest.FixtureRequest) -> Count:
    """`count(20, 200)`: 20 in the test command, 200 with `--hypothesis-profile=nightly`."""
    nightly = request.config.getoption("--hypothesis-profile") == "nightly"
    return lambda small, large: large if nightly else small
