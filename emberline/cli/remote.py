"""Calls to a running server, and the tokens that a client of it holds."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from emberline import __version__

Message = dict[str, Any]

USER_AGENT = f"emberline-listen/{__version__}"
LEAVING_SECONDS = 2.0

_ANSWER_SECONDS = 15.0
_TOKEN = re.compile(r"[!-~]+")
# Answers that another try may turn; every other refusal is final.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class RefusedError(Exception):
    """An HTTP call was answered with an error: its status, why, and how long to wait if told."""

    def __init__(self, status: int, detail: str, retry_after: float = 0.0) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after

    @property
    def may_pass(self) -> bool:
        """Whether the same call may succeed later."""
        return self.status in _PASSING


class Server:
    """The calls of a server at `url`, an http(s) address without a slash at its end."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self.url = url

    async def post(
        self, path: str, body: Mapping[str, str] | None = None, token: str | None = None
    ) -> Message:
        """The answer's JSON. RefusedError for an error; without an answer ClientError or OSError.

        Redirects are refused: a password or a token is for the address that was given.
        """
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        async with self._http.post(
            self.url + path, json=body, headers=headers, allow_redirects=False
        ) as answer:
            text = await answer.text(errors="replace")
            if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                raise refusal(answer.status, answer.headers, text)
        return json_object(text) or {}


@contextlib.asynccontextmanager
async def open_server(url: str) -> AsyncIterator[Server]:
    """The server at `url`, reached directly."""
    timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    headers = {"User-Agent": USER_AGENT}
    async with aiohttp.ClientSession(timeout=timeout, headers=headers) as http:
        yield Server(http, url)


class Credentials(Protocol):
    """Who listens."""

    token: str

    async def renew(self, server: Server) -> bool:
        """Put another token in the place of a refused one; False when there is none."""
        ...

    async def leave(self, server: Server) -> None:
        """Leave nothing behind that was made for listening."""
        ...


@dataclass
class GivenToken:
    """A token that the caller brought. ValueError for what is none."""

    token: str

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.token):
            raise ValueError("it is empty, or holds what no token does")

    async def renew(self, server: Server) -> bool:
        """There is no other."""
        return False

    async def leave(self, server: Server) -> None:
        """It is the caller's own."""


class TokenFile(GivenToken):
    """A token in a file, which somebody else may renew meanwhile. OSError or ValueError."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.read_text().strip())
        self._path = path

    async def renew(self, server: Server) -> bool:
        """Whether the file holds another one by now."""
        before = self.token
        with contextlib.suppress(OSError, ValueError):
            self.token = TokenFile(self._path).token
        return self.token != before


class OwnSession:
    """A session made by signing in, and ended with the listening. The password is not kept."""

    def __init__(self, session: Mapping[str, Any]) -> None:
        self._take(session)

    def _take(self, session: Mapping[str, Any]) -> None:
        self.token = str(session["token"])
        self._refresh_token = str(session["refresh_token"])

    async def renew(self, server: Server) -> bool:
        """Whether the session goes on; one that was ended elsewhere stays ended."""
        try:
            answer = await server.post(
                "/api/auth/refresh-token", {"refresh_token": self._refresh_token}
            )
        except RefusedError as refused:
            if refused.may_pass:
                raise
            return False
        self._take(answer["data"])
        return True

    async def leave(self, server: Server) -> None:
        """Sign out, if the server still answers."""
        with contextlib.suppress(RefusedError, aiohttp.ClientError, OSError):
            async with asyncio.timeout(LEAVING_SECONDS):
                if await self.renew(server):
                    await server.post("/api/auth/logout", token=self.token)


async def sign_in(server: Server, username: str, password: str) -> OwnSession:
    """A session of `username`, who may be named by email too. RefusedError with 401 or 403."""
    return OwnSession(await server.post("/login", {"username": username, "password": password}))


def refusal(status: int, headers: Mapping[str, str], text: str) -> RefusedError:
    """What an answer with an error says, in its own words where it is a problem of Emberline's."""
    problem = json_object(text) or {}
    detail = str(problem.get("detail") or f"The server answers {status}, which Emberline does not.")
    if location := headers.get("Location"):
        detail = f"The server is elsewhere: try --url with the beginning of {location}."
    seconds = headers.get("Retry-After", "")
    return RefusedError(status, detail, float(seconds) if seconds.isdecimal() else 0.0)


def json_object(text: str | bytes) -> Message | None:
    """The JSON object that `text` is; None when it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
