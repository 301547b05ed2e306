"""What a reader types, understood: a letter, an answer or a command."""

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from emberline.stories.engine.state import OfferedChoice, Question, View

Verb = Literal[
    "again",
    "choose",
    "answer",
    "unknown",
    "stats",
    "inventory",
    "achievements",
    "endings",
    "rewind",
    "restart",
    "save",
    "load",
    "log",
    "help",
    "quit",
]

COMMANDS: Mapping[str, Verb] = {
    "s": "stats",
    "stats": "stats",
    "i": "inventory",
    "inventory": "inventory",
    "achievements": "achievements",
    "endings": "endings",
    "r": "rewind",
    "rewind": "rewind",
    "restart": "restart",
    "save": "save",
    "load": "load",
    "log": "log",
    "?": "help",
    "help": "help",
    "q": "quit",
    "quit": "quit",
}
"""What may be typed besides letters and answers."""

_WITH_WORDS = frozenset({"rewind", "save", "load"})
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_PAIR = re.compile(r"(\d{1,6})\s*[=:.>-]+\s*(\d{1,6})", re.ASCII)


class Order(NamedTuple):
    """What to do. words: what stands behind a command, or what was typed. choice: which one."""

    verb: Verb
    words: str = ""
    choice: OfferedChoice | None = None


class MisunderstoodError(ValueError):
    """An answer that was not written as its puzzle wants it; says how."""


def order_of(line: str, view: View) -> Order:
    """What the reader means by `line`.

    A letter wins over a command, and both over an answer; `:` before a command and `=` before an
    answer say what is meant.
    """
    typed = line.strip()
    if not typed:
        return Order("again")
    if typed[0] == "=" and view.puzzle is not None:
        return Order("answer", typed[1:].strip())
    if typed[0] == ":":
        return _command(typed[1:].strip()) or Order("unknown", typed)
    choice = _lettered(typed, view)
    if choice is not None:
        return Order("choose", typed, choice)
    command = _command(typed)
    if command is not None:
        return command
    return Order("unknown" if view.puzzle is None else "answer", typed)


def answer_of(typed: str, puzzle: Question) -> Any:
    """The answer that `typed` is to `puzzle`, as the engine takes it. MisunderstoodError."""
    if puzzle.kind == "order":
        return _ordered(typed, puzzle)
    return _paired(typed, puzzle) if puzzle.kind == "match" else typed


def _lettered(typed: str, view: View) -> OfferedChoice | None:
    """The choice with this letter; in the same case, if there are two."""
    same = [each for each in view.choices if each.letter == typed]
    alike = [each for each in view.choices if each.letter.casefold() == typed.casefold()]
    return next(iter(same + alike), None)


def _command(typed: str) -> Order | None:
    word, _, words = typed.partition(" ")
    verb = COMMANDS.get(word.casefold())
    if verb is None or (words and verb not in _WITH_WORDS):
        return None
    return Order(verb, words.strip())


def _ordered(typed: str, puzzle: Question) -> list[str]:
    numbers = [int(each) for each in _NUMBER.findall(typed)]
    count = len(puzzle.options)
    if sorted(numbers) != list(range(1, count + 1)):
        raise MisunderstoodError(
            f"Type the numbers 1 to {count} in the order that you mean, each once, with spaces."
        )
    return [puzzle.options[number - 1] for number in numbers]


def _paired(typed: str, puzzle: Question) -> dict[str, str]:
    pairs = {int(left): int(right) for left, right in _PAIR.findall(typed)}
    lefts, rights = range(1, len(puzzle.lefts) + 1), range(1, len(puzzle.options) + 1)
    if sorted(pairs) != list(lefts) or not all(right in rights for right in pairs.values()):
        raise MisunderstoodError(
            "Type for each on the left the number of what belongs to it, as `1=3 2=1`; all "
            f"{len(puzzle.lefts)} of them."
        )
    return {puzzle.lefts[left - 1]: puzzle.options[right - 1] for left, right in pairs.items()}
