"""Where a request came from, when proxies stand in between."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.requests import HTTPConnection

Network = IPv4Network | IPv6Network

UNKNOWN = "unknown"


def client_address(connection: HTTPConnection, trusted: Sequence[Network]) -> str:
    """The address of the client, as text.

    Only a trusted proxy's `X-Forwarded-For` counts: from its right end, past further trusted
    proxies, the first address that is none of them. Anything else there is a client's own claim.
    """
    peer = connection.client.host if connection.client else UNKNOWN
    if not _is_trusted(peer, trusted):
        return peer
    forwarded = ",".join(connection.headers.getlist("x-forwarded-for"))
    for claimed in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_address(claimed):
            return peer
        if not _is_trusted(claimed, trusted):
            return claimed
    return peer


def is_loopback(connection: HTTPConnection) -> bool:
    """Whether the request comes from this machine itself; a forwarded one never does."""
    headers = connection.headers
    if any(name in headers for name in ("x-forwarded-for", "forwarded", "x-real-ip")):
        return False
    peer = connection.client.host if connection.client else UNKNOWN
    return _is_address(peer) and ip_address(peer).is_loopback


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    if not trusted or not _is_address(address):
        return False
    parsed = ip_address(address)
    return any(parsed in network for network in trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
