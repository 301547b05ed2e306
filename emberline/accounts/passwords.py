"""Passwords: bcrypt over a digest, a few at a time, beside the event loop."""

import asyncio
import hmac
import os
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TypeVar

import bcrypt
from prometheus_client import Counter

from emberline.kit.errors import unavailable

T = TypeVar("T")

COST = 12

# The hash of a password that nobody knows; an unknown account's login is checked against it.
UNKNOWN_ACCOUNT_HASH = "$2b$12$TWWXZAoqWnEdFgT/Ap3jLuP3qAkIGL7qVR42nIDFdq2ysocafamiq"

_PREHASH_KEY = b"emberline:password"
_WORKERS = min(4, os.cpu_count() or 1)
# Beyond some ten seconds of queue nobody waits for the answer.
_MOST_WAITING = 100

CHECKS = Counter("emberline_password_checks_total", "Passwords compared with a bcrypt hash.")

_threads = ThreadPoolExecutor(_WORKERS, thread_name_prefix="bcrypt")
_waiting: set[object] = set()


async def hash_password(password: str) -> str:
    """The bcrypt hash to store. AppError 503 when too many wait for theirs."""
    return await _beside_the_loop(lambda: hashed(password))


async def check_password(password: str, stored: str | None) -> bool:
    """Whether `stored` is the hash of `password`; with None as long a work that ends in False.

    AppError 503 when too many wait for theirs.
    """
    CHECKS.inc()
    prepared, target = _prepared(password), (stored or UNKNOWN_ACCOUNT_HASH).encode()
    matches = await _beside_the_loop(lambda: bcrypt.checkpw(prepared, target))
    return matches and stored is not None


def hashed(password: str, cost: int = COST) -> str:
    """The bcrypt hash, computed here and now: for the command line."""
    return bcrypt.hashpw(_prepared(password), bcrypt.gensalt(cost)).decode("ascii")


def _prepared(password: str) -> bytes:
    """What bcrypt is given: 44 characters for a password of any length, none of them NUL.

    bcrypt alone would cut at 72 bytes. The key makes stolen plain SHA-256 digests of other sites
    useless here. NFKC: the same password typed on another keyboard (NIST SP 800-63B, 3.1.1.2).
    """
    text = unicodedata.normalize("NFKC", password).encode()
    return b64encode(hmac.digest(_PREHASH_KEY, text, sha256))


async def _beside_the_loop(work: Callable[[], T]) -> T:
    if len(_waiting) >= _MOST_WAITING:
        raise unavailable("Too many people sign in at this moment. Try again in a few seconds.")
    place = object()
    _waiting.add(place)
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, work)
    finally:
        _waiting.discard(place)
