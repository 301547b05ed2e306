"""The published JSON Schema of the document, made of its structs and what they say of themselves.

`docs/authors/story.schema.json` is this schema as `schema_text` writes it.
"""

import inspect
import json
import re
from typing import Any

import msgspec

from emberline.stories.engine import document
from emberline.stories.engine.document import Story

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:emberline:story:1"

# "min, max: of numbers." tells of two fields; a sentence without such a beginning goes on.
_TOLD = re.compile(r"((?:\w+, )*\w+): (.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=\.)\s+")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one story's document.

    An editor that knows it completes and checks a document that names it in `$schema`. The lists of
    stories that import takes as well are not part of it.
    """
    schema = msgspec.json.schema(Story)
    for name, part in schema["$defs"].items():
        _describe(part, inspect.cleandoc(getattr(document, name).__doc__ or ""))
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        "title": "Emberline story",
        "description": "A branching story as import, export and the builder write it.",
        **schema,
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _describe(part: dict[str, Any], docstring: str) -> None:
    """Tell in `part` what the docstring tells, of the whole and of each field."""
    fields = part["properties"]
    told = _SENTENCE.split(docstring.replace("\n", " "))
    about: tuple[str, ...] = ()
    sentences: dict[tuple[str, ...], list[str]] = {}
    for sentence in filter(None, told):
        begin = _TOLD.fullmatch(sentence)
        names = tuple(begin[1].split(", ")) if begin else ()
        if begin and set(names) <= set(fields):
            about = names
            sentences[about] = [begin[2]]
        else:
            sentences.setdefault(about, []).append(sentence)
    part["description"] = " ".join(sentences.pop((), []))
    for names, lines in sentences.items():
        for name in names:
            text = " ".join(lines)
            fields[name]["description"] = text[:1].upper() + text[1:]
