"""What operators are shown of the queue, and what showing it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, text

from emberline.kit.ids import new_id
from emberline.kit.jobs import Job
from emberline.kit.jobs.upkeep import queue_figures
from tests.people.plans import plan_of

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def test_the_figures_tell_of_what_waits_runs_or_failed(database):
    await database.write(_add, {"pending": 3, "running": 2, "failed": 1, "succeeded": 4})

    figures = await database.read(queue_figures)

    assert [(row.kind, row.status, row.jobs) for row in figures] == [
        ("test.kind", "failed", 1),
        ("test.kind", "pending", 3),
        ("test.kind", "running", 2),
    ]


async def test_the_figures_read_no_job_that_ended_well(database):
    await database.write(_add, {"pending": 3, "failed": 2, "succeeded": 2000})

    plan = await database.read(_plan)

    assert "uq_jobs_kind_subject" in plan and "ix_jobs_failed" in plan
    assert "SCAN jobs\n" not in f"{plan}\n" and "Seq Scan on jobs" not in plan


def _add(conn: Connection, amounts: dict[str, int]) -> None:
    rows = [
        {
            "id": new_id(),
            "kind": "test.kind",
            "subject": f"{status} {number}",
            "status": status,
            "attempt": 0,
            "failures": 0,
            "progress": 0,
            "due_at": NOW,
            "created_at": NOW,
            "owner": new_id() if status == "running" else None,
            "lease_until": NOW + timedelta(minutes=1) if status == "running" else None,
        }
        for status, amount in amounts.items()
        for number in range(amount)
    ]
    conn.execute(insert(Job), rows)
    conn.execute(text("ANALYZE jobs"))


def _plan(conn: Connection) -> str:
    return plan_of(conn, queue_figures)
