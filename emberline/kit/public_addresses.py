"""Which addresses and URLs of others this server may call: public ones over https, decided purely.

A user names the address, this server calls it: without these rules it would call itself, its
neighbours and the cloud's metadata for anybody who asks (server-side request forgery).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from yarl import URL

from emberline.kit.addresses import Address, Network

URL_CHARACTERS = 2000

# IANA's special-purpose registry for IPv4, multicast and reserved space, and the one public
# address at which a cloud (Azure) keeps what is private.
_NOT_PUBLIC_4 = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Global unicast is this block alone: IPv4-mapped, NAT64, ULA, link-local and multicast addresses
# lie outside of it.
_PUBLIC_6 = ip_network("2000::/3")
# Within it: IETF protocols with Teredo, documentation, and 6to4, which carries an IPv4 address.
_NOT_PUBLIC_6 = tuple(
    ip_network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

_VISIBLE = re.compile(r"[!-~]+")
_WITH_USER = re.compile(r"[^/]*//[^/?#]*@")
_NAME = re.compile(r"(?=.{4,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+")
_ENDS_IN_NUMBER = re.compile(r"(^|\.)([0-9]+|0x[0-9a-f]*)$")
_LOWEST_FREE_PORT = 1024


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL leads: a name, or an address that may be called, and a port."""

    host: str
    port: int
    is_literal: bool


def is_public(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether `address` is one of the public internet, or in one of the `allowed` networks."""
    if any(address in network for network in allowed):
        return True
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return (
        address.scope_id is None
        and address in _PUBLIC_6
        and not any(address in network for network in _NOT_PUBLIC_6)
    )


def target_of(url: str, allowed: Sequence[Network] = ()) -> Target:
    """Where `url` leads. ValueError, saying what to do, for one that may not be called at all.

    A name still has to be resolved, and what it resolves to asked for with `is_public`.
    """
    parsed = _parsed(url)
    host = (parsed.raw_host or "").lower()
    port = parsed.port or 0
    if port != 443 and port < _LOWEST_FREE_PORT:
        raise ValueError("use port 443, or one from 1024 on")
    address = _literal(host)
    if address is not None:
        if not is_public(address, allowed):
            raise ValueError("use a public address; this one is private or reserved")
        return Target(str(address), port, is_literal=True)
    name = host.removesuffix(".")
    if _ENDS_IN_NUMBER.search(name) or _NAME.fullmatch(name) is None:
        raise ValueError("use a whole domain name (an international one in its `xn--` form)")
    return Target(name, port, is_literal=False)


def _parsed(url: str) -> URL:
    if len(url) > URL_CHARACTERS:
        raise ValueError(f"use at most {URL_CHARACTERS} characters")
    # What parsers disagree about is not taken: spaces, controls, backslashes, other scripts.
    if _VISIBLE.fullmatch(url) is None or "\\" in url:
        raise ValueError("use plain ASCII without spaces and backslashes, the rest percent-encoded")
    try:
        parsed = URL(url)
    except ValueError:
        raise ValueError("send a whole URL such as https://example.com/hook") from None
    if parsed.scheme != "https" or not parsed.raw_host:
        raise ValueError("send a whole URL that begins with https://")
    if _WITH_USER.match(url):
        raise ValueError("leave out the user name and password")
    return parsed


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
