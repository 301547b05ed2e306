"""Health and readiness."""

import pytest

from tests.redis_server import RedisServer

pytestmark = pytest.mark.anyio


async def test_a_server_with_its_database_is_healthy_and_ready(server):
    assert (await server.http.get("/healthz")).json() == {"status": "ok"}
    assert (await server.http.get("/readyz/")).json() == {"status": "ready"}


async def test_a_server_whose_database_is_gone_lives_but_is_not_ready(server):
    assert (await server.http.get("/readyz")).status_code == 200
    await server.runtime.database.close()
    assert (await server.http.get("/healthz")).status_code == 200
    answer = await server.http.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == answer.json()["request_id"]


async def test_a_server_whose_redis_is_gone_lives_and_is_ready_again_with_it(start_server):
    with RedisServer() as redis:
        server = await start_server(redis_url=redis.url())
        assert (await server.http.get("/readyz")).status_code == 200
        redis.kill()
        assert (await server.http.get("/healthz")).status_code == 200
        answer = await server.http.get("/readyz")
        assert (answer.status_code, answer.json()["detail"]) == (503, "Redis does not answer.")
        redis.start()
        assert (await server.http.get("/readyz")).status_code == 200
        redis.pause()
        assert (await server.http.get("/readyz")).status_code == 503


async def test_an_unknown_address_is_a_problem(server):
    answer = await server.http.get("/nowhere")
    assert answer.status_code == 404
    assert answer.json()["error"] == "Resource not found"
