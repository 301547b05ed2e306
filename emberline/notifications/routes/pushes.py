"""Web Push: the server's key, and the browsers that take pushes."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer, require_session
from emberline.accounts.routes.private import PrivateRoute
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.runtime import InRuntime
from emberline.notifications.routes.checked import check_address
from emberline.notifications.schemas import PushKey, Subscribe, SubscriptionAnswer, Unsubscribe
from emberline.notifications.sealing import public_key_text
from emberline.notifications.service import subscriptions

router = APIRouter(prefix="/api/push", route_class=PrivateRoute)

_KEY = {
    "success": True,
    "data": {
        "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyP"
        "js7Vd8pZGH6SRpkNtoIAiw4"
    },
    "message": "The key for `pushManager.subscribe`.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_MADE = {
    **_KEY,
    "data": {
        "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "endpoint": "https://push.example.com/send/abc",
        "created_at": "2026-03-01T12:00:00Z",
    },
    "message": "This browser takes pushes now.",
}
_ENDED = {**_KEY, "data": {}, "message": "This browser takes no more pushes."}


@router.get("/key", responses=documented(Envelope[PushKey], _KEY))
async def read_push_key(runtime: InRuntime, viewer: InViewer) -> Response:  # noqa: ARG001
    """The server's VAPID key, the `applicationServerKey` of `pushManager.subscribe`."""
    key = PushKey(public_key_text(runtime.secret_key))
    return enveloped(key, "The key for `pushManager.subscribe`.", runtime.clock.now())


@router.post(
    "/subscriptions",
    status_code=201,
    responses=documented(Envelope[SubscriptionAnswer], _MADE, status=201),
)
async def subscribe(runtime: InRuntime, viewer: InViewer, form: Subscribe) -> Response:
    """Push to this browser until the session ends, or it unsubscribes. Again: nothing changes.

    Needs a session (403 for an API token). A user's ten newest browsers are kept.
    """
    session_id = require_session(viewer, "An API token takes no pushes. Sign in for that.")
    await check_address(runtime, viewer.user_id, "endpoint", form.endpoint)
    now = runtime.clock.now()
    made = await runtime.database.write(
        subscriptions.subscribe, viewer.user_id, session_id, form, now
    )
    return enveloped(made, "This browser takes pushes now.", now, 201)


@router.delete("/subscriptions", responses=documented(Envelope[Done], _ENDED))
async def unsubscribe(runtime: InRuntime, viewer: InViewer, form: Unsubscribe) -> Response:
    """Push to this browser no more; its endpoint says which. 404 where there is no such one."""
    await runtime.database.write(subscriptions.unsubscribe, viewer.user_id, form.endpoint)
    return enveloped(Done(), "This browser takes no more pushes.", runtime.clock.now())
