"""Finding the route of a request by its path's parts, instead of asking each route in turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send


@dataclass(slots=True)
class _Branch:
    """The routes whose paths begin alike: by the next fixed part, or by any part in its place."""

    fixed: dict[str, "_Branch"] = field(default_factory=dict)
    any: "_Branch | None" = None
    routes: list[tuple[int, Route]] = field(default_factory=list)


class Dispatch(BaseRoute):
    """A route in front of all others that knows which of them a request is for.

    Asking one route after the other cost 2 µs each, and there are hundreds. Of several that match,
    the first in order is chosen, as Starlette does. What it does not know (mounts, sockets, paths
    of any length) and what has the wrong method goes on to the routes behind it.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._root = _Branch()
        for order, route in enumerate(routes):
            if isinstance(route, Route) and not _has_open_end(route):
                self._add(order, route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first route that answers this request; `Match.NONE` when none is known."""
        if scope["type"] != "http":
            return Match.NONE, {}
        found = sorted(_below(self._root, scope["path"].split("/"), 0), key=_order)
        for _, route in found:
            match, child_scope = route.matches(scope)
            if match == Match.FULL:
                child_scope["dispatched"] = route
                return match, child_scope
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request to the route that `matches` found."""
        await scope["dispatched"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """Addresses are made by the routes themselves."""
        raise NotImplementedError(name)

    def _add(self, order: int, route: Route) -> None:
        branch = self._root
        for part in route.path.split("/"):
            if "{" in part:
                branch.any = branch.any or _Branch()
                branch = branch.any
            else:
                branch = branch.fixed.setdefault(part, _Branch())
        branch.routes.append((order, route))


def _below(branch: _Branch, parts: list[str], at: int) -> Iterator[tuple[int, Route]]:
    if at == len(parts):
        yield from branch.routes
        return
    if (fixed := branch.fixed.get(parts[at])) is not None:
        yield from _below(fixed, parts, at + 1)
    if branch.any is not None:
        yield from _below(branch.any, parts, at + 1)


def _order(entry: tuple[int, Route]) -> int:
    return entry[0]


def _has_open_end(route: Route) -> bool:
    """Whether a parameter of its path may hold a slash."""
    return ":path}" in route.path
