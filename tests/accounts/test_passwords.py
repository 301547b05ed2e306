"""Passwords."""

import asyncio

import bcrypt
import pytest

from emberline.accounts import passwords
from emberline.accounts.passwords import check_password, hash_password, hashed
from emberline.kit.errors import AppError

pytestmark = pytest.mark.anyio


async def test_a_password_is_hashed_at_cost_12_and_found_again():
    stored = await hash_password("correct horse")
    assert stored.startswith("$2b$12$")
    assert await check_password("correct horse", stored)
    assert not await check_password("Correct horse", stored)


async def test_what_stands_beyond_72_bytes_counts():
    stored = hashed("ä" * 100 + "1", cost=4)
    assert await check_password("ä" * 100 + "1", stored)
    assert not await check_password("ä" * 100 + "2", stored)


async def test_the_same_password_in_another_unicode_form_is_right():
    stored = hashed("caf\u00e9 au lait", cost=4)
    assert await check_password("cafe\u0301 au lait", stored)


async def test_an_unknown_account_costs_a_check_at_the_full_cost():
    before = passwords.CHECKS._value.get()
    assert not await check_password("correct horse", None)
    assert passwords.CHECKS._value.get() == before + 1
    assert passwords.UNKNOWN_ACCOUNT_HASH.startswith(f"$2b${passwords.COST}$")
    assert not bcrypt.checkpw(b"correct horse", passwords.UNKNOWN_ACCOUNT_HASH.encode())


async def test_the_loop_goes_on_while_a_password_is_hashed():
    hashing = asyncio.create_task(hash_password("correct horse"))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100


async def test_more_than_a_queue_of_hashes_is_refused_and_the_queue_is_served():
    stored = hashed("correct horse", cost=4)
    asked = [check_password("correct horse", stored) for _ in range(150)]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    refusals = [outcome for outcome in outcomes if isinstance(outcome, AppError)]
    assert [refusal.status for refusal in refusals] == [503] * 50
    assert outcomes.count(True) == 100
