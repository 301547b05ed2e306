"""Whether a document can be kept as a draft, sound or not; and why not."""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from emberline.stories.engine.check.keys import KEY_MOST
from emberline.stories.engine.document import Node, Story

TITLE_MOST = 200
DESCRIPTION_MOST = 5_000
CATEGORY_MOST = 50
LANGUAGE_MOST = 35
TAGS_MOST = 30
TAG_MOST = 50
NOTES_MOST = 30
NOTE_MOST = 200
NODES_MOST = 100_000
CHOICES_MOST = 400_000
BYTES_MOST = 20 * 1024 * 1024
"""Of a document as JSON."""

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Problem(msgspec.Struct, frozen=True, gc=False):
    """Why a document cannot be kept.

    field: the path of it in the document. code: as findings of formats and checks have them.
    """

    field: str
    code: str
    message: str


def problems_of(document: Story) -> list[Problem]:
    """What keeps `document` from being stored: limits of texts and numbers, keys, a NUL.

    Nothing else is looked at, for a draft may be unsound.
    """
    return [
        *_heading_problems(document),
        *_size_problems(document),
        *_key_problems(document.nodes),
        *_text_problems(document),
    ]


def _heading_problems(document: Story) -> Iterator[Problem]:
    if not document.title.strip():
        yield Problem("title", "bad_value", "The story has no title: give it one.")
    limits = {
        "title": TITLE_MOST,
        "description": DESCRIPTION_MOST,
        "category": CATEGORY_MOST,
        "language": LANGUAGE_MOST,
    }
    for field, most in limits.items():
        length = len(getattr(document, field))
        if length > most:
            message = f"The {field} has {length:,} characters: use at most {most:,}."
            yield Problem(field, "too_large", message)
    yield from _list_problems("tags", document.tags, TAGS_MOST, TAG_MOST)
    yield from _list_problems("content_notes", document.content_notes, NOTES_MOST, NOTE_MOST)


def _list_problems(
    field: str, texts: tuple[str, ...], most: int, length_most: int
) -> Iterator[Problem]:
    if len(texts) > most:
        yield Problem(field, "too_large", f"There are {len(texts):,} {field}: use at most {most}.")
    if any(len(text) > length_most for text in texts):
        message = f"One of the {field} is too long: use at most {length_most} characters."
        yield Problem(field, "too_large", message)


def _size_problems(document: Story) -> Iterator[Problem]:
    nodes = len(document.nodes)
    if nodes > NODES_MOST:
        yield Problem(
            "nodes", "too_large", f"There are {nodes:,} nodes: use at most {NODES_MOST:,}."
        )
    choices = sum(len(node.choices) for node in document.nodes)
    if choices > CHOICES_MOST:
        message = f"There are {choices:,} choices: use at most {CHOICES_MOST:,}."
        yield Problem("nodes", "too_large", message)


def _key_problems(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    yield from _doubtful_keys("nodes", "nodes", [node.key for node in nodes])
    for node in nodes:
        keys = [choice.key for choice in node.choices]
        if len(set(keys)) != len(keys) or any(len(key) > KEY_MOST for key in keys):
            yield from _doubtful_keys(f"nodes.{node.key[:40]}.choices", "choices", keys)


def _doubtful_keys(field: str, things: str, keys: list[str]) -> Iterator[Problem]:
    for key, count in Counter(keys).items():
        if count > 1:
            message = f"{count} {things} have the key `{key[:40]}`: a key names one."
            yield Problem(field, "duplicate_key", message)
        if len(key) > KEY_MOST:
            message = f"The key `{key[:40]}…` has {len(key)} characters: use at most {KEY_MOST}."
            yield Problem(field, "too_large", message)


def _text_problems(document: Story) -> Iterator[Problem]:
    try:
        encoded = msgspec.json.encode(document)
    except (OverflowError, UnicodeEncodeError):
        message = "A number is too large, or a character is half of one: correct it."
        yield Problem("", "bad_value", message)
        return
    if len(encoded) > BYTES_MOST:
        message = f"The story has {len(encoded):,} bytes as JSON: {BYTES_MOST:,} are kept at most."
        yield Problem("", "too_large", message)
    # Looked for first: hardly any story has one, and finding that out this way costs nothing.
    if b"\\u0000" in encoded and _NUL.search(encoded):
        yield Problem("", "bad_value", "A text has a NUL character: leave it out.")
