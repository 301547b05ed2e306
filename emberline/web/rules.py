"""What browsers are told about the app's files: types, caches, encodings, what the page may do."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

PAGE = "/index.html"
PAGE_TABLE = "/pages.json"
"""Written by the build: patterns of addresses, each with the path of its page."""

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        # A page's own origin is its sockets' too (CSP 3, 6.7.2.7).
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""The page's Content-Security-Policy. No script or style stands in the page itself."""

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""What the page will never ask for, whatever runs in it."""

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""The encodings that files are kept in, the best first, and how their names end."""

_HASHED = "/_app/immutable/"
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"

# Not those of the system, which differ from one to the other.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_NO_WEIGHT = re.compile(r"0(\.0{0,3})?")


def media_type(path: str) -> str:
    """The type of the file at `path`."""
    return _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def cache_policy(path: str) -> str:
    """How long caches may keep the file at `path`: for ever where its name is its content's."""
    return _FOR_EVER if path.startswith(_HASHED) else _ASK_EACH_TIME


def best_encoding(accepted: str, available: Collection[str]) -> str:
    """The best of the available encodings that `Accept-Encoding` names; "" for none."""
    weights = _weights(accepted)
    for encoding in ENCODINGS:
        if encoding in available and weights.get(encoding, weights.get("*", False)):
            return encoding
    return ""


def is_page(path: str) -> bool:
    """Whether the file at `path` is the app's page, for some address or for all."""
    return path == PAGE or path.startswith("/pages/")


def wants_page(accepted: str) -> bool:
    """Whether `Accept` names HTML, as browsers do for what people open; `*/*` is not enough."""
    return _weights(accepted).get("text/html", False)


def is_page_of_app(path: str) -> bool:
    """Whether the app may have a page there: no call of `/api`, no file, nothing `.well-known`."""
    if path.startswith(("/api/", "/_app/")) or "/." in path:
        return False
    return "." not in path.rpartition("/")[2]


def _weights(header: str) -> dict[str, bool]:
    """What an `Accept…` header names, and whether it is wanted at all (RFC 9110, 12.4.2)."""
    found: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        found[name] = _NO_WEIGHT.fullmatch(weight) is None
    return found
