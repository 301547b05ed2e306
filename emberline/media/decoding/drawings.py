"""Whether an SVG drawing stands by itself. Runs inside the sandbox only.

It is drawn once, here, into pixels: nobody is ever sent the SVG. What a drawing could do on the
way is refused beforehand, whether or not librsvg would do it: run scripts, reach for other files,
multiply itself by entities.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any
from xml.parsers import expat

from emberline.kit.sandboxed import Refused

MAX_BYTES = 4 * 1024 * 1024
MAX_ELEMENTS = 50_000
MAX_DEPTH = 100

_ACTIVE = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "handler",
        "listener",
    }
)
_REFERENCES = frozenset({"href", "src", "data", "base"})
_PICTURE_INSIDE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
# References of style sheets and presentation attributes; an escape could hide one.
_REFERENCE_IN_STYLE = re.compile(r"url\((?!\s*[\"']?\s*#)|@import|\\", re.IGNORECASE)

# No id is empty, so this one is the drawing's own.
_ROOT = ""

UNREADABLE = "This drawing cannot be read. Save it as PNG and send that."
ACTIVE = "This drawing holds a script. Save it as PNG and send that."
REACHING_OUT = "This drawing refers to other files. Save it as PNG and send that."
ENTITIES = "This drawing defines entities of its own. Save it as PNG and send that."
TOO_LARGE = "This drawing is too large. Save it as PNG and send that."


def check(source: Path) -> bytes:
    """The drawing's bytes. Raises Refused: "unreadable", "active", "reaching-out", "too-large"."""
    with source.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Refused("too-large", TOO_LARGE)
    try:
        _Reader().read(content)
    except expat.ExpatError as error:
        raise Refused("unreadable", UNREADABLE) from error
    return content


class _Reader:
    """Looks at every element, attribute and style of a drawing."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._ids: list[str] = [_ROOT]
        # By the id of each element that has one: the elements in it, and what they repeat.
        self._counts: Counter[str] = Counter()
        self._repeated: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._depths: list[int] = []
        self._style: list[str] = []
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        self._parser = parser

    def read(self, content: bytes) -> None:
        """Refuses, or returns."""
        self._parser.Parse(content, True)
        self._drawn(_ROOT, {}, MAX_DEPTH)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self._open.append(name)
        self._depths.append(len(self._ids))
        if "id" in attributes:
            self._ids.append(attributes["id"])
        if name in _ACTIVE:
            raise Refused("active", ACTIVE)
        for attribute, value in attributes.items():
            _check_attribute(_local(attribute), value)
            if name == "use" and _local(attribute) == "href":
                for element in self._ids:
                    self._repeated[element][value.strip().removeprefix("#")] += 1
        self._counts.update(self._ids)
        if self._counts[_ROOT] > MAX_ELEMENTS or len(self._open) > MAX_DEPTH:
            raise Refused("too-large", TOO_LARGE)

    def _drawn(self, element: str, known: dict[str, int], depth: int) -> int:
        """How many elements are drawn for that one, repeated ones counted each time."""
        if element not in known:
            known[element] = self._counts[element]
            if not depth:
                raise Refused("too-large", TOO_LARGE)
            for repeated, times in self._repeated[element].items():
                known[element] += times * self._drawn(repeated, known, depth - 1)
            if known[element] > MAX_ELEMENTS:
                raise Refused("too-large", TOO_LARGE)
        return known[element]

    def _end(self, tag: str) -> None:
        del self._ids[self._depths.pop() :]
        if self._open.pop() == "style":
            _check_style("".join(self._style))
            self._style.clear()

    def _text(self, text: str) -> None:
        if self._open[-1:] == ["style"]:
            self._style.append(text)

    def _entity(self, *_: Any) -> None:
        raise Refused("entities", ENTITIES)

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise Refused("reaching-out", REACHING_OUT)


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on") or "javascript:" in value.lower():
        raise Refused("active", ACTIVE)
    is_inside = value.strip().startswith("#") or _PICTURE_INSIDE.match(value.strip())
    if name in _REFERENCES and value.strip() and not is_inside:
        raise Refused("reaching-out", REACHING_OUT)
    if name not in _REFERENCES:
        _check_style(value)


def _check_style(style: str) -> None:
    if _REFERENCE_IN_STYLE.search(style):
        raise Refused("reaching-out", REACHING_OUT)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
