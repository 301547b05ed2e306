"""Conditions in words: trees of expressions as clauses of a sentence.

What is denied is denied inside: `not (a and b)` is told as "not a or not b".
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from emberline.generations.renderers.book.naming import Naming
from emberline.generations.renderers.book.nouns import Nouns, whole_number
from emberline.generations.renderers.book.phrases import Pair, Phrases
from emberline.stories.engine.document import Variable
from emberline.stories.engine.tree import (
    Both,
    Call,
    Compare,
    Constant,
    Expression,
    Key,
    Name,
    Not,
    OneOf,
    Within,
)

_FLIPPED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TRUTHS = frozenset({"has", "visited", "chosen"})

_Word = Literal["and", "or"]


class _Clause(NamedTuple):
    """One clause, or several with one word between them; `is_nested` where some are groups."""

    parts: tuple[str, ...]
    word: _Word | None = None
    is_nested: bool = False


class _Counted(NamedTuple):
    """How a count is compared: with at least one, with a number, or so that it is sure."""

    compared: Literal["sure", "any", "exactly", "at least"]
    is_said: bool
    number: int = 0


class Clauses:
    """Makes clauses of conditions that passed the check of types."""

    def __init__(
        self, variables: Mapping[str, Variable], naming: Naming, nouns: Nouns, phrases: Phrases
    ) -> None:
        self._variables = variables
        self._naming = naming
        self._nouns = nouns
        self._phrases = phrases
        self._said = phrases.clauses

    def words(self, condition: Expression, *, holds: bool = True) -> str:
        """`condition`, or that it does not hold, as it stands after "If"."""
        return self._words(self._clause(condition, holds))

    def all_of(
        self, others: Sequence[str] = (), conditions: Sequence[tuple[Expression, bool]] = ()
    ) -> str:
        """Clauses and conditions all of which must hold, or not hold, as they stand after "If"."""
        clauses = [_Clause((each,)) for each in others]
        clauses += [self._clause(condition, holds) for condition, holds in conditions]
        return self._words(self._group(clauses, "and"))

    def _words(self, clause: _Clause) -> str:
        said = self._said
        between = said.joined_groups if clause.is_nested else said.joined
        return between[clause.word == "or"].join(clause.parts)

    def _group(self, clauses: Sequence[_Clause], word: _Word) -> _Clause:
        parts: list[str] = []
        is_nested = False
        for clause in clauses:
            if clause.word in {None, word}:
                parts += clause.parts
                is_nested |= clause.is_nested
            else:
                words = self._words(clause)
                parts.append(f"({words})" if clause.is_nested else words)
                is_nested = True
        return _Clause(tuple(parts), word if len(parts) > 1 else None, is_nested)

    def _clause(self, part: Expression, holds: bool) -> _Clause:
        match part:
            case Not():
                return self._clause(part.of, not holds)
            case Both():
                word: _Word = part.operator if holds else _other(part.operator)
                return self._group([self._clause(each, holds) for each in part.parts], word)
            case Compare():
                return self._comparison(part, holds)
            case OneOf():
                return self._one_of(part, holds)
            case Within():
                one, other = self._nouns.words(part.whole), self._nouns.words(part.part)
                return self._said_of(self._said.contains, holds, one=one, other=other)
            case Call() if part.function in _TRUTHS:
                return self._truth(part, holds)
            case _:
                return self._not_zero(part, holds)

    def _said_of(self, pair: Pair, holds: bool, **names: str) -> _Clause:
        return _Clause((pair[not holds].format(**names),))

    def _truth(self, call: Call, holds: bool) -> _Clause:
        key = call.arguments[0]
        assert isinstance(key, Key)
        match call.function:
            case "visited":
                place = self._naming.place(key.key)
                return self._said_of(self._said.been_at, holds, place=place)
            case "chosen":
                choice = self._naming.choice(key.key)
                return self._said_of(self._said.chosen, holds, choice=choice)
            case _:
                return self._has(call, key.key, holds)

    def _has(self, call: Call, item: str, holds: bool) -> _Clause:
        if len(call.arguments) == 1:
            return self._number_of_things(item, ">=", 1, holds)
        amount = call.arguments[1]
        number = whole_number(amount)
        if number is not None:
            return self._number_of_things(item, ">=", number, holds)
        one = self._phrases.values.number_of.format(thing=self._naming.things(item))
        other = self._nouns.words(amount)
        return self._said_of(self._said.at_least, holds, one=one, other=other)

    def _not_zero(self, part: Expression, holds: bool) -> _Clause:
        """A value where a condition stands: a number is true where it is not 0."""
        if isinstance(part, Constant):
            return self._said_of(self._said.sure, bool(part.value) == holds)
        if isinstance(part, Name) and self._is_truth(part):
            flag = self._naming.variable(part.name)
            return self._said_of(self._said.written_down, holds, flag=flag)
        return self._compared(part, "!=", Constant(0, part.column), holds)

    def _comparison(self, comparison: Compare, holds: bool) -> _Clause:
        links: list[_Clause] = []
        left = comparison.first
        for operator, right in comparison.rest:
            links.append(self._compared(left, operator, right, holds))
            left = right
        return self._group(links, "and" if holds else "or")

    def _one_of(self, one_of: OneOf, holds: bool) -> _Clause:
        if len(one_of.among) == 1 or self._is_truth(one_of.value):
            clauses = [self._compared(one_of.value, "==", each, holds) for each in one_of.among]
            return self._group(clauses, "or" if holds else "and")
        listed = self._phrases.list_of([self._nouns.words(each) for each in one_of.among], "or")
        one = self._nouns.words(one_of.value)
        return self._said_of(self._said.among, holds, one=one, listed=listed)

    def _compared(self, left: Expression, operator: str, right: Expression, holds: bool) -> _Clause:
        if isinstance(left, Constant) and not isinstance(right, Constant):
            return self._compared(right, _FLIPPED[operator], left, holds)
        if self._is_truth(left):
            return self._both_truths(left, operator, right, holds)
        number = whole_number(right)
        if isinstance(left, Call) and isinstance(left.arguments[0], Key) and number is not None:
            count = self._number_of_things if left.function == "count" else self._visits
            return count(left.arguments[0].key, operator, number, holds)
        pair, holds = self._said_by(operator, holds)
        if pair is self._said.equal and self._makes_sentence(left, right):
            return _Clause((self._sentence(left, right, holds),))
        one, other = self._nouns.words(left), self._nouns.words(right)
        return self._said_of(pair, holds, one=one, other=other)

    def _both_truths(
        self, left: Expression, operator: str, right: Expression, holds: bool
    ) -> _Clause:
        is_alike = (operator == "==") == holds
        if isinstance(right, Constant):
            return self._clause(left, is_alike == bool(right.value))
        one, other = self.words(left), self.words(right)
        return self._said_of(self._said.alike, is_alike, one=one, other=other)

    def _said_by(self, operator: str, holds: bool) -> tuple[Pair, bool]:
        """How a comparison is told, and whether by what holds or by what does not."""
        match operator:
            case "==" | "!=":
                return self._said.equal, (operator == "==") == holds
            case ">=" | "<":
                return self._said.at_least, (operator == ">=") == holds
            case _:
                return self._said.more, (operator == ">") == holds

    def _number_of_things(self, item: str, operator: str, number: int, holds: bool) -> _Clause:
        said, naming = self._said, self._naming
        found = _counted(operator, number, holds)
        match found.compared:
            case "sure":
                return self._said_of(said.sure, found.is_said)
            case "any":
                return self._said_of(said.has, found.is_said, thing=naming.thing(item))
            case _:
                pair = said.has_exactly if found.compared == "exactly" else said.has_number
                return self._said_of(pair, found.is_said, thing=naming.things(item, found.number))

    def _visits(self, node: str, operator: str, number: int, holds: bool) -> _Clause:
        said, place = self._said, self._naming.place(node)
        found = _counted(operator, number, holds)
        if found.compared == "sure":
            return self._said_of(said.sure, found.is_said)
        if found.compared == "any":
            return self._said_of(said.been_at, found.is_said, place=place)
        pair = said.been_times
        if found.compared == "exactly":
            pair = said.been_once if found.number == 1 else said.been_exactly
        return self._said_of(pair, found.is_said, place=place, number=str(found.number))

    def _makes_sentence(self, left: Expression, right: Expression) -> bool:
        if not isinstance(left, Name) or not isinstance(right, Constant):
            return False
        return self._phrases.articles and self._naming.ends_in_verb(left.name)

    def _sentence(self, left: Expression, right: Expression, holds: bool) -> str:
        assert isinstance(left, Name) and isinstance(right, Constant)
        words = [] if holds else ["not"]
        label, value = self._naming.sentence(left.name), self._naming.plain_value(right.value)
        return " ".join([label, *words, value])

    def _is_truth(self, part: Expression) -> bool:
        match part:
            case Not() | Both() | Compare() | OneOf() | Within():
                return True
            case Call():
                return part.function in _TRUTHS
            case Constant():
                return isinstance(part.value, bool)
            case Name():
                return self._variables[part.name].type == "bool"
            case _:
                return False


def _other(word: _Word) -> _Word:
    return "or" if word == "and" else "and"


def _counted(operator: str, number: int, holds: bool) -> _Counted:
    """What a comparison of a count, which is never less than 0, comes to."""
    if operator in {"==", "!="}:
        is_same = (operator == "==") == holds
        if number < 0:
            return _Counted("sure", not is_same)
        return _Counted("exactly", is_same, number) if number else _Counted("any", not is_same)
    least = number + 1 if operator in {">", "<="} else number
    is_enough = (operator in {">=", ">"}) == holds
    if least < 1:
        return _Counted("sure", is_enough)
    return _Counted("any", is_enough) if least == 1 else _Counted("at least", is_enough, least)
