"""Terms as text of the engine's language."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from emberline.stories.engine.tree import FUNCTIONS
from emberline.stories.formats.twine.markup.elements.terms import (
    Both,
    Called,
    Chain,
    Comparison,
    Constant,
    Contained,
    Denied,
    Kind,
    Listed,
    Term,
    UntranslatedError,
    Variable,
    compared,
)

# The engine's own limits: 10,000 characters and 40 brackets within each other.
_LENGTH_MOST = 9_000
_DEPTH_MOST = 36
_NUMBER_MOST = 2**53
_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGNED, _ALONE = range(8)
_BARE = re.compile(r"\w[\w.:-]*(?:/\w[\w.:-]*)?\Z")
_EMPTY: Mapping[Kind, Constant] = {
    "bool": Constant(False),
    "int": Constant(0),
    "number": Constant(0),
    "string": Constant(""),
}
_INT_CALLS = frozenset({"count", "times", "random"})


class _Written(NamedTuple):
    text: str
    rank: int
    depth: int


def written(term: Term, kinds: Mapping[str, Kind]) -> str:
    """`term` as a value of the language. UntranslatedError where it has no word for it."""
    return _fitting(_write(term, kinds)).text


def written_condition(term: Term, kinds: Mapping[str, Kind]) -> str:
    """`term` as a condition of the language. UntranslatedError where it has no word for it."""
    return _fitting(_write(truth(term, kinds), kinds)).text


def written_key(key: str) -> str:
    """A key as an argument: bare where it may be, else quoted."""
    return key if _BARE.match(key) else quoted(key)


def quoted(text: str) -> str:
    """A text in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def kind_of(term: Term, kinds: Mapping[str, Kind]) -> Kind | None:
    """What `term` gives, as far as can be told."""
    match term:
        case Constant(bool()) | Both() | Denied() | Comparison() | Contained():
            return "bool"
        case Constant(value):
            return _kind_of_value(value)
        case Variable(name):
            return kinds.get(name)
        case Chain(first, rest):
            return _kind_of_chain((first, *(part for _, part in rest)), rest, kinds)
        case Called("has" | "visited"):
            return "bool"
        case Called(function, _) if function in _INT_CALLS:
            return "int"
        case Called("min" | "max" | "abs", arguments):
            found = {kind_of(part, kinds) for part in arguments}
            return "int" if found == {"int"} else "number"
        case _:
            return None


def fitted(value: Term, kind: Kind | None) -> Term:
    """`value` as a variable of this kind holds it.

    Harlowe and SugarCube let a variable hold now a text, now a number: nothing (0, false, "") is
    what nothing is in this kind.
    """
    if not isinstance(value, Constant) or kind is None:
        return value
    if value.value is None or (not value.value and kind != _kind_of_value(value.value)):
        return _EMPTY[kind]
    if kind == "string" and not isinstance(value.value, str):
        is_bool = isinstance(value.value, bool)
        return Constant(str(value.value).lower() if is_bool else f"{value.value:g}")
    if kind in {"int", "number"} and value.value is True:
        return Constant(1)
    return value


def truth(term: Term, kinds: Mapping[str, Kind]) -> Term:
    """`term` as a condition: numbers hold unless 0, texts unless empty."""
    kind = kind_of(term, kinds)
    if kind in {"int", "number"}:
        return compared("!=", term, Constant(0))
    return compared("!=", term, Constant("")) if kind == "string" else term


def _fitting(found: _Written) -> _Written:
    if len(found.text) > _LENGTH_MOST or found.depth > _DEPTH_MOST:
        raise UntranslatedError("it is too long")
    return found


def _write(term: Term, kinds: Mapping[str, Kind]) -> _Written:
    match term:
        case Constant(value):
            return _constant(value)
        case Variable(name):
            return _Written(name, _ALONE, 0)
        case Both(operator, parts):
            rank = _OR if operator == "or" else _AND
            sides = [_inside(_write(truth(part, kinds), kinds), rank + 1) for part in parts]
            return _joined(f" {operator} ", sides, rank)
        case Denied(of):
            denied = _inside(_write(truth(of, kinds), kinds), _COMPARISON)
            return _Written(f"not {denied.text}", _NOT, denied.depth)
        case Comparison():
            return _comparison(term, kinds)
        case Contained(part, whole):
            return _contained(part, whole, kinds)
        case Chain():
            return _chain(term, kinds)
        case Called(function, arguments):
            return _called(function, arguments, kinds)
        case _:
            raise UntranslatedError("a collection is not a value here")


def _constant(value: object) -> _Written:
    if isinstance(value, bool):
        return _Written("true" if value else "false", _ALONE, 0)
    if isinstance(value, str):
        return _Written(quoted(value), _ALONE, 0)
    if not isinstance(value, int | float) or not abs(value) <= _NUMBER_MOST:
        raise UntranslatedError("there is nothing such as `undefined`")
    text = str(abs(value)) if isinstance(value, int) else _decimal(abs(value))
    return _Written(f"-{text}", _SIGNED, 0) if value < 0 else _Written(text, _ALONE, 0)


