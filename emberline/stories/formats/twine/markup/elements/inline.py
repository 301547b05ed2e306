"""Marks of style and HTML tags between the elements of a body, paired and made Markdown."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from emberline.stories.formats.twine.markup.elements.link import is_external
from emberline.stories.formats.twine.markup.elements.scanning import Scan
from emberline.stories.formats.twine.markup.elements.terms import Constant
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Element,
    Lost,
    Picture,
    Region,
    Told,
    Way,
    Words,
)

_OPEN_MOST = 24
_ATTRIBUTE = re.compile(r"""([@\w:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_DROPPED = re.compile(r"(script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"""<(/?)([A-Za-z][\w-]*+)((?:"[^"]*+"|'[^']*+'|[^'"<>])*+)>""")
# What goes in front and behind of a tag's content; \v is a line break that stays where white space
# is collapsed.
_WRAPPED = {
    "b": ("**", "**"), "strong": ("**", "**"), "i": ("*", "*"), "em": ("*", "*"),
    "s": ("~~", "~~"), "del": ("~~", "~~"), "strike": ("~~", "~~"), "code": ("`", "`"),
    "p": ("\v\v", "\v\v"), "div": ("\v", "\v"), "center": ("\v", "\v"), "section": ("\v", "\v"),
    "article": ("\v", "\v"), "blockquote": ("\v> ", "\v"), "ul": ("\v", "\v"),
    "ol": ("\v", "\v"), "li": ("\v* ", ""), "h1": ("\v# ", "\v"), "h2": ("\v## ", "\v"),
    "h3": ("\v### ", "\v"), "h4": ("\v#### ", "\v"), "h5": ("\v##### ", "\v"),
    "h6": ("\v###### ", "\v"), "span": ("", ""), "font": ("", ""), "big": ("", ""),
    "label": ("", ""), "nav": ("\v", "\v"), "header": ("\v", "\v"), "footer": ("\v", "\v"),
    "main": ("\v", "\v"), "aside": ("\v", "\v"), "figure": ("\v", "\v"), "picture": ("", ""),
    "@@": ("", ""), "a": ("", ""), "button": ("", ""),
}  # fmt: skip
_TIGHT = frozenset({"**", "*", "~~", "`", "<u>", "<sup>", "<sub>"})
_SINGLE = {"br": "\v", "hr": "\v\v---\v\v", "wbr": ""}
_MEDIA = frozenset({"audio", "video", "source", "iframe", "object", "embed", "canvas", "track"})
# Tags that Markdown has no words for; they stay as HTML.
_KEPT = frozenset(
    [
        "u",
        "sup",
        "sub",
        "mark",
        "ins",
        "kbd",
        "small",
        "abbr",
        "ruby",
        "rt",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "dl",
        "dt",
        "dd",
        "pre",
        "q",
    ]
)


class Mark(NamedTuple):
    """Where a style or a tag begins or ends. ends: None where the same mark does both."""

    name: str
    source: str
    line: int
    ends: bool | None
    attributes: Mapping[str, str] = {}


def read_tag(scan: Scan, at: int) -> tuple[Told | Mark, int] | None:
    """What the HTML tag at `at` says, and where what was read ends; None where there is no tag.

    Scripts and styles are left out with all that is in them.
    """
    tag = scan.match(_TAG, at)
    if tag is None:
        return None
    line = scan.line(at)
    if not tag[1] and _DROPPED.fullmatch(tag[2]):
        end = scan.find(f"</{tag[2]}", tag.end())
        stop = scan.find(">", end) if end >= 0 else -1
        if stop >= 0:
            return Told("code_dropped", f"`<{tag[2]}>` is left out.", line), stop + 1
    attributes = {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(tag[3])
    }
    return Mark(tag[2].lower(), tag[0], line, bool(tag[1]), attributes), tag.end()


def paired(parts: list[Element | Mark]) -> Body:
    """`parts` with the marks among them made Markdown, or text where nothing ends them."""
    if Mark not in set(map(type, parts)):
        return tuple(parts)  # type: ignore[arg-type]
    levels: list[tuple[Mark | None, list[Element]]] = [(None, [])]
    for part in parts:
        if not isinstance(part, Mark):
            levels[-1][1].append(part)
        elif part.name in _SINGLE or part.name in _MEDIA or part.name == "img":
            levels[-1][1].extend(_single(part))
        elif part.ends is not False and any(
            mark is not None and mark.name == part.name for mark, _ in levels
        ):
            _close(levels, part)
        elif part.ends or len(levels) > _OPEN_MOST or not _is_known(part):
            levels[-1][1].extend(_unpaired(part))
        else:
            levels.append((part, []))
    while len(levels) > 1:
        _give_up(levels)
    return tuple(levels[0][1])


def _close(levels: list[tuple[Mark | None, list[Element]]], end: Mark) -> None:
    """End the innermost level that `end` ends; what is open within it was never ended."""
    while (mark := levels[-1][0]) is not None and mark.name != end.name:
        _give_up(levels)
    mark, content = levels.pop()
    if mark is not None:
        levels[-1][1].extend(_wrapped(mark, content))


def _give_up(levels: list[tuple[Mark | None, list[Element]]]) -> None:
    mark, content = levels.pop()
    if mark is None:
        return
    levels[-1][1].extend(_unpaired(mark))
    levels[-1][1].extend(content)


def _is_known(mark: Mark) -> bool:
    return mark.ends is None or mark.name in _WRAPPED or mark.name in _KEPT


def _unpaired(mark: Mark) -> list[Element]:
    """A mark that stands alone: a style's is text, a tag's means nothing."""
    if mark.ends is None:
        return [Words(mark.source)]
    if mark.name in _WRAPPED or mark.name in _KEPT:
        return []
    message = f"`<{mark.name}>` is kept as text."
    return [Lost(mark.source, "tag_unknown", message, mark.line)]


def _single(mark: Mark) -> list[Element]:
    if mark.name == "img" and mark.attributes.get("src"):
        return [Picture(mark.attributes["src"], mark.attributes.get("alt", ""))]
    if mark.name in _SINGLE:
        return [Words(_SINGLE[mark.name])]
    if mark.ends:
        return []
    return [Told("media_dropped", f"`<{mark.name}>` is left out.", mark.line)]


def _wrapped(mark: Mark, content: list[Element]) -> list[Element]:
    attributes = mark.attributes
    if mark.name in {"a", "button"} and (found := _link(mark, content)) is not None:
        return found
    if mark.name in _KEPT:
        before, after = f"<{mark.name}>", f"</{mark.name}>"
    else:
        before, after = _WRAPPED.get(mark.name) or _of_style(mark.name)
    names = [f"#{attributes['id']}"] if attributes.get("id") else []
    names += [f".{name}" for name in attributes.get("class", "").split()[:8]]
    body: list[Element] = [Region(tuple(names), tuple(content))] if names else content
    if before in _TIGHT:
        return _tight(before, body, after)
    if not before and not after:
        return body
    return [Words(before), *body, Words(after)]


def _link(mark: Mark, content: list[Element]) -> list[Element] | None:
    attributes = mark.attributes
    target = attributes.get("data-passage")
    if target:
        text = tuple(content) or (Words(target),)
        return [Way(text, Constant(target), (), "leave", mark.source, mark.line)]
    address = attributes.get("href", "")
    if mark.name == "a" and is_external(address):
        return [Words("["), *content, Words(f"]({address})")]
    return None


def _of_style(name: str) -> tuple[str, str]:
    return name, f"</{name[1:]}" if name.startswith("<") else name


def _tight(before: str, content: list[Element], after: str) -> list[Element]:
    """Marks close to what they mark: Markdown wants no space inside of them."""
    lead, tail = "", ""
    inner = list(content)
    if inner and isinstance(inner[0], Words):
        text = inner[0].text.lstrip()
        lead = inner[0].text[: len(inner[0].text) - len(text)]
        inner[0] = Words(text)
    if inner and isinstance(inner[-1], Words):
        text = inner[-1].text.rstrip()
        tail = inner[-1].text[len(text) :]
        inner[-1] = Words(text)
    is_marked = any(not isinstance(part, Words) or part.text for part in inner)
    if not is_marked or any(isinstance(part, Words) and _is_parted(part.text) for part in inner):
        return [Words(lead), *inner, Words(tail)]
    return [Words(lead), Words(before), *inner, Words(after), Words(tail)]


def _is_parted(text: str) -> bool:
    return "\n\n" in text or "\v\v" in text
