"""Effects in words: what a reader is told to write down, take and cross out."""

from collections.abc import Mapping, Sequence

from emberline.generations.renderers.book.clauses import Clauses
from emberline.generations.renderers.book.naming import Naming
from emberline.generations.renderers.book.nouns import Nouns, whole_number
from emberline.generations.renderers.book.phrases import Phrases
from emberline.stories.engine.arithmetic import bounded
from emberline.stories.engine.document import Variable
from emberline.stories.engine.names import value_range
from emberline.stories.engine.template import shown_value
from emberline.stories.engine.tree import (
    Arithmetic,
    Assignment,
    Call,
    Constant,
    Effect,
    Expression,
    Key,
    Name,
    Negative,
)


class Instructions:
    """Makes sentences of effects that passed the check of types."""

    def __init__(
        self,
        variables: Mapping[str, Variable],
        naming: Naming,
        nouns: Nouns,
        clauses: Clauses,
        phrases: Phrases,
    ) -> None:
        self._variables = variables
        self._naming = naming
        self._nouns = nouns
        self._clauses = clauses
        self._said = phrases.orders

    def words(self, effects: Sequence[Effect]) -> tuple[str, ...]:
        """A sentence for each of `effects` that does anything, in their order."""
        return tuple(filter(None, map(self._sentence, effects)))

    def _sentence(self, effect: Effect) -> str:
        if isinstance(effect, Call):
            return self._action(effect)
        if self._variables[effect.name].type == "bool":
            return self._flag(effect)
        if self._variables[effect.name].type in {"int", "number"}:
            return self._number(effect)
        return self._text(effect)

    def _flag(self, effect: Assignment) -> str:
        flag = self._naming.variable(effect.name)
        if isinstance(effect.value, Constant):
            said = self._said.write_flag if effect.value.value else self._said.cross_out_flag
            return said.format(flag=flag)
        condition = self._clauses.words(effect.value)
        return self._said.write_flag_if.format(condition=condition, flag=flag)

    def _number(self, effect: Assignment) -> str:
        operator, value = effect.operator, effect.value
        fixed = _fixed(value)
        if operator is None and fixed is not None:
            ends = value_range(self._variables[effect.name])
            return self._stands(effect.name, bounded(fixed, *ends))
        if operator in {"+", "-"} and fixed is not None:
            if not fixed:
                return ""
            operator = "+" if (operator == "+") == (fixed > 0) else "-"
            value = Constant(abs(fixed), value.column)
        said = {
            None: self._said.becomes,
            "+": self._said.plus,
            "-": self._said.minus,
            "*": self._said.times,
        }[operator]
        return said.format(
            one=self._naming.variable(effect.name),
            other=self._nouns.words(value),
            limits=self._limits(effect.name, operator, is_growing=_is_never_negative(value)),
        )

    def _limits(self, name: str, operator: str | None, *, is_growing: bool) -> str:
        """The ends of its range that a variable may meet."""
        variable = self._variables[name]
        low, high = value_range(variable)
        meets_low = variable.min is not None and not (operator == "+" and is_growing)
        meets_high = variable.max is not None and not (operator == "-" and is_growing)
        if meets_low and meets_high:
            return self._said.between.format(low=shown_value(low), high=shown_value(high))
        if meets_low:
            return self._said.at_least.format(low=shown_value(low))
        return self._said.at_most.format(high=shown_value(high)) if meets_high else ""

    def _text(self, effect: Assignment) -> str:
        if effect.operator is None and isinstance(effect.value, Constant):
            return self._stands(effect.name, effect.value.value)
        value: Expression = effect.value
        if effect.operator is not None:
            before = Name(effect.name, effect.column)
            value = Arithmetic(before, ((effect.operator, value),), effect.column)
        one, other = self._naming.variable(effect.name), self._nouns.words(value)
        return self._said.becomes.format(one=one, other=other, limits="")

    def _stands(self, name: str, value: bool | float | str) -> str:
        if self._naming.ends_in_verb(name):
            sentence = f"{self._naming.label(name)} {self._naming.plain_value(value)}"
            return self._said.stands.format(sentence=sentence)
        one, other = self._naming.variable(name), self._naming.value(value)
        return self._said.becomes.format(one=one, other=other, limits="")

    def _action(self, call: Call) -> str:
        said, naming = self._said, self._naming
        key = call.arguments[0]
        assert isinstance(key, Key)
        match call.function:
            case "unlock":
                return said.earned.format(achievement=naming.achievement(key.key))
            case "protagonist":
                return said.becoming.format(person=naming.person(key.key))
            case "give":
                return self._things(call, key.key, said.take, said.take_number)
            case _:
                return self._things(call, key.key, said.give_up, said.give_up_number)

    def _things(self, call: Call, item: str, said: str, said_of_many: str) -> str:
        naming = self._naming
        number = 1 if len(call.arguments) == 1 else whole_number(call.arguments[1])
        if number is None:
            amount = self._nouns.words(call.arguments[1])
            return said_of_many.format(thing=naming.things(item), number=amount)
        if number < 1:
            return ""
        is_one = number == 1 and not naming.is_counted(item)
        return said.format(thing=naming.thing(item) if is_one else naming.things(item, number))


def _is_never_negative(value: Expression) -> bool:
    if isinstance(value, Call) and value.function == "roll":
        notation = value.arguments[0]
        return isinstance(notation, Constant) and "-" not in str(notation.value)
    if isinstance(value, Call):
        return value.function in {"count", "times", "abs"}
    return isinstance(value, Constant)


def _fixed(value: Expression) -> int | float | None:
    """The number that stands there, with its sign."""
    if isinstance(value, Negative):
        number = _fixed(value.of)
        return None if number is None else -number
    if isinstance(value, Constant) and isinstance(value.value, int | float):
        return value.value
    return None
