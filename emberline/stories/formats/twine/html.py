"""Twine 2 HTML: story files, archives of several, and published stories with an engine inside.

A published file is mostly a format's engine, whose code holds what looks like markup. So the file
is not parsed as a page: it is searched for the elements of Twine, scripts and styles being skipped
whole, in time linear in its length.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import msgspec

from emberline.stories.formats.report import Finding, UnreadableError
from emberline.stories.formats.twine.data import Problems, checked_data
from emberline.stories.formats.twine.limits import refuse_too_many
from emberline.stories.formats.twine.names import UNTITLED, Numbering, named_once, on_one_line
from emberline.stories.formats.twine.passages import Passage, Source
from emberline.stories.formats.twine.special import DATA, TITLE
from emberline.stories.formats.twine.text import Lines, readable, with_line_feeds

_ELEMENT = re.compile(
    r"<(?:!--|(/?)(tw-storydata|tw-passagedata|tw-tag|script|style)(?=[\s/>]))", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""",
)
_ENDS = {
    "script": re.compile(r"</script(?=[\s/>])", re.IGNORECASE),
    "style": re.compile(r"</style(?=[\s/>])", re.IGNORECASE),
    "tw-passagedata": re.compile(r"</?(?:tw-passagedata|tw-storydata)(?=[\s/>])", re.IGNORECASE),
}
_TWINE_1 = re.compile(r"<div\s[^<>]{0,200}\btiddler=")
_CODE = {"script": "StoryScript", "style": "StoryStylesheet"}
_CODE_TAGS = {"script": "script", "style": "stylesheet"}
_ATTRIBUTES_MOST = 100
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
_NOT_DATA = frozenset({"name", "startnode", "hidden", "zoom"})
_NOT_METADATA = frozenset({"pid", "name", "tags"})


class _Element(NamedTuple):
    """name: in lower case, `/tw-storydata` for its end. text: what stands in it, as it is written.
    line: of the text. is_closed: whether its end stands where it should."""

    name: str
    attributes: dict[str, str]
    text: str
    line: int
    is_closed: bool


def parse_html(text: str, name: str) -> tuple[Source, ...]:
    """The stories that a file of Twine 2 holds; `name` is the title of one that has none.

    UnreadableError when there is none in it, or more passages than a story may have.
    """
    stories: list[_Story] = []
    is_open = False
    for element in _elements(readable(text)):
        if element.name == "tw-storydata" or (element.name == "tw-passagedata" and not stories):
            stories.append(_Story(element))
        if element.name.endswith("tw-storydata"):
            is_open = not element.name.startswith("/")
        elif stories and (is_open or element.name == "tw-passagedata"):
            stories[-1].add(element)
    if not stories:
        message = "No story of Twine 2 is in it (`<tw-storydata>`)."
        if _TWINE_1.search(text):
            message = "This is a story of Twine 1: open it in Twine 2 and save it from there."
        raise UnreadableError((Finding(None, "no_story", message),))
    return tuple(story.source(name) for story in stories)


