"""What stands for other elements: passages and widgets that are pulled in, loops."""

from collections.abc import Mapping

from emberline.stories.formats.twine.markup.elements.terms import (
    Called,
    Constant,
    Listed,
    Term,
    UntranslatedError,
    Variable,
    compared,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Branches,
    Inlined,
    Loop,
    Lost,
    Pulled,
)
from emberline.stories.formats.twine.markup.reading import read_body
from emberline.stories.formats.twine.markup.scene import Library, Widget
from emberline.stories.formats.twine.markup.weaving.context import DEPTH_MOST, Context
from emberline.stories.formats.twine.markup.weaving.settling import ITEMS_MOST, items_of
from emberline.stories.formats.twine.passages import Passage

Unfolded = list[tuple[Body, Context]]


def unfolded(element: Pulled | Inlined | Loop, context: Context) -> Unfolded:
    """The bodies that `element` stands for, each with where it stands. What cannot be pulled in is
    an element that says so."""
    try:
        match element:
            case Pulled():
                return _pulled(element, context)
            case Inlined():
                return _inlined(element, context)
            case Loop():
                return _rounds(element, context)
    except UntranslatedError as error:
        message = f"`{element.source[:80]}` is kept as text: {error}."
        lost = Lost(element.source, _code_of(error), message, element.line)
        rest = element.body if isinstance(element, Loop) else ()
        return [((lost, *rest), context)]


class _IncludeError(UntranslatedError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _code_of(error: UntranslatedError) -> str:
    return error.code if isinstance(error, _IncludeError) else "expression_untranslated"


def values_of(term: Term, library: Library) -> list[tuple[Term, str]]:
    """The texts that `term` may be, each with the condition for it."""
    match term:
        case Constant(str() as text):
            return [(Constant(True), text)]
        case Variable(name) if 0 < len(library.texts.get(name, ())) <= ITEMS_MOST:
            known = [text for text in library.texts[name] if text in library.passages]
            return [(compared("==", term, Constant(text)), text) for text in known]
    raise UntranslatedError("which passage it is is not known")


def _pulled(element: Pulled, context: Context) -> Unfolded:
    library = context.draft.library
    values = values_of(context.read(element.name), library)
    if len(values) == 1 and values[0][0] == Constant(True):
        return [_passage(values[0][1], context)]
    branches = tuple(
        (condition, (Pulled(Constant(text), element.source, element.line),))
        for condition, text in values
    )
    return [((Branches(branches, element.source, element.line),), context)]


def _passage(name: str, context: Context) -> tuple[Body, Context]:
    passage = context.draft.library.passages.get(name)
    if passage is None:
        raise _IncludeError("include_missing", f"there is no passage `{name}`")
    key = f"passage {name}"
    _charge(key, len(passage.text), context)
    body = _body(key, passage, context)
    return body, context._replace(stack=(*context.stack, key), depth=context.depth + 1)


def _body(key: str, source: Passage | Widget, context: Context) -> Body:
    draft = context.draft
    if key not in draft.bodies:
        draft.bodies[key] = read_body(source, draft.dialect, draft.library)
    return draft.bodies[key]


def _inlined(element: Inlined, context: Context) -> Unfolded:
    widget = context.draft.library.widgets[element.name]
    key = f"widget {element.name}"
    _charge(key, len(widget.text), context)
    arguments = [context.read(argument) for argument in element.arguments]
    body = _body(key, widget, context)
    inner = context.with_locals(_arguments(arguments), key)
    return [(body, inner._replace(contents=element.contents))]


def _arguments(arguments: list[Term]) -> Mapping[str, Term]:
    names: dict[str, Term] = {}
    for stem in ("args", "_args"):
        names[stem] = Listed(tuple(arguments))
        for number in range(max(len(arguments), 8)):
            given = arguments[number] if number < len(arguments) else Constant(None)
            names[f"{stem}_{number}"] = given
    return names


def _rounds(element: Loop, context: Context) -> Unfolded:
    over = context.read(element.over)
    names = [name for name in (element.index, element.value) if name]
    key = f"loop {element.line}"
    match over:
        case Listed(parts):
            rounds: Unfolded = []
            for number, part in enumerate(parts):
                _charge("", 1 + len(element.source), context)
                both = {element.index: Constant(number), element.value: part}
                given = {name: both[name] for name in names}
                rounds.append((element.body, context.with_locals(given, key)))
            return rounds
        case Variable(name) if name in context.draft.library.lists:
            return [_held(item, element, context) for item in items_of(name, context.draft.library)]
        case _:
            raise UntranslatedError("what it goes over is not known")


def _held(item: str, element: Loop, context: Context) -> tuple[Body, Context]:
    has_it = Called("has", (Constant(item),))
    given = {element.index: unknown("where it stands"), element.value: Constant(item)}
    inner = context.with_locals({name: term for name, term in given.items() if name}, "loop")
    return (Branches(((has_it, element.body),), element.source, element.line),), inner


def _charge(key: str, characters: int, context: Context) -> None:
    draft = context.draft
    if key and key in context.stack:
        raise _IncludeError("include_cycle", "it pulls itself in again")
    draft.allowance -= characters
    if context.depth >= DEPTH_MOST or draft.allowance < 0:
        raise _IncludeError("include_too_large", "too much is pulled in here")
