"""What the expressions of a story use of what it declares."""

from collections.abc import Iterator, Sequence

from emberline.stories.engine.compiler import compile_value
from emberline.stories.engine.names import Names
from emberline.stories.engine.state import NO_SEED, State
from emberline.stories.engine.tree import (
    Assignment,
    Both,
    Call,
    Effect,
    Expression,
    Key,
    Name,
    Not,
    parts_of,
)

_COUNTED = frozenset({"has", "count"})
_CALCULATED = frozenset({"min", "max", "abs"})
_EMPTY_HANDED = State(node="", seed=NO_SEED)


class Uses:
    """Gathers the names that expressions use, one expression after the other.

    read: variables. asked, given: items. unlocked: achievements. needed: items, and the node and
    the choice where each is needed first.
    """

    def __init__(self) -> None:
        self.needed: dict[str, tuple[str, str | None]] = {}
        self.read: set[str] = set()
        self.asked: set[str] = set()
        self.given: set[str] = set()
        self.unlocked: set[str] = set()

    def value(self, expression: Expression | Key) -> bool:
        """Look at an expression. Whether it asks for an item."""
        variables, items = _looked_at(expression)
        self.read |= variables
        self.asked |= items
        return bool(items)

    def effect(self, effect: Effect) -> None:
        """Look at an effect; a variable that is changed by its own value alone is not read."""
        if isinstance(effect, Assignment):
            variables, items = _looked_at(effect.value)
            self.read |= variables - {effect.name}
            self.asked |= items
            return
        for argument in effect.arguments:
            self.value(argument)
        if effect.function == "give":
            self.given.add(_key(effect))
        elif effect.function == "unlock":
            self.unlocked.add(_key(effect))


def needs_of(condition: Expression, names: Names, *, holds: bool = True) -> Iterator[str]:
    """The items without which a part of `condition`, which has no problem, is not as it is to be.

    `has(x)` needs x; `not has(x)` does not, nor does `count(x) == 0`. A comparison with anything
    but constants is left open. holds: whether the condition is to hold, or not to hold.
    """
    if isinstance(condition, Not):
        yield from needs_of(condition.of, names, holds=not holds)
    elif isinstance(condition, Both):
        for part in condition.parts:
            yield from needs_of(part, names, holds=holds)
    else:
        parts = list(parts_of(condition))
        items = {_key(part) for part in parts if _is_call(part, _COUNTED)}
        if len(items) == 1 and _fails_empty_handed(condition, parts, names) is holds:
            yield from items


def _looked_at(expression: Expression | Key) -> tuple[set[str], set[str]]:
    """The variables and the items that `expression` looks at."""
    variables: set[str] = set()
    items: set[str] = set()
    for part in parts_of(expression):
        if isinstance(part, Name):
            variables.add(part.name)
        elif _is_call(part, _COUNTED):
            items.add(_key(part))
    return variables, items


def _fails_empty_handed(
    condition: Expression, parts: Sequence[Expression | Key], names: Names
) -> bool | None:
    """Whether `condition` fails for a reader who has nothing; None if something else decides."""
    if _is_call(condition, {"has"}) and any(isinstance(part, Name) for part in parts):
        return True
    if all(_is_settled(part) for part in parts):
        return not compile_value(condition, names)(_EMPTY_HANDED)
    return None


def _is_settled(part: Expression | Key) -> bool:
    """Whether the items alone decide what `part` is, as far as it is up to its root."""
    if isinstance(part, Call):
        return part.function in _COUNTED | _CALCULATED
    return not isinstance(part, Name)


def _is_call(part: Expression | Key, functions: frozenset[str] | set[str]) -> bool:
    return isinstance(part, Call) and part.function in functions


def _key(call: Expression | Key) -> str:
    assert isinstance(call, Call)
    key = call.arguments[0]
    assert isinstance(key, Key)
    return key.key
