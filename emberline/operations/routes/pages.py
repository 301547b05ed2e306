"""The pages that greet a person: the front, the README, the documentation of the calls."""

from importlib.metadata import metadata
from pathlib import Path

import fastapi_offline
from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse, PlainTextResponse, Response

router = APIRouter(tags=["operations"])

# Where `main` mounts the files of Swagger UI, and where the package has them.
DOCS_ASSETS = "/docs/assets"
DOCS_FOLDER = Path(fastapi_offline.__file__).parent / "static"


@router.get("/", include_in_schema=False)
async def front_page() -> Response:
    """A greeting with the way to the documentation."""
    return HTMLResponse(_FRONT_PAGE)


@router.get("/readme", include_in_schema=False)
async def readme() -> Response:
    """The README that this release was packaged with."""
    return PlainTextResponse(metadata("emberline").json["description"])


@router.get("/docs", include_in_schema=False)
async def docs() -> Response:
    """Every call, to try out; nothing is loaded from elsewhere."""
    return get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="Emberline: every call",
        swagger_js_url=f"{DOCS_ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f"{DOCS_ASSETS}/swagger-ui.css",
        swagger_favicon_url=f"{DOCS_ASSETS}/favicon.png",
    )


_FRONT_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emberline</title>
<style>
:root { color-scheme: light dark; }
body {
  margin: 14vh auto; max-width: 32rem; padding: 0 1.25rem;
  font: 1.0625rem/1.65 Georgia, serif;
  color: light-dark(oklch(28% .02 60), oklch(88% .02 80));
  background: light-dark(oklch(97% .012 85), oklch(20% .015 60));
}
h1 { font-size: 2rem; line-height: 1.2; font-weight: 500; }
a { color: light-dark(oklch(52% .165 36), oklch(76% .145 52)); }
li { padding: .35rem 0; }
</style>
<h1>Emberline</h1>
<p>The self-hosted home for stories: those that fade and those that branch. It is running.</p>
<ul>
<li><a href="/readme">Read me: the first five minutes</a></li>
<li><a href="/docs">Every call, to try out</a></li>
<li><a href="/ws-test">Live events</a>, to watch them come</li>
</ul>
</html>
"""
