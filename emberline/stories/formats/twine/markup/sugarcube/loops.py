"""SugarCube's `<<for>>`, as far as how often it goes round is known from the text."""

import re

from emberline.stories.formats.twine.markup.elements.changes import Assigned
from emberline.stories.formats.twine.markup.elements.terms import (
    Comparison,
    Constant,
    Listed,
    Term,
    UntranslatedError,
    Variable,
    compared,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import Body, Branches, Element, Loop
from emberline.stories.formats.twine.markup.elements.variables import name_of
from emberline.stories.formats.twine.markup.sugarcube.changes import read_changes
from emberline.stories.formats.twine.markup.sugarcube.terms import read_expression

ROUNDS_MOST = 60
_RANGE = re.compile(
    r"\s*(?:(?:([$_]\w+)\s*,\s*)?([$_]\w+)\s+)?range\s+(.+)", re.DOTALL | re.IGNORECASE
)


def loop(arguments: str, content: Body, source: str, line: int) -> list[Element]:
    """The content of a loop for each of its values; for none that we know of where they are not
    known."""
    try:
        match = _RANGE.fullmatch(arguments)
        if match is None:
            name, values = _counted(arguments)
            return [Loop(None, name, values, content, source, line)]
        index, value, over = match.groups()
        names = [name_of([each]) if each else None for each in (index, value)]
        return [Loop(names[0], names[1], _collection(over), content, source, line)]
    except UntranslatedError as error:
        return [Branches(((unknown(str(error)), content),), source, line)]


def _collection(over: str) -> Term:
    term = read_expression(over)
    if isinstance(term, Constant) and isinstance(term.value, int):
        if term.value > ROUNDS_MOST:
            raise UntranslatedError(f"it goes round more than {ROUNDS_MOST} times")
        return Listed(tuple(Constant(number) for number in range(term.value)))
    return term


def _counted(arguments: str) -> tuple[str, Term]:
    """`_i to 0; _i lt 5; _i++`: the variable and its values."""
    parts = arguments.split(";")
    if len(parts) != 3:
        raise UntranslatedError("how often it goes round is not known")
    begin, step = read_changes(parts[0]), read_changes(parts[2])
    condition = read_expression(parts[1])
    match begin, step, condition:
        case (
            (Assigned(name, "", Constant(int() as value)),),
            (Assigned(of, ("+" | "-") as sign, Constant(int() as by)),),
            Comparison(operator, Variable(compared_name), Constant() as limit),
        ) if name == of == compared_name:
            change = by if sign == "+" else -by
            return name, _values(value, change, operator, limit)
        case _:
            raise UntranslatedError("how often it goes round is not known")


def _values(value: int, change: int, operator: str, limit: Constant) -> Term:
    values: list[Term] = []
    while compared(operator, Constant(value), limit) == Constant(True):
        values.append(Constant(value))
        value += change
        if len(values) > ROUNDS_MOST:
            raise UntranslatedError(f"it goes round more than {ROUNDS_MOST} times")
    return Listed(tuple(values))
