"""What a reaction is: exactly one emoji."""

from emoji import EMOJI_DATA, STATUS

_VARIATION_16 = "\ufe0f"

# Unicode's emoji that are recommended for general interchange (RGI, UTS 51), each by its text
# without the variation selectors that keyboards send or leave out. A skin tone alone is none.
_EMOJI = {
    text.replace(_VARIATION_16, ""): text
    for text, entry in EMOJI_DATA.items()
    if entry["status"] == STATUS["fully_qualified"]
}


def one_emoji(text: str) -> str:
    """`text`, exactly one emoji, in its fully qualified form, in which equal ones are compared.

    ValueError for anything else. Joined people, flags, skin tones and keycaps count as one.
    """
    found = _EMOJI.get(text.replace(_VARIATION_16, ""))
    if found is None:
        raise ValueError("send exactly one emoji")
    return found
