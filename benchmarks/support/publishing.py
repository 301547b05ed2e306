"""Emberline with one call more, which hands to the bus what a commit would: `POST /measured`."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emberline.kit.events import Emitted, Parcel
from emberline.kit.runtime import runtime_of
from emberline.main import app_from_environment
from emberline.realtime import wire
from emberline.realtime.protocol.options import UVICORN_OPTIONS

PAYLOAD_BYTES = 300

_AUDIENCE = "/measured/audience"
_PUBLICATION = "/measured/publications/"
_TYPE = "story.viewed"
_INSTANT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def create_app() -> FastAPI:
    """The application, with an audience that is named by a first call."""
    app = app_from_environment()
    app.router.routes.append(Route(_AUDIENCE, _name_audience, methods=["POST"]))
    app.router.routes.append(Route(_PUBLICATION + "{publication:int}", _publish, methods=["POST"]))
    return app


def number_of(client: int) -> int:
    """The number of the last event of the audience's client-th user before all publications.

    Each one's is another, as in life; all have as many digits, so that all events are of a length.
    """
    return 100_000 + 100 * client


def payload(client: int, publication: int) -> bytes:
    """The publication-th event (from 1) as that client gets it, of PAYLOAD_BYTES."""
    empty = _whole("", number_of(client))
    text = "x" * (PAYLOAD_BYTES - len(empty))
    return _whole(text, number_of(client) + publication)


def naming(user_ids: Sequence[str]) -> bytes:
    """The request that says who gets what is published: first of all, see `number_of`."""
    return posted(_AUDIENCE, "\n".join(user_ids).encode("ascii"))


def publishing(publication: int) -> bytes:
    """The request that makes the publication-th event, from 1 for those who have just connected."""
    text: str = json.loads(payload(0, publication))["data"]["text"]
    return posted(f"{_PUBLICATION}{publication}", text.encode("ascii"))


def posted(path: str, body: bytes) -> bytes:
    """A POST of `body` as it goes over the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode("ascii") + body


async def _name_audience(request: Request) -> Response:
    user_ids = (await request.body()).decode("ascii").splitlines()
    request.app.state.audience = [(name, number_of(i)) for i, name in enumerate(user_ids)]
    return Response(status_code=204)


async def _publish(request: Request) -> Response:
    text = (await request.body()).decode("ascii")
    publication = int(request.path_params["publication"])
    ids = {user_id: number + publication for user_id, number in request.app.state.audience}
    emitted = Emitted(_TYPE, _INSTANT, None, (Parcel({"text": text}, ids),))
    runtime_of(request).bus.publish(emitted)
    return Response(status_code=204)


def _whole(text: str, number: int) -> bytes:
    return b"%b%d}" % (wire.frame_start(_TYPE, {"text": text}, _INSTANT), number)


if __name__ == "__main__":
    uvicorn.run(
        "benchmarks.support.publishing:create_app",
        factory=True,
        port=int(sys.argv[1]),
        loop="uvloop",
        **UVICORN_OPTIONS,
    )
