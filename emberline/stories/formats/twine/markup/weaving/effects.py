"""Changes as effects of the engine's language, also where they happen on a condition only."""

from collections.abc import Mapping

from emberline.stories.formats.twine.markup.elements.changes import (
    Added,
    Assigned,
    Change,
    Removed,
    Unset,
    each_part,
)
from emberline.stories.formats.twine.markup.elements.terms import (
    TRUE,
    Called,
    Constant,
    Kind,
    Listed,
    Term,
    UntranslatedError,
    Variable,
    chained,
    denied,
    every,
    some,
)
from emberline.stories.formats.twine.markup.scene import Library
from emberline.stories.formats.twine.markup.weaving.idioms import idiom
from emberline.stories.formats.twine.markup.weaving.indicator import indicator
from emberline.stories.formats.twine.markup.weaving.settling import item_of, items_of
from emberline.stories.formats.twine.markup.weaving.writing import (
    fitted,
    kind_of,
    truth,
    written,
    written_key,
)

_ONE = Constant(1)


def effects_of(change: Change, library: Library, *, is_first: bool = False) -> list[str]:
    """What a change is in our language. is_first: nothing is in any list yet.

    UntranslatedError where it has no word for it.
    """
    match change:
        case Assigned(name, "", Listed()) if name in library.indexed:
            return [effect for each in each_part(change) for effect in effects_of(each, library)]
        case Assigned(name, "", Listed(parts)):
            return _filled(name, parts, library, is_first=is_first)
        case Assigned(name, "", Variable(of)) if of == name:
            return []
        case Assigned(name, operator, value):
            return [_assignment(name, operator, value, library.kinds)]
        case Unset(name) if name in library.lists:
            return _filled(name, (), library, is_first=is_first)
        case Unset(name):
            return [_assignment(name, "", Constant(None), library.kinds)]
        case Added(name, parts, only_new):
            return [_given(name, part, library, _ONE, only_new=only_new) for part in parts]
        case Removed(name, parts):
            return [_taken(item_of(name, part, library), TRUE, library) for part in parts]


def guarded(change: Change, condition: Term, library: Library) -> list[str] | None:
    """A change that happens where `condition` holds, as effects that always run; None where this
    cannot be said.

    Our effects know no `if`. A condition itself is a value, though, and one about whole numbers,
    items and visits can be made 1 or 0 and multiplied with.
    """
    match change:
        case Assigned():
            return _guarded_assignment(change, condition, library)
        case Unset(name):
            if name in library.lists or name not in library.kinds:
                return None
            empty = fitted(Constant(None), library.kinds[name])
            return _guarded_assignment(Assigned(name, "", empty), condition, library)
    share = indicator(condition, library.kinds)
    if share is None:
        return None
    if isinstance(change, Added):
        return [
            _given(change.name, part, library, share, only_new=change.only_new)
            for part in change.parts
        ]
    return [
        _taken(item_of(change.name, part, library), condition, library) for part in change.parts
    ]


def _guarded_assignment(change: Assigned, condition: Term, library: Library) -> list[str] | None:
    kinds, name, value = library.kinds, change.name, change.value
    if isinstance(value, Listed):
        return None
    if not change.operator:
        whole = idiom(name, value, condition, kinds)
        if whole is not None:
            return effects_of(Assigned(name, "", whole), library)
        if _is_condition(name, value, kinds):
            return [_switched(name, value, condition, kinds)]
    share = indicator(condition, kinds)
    if share is None or not _is_counted(name, value, kinds):
        return None
    return [_weighted(name, change.operator, value, share, kinds)]


def _assignment(name: str, operator: str, value: Term, kinds: Mapping[str, Kind]) -> str:
    kind = kinds.get(name)
    value = fitted(value, kind)
    found = kind_of(value, kinds)
    if operator and (kind == "bool" or (kind == "string" and operator != "+")):
        raise UntranslatedError("only numbers can be calculated with")
    if kind == "bool" and found not in {"bool", None}:
        value, found = truth(value, kinds), "bool"
    _must_fit(kind, found)
    if operator == "" and isinstance(value, Constant) and value.value is None:
        raise UntranslatedError("what it is set to is not known")
    return f"{name} {operator}= {written(value, kinds)}"


def _must_fit(kind: Kind | None, found: Kind | None) -> None:
    numbers = {"int", "number"}
    if kind is None or found is None or kind == found or {kind, found} <= numbers:
        return
    raise UntranslatedError("it would be now a text and now a number")


def _filled(name: str, parts: tuple[Term, ...], library: Library, *, is_first: bool) -> list[str]:
    """A list that holds `parts` and nothing else."""
    if name not in library.lists:
        raise UntranslatedError("this list is no inventory")
    gone = [] if is_first else items_of(name, library)
    return [
        *(_taken(item, TRUE, library) for item in gone),
        *(_given(name, part, library, _ONE, only_new=False) for part in parts),
    ]


def _given(name: str, part: Term, library: Library, share: Term, *, only_new: bool) -> str:
    if name not in library.lists:
        raise UntranslatedError("this list is no inventory")
    item = item_of(name, part, library)
    if only_new:
        lacking = denied(Called("has", (Constant(item),)))
        found = indicator(lacking, library.kinds)
        assert found is not None
        share = found if share == _ONE else chained(share, ("*", found))
    if share == _ONE:
        return f"give({written_key(item)})"
    return f"give({written_key(item)}, {written(share, library.kinds)})"


def _taken(item: str, condition: Term, library: Library) -> str:
    number: Term = Called("count", (Constant(item),))
    share = indicator(condition, library.kinds)
    if share is not None and share != _ONE:
        number = chained(number, ("*", share))
    return f"take({written_key(item)}, {written(number, library.kinds)})"


def _is_condition(name: str, value: Term, kinds: Mapping[str, Kind]) -> bool:
    kind = kinds.get(name) or kind_of(value, kinds)
    return kind == "bool" and kind_of(fitted(value, "bool"), kinds) in {"bool", None}


def _switched(name: str, value: Term, condition: Term, kinds: Mapping[str, Kind]) -> str:
    value = truth(fitted(value, "bool"), kinds)
    condition = truth(condition, kinds)
    was = Variable(name)
    term = some(every(condition, value), every(denied(condition), was))
    if value == TRUE:
        term = some(was, condition)
    elif isinstance(value, Constant):
        term = every(was, denied(condition))
    return f"{name} = {written(term, kinds)}"


def _is_counted(name: str, value: Term, kinds: Mapping[str, Kind]) -> bool:
    """Whether a variable and what it gets are numbers."""
    kind = kinds.get(name)
    found = kind_of(fitted(value, kind), kinds)
    return kind in {"int", "number", None} and found in {"int", "number"}


def _weighted(name: str, operator: str, value: Term, share: Term, kinds: Mapping[str, Kind]) -> str:
    value = fitted(value, kinds.get(name))
    was = Variable(name)
    match operator:
        case "":
            value = chained(value, ("-", was))
        case "*":
            value = chained(chained(was, ("*", value)), ("-", was))
    sign = "-" if operator == "-" else "+"
    product = share if value == _ONE else chained(value, ("*", share))
    return f"{name} {sign}= {written(product, kinds)}"
