"""Whether keys can serve as keys."""

from typing import Unpack

from emberline.stories.engine.check.findings import Findings, Place

KEY_MOST = 200
"""Characters of a key: keys go into every save, and conditions are searched for them."""


def check_key(what: str, key: str, findings: Findings, **place: Unpack[Place]) -> None:
    """Tell of a key that is empty or too long; `what` it belongs to, as `The item`."""
    if not key:
        findings.error("bad_value", f"{what} has an empty key: give it one.", **place)
    elif len(key) > KEY_MOST:
        message = f"{what} has a key of {len(key)} characters: use at most {KEY_MOST}."
        findings.error("too_large", message, **place)
