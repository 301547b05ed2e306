"""Reporting what should not be here."""

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import Envelope, documented
from emberline.kit.idempotency import InIdempotency
from emberline.kit.limits import Rate, enforce
from emberline.kit.runtime import InRuntime
from emberline.moderation.schemas import MakeReport, Reported
from emberline.moderation.service.reports import make_report

router = APIRouter(route_class=PrivateRoute)

_REPORTS = Rate("reports", 60, 3600)
_MESSAGE = "Reported. Moderators will look at it."

_REPORTED = {
    "success": True,
    "data": {
        "report_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
        "kind": "clip",
        "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
        "reason": "harassment",
        "note": "The second picture is of me.",
        "created_at": "2026-03-01T12:00:00Z",
    },
    "message": _MESSAGE,
    "timestamp": "2026-03-01T12:00:00Z",
}


@router.post(
    "/api/reports",
    status_code=201,
    responses=documented(Envelope[Reported], _REPORTED, status=201, description="Reported."),
)
async def report(
    form: MakeReport, viewer: InViewer, runtime: InRuntime, idempotency: InIdempotency
) -> Response:
    """Report a clip, a story, a review, a comment or a person to the moderators.

    They keep it as it is now. 404 for what you may not see; 409 when you have reported it before.
    """
    await enforce(runtime.limits, _REPORTS, viewer.user_id)
    now = runtime.clock.now()

    def make(conn: Connection) -> Envelope[Reported]:
        return Envelope(True, make_report(conn, viewer.user_id, form, now), _MESSAGE, now)

    return await idempotency.create(viewer.user_id, form.model_dump(mode="json"), make)
