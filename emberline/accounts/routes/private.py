"""Answers for one person's eyes: no cache may keep them."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response


class PrivateRoute(APIRoute):
    """A route whose answers say `no-store` (RFC 9111, 5.2.2.5) unless they say otherwise."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the header on what it answers."""
        handler = super().get_route_handler()

        async def never_stored(request: Request) -> Response:
            response = await handler(request)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return never_stored
