"""A client of the live events: takes tickets, listens, and comes back after a cut."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp
from websockets.asyncio.client import ClientConnection, connect
from websockets.client import backoff
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from emberline.cli.remote import (
    LEAVING_SECONDS,
    USER_AGENT,
    Credentials,
    Message,
    RefusedError,
    Server,
    json_object,
    refusal,
)
from emberline.realtime.rules import OVER, REPLACED, SUSPENDED

LONGEST_PAUSE = 30.0
_LONGEST_ASKED_PAUSE = 300.0
# A connection that held for so long was a good one: the next cut is met without delay again.
_GOOD_SECONDS = 5.0


class ListeningOverError(Exception):
    """There is nothing to come back for; the message is a sentence for whoever listens."""


@dataclass
class Place:
    """How far one has listened: the last event's number, in the numbering called `epoch`."""

    last: int | None = None
    epoch: str | None = None

    def take(self, message: Message) -> None:
        """Move on to what `message` says."""
        if type(message.get("id")) is int:
            self.last = message["id"]
        data = message.get("data")
        if message.get("type") == "hello" and isinstance(data, dict):
            self.epoch = str(data.get("epoch", "")) or None


@dataclass
class Listener:
    """Listens to a server's events and hands each message to `take`, what happens to `note`."""

    server: Server
    credentials: Credentials
    client: str
    place: Place
    take: Callable[[Message], None]
    note: Callable[[str], None]

    async def run(self) -> None:
        """Listen, and come back after every cut. Ends with ListeningOverError."""
        clock = asyncio.get_running_loop().time
        attempt = 0
        while True:
            began = clock()
            why, least = await self._try()
            if clock() - began >= _GOOD_SECONDS:
                attempt = 0
            pause = max(_pause(attempt), min(least, _LONGEST_ASKED_PAUSE))
            attempt += 1
            self.note(f"{why} Coming back in {pause:.0f} s.")
            await asyncio.sleep(pause)

    async def _try(self) -> tuple[str, float]:
        """Listen until it is over; why it is, and how many seconds the server wants to be left."""
        try:
            return await self._listen_once(), 0.0
        except RefusedError as refused:
            # 401 is a ticket that came too late; that of a token is seen to in `_ticket`.
            if not refused.may_pass and refused.status != HTTPStatus.UNAUTHORIZED:
                raise ListeningOverError(refused.detail) from refused
            return refused.detail, refused.retry_after
        except aiohttp.ClientSSLError as error:
            raise ListeningOverError(
                f"The server's certificate is not to be trusted: {error}"
            ) from error
        except (aiohttp.ClientError, OSError, InvalidHandshake) as error:
            # aiohttp hides what the system said behind a long sentence of its own.
            said = getattr(error, "os_error", error)
            return f"The server does not answer: {str(said) or type(said).__name__}.", 0.0

    async def _listen_once(self) -> str:
        ticket = await self._ticket()
        try:
            async with connect(
                self._address(ticket),
                compression=None,
                proxy=None,
                user_agent_header=USER_AGENT,
                close_timeout=LEAVING_SECONDS,
            ) as connection:
                await self._read(connection)
                return "The server closed the connection."
        except InvalidStatus as error:
            response = error.response
            text = bytes(response.body or b"").decode(errors="replace")
            raise refusal(response.status_code, response.headers, text) from error
        except ConnectionClosed as closed:
            return await self._after_close(closed)

    async def _ticket(self) -> str:
        """A ticket for one connection, by a renewed token where this one is over."""
        try:
            return await self._ask_for_ticket()
        except RefusedError as refused:
            if refused.status != HTTPStatus.UNAUTHORIZED:
                raise
            await self._renew()
            return await self._ask_for_ticket()

    async def _ask_for_ticket(self) -> str:
        answer = await self.server.post("/ws/ticket", token=self.credentials.token)
        return str(answer.get("ticket", ""))

    def _address(self, ticket: str) -> str:
        wanted = {"client": self.client, "ticket": ticket}
        if self.place.last is not None:
            wanted["since"] = str(self.place.last)
            if self.place.epoch is not None:
                wanted["epoch"] = self.place.epoch
        return f"ws{self.server.url.removeprefix('http')}/ws?{urlencode(wanted)}"

    async def _read(self, connection: ClientConnection) -> None:
        async for frame in connection:
            message = json_object(frame)
            if message is None:
                self.note("The server sent something that is no message; it is passed over.")
                continue
            # Shown first: what is cut off in between is then sent again, not lost.
            self.take(message)
            self.place.take(message)

    async def _after_close(self, closed: ConnectionClosed) -> str:
        code = closed.rcvd.code if closed.rcvd else None
        if code == REPLACED.code:
            raise ListeningOverError(
                f"Another connection called {self.client!r} took this one's place, or there are "
                "too many of the account's. To listen in several places, give each its own "
                "--client, five at most."
            )
        if code == SUSPENDED.code:
            raise ListeningOverError("The account is suspended.")
        if code == OVER.code:
            await self._renew()
            return "The session's token was over and is renewed."
        return f"The connection was cut ({code or 'without a word'})."

    async def _renew(self) -> None:
        if not await self.credentials.renew(self.server):
            raise ListeningOverError("The session or token is over. Sign in again.")


def _pause(attempt: int) -> float:
    """Seconds before the next try: chance, between half of a bound that doubles and the whole."""
    half = min(LONGEST_PAUSE, 2.0 ** min(attempt, 10)) / 2
    # websockets begins its own delays with a random share of what it is told.
    return half + next(backoff(initial_delay=half))
