"""Values in words: numbers and texts of expressions as nouns of a sentence."""

from collections.abc import Mapping

from emberline.generations.renderers.book.naming import Naming
from emberline.generations.renderers.book.phrases import Phrases
from emberline.stories.engine.chance import Dice, parse_dice
from emberline.stories.engine.document import Variable
from emberline.stories.engine.tree import (
    Arithmetic,
    Call,
    Constant,
    Expression,
    Key,
    Name,
    Negative,
)

_SIDES = frozenset({2, 3, 4, 6, 8, 10, 12, 20, 100})
"""Of dice that one can have; other ranges of chance are told by their ends."""


class Nouns:
    """Makes nouns of numbers and texts that passed the check of types; truths are `Clauses`."""

    def __init__(self, variables: Mapping[str, Variable], naming: Naming, phrases: Phrases) -> None:
        self._variables = variables
        self._naming = naming
        self._phrases = phrases
        self._infixes = {
            "+": phrases.values.sum,
            "-": phrases.values.difference,
            "*": phrases.values.product,
            "/": phrases.values.quotient,
        }
        self._around = {
            "//": phrases.values.floor_quotient,
            "%": phrases.values.remainder,
        }

    def words(self, value: Expression | Key) -> str:
        """`value` as a noun."""
        match value:
            case Constant():
                return self._naming.value(value.value)
            case Name():
                return self._naming.variable(value.name)
            case Call():
                return self._call(value)
            case Negative():
                return self._phrases.values.negative.format(one=self._operand(value.of))
            case Arithmetic():
                return self._chain(value)
            case _:
                raise TypeError(f"{type(value).__name__} is no number or text.")

    def is_text(self, value: Expression) -> bool:
        """Whether `value` is a text."""
        match value:
            case Constant():
                return isinstance(value.value, str)
            case Name():
                return self._variables[value.name].type in {"string", "enum"}
            case Arithmetic():
                return self.is_text(value.first)
            case _:
                return False

    def _operand(self, value: Expression) -> str:
        words = self.words(value)
        return f"({words})" if isinstance(value, Arithmetic) else words

    def _chain(self, chain: Arithmetic) -> str:
        if self.is_text(chain):
            parts = [chain.first, *(part for _, part in chain.rest)]
            return self._phrases.values.joined.join(map(self.words, parts))
        before: list[str] = []
        after = [self._operand(chain.first)]
        opening, closing = ("(", ")") if len(chain.rest) > 1 else ("", "")
        for operator, part in chain.rest:
            other = self._operand(part)
            if operator in self._infixes:
                after.append(self._infixes[operator] + other)
            else:
                start, end = self._around[operator]
                before.append(opening + start)
                after.append(end.format(other=other) + closing)
        return "".join(reversed(before)) + "".join(after)

    def _call(self, call: Call) -> str:
        values = self._phrases.values
        first, *others = call.arguments
        match call.function:
            case "count":
                return values.number_of.format(thing=self._naming.things(_key(first)))
            case "times":
                return values.visits_to.format(place=self._naming.place(_key(first)))
            case "roll":
                return self._roll(parse_dice(_notation(first)))
            case "random":
                return self._random(first, others[0])
            case "abs":
                return values.absolute.format(one=self.words(first))
            case _:
                listed = self._phrases.list_of([self.words(each) for each in call.arguments], "and")
                told = values.smallest if call.function == "min" else values.largest
                return told.format(listed=listed)

    def _roll(self, dice: Dice) -> str:
        return self._phrases.values.roll.format(dice=dice_words(dice, self._phrases))

    def _random(self, low: Expression | Key, high: Expression | Key) -> str:
        ends = sorted(number for number in map(whole_number, (low, high)) if number is not None)
        if len(ends) == 2 and ends[1] - ends[0] + 1 in _SIDES:
            return self._roll(Dice(((1, ends[1] - ends[0] + 1),), ends[0] - 1))
        return self._phrases.values.random.format(one=self.words(low), other=self.words(high))


def dice_words(dice: Dice, phrases: Phrases) -> str:
    """Dice as the language writes them: `2d6+1`."""
    terms = [f"{count}{phrases.die}{sides}" for count, sides in dice.terms]
    bonus = f"{dice.bonus:+d}" if dice.bonus else ""
    return "+".join(terms) + bonus if terms else str(dice.bonus)


def whole_number(value: Expression | Key) -> int | None:
    """The whole number that stands there, with its sign; None for anything else."""
    if isinstance(value, Negative):
        number = whole_number(value.of)
        return None if number is None else -number
    if isinstance(value, Constant) and isinstance(value.value, int):
        return int(value.value)
    return None


def _key(argument: Expression | Key) -> str:
    assert isinstance(argument, Key)
    return argument.key


def _notation(argument: Expression | Key) -> str:
    assert isinstance(argument, Constant)
    return str(argument.value)
