"""Tickets: a way to the socket that leaves no token in addresses and logs."""

from typing import Annotated

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InReader
from emberline.kit.answers import answer, documented
from emberline.kit.ids import new_secret
from emberline.kit.runtime import InRuntime
from emberline.realtime.rules import TICKET_LIFETIME
from emberline.realtime.service.tickets import issue_ticket

router = APIRouter(tags=["realtime"])


class TicketAnswer(msgspec.Struct, frozen=True):
    """A ticket to one connection."""

    ticket: Annotated[str, msgspec.Meta(description="Send it as `?ticket=`; it opens once.")]
    expires_in: Annotated[int, msgspec.Meta(description="Seconds until it opens nothing.")]


_TICKET = {"ticket": "p1Zr0wq3vZt8e5c1bYx2k9m4n7s6d0f3", "expires_in": 30}


@router.post("/ws/ticket", responses=documented(TicketAnswer, _TICKET))
async def make_ticket(viewer: InReader, runtime: InRuntime) -> Response:
    """A ticket that opens one connection, to `/ws` or `/events`, within 30 seconds.

    A session's connection lives as long as the session, that of an API token until it is over.
    """
    ticket = new_secret()
    await runtime.database.write(issue_ticket, viewer, ticket, runtime.clock.now())
    return answer(
        TicketAnswer(ticket, int(TICKET_LIFETIME.total_seconds())),
        headers={"Cache-Control": "no-store"},
    )
