"""How people are answered and documented, in the envelope of `/api`."""

from typing import Any

from emberline.accounts.schemas import PersonCard
from emberline.kit.answers import Envelope, EnvelopedPage, documented

USER_ID = "0197a1b2-0000-7000-8000-00000000beef"
AT = "2026-03-01T12:00:00Z"

CARD_EXAMPLE = {
    "user_id": USER_ID,
    "username": "ada",
    "display_name": "Ada Lovelace",
    "avatar_url": f"/files/avatar/{USER_ID}/0197a1b2-0000-7000-8000-00000000c0de",
}


def in_envelope(shape: Any, data: Any, message: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a call that answers `shape` in the envelope of `/api`."""
    example = {"success": True, "data": data, "message": message, "timestamp": AT}
    return documented(Envelope[shape], example)


def people_documented(message: str) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a call that answers a page of people."""
    example = {
        "success": True,
        "data": [CARD_EXAMPLE],
        "message": message,
        "timestamp": AT,
        "meta": {"next_cursor": None},
    }
    return documented(EnvelopedPage[list[PersonCard]], example, description=f"{message} A page.")
