"""Pages of foreign origins: only those that the operator named may read answers."""

import pytest

pytestmark = pytest.mark.anyio


async def test_only_named_origins_may_read_answers(start_server):
    server = await start_server(allowed_origins=("https://app.example",))
    named = await server.http.get("/healthz", headers={"Origin": "https://app.example"})
    assert named.headers["access-control-allow-origin"] == "https://app.example"
    other = await server.http.get("/healthz", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    preflight = await server.http.options(
        "/stories",
        headers={
            "Origin": "https://app.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,idempotency-key",
        },
    )
    assert preflight.status_code == 200
    assert "access-control-allow-credentials" not in preflight.headers


async def test_by_default_no_foreign_origin_may(server):
    answer = await server.http.get("/healthz", headers={"Origin": "https://app.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
