"""What the bodies of a story have in common: its widgets, its lists, what its variables hold.

Variables are not declared in Twine, so that their kinds are told by what stands around their names,
everywhere in the story.
"""

import re
from collections.abc import Iterable

from emberline.stories.formats.twine.markup.allowance import ALLOWANCE, allowance_of
from emberline.stories.formats.twine.markup.scene import Dialect, Library, Widget
from emberline.stories.formats.twine.markup.usage import Usage
from emberline.stories.formats.twine.passages import Passage

_WIDGET = re.compile(r"<<widget\s+[\"']?([\w-]+)[\"']?[^>\n]{0,60}>>", re.IGNORECASE)
_WIDGET_END = "<</widget>>"
_PULLING = re.compile(r"<<(?:include|display)\b|\(display:|<<for\b|\(for:", re.IGNORECASE)


def library_of(passages: Iterable[Passage], dialect: Dialect) -> Library:
    """What `passages`, all of a story, have in common. Linear time."""
    known = {passage.name: passage for passage in passages}
    if dialect == "plain":
        return Library(passages=known)
    usage = Usage()
    widgets: dict[str, Widget] = {}
    pulling = 0
    for passage in known.values():
        if "stylesheet" in passage.tags:
            continue
        usage.look_through(passage)
        pulling += _PULLING.search(passage.text) is not None
        if dialect == "sugarcube" and "<<widget" in passage.text:
            widgets.update({widget.name: widget for widget in _widgets(passage)})
    return Library(
        passages=known,
        widgets=widgets,
        lists=usage.lists(),
        fixed=usage.fixed(),
        indexed=usage.indexed(),
        kinds=usage.kinds(),
        texts=usage.texts(),
        names=usage.names(),
        allowance=allowance_of(known, widgets) if pulling or widgets else ALLOWANCE,
    )


def _widgets(passage: Passage) -> list[Widget]:
    text, widgets = passage.text, []
    for match in _WIDGET.finditer(text):
        end = text.find(_WIDGET_END, match.end())
        if end < 0:
            break
        line = passage.line + text.count("\n", 0, match.end())
        widgets.append(Widget(match[1], text[match.end() : end], line))
    return widgets
