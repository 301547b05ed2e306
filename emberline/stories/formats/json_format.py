"""The document itself as JSON: one story, a list of stories, or `{"stories": [...]}`."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NoReturn

import msgspec

from emberline.stories.engine.document import Story
from emberline.stories.formats.json_places import (
    Path,
    Place,
    find_duplicates,
    find_large_number,
    find_places,
    find_too_deep,
    place_at,
)
from emberline.stories.formats.json_problems import Problem, problems_of, shown_path
from emberline.stories.formats.reach import share_reachable
from emberline.stories.formats.report import (
    Exported,
    Finding,
    Imported,
    Reachable,
    UnreadableError,
)

DEPTH_MOST = 64
"""Brackets that may stand inside each other."""
FINDINGS_MOST = 100

_ENCODING = "Half of a character stands here."
_LIST = re.compile(r"\s*\[")
_BYTE = re.compile(r" \(byte (\d+)\)")
# The first half of a character without its second.
_HALF = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")


class _Outline(msgspec.Struct):
    """What tells a story from several."""

    format: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    stories: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class _Stories(msgspec.Struct, forbid_unknown_fields=True):
    stories: tuple[Story, ...]


def read_json(text: str, name: str) -> tuple[Imported, ...]:
    """The stories of the JSON `text`, exactly as they are written.

    Nothing is made up and nothing left out: a document says its title and declares its names, so
    that `name` is only told where there is no story. A key that stands twice in an object is a
    finding, and its last value counts. UnreadableError: no JSON, fields that are unknown, missing
    or of the wrong type (of all stories, with line, column and path), nested deeper than
    `DEPTH_MOST`; no story is read then.
    """
    text = text.removeprefix("\ufeff")
    try:
        stories = _decoded(text)
    except RecursionError:
        _refuse_depth(text)
    except UnicodeEncodeError as error:
        _refuse(place_at(text, error.start), "encoding", _ENCODING)
    except ValueError as error:
        raise UnreadableError(_explained(text, error)) from error
    if not stories:
        raise UnreadableError((Finding(None, "no_story", f"`{name}` holds no story."),))
    if any(map(_may_be_deep, stories)) and find_too_deep(text, DEPTH_MOST):
        _refuse_depth(text)
    findings = _duplicates(text)
    return tuple(_imported(story, findings) for story in stories)


def write_json(story: Story) -> Exported:
    """`story` as its document: fields in their order, defaults left out, indented by two spaces."""
    text = msgspec.json.format(msgspec.json.encode(story), indent=2).decode()
    return Exported(text + "\n", ())


def _decoded(text: str) -> tuple[Story, ...]:
    if _LIST.match(text):
        return msgspec.json.decode(text, type=tuple[Story, ...])
    if _holds_several(msgspec.json.decode(text, type=_Outline)):
        return msgspec.json.decode(text, type=_Stories).stories
    return (msgspec.json.decode(text, type=Story),)


def _holds_several(outline: _Outline) -> bool:
    return outline.format is msgspec.UNSET and outline.stories is not msgspec.UNSET


def _imported(story: Story, findings: tuple[Finding, ...]) -> Imported:
    share = share_reachable(story)
    return Imported(story, findings, Reachable(share, share))


def _explained(text: str, error: ValueError) -> tuple[Finding, ...]:
    """All that is wrong with `text`, which the decoder gave up with `error`."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as malformed:
        line, column = malformed.lineno, malformed.colno
        return (_told(Place(line, column), "syntax", f"{malformed.msg}."),)
    except RecursionError:
        _refuse_depth(text)
    except ValueError:
        # A number with too many digits, of which the decoder told.
        return (_first_problem(text, error),)
    problems = list(islice(_problems(value), FINDINGS_MOST + 1))
    if not problems:
        return (_first_problem(text, error),)
    told = problems[:FINDINGS_MOST]
    places = find_places(text, [problem.path for problem in told])
    told.sort(key=lambda problem: places.get(problem.path, Place(0, 0)))
    findings = [_finding(problem, places) for problem in told]
    if len(problems) > FINDINGS_MOST:
        findings.append(Finding(None, "more_findings", "There are more mistakes than these."))
    return tuple(findings)


def _problems(value: Any) -> Iterator[Problem]:
    if isinstance(value, list):
        for index, story in enumerate(value):
            yield from problems_of(story, (index,))
    elif isinstance(value, dict) and "stories" in value and "format" not in value:
        yield from _problems_of_several(value)
    else:
        yield from problems_of(value, ())


def _problems_of_several(value: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(value["stories"], list):
        yield Problem(("stories",), "type", "Expected a list.")
        return
    for index, story in enumerate(value["stories"]):
        yield from problems_of(story, ("stories", index))
    for name in value:
        if name != "stories":
            unknown = f"There is no field `{name[:40]}` beside `stories`."
            yield Problem((name,), "unknown_field", unknown)


def _finding(problem: Problem, places: dict[Path, Place]) -> Finding:
    message = f"{shown_path(problem.path)}: {problem.message}"
    place = places.get(problem.path)
    return _told(place, problem.code, message) if place else Finding(None, problem.code, message)


def _first_problem(text: str, error: ValueError) -> Finding:
    """What the decoder told, where nothing better is known."""
    message = _BYTE.sub("", str(error)).partition(" - at ")[0] + "."
    byte = _BYTE.search(str(error))
    if byte is not None:
        before = text.encode(errors="replace")[: int(byte[1])].decode(errors="ignore")
        return _told(place_at(text, len(before)), "syntax", message)
    if half := _HALF.search(text):
        return _told(place_at(text, half.start()), "encoding", _ENCODING)
    place = find_large_number(text)
    return _told(place, "type", message) if place else Finding(None, "type", message)


def _may_be_deep(story: Story) -> bool:
    """Whether something that may hold anything is nested about as deep as it may be."""
    anything: list[Any] = [story.twine]
    for node in story.nodes:
        if node.twine:
            anything.append(node.twine)
        if node.puzzle is not None:
            anything.append(node.puzzle.answers)
    # About it may be the stories, their list, the story, its nodes and the node.
    return _is_deeper(anything, DEPTH_MOST - 5)


def _is_deeper(values: list[Any], most: int) -> bool:
    for _ in range(most):
        values = [part for value in values for part in _parts(value)]
        if not values:
            return False
    return True


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple) else ()


def _duplicates(text: str) -> tuple[Finding, ...]:
    """The keys that stand twice; looked for with a decoder that keeps nothing."""
    found = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal found
        found = found or len(pairs) != len({key for key, _ in pairs})

    json.loads(text, strict=False, object_pairs_hook=look, parse_int=len)
    if not found:
        return ()
    return tuple(
        _told(place, "duplicate_key", f"`{key[:40]}` stands twice in one object; the last counts.")
        for place, key in find_duplicates(text, FINDINGS_MOST)
    )


def _refuse_depth(text: str) -> NoReturn:
    place = find_too_deep(text, DEPTH_MOST) or Place(1, 1)
    _refuse(place, "too_deep", f"More than {DEPTH_MOST} brackets stand inside each other.")


def _refuse(place: Place, code: str, message: str) -> NoReturn:
    raise UnreadableError((_told(place, code, message),))


def _told(place: Place, code: str, message: str) -> Finding:
    return Finding(place.line, code, f"Column {place.column}: {message}")
