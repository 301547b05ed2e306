"""Personal API tokens, for scripts and other programs of one's own."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer, require_session
from emberline.accounts.routes.private import PrivateRoute
from emberline.accounts.schemas import ApiTokenEntry, MakeApiToken, NewApiToken
from emberline.accounts.secret_texts import api_token_text
from emberline.accounts.service import api_tokens
from emberline.kit.answers import Done, Envelope, documented, enveloped
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/api/auth/tokens", tags=["accounts"], route_class=PrivateRoute)

_TOKEN = {
    "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
    "name": "backup script",
    "scopes": ["read"],
    "created_at": "2026-03-01T12:00:00Z",
    "expires_at": None,
}
_MADE = {
    "success": True,
    "data": {**_TOKEN, "token": "emt_0195a3f07b1c7c3e9a543f2b6f0c1d2e…"},
    "message": "Keep the token now: it is not shown again.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_LISTED = {**_MADE, "data": [_TOKEN], "message": "Your API tokens."}
_DONE = {**_MADE, "data": {}, "message": "API token deleted."}


@router.post("", status_code=201, responses=documented(Envelope[NewApiToken], _MADE, status=201))
async def make_token(
    form: MakeApiToken, viewer: InViewer, runtime: InRuntime, idempotency: InIdempotency
) -> Response:
    """Make an API token, shown this once. Needs a session: a token cannot make another (403)."""
    require_session(viewer, "An API token cannot make another one. Sign in for that.")
    sent = form.model_dump(mode="json")
    made = await idempotency.create(
        viewer.user_id,
        sent,
        api_tokens.make_api_token,
        viewer.user_id,
        form,
        runtime.secret_key,
        runtime.clock.now(),
    )
    # Only here does the token appear: what is kept for a repeat does not hold it.
    entry = msgspec.json.decode(bytes(made.body), type=ApiTokenEntry)
    text = api_token_text(runtime.secret_key, entry.id)
    shown = NewApiToken(**msgspec.structs.asdict(entry), token=text)
    # A repeat is answered to the byte, so it tells the time of the first.
    return enveloped(shown, "Keep the token now: it is not shown again.", entry.created_at, 201)


@router.get("", responses=documented(Envelope[list[ApiTokenEntry]], _LISTED))
async def list_tokens(viewer: InViewer, runtime: InRuntime) -> Response:
    """The caller's API tokens, at most 50, the newest first; never the tokens themselves."""
    now = runtime.clock.now()
    entries = await runtime.database.read(api_tokens.api_tokens_of, viewer.user_id, now)
    return enveloped(entries, "Your API tokens.", now)


@router.delete("/{token_id}", responses=documented(Envelope[Done], _DONE))
async def delete_token(token_id: Id, viewer: InViewer, runtime: InRuntime) -> Response:
    """Delete an API token; it is refused from now on."""
    now = runtime.clock.now()
    await runtime.database.write(api_tokens.delete_api_token, viewer.user_id, token_id, now)
    return enveloped(Done(), "API token deleted.", now)
