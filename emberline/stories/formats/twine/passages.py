"""What Twee and Twine hold: passages and what stands about a story, still in Twine's words."""

from collections.abc import Mapping
from typing import Any

import msgspec

from emberline.stories.formats.report import Finding


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A passage of a source.

    tags: in their order. metadata: the JSON object of the header (`position`, `size` and whatever
    else stood there), each value as it was written. text: the body, escapes and entities undone.
    line: of the body's first line in the source, so that line 3 of `text` is line `line + 2`.
    """

    name: str
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = {}
    text: str = ""
    line: int = 1


class Source(msgspec.Struct, frozen=True):
    """A whole story as Twine holds it.

    passages: all that have a name and stand in the story, special ones and script passages among
    them, each name once. data: what `StoryData` or `<tw-storydata>` says, in StoryData's names
    (`ifid`, `format`, `format-version`, `start`, `tag-colors`, `zoom`), unknown ones kept.
    findings: what was wrong with the text, by line.
    """

    title: str
    passages: tuple[Passage, ...]
    data: Mapping[str, Any] = {}
    findings: tuple[Finding, ...] = ()
