"""How people are answered and documented, in the envelope of `/api`."""

from typing import Any

from starlette.responses import Response

from emberline.kit.answers import Envelope, Meta, documented, enveloped
from emberline.kit.paging import Page
from emberline.kit.runtime import Runtime
from emberline.people.queries import CardPage
from emberline.people.schemas import PersonCard

USER_ID = "0197a1b2-0000-7000-8000-00000000beef"
AT = "2026-03-01T12:00:00Z"

CARD_EXAMPLE = {
    "user_id": USER_ID,
    "username": "ada",
    "display_name": "Ada Lovelace",
    "avatar_url": f"/files/avatar/{USER_ID}/0197a1b2-0000-7000-8000-00000000c0de",
}


def in_envelope(
    shape: Any, data: Any, message: str, *, meta: dict[str, Any] | None = None
) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a call that answers `shape` in the envelope of `/api`."""
    example = {"success": True, "data": data, "message": message, "timestamp": AT}
    if meta is not None:
        example["meta"] = meta
    return documented(Envelope[shape], example)


def people_documented(message: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a call that answers a page of people."""
    return in_envelope(list[PersonCard], [CARD_EXAMPLE], message, meta={"next_cursor": None})


def page_of(runtime: Runtime, name: str, limit: int, cursor: str | None) -> Page:
    """What the list called `name` is asked for."""
    return Page(limit, runtime.cursors.read(name, cursor))


def people_answer(runtime: Runtime, name: str, page: CardPage, message: str) -> Response:
    """The answer that carries a page of the list called `name`."""
    cursor = None if page.end is None else runtime.cursors.write(name, page.end)
    return enveloped(page.cards, message, runtime.clock.now(), meta=Meta(cursor))
