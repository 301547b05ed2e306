"""The body of a passage or widget, read in its dialect."""

import re

from emberline.stories.formats.twine.markup.elements.link import is_external, split_link
from emberline.stories.formats.twine.markup.elements.terms import Constant
from emberline.stories.formats.twine.markup.elements.tree import Body, Element, Tight, Way, Words
from emberline.stories.formats.twine.markup.harlowe.reader import read_harlowe
from emberline.stories.formats.twine.markup.scene import Dialect, Library, Widget
from emberline.stories.formats.twine.markup.sugarcube.reader import read_sugarcube
from emberline.stories.formats.twine.passages import Passage

_OF_A_WIDGET = frozenset({"args", "_args", "_contents"})
_LINK = re.compile(r"\[\[([^\[\]\n]++(?:\][^\[\]\n]*+\[?[^\[\]\n]*+)?)\]\]")


def read_body(source: Passage | Widget, dialect: Dialect, library: Library) -> Body:
    """The elements of a text; a passage that is tagged so has its white space collapsed."""
    text, line = source.text, source.line
    if dialect == "sugarcube":
        names = library.names if isinstance(source, Passage) else library.names | _OF_A_WIDGET
        body = read_sugarcube(text, line, names, library.widgets)
    elif dialect == "harlowe":
        body = read_harlowe(text, line, library.names)
    else:
        body = read_plain(text, line)
    if isinstance(source, Passage) and "nobr" in source.tags:
        return (Tight(body),)
    return body


def read_plain(text: str, first_line: int) -> Body:
    """A text of which only the links are understood."""
    parts: list[Element] = []
    at, line = 0, first_line
    for match in _LINK.finditer(text):
        line += text.count("\n", at, match.start())
        parts.append(Words(text[at : match.start()]))
        link = split_link(match[1])
        if is_external(link.target):
            parts.append(Words(f"[{link.text}]({link.target})"))
        elif link.target:
            words = (Words(link.text),)
            target = Constant(link.target)
            parts.append(Way(words, target, (), "leave", match[0], line, setter=link.setter))
        at = match.end()
    parts.append(Words(text[at:]))
    return tuple(parts)
