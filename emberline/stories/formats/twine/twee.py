"""Twee 3, read and written (specification 3.0.2 of the Interactive Fiction Technology Foundation).

Of older Twee it knows the position behind the tags, `<5,25>`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from emberline.stories.formats.report import Finding, UnreadableError
from emberline.stories.formats.twine.data import Problems, checked_data, json_object
from emberline.stories.formats.twine.limits import refuse_too_many
from emberline.stories.formats.twine.names import UNTITLED, named_once
from emberline.stories.formats.twine.passages import Passage, Source
from emberline.stories.formats.twine.special import DATA, TITLE
from emberline.stories.formats.twine.text import (
    Lines,
    readable,
    with_line_feeds,
    without_blank_end,
)

_HEADER = re.compile(r"^::(.*)", re.MULTILINE)
_NAME = re.compile(r"(?:[^\\\[{]|\\.|\\\Z)*")
_TAGS = re.compile(r"\[((?:[^\\\]]|\\.)*)(\]?)")
_TAG = re.compile(r"(?:[^\\\s]|\\.)+")
_OLD_POSITION = re.compile(r"<\s*(-?\d+)\s*,\s*(-?\d+)\s*>")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE = re.compile(r"[\\\[\]{}]")
_ESCAPED_COLONS = re.compile(r"^\\(?=\\*::)", re.MULTILINE)
_COLONS = re.compile(r"^(?=\\*::)", re.MULTILINE)


def parse_twee(text: str, name: str) -> Source:
    """The story that a Twee file holds; `name` is its title when it has none itself.

    UnreadableError when there is no passage in it, or more of them than a story may have.
    """
    text = readable(text)
    findings: list[Finding] = []
    passages = list(_passages(text, findings))
    if not passages:
        message = "No passage is in it: each begins with a line such as `:: Name`."
        raise UnreadableError((Finding(1, "no_passages", message),))
    kept, renamed = named_once(passages, 1)
    title, data = "", None
    for passage in kept:
        if passage.name == TITLE:
            title = passage.text.strip()
        elif passage.name == DATA:
            data = _story_data(passage, findings)
    if not title:
        message = f"There is no `StoryTitle`: the story is called `{name or UNTITLED}`."
        findings.append(Finding(None, "no_title", message))
    rest = tuple(passage for passage in kept if passage.name not in {TITLE, DATA})
    return Source(title or name or UNTITLED, rest, data or {}, (*findings, *renamed))


def twee_of(title: str, data: Mapping[str, Any], passages: Iterable[Passage]) -> str:
    """A Twee file of a story: its title, its `StoryData` and its passages, in their order."""
    shown = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
    parts = [_passage_text(Passage(TITLE, text=title)), _passage_text(Passage(DATA, text=shown))]
    parts.extend(_passage_text(passage) for passage in passages)
    return "\n".join(parts)


def _passages(text: str, findings: list[Finding]) -> Iterator[Passage]:
    lines = Lines(text)
    header: re.Match[str] | None = None
    for count, match in enumerate(_HEADER.finditer(text)):
        refuse_too_many(count)
        if header is not None:
            yield _passage(header, text[header.end() : match.start()], lines, findings)
        elif text[: match.start()].strip():
            message = "The text before the first passage is left out: it belongs to none."
            findings.append(Finding(1, "text_before_first_passage", message))
        header = match
    if header is not None:
        yield _passage(header, text[header.end() :], lines, findings)


def _passage(header: re.Match[str], text: str, lines: Lines, findings: list[Finding]) -> Passage:
    line = lines.number(header.start())
    name, tags, metadata, problems = _header(header[1].removesuffix("\r"))
    findings.extend(Finding(line, code, message) for code, message in problems)
    body = without_blank_end(with_line_feeds(text).removeprefix("\n"))
    if "\\" in body and "::" in body:
        body = _ESCAPED_COLONS.sub("", body)
    return Passage(name, tags, metadata, body, line + 1)


def _header(header: str) -> tuple[str, tuple[str, ...], dict[str, Any], Problems]:
    """Name, tags, metadata of a header without its colons, and what is wrong with it."""
    match = _NAME.match(header)
    assert match is not None
    problems: Problems = []
    name, rest = _unescaped(_trimmed(match[0])), header[match.end() :]
    tags: tuple[str, ...] = ()
    metadata: dict[str, Any] = {}
    if block := _TAGS.match(rest):
        tags = tuple(_unescaped(tag) for tag in _TAG.findall(block[1]))
        rest = rest[block.end() :].strip()
        if not block[2]:
            problems.append(("broken_header", "The tags are not closed with `]`."))
        if position := _OLD_POSITION.match(rest):
            metadata["position"] = f"{position[1]},{position[2]}"
            rest = rest[position.end() :].strip()
    if rest.startswith("{"):
        metadata = json_object(rest, "broken_metadata", problems)
    elif rest:
        problems.append(("broken_header", f"`{rest[:40]}` behind the tags is left out."))
    return name, tags, metadata, problems


def _story_data(passage: Passage, findings: list[Finding]) -> dict[str, Any]:
    problems: Problems = []
    data = checked_data(json_object(passage.text, "broken_story_data", problems), problems)
    findings.extend(Finding(passage.line, code, message) for code, message in problems)
    return data


def _trimmed(name: str) -> str:
    """`name` without the blanks around it; one that is escaped belongs to it."""
    stripped = name.strip(" \t")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    is_escaped = backslashes % 2 and name.rstrip(" \t") != name
    return stripped + name[len(name.rstrip(" \t"))] if is_escaped else stripped


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _passage_text(passage: Passage) -> str:
    header = f":: {_escaped_name(passage.name)}"
    if passage.tags:
        header += f" [{' '.join(_TO_ESCAPE.sub(_backslashed, tag) for tag in passage.tags)}]"
    if passage.metadata:
        header += f" {msgspec.json.encode(passage.metadata).decode()}"
    body = without_blank_end(passage.text)
    if "::" in body:
        body = _COLONS.sub(r"\\", body)
    return f"{header}\n{body}\n" if body else f"{header}\n"


def _escaped_name(name: str) -> str:
    inner = name.strip(" \t")
    before = name[: len(name) - len(name.lstrip(" \t"))] if inner else name
    after = name[len(before) + len(inner) :]
    return _slashed(before) + _TO_ESCAPE.sub(_backslashed, inner) + _slashed(after)


def _slashed(blanks: str) -> str:
    return "".join(f"\\{blank}" for blank in blanks)


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
