"""Both counters of hits: the same windows, shared by processes where Redis counts."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from structlog.testing import capture_logs

from emberline.kit.errors import AppError
from emberline.kit.limits import Limits, Rate, Standing, enforce
from emberline.kit.limits.memory import MemoryLimits
from emberline.kit.limits.redis import open_redis_limits
from tests.redis_server import RedisServer

pytestmark = pytest.mark.anyio

THREE = Rate("three", 3, 600)
PATIENCE = 30.0


@pytest.fixture(params=["memory", "redis"])
async def limits(request: pytest.FixtureRequest) -> AsyncIterator[Limits]:
    if request.param == "memory":
        yield MemoryLimits()
        return
    async with open_redis_limits(request.getfixturevalue("redis_url")) as limits:
        yield limits


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis that the test may end."""
    with RedisServer() as server:
        yield server


async def test_so_many_hits_pass_and_the_next_does_not(limits: Limits):
    assert [(await limits.hit(THREE, "mara")).allowed for _ in range(5)] == [True] * 3 + [False] * 2


async def test_a_refused_hit_says_when_the_window_ends(limits: Limits):
    for _ in range(3):
        await limits.hit(THREE, "mara")
    refused = await limits.hit(THREE, "mara")
    assert (refused.allowed, refused.remaining) == (False, 0)
    assert 590 < refused.resets_in <= 600


async def test_a_look_says_what_is_left_and_counts_nothing(limits: Limits):
    assert await limits.look(THREE, "mara") == Standing(True, 3, 0)
    await limits.hit(THREE, "mara")
    for _ in range(5):
        assert (await limits.look(THREE, "mara")).remaining == 2
    await limits.hit(THREE, "mara")
    await limits.hit(THREE, "mara")
    looked = await limits.look(THREE, "mara")
    assert (looked.allowed, looked.remaining) == (False, 0)
    assert 590 < looked.resets_in <= 600


async def test_keys_and_rates_are_counted_apart(limits: Limits):
    for _ in range(4):
        await limits.hit(THREE, "mara")
    assert not (await limits.look(THREE, "mara")).allowed
    assert (await limits.look(THREE, "noor")).remaining == 3
    assert (await limits.look(Rate("other", 3, 600), "mara")).remaining == 3


async def test_keys_that_look_like_others_names_are_counted_apart(limits: Limits):
    await limits.hit(THREE, "a/b")
    for key in ("a", "b", "a/b/", "A/B", "a%2Fb", ""):
        assert (await limits.look(THREE, key)).remaining == 3


async def test_hits_at_once_are_all_counted(limits: Limits):
    rate = Rate("fifty", 50, 600)
    standings = await asyncio.gather(*(limits.hit(rate, "mara") for _ in range(200)))
    assert sum(standing.allowed for standing in standings) == 50


async def test_a_window_that_is_over_begins_anew(limits: Limits):
    rate = Rate("brief", 1, 1)
    assert (await limits.hit(rate, "mara")).allowed
    assert not (await limits.hit(rate, "mara")).allowed
    async with asyncio.timeout(PATIENCE):
        while not (await limits.look(rate, "mara")).allowed:  # noqa: ASYNC110 (time alone ends it)
            await asyncio.sleep(0)
    assert (await limits.hit(rate, "mara")).allowed


async def test_one_hit_too_many_is_a_429_that_says_when_to_come_back(limits: Limits):
    for _ in range(3):
        await enforce(limits, THREE, "mara")
    with pytest.raises(AppError) as caught:
        await enforce(limits, THREE, "mara")
    assert caught.value.status == 429
    assert 590 < int(caught.value.headers["Retry-After"]) <= 600


async def test_processes_on_one_redis_share_their_counts(redis_url: str):
    async with open_redis_limits(redis_url) as here, open_redis_limits(redis_url) as there:
        await here.hit(THREE, "mara")
        await there.hit(THREE, "mara")
        assert (await here.hit(THREE, "mara")).allowed
        assert not (await there.hit(THREE, "mara")).allowed


async def test_instances_on_different_databases_count_apart(redis_server: RedisServer):
    async with (
        open_redis_limits(redis_server.url(1)) as here,
        open_redis_limits(redis_server.url(2)) as there,
    ):
        rate = Rate("apart", 1, 600)
        assert (await here.hit(rate, "mara")).allowed
        assert not (await here.hit(rate, "mara")).allowed
        assert (await there.hit(rate, "mara")).allowed


async def test_without_redis_it_is_a_503_until_redis_is_back(own_redis: RedisServer):
    async with open_redis_limits(own_redis.url()) as limits:
        assert (await limits.hit(THREE, "mara")).allowed
        own_redis.kill()
        with capture_logs() as logs:
            for call in (limits.hit, limits.hit, limits.look):
                with pytest.raises(AppError) as caught:
                    await call(THREE, "mara")
                assert (caught.value.status, caught.value.code) == (503, "unavailable")
            own_redis.start()
            assert (await limits.hit(THREE, "mara")).allowed
        assert [entry["event"] for entry in logs] == ["limits_lost", "limits_back"]


async def test_a_redis_that_hangs_is_a_503_within_seconds(own_redis: RedisServer):
    async with open_redis_limits(own_redis.url()) as limits:
        assert (await limits.hit(THREE, "mara")).allowed
        own_redis.pause()
        async with asyncio.timeout(10):
            refused = await asyncio.gather(
                *(limits.hit(THREE, "mara") for _ in range(100)), return_exceptions=True
            )
        assert {error.status for error in refused if isinstance(error, AppError)} == {503}
        assert all(isinstance(error, AppError) for error in refused)
        own_redis.resume()
        assert (await limits.look(THREE, "noor")).remaining == 3


async def test_limits_open_without_redis_and_a_wrong_password_is_a_503(own_redis: RedisServer):
    wrong = own_redis.url().replace(own_redis.password, "wrong")
    async with open_redis_limits(wrong) as limits:
        with pytest.raises(AppError) as caught:
            await limits.hit(THREE, "mara")
        assert caught.value.status == 503
        assert own_redis.password not in str(caught.value)
