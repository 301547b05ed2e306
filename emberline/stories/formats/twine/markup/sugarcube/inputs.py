"""SugarCube's fields: what the reader picks or writes."""

from emberline.stories.formats.twine.markup.elements.terms import (
    Constant,
    Listed,
    Term,
    UntranslatedError,
    Variable,
)
from emberline.stories.formats.twine.markup.elements.tree import Asked, Element, Picking
from emberline.stories.formats.twine.markup.sugarcube.arguments import read_terms
from emberline.stories.formats.twine.markup.sugarcube.terms import read_expression

_KEYWORDS = frozenset({"autofocus", "autocheck", "autoselect", "checked", "selected", "once"})


def asked(name: str, arguments: str, source: str, line: int) -> list[Element]:
    """`<<textbox "$name" "default" "Passage">>` and its like."""
    terms = _without_keywords(read_terms(arguments))
    receiver = _receiver(terms)
    rest = terms[1:]
    target = rest[1] if len(rest) > 1 and name != "numberslider" else None
    return [Asked(receiver, rest[0] if rest else None, target, source, line)]


def picked(name: str, arguments: str, source: str, line: int) -> list[Element]:
    """`<<checkbox "$name" unchecked checked>>`, `<<radiobutton "$name" value>>`."""
    terms = read_terms(arguments)
    is_checked = Constant("checked") in terms
    values = _without_keywords(terms)
    receiver, values = _receiver(values), values[1:]
    if len(values) < (2 if name == "checkbox" else 1):
        raise UntranslatedError("a value is missing")
    initial = values[-1] if is_checked else (values[0] if name == "checkbox" else None)
    options = tuple((_label(value), value) for value in values[:2])
    return [Picking(receiver, options, initial, False, source, line)]


def picking(sections: list[tuple[str, str]], source: str, line: int) -> list[Element]:
    """`<<listbox "$name">>` and `<<cycle "$name">>` with their options."""
    heads = read_terms(sections[0][1])
    receiver = _receiver(heads)
    options: list[tuple[str, Term]] = []
    initial: Term | None = None
    for name, arguments in sections[1:]:
        if name == "optionsfrom":
            options.extend(_listed(read_expression(arguments)))
            continue
        terms = read_terms(arguments)
        values = _without_keywords(terms)
        if not values:
            raise UntranslatedError("an option has no value")
        options.append((_label(values[0]), values[-1]))
        if Constant("selected") in terms[1:]:
            initial = values[-1]
    if not options:
        raise UntranslatedError("it has no options")
    if initial is None and Constant("autoselect") not in heads:
        initial = options[0][1]
    return [Picking(receiver, tuple(options), initial, True, source, line)]


def _listed(term: Term) -> list[tuple[str, Term]]:
    if not isinstance(term, Listed):
        raise UntranslatedError("its options are not known")
    return [(_label(part), part) for part in term.parts]


def _receiver(terms: list[Term]) -> str:
    """The variable whose name is quoted: `"$name"`."""
    first = terms[0] if terms else None
    if isinstance(first, Constant) and isinstance(first.value, str):
        first = read_expression(first.value)
    if not isinstance(first, Variable):
        raise UntranslatedError("the variable is missing")
    return first.name


def _without_keywords(terms: list[Term]) -> list[Term]:
    return [
        term
        for number, term in enumerate(terms)
        if number == 0 or not isinstance(term, Constant) or term.value not in _KEYWORDS
    ]


def _label(value: Term) -> str:
    if not isinstance(value, Constant):
        raise UntranslatedError("an option's value is not known")
    return str(value.value).lower() if isinstance(value.value, bool) else str(value.value)
