"""Web Push: the server's VAPID key (RFC 8292), and messages sealed for one browser (RFC 8291)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from pywebpush import WebPusher

# The order of P-256's base point (SEC 2, secp256r1).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_TOKEN_LIFETIME = timedelta(hours=12)
_NOBODY = "mailto:nobody@localhost"


def public_key_text(secret_key: str) -> str:
    """The server's public key as browsers take it: the point, URL-safe base64 without padding."""
    point = (
        _private_key(secret_key)
        .public_key()
        .public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    )
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(secret_key: str, endpoint: str, public_url: str | None, now: datetime) -> str:
    """The `Authorization` header that shows a push service who sends."""
    parts = urlsplit(endpoint)
    claims: dict[str, str | int] = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + _TOKEN_LIFETIME).timestamp()),
        "sub": public_url if public_url and public_url.startswith("https://") else _NOBODY,
    }
    # Its pattern for `sub` would refuse an address with a port or a path.
    signed = Vapid02(_private_key(secret_key), conf={"no-strict": True}).sign(claims)
    return str(signed["Authorization"])


def sealed(message: bytes, p256dh: str, auth: str) -> bytes:
    """`message` for the browser with these keys alone, as a body in `aes128gcm`."""
    subscription = {"endpoint": "", "keys": {"p256dh": p256dh, "auth": auth}}
    return bytes(WebPusher(subscription).encode(message)["body"])


def check_public_key(text: str) -> None:
    """ValueError unless `text`, unpadded URL-safe base64, is a point of P-256."""
    point = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


@lru_cache(maxsize=4)
def _private_key(secret_key: str) -> ec.EllipticCurvePrivateKey:
    """The key that every process with this secret derives.

    48 bytes reduced by the order: FIPS 186-5, A.2.1 (extra random bits), here from HKDF.
    """
    derived = HKDF(SHA256(), 48, None, b"emberline:vapid").derive(secret_key.encode())
    return ec.derive_private_key(int.from_bytes(derived, "big") % (_ORDER - 1) + 1, ec.SECP256R1())
