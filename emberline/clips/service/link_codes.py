"""The codes of guest links, derived from their identifiers: nothing secret is stored."""

import hmac
from uuid import UUID

from emberline.kit.signing import Signer

_ID_DIGITS = 32
_PURPOSE = "guest-links"


def link_address(secret_key: str, link_id: str) -> str:
    """Where the link's guests go, `/g/{code}`: the same whenever it is asked for."""
    return f"/g/{_code(secret_key, link_id)}"


def link_id_in(secret_key: str, code: str) -> str | None:
    """The link that a genuine code names; None for any other text."""
    try:
        link_id = str(UUID(hex=code[:_ID_DIGITS]))
    except ValueError:
        return None
    genuine = _code(secret_key, link_id)
    is_genuine = hmac.compare_digest(genuine.encode(), code.encode("utf-8", "replace"))
    return link_id if is_genuine else None


def passcode_fingerprint(secret_key: str, passcode: str | None) -> str | None:
    """What tells a passcode from another where the passcode itself may not be kept."""
    return None if passcode is None else Signer(secret_key, "link-passcodes").sign(passcode)


def _code(secret_key: str, link_id: str) -> str:
    return UUID(link_id).hex + Signer(secret_key, _PURPOSE).sign(link_id)
