"""Whether a puzzle can be solved."""

from collections.abc import Mapping
from typing import Any

import msgspec

from emberline.stories.engine.answers import ANSWER_MOST, is_correct
from emberline.stories.engine.arithmetic import NUMBER_MOST
from emberline.stories.engine.check.findings import Findings
from emberline.stories.engine.check.texts import TEXT_MOST
from emberline.stories.engine.document import Puzzle
from emberline.stories.engine.state import RefusedError

_SHAPES = {
    "text": f"give a list of texts of at most {ANSWER_MOST} characters.",
    "number": "give a list of numbers.",
    "order": f"give a list of at most {ANSWER_MOST} texts, in their right order.",
    "match": f"give a map of at most {ANSWER_MOST} left sides to their right ones.",
}


def check_puzzle(node: str, puzzle: Puzzle, findings: Findings) -> None:
    """Tell of what keeps readers from solving the puzzle of `node`."""
    if len(puzzle.prompt) > TEXT_MOST:
        message = f"The prompt has {len(puzzle.prompt)} characters: use at most {TEXT_MOST}."
        findings.error("too_large", message, node=node)
    if puzzle.attempts is not None and puzzle.attempts < 1:
        message = "The puzzle's `attempts` are to be 1 at least; leave them out for no limit."
        findings.error("bad_value", message, node=node)
    if not puzzle.answers:
        message = "The puzzle has no `answers`, so nobody can solve it: add one."
        findings.error("bad_value", message, node=node)
    elif not _has_right_shape(puzzle):
        message = f"The puzzle's `answers` do not fit its kind: {_SHAPES[puzzle.kind]}"
        findings.error("bad_value", message, node=node)


def _has_right_shape(puzzle: Puzzle) -> bool:
    answers = puzzle.answers
    if puzzle.kind == "match" or isinstance(answers, Mapping):
        is_map = puzzle.kind == "match" and isinstance(answers, Mapping)
        return is_map and len(answers) <= ANSWER_MOST
    if not all(map(_is_plain, answers)):
        return False
    if puzzle.kind == "order":
        return len(answers) <= ANSWER_MOST
    return all(_solves(puzzle, answer) for answer in answers)


def _solves(puzzle: Puzzle, answer: Any) -> bool:
    """Whether an accepted answer, given as it stands, is taken for right."""
    try:
        return is_correct(msgspec.structs.replace(puzzle, answers=(answer,)), answer)
    except RefusedError:
        return False


def _is_plain(answer: Any) -> bool:
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        return False
    return isinstance(answer, str) or abs(answer) <= NUMBER_MOST
