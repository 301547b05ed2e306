"""What each macro of Harlowe means, alone and attached to a hook."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from emberline.stories.formats.twine.markup.elements.terms import (
    Constant,
    Term,
    UntranslatedError,
    denied,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Branches,
    Changes,
    Delayed,
    Element,
    Going,
    Loop,
    Lost,
    Pulled,
    Region,
    Rewritten,
    Shown,
    Stopped,
    Tight,
    Told,
    Words,
)
from emberline.stories.formats.twine.markup.elements.variables import name_of
from emberline.stories.formats.twine.markup.harlowe.calls import plain_name
from emberline.stories.formats.twine.markup.harlowe.changes import read_changes
from emberline.stories.formats.twine.markup.harlowe.inputs import INPUTS, field
from emberline.stories.formats.twine.markup.harlowe.terms import read_value, read_values, seconds_of
from emberline.stories.formats.twine.markup.harlowe.ways import HOOKS, WAYS, hook_names, way


class Macro(NamedTuple):
    """A call in the text. source: all of it."""

    name: str
    arguments: str
    source: str
    line: int


_LOOKS = frozenset(
    [
        "textstyle",
        "textcolour",
        "textcolor",
        "color",
        "colour",
        "bg",
        "background",
        "font",
        "css",
        "align",
        "transition",
        "t8n",
        "transitiontime",
        "t8ntime",
        "transitiondelay",
        "t8ndelay",
        "transitionskip",
        "t8nskip",
        "transitiondepart",
        "t8ndepart",
        "transitionarrive",
        "t8narrive",
        "box",
        "floatbox",
        "hoverstyle",
        "textrotate",
        "textrotatex",
        "textrotatey",
        "textrotatez",
        "textsize",
        "size",
        "textindent",
        "opacity",
        "border",
        "borderstyle",
        "bordersize",
        "bordercolour",
        "bordercolor",
        "b4r",
        "b4rstyle",
        "b4rsize",
        "b4rcolour",
        "b4rcolor",
        "cornerradius",
        "charstyle",
        "linestyle",
        "linkstyle",
        "action",
        "button",
        "collapse",
        "nobr",
        "verbatim",
        "v6m",
        "hook",
        "hidden",
        "mask",
        "textdecoration",
        "animate",
        "animation",
        "blendmode",
        "zindex",
        "link3d",
        "enchant",
        "change",
        "enchantin",
        "animatein",
        "bgmedia",
    ]
)
_REWRITES: Mapping[str, Literal["replace", "append", "prepend"]] = {
    "replace": "replace",
    "append": "append",
    "prepend": "prepend",
}
_DROPPED = frozenset(
    [
        "enchant",
        "change",
        "enchantin",
        "track",
        "masteraudio",
        "newtrack",
        "newplaylist",
        "newgroup",
        "playlist",
        "group",
        "savegame",
        "loadgame",
        "scroll",
        "animate",
        "forgetundos",
        "forgetvisits",
        "ignore",
        "debug",
        "verbosedebug",
        "testtrue",
        "mock",
        "seed",
        "icon",
        "iconundo",
        "iconredo",
        "iconfullscreen",
        "iconrestart",
        "gotourl",
        "openurl",
        "pageurl",
        "alert",
        "confirm",
        "consolelog",
        "metadata",
        "storylet",
        "urgency",
        "exclusivity",
    ]
)
_STYLES = {"bold": "**", "italic": "*", "italics": "*", "strike": "~~", "emphasis": "*"}
_BACK = frozenset({"undo", "linkundo", "restart", "reload", "iconundo"})


def is_changer(macro: Macro) -> bool:
    """Whether the hook behind a macro belongs to it."""
    name = plain_name(macro.name)
    return (
        name in _HOOKED
        or name in _LOOKS
        or name in HOOKS
        or macro.name.startswith(("$", "_"))
        or (name not in _COMMANDS and name not in _DROPPED and name not in INPUTS)
    )


def is_else(macro: Macro) -> bool:
    """Whether a macro belongs to an `(if:)` before it."""
    return plain_name(macro.name) in {"else", "elseif"}


def lost(macro: Macro, why: str) -> Element:
    """A macro that stays as text."""
    code = "effect_untranslated" if plain_name(macro.name) in _SETS else "expression_untranslated"
    message = f"`{macro.source[:80]}` is kept as text: {why}."
    return Lost(macro.source, code, message, macro.line)


def command(macro: Macro) -> list[Element]:
    """What a macro without a hook means."""
    name = plain_name(macro.name)
    try:
        if name in WAYS:
            return [way(name, macro.arguments, (), macro.source, macro.line)]
        if name in INPUTS:
            return field(name, macro.arguments, macro.source, macro.line)
        if name in _COMMANDS:
            return _COMMANDS[name](macro)
        if name in _DROPPED or name in _LOOKS:
            return [Told("presentation_dropped", f"`({macro.name}:)` is left out.", macro.line)]
        if name in _BACK:
            message = "A way back to where the reader came from is kept as text: make it a choice."
            return [Lost(macro.source, "return_untranslated", message, macro.line)]
        return _value(macro)
    except UntranslatedError as error:
        return [lost(macro, str(error))]


def attached(macro: Macro, content: Body) -> list[Element]:
    """What a macro makes of its hook."""
    name = plain_name(macro.name)
    try:
        if name in HOOKS:
            return [way(name, macro.arguments, content, macro.source, macro.line)]
        if name in _HOOKED:
            return _HOOKED[name](macro, content)
    except UntranslatedError as error:
        return [lost(macro, str(error)), *content]
    if name in _LOOKS or macro.name.startswith(("$", "_")):
        return list(content)
    message = f"The macro `({macro.name}:)` is not known; it is kept as text."
    return [Lost(macro.source, "macro_unknown", message, macro.line), *content]


def _value(macro: Macro) -> list[Element]:
    """A macro that gives a value, which is printed."""
    try:
        return [Shown(read_value(macro.source), macro.source, macro.line)]
    except UntranslatedError:
        message = f"The macro `({macro.name}:)` is not known; it is kept as text."
        return [Lost(macro.source, "macro_unknown", message, macro.line)]


def _set(macro: Macro) -> list[Element]:
    changes = read_changes(macro.arguments)
    return [Changes(changes, macro.source, macro.line)]


def _print(macro: Macro) -> list[Element]:
    return [Shown(read_value(macro.arguments), macro.source, macro.line)]


def _goto(macro: Macro) -> list[Element]:
    return [Going(read_values(macro.arguments)[0], macro.source, macro.line)]


def _display(macro: Macro) -> list[Element]:
    return [Pulled(read_value(macro.arguments), macro.source, macro.line)]


def _dialog(macro: Macro) -> list[Element]:
    """A dialog is a text that is shown at once."""
    shown: list[Element] = [Words("\n\n")]
    shown += [
        Shown(value, macro.source, macro.line)
        for value in read_values(macro.arguments)[:1]
        if isinstance(value, Constant)
    ]
    return [*shown, Words("\n\n")]


def _show(macro: Macro) -> list[Element]:
    how: Literal["show", "hide"] = "hide" if plain_name(macro.name) == "hide" else "show"
    return [
        Rewritten(name, how, (), macro.source, macro.line) for name in hook_names(macro.arguments)
    ]


def _rewrite(macro: Macro, content: Body) -> list[Element]:
    how = _REWRITES[plain_name(macro.name)]
    return [
        Rewritten(name, how, content, macro.source, macro.line)
        for name in hook_names(macro.arguments)
    ]


def _if(macro: Macro, content: Body) -> list[Element]:
    condition: Term | None = None
    if plain_name(macro.name) != "else":
        try:
            condition = read_value(macro.arguments)
        except UntranslatedError as error:
            condition = unknown(str(error))
    if condition is not None and plain_name(macro.name) == "unless":
        condition = denied(condition)
    return [Branches(((condition, content),), macro.source, macro.line)]


def _delay(macro: Macro, content: Body) -> list[Element]:
    repeats = plain_name(macro.name) == "live"
    seconds = seconds_of(macro.arguments)
    return [Delayed(seconds, content, repeats, macro.source, macro.line)]


def _when(macro: Macro, content: Body) -> list[Element]:
    """`(event: when …)`: its hook comes when a condition holds."""
    condition: Term
    try:
        condition = read_value(macro.arguments.removeprefix("when"))
    except UntranslatedError as error:
        condition = unknown(str(error))
    return [Branches(((condition, content),), macro.source, macro.line)]


def _for(macro: Macro, content: Body) -> list[Element]:
    """`(for: each _x, …)`."""
    words = macro.arguments.split(None, 1)
    if not words or words[0] != "each" or "where" in macro.arguments.partition(",")[0]:
        raise UntranslatedError("what it goes over is not known")
    name, _, values = words[-1].partition(",")
    over = read_value(f"(a: {values})")
    return [Loop(None, name_of([name.strip()]), over, content, macro.source, macro.line)]


def _styled(macro: Macro, content: Body) -> list[Element]:
    values = read_values(macro.arguments)
    for value in values:
        mark = _STYLES.get(str(value.value)) if isinstance(value, Constant) else None
        if mark and len(content) == 1 and isinstance(content[0], Words):
            text = content[0].text
            inner = text.strip()
            if inner and "\n\n" not in inner:
                content = (Words(text.replace(inner, f"{mark}{inner}{mark}", 1)),)
    return list(content)


def _hook(macro: Macro, content: Body) -> list[Element]:
    if plain_name(macro.name) == "hidden":
        return [_hidden(content)]
    value = read_value(macro.arguments)
    if not isinstance(value, Constant):
        raise UntranslatedError("the hook's name is not known")
    return [Region((f"?{value.value}",), content)]


def _hidden(content: Body) -> Element:
    if len(content) == 1 and isinstance(content[0], Region):
        return Region(content[0].names, content[0].body, hidden=True)
    return Region((), content, hidden=True)


_SETS = frozenset({"set", "put", "move", "unpack"})
_COMMANDS: Mapping[str, Callable[[Macro], list[Element]]] = {
    **dict.fromkeys(_SETS - {"unpack"}, _set),
    "print": _print,
    "goto": _goto,
    "redirect": _goto,
    "display": _display,
    "show": _show,
    "hide": _show,
    "dialog": _dialog,
    "stop": lambda _: [Stopped()],
    "alert": _dialog,
}
_HOOKED: Mapping[str, Callable[[Macro, Body], list[Element]]] = {
    "if": _if,
    "unless": _if,
    "elseif": _if,
    "else": _if,
    "live": _delay,
    "after": _delay,
    "afterpassage": _delay,
    "event": _when,
    "for": _for,
    "loop": _for,
    "textstyle": _styled,
    "hook": _hook,
    "hidden": _hook,
    "collapse": lambda _, content: [Tight(content)],
    "nobr": lambda _, content: [Tight(content)],
    **dict.fromkeys(_REWRITES, _rewrite),
}
