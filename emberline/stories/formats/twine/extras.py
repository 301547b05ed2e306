"""What only Twine knows of a story and its passages, as the document keeps it (`twine` of both)."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from emberline.stories.engine.document import Node, Story
from emberline.stories.formats.twine.markup.scene import Dialect
from emberline.stories.formats.twine.passages import Passage


class KeptPassage(msgspec.Struct, omit_defaults=True, frozen=True, gc=False):
    """A passage that is no node, as a script; it stands before the node number `at` (from 0)."""

    name: str
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = {}
    text: str = ""
    at: int = 0

    def passage(self) -> Passage:
        """It as a passage again."""
        return Passage(self.name, self.tags, self.metadata, self.text)


class StoryExtras(msgspec.Struct, omit_defaults=True, frozen=True, rename="kebab"):
    """What `StoryData` says, each under its name there (unknown ones in `data`), and passages.

    dialect: the one that the source was read in.
    """

    ifid: str | None = None
    format: str | None = None
    format_version: str | None = None
    start: str | None = None
    tag_colors: Mapping[str, str] | None = None
    zoom: int | float | None = None
    data: Mapping[str, Any] = {}
    dialect: Dialect | None = None
    passages: tuple[KeptPassage, ...] = ()


class NodeExtras(msgspec.Struct, omit_defaults=True, frozen=True, gc=False):
    """What a passage's header says besides name, tags and position, and its text.

    metadata: with a `position` that a node's cannot say. source: the text as it was imported, where
    the export would write another one for the node. of: the key of the node whose passage this one
    was made of, too: what a click that stays in a scene leads to.
    """

    of: str | None = None
    size: str | None = None
    metadata: Mapping[str, Any] = {}
    source: str | None = None


_KNOWN = frozenset(msgspec.structs.fields(StoryExtras)[at].encode_name for at in range(6))
_Extras = TypeVar("_Extras", StoryExtras, NodeExtras)


def kept_of_story(
    data: Mapping[str, Any], dialect: Dialect, passages: tuple[KeptPassage, ...]
) -> dict[str, Any]:
    """`Story.twine` of what `StoryData` says and of the passages that are no nodes."""
    known = {key: value for key, value in data.items() if key in _KNOWN}
    unknown = {key: value for key, value in data.items() if key not in _KNOWN}
    rest = StoryExtras(data=unknown, dialect=dialect, passages=passages)
    # By way of JSON there are lists for tuples, as in a document that was stored.
    return {**known, **msgspec.json.decode(msgspec.json.encode(rest))}


def extras_of_story(story: Story) -> StoryExtras | None:
    """What Twine knows of `story`; None when it does not have the form that an import gives."""
    return _extras(story.twine, StoryExtras)


def extras_of_node(node: Node) -> NodeExtras | None:
    """What Twine knows of `node`; None when it does not have the form that an import gives."""
    return _extras(node.twine, NodeExtras)


def _extras(twine: Mapping[str, Any], kind: type[_Extras]) -> _Extras | None:
    try:
        return msgspec.convert(twine, kind)
    except (msgspec.ValidationError, RecursionError):
        return None
