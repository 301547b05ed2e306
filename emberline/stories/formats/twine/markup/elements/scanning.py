"""A passage's text with its lines, searched without going over the same part again and again."""

import re
from bisect import bisect_right

_NEWLINE = re.compile("\n")
_FAILURES_MOST = 50
_OPENING = re.compile(r"[`\"'/\[]")
_CLOSED_BY = {"`": "`", '"': '"', "'": "'", "/": "*/", "[": "]"}


class Scan:
    """`text`, whose first line is `first_line` of the source."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self._first_line = first_line
        self._starts: list[int] | None = None
        self._missing: dict[str, int] = {}
        self._failures = 0

    def line(self, at: int) -> int:
        """The line of the source in which the character `at` stands."""
        if self._starts is None:
            self._starts = [match.start() for match in _NEWLINE.finditer(self.text)]
        return self._first_line + bisect_right(self._starts, at - 1)

    def find(self, what: str, at: int) -> int:
        """Where `what` stands from `at` on, or -1; looked for in vain once only."""
        if at >= self._missing.get(what, len(self.text) + 1):
            return -1
        found = self.text.find(what, at)
        if found < 0:
            self._missing[what] = min(at, self._missing.get(what, at))
        return found

    def match(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """What `pattern`, which may look far ahead, matches at `at`; after fifty failures no more,
        so that a broken text costs no more than its length."""
        if self._failures > _FAILURES_MOST:
            return None
        match = pattern.match(self.text, at)
        if match is None:
            self._failures += 1
        return match

    def nesting(self, at: int, tokens: re.Pattern[str]) -> int:
        """Where the round bracket that is open at `at` ends, or -1; `tokens` finds brackets, and
        what may hold others."""
        if self.find(")", at) < 0 or self._failures > _FAILURES_MOST:
            return -1
        depth = 1
        for match in tokens.finditer(self.text, at):
            depth += (match[0] == "(") - (match[0] == ")")
            if depth == 0:
                return match.start()
        self._failures += 1
        return -1

    def closing(self, end: str, at: int, quoted: re.Pattern[str]) -> int:
        """Where `end` stands from `at` on, outside of what `quoted` matches, or -1."""
        first = self.find(end, at)
        position = at
        while 0 <= position < first:
            opening = _OPENING.search(self.text, position, first)
            if opening is None:
                return first
            match = None
            if self.find(_CLOSED_BY[opening[0]], opening.end()) >= 0:
                match = quoted.match(self.text, opening.start())
            position = match.end() if match else opening.end()
            if position > first:
                first = self.find(end, position)
        # What seemed quoted was not where nothing ends behind it.
        return first if first >= 0 else self.find(end, at)
