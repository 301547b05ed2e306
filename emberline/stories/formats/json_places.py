"""Where in a JSON text a value stands, which a decoder does not tell."""

import math
import re
from collections.abc import Collection
from typing import NamedTuple

import msgspec

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value; of the whole text it is empty."""

# Never fails on an unclosed string, so that many of them are not each a way to the end.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{},]|[^\s\[\]{},:"]++', re.DOTALL)
_DIGITS_MOST = 4_000


class Place(NamedTuple):
    """Line and column, both from 1 on."""

    line: int
    column: int


class Duplicate(NamedTuple):
    """A key that its object has already."""

    place: Place
    key: str


class _Level:
    """An object or array that is open; `path` is None where nothing is asked for below."""

    __slots__ = ("is_key_next", "is_object", "keys", "path", "step")

    def __init__(self, path: Path | None, *, is_object: bool) -> None:
        self.path = path
        self.is_object = is_object
        self.is_key_next = is_object
        self.keys: set[str] = set()
        self.step: str | int = 0


def find_places(text: str, paths: Collection[Path]) -> dict[Path, Place]:
    """Where in the JSON `text`, which is well formed, the values at `paths` begin. Linear time."""
    scan = _Scan(text, paths)
    for token in _TOKEN.finditer(text):
        if not scan.awaited:
            break
        scan.take(token[0], token.start())
    return scan.values


def find_duplicates(text: str, most: int) -> list[Duplicate]:
    """The first `most` keys of the JSON `text`, which is well formed, that stand twice."""
    scan = _Scan(text, ())
    for token in _TOKEN.finditer(text):
        if len(scan.duplicates) == most:
            break
        scan.take(token[0], token.start())
    return scan.duplicates


def find_too_deep(text: str, most: int) -> Place | None:
    """The first bracket of the JSON `text`, well formed or not, with `most` open ones about it."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "{[":
            if depth == most:
                return place_at(text, token.start())
            depth += 1
        elif token[0] in "}]":
            depth -= 1
    return None


def place_at(text: str, at: int) -> Place:
    """The line and column of the character `at`."""
    return Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def find_large_number(text: str) -> Place | None:
    """The first number of the JSON `text` that no decoder holds."""
    for token in _TOKEN.finditer(text):
        if token[0][0] in "-0123456789" and _is_large(token[0]):
            return place_at(text, token.start())
    return None


class _Scan:
    def __init__(self, text: str, paths: Collection[Path]) -> None:
        self.awaited = set(paths)
        self.values: dict[Path, Place] = {}
        self.duplicates: list[Duplicate] = []
        self._text = text
        self._wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
        self._levels: list[_Level] = []
        self._counted = (0, 1)

    def take(self, word: str, at: int) -> None:
        level = self._levels[-1] if self._levels else None
        if word in "}]":
            if level is not None:
                self._levels.pop()
        elif word == ",":
            _next(level)
        elif level is not None and level.is_key_next:
            self._key(level, word, at)
        else:
            path = self._value(level, at)
            if word in "{[":
                self._levels.append(_Level(path, is_object=word == "{"))

    def _key(self, level: _Level, word: str, at: int) -> None:
        level.is_key_next = False
        level.step = _unescaped(word)
        if level.step in level.keys:
            self.duplicates.append(Duplicate(self._place(at), level.step))
        level.keys.add(level.step)

    def _value(self, level: _Level | None, at: int) -> Path | None:
        path: Path | None = ()
        if level is not None:
            path = None if level.path is None else (*level.path, level.step)
        if path not in self._wanted:
            return None
        self.values[path] = self._place(at)
        self.awaited.discard(path)
        return path

    def _place(self, at: int) -> Place:
        """Lines are counted on from the last place."""
        counted, line = self._counted
        line += self._text.count("\n", counted, at)
        self._counted = (at, line)
        return Place(line, at - self._text.rfind("\n", 0, at))


def _next(level: _Level | None) -> None:
    if level is None:
        return
    if level.is_object:
        level.is_key_next = True
    elif isinstance(level.step, int):
        level.step += 1


def _unescaped(word: str) -> str:
    if "\\" not in word:
        return word[1:-1]
    try:
        return msgspec.json.decode(word, type=str)
    except ValueError:
        return word


def _is_large(word: str) -> bool:
    try:
        return len(word) > _DIGITS_MOST or math.isinf(float(word))
    except ValueError:
        return False
