"""Findings gathered while a text is read, so many and no more."""

from emberline.stories.formats.report import Finding

FINDINGS_MOST = 10_000
"""Findings that are told of one text: a report that is longer than its text helps nobody."""


class Findings:
    """What was found so far, in the order it was found."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._more = 0

    def add(self, line: int | None, code: str, message: str) -> None:
        """Tell of something, unless too much was told."""
        if len(self._found) < FINDINGS_MOST:
            self._found.append(Finding(line, code, message))
        else:
            self._more += 1

    def told(self) -> tuple[Finding, ...]:
        """All findings by line, those without one last; a last one counts what is not told."""
        found = sorted(self._found, key=lambda each: (each.line is None, each.line or 0))
        if self._more:
            found.append(Finding(None, "more_findings", f"There are {self._more} findings more."))
        return tuple(found)
