"""A play told again: every scene as its reader saw it, with what they took and how dice fell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emberline.generations.renderers.book.legible import legible
from emberline.generations.renderers.book.markdown import blocks_of, spans_of, words_of
from emberline.generations.renderers.book.nouns import dice_words
from emberline.generations.renderers.book.parts import (
    Block,
    BookChoice,
    BookPuzzle,
    Outcome,
    Section,
)
from emberline.generations.renderers.book.questions import parts_in_blocks
from emberline.generations.renderers.book.scenes import ending_of, pictures_of, title_of
from emberline.generations.renderers.book.translations import phrases_of
from emberline.generations.renderers.book.ways import note
from emberline.stories.engine.chance import parse_dice
from emberline.stories.engine.document import Story
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import begin, steps_of
from emberline.stories.engine.state import Log, OfferedChoice, RollResult, State, Step, View
from emberline.stories.engine.view import view


class Telling:
    """Tells plays of one story."""

    def __init__(self, story: Story) -> None:
        self._playable = Playable(story)
        self._phrases = phrases_of(story.language)

    def sections(self, log: Log) -> Iterator[Section]:
        """The scenes of a play, one after the other; a wrong answer stays where it was given.

        RefusedError as `replay.steps_of`.
        """
        state = begin(self._playable, log)
        before: tuple[Block, ...] = ()
        answers: list[Block] = []
        number = 1
        for step in steps_of(self._playable, log):
            if step.correct is False and step.state.attempts:
                answers += self._told(step)
            else:
                yield self._section(state, number, (before, answers), step)
                before, answers, number = self._told(step), [], number + 1
            state = step.state
        yield self._section(state, number, (before, answers), None)

    def _section(
        self,
        state: State,
        number: int,
        told: tuple[Sequence[Block], Sequence[Block]],
        step: Step | None,
    ) -> Section:
        """The scene of `state`, with what was told before it and of wrong answers behind it."""
        seen = view(self._playable, state)
        node = self._playable.nodes[state.node]
        before, behind = told
        return Section(
            key=node.key,
            number=number,
            title=title_of(node),
            blocks=(
                *before,
                *pictures_of(node.media),
                *blocks_of(seen.content),
                *behind,
                *ending_of(node, self._phrases),
            ),
            puzzle=self._puzzle(seen),
            choices=tuple(self._choice(each, step) for each in seen.choices),
            is_ending=node.is_ending,
            taken=None if step is None else step.move.choice,
            protagonist=state.protagonist,
        )

    def _puzzle(self, seen: View) -> BookPuzzle | None:
        question = seen.puzzle
        if question is None:
            return None
        parts = parts_in_blocks(question.options, question.lefts, self._phrases)
        hints = tuple(filter(None, map(words_of, question.hints)))
        return BookPuzzle(prompt=(*blocks_of(question.prompt), *parts), hints=hints)

    def _choice(self, offered: OfferedChoice, step: Step | None) -> BookChoice:
        text = offered.text if offered.available else offered.locked_text or offered.text
        is_taken = step is not None and step.move.choice == offered.key
        to = step.state.node if step is not None and is_taken else None
        return BookChoice(
            key=offered.key,
            letter=offered.letter,
            spans=spans_of(text),
            outcomes=(Outcome(to=to),) if offered.available else (),
        )

    def _told(self, step: Step) -> tuple[Block, ...]:
        """What the reader was told of a move, before the next scene."""
        notes: list[str] = []
        if step.move.outcome == "lapsed":
            notes.append(self._phrases.told.time_was_over)
        if step.correct is not None:
            notes.append(self._answered(step.move.answer, is_right=step.correct))
        if step.roll is not None:
            notes.append(self._rolled(step.roll))
        deeds = self._playable.story.achievements
        earned = [
            self._phrases.orders.earned.format(
                achievement=self._phrases.quoted(legible(deeds[key].name or key))
            )
            for key in step.unlocked
        ]
        return (*map(note, notes), *blocks_of(step.consequences), *map(note, earned))

    def _rolled(self, roll: RollResult) -> str:
        told = self._phrases.told
        result = told.success if roll.success else told.failure
        # A witness settles the total and not the dice.
        said = told.rolled if roll.rolls else told.rolled_total
        return said.format(
            dice=dice_words(parse_dice(roll.dice), self._phrases),
            rolls=self._phrases.list_of([str(each) for each in roll.rolls], "and"),
            total=roll.total,
            target=roll.target,
            result=result,
        )

    def _answered(self, answer: Any, *, is_right: bool) -> str:
        told = self._phrases.told
        words = self._answer(answer)
        if not words:
            return told.right if is_right else told.wrong
        return (told.right_answer if is_right else told.wrong_answer).format(answer=words)

    def _answer(self, answer: Any) -> str:
        if isinstance(answer, Mapping):
            return legible("; ".join(f"{left}: {right}" for left, right in answer.items()))
        if isinstance(answer, Sequence) and not isinstance(answer, str):
            return legible(self._phrases.ways.then.join(map(str, answer)))
        return "" if answer is None else self._phrases.quoted(legible(str(answer)))
