"""Webhooks: programs of one's own that are sent events."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer, require_session
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import (
    Done,
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.notifications.routes.checked import check_address
from emberline.notifications.schemas import (
    DeliveryAnswer,
    MakeWebhook,
    NewWebhook,
    WebhookAnswer,
)
from emberline.notifications.service import webhooks

router = APIRouter(prefix="/api/webhooks", route_class=PrivateRoute)

_AT = "2026-03-01T12:00:00Z"
_WEBHOOK = {
    "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
    "url": "https://example.com/hook",
    "events": ["story.reacted", "story.replied"],
    "created_at": _AT,
    "failing_since": None,
    "disabled_at": None,
}
_MADE = {
    "success": True,
    "data": {**_WEBHOOK, "secret": "whsec_5f0c…"},
    "message": "Keep the secret now: it is not shown again.",
    "timestamp": _AT,
}
_LISTED = {**_MADE, "data": [_WEBHOOK], "message": "Your webhooks."}
_DELETED = {**_MADE, "data": {}, "message": "Webhook deleted."}
_DELIVERIES = {
    **_MADE,
    "data": [
        {
            "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2f",
            "event": "story.reacted",
            "status": "delivered",
            "attempts": 1,
            "response_code": 204,
            "created_at": _AT,
            "attempted_at": _AT,
        }
    ],
    "message": "What was delivered.",
    "meta": {"next_cursor": None},
}


@router.post("", status_code=201, responses=documented(Envelope[NewWebhook], _MADE, status=201))
async def make_webhook(
    runtime: InRuntime, viewer: InViewer, form: MakeWebhook, idempotency: InIdempotency
) -> Response:
    """Send the caller's events to a program, signed with a secret that is shown this once.

    Needs a session (403 for an API token, whose reader would go on reading through it). 400 for
    an address that is not https, not public or does not resolve. At most 10 (409).
    """
    require_session(viewer, "An API token cannot make a webhook. Sign in for that.")
    await check_address(runtime, viewer.user_id, "url", form.url)
    made = await idempotency.create(
        viewer.user_id,
        form.model_dump(mode="json"),
        webhooks.make_webhook,
        viewer.user_id,
        form,
        runtime.clock.now(),
    )
    # Only here does the secret appear: what is kept for a repeat does not hold it.
    entry = msgspec.json.decode(bytes(made.body), type=WebhookAnswer)
    secret = form.secret or webhooks.derived_secret(runtime.secret_key, entry.id)
    shown = NewWebhook(**msgspec.structs.asdict(entry), secret=secret)
    return enveloped(shown, "Keep the secret now: it is not shown again.", entry.created_at, 201)


@router.get("", responses=documented(Envelope[list[WebhookAnswer]], _LISTED))
async def list_webhooks(runtime: InRuntime, viewer: InViewer) -> Response:
    """The caller's webhooks, at most 10, the newest first; never their secrets."""
    found = await runtime.database.read(webhooks.webhooks_of, viewer.user_id)
    return enveloped(found, "Your webhooks.", runtime.clock.now())


@router.delete("/{webhook_id}", responses=documented(Envelope[Done], _DELETED))
async def delete_webhook(runtime: InRuntime, viewer: InViewer, webhook_id: Id) -> Response:
    """Delete a webhook; what waits for it is not sent any more."""
    await runtime.database.write(webhooks.delete_webhook, viewer.user_id, webhook_id)
    return enveloped(Done(), "Webhook deleted.", runtime.clock.now())


@router.get(
    "/{webhook_id}/deliveries",
    responses=documented(EnvelopedPage[list[DeliveryAnswer]], _DELIVERIES),
)
async def read_deliveries(
    runtime: InRuntime,
    viewer: InViewer,
    webhook_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """What was sent to a webhook in the last 30 days, newest first, and how it ended."""
    name = f"deliveries {webhook_id}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor))
    page = await runtime.database.read(webhooks.deliveries, viewer.user_id, webhook_id, asked)
    return listed_in_envelope(runtime, name, page.rows, page.next, "What was delivered.")
