"""Health, readiness and metrics."""

import asyncio
from collections.abc import Awaitable

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import Connection, literal, select
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from emberline.accounts.auth import InOptionalViewer, require_role
from emberline.kit.addresses import is_loopback
from emberline.kit.answers import answer, documented
from emberline.kit.blobs import Blobs
from emberline.kit.errors import AppError, unauthorized, unavailable
from emberline.kit.runtime import InRuntime
from emberline.operations.gauges import show_state
from emberline.operations.schemas import Health

router = APIRouter(tags=["operations"])

# A readiness answer that comes later than this is a "no" to the load balancer anyway.
READY_SECONDS = 2.0

_ONE = select(literal(1))
_NOT_FOUND = 404
_NO_REDIS = "Redis does not answer."
# A key that nothing is stored under: to ask for it is to ask whether the store answers.
_NOTHING = "media/readiness"
_METRICS = 'emberline_requests_total{method="GET",route="/healthz",status="200"} 3.0\n'


@router.get("/healthz", responses=documented(Health, {"status": "ok"}))
async def healthz() -> Response:
    """Whether the process lives. Open to all."""
    return answer(Health("ok"))


@router.get("/readyz", responses=documented(Health, {"status": "ready"}))
async def readyz(runtime: InRuntime) -> Response:
    """Whether requests can be served: database, media store and Redis answer, as far as they are
    set. Open to all; 503 if not.
    """
    await _in_time(runtime.database.read(_ask_database), "The database does not answer.")
    await _in_time(_ask_store(runtime.blobs), "The media store does not answer.")
    if runtime.settings.redis_url is not None:
        await _in_time(_ask_redis(runtime.settings.redis_url), _NO_REDIS)
    return answer(Health("ready"))


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses={
        200: {
            "description": "Prometheus's text format.",
            "content": {"text/plain": {"schema": {"type": "string"}, "example": _METRICS}},
        }
    },
)
async def metrics(request: Request, runtime: InRuntime, viewer: InOptionalViewer) -> Response:
    """Counters for Prometheus: to this machine itself, or to administrators (401, 403)."""
    if not is_loopback(request):
        if viewer is None:
            raise unauthorized()
        await require_role(runtime, viewer, "admin")
    await show_state(runtime)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _in_time(asked: Awaitable[None], sentence: str) -> None:
    try:
        async with asyncio.timeout(READY_SECONDS):
            await asked
    except TimeoutError:
        raise unavailable(sentence) from None


def _ask_database(conn: Connection) -> None:
    conn.execute(_ONE)


async def _ask_store(blobs: Blobs) -> None:
    try:
        await blobs.size(_NOTHING)
    except AppError as error:
        if error.status != _NOT_FOUND:
            raise


async def _ask_redis(url: str) -> None:
    from emberline.kit.redis_server import AWAY, ask  # noqa: PLC0415 (the extra `redis`)

    try:
        await ask(url)
    except AWAY as error:
        # Why stands in the log of the bus: the sentence is open to all.
        raise unavailable(_NO_REDIS) from error
