"""Numbers that only grow and are only compared with constants need not be told apart for ever.

Above the largest constant every comparison gives the same, and growing further changes nothing:
all the values beyond it are one (a bisimulation).
"""

from collections.abc import Iterator, Mapping
from math import floor, inf

from emberline.stories.engine.prove.liveness import live_after, told_apart
from emberline.stories.engine.prove.model import LOOKS, Atom, Change, Model, Way
from emberline.stories.engine.tree import (
    Assignment,
    Both,
    Call,
    Compare,
    Constant,
    Expression,
    Key,
    Name,
    Not,
    OneOf,
    inside,
)

Threshold = tuple[Atom, float]
"""A constant that an atom is compared with; infinite where it is used in another way."""


def saturation(model: Model, live: Mapping[str, int]) -> dict[Atom, int]:
    """Of each atom that may be cut, the least value that stands for all above it.

    live: by node, the atoms that matter there; what is done to others counts for nothing.
    """
    highest: dict[Atom, float] = {}
    for atom, most in _thresholds(model, live):
        highest[atom] = max(highest.get(atom, 0), most)
    return {atom: floor(most) + 1 for atom, most in highest.items() if most < inf}


def _thresholds(model: Model, live: Mapping[str, int]) -> Iterator[Threshold]:
    for key, place in model.places.items():
        for way in place.ways:
            yield from _of_way(way)
            yield from _of_changes(way.changes, live_after(model, way, live))
        yield from _of_changes(place.on_enter, live[key])
    for key in model.playable.story.protagonists:
        for name in model.playable.initial_of(key):
            yield ("variable", name), inf
    for name, variable in model.playable.story.variables.items():
        if variable.type not in {"int", "number"}:
            yield ("variable", name), inf
        else:
            yield from _constant(("variable", name), model.playable.initial[name])


def _of_way(way: Way) -> Iterator[Threshold]:
    if way.condition is not None:
        yield from _compared(way.condition)
    if way.modifier is not None:
        yield from _used(way.modifier)
    if way.option is not None and way.option.choice.once:
        yield ("taken", way.option.name), 0


def _of_changes(changes: tuple[Change, ...], live: int) -> Iterator[Threshold]:
    for change, matters in told_apart(changes, live):
        if matters:
            yield from _of_change(change)
        elif change.bounds:
            # What it draws must be something that could be drawn.
            effect = change.effect
            yield from _used(effect.value if isinstance(effect, Assignment) else effect)


def _of_change(change: Change) -> Iterator[Threshold]:
    effect = change.effect
    if isinstance(effect, Assignment):
        yield from _used(effect.value)
        atom: Atom = ("variable", effect.name)
        if isinstance(effect.value, Constant) and effect.operator in {None, "+"}:
            yield from _constant(atom, effect.value.value)
        else:
            yield atom, inf
    elif effect.function in {"give", "take"}:
        key, *amount = effect.arguments
        assert isinstance(key, Key)
        for number in amount:
            yield from _used(number)
        grows = effect.function == "give" and all(isinstance(each, Constant) for each in amount)
        yield ("item", key.key), 0 if grows else inf


def _constant(atom: Atom, value: object) -> Iterator[Threshold]:
    """A number that an atom is set to or grows by; one below 0 lets it shrink."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    yield atom, float(value) if is_number and value >= 0 else inf  # type: ignore[arg-type,operator]


def _compared(expression: Expression) -> Iterator[Threshold]:
    """What a condition compares, part by part."""
    match expression:
        case Both():
            for part in expression.parts:
                yield from _compared(part)
        case Not():
            yield from _compared(expression.of)
        case Compare(first, ((_, second),)) if isinstance(second, Constant) and _atom(first):
            yield from _constant_compared(first, second)
        case Compare(first, ((_, second),)) if isinstance(first, Constant) and _atom(second):
            yield from _constant_compared(second, first)
        case OneOf(value, among) if _atom(value):
            for part in among:
                if isinstance(part, Constant):
                    yield from _constant_compared(value, part)
                else:
                    yield from _used(value)
                    yield from _used(part)
        case Name():
            yield ("variable", expression.name), 0
        case _:
            yield from _used(expression)


def _constant_compared(looked_at: Expression, constant: Constant) -> Iterator[Threshold]:
    atom = _atom(looked_at)
    assert atom is not None
    is_number = isinstance(constant.value, int | float) and not isinstance(constant.value, bool)
    yield atom, max(float(constant.value), 0) if is_number else inf


def _used(expression: Expression | Key) -> Iterator[Threshold]:
    """Atoms that are used in another way than being compared with a constant."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Call) and part.function in {"has", "visited", "chosen"}:
            yield from _met(part)
            waiting.extend(part.arguments[1:])
        elif not isinstance(part, Key):
            atom = _atom(part)
            if atom is not None:
                yield atom, inf
            else:
                waiting.extend(inside(part))


def _met(call: Call) -> Iterator[Threshold]:
    """`has`, `visited` and `chosen` compare with a number themselves."""
    key, *amount = call.arguments
    assert isinstance(key, Key)
    atom: Atom = (LOOKS[call.function], key.key)
    if not amount:
        yield atom, 0
    elif isinstance(amount[0], Constant):
        yield from _constant_compared(Call("count", (key,), 1), amount[0])
    else:
        yield atom, inf


def _atom(expression: Expression) -> Atom | None:
    """The atom whose number `expression` is, if it is one."""
    if isinstance(expression, Name):
        return ("variable", expression.name)
    if isinstance(expression, Call) and expression.function in {"count", "times"}:
        key = expression.arguments[0]
        assert isinstance(key, Key)
        return (LOOKS[expression.function], key.key)
    return None
