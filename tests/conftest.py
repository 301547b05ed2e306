"""What every test may ask for, and how much the generated ones try."""

import gc
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.server_fixtures",
    "tests.app_fixtures",
    "tests.compiled",
    "tests.accounts.password_fixtures",
    "tests.process_fixtures",
    "tests.e2e.runs",
]

# A deadline would measure the machine; the same examples every time keep a failure reproducible.
settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile(
    "nightly",
    deadline=None,
    derandomize=False,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")

# What is loaded and collected stays: rounds over it in the meantime find nothing.
gc.disable()

# The HTTP client looks for it at every request, through all folders, and it is not installed.
sys.modules["sniffio"] = None  # type: ignore[assignment]

Count = Callable[[int, int], int]


@pytest.fixture(scope="session")
def count(request: pytest.FixtureRequest) -> Count:
    """`count(20, 200)`: 20 in the test command, 200 with `--hypothesis-profile=nightly`."""
    nightly = request.config.getoption("--hypothesis-profile") == "nightly"
    return lambda small, large: large if nightly else small


def pytest_collection_finish() -> None:
    """Take what was imported and collected out of the garbage collector's rounds: 0.3 s each."""
    gc.collect()
    gc.freeze()
    # Rounds over what the tests make took a fourteenth of their time.
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
