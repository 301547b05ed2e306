"""Metrics: for Prometheus beside the server, and for administrators."""

import httpx
import pytest

from tests.accounts.factories import make_person

pytestmark = pytest.mark.anyio


async def test_this_machine_reads_the_metrics_and_a_forwarded_request_does_not(server):
    transport = httpx.ASGITransport(server.app, client=("127.0.0.1", 40000))
    async with httpx.AsyncClient(transport=transport, base_url="http://emberline") as local:
        await local.get("/healthz")
        answer = await local.get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        assert 'emberline_requests_total{method="GET",route="/healthz",status="200"}' in answer.text
        forwarded = await local.get("/metrics", headers={"X-Forwarded-For": "198.51.100.1"})
        assert forwarded.status_code == 401


async def test_from_elsewhere_only_administrators_read_them(server):
    person, admin = await make_person(server), await make_person(server, role="admin")
    assert (await admin.http.get("/metrics")).status_code == 200
    assert (await person.http.get("/metrics")).status_code == 403
    assert (await server.http.get("/metrics")).status_code == 401
