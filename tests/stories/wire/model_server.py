"""A language model's server on loopback: OpenAI's protocol, and what may go wrong with it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class ModelServer:
    """What it was asked, and how it answers.

    texts: the pieces of its answer. breaks_off: it hangs up instead of ending its answer.
    """

    port: int = 0
    texts: list[str] = field(default_factory=lambda: ["The rope", " gives."])
    status: int = 200
    media_type: str = "text/event-stream"
    raw: bytes | None = None
    breaks_off: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What the operator sets."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request and its answer."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        named = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        assert head[0].startswith("POST /v1/chat/completions ")
        self.headers.append(dict(line.split(": ", 1) for line in head[1:] if line))
        self.asked.append(json.loads(await reader.readexactly(int(named["content-length"]))))
        writer.write(
            f"HTTP/1.1 {self.status} Whatever\r\nContent-Type: {self.media_type}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        for line in self._lines():
            writer.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
            await writer.drain()
        if not self.breaks_off:
            writer.write(b"0\r\n\r\n")
            await writer.drain()
        writer.close()

    def _lines(self) -> list[bytes]:
        if self.raw is not None:
            return [self.raw]
        role: list[dict[str, Any]] = [{"role": "assistant"}]
        deltas = role + [{"content": text} for text in self.texts]
        lines = [
            f"data: {json.dumps({'id': 'x', 'choices': [{'index': 0, 'delta': each}]})}\n\n"
            for each in deltas
        ]
        ending = [] if self.breaks_off else ["data: [DONE]\n\n"]
        return [line.encode() for line in [": a comment\n\n", *lines, *ending]]


@asynccontextmanager
async def model_server(**fields: Any) -> AsyncIterator[ModelServer]:
    """A model's server, listening while the block runs."""
    model = ModelServer(**fields)
    server = await asyncio.start_server(model.answer, "127.0.0.1", 0)
    model.port = server.sockets[0].getsockname()[1]
    async with server:
        yield model
