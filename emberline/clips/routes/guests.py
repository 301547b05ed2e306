"""What a guest link opens, for people without an account: the page, the clip, its files."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from emberline.accounts.passwords import check_password
from emberline.accounts.routes.throttling import enforce_address
from emberline.clips.queries.links import Guest
from emberline.clips.queries.rows import ClipRow
from emberline.clips.routes import examples
from emberline.clips.routes.guest_page import PAGE_POLICY, clip_page, refusal_page
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.clips.service import links
from emberline.clips.service.link_codes import link_id_in
from emberline.clips.service.reading import ClipPage, linked_stories
from emberline.kit.answers import answer, documented
from emberline.kit.errors import AppError, not_found, unauthorized
from emberline.kit.files import (
    BYTES,
    FileSigner,
    SignedQuery,
    serve,
    signed_query,
    verified_viewer,
)
from emberline.kit.ids import Id
from emberline.kit.limits import Rate
from emberline.kit.runtime import InRuntime, Runtime
from emberline.media.service.media import display_name

router = APIRouter(tags=["guest links"])

GUESTS_FROM_ADDRESS = Rate("guest-address", 300, 60)
# What one address may try of one link; what a link bears from everywhere is counted in its row.
PASSCODES_FROM_ADDRESS = Rate("link-passcode", 10, 60)

# A guest's addresses of files hold for half an hour to an hour.
_ADDRESSES_SAME_FOR = 1800

_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept, X-Passcode",
}
_CLIP: dict[str, Any] = {
    **examples.CLIP,
    "media_url": "/files/link/0197a1b2-7c4e-7000-8000-0000000000d1/display.webp"
    "?viewer=0197a1b2-7c4e-7000-8000-0000000000d1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
    "thumbnail_url": None,
    "allow_replies": False,
    "allow_reactions": False,
    "allow_comments": False,
}
_OPENED = documented(
    Clip,
    _CLIP,
    description="The page, or with `format=json` the clip.",
    errors={
        401: "With `format=json`: the link has a passcode, and none or a wrong one was sent.",
        410: "The link is used up, over or revoked, or its clip has gone.",
    },
)
_OPENED[200]["content"]["text/html"] = {
    "schema": {"type": "string"},
    "example": "<!doctype html>…",
}

Format = Literal["html", "json"]
Passcode = Annotated[
    str | None,
    Header(alias="X-Passcode", max_length=400, description="In UTF-8, where the link asks."),
]


@router.get("/g/{code}", responses=_OPENED, response_class=Response)
@router.head("/g/{code}", include_in_schema=False)
async def open_link(
    runtime: InRuntime,
    request: Request,
    code: str,
    format: Format = "html",
    passcode: Passcode = None,
) -> Response:
    """The clip behind a guest link. Open to all who have the address.

    With `format=json` the clip, which counts as a view; 401 without the right passcode. Else the
    page that shows it, which counts none. 410 when the link or the clip is over, 404 for no link.
    """
    try:
        await enforce_address(runtime, request, GUESTS_FROM_ADDRESS)
        if format == "json":
            opened = await _open_clip(runtime, request, code, _sent(passcode))
        else:
            opened = await _open_page(runtime, request, code)
    except AppError as refusal:
        refusal.headers.update(_HEADERS)
        if format == "json" or "text/html" not in request.headers.get("accept", ""):
            raise
        opened = _page(refusal_page(refusal.title, refusal.detail), refusal.status)
        opened.headers.update(refusal.headers)
    if request.method == "HEAD":
        return Response(status_code=opened.status_code, headers=opened.headers)
    return opened


@router.get("/files/link/{link_id}/{name}", responses=BYTES, response_class=Response)
@router.head("/files/link/{link_id}/{name}", include_in_schema=False)
async def read_link_file(
    runtime: InRuntime,
    request: Request,
    link_id: Id,
    name: str,
    query: Annotated[SignedQuery, Depends(signed_query)],
) -> Response:
    """A clip's picture or video for guests. The address dies with its link and its clip."""
    now = runtime.clock.now()
    verified_viewer(runtime.files_signer, f"/files/link/{link_id}", query, now)
    file = await runtime.database.read(links.file_of_link, link_id, name, now)
    return await serve(runtime.blobs, file, request)


