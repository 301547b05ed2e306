"""What a story says of itself: the JSON of `StoryData` and of a passage's header."""

import re
from typing import Any

import msgspec

Problems = list[tuple[str, str]]
"""Codes and messages of what is wrong with a part of a source."""

_DEPTH_MOST = 32
_TEXTS = ("ifid", "format", "format-version", "start")
_IFID = re.compile(r"[0-9A-Za-z-]{8,63}")


def json_object(text: str, code: str, problems: Problems) -> dict[str, Any]:
    """The object that `text` writes in JSON; when it writes none, empty and a problem `code`."""
    try:
        value = msgspec.json.decode(text)
    except (ValueError, RecursionError) as error:
        # The decoder's own words say where; of a text that UTF-8 cannot hold they would not help.
        problems.append((code, f"This is no JSON and is left out: {error}"))
        return {}
    if isinstance(value, dict) and not _is_deep(value):
        return value
    problems.append((code, "This is no JSON object (`{…}`), or a deep one, and left out."))
    return {}


def checked_data(data: dict[str, Any], problems: Problems) -> dict[str, Any]:
    """`data` of a story without values that are not of their kind."""
    kept = dict(data)
    wrong = [key for key in _TEXTS if key in data and not isinstance(data[key], str)]
    if not _is_colours(data.get("tag-colors", {})):
        wrong.append("tag-colors")
    if isinstance(data.get("zoom", 1), bool) or not isinstance(data.get("zoom", 1), int | float):
        wrong.append("zoom")
    for key in wrong:
        del kept[key]
        problems.append(("broken_story_data", f"`{key}` has a value of the wrong kind."))
    if not _IFID.fullmatch(kept.get("ifid", "")):
        problems.append(("no_ifid", "The story has no IFID of 8 to 63 letters, digits, hyphens."))
    return kept


def _is_colours(colours: Any) -> bool:
    return isinstance(colours, dict) and all(isinstance(name, str) for name in colours.values())


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_DEPTH_MOST):
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
        if not level:
            return False
    return True
