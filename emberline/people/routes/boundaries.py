"""Blocks, mutes and hides: three calls each, made alike."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import enveloped, listed_in_envelope
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.people.routes.answers import USER_ID, in_envelope, people_documented
from emberline.people.schemas import Boundaries
from emberline.people.service import boundaries
from emberline.people.service.boundaries import Boundary

router = APIRouter()

_Endpoint = Callable[..., Awaitable[Response]]

_MEANING = {
    Boundary.BLOCK: "A block hides two people from each other everywhere, at once, and ends the "
    "follows, the requests and the close friendship of the two, and their work on each other's "
    "stories.",
    Boundary.MUTE: "A mute keeps a person's clips out of the caller's lists.",
    Boundary.HIDE: "A hide keeps the caller's clips from a person.",
}


def _putting_up(boundary: Boundary) -> _Endpoint:
    async def put_up(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
        now = runtime.clock.now()
        standing = await runtime.database.write(boundaries.put_up, viewer, boundary, user_id, now)
        return enveloped(standing, f"The {boundary} stands.", now)

    return put_up


def _taking_down(boundary: Boundary) -> _Endpoint:
    async def take_down(runtime: InRuntime, viewer: InViewer, user_id: Id) -> Response:
        standing = await runtime.database.write(boundaries.take_down, viewer, boundary, user_id)
        return enveloped(standing, f"No {boundary} stands.", runtime.clock.now())

    return take_down


def _listing(boundary: Boundary) -> _Endpoint:
    name = f"{boundary}s"

    async def read_list(
        runtime: InRuntime,
        viewer: InViewer,
        limit: Limit = DEFAULT_LIMIT,
        cursor: CursorText = None,
    ) -> Response:
        asked = PageRequest(limit, runtime.cursors.read(name, cursor))
        page = await runtime.database.read(boundaries.behind, viewer, boundary, asked)
        return listed_in_envelope(runtime, name, page.rows, page.next, f"Your {name}.")

    return read_list


def _add_calls(boundary: Boundary) -> None:
    standing = {"user_id": USER_ID, "is_blocked": False, "is_muted": False, "is_hidden": False}
    flags = {Boundary.BLOCK: "is_blocked", Boundary.MUTE: "is_muted", Boundary.HIDE: "is_hidden"}
    message = f"The {boundary} stands."
    router.add_api_route(
        f"/api/users/{{user_id}}/{boundary}",
        _putting_up(boundary),
        methods=["POST"],
        name=f"put_up_{boundary}",
        description=f"{_MEANING[boundary]} Again: nothing changes.",
        responses=in_envelope(Boundaries, {**standing, flags[boundary]: True}, message),
    )
    router.add_api_route(
        f"/api/users/{{user_id}}/{boundary}",
        _taking_down(boundary),
        methods=["DELETE"],
        name=f"take_down_{boundary}",
        description=f"End a {boundary}. Again: nothing changes.",
        responses=in_envelope(Boundaries, standing, f"No {boundary} stands."),
    )
    router.add_api_route(
        f"/api/{boundary}s",
        _listing(boundary),
        methods=["GET"],
        name=f"read_{boundary}s",
        description=f"Everyone behind a {boundary} of the caller's, newest first.",
        responses=people_documented(f"Your {boundary}s."),
    )


for _boundary in Boundary:
    _add_calls(_boundary)