async def _open_page(runtime: Runtime, request: Request, code: str) -> Response:
    link_id = _link_id(runtime, code)
    now = runtime.clock.now()
    found = await runtime.database.read(links.find_guest, link_id, now)
    preview = links.preview(found)
    picture = None
    if preview is not None and preview.has_picture:
        _, picture = _addresses(runtime, link_id, found.row, now)
    origin = runtime.settings.public_url or str(request.base_url)
    return _page(clip_page(preview, origin.rstrip("/"), picture), 200)


async def _open_clip(
    runtime: Runtime, request: Request, code: str, passcode: str | None
) -> Response:
    link_id = _link_id(runtime, code)
    now = runtime.clock.now()
    found = await runtime.database.read(links.find_guest, link_id, now)
    await _check_passcode(runtime, request, link_id, found, passcode)
    # Asked again, for the link may have been shut while the passcode was compared.
    if request.method == "HEAD":
        row = (await runtime.database.read(links.find_guest, link_id, now)).row
    else:
        row = await runtime.database.write(links.read_by_link, link_id, now)
    led_to = await runtime.database.read(linked_stories, None, [row])
    page = ClipPage([row], None, {}, {}, story_links=led_to)
    return answer(_guests_clip(runtime, link_id, page, now), headers=_HEADERS)


async def _check_passcode(
    runtime: Runtime, request: Request, link_id: str, found: Guest, passcode: str | None
) -> None:
    if found.passcode_hash is None:
        return
    if not passcode:
        raise unauthorized("This link has a passcode. Send it as X-Passcode.")
    await enforce_address(runtime, request, PASSCODES_FROM_ADDRESS, thing=f" {link_id}")
    if not await check_password(passcode, found.passcode_hash):
        await runtime.database.write(links.refuse_passcode, link_id)
        raise unauthorized("That is not this link's passcode. Ask who sent you the link.")


def _link_id(runtime: Runtime, code: str) -> str:
    link_id = link_id_in(runtime.secret_key, code)
    if link_id is None:
        raise not_found("Link")
    return link_id


def _guests_clip(runtime: Runtime, link_id: str, page: ClipPage, now: datetime) -> Clip:
    """The clip as nobody in particular sees it: a guest answers nothing and learns of no one."""
    (row,) = page.rows
    clip = Presenter(runtime, link_id, now).clip(row, page)
    media_url, thumbnail_url = _addresses(runtime, link_id, row, now)
    return msgspec.structs.replace(
        clip,
        media_url=media_url,
        thumbnail_url=thumbnail_url,
        allow_replies=False,
        allow_reactions=False,
        allow_comments=False,
        stickers=[entry for entry in clip.stickers if entry.get("type") != "mention"],
    )


def _addresses(
    runtime: Runtime, link_id: str, row: ClipRow, now: datetime
) -> tuple[str | None, str | None]:
    if row.media_id is None:
        return None, None
    signer = FileSigner(runtime.files_signer, link_id, now, same_for_seconds=_ADDRESSES_SAME_FOR)
    base = f"/files/link/{link_id}"
    query = signer.query(base)
    return f"{base}/{display_name(row.kind)}{query}", f"{base}/thumbnail.webp{query}"


def _page(content: str, status: int) -> Response:
    policy = {"Content-Security-Policy": PAGE_POLICY}
    return HTMLResponse(content, status, headers={**_HEADERS, **policy})


def _sent(passcode: str | None) -> str | None:
    """The passcode as it was typed: a header's bytes are UTF-8, which servers read as Latin-1."""
    if passcode is None:
        return None
    try:
        return passcode.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return passcode.strip()
