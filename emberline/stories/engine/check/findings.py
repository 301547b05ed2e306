"""Findings gathered while a story is checked: all are counted, so many are told."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypedDict, Unpack

from emberline.stories.engine.check.report import ErrorCode, Finding, WarningCode

TOLD_MOST = 1_000
"""Errors, and warnings, that a report tells."""
_MESSAGE_MOST = 500
_KEY_SHOWN_MOST = 200


class Place(TypedDict, total=False):
    """Where a finding is: as in `Finding`."""

    node: str
    choice: str | None
    line: int | None
    column: int | None


class Findings:
    """What was found so far."""

    def __init__(self) -> None:
        self._errors = _Gathered()
        self._warnings = _Gathered()

    def error(self, code: ErrorCode, message: str, **place: Unpack[Place]) -> None:
        """Tell of something that keeps the story from being published."""
        self._errors.add(code, message, place)

    def warning(self, code: WarningCode, message: str, **place: Unpack[Place]) -> None:
        """Tell of something that may be meant."""
        self._warnings.add(code, message, place)

    def has_enough(self, code: ErrorCode) -> bool:
        """Whether further errors of this code are counted and not told."""
        return self._errors.has_enough(code)

    def errors(self, order: Mapping[str, int]) -> tuple[tuple[Finding, ...], int]:
        """The errors that are told, by the `order` of their nodes, and how many there are."""
        return self._errors.told(order)

    def warnings(self, order: Mapping[str, int]) -> tuple[tuple[Finding, ...], int]:
        """The warnings that are told, by the `order` of their nodes, and how many there are."""
        return self._warnings.told(order)


def shown(key: str) -> str:
    """`key` as a message names it."""
    return f"`{key}`" if len(key) <= 60 else f"`{key[:59]}…`"


class _Gathered:
    """Findings of one severity: by their codes, with how many were found before each."""

    def __init__(self) -> None:
        self._counts: Counter[ErrorCode | WarningCode] = Counter()
        self._found: defaultdict[str, list[tuple[int, Finding]]] = defaultdict(list)
        self._number = 0

    def add(self, code: ErrorCode | WarningCode, message: str, place: Place) -> None:
        if self._counts[code] < TOLD_MOST:
            self._found[code].append((self._number, _finding(code, message, place)))
        self._counts[code] += 1
        self._number += 1

    def has_enough(self, code: ErrorCode | WarningCode) -> bool:
        return self._counts[code] >= TOLD_MOST

    def told(self, order: Mapping[str, int]) -> tuple[tuple[Finding, ...], int]:
        """A code that is found everywhere leaves room for the others."""
        told: list[tuple[int, Finding]] = []
        by_number = sorted(self._found.values(), key=len)
        for place, found in enumerate(by_number):
            share = (TOLD_MOST - len(told)) // (len(by_number) - place)
            told += found[:share]

        def place_of(numbered: tuple[int, Finding]) -> tuple[int, int]:
            number, finding = numbered
            node = -1 if finding.node is None else order.get(finding.node, len(order))
            return node, number

        return tuple(finding for _, finding in sorted(told, key=place_of)), self._number


def _finding(code: ErrorCode | WarningCode, message: str, place: Place) -> Finding:
    node, choice = place.get("node"), place.get("choice")
    return Finding(
        code=code,
        node=None if node is None else node[:_KEY_SHOWN_MOST],
        choice=None if choice is None else choice[:_KEY_SHOWN_MOST],
        line=place.get("line"),
        column=place.get("column"),
        message=message if len(message) <= _MESSAGE_MOST else message[: _MESSAGE_MOST - 1] + "…",
    )
