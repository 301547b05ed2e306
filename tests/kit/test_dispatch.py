"""Finding a route by the parts of its path chooses what asking each route in turn would."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from emberline.kit.dispatch import Dispatch

pytestmark = pytest.mark.anyio

PATHS = (
    ("/things", ["GET"]),
    ("/things", ["POST"]),
    ("/things/new", ["GET"]),
    ("/things/{thing}", ["GET", "DELETE"]),
    ("/{kind}/{thing}", ["GET"]),
    ("/things/{thing}/parts/{part}", ["GET"]),
    ("/things/{thing}/parts/first", ["GET"]),
    ("/files/{name:path}", ["GET"]),
    ("/sizes/{size:int}", ["GET"]),
)
REQUESTS = (
    ("GET", "/things"),
    ("POST", "/things"),
    ("PUT", "/things"),
    ("GET", "/things/new"),
    ("DELETE", "/things/new"),
    ("GET", "/things/7"),
    ("POST", "/things/7"),
    ("GET", "/other/7"),
    ("GET", "/things/7/parts/first"),
    ("GET", "/things/7/parts/8"),
    ("GET", "/things/7/parts"),
    ("GET", "/files/a/b/c"),
    ("GET", "/sizes/12"),
    ("GET", "/sizes/large"),
    ("GET", "/"),
    ("GET", "/things//parts/8"),
)


def routes() -> Any:
    def answering(path: Any) -> Any:
        async def answer(request: Request) -> PlainTextResponse:
            return PlainTextResponse(f"{path} {dict(request.path_params)}")

        return answer

    return [Route(path, answering(path), methods=methods) for path, methods in PATHS]


async def answers(app: Any) -> Any:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://emberline"
    ) as client:
        found = [await client.request(method, path) for method, path in REQUESTS]
    return [(response.status_code, response.text) for response in found]


async def test_every_request_finds_the_route_that_it_would_without():
    plain, swift = Starlette(routes=routes()), Starlette(routes=routes())
    swift.router.routes.insert(0, Dispatch(swift.router.routes))

    expected = await answers(plain)
    assert {status for status, _ in expected} == {200, 404, 405}
    assert await answers(swift) == expected
