"""A server that is listened to over real sockets, and phones that listen."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from emberline.realtime.protocol.options import UVICORN_OPTIONS
from tests.accounts.factories import Person

WITHIN_SECONDS = 10.0
"""What must come has come by then, however slow the machine."""


@asynccontextmanager
async def served(app: FastAPI, **options: Any) -> AsyncIterator[str]:
    """Serve an application that is open already, on the test's own loop; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", **{**UVICORN_OPTIONS, **options})
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve([listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


class Phone:
    """A client that listens to somebody's events."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.hello: dict[str, Any] = {}

    async def message(self) -> dict[str, Any]:
        """The next message."""
        async with asyncio.timeout(WITHIN_SECONDS):
            message: dict[str, Any] = json.loads(await self.connection.recv())
        return message

    async def messages(self, count: int) -> list[dict[str, Any]]:
        """The next `count` messages."""
        return [await self.message() for _ in range(count)]

    async def end(self) -> int:
        """The code by which the server ends it, 1006 without a word; messages are passed over."""
        async with asyncio.timeout(WITHIN_SECONDS):
            while True:
                try:
                    await self.connection.recv()
                except ConnectionClosed as closed:
                    return 1006 if closed.rcvd is None else closed.rcvd.code

    async def cut(self) -> None:
        """Lose the network: nothing is said any more."""
        self.connection.transport.abort()
        await self.connection.wait_closed()


@asynccontextmanager
async def phone(url: str, person: Person | None = None, **query: Any) -> AsyncIterator[Phone]:
    """Listen with these parameters, by the person's token unless there is a ticket among them."""
    if person is not None and "ticket" not in query:
        query["token"] = person.token
    address = f"{url.replace('http', 'ws', 1)}/ws?{urlencode(query)}"
    async with connect(address, proxy=None) as connection:
        opened = Phone(connection)
        opened.hello = await opened.message()
        assert opened.hello["type"] == "hello"
        yield opened


async def ticket_of(person: Person) -> str:
    """A ticket for one connection."""
    answer = await person.http.post("/ws/ticket")
    assert answer.status_code == 200, answer.text
    ticket: str = answer.json()["ticket"]
    return ticket
