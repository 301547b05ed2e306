"""How much the tests of trust try, and what makes them quick."""

from collections.abc import Callable, Iterator

import pytest

from emberline.accounts import passwords
from tests.accounts.factories import PASSWORD_HASH
from tests.trust.live import ServerForks

Count = Callable[[int, int], int]


@pytest.fixture(scope="session")
def count(request: pytest.FixtureRequest) -> Count:
    """`count(20, 200)`: 20 in the test command, 200 with `--hypothesis-profile=nightly`."""
    nightly = request.config.getoption("--hypothesis-profile") == "nightly"
    return lambda small, large: large if nightly else small


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real hashes at bcrypt's lowest cost, for tests that make or check hundreds."""
    monkeypatch.setattr(passwords.hashed, "__defaults__", (4,))
    monkeypatch.setattr(passwords, "UNKNOWN_ACCOUNT_HASH", PASSWORD_HASH)


@pytest.fixture(scope="session")
def server_forks() -> Iterator[ServerForks]:
    """What servers in processes of their own are forked from."""
    with ServerForks() as forks:
        yield forks
