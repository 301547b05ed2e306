"""What each macro of SugarCube means."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from emberline.stories.formats.twine.markup.elements.link import LinkParts
from emberline.stories.formats.twine.markup.elements.terms import (
    Constant,
    Term,
    UntranslatedError,
    compared,
    some,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Branches,
    Changes,
    Delayed,
    Element,
    Going,
    Inlined,
    Lost,
    Pulled,
    Quiet,
    Rewritten,
    Shown,
    Stopped,
    Tight,
    Told,
    Way,
    Words,
)
from emberline.stories.formats.twine.markup.sugarcube.arguments import (
    Argument,
    read_arguments,
    read_terms,
)
from emberline.stories.formats.twine.markup.sugarcube.changes import read_changes, read_unset
from emberline.stories.formats.twine.markup.sugarcube.inputs import asked, picked, picking
from emberline.stories.formats.twine.markup.sugarcube.loops import loop
from emberline.stories.formats.twine.markup.sugarcube.terms import read_expression

PARTS: Mapping[str, frozenset[str]] = {
    "elseif": frozenset({"if"}),
    "else": frozenset({"if"}),
    "case": frozenset({"switch"}),
    "default": frozenset({"switch"}),
    "next": frozenset({"timed"}),
    "option": frozenset({"listbox", "cycle"}),
    "optionsfrom": frozenset({"listbox", "cycle"}),
    "onchange": frozenset({"textbox", "textarea", "numberbox", "checkbox", "radiobutton"}),
    "track": frozenset({"createplaylist"}),
}
"""Macros that part the content of another one."""
_SHAPES: Mapping[str, Literal["silent", "replace", "append", "prepend"]] = {
    "link": "silent",
    "button": "silent",
    "click": "silent",
    "linkreplace": "replace",
    "linkappend": "append",
    "linkprepend": "prepend",
}
_REWRITES: Mapping[str, Literal["replace", "append", "prepend"]] = {
    "replace": "replace",
    "append": "append",
    "prepend": "prepend",
}
# Their content is shown as if they were not there.
_LOOKS = frozenset({"type", "do", "done", "capture", "sequence", "fadein", "fadeout"})
CONTAINERS = frozenset(
    {
        *_SHAPES, *_REWRITES, *_LOOKS, "if", "switch", "for", "timed", "repeat", "nobr",
        "silently", "silent", "script", "widget", "listbox", "cycle", "createplaylist",
        "createaudiogroup",
    }
    - {"sequence", "fadein", "fadeout"}
)  # fmt: skip
"""Macros with content up to their end."""
_DROPPED = frozenset(
    {
        "addclass", "removeclass", "toggleclass", "audio", "cacheaudio", "masteraudio", "playlist",
        "removeaudiogroup", "removeplaylist", "waitforaudio", "redo", "remember", "forget",
        "createplaylist", "createaudiogroup", "playsound", "stopsound", "setcss", "bg",
    }
)  # fmt: skip
# Code that works on the page and the player, and not on the story.
_OF_THE_PAGE = re.compile(
    r"(?:Engine|UI|UIBar|Dialog|Save|Settings?|SimpleAudio|Fullscreen|LoadScreen|console|window"
    r"|document|jQuery|\$)\s*[.(]|setup\.\w*(?:[Ss]croll|[Pp]lay|[Ss]ound|[Mm]usic)\w*\("
)
_SECONDS = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(m?)s\b", re.IGNORECASE)
_STYLES = re.compile(r"''|//|__|==|\^\^|~~|</?[A-Za-z][^<>]{0,200}>")


class Section(NamedTuple):
    """A part of a container: the macro that begins it, its arguments and its content."""

    name: str
    arguments: str
    content: Body
    line: int


Widgets = Mapping[str, object]


def leaf(name: str, arguments: str, source: str, line: int, widgets: Widgets) -> list[Element]:
    """What a macro without content means."""
    try:
        if name in widgets:
            return [Inlined(name, tuple(read_terms(arguments)), (), source, line)]
        handler = _LEAVES.get(name)
        if handler is not None:
            return handler(name, arguments, source, line)
    except UntranslatedError as error:
        return [Lost(source, _code_of(name), f"`{source[:80]}` is kept as text: {error}.", line)]
    if name in _DROPPED:
        return [Told("presentation_dropped", f"`<<{name}>>` is left out.", line)]
    message = f"The macro `<<{name}>>` is not known; it is kept as text."
    return [Lost(source, "macro_unknown", message, line)]


def container(sections: list[Section], source: str, line: int, widgets: Widgets) -> list[Element]:
    """What a macro with content means."""
    first = sections[0]
    handler = _CONTAINERS.get(first.name)
    try:
        if first.name in widgets:
            terms = tuple(read_terms(first.arguments))
            return [Inlined(first.name, terms, first.content, source, line)]
        if handler is not None:
            return handler(sections, source, line)
    except UntranslatedError as error:
        code = _code_of(first.name)
        lost = Lost(source, code, f"`{source[:80]}` is kept as text: {error}.", line)
        return [lost, *_contents(sections)]
    if first.name in _LOOKS:
        return list(first.content)
    if first.name in _DROPPED:
        return [Told("presentation_dropped", f"`<<{first.name}>>` is left out.", line)]
    message = f"The macro `<<{first.name}>>` is not known; it is kept as text."
    return [
        Lost(source, "macro_unknown", message, line),
        *_contents(sections),
        Words(f"<</{first.name}>>"),
    ]


def way_of(parts: LinkParts, target: Term, source: str, line: int) -> Element:
    """A link `[[…]]` with its setter."""
    text = _link_text(parts.text, line)
    if parts.setter is None:
        return Way(text, target, (), "leave", source, line)
    try:
        changes: Element = Changes(read_changes(parts.setter), parts.setter, line)
    except UntranslatedError as error:
        message = f"The setter `{parts.setter[:80]}` is left out: {error}."
        changes = Told("effect_untranslated", message, line)
    return Way(text, target, (changes,), "leave", source, line, setter=parts.setter)


def _link_text(source: str, line: int) -> Body:
    """The text of a link, which may be an expression: `[["Go!"|There]]`, `[[$name|There]]`."""
    if source[:1] in {"$", "_", '"', "'", "`"}:
        try:
            value = read_expression(source.strip("`"))
        except UntranslatedError:
            return (Words(source),)
        if isinstance(value, Constant) and value.value not in {None, ""}:
            return (Words(str(value.value)),)
        return (Shown(value, source, line),)
    return (Words(source),)


def _contents(sections: list[Section]) -> list[Element]:
    return [element for section in sections for element in section.content]


def _code_of(name: str) -> str:
    return "effect_untranslated" if name in {"set", "run", "unset"} else "expression_untranslated"


def _set(name: str, arguments: str, source: str, line: int) -> list[Element]:
    if name == "run" and _OF_THE_PAGE.match(arguments):
        return [Told("code_dropped", f"The code in `{source[:80]}` is left out.", line)]
    changes = read_unset(arguments) if name == "unset" else read_changes(arguments)
    return [Changes(changes, source, line)]


def _print(_: str, arguments: str, source: str, line: int) -> list[Element]:
    return [Shown(read_expression(arguments), source, line)]


def _goto(_: str, arguments: str, source: str, line: int) -> list[Element]:
    return [Going(_named(arguments), source, line)]


def _include(_: str, arguments: str, source: str, line: int) -> list[Element]:
    return [Pulled(_named(arguments), source, line)]


def _leading(name: str, arguments: str, source: str, line: int) -> list[Element]:
    """Macros that are links without content: `<<actions>>`, `<<choice>>`, and those back."""
    found = read_arguments(arguments)
    if name == "choice" and len(found) == 2 and not isinstance(found[0], LinkParts):
        found = [found[1], found[0]]
    if name == "actions":
        return [_way([each, each], source, line, once=True) for each in found]
    if not found or (len(found) == 1 and not isinstance(found[0], LinkParts) and name != "choice"):
        message = "A way back to where the reader came from is kept as text: make it a choice."
        return [Lost(source, "return_untranslated", message, line)]
    return [_way(found, source, line)]


def _way(found: list[Argument], source: str, line: int, *, once: bool = False) -> Element:
    text, target = _text_and_target(found, line)
    return Way(text, target or Constant(""), (), "leave", source, line, once=once)


def _text_and_target(found: list[Argument], line: int) -> tuple[Body, Term | None]:
    first = _first(found)
    if isinstance(first, LinkParts):
        return (Words(first.text),), Constant(first.target)
    target = found[1] if len(found) > 1 else None
    if isinstance(target, LinkParts):
        target = Constant(target.target)
    if isinstance(first, Constant):
        return (Words(_STYLES.sub("", str(first.value))),), target
    return (Shown(first, "", line),), target


def _first(found: Sequence[Argument]) -> Argument:
    if not found:
        raise UntranslatedError("an argument is missing")
    return found[0]


def _named(arguments: str) -> Term:
    """The first argument: the passage, or the part of the text, that it names."""
    terms = read_terms(arguments)
    if not terms:
        raise UntranslatedError("an argument is missing")
    return terms[0]


def _if(sections: list[Section], source: str, line: int) -> list[Element]:
    branches: list[tuple[Term | None, Body]] = []
    for section in sections:
        condition = None if section.name == "else" else _condition(section.arguments)
        branches.append((condition, section.content))
    return [Branches(tuple(branches), source, line)]


def _condition(arguments: str) -> Term:
    try:
        return read_expression(arguments)
    except UntranslatedError as error:
        return unknown(str(error))


def _switch(sections: list[Section], source: str, line: int) -> list[Element]:
    value = read_expression(sections[0].arguments)
    branches: list[tuple[Term | None, Body]] = []
    for section in sections[1:]:
        condition = None
        if section.name == "case":
            cases = read_terms(section.arguments)
            condition = some(*(compared("==", value, each) for each in cases))
        branches.append((condition, section.content))
    return [*sections[0].content, Branches(tuple(branches), source, line)]


def _link(sections: list[Section], source: str, line: int) -> list[Element]:
    shape = _SHAPES[sections[0].name]
    text, target = _text_and_target(read_arguments(sections[0].arguments), line)
    content = sections[0].content
    if target is not None and shape == "silent":
        return [Way(text, target, content, "leave", source, line)]
    return [Way(text, None, content, shape, source, line)]


def _rewrite(sections: list[Section], source: str, line: int) -> list[Element]:
    region = _named(sections[0].arguments)
    if not isinstance(region, Constant):
        raise UntranslatedError("what is changed must be named")
    how = _REWRITES[sections[0].name]
    return [Rewritten(str(region.value), how, sections[0].content, source, line)]


def _remove(_: str, arguments: str, source: str, line: int) -> list[Element]:
    region = _named(arguments)
    return [Rewritten(str(getattr(region, "value", "")), "hide", (), source, line)]


def _timed(sections: list[Section], source: str, _: int) -> list[Element]:
    delayed: list[Element] = []
    seconds = 0.0
    for section in sections:
        match = _SECONDS.match(section.arguments)
        if match:
            seconds += float(match[1]) / (1000 if match[2] else 1)
        repeats = section.name == "repeat"
        delayed.append(Delayed(seconds, section.content, repeats, source, section.line))
    return delayed


def _code(_: list[Section], source: str, line: int) -> list[Element]:
    return [Told("code_dropped", f"The code in `{source}` is left out.", line)]


_LEAVES: Mapping[str, Callable[[str, str, str, int], list[Element]]] = {
    "set": _set,
    "run": _set,
    "unset": _set,
    "print": _print,
    "=": _print,
    "-": _print,
    "goto": _goto,
    "include": _include,
    "display": _include,
    "actions": _leading,
    "choice": _leading,
    "back": _leading,
    "return": _leading,
    "remove": _remove,
    "stop": lambda _, __, ___, ____: [Stopped()],
    "textbox": asked,
    "textarea": asked,
    "numberbox": asked,
    "numberslider": asked,
    "checkbox": picked,
    "radiobutton": picked,
}
_CONTAINERS: Mapping[str, Callable[[list[Section], str, int], list[Element]]] = {
    "if": _if,
    "switch": _switch,
    "for": lambda sections, source, line: loop(
        sections[0].arguments, sections[0].content, source, line
    ),
    "timed": _timed,
    "repeat": _timed,
    "nobr": lambda sections, _, __: [Tight(sections[0].content)],
    "silently": lambda sections, _, __: [Quiet(sections[0].content)],
    "silent": lambda sections, _, __: [Quiet(sections[0].content)],
    "script": _code,
    "widget": lambda _, __, ___: [],
    "listbox": lambda sections, source, line: picking(
        [(each.name, each.arguments) for each in sections], source, line
    ),
    "cycle": lambda sections, source, line: picking(
        [(each.name, each.arguments) for each in sections], source, line
    ),
    **dict.fromkeys(_SHAPES, _link),
    **dict.fromkeys(_REWRITES, _rewrite),
}
