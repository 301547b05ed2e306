"""`/ws-test`: a page that listens, for whoever builds a client."""

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from emberline.kit.errors import not_found

router = APIRouter(tags=["realtime"])

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page's Content-Security-Policy: its own files, and calls of this server."""

_FOLDER = Path(__file__).parent.parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FILES = {path.name: path.read_bytes() for path in _FOLDER.iterdir() if path.suffix in _TYPES}
_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}


@router.get("/ws-test", include_in_schema=False)
async def show_page() -> Response:
    """The page. Open to all: it knows nothing but how to sign in."""
    return _file("index.html")


@router.get("/ws-test/{name}", include_in_schema=False)
async def show_page_file(name: str) -> Response:
    """A style or script of the page."""
    return _file(name)


def _file(name: str) -> Response:
    if name not in _FILES:
        raise not_found()
    media_type = _TYPES[Path(name).suffix]
    return Response(_FILES[name], media_type=media_type, headers=_HEADERS)
