"""Pages that may call: the server's own, and those of origins that the operator named."""

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from emberline.kit.addresses import Network, peer_is_trusted
from emberline.kit.errors import forbidden
from emberline.kit.runtime import runtime_of


def may_call(
    origin: str | None, host: str, public_url: str | None, allowed: Collection[str]
) -> bool:
    """Whether it is no page of a foreign origin that calls; without an origin it is no page.

    host: the request's `Host`. public_url: the operator's address of this server, if set.
    """
    if origin is None or origin in allowed:
        return True
    hosts = [host] if public_url is None else [host, urlsplit(public_url).netloc]
    own = {f"{scheme}://{name}".lower() for scheme in ("http", "https") for name in hosts}
    return origin.lower() in own


def ensure_own_page(connection: HTTPConnection) -> None:
    """AppError 403 for the page of a foreign origin."""
    settings = runtime_of(connection).settings
    origin, host = (connection.headers.get(name) for name in ("origin", "host"))
    if not may_call(origin, host or "", settings.public_url, settings.allowed_origins):
        raise forbidden("Pages of this origin may not connect. See EMBERLINE_ALLOWED_ORIGINS.")


def came_by_https(
    connection: HTTPConnection, trusted: Sequence[Network], public_url: str | None
) -> bool:
    """Whether the client speaks TLS, with this server or with a proxy in front of it.

    A trusted proxy says so; else the operator does, for the address that the client called.
    """
    if connection.url.scheme in ("https", "wss"):
        return True
    said = connection.headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    if said and peer_is_trusted(connection, trusted):
        return said == "https"
    public = urlsplit(public_url or "")
    host = connection.headers.get("host", "")
    return public.scheme == "https" and public.netloc.lower() == host.lower()
