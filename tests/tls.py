"""A web server of others for the tests: real TLS under the tests' own authority."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from emberline.kit.addresses import Address
from emberline.kit.outbound import Outbound

NAME = "hooks.example"
LOOPBACK = ip_network("127.0.0.0/8")


@dataclass(frozen=True)
class Received:
    """A request as the endpoint got it."""

    path: str
    host: str
    headers: dict[str, str]
    body: bytes


def _set_event() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass
class Endpoint:
    """What answers on loopback under `NAME`: 200, or the next of `answers` while there are any,
    and nothing while it may not. At the paths in `silent` it never answers.
    """

    port: int = 0
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"taken"
    silent: set[str] = field(default_factory=set)
    may_answer: asyncio.Event = field(default_factory=_set_event)
    received: list[Received] = field(default_factory=list)

    def url(self, path: str = "/hook") -> str:
        """An address of the endpoint, by name."""
        return f"https://{NAME}:{self.port}{path}"

    async def answer(self, request: web.Request) -> web.Response:
        """Note the request and answer it."""
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append(Received(request.path, request.host, headers, body))
        await self.may_answer.wait()
        if request.path in self.silent:
            await asyncio.Event().wait()
        status = self.answers.pop(0) if self.answers else 200
        return web.Response(status=status, body=self.body, headers=self.headers)


@asynccontextmanager
async def serving() -> AsyncIterator[Endpoint]:
    """An endpoint that is being served."""
    endpoint = Endpoint()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", endpoint.answer)
    # At the end nobody waits a minute for the answer of a silent endpoint (0 would be for ever).
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=server_context())
    await site.start()
    endpoint.port = runner.addresses[0][1]
    try:
        yield endpoint
    finally:
        await runner.cleanup()


class Names:
    """A name server: what every name resolves to at this moment, and which were asked for."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.asked: list[str] = []

    async def resolve(self, name: str) -> list[Address]:
        """The addresses of any name; OSError when there are none."""
        await asyncio.sleep(0)
        self.asked.append(name)
        if not self.addresses:
            raise OSError(f"{name} does not resolve")
        return [ip_address(text) for text in self.addresses]


def loopback_outbound(names: Names) -> Outbound:
    """A way out that may call loopback and trusts the tests' authority."""
    return Outbound([LOOPBACK], client_context(), names.resolve)


@cache
def server_context() -> ssl.SSLContext:
    """TLS for `NAME` and 127.0.0.1."""
    key, certificate, _ = _certificates()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with TemporaryDirectory() as folder:
        key_file, certificate_file = Path(folder) / "key", Path(folder) / "certificate"
        key_file.write_text(key)
        certificate_file.write_text(certificate)
        context.load_cert_chain(certificate_file, key_file)
    return context


@cache
def client_context() -> ssl.SSLContext:
    """TLS that trusts the tests' authority alone."""
    return ssl.create_default_context(cadata=_certificates()[2])


@cache
def _certificates() -> tuple[str, str, str]:
    """The server's key and certificate, and the authority's certificate, in PEM."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
    authority = (
        _blank(issuer, issuer, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    names = [x509.DNSName(NAME), x509.IPAddress(ip_address("127.0.0.1"))]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        _blank(subject, issuer, key)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    return (
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
        authority.public_bytes(serialization.Encoding.PEM).decode(),
    )


def _blank(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=365 * 80))
    )
