"""What administrators see of the whole instance, and do with its jobs."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update

from emberline.kit import jobs
from emberline.kit.ids import new_id
from emberline.kit.jobs import Job
from tests.accounts.factories import make_person
from tests.clips.factories import post_photo, post_text
from tests.trust.cast import make_media

pytestmark = pytest.mark.anyio


@pytest.fixture
async def admin(server):
    """An administrator."""
    return await make_person(server, role="admin")


async def _got(person, path: str, **params: Any) -> dict[str, Any]:
    answer = await person.http.get(path, params=params)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_storage_names_who_stores_most_page_by_page(server, admin, count_statements):
    people = [await make_person(server) for _ in range(3)]
    for number, person in enumerate(people, 1):
        for _ in range(number):
            await make_media(server, person)
    first = await _got(admin, "/api/admin/storage", limit=2)
    cursor = first["meta"]["next_cursor"]
    with count_statements() as statements:
        second = await _got(admin, "/api/admin/storage", limit=2, cursor=cursor)
    assert len(statements) <= 6
    users = first["data"]["users"] + second["data"]["users"]
    assert [(user["user_id"], user["count"]) for user in users] == [
        (person.id, number) for number, person in reversed(list(enumerate(people, 1)))
    ]
    assert second["meta"]["next_cursor"] is None
    data = first["data"]
    assert data["media_bytes"] == sum(user["bytes"] for user in users) == 6 * 96
    assert data["media"] == [{"kind": "image", "status": "ready", "count": 6, "bytes": 6 * 96}]
    assert data["database_bytes"] > 100_000
    assert 0 < data["disk_free_bytes"] < data["disk_bytes"]
    assert data["waiting_deletions"] == 0


async def test_storage_of_an_empty_instance_is_nothing(admin):
    data = (await _got(admin, "/api/admin/storage"))["data"]
    assert (data["media_bytes"], data["media"], data["users"]) == (0, [], [])


async def _ask(server, subject: str, **values: Any) -> str:
    def ask(conn: Connection) -> str:
        secret = {"told": "a secret"}
        now = server.clock.now()
        job_id = jobs.request(conn, "test.kind", subject, now=now, payload=secret)
        if values:
            conn.execute(update(Job).where(Job.id == job_id).values(**values))
        return job_id

    return str(await server.runtime.database.write(ask))


async def test_jobs_are_listed_page_by_page_with_their_figures(server, admin):
    waiting = [await _ask(server, f"waiting {number}") for number in range(3)]
    reason = {"code": "x", "message": "The disk was full."}
    failed = await _ask(server, "failed", status="failed", error=reason)
    first = await _got(admin, "/api/admin/jobs", limit=2)
    cursor = first["meta"]["next_cursor"]
    second = await _got(admin, "/api/admin/jobs", limit=2, cursor=cursor)
    listed = first["data"]["jobs"] + second["data"]["jobs"]
    assert [job["job_id"] for job in listed] == [failed, *reversed(waiting)]
    assert second["meta"]["next_cursor"] is None
    assert "a secret" not in str(first)
    figures = {row["status"]: row["count"] for row in first["data"]["figures"]}
    assert figures == {"failed": 1, "pending": 3}
    only = await _got(admin, "/api/admin/jobs", status="failed", kind="test.kind")
    assert [job["error"] for job in only["data"]["jobs"]] == ["The disk was full."]
    assert (await _got(admin, "/api/admin/jobs", kind="another"))["data"]["jobs"] == []
    assert (await admin.http.get("/api/admin/jobs?status=lost")).status_code == 400


async def test_a_job_is_retried_or_cancelled_where_its_state_allows(server, admin):
    failed, waiting = await _ask(server, "failed", status="failed"), await _ask(server, "waiting")
    retried = await admin.http.post(f"/api/admin/jobs/{failed}/retry")
    assert (retried.status_code, retried.json()["data"]["status"]) == (200, "pending")
    again = await admin.http.post(f"/api/admin/jobs/{failed}/retry")
    assert (again.status_code, again.json()["error"]) == (409, "Job is pending")
    cancelled = await admin.http.post(f"/api/admin/jobs/{waiting}/cancel")
    assert (cancelled.status_code, cancelled.json()["data"]["status"]) == (200, "cancelled")
    assert (await admin.http.post(f"/api/admin/jobs/{waiting}/cancel")).status_code == 409
    for move in ("retry", "cancel"):
        nowhere = await admin.http.post(f"/api/admin/jobs/{new_id()}/{move}")
        assert nowhere.status_code == 404


async def test_insights_count_people_clips_and_views_by_day(server, admin, count_statements):
    author, reader = await make_person(server), await make_person(server)
    await make_person(server, suspended_at=server.clock.now())
    await post_text(author, visibility="FOLLOWERS")
    server.clock.advance(timedelta(days=2))
    clip = await post_photo(author)
    assert (await reader.http.post(f"/stories/{clip['id']}/view")).status_code == 200
    with count_statements() as statements:
        data = (await _got(admin, "/api/admin/insights", days=4))["data"]
    assert len(statements) <= 8
    assert (data["users"], data["suspended"]) == (4, 1)
    assert data["active_week"] >= data["active_day"]
    assert (data["clips"], data["clips_active"]) == (2, 1)
    assert data["clips_by_kind"] == {"image": 1, "text": 1}
    assert data["clips_by_visibility"] == {"FOLLOWERS": 1, "PUBLIC": 1}
    assert data["clips_by_day"] == [
        {"day": "2026-02-28", "count": 0},
        {"day": "2026-03-01", "count": 1},
        {"day": "2026-03-02", "count": 0},
        {"day": "2026-03-03", "count": 1},
    ]
    assert [day["count"] for day in data["views_by_day"]] == [0, 0, 0, 1]
    assert [day["count"] for day in data["new_users_by_day"]] == [0, 4, 0, 0]
    assert (await admin.http.get("/api/admin/insights?days=91")).status_code == 400


@pytest.mark.parametrize("call", ["storage", "jobs", "insights"])
async def test_these_are_for_administrators_alone(server, admin, call):
    assert (await admin.http.get(f"/api/admin/{call}")).status_code == 200
    for role in ("user", "moderator"):
        person = await make_person(server, role=role)
        assert (await person.http.get(f"/api/admin/{call}")).status_code == 403
    assert (await server.http.get(f"/api/admin/{call}")).status_code == 401
