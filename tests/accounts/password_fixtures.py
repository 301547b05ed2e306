"""Passwords whose hashing costs little, for tests that are about something else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from emberline.accounts import passwords
from tests.accounts.factories import PASSWORD_HASH


@pytest.fixture
def cheap_passwords() -> Iterator[None]:
    """Real hashes at bcrypt's lowest cost, for tests that make or check hundreds."""
    with cheaply_hashed():
        yield


@contextmanager
def cheaply_hashed() -> Iterator[None]:
    """What `cheap_passwords` does, for a fixture of more than one test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords.hashed, "__defaults__", (4,))
        patch.setattr(passwords, "UNKNOWN_ACCOUNT_HASH", PASSWORD_HASH)
        yield
