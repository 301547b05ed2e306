"""Reports for tests, through the front door."""

from typing import Any

import httpx

from tests.accounts.factories import Person


async def report(
    reporter: Person, kind: str, id: str, reason: str = "harassment", **fields: Any
) -> httpx.Response:
    """The answer to a report."""
    body = {"kind": kind, "id": id, "reason": reason, **fields}
    return await reporter.http.post("/api/reports", json=body)


async def made_report(reporter: Person, kind: str, id: str, **fields: Any) -> str:
    """The id of a report that was taken."""
    answer = await report(reporter, kind, id, **fields)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["report_id"])


async def comment_on(writer: Person, clip: dict[str, Any], text: str = "Boo") -> dict[str, Any]:
    """A comment under a clip."""
    answer = await writer.http.post(f"/stories/{clip['id']}/comments", json={"text": text})
    assert answer.status_code == 201, answer.text
    comment: dict[str, Any] = answer.json()
    return comment


async def queue(moderator: Person, query: str = "") -> list[dict[str, Any]]:
    """What the moderator's queue holds."""
    answer = await moderator.http.get(f"/api/admin/reports{query}")
    assert answer.status_code == 200, answer.text
    reports: list[dict[str, Any]] = answer.json()["data"]
    return reports


async def hold(moderator: Person, report_id: str, **body: Any) -> httpx.Response:
    """The answer to holding what was reported."""
    return await moderator.http.post(f"/api/admin/reports/{report_id}/hold", json=body)


async def resolve(
    moderator: Person, report_id: str, action: str, note: str | None = None, **more: Any
) -> httpx.Response:
    """The answer to a decision."""
    body = {"action": action, "note": note, **more}
    return await moderator.http.post(f"/api/admin/reports/{report_id}/resolve", json=body)