def _decimal(value: float) -> str:
    text = f"{value:.12f}".rstrip("0")
    return text.removesuffix(".")


def _comparison(term: Comparison, kinds: Mapping[str, Kind]) -> _Written:
    left, right = term.left, term.right
    if isinstance(left, Variable):
        right = fitted(right, kinds.get(left.name))
    found = {kind_of(left, kinds), kind_of(right, kinds)}
    if term.operator not in {"==", "!="} and found & {"string", "bool"}:
        raise UntranslatedError("only numbers can be ordered")
    if kind_of(right, kinds) == "bool" and isinstance(right, Constant):
        return _write(compared(term.operator, left, right), kinds)
    sides = [_inside(_write(part, kinds), _SUM) for part in (left, right)]
    return _joined(f" {term.operator} ", sides, _COMPARISON)


def _contained(part: Term, whole: Term, kinds: Mapping[str, Kind]) -> _Written:
    if isinstance(whole, Listed):
        kind = kind_of(part, kinds)
        among = [_write(fitted(each, kind), kinds) for each in whole.parts]
        value = _inside(_write(part, kinds), _SUM)
        depth = max([value.depth, *(each.depth + 1 for each in among)])
        values = ", ".join(each.text for each in among)
        if not among:
            return _Written("false", _ALONE, 0)
        return _Written(f"{value.text} in [{values}]", _COMPARISON, depth)
    if kind_of(whole, kinds) != "string":
        raise UntranslatedError("only what a list of names or a text holds can be asked for")
    sides = [_inside(_write(each, kinds), _SUM) for each in (part, whole)]
    return _joined(" in ", sides, _COMPARISON)


def _chain(term: Chain, kinds: Mapping[str, Kind]) -> _Written:
    found = {kind_of(each, kinds) for each in (term.first, *(part for _, part in term.rest))}
    if "bool" in found or ("string" in found and found - {"string", None}):
        raise UntranslatedError("only numbers can be calculated with, only texts be joined")
    operators = {operator for operator, _ in term.rest}
    if "string" in found and operators != {"+"}:
        raise UntranslatedError("only numbers can be calculated with")
    rank = _SUM if operators <= {"+", "-"} else _PRODUCT
    text = _inside(_write(term.first, kinds), rank)
    pieces, depth = [text.text], text.depth
    for operator, part in term.rest:
        side = _inside(_write(part, kinds), rank + 1)
        pieces.append(f" {operator} {side.text}")
        depth = max(depth, side.depth)
    return _Written("".join(pieces), rank, depth)


def _called(function: str, arguments: tuple[Term, ...], kinds: Mapping[str, Kind]) -> _Written:
    if function not in FUNCTIONS:
        raise UntranslatedError(f"there is no `{function}`")
    shown = []
    depth = 0
    for number, (takes, part) in enumerate(zip(FUNCTIONS[function][0], arguments, strict=False)):
        if takes in {"item", "node"}:
            shown.append(_key(part))
            continue
        side = _write(part, kinds)
        if kind_of(part, kinds) not in {"int", "number", None}:
            raise UntranslatedError(f"`{function}` takes numbers (argument {number + 1})")
        shown.append(side.text)
        depth = max(depth, side.depth)
    if len(shown) < len(FUNCTIONS[function][0]) - FUNCTIONS[function][1]:
        raise UntranslatedError(f"`{function}` lacks an argument")
    return _Written(f"{function}({', '.join(shown)})", _ALONE, depth + 1)


def _key(part: Term) -> str:
    if not isinstance(part, Constant) or not isinstance(part.value, str) or not part.value:
        raise UntranslatedError("a name is needed that stands there as it is")
    return written_key(part.value)


def _inside(found: _Written, least: int) -> _Written:
    """`found` as a part of something that binds tighter than `least`, in brackets if need be."""
    if found.rank >= least:
        return found
    return _Written(f"({found.text})", _ALONE, found.depth + 1)


def _joined(operator: str, sides: list[_Written], rank: int) -> _Written:
    text = operator.join(side.text for side in sides)
    return _Written(text, rank, max(side.depth for side in sides))


def _kind_of_value(value: object) -> Kind | None:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    if isinstance(value, float) and not value.is_integer():
        return "number"
    return "int" if isinstance(value, int | float) else None


def _kind_of_chain(
    parts: tuple[Term, ...], rest: tuple[tuple[str, Term], ...], kinds: Mapping[str, Kind]
) -> Kind | None:
    found = {kind_of(part, kinds) for part in parts}
    operators = {operator for operator, _ in rest}
    if "string" in found:
        return "string" if operators == {"+"} else None
    if found == {"int"} and "/" not in operators:
        return "int"
    return "number" if operators != {"+"} or found & {"int", "number"} else None
