"""Ways of setting a variable on a condition about itself that need no condition."""

from collections.abc import Mapping

from emberline.stories.formats.twine.markup.elements.terms import (
    Called,
    Comparison,
    Constant,
    Kind,
    Term,
    Variable,
    denied,
)
from emberline.stories.formats.twine.markup.weaving.writing import fitted, kind_of, truth


def idiom(name: str, value: Term, condition: Term, kinds: Mapping[str, Kind]) -> Term | None:
    """The value that `name` always gets, where it would get `value` on `condition`; None where
    there is none so simple.

    `if x > 10` x = 10 is the smaller of the two; `if x` x = nothing is nothing.
    """
    kind = kinds.get(name)
    value = fitted(value, kind)
    was = Variable(name)
    itself = truth(was, kinds)
    asked = truth(condition, kinds)
    if asked in {itself, denied(itself)} and isinstance(value, Constant):
        # What it is already it need not become.
        if bool(value.value) == (asked == itself):
            return was if kind == "bool" else None
        return value if kind == "bool" or not value.value else None
    if kind not in {"int", "number"} or kind_of(value, kinds) not in {"int", "number"}:
        return None
    match condition:
        case Comparison(">" | ">=", Variable(of), limit) if of == name and limit == value:
            return Called("min", (was, value))
        case Comparison("<" | "<=", Variable(of), limit) if of == name and limit == value:
            return Called("max", (was, value))
        case _:
            return None
