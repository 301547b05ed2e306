"""The moderators' queue: what was reported, and what is done about it."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body
from starlette.responses import Response

from emberline.accounts.auth import InModerator, Viewer
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import (
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.files import FileSigner
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime, Runtime
from emberline.media.jobs import bury
from emberline.moderation.rules import Action
from emberline.moderation.schemas import HoldReport, QueuedReport, ResolveReport
from emberline.moderation.service import queue
from emberline.moderation.service.decisions import Decision, decide

router = APIRouter(prefix="/api/admin/reports", route_class=PrivateRoute)

Status = Literal["all", "open", "held", "resolved"]
Kinds = Literal["all", "clip", "story", "review", "comment", "user"]

# It may be left out; FastAPI does not find the form's own example then.
_HoldBody = Annotated[HoldReport | None, Body(examples=[{"note": "Asked the police."}])]

_CURSOR = "reports"
_AT = "2026-03-01T12:00:00Z"
_AUTHOR = "0197a1b2-7c4e-7000-8000-0000000000a1"
_REPORT_ID = "0197a1b2-7c4e-7000-8000-0000000000f1"
_QUERY = f"?viewer={_AUTHOR}&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg"
_REPORT: dict[str, Any] = {
    "report_id": _REPORT_ID,
    "kind": "clip",
    "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
    "reason": "harassment",
    "note": "The second picture is of me.",
    "snapshot": {
        "author_id": _AUTHOR,
        "author_username": "mara",
        "kind": "image",
        "text": None,
        "caption": "Last light",
        "alt_text": None,
        "stickers": [],
        "visibility": "PUBLIC",
        "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
        "origin_id": None,
        "story_link_id": None,
        "published_at": "2026-03-01T11:00:00Z",
        "expires_at": "2026-03-02T11:00:00Z",
        "media_url": f"/files/report/{_REPORT_ID}/display.webp{_QUERY}",
        "thumbnail_url": f"/files/report/{_REPORT_ID}/thumbnail.webp{_QUERY}",
    },
    "status": "held",
    "log": [
        {
            "by": "0197a1b2-7c4e-7000-8000-0000000000e1",
            "by_username": "ida",
            "action": "hold",
            "note": "Asked the author.",
            "reason": None,
            "at": _AT,
        }
    ],
    "reporter_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
    "reporter_username": "jonas",
    "created_at": _AT,
}
_ONE = {"success": True, "data": _REPORT, "message": "Report.", "timestamp": _AT}
_MANY = {**_ONE, "data": [_REPORT], "message": "Reports.", "meta": {"next_cursor": None}}
_RESOLVED = {**_ONE, "data": {**_REPORT, "status": "resolved"}, "message": "Resolved."}


@router.get("", responses=documented(EnvelopedPage[list[QueuedReport]], _MANY))
async def list_reports(
    moderator: InModerator,
    runtime: InRuntime,
    status: Status = "all",
    kind: Kinds = "all",
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """What was reported, the newest first, with what was done about it. For moderators."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    page = await runtime.database.read(
        queue.list_reports, _signer(runtime, moderator), asked, status, kind
    )
    return listed_in_envelope(runtime, _CURSOR, page.rows, page.next, "Reports.")


@router.get("/{report_id}", responses=documented(Envelope[QueuedReport], _ONE))
async def read_report(report_id: Id, moderator: InModerator, runtime: InRuntime) -> Response:
    """One report. For moderators."""
    return await _answer(runtime, moderator, report_id, "Report.")


@router.post("/{report_id}/hold", responses=documented(Envelope[QueuedReport], _ONE))
async def hold(
    report_id: Id, moderator: InModerator, runtime: InRuntime, form: _HoldBody = None
) -> Response:
    """Hide what was reported from everyone, its author too, and keep it past its end.

    A story stays with the people who write it, who cannot delete it meanwhile. All reports of the
    same thing are held with it. 409 when it is held, resolved or gone already, and for a person.
    For moderators.
    """
    note = form.note if form else None
    await _decide(runtime, moderator, report_id, Action.HOLD, note, None)
    return await _answer(runtime, moderator, report_id, "Held.")


@router.post("/{report_id}/resolve", responses=documented(Envelope[QueuedReport], _RESOLVED))
async def resolve(
    report_id: Id, moderator: InModerator, runtime: InRuntime, form: ResolveReport
) -> Response:
    """Decide on what was reported, for all reports of the same thing.

    `dismiss` lets it be seen again, `remove` deletes it with its files, `suspend` deletes it and
    suspends its author, who is told the `reason` at their next try to sign in. 400 for a reason
    with another action; 409 when it was resolved before; 403 for suspending a moderator or an
    administrator unless by an administrator. For moderators.
    """
    await _decide(runtime, moderator, report_id, Action(form.action), form.note, form.reason)
    return await _answer(runtime, moderator, report_id, "Resolved.")


async def _decide(
    runtime: Runtime,
    moderator: Viewer,
    report_id: str,
    action: Action,
    note: str | None,
    reason: str | None,
) -> None:
    decision = Decision(moderator.user_id, action, note or None, reason, runtime.clock.now())
    doomed = await runtime.database.write(decide, report_id, decision)
    await bury(runtime, doomed)


async def _answer(runtime: Runtime, moderator: Viewer, report_id: str, message: str) -> Response:
    signer = _signer(runtime, moderator)
    entry = await runtime.database.read(queue.read_report, signer, report_id)
    return enveloped(entry, message, runtime.clock.now())


def _signer(runtime: Runtime, moderator: Viewer) -> FileSigner:
    return FileSigner(runtime.files_signer, moderator.user_id, runtime.clock.now())
