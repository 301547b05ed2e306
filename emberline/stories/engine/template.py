"""Text that changes with the state: `{variable}` and `{if condition}…{else}…{end}`.

Everything else is text; a backslash before a brace makes it text, too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from emberline.stories.engine.compiler import Evaluate, compile_value
from emberline.stories.engine.document import Value
from emberline.stories.engine.expression import ExpressionError, Problem, parse_condition
from emberline.stories.engine.names import Names
from emberline.stories.engine.tree import Expression
from emberline.stories.engine.typecheck import check_condition

DEPTH_MOST = 20

Render = Callable[[Any], str]
"""Of a state the text."""

_MARK = re.compile(
    r"\\\{|\{(?:(?P<word>else|end)|if\s++(?P<condition>[^{}]*+)|(?P<name>[^\W\d]\w*+))\}"
)


class Insertion(NamedTuple):
    """`{variable}` at an offset of the text."""

    name: str
    at: int


class Alternative(NamedTuple):
    """`{if …}`: the condition, where it begins, and what stands in each case."""

    condition: Expression | None
    at: int
    then: "list[Part]"
    otherwise: "list[Part]"


Part = str | Insertion | Alternative


class Misplaced(NamedTuple):
    """A problem of a template, at an offset of its text."""

    at: int
    problem: Problem


def read_template(text: str) -> tuple[list[Part], list[Misplaced]]:
    """The parts of `text`, and what is wrong with its marks."""
    if "{" not in text:
        return [text], []
    return _Reader(text).read()


def expressions_of(parts: Sequence[Part]) -> Iterator[tuple[int, Expression]]:
    """Every condition in `parts` with its offset, inner ones too."""
    for part in parts:
        if isinstance(part, Alternative):
            if part.condition is not None:
                yield part.at, part.condition
            yield from expressions_of(part.then)
            yield from expressions_of(part.otherwise)


def insertions_of(parts: Sequence[Part]) -> Iterator[Insertion]:
    """Every `{variable}` in `parts`, inner ones too."""
    for part in parts:
        if isinstance(part, Insertion):
            yield part
        elif isinstance(part, Alternative):
            yield from insertions_of(part.then)
            yield from insertions_of(part.otherwise)


def template_problems(text: str, names: Names) -> list[Misplaced]:
    """Everything that is wrong with `text` in a story that declares `names`."""
    parts, found = read_template(text)
    for at, condition in expressions_of(parts):
        found += [Misplaced(at, problem) for problem in check_condition(condition, names)]
    for name, at in insertions_of(parts):
        if name not in names.variables:
            message = f"There is no variable `{name}`: declare it, or write `\\{{{name}}}`."
            found.append(Misplaced(at, Problem("undeclared", 1, message)))
    return found


def line_and_column(text: str, misplaced: Misplaced) -> tuple[int, int]:
    """Where in `text` a problem is; the first line and column are 1."""
    at = misplaced.at + misplaced.problem.column - 1
    start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - start + 1


def compile_template(text: str, names: Names) -> Render:
    """The function that gives `text` as a state has it.

    A condition with a problem does not hold, and a name that is not declared is text.
    """
    parts, _ = read_template(text)
    if all(isinstance(part, str) for part in parts):
        plain = "".join(part for part in parts if isinstance(part, str))
        return lambda _: plain
    return _compiled(parts, names)


def shown_value(value: Value) -> str:
    """A value as a reader sees it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, ".15g") if isinstance(value, float) else str(value)


def _compiled(parts: Sequence[Part], names: Names) -> Render:
    renders = [_compiled_part(part, names) for part in parts]
    return lambda state: "".join([render(state) for render in renders])


def _compiled_part(part: Part, names: Names) -> Render:
    match part:
        case Insertion(name):
            if name not in names.variables:
                return lambda _: f"{{{name}}}"
            return lambda state: shown_value(state.variables[name])
        case Alternative():
            return _compiled_alternative(part, names)
        case text:
            return lambda _: text


def _compiled_alternative(part: Alternative, names: Names) -> Render:
    holds: Evaluate = lambda _: False  # noqa: E731 (the same kind of thing as the other)
    if part.condition is not None and not check_condition(part.condition, names):
        holds = compile_value(part.condition, names)
    then, otherwise = _compiled(part.then, names), _compiled(part.otherwise, names)
    return lambda state: then(state) if holds(state) else otherwise(state)


class _Reader:
    """Reads one text, with the alternatives that are open on a stack."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[Part] = []
        self._problems: list[Misplaced] = []
        self._open: list[tuple[Alternative, list[Part]]] = []

    def read(self) -> tuple[list[Part], list[Misplaced]]:
        at = 0
        for mark in _MARK.finditer(self._text):
            self._put(self._text[at : mark.start()])
            self._mark(mark)
            at = mark.end()
        self._put(self._text[at:])
        while self._open:
            alternative, self._parts = self._open.pop()
            self._problem(alternative.at, "`{end}` is missing for this `{if …}`.")
        return self._parts, self._problems

    def _mark(self, mark: re.Match[str]) -> None:
        at = mark.start()
        if mark["name"]:
            self._parts.append(Insertion(mark["name"], at))
        elif mark["condition"] is not None:
            self._begin(mark)
        elif mark["word"] is None:
            self._put("{")
        elif not self._open:
            self._problem(at, f"`{mark[0]}` stands without an `{{if …}}`.")
        elif mark["word"] == "end":
            _, self._parts = self._open.pop()
        elif self._parts is self._open[-1][0].otherwise:
            self._problem(at, "There is an `{else}` already.")
        else:
            self._parts = self._open[-1][0].otherwise

    def _begin(self, mark: re.Match[str]) -> None:
        at = mark.start("condition")
        condition = None
        try:
            condition = parse_condition(mark["condition"])
        except ExpressionError as error:
            self._problems.append(Misplaced(at, error.problem))
        alternative = Alternative(condition, at, [], [])
        if len(self._open) >= DEPTH_MOST:
            self._problem(at, f"Nest at most {DEPTH_MOST} `{{if …}}`.")
        else:
            self._parts.append(alternative)
        self._open.append((alternative, self._parts))
        self._parts = alternative.then

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)

    def _problem(self, at: int, message: str) -> None:
        self._problems.append(Misplaced(at, Problem("syntax", 1, message)))
