"""Text of a file, made ready to be read: whatever wrote it, lines end with a line feed."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """`text` without byte order mark, fit for UTF-8, each line with a line feed at its end.

    In front of it there still may be a carriage return, which `with_line_feeds` takes from a part:
    a large file need not be there twice for that.
    """
    text = text.removeprefix("\ufeff")
    if text.count("\r") > text.count("\r\n"):
        text = with_line_feeds(text)
    # ASCII is known at once; only other text can hold half a pair.
    if not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    return text


def with_line_feeds(text: str) -> str:
    """`text` with a line feed at the end of each line and no carriage return."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def without_blank_end(text: str) -> str:
    """`text` without the blank lines at its end; the last line that is left keeps its blanks."""
    stripped = text.rstrip(" \t\n")
    end = text.find("\n", len(stripped))
    if not stripped:
        return ""
    return text if end < 0 else text[:end]


class Lines:
    """Numbers of lines, asked for in the order of the text, so that no part is counted twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def number(self, at: int) -> int:
        """The number of the line that the character `at` stands in; never before the last one."""
        self._line += self._text.count("\n", self._at, at)
        self._at = max(at, self._at)
        return self._line
