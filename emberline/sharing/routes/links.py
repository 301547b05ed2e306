"""What the link to a story opens, for everyone who has its address."""

from typing import Any, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from emberline.accounts.routes.throttling import enforce_address
from emberline.kit.answers import answer, documented
from emberline.kit.errors import AppError
from emberline.kit.limits import Rate
from emberline.kit.runtime import InRuntime, Runtime
from emberline.sharing.routes.link_page import PAGE_POLICY, refusal_page, story_page
from emberline.sharing.schemas import SharedStory
from emberline.sharing.service.stories import story_behind

router = APIRouter()

READERS_FROM_ADDRESS = Rate("story-link-address", 300, 60)

# A story that is taken back is gone from there at once.
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Vary": "Accept"}
_STORY_ID = "0197a1b2-7c4e-7000-8000-0000000000aa"
_STORY: dict[str, Any] = {
    "story_id": _STORY_ID,
    "title": "The well",
    "description": "Somebody is calling from below.",
    "author": "mara",
    "cover_url": None,
    "read_url": f"/read/{_STORY_ID}?via=mR2v0Yb7Qk3nLs9d",
}
_OPENED = documented(
    SharedStory,
    _STORY,
    description="The page, or with `format=json` what it tells.",
    errors={410: "The story is not open to everyone any more."},
)
_OPENED[200]["content"]["text/html"] = {
    "schema": {"type": "string"},
    "example": "<!doctype html>…",
}

Format = Literal["html", "json"]


@router.get("/s/{code}", responses=_OPENED, response_class=Response)
@router.head("/s/{code}", include_in_schema=False)
async def open_story_link(
    runtime: InRuntime, request: Request, code: str, format: Format = "html"
) -> Response:
    """The story behind a link: a page with a preview card, or JSON. Open to all.

    404 for no link. 410 for a story that is not open to everyone any more, of which nothing is
    told.
    """
    try:
        await enforce_address(runtime, request, READERS_FROM_ADDRESS)
        story = await runtime.database.read(story_behind, code)
        if format == "json":
            opened = answer(story, headers=_HEADERS)
        else:
            origin = _origin(runtime, request)
            opened = _page(story_page(story, f"/s/{code}", origin), 200)
    except AppError as refusal:
        refusal.headers.update(_HEADERS)
        if format == "json" or "text/html" not in request.headers.get("accept", ""):
            raise
        opened = _page(refusal_page(refusal.title, refusal.detail), refusal.status)
        opened.headers.update(refusal.headers)
    if request.method == "HEAD":
        return Response(status_code=opened.status_code, headers=opened.headers)
    return opened


def _origin(runtime: Runtime, request: Request) -> str:
    """This server's address, `https://…`, without a slash."""
    return (runtime.settings.public_url or str(request.base_url)).rstrip("/")


def _page(content: str, status: int) -> Response:
    policy = {"Content-Security-Policy": PAGE_POLICY}
    return HTMLResponse(content, status, headers={**_HEADERS, **policy})
