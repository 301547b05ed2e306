"""These tests sign up and in by the hundred."""

import pytest


@pytest.fixture(autouse=True)
def _cheap_passwords(cheap_passwords: None) -> None:
    """Hash at the lowest cost; `tests/accounts/test_passwords.py` holds the real one."""
