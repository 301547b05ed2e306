"""Signatures under keys derived from the one secret: cursors, media URLs, tickets."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b, sha256


class Signer:
    """Signs short texts for one purpose; a signature for one purpose is void for another.

    Keyed BLAKE2b (RFC 7693) with 16 bytes of output: 128 bits cannot be guessed online, and a
    feed signs one address a clip, so the shorter text is worth having.
    """

    def __init__(self, secret_key: str, purpose: str) -> None:
        derived = hmac.digest(secret_key.encode(), f"emberline:{purpose}".encode(), sha256)
        self._keyed = blake2b(key=derived, digest_size=16)

    def sign(self, text: str) -> str:
        """The signature of `text`: 22 URL-safe characters."""
        keyed = self._keyed.copy()
        keyed.update(text.encode())
        return urlsafe_b64encode(keyed.digest())[:22].decode("ascii")

    def verify(self, text: str, signature: str) -> bool:
        """Whether `signature` was made for exactly `text`, in constant time."""
        return hmac.compare_digest(self.sign(text).encode(), signature.encode("utf-8", "replace"))


def encode_text(text: str) -> str:
    """`text` as URL-safe base64 without padding."""
    return urlsafe_b64encode(text.encode()).rstrip(b"=").decode("ascii")


def decode_text(encoded: str) -> str:
    """The text behind `encode_text`. ValueError when there is none."""
    padded = encoded.encode("ascii") + b"=" * (-len(encoded) % 4)
    return urlsafe_b64decode(padded).decode("utf-8")


def same_secret(given: str, expected: str) -> bool:
    """Whether two secrets are the same, in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8"))
