"""The only way out. To addresses that users name: https, public addresses, nothing followed; to
those that the operator set: wherever they lead, for it is the operator's own network.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from emberline.kit.addresses import Address, Network
from emberline.kit.public_addresses import is_public, target_of

USER_AGENT = "Emberline"
TIMEOUT_SECONDS = 10.0
RESOLVE_SECONDS = 5.0
_ANSWER_BUFFER = 64 * 1024
_CONNECTIONS = 50
_RESOLVER_THREADS = 4
# One sentence for both: whoever asks must not learn which names there are inside.
_NOT_OUTSIDE = "use a host name that resolves to public addresses alone; this one does not"

Resolve = Callable[[str], Awaitable[Sequence[Address]]]
"""`await resolve(name)`: every address of a name. OSError when it has none."""

_Where = tuple[str | bytes, int] | tuple[str | bytes, int, int, int]
_AddressInfo = tuple[int, int, int, str, _Where]


class Refused(Exception):  # noqa: N818 (the address is wrong, nothing broke)
    """The address may not be called; the text, for the user, says what to do."""


class Unreachable(Exception):  # noqa: N818 (the other side's failure)
    """Nobody answered in time, or not in HTTP over TLS. Trying again later may help."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer while it arrives. pieces: Unreachable when it breaks off or takes too long."""

    status: int
    media_type: str
    pieces: AsyncIterator[bytes]


@cache
def _trusting_the_system() -> ssl.SSLContext:
    # Reading the system's authorities takes 30 ms, so it is done once.
    return ssl.create_default_context()


class Outbound:
    """Calls addresses that users name. One an application, closed with it.

    What a name resolves to is checked, and the connection goes to just that address, so that a
    name which answers differently a moment later (DNS rebinding) gains nothing; TLS and `Host`
    keep the name. Proxies of the environment, cookies and redirects are not followed.
    """

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        tls: ssl.SSLContext | None = None,
        resolve: Resolve | None = None,
    ) -> None:
        """`allowed` are private networks that may be called all the same; `tls` and `resolve`
        stand in for the system's trusted authorities and name servers.
        """
        self._allowed = tuple(allowed)
        self._tls = tls or _trusting_the_system()
        # Threads of their own: a name server that never answers holds up nobody's files.
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolver")
        self._resolve = resolve or self._ask_system
        self._session: aiohttp.ClientSession | None = None
        self._operators: aiohttp.ClientSession | None = None

    async def check(self, url: str) -> None:
        """Refused, saying why, unless `url` is https and leads to public addresses alone."""
        try:
            target = target_of(url, self._allowed)
        except ValueError as error:
            raise Refused(str(error)) from None
        if target.is_literal:
            return
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                await self.addresses_of(target.host)
        except OSError:
            raise Refused(_NOT_OUTSIDE) from None

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        *,
        seconds: float = TIMEOUT_SECONDS,
    ) -> int:
        """The status with which the other side answers a POST of `body`; its body is not read.

        Refused as in `check`; Unreachable when no answer comes within `seconds`.
        """
        try:
            target_of(url, self._allowed)
        except ValueError as error:
            raise Refused(str(error)) from None
        if self._session is None:
            self._session = self._open()
        try:
            async with self._session.post(
                url,
                data=body,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=seconds),
            ) as response:
                status = response.status
                # Otherwise leaving the block would wait for the rest of the answer.
                response.close()
                return status
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, _NotPublicError):
                raise Refused(str(error.os_error)) from None
            raise Unreachable(str(error)) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(str(error) or type(error).__name__) from error

    @asynccontextmanager
    async def stream_from_operator(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        *,
        seconds: float,
        silent_seconds: float,
    ) -> AsyncIterator[Streamed]:
        """The answer to a POST of `body` at an address that the operator set, piece by piece.

        Such an address may be private and without TLS, as a model on the same machine is: never
        hand on what a user sent. Redirects are answers. `seconds` caps all of it, `silent_seconds`
        each wait for more. Unreachable when nobody answers; leaving the block ends the call.
        """
        if self._operators is None:
            self._operators = _plain_session(self._tls)
        timeout = aiohttp.ClientTimeout(
            total=seconds, sock_connect=TIMEOUT_SECONDS, sock_read=silent_seconds
        )
        try:
            response = await self._operators.post(
                url, data=body, headers=headers, allow_redirects=False, timeout=timeout
            )
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(str(error) or type(error).__name__) from error
        try:
            yield Streamed(response.status, response.content_type, _pieces(response))
        finally:
            # Otherwise leaving the block would wait for the rest of the answer.
            response.close()

    async def addresses_of(self, name: str) -> list[Address]:
        """Every address of `name`. Refused when any is private; OSError when there is none."""
        addresses = list(await self._resolve(name))
        if not addresses:
            raise OSError(f"{name} has no address")
        if not all(is_public(address, self._allowed) for address in addresses):
            raise Refused(_NOT_OUTSIDE)
        return addresses

    async def close(self) -> None:
        """Let go of connections and threads."""
        if self._session is not None:
            await self._session.close()
        if self._operators is not None:
            await self._operators.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            ssl=self._tls,
            resolver=_CheckedResolver(self),
            use_dns_cache=False,
            # A kept connection would outlive the check of its address.
            force_close=True,
            limit=_CONNECTIONS,
            socket_factory=self._socket,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT},
            auto_decompress=False,
            trust_env=False,
            read_bufsize=_ANSWER_BUFFER,
        )

    def _socket(self, info: _AddressInfo) -> socket.socket:
        """The last gate, through which every connection goes, whatever led to it."""
        family, kind, protocol, _, where = info
        if not is_public(ip_address(str(where[0])), self._allowed):
            raise _NotPublicError("use a public address; this one is private or reserved")
        return socket.socket(family, kind, protocol)

    async def _ask_system(self, name: str) -> list[Address]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, name)
        return [ip_address(text) for text in found]


def _plain_session(tls: ssl.SSLContext) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(ssl=tls, limit=_CONNECTIONS),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT},
        auto_decompress=False,
        trust_env=False,
        read_bufsize=_ANSWER_BUFFER,
    )


async def _pieces(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    try:
        async for piece in response.content.iter_any():
            yield piece
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unreachable(str(error) or type(error).__name__) from error


class _NotPublicError(OSError):
    """How a refusal gets through aiohttp, which passes on errors of the system."""


class _CheckedResolver(AbstractResolver):
    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`, all of them public."""
        try:
            addresses = await self._outbound.addresses_of(host.rstrip("."))
        except Refused as error:
            raise _NotPublicError(str(error)) from None
        return [_result(host, port, address) for address in addresses]

    async def close(self) -> None:
        """Nothing is held."""


def _result(host: str, port: int, address: Address) -> ResolveResult:
    return {
        "hostname": host,
        "host": str(address),
        "port": port,
        "family": socket.AF_INET if address.version == 4 else socket.AF_INET6,
        "proto": socket.IPPROTO_TCP,
        "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    }


def _look_up(name: str) -> set[str]:
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return {str(where[0]) for *_, where in found}
