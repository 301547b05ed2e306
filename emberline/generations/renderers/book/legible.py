"""Texts as any renderer can set or say them: no control characters, no endless names."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAME_MOST = 80


def legible(text: str) -> str:
    """`text` without the characters that XML forbids and nobody sees; ends of lines as \\n."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def short_name(text: str) -> str:
    """`text` as a name inside of a sentence: on one line, cut where it has no end.

    Expressions may name a thing thousands of times: what they grow to in words has a bound by this.
    """
    line = " ".join(legible(text).split())
    return line if len(line) <= _NAME_MOST else line[: _NAME_MOST - 1].rstrip() + "…"