class _Story:
    """One `<tw-storydata>`, element by element."""

    def __init__(self, element: _Element) -> None:
        self._is_whole = element.name == "tw-storydata"
        self._attributes = element.attributes if self._is_whole else {}
        self._line = element.line
        self._code: list[_Element] = []
        self._colours: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._passages: list[Passage] = []
        self._findings: list[Finding] = []

    def add(self, element: _Element) -> None:
        """What stands in the story, in its order."""
        if element.name == "tw-tag":
            colour = element.attributes.get("color", "")
            self._colours[element.attributes.get("name", "")] = colour
        elif element.name in _CODE:
            if element.text.strip():
                self._code.append(element)
        elif element.name == "tw-passagedata":
            refuse_too_many(len(self._passages))
            self._add_passage(element)

    def source(self, name: str) -> Source:
        """The story; `name` is its title when it has none."""
        title = self._attributes.get("name", "").strip()
        if not title:
            message = f"The story has no name: it is called `{name or UNTITLED}`."
            self._findings.append(Finding(self._line, "no_title", message))
        passages, renamed = named_once(self._passages, 0)
        numbering = Numbering(passage.name for passage in passages)
        code = tuple(
            Passage(
                numbering.free(_CODE[element.name]),
                (_CODE_TAGS[element.name],),
                text=with_line_feeds(element.text).strip("\n"),
                line=element.line,
            )
            for element in self._code
        )
        data = self._data()
        return Source(title or name or UNTITLED, passages + code, data, (*self._findings, *renamed))

    def _add_passage(self, element: _Element) -> None:
        attributes, line = element.attributes, element.line
        text = _unescaped(element.text)
        if not element.is_closed:
            text = text.rstrip()
            message = "`</tw-passagedata>` is missing; the passage ends where the next tag is."
            self._findings.append(Finding(line, "unclosed_passage", message))
        name = on_one_line(attributes.get("name", ""))
        if name in {TITLE, DATA}:
            message = f"The passage `{name}` is left out: Twine 2 tells this elsewhere."
            self._findings.append(Finding(line, "reserved_passage", message))
            return
        self._names.setdefault(attributes.get("pid", ""), name)
        metadata = {key: value for key, value in attributes.items() if key not in _NOT_METADATA}
        tags = tuple(attributes.get("tags", "").split())
        self._passages.append(Passage(name, tags, metadata, text, line))

    def _data(self) -> dict[str, Any]:
        if not self._is_whole:
            message = "There is no `<tw-storydata>` about the passages."
            self._findings.append(Finding(self._line, "no_story_data", message))
        kept = self._attributes.items()
        data: dict[str, Any] = {key: value for key, value in kept if value and key not in _NOT_DATA}
        if start := self._start():
            data["start"] = start
        if self._colours:
            data["tag-colors"] = self._colours
        problems: Problems = []
        zoom = self._attributes.get("zoom", "")
        if _NUMBER.fullmatch(zoom):
            data["zoom"] = msgspec.json.decode(str(float(zoom)).removesuffix(".0"))
        elif zoom:
            problems.append(("broken_story_data", f"The zoom `{zoom[:40]}` is no number."))
        if self._is_whole:
            data = checked_data(data, problems)
        self._findings.extend(Finding(self._line, *problem) for problem in problems)
        return data

    def _start(self) -> str | None:
        node = self._attributes.get("startnode", "")
        if node and node not in self._names:
            message = f"No passage has the number `{node}` that the story starts with."
            self._findings.append(Finding(self._line, "missing_start", message))
        return self._names.get(node) if node else None


def _elements(text: str) -> Iterator[_Element]:
    """The elements of Twine in `text`; of a story the start and the end are one each."""
    lines = Lines(text)
    # A comment that is not closed hides nothing.
    comments_end = text.rfind("-->")
    at = 0
    while match := _ELEMENT.search(text, at):
        at = match.end()
        if match[2] is None:
            at = text.find("-->", at) + 3 if at <= comments_end else at
            continue
        name = match[2].lower()
        attributes, at = _attributes(text, at)
        if match[1]:
            if name == "tw-storydata":
                yield _Element("/tw-storydata", {}, "", lines.number(at), is_closed=True)
        elif name in _ENDS:
            line, end = lines.number(at), _ENDS[name].search(text, at)
            stop = end.start() if end else len(text)
            is_closed = end is not None and end[0].lower() == f"</{name}"
            yield _Element(name, attributes, text[at:stop], line, is_closed)
            at = stop
        else:
            yield _Element(name, attributes, "", lines.number(at), is_closed=True)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes that are written from `at` on, and where their tag has ended."""
    attributes: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, at):
        at = match.end()
        value = next((group for group in match.groups()[1:] if group is not None), "")
        if len(attributes) < _ATTRIBUTES_MOST:
            attributes.setdefault(match[1].lower(), _unescaped(value))
    end = text.find(">", at)
    return attributes, len(text) if end < 0 else end + 1


def _unescaped(text: str) -> str:
    return with_line_feeds(unescape(text) if "&" in text else text)
