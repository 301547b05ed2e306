"""Harlowe's macros that make something to click."""

import re
from collections.abc import Mapping
from typing import Literal

from emberline.stories.formats.twine.markup.elements.terms import Constant, Term, UntranslatedError
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Element,
    Rewritten,
    Shown,
    Way,
    Words,
)
from emberline.stories.formats.twine.markup.harlowe.terms import read_values

_Shape = Literal["replace", "append", "prepend", "silent"]
_SHAPES: Mapping[str, _Shape] = {
    "link": "replace",
    "linkreplace": "replace",
    "linkreveal": "append",
    "linkappend": "append",
    "linkprepend": "prepend",
    "linkrepeat": "silent",
    "linkrerun": "silent",
    "linkstorylet": "silent",
    "linkshow": "append",
    "linkfullscreen": "silent",
}
_GOING = frozenset({"linkgoto", "linkrevealgoto"})
_ON_HOOKS: Mapping[str, _Shape] = {
    "": "append",
    "replace": "replace",
    "append": "append",
    "prepend": "prepend",
    "rerun": "silent",
}
_PLACES: Mapping[str, _Shape] = {
    f"{begins}{how}": shape
    for begins in ("click", "mouseover", "mouseout")
    for how, shape in _ON_HOOKS.items()
}
_PLACES_GOING = frozenset({"clickgoto", "mouseovergoto", "mouseoutgoto"})
HOOKS = frozenset({*_SHAPES, *_PLACES, "linkrevealgoto", "linkgoto"}) - {"linkshow"}
"""Macros whose hook is what happens on the click."""
WAYS = frozenset({*_GOING, *_PLACES_GOING, "linkshow"})
"""Macros that need no hook."""
_HOOK_NAME = re.compile(r"\?([\w-]+)")
_QUOTED = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)')")
_MARKS = re.compile(r"''|//|~~|\^\^|</?[A-Za-z][^<>]{0,200}>")


def hook_names(arguments: str) -> list[str]:
    """The hooks that are named as `?name`, or the text that stands for itself."""
    names = [f"?{name}" for name in _HOOK_NAME.findall(arguments)]
    quoted = _QUOTED.match(arguments)
    if not names and quoted:
        names = [quoted[1] or quoted[2] or ""]
    if not names:
        raise UntranslatedError("no hook is named")
    return names


def way(name: str, arguments: str, content: Body, source: str, line: int) -> Element:
    """What a link macro makes; its text may be a hook's (`click`)."""
    if name in _PLACES or name in _PLACES_GOING:
        return _in_place(name, arguments, content, source, line)
    if name == "linkshow":
        first, _, hooks = arguments.partition(",")
        shown: Body = tuple(Rewritten(each, "show", (), source, line) for each in hook_names(hooks))
        return Way(_text(read_values(first)[0], line), None, shown, "append", source, line)
    values = read_values(arguments)
    if not values:
        raise UntranslatedError("the link has no text")
    text = _text(values[0], line)
    if name in _GOING:
        return Way(text, values[-1], content, "leave", source, line)
    return Way(text, None, content, _SHAPES[name], source, line)


def _in_place(name: str, arguments: str, content: Body, source: str, line: int) -> Element:
    place = hook_names(arguments)[0]
    text: Body = () if place.startswith("?") else (Words(place),)
    where = place if place.startswith("?") else None
    if name in _PLACES_GOING:
        target = read_values(arguments.partition(",")[2])[0]
        return Way(text, target, content, "leave", source, line, place=where)
    return Way(text, None, content, _PLACES[name], source, line, place=where)


def _text(value: Term, line: int) -> Body:
    if isinstance(value, Constant):
        return (Words(_MARKS.sub("", str(value.value))),)
    return (Shown(value, "", line),)
