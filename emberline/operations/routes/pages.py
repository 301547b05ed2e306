"""Pages to read: the README and the documentation of the calls."""

from importlib.metadata import metadata
from pathlib import Path

import fastapi_offline
from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import PlainTextResponse, Response

router = APIRouter(tags=["operations"])

# Where `main` mounts the files of Swagger UI, and where the package has them.
DOCS_ASSETS = "/docs/assets"
DOCS_FOLDER = Path(fastapi_offline.__file__).parent / "static"


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
