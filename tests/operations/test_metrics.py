"""Metrics: for Prometheus beside the server, and for administrators."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, update

from emberline.kit import jobs
from emberline.kit.jobs import Job
from emberline.operations.gauges import ASKED_EVERY
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


async def test_the_state_of_the_instance_is_shown_a_few_seconds_old_at_most(server):
    admin = await make_person(server, role="admin")
    failed = await _ask(server, "failed")
    first = await _gauges(admin)
    assert first["emberline_database_up"] == 1
    assert first["emberline_database_bytes"] > 100_000
    assert first["emberline_disk_free_bytes"] > 0
    assert first['emberline_jobs{kind="test.sweep",status="pending"}'] == 1
    assert first['emberline_jobs_oldest_due_seconds{kind="test.sweep"}'] == 0
    ended = update(Job).where(Job.id == failed).values(status="failed")
    await server.runtime.database.write(_execute, ended)
    server.clock.advance(ASKED_EVERY / 2)
    assert 'emberline_jobs{kind="test.sweep",status="failed"}' not in await _gauges(admin)
    server.clock.advance(ASKED_EVERY)
    later = await _gauges(admin)
    assert later['emberline_jobs{kind="test.sweep",status="failed"}'] == 1
    assert 'emberline_jobs{kind="test.sweep",status="pending"}' not in later


async def test_the_last_sweep_and_an_overdue_job_are_shown(server):
    admin = await make_person(server, role="admin")
    now = server.clock.now()
    job_id = await _ask(server, "x")
    began = update(Job).where(Job.id == job_id).values(started_at=now, period_seconds=3600)
    await server.runtime.database.write(_execute, began)
    server.clock.advance(timedelta(minutes=3))
    gauges = await _gauges(admin)
    assert gauges['emberline_jobs_oldest_due_seconds{kind="test.sweep"}'] == 180
    last = gauges['emberline_last_sweep_timestamp_seconds{kind="test.sweep"}']
    assert last == now.timestamp()


async def test_metrics_are_read_while_the_database_is_away(server):
    transport = httpx.ASGITransport(server.app, client=("127.0.0.1", 40000))
    async with httpx.AsyncClient(transport=transport, base_url="http://emberline") as local:
        assert "emberline_database_up 1.0" in (await local.get("/metrics")).text
        await server.runtime.database.close()
        server.clock.advance(ASKED_EVERY)
        answer = await local.get("/metrics")
        assert answer.status_code == 200
        assert "emberline_database_up 0.0" in answer.text


async def test_uploads_that_are_not_taken_are_counted_by_reason(server):
    person, admin = await make_person(server), await make_person(server, role="admin")
    name = 'emberline_upload_errors_total{reason="%s"}'
    before = await _gauges(admin)
    files = {"file": ("a.exe", b"MZ something else", "image/png")}
    refused = await person.http.post("/media", files=files)
    assert refused.status_code in (400, 415)
    code = refused.json()["type"].rpartition("/")[2]
    assert (await server.http.post("/media", files=files)).status_code == 401
    assert (await person.http.post("/stories", json={})).status_code == 400
    after = await _gauges(admin)
    changed = {
        key: after[key] - before.get(key, 0) for key in after if "upload_errors_total" in key
    }
    assert {key: value for key, value in changed.items() if value} == {
        name % code: 1,
        name % "unauthorized": 1,
    }


async def _gauges(admin) -> dict[str, float]:
    lines = (await admin.http.get("/metrics")).text.splitlines()
    pairs = [line.rsplit(" ", 1) for line in lines if line.startswith("emberline_")]
    return {name: float(value) for name, value in pairs}


async def _ask(server, subject: str) -> str:
    def ask(conn: Connection) -> str:
        return jobs.request(conn, "test.sweep", subject, now=server.clock.now())

    return str(await server.runtime.database.write(ask))


def _execute(conn: Connection, statement: Any) -> None:
    conn.execute(statement)
