"""Where a request came from, when proxies stand in between."""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from starlette.requests import HTTPConnection

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNKNOWN = "unknown"

_FORWARDED = frozenset({"forwarded", "via", "x-real-ip"})
_MAPPED = IPv6Network("::ffff:0:0/96")


def client_address(connection: HTTPConnection, trusted: Sequence[Network]) -> str:
    """The address of the client, as text; an IPv4 one in its own form where IPv6 carries it.

    Only a trusted proxy's `X-Forwarded-For` counts: from its right end, past further trusted
    proxies, the first address that is none of them. Anything else there is a client's own claim.
    """
    host = _host(connection)
    peer = _parsed(host)
    if peer is None:
        return host
    if not _is_trusted(peer, trusted):
        return str(peer)
    forwarded = ",".join(connection.headers.getlist("x-forwarded-for"))
    for text in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        claimed = _parsed(text)
        if claimed is None:
            break
        if not _is_trusted(claimed, trusted):
            return str(claimed)
    return str(peer)


def is_loopback(connection: HTTPConnection) -> bool:
    """Whether the request comes from this machine itself; a forwarded one never does."""
    if any(name.startswith("x-forwarded-") or name in _FORWARDED for name in connection.headers):
        return False
    peer = _parsed(_host(connection))
    return peer is not None and peer.is_loopback


def peer_is_trusted(connection: HTTPConnection, trusted: Sequence[Network]) -> bool:
    """Whether a trusted proxy sent the request, so that its forwarded headers count."""
    peer = _parsed(_host(connection))
    return peer is not None and _is_trusted(peer, trusted)


def _host(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else UNKNOWN


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # A socket of both families shows an IPv4 client as ::ffff:a.b.c.d.
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    return any(address in _unmapped(network) for network in trusted)


def _unmapped(network: Network) -> Network:
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        inner = network.network_address.ipv4_mapped
        return ip_network(f"{inner}/{network.prefixlen - _MAPPED.prefixlen}")
    return network
