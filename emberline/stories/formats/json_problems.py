"""All that is wrong with a JSON value as a story, each with its path; a decoder tells the first."""

import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from emberline.stories.engine.document import FORMAT, Story
from emberline.stories.formats.json_places import Path

_BARE = re.compile(r"[^\W\d]\w*")
_EXPECTED = re.compile(r"`(\w+(?: \| \w+)*)`")
_SHOWN = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "dict": "an object",
    "list": "a list",
    "null": "null",
    "NoneType": "null",
}


class Problem(NamedTuple):
    """What is wrong with the value at `path`."""

    path: Path
    code: str
    message: str


def problems_of(value: Any, path: Path) -> Iterator[Problem]:
    """What keeps `value`, which stands at `path`, from being a story."""
    if isinstance(value, dict) and value.get("format", FORMAT) != FORMAT:
        known = f"The format is to be `{FORMAT}`, the only one known here."
        yield Problem((*path, "format"), "unknown_format", known)
    else:
        yield from _problems(value, Story, path)


def shown_path(path: Path) -> str:
    """`path` as it is written: `$.nodes[3].choices[0].text`."""
    shown = "$"
    for step in path:
        if isinstance(step, int):
            shown += f"[{step}]"
        elif _BARE.fullmatch(step):
            shown += f".{step}"
        else:
            shown += f'["{step[:40]}"]'
    return shown


def _problems(value: Any, kind: Any, path: Path) -> Iterator[Problem]:
    """Descend to the parts of `value` that do not fit, as deep as the types nest: a few levels."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        found = False
        for problem in _problems_of_parts(value, kind, path):
            found = True
            yield problem
        if not found:
            yield Problem(path, "type", _sentence(value, kind, error))


def _problems_of_parts(value: Any, kind: Any, path: Path) -> Iterator[Problem]:
    if get_origin(kind) in {Union, types.UnionType}:
        # Of a part that may be left out, the part.
        parts = [part for part in get_args(kind) if part is not types.NoneType]
        kind = parts[0] if len(parts) == 1 else Any
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if isinstance(value, dict):
            yield from _problems_of_fields(value, kind, path)
    elif get_origin(kind) is tuple and isinstance(value, list):
        for index, part in enumerate(value):
            yield from _problems(part, get_args(kind)[0], (*path, index))
    elif get_origin(kind) is Mapping and isinstance(value, dict):
        for key, part in value.items():
            yield from _problems(part, get_args(kind)[1], (*path, key))


def _problems_of_fields(
    value: dict[str, Any], kind: type[msgspec.Struct], path: Path
) -> Iterator[Problem]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name, field in fields.items():
        if name in value:
            yield from _problems(value[name], field.type, (*path, name))
        elif field.required:
            yield Problem(path, "missing_field", f"`{name}` is missing.")
    for name in value:
        if name not in fields:
            known = ", ".join(f"`{field}`" for field in fields)
            unknown = f"There is no field `{name[:40]}`; there are {known}."
            yield Problem((*path, name), "unknown_field", unknown)


def _sentence(value: Any, kind: Any, error: msgspec.ValidationError) -> str:
    if get_origin(kind) is Literal and isinstance(value, str):
        allowed = ", ".join(f"`{one}`" for one in get_args(kind))
        return f"`{value[:40]}` is none of {allowed}."
    message = str(error).partition(" - at ")[0]
    return _EXPECTED.sub(_in_words, message) + "."


def _in_words(types_named: re.Match[str]) -> str:
    names = types_named[1].split(" | ")
    if "float" in names and "int" in names:
        names.remove("int")
    return " or ".join(_SHOWN.get(name, name) for name in names)
