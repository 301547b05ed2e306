"""`/` and every other address that is no call: the app's page and its files."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from emberline.kit.answers import is_known
from emberline.kit.html_pages import STYLE, head, policy
from emberline.web.rules import (
    PAGE_POLICY,
    PERMISSIONS,
    best_encoding,
    cache_policy,
    is_page,
    is_page_of_app,
    media_type,
    wants_page,
)
from emberline.web.site import Site, SiteFile, read_site

SITE_FOLDER = Path(__file__).parent / "site"

router = APIRouter(tags=["operations"])

# A script of its own origin is all that a worker needs, and it obeys its own header.
_WORKER = "/service-worker.js"


@router.get("/", include_in_schema=False)
async def front_page(request: Request) -> Response:
    """The app, or how to build it."""
    site: Site | None = request.app.state.site
    return _file(request, site.page_at("/")) if site else _not_built()


class SiteFiles(BaseRoute):
    """Every file of the site, found by a look into a table."""

    path = "(site)"

    def __init__(self, site: Site) -> None:
        self._site = site

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is one of the files that is to be read."""
        if not _is_read(scope) or scope["path"] not in self._site.files:
            return Match.NONE, {}
        return Match.FULL, {"route": self}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file."""
        file = self._site.files[scope["path"]]
        await _file(Request(scope), file)(scope, receive, send)

    async def answer_elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page, for a person who opens an address that is no call; else a 404."""
        if not (_is_read(scope) and is_page_of_app(scope["path"]) and _wants_page(scope)):
            raise HTTPException(404)
        scope["route"] = self
        page = self._site.page_at(scope["path"])
        await _file(Request(scope), page)(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """Addresses of files are made by the build."""
        raise NotImplementedError(name)


def install_site(app: FastAPI, folder: Path = SITE_FOLDER) -> None:
    """Serve the app that was built into `folder`, behind every call of `app`."""
    app.state.site = site = _site_in(folder)
    if site is not None:
        files = SiteFiles(site)
        # Behind the one route that finds the calls, before those that are asked in turn.
        app.router.routes.insert(1, files)
        app.router.default = files.answer_elsewhere


# Once for all applications of a process.
_site_in = cache(read_site)


def _is_read(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD")


def _wants_page(scope: Scope) -> bool:
    return wants_page(Headers(scope=scope).get("accept", ""))


def _file(request: Request, file: SiteFile) -> Response:
    """The file in the best encoding that the client takes; 304 where it has it already."""
    encoding = best_encoding(request.headers.get("accept-encoding", ""), file.bodies)
    body = file.bodies[encoding]
    etag = f'"{file.tag}{encoding and f"-{encoding}"}"'
    headers = {
        "Cache-Control": cache_policy(file.path),
        "ETag": etag,
        "Vary": "Accept, Accept-Encoding" if is_page(file.path) else "Accept-Encoding",
    }
    if is_page(file.path) or file.path == _WORKER:
        headers |= _PAGE_HEADERS
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Type": media_type(file.path), "Content-Length": str(len(body))}
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(b"" if request.method == "HEAD" else body, headers=headers)


_PAGE_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}


def _not_built() -> Response:
    headers = {"Content-Security-Policy": policy(STYLE), "Cache-Control": "no-cache"}
    return HTMLResponse(_NOT_BUILT, headers=headers)


_NOT_BUILT = f"""{head(STYLE)}<title>Emberline</title>
<main class="note">
<h1>Emberline</h1>
<p>The server runs; its web app is not built. <code>make install</code> builds it, or
<code>python web/build.py</code> in the folder of the source. Start the server again then.</p>
<p>What works without: <a href="/docs">every call, to try out</a>, and
<a href="/readme">the README</a>.</p>
</main>
"""
