"""The texts of secrets that people hold: API tokens and refresh tokens, made from identifiers."""

import hmac
from hashlib import sha256
from uuid import UUID

from emberline.kit.signing import Signer

PREFIX = "emt_"
REFRESH_PREFIX = "emr_"

_ID_DIGITS = 32
_SIGNATURE_CHARACTERS = 22
_NUMBER_DIGITS = 9


def api_token_text(secret_key: str, token_id: str) -> str:
    """The token called `token_id`: derived, so that a repeated creation can be answered alike."""
    signature = Signer(secret_key, "api-tokens").sign(token_id)
    return f"{PREFIX}{UUID(token_id).hex}{signature}"


def api_token_id(token: str) -> str | None:
    """The identifier inside a token; None when it has not the form of one."""
    digits = token.removeprefix(PREFIX)[:_ID_DIGITS]
    if len(token) != len(PREFIX) + _ID_DIGITS + _SIGNATURE_CHARACTERS:
        return None
    try:
        return str(UUID(hex=digits))
    except ValueError:
        return None


def refresh_token_text(secret_key: str, session_id: str, number: int) -> str:
    """Refresh token `number` of a session: derived, so that a repeat can be given it again."""
    signature = Signer(secret_key, "refresh-tokens").sign(f"{session_id} {number}")
    return f"{REFRESH_PREFIX}{UUID(session_id).hex}.{number}.{signature}"


def read_refresh_token(secret_key: str, token: str) -> tuple[str, int] | None:
    """The session and number that a genuine refresh token names; None for any other text."""
    digits, _, rest = token.removeprefix(REFRESH_PREFIX).partition(".")
    number = rest.partition(".")[0]
    if not (number.isascii() and number.isdecimal() and len(number) <= _NUMBER_DIGITS):
        return None
    try:
        session_id = str(UUID(hex=digits))
    except ValueError:
        return None
    genuine = refresh_token_text(secret_key, session_id, int(number))
    return (
        (session_id, int(number)) if hmac.compare_digest(genuine.encode(), token.encode()) else None
    )


def secret_hash(secret: str) -> str:
    """What is stored of an unguessable secret. 128 random bits need no slow hash."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
