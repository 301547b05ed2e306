"""Passwords whose hashing costs little, for tests that are about something else."""

import pytest

from emberline.accounts import passwords
from tests.accounts.factories import PASSWORD_HASH


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real hashes at bcrypt's lowest cost, for tests that make or check hundreds."""
    monkeypatch.setattr(passwords.hashed, "__defaults__", (4,))
    monkeypatch.setattr(passwords, "UNKNOWN_ACCOUNT_HASH", PASSWORD_HASH)
