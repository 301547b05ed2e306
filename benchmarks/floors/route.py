"""The floor of a request that creates: a route of the product's own edge that writes one row.

It signs the user in, reads the body's form and writes durably, as every creating call must.
"""

import itertools

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from benchmarks.floors.writer import FIRST, beginning, write_move
from emberline.accounts.auth import InViewer
from emberline.generations.schemas import AskForGeneration
from emberline.kit.runtime import InRuntime
from emberline.main import app_from_environment

PATH = "/one-row"

router = APIRouter()

# Far above the numbers of the other floor, which is measured beside it.
_numbers = itertools.count(2 * FIRST)
_plays: list[str] = []


@router.post(PATH, status_code=202)
async def write_one_row(
    runtime: InRuntime,
    viewer: InViewer,  # noqa: ARG001
    form: AskForGeneration,  # noqa: ARG001
) -> Response:
    """Write a move of the first play."""
    if not _plays:
        _plays.append((await runtime.database.read(beginning))[0])
    now = runtime.clock.now()
    await runtime.database.write(write_move, _plays[0], next(_numbers), now)
    return Response(b"{}", 202, media_type="application/json")


def create_app() -> FastAPI:
    """The product with that route before its own, where it is found first."""
    app = app_from_environment()
    app.include_router(router)
    app.router.routes.insert(0, app.router.routes.pop())
    return app
