"""Puzzles as a book asks them, with their answers for a page of solutions."""

from collections.abc import Sequence

import msgspec

from emberline.generations.renderers.book.legible import legible
from emberline.generations.renderers.book.markdown import blocks_of, words_of
from emberline.generations.renderers.book.parts import Block, BookPuzzle, Outcome, Span
from emberline.generations.renderers.book.phrases import Phrases
from emberline.generations.renderers.book.templates import Templates
from emberline.generations.renderers.book.ways import Ways, note
from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.answers import is_correct, matched, shuffled
from emberline.stories.engine.document import Node, Puzzle
from emberline.stories.engine.state import NO_SEED, RefusedError

_ANSWERS_MOST = 10


class Questions:
    """Makes the puzzles of a book's sections."""

    def __init__(self, wording: Wording, templates: Templates, ways: Ways) -> None:
        self._phrases = wording.phrases
        self._templates = templates
        self._ways = ways

    def puzzle(self, node: Node) -> BookPuzzle | None:
        """The puzzle of `node`; None where there is none to answer."""
        puzzle = node.puzzle
        if puzzle is None or node.is_ending or (puzzle.attempts or 1) < 1:
            return None
        options, lefts = _parts(puzzle, node.key)
        return BookPuzzle(
            prompt=(
                *blocks_of(self._templates.markdown(puzzle.prompt)),
                *parts_in_blocks(options, lefts, self._phrases),
                *self._attempts(puzzle),
            ),
            hints=tuple(filter(None, map(words_of, puzzle.hints))),
            answer=self._answer(puzzle),
            outcomes=self._outcomes(puzzle),
        )

    def _attempts(self, puzzle: Puzzle) -> tuple[Block, ...]:
        if puzzle.attempts is None:
            return ()
        said = self._phrases.ways
        told = said.attempts[puzzle.attempts > 1].format(number=puzzle.attempts)
        if puzzle.failure is None:
            told = f"{told} {said.attempts_used_choices}"
        return (note(told),)

    def _outcomes(self, puzzle: Puzzle) -> tuple[Outcome, ...]:
        said = self._phrases.ways
        solved = self._ways.outcome(said.solved, puzzle.success)
        if puzzle.attempts is None or puzzle.failure is None:
            return (solved,)
        return (solved, self._ways.outcome(said.failed, puzzle.failure))

    def _answer(self, puzzle: Puzzle) -> str:
        match puzzle.kind:
            case "order":
                return self._phrases.ways.then.join(_listed(puzzle))
            case "match":
                pairs = [f"{left}: {right}" for left, right in matched(puzzle).items()]
                return legible("; ".join(pairs))
            case "number":
                return self._phrases.list_of(list(dict.fromkeys(_listed(puzzle))), "or")
            case "text":
                answers = [self._phrases.quoted(each) for each in _unlike(puzzle)]
                return self._phrases.list_of(answers, "or")


def parts_in_blocks(
    options: Sequence[str], lefts: Sequence[str], phrases: Phrases
) -> tuple[Block, ...]:
    """The parts to put in order, or to match with the left sides, as lists."""
    said = phrases.ways
    lists: list[tuple[str, Sequence[str]]] = [(said.put_in_order, options)]
    if lefts:
        lists = [(said.match_these, lefts), (said.with_these, options)]
    return tuple(
        block
        for words, parts in lists
        if parts
        for block in (note(words), *(_item(part) for part in parts))
    )


def _item(text: str) -> Block:
    return Block(kind="item", spans=(Span(legible(text)),))


def _parts(puzzle: Puzzle, node: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if puzzle.kind == "order":
        return shuffled(_listed(puzzle), NO_SEED, node), ()
    if puzzle.kind == "match":
        pairs = matched(puzzle)
        return shuffled(list(pairs.values()), NO_SEED, node), tuple(pairs)
    return (), ()


def _listed(puzzle: Puzzle) -> list[str]:
    return [legible(str(each)) for each in puzzle.answers] if puzzle.answers else []


def _unlike(puzzle: Puzzle) -> list[str]:
    """The accepted texts without those that count as the same, and no more than one reads."""
    kept: list[str] = []
    for answer in _listed(puzzle):
        if len(kept) < _ANSWERS_MOST and not _is_accepted(puzzle, kept, answer):
            kept.append(answer)
    return kept


def _is_accepted(puzzle: Puzzle, answers: Sequence[str], answer: str) -> bool:
    """Whether `answer` would be right if only `answers` were."""
    try:
        return is_correct(msgspec.structs.replace(puzzle, answers=tuple(answers)), answer)
    except RefusedError:
        # Longer than any answer may be: nobody can give it.
        return True
