"""Whether an answer solves a puzzle, and in which order its parts are shown."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from emberline.stories.engine.arithmetic import NUMBER_MOST
from emberline.stories.engine.document import Puzzle
from emberline.stories.engine.state import RefusedError

# Marks of many scripts, by their code points where they look like other characters.
_SIGNS = ".,;:!?\"'()[]-\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u00ab\u00bb"

ANSWER_MOST = 1_000
"""Characters, or parts, that an answer may have."""


def is_correct(puzzle: Puzzle, answer: Any) -> bool:
    """Whether `answer` (a text or number, a list, a map: by the kind) solves `puzzle`.

    RefusedError `bad_answer` for an answer of another shape.
    """
    match puzzle.kind:
        case "text":
            given = _plain(_text(answer), puzzle)
            return any(given == _plain(str(each), puzzle) for each in _listed(puzzle))
        case "number":
            number = _number(answer)
            return any(number == _number_or_none(each) for each in _listed(puzzle))
        case "order":
            parts = [_plain(part, puzzle) for part in _parts(answer)]
            return parts == [_plain(str(each), puzzle) for each in _listed(puzzle)]
        case "match":
            pairs = {left: _plain(right, puzzle) for left, right in _pairs(answer).items()}
            right = matched(puzzle)
            return pairs == {left: _plain(right[left], puzzle) for left in right}


def matched(puzzle: Puzzle) -> Mapping[str, str]:
    """The pairs of a `match` puzzle."""
    return puzzle.answers if isinstance(puzzle.answers, Mapping) else {}


def shuffled(parts: Sequence[str], seed: str, node: str) -> tuple[str, ...]:
    """`parts` in an order that the seed and the node decide, and never in the given one."""
    key = bytes.fromhex(seed)

    def rank(part: str) -> bytes:
        return blake2b(f"{node}\n{part}".encode("utf-8", "replace"), key=key).digest()

    mixed = sorted(parts, key=rank)
    return tuple(mixed[1:] + mixed[:1] if mixed == list(parts) else mixed)


def _listed(puzzle: Puzzle) -> tuple[Any, ...]:
    return () if isinstance(puzzle.answers, Mapping) else puzzle.answers


def _plain(text: str, puzzle: Puzzle) -> str:
    """A text without what readers write differently.

    That is spaces, the signs around words, and capitals unless they count.
    """
    words = [word.strip(_SIGNS) for word in text.split()]
    plain = " ".join(word for word in words if word) or text.strip()
    return plain if puzzle.case_sensitive else plain.casefold()


def _text(answer: Any) -> str:
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        # Python writes no whole number of thousands of digits; as an answer it is none, either.
        return str(answer) if abs(answer) <= NUMBER_MOST else str(float(_number(answer)))
    if not isinstance(answer, str) or len(answer) > ANSWER_MOST:
        raise _refused(f"Answer with a text of at most {ANSWER_MOST} characters.")
    return answer


def _number(answer: Any) -> float:
    number = _number_or_none(answer)
    if number is None:
        raise _refused("Answer with a number.")
    return number


def _number_or_none(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def _parts(answer: Any) -> list[str]:
    if not isinstance(answer, list | tuple) or len(answer) > ANSWER_MOST:
        raise _refused("Answer with a list: the parts in their order.")
    return [_text(part) for part in answer]


def _pairs(answer: Any) -> dict[str, str]:
    if not isinstance(answer, Mapping) or len(answer) > ANSWER_MOST:
        raise _refused("Answer with a map: to each left side its right one.")
    return {_text(left): _text(right) for left, right in answer.items()}


def _refused(message: str) -> RefusedError:
    return RefusedError("bad_answer", message)
