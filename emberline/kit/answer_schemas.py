"""JSON schemas of answers: msgspec's, with what it leaves unsaid of what is really sent."""

from collections.abc import Iterator
from typing import Any, get_origin

import msgspec
from msgspec import inspect

SCHEMA_REFERENCE = "#/components/schemas/{name}"


def schemas_of(shape: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of `shape`, a msgspec type, and those of the named structs in it.

    msgspec says what may be read: there, a field with a default may be left out. An answer is
    written: it has every field that is not UNSET, unless its struct leaves out defaults. A client
    made from the schema then needs no guards for what is always there.
    """
    (schema,), components = msgspec.json.schema_components([shape], ref_template=SCHEMA_REFERENCE)
    sparse = {each.__name__ for each in _sparse_structs(inspect.type_info(shape), set())}
    for name, component in components.items():
        if name not in sparse and "properties" in component:
            component["required"] = [
                field
                for field, said in component["properties"].items()
                if field in component["required"] or "default" in said
            ]
        _spell_out(component)
    _spell_out(schema)
    return schema, components


def _sparse_structs(info: Any, seen: set[type]) -> Iterator[type]:
    """The structs within a type that leave out what has its default."""
    if isinstance(info, inspect.StructType):
        if info.cls in seen:
            return
        seen.add(info.cls)
        struct = get_origin(info.cls) or info.cls
        if struct.__struct_config__.omit_defaults:
            yield struct
    if isinstance(info, tuple):
        for each in info:
            yield from _sparse_structs(each, seen)
    elif isinstance(info, inspect.Type | inspect.Field):
        for name in info.__struct_fields__:
            yield from _sparse_structs(getattr(info, name), seen)


def _spell_out(schema: Any) -> None:
    """Say that an object without known fields is open, and of what type an enumeration is."""
    if isinstance(schema, list):
        for each in schema:
            _spell_out(each)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object" and "properties" not in schema:
        schema.setdefault("additionalProperties", True)
    if "type" not in schema and all(isinstance(word, str) for word in schema.get("enum", [0])):
        schema["type"] = "string"
    for name, part in schema.items():
        if name == "properties":
            for field in part.values():
                _spell_out(field)
        elif name not in ("default", "enum", "example", "examples"):
            _spell_out(part)
