"""Access tokens: JWTs of fifteen minutes, under keys that rotate by `kid`."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from emberline.kit.errors import unauthorized

LIFETIME = timedelta(minutes=15)
MARGIN = timedelta(minutes=1)
"""How far the clocks of two machines may be apart."""

_ALGORITHM = "HS256"
_TYPE = "at+jwt"  # RFC 9068
_AUDIENCE = "emberline"
# A token of ours has some 330 characters; nothing longer is worth decoding.
_MAX_CHARACTERS = 1024


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """A signing key's name and the instant from which it signs."""

    kid: str
    active_from: datetime


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine token says: the user, the session, and when it ends."""

    user_id: str
    session_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Key:
    kid: str
    secret: OctKey
    active_from: datetime
    # When the last token that it signed is over; None while it is the newest.
    ends_at: datetime | None


class AccessTokens:
    """Issues and reads the tokens of one installation, under the keys that it was told."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key.encode()
        self._keys: dict[str, _Key] = {}

    def know(self, keys: Sequence[KeyTimes]) -> None:
        """Work with exactly `keys` from now on, given in order of `active_from`."""
        ends = [successor.active_from + LIFETIME + MARGIN for successor in keys[1:]]
        self._keys = {
            key.kid: _Key(key.kid, self._derived(key.kid), key.active_from, ends_at)
            for key, ends_at in zip(keys, [*ends, None], strict=True)
        }

    def issue(self, user_id: str, session_id: str, now: datetime) -> str:
        """A token for `session_id` of `user_id`, good from `now` for `LIFETIME`."""
        key = self._signing_key(now)
        issued_at = int(now.timestamp())
        claims = {
            "sub": user_id,
            "sid": session_id,
            "aud": _AUDIENCE,
            "iat": issued_at,
            "exp": issued_at + int(LIFETIME.total_seconds()),
        }
        header = {"alg": _ALGORITHM, "typ": _TYPE, "kid": key.kid}
        return jwt.encode(header, claims, key.secret, algorithms=[_ALGORITHM])

    def read(self, token: str, now: datetime) -> Claims:
        """The claims of a genuine token that is not over at `now`. AppError 401 otherwise."""
        if len(token) > _MAX_CHARACTERS or not token.isascii():
            raise unauthorized()
        try:
            read = jwt.decode(token, self._named_by, algorithms=[_ALGORITHM])
            claims = _claims(read.header, read.claims)
        except (JoseError, ValueError, TypeError, KeyError, OverflowError):
            raise unauthorized() from None
        key = self._keys[read.header["kid"]]
        if claims.expires_at <= now or (key.ends_at is not None and key.ends_at <= now):
            raise unauthorized("The access token is over. Refresh the session or sign in again.")
        return claims

    def _named_by(self, guest: Any) -> OctKey:
        return self._keys[guest.headers()["kid"]].secret

    def _signing_key(self, now: datetime) -> _Key:
        """The newest key that is active; the oldest where this machine's clock lags."""
        keys = list(self._keys.values())
        active = [key for key in keys if key.active_from <= now]
        return active[-1] if active else keys[0]

    def _derived(self, kid: str) -> OctKey:
        purpose = f"emberline:access-token:{kid}".encode()
        return OctKey.import_key(hmac.digest(self._secret_key, purpose, sha256))


def _claims(header: dict[str, Any], claims: dict[str, Any]) -> Claims:
    if header["typ"] != _TYPE or claims["aud"] != _AUDIENCE:
        raise ValueError("a token for something else")
    ends_at = datetime.fromtimestamp(int(claims["exp"]), UTC)
    return Claims(str(claims["sub"]), str(claims["sid"]), ends_at)
