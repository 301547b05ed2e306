"""Guest links as the clip's author makes, lists and revokes them."""

from typing import Any

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.passwords import hash_password
from emberline.clips.queries.links import LinkRow
from emberline.clips.schemas.links import Link, MadeLink, MakeLink
from emberline.clips.service import links
from emberline.clips.service.link_codes import link_address, passcode_fingerprint
from emberline.kit.answers import Listing, answer, documented, listed
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.limits import Rate, enforce
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories/{clip_id}/links", tags=["guest links"])

# Each costs as much as a sign-in.
_PASSCODES_SET = Rate("link-passcodes-set", 10, 60)
_CURSOR = "links"

_LINK: dict[str, Any] = {
    "link_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
    "url": "/g/0197a1b27c4e700080000000000000d1kq1uQzUuN0mPZb0m0Jq3Wg",
    "expires_at": "2026-03-01T13:00:00Z",
    "max_views": 10,
    "views": 0,
    "has_passcode": True,
    "created_at": "2026-03-01T12:00:00Z",
    "revoked_at": None,
}
_LINKS = {"data": [_LINK], "meta": {"next_cursor": None}}


@router.post(
    "", status_code=201, responses=documented(Link, _LINK, status=201, description="Made.")
)
async def make_link(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, clip_id: Id, form: MakeLink
) -> Response:
    """Make an address that shows this one clip of yours to whoever has it, with no account.

    It ends with the clip at the latest. The clip's visibility does not matter to it: sharing is
    your decision. Without a passcode anyone may pass it on; revoke it and it is over at once.
    """
    now = runtime.clock.now()
    passcode_hash = None
    if form.passcode is not None:
        # Before the costly hash, what can be refused without it.
        await runtime.database.read(links.check_linkable, viewer.user_id, clip_id, now)
        await enforce(runtime.limits, _PASSCODES_SET, viewer.user_id)
        passcode_hash = await hash_password(form.passcode)
    wanted = links.WantedLink(form.expires_in, form.max_views, passcode_hash)

    def make(conn: Connection) -> MadeLink:
        return _made(links.make_link(conn, viewer.user_id, clip_id, wanted, now))

    fingerprint = passcode_fingerprint(runtime.secret_key, form.passcode)
    sent = [clip_id, form.expires_in, form.max_views, fingerprint]
    stored = await idempotency.create(viewer.user_id, sent, make)
    # Only here does the address appear: what is kept for a repeat does not hold it.
    made = msgspec.json.decode(bytes(stored.body), type=MadeLink)
    return answer(_addressed(runtime.secret_key, made), 201)


@router.get("", responses=documented(Listing[Link], _LINKS))
async def list_links(
    runtime: InRuntime,
    viewer: InViewer,
    clip_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The guest links of your clip, newest first, those that are over too."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    now = runtime.clock.now()
    page = await runtime.database.read(links.list_links, viewer.user_id, clip_id, asked, now)
    shown = [_shown(runtime.secret_key, row) for row in page.rows]
    return listed(runtime, _CURSOR, shown, page.next)


@router.delete("/{link_id}", status_code=204, response_class=Response)
async def revoke_link(runtime: InRuntime, viewer: InViewer, clip_id: Id, link_id: Id) -> Response:
    """Revoke a guest link of your clip. What its guests have open stops too."""
    now = runtime.clock.now()
    await runtime.database.write(links.revoke_link, viewer.user_id, clip_id, link_id, now)
    return Response(status_code=204)


def _shown(secret_key: str, row: LinkRow) -> Link:
    return _addressed(secret_key, _made(row))


def _addressed(secret_key: str, made: MadeLink) -> Link:
    return Link(url=link_address(secret_key, made.link_id), **msgspec.structs.asdict(made))


def _made(row: LinkRow) -> MadeLink:
    return MadeLink(
        link_id=row.id,
        expires_at=row.expires_at,
        max_views=row.max_views,
        views=row.views,
        has_passcode=row.has_passcode,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
