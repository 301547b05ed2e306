"""The ways on from a scene: its choices with all that is to know before and on taking them."""

from collections import defaultdict
from collections.abc import Sequence

from emberline.generations.renderers.book.markdown import blocks_of, spans_of
from emberline.generations.renderers.book.nouns import dice_words
from emberline.generations.renderers.book.parts import Block, BookChoice, Outcome, Span
from emberline.generations.renderers.book.reading_order import nodes_by_key
from emberline.generations.renderers.book.templates import Templates
from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.chance import parse_dice
from emberline.stories.engine.document import Choice, Node, Roll
from emberline.stories.engine.playable import letters_of
from emberline.stories.engine.template import shown_value
from emberline.stories.engine.tree import Arithmetic, Expression, Negative


class Ways:
    """Makes the choices of a book's sections."""

    def __init__(self, wording: Wording, templates: Templates) -> None:
        self._wording = wording
        self._templates = templates
        self._said = wording.phrases.ways
        self._nodes = nodes_by_key(wording.story)

    def choices(self, node: Node) -> tuple[BookChoice, ...]:
        """The choices of `node` that can ever be open."""
        if node.is_ending:
            return ()
        return tuple(self._choice(*each) for each in _lettered(node) if self._may_open(each[0]))

    def timers(self, node: Node) -> tuple[Block, ...]:
        """How long the reader has, a note for each number of seconds and what comes after."""
        if node.is_ending:
            return ()
        letters = {choice.key: letter for choice, letter in _lettered(node)}
        timed: dict[tuple[float, str | None], list[str]] = defaultdict(list)
        for choice in node.choices:
            if choice.timer is not None and self._may_open(choice) and choice.key in letters:
                after = letters.get(choice.timer.default or "")
                timed[choice.timer.seconds, after].append(letters[choice.key])
        return tuple(note(self._timer(*key, each)) for key, each in timed.items())

    def outcome(self, words: str, target: str) -> Outcome:
        """That a way leads to `target`; nowhere, where that does not exist."""
        return Outcome(words=words, to=target if target in self._nodes else None)

    def seconds(self, seconds: float) -> str:
        """So many seconds, in words."""
        return self._said.seconds[seconds != 1].format(number=shown_value(seconds))

    def _may_open(self, choice: Choice) -> bool:
        """Whether its condition can be read; else it is closed in every play."""
        return not choice.condition or self._wording.rules.condition(choice.condition) is not None

    def _choice(self, choice: Choice, letter: str) -> BookChoice:
        templates = self._templates
        return BookChoice(
            key=choice.key,
            letter=letter,
            spans=spans_of(templates.markdown(choice.text, is_inline=True)),
            condition=self._condition(choice),
            locked=self._locked(choice),
            notes=(*self._wording.effects(choice.effects), *self._roll_note(choice)),
            consequences=blocks_of(templates.markdown(choice.consequences)),
            outcomes=self._outcomes(choice),
        )

    def _condition(self, choice: Choice) -> str:
        others = [self._said.nothing_else] if choice.fallback else []
        if choice.once:
            others.append(self._said.not_taken)
        condition = self._wording.rules.condition(choice.condition) if choice.condition else None
        conditions = [] if condition is None else [(condition, True)]
        if not others and not conditions:
            return ""
        words = self._wording.clauses.all_of(others, conditions)
        return self._said.condition.format(condition=words)

    def _locked(self, choice: Choice) -> tuple[Span, ...]:
        if not choice.locked_text or choice.fallback or not choice.condition:
            return ()
        return spans_of(self._templates.markdown(choice.locked_text, is_inline=True))

    def _roll_note(self, choice: Choice) -> tuple[str, ...]:
        if choice.roll is None:
            return ()
        dice = self._dice(choice.roll)
        if dice is None:
            return ()
        said, modifier = self._wording.phrases.orders, self._modifier(choice.roll)
        if modifier is None:
            return (said.roll.format(dice=dice),)
        if isinstance(modifier, Negative) and not isinstance(modifier.of, Arithmetic):
            number = self._wording.nouns.words(modifier.of)
            return (said.roll_minus.format(dice=dice, number=number),)
        return (said.roll_plus.format(dice=dice, number=self._wording.nouns.words(modifier)),)

    def _modifier(self, roll: Roll) -> Expression | None:
        return None if roll.modifier is None else self._wording.rules.number(roll.modifier)

    def _dice(self, roll: Roll) -> str | None:
        try:
            return dice_words(parse_dice(roll.dice), self._wording.phrases)
        except ValueError:
            return None

    def _outcomes(self, choice: Choice) -> tuple[Outcome, ...]:
        roll = choice.roll
        if roll is None:
            return (self.outcome("", choice.to),)
        if self._dice(roll) is None:
            # Nobody can take it: the engine refuses dice that cannot be read.
            return (Outcome(),)
        success = self._said.total_at_least.format(number=roll.target)
        return (
            self.outcome(success, roll.success),
            self.outcome(self._said.otherwise, roll.failure),
        )

    def _timer(self, seconds: float, after: str | None, letters: Sequence[str]) -> str:
        told = self._wording.phrases.list_of(letters, "or")
        if after is None:
            return self._said.time_over.format(seconds=self.seconds(seconds), letters=told)
        return self._said.time_default.format(
            seconds=self.seconds(seconds), letters=told, default=after
        )


def note(words: str) -> Block:
    """What the book itself says."""
    return Block(kind="note", spans=(Span(words),))


def _lettered(node: Node) -> list[tuple[Choice, str]]:
    """The choices with their letters; of two with one key the first, as it is played."""
    found: dict[str, tuple[Choice, str]] = {}
    for choice, letter in zip(node.choices, letters_of(node.choices), strict=True):
        found.setdefault(choice.key, (choice, letter))
    return list(found.values())
