"""Which story format a story is written for, as far as it changes what a passage's text means."""

import re
from collections.abc import Iterable

from emberline.stories.formats.twine.markup.scene import Dialect
from emberline.stories.formats.twine.passages import Passage
from emberline.stories.formats.twine.writing.body import Style

_OTHER_FORMATS = ("chapbook", "snowman", "paperthin", "illume", "trialogue", "botscripten")
_SUGARCUBE = re.compile(r"<<[/A-Za-z=$-]")
_HARLOWE = re.compile(
    r"\((?:set|put|if|unless|link|link-[a-z-]+|go-?to|display|print|either|cycling-link)\s*:"
)


def dialect_of(story_format: str, passages: Iterable[Passage]) -> Dialect:
    """The dialect that `passages` are written in.

    A format that is not named, or not known, is told by the macros in use.
    """
    name = story_format.lower()
    if "sugarcube" in name:
        return "sugarcube"
    if "harlowe" in name:
        return "harlowe"
    if is_foreign(name):
        return "plain"
    for passage in passages:
        if "script" in passage.tags or "stylesheet" in passage.tags:
            continue
        if _SUGARCUBE.search(passage.text):
            return "sugarcube"
        if _HARLOWE.search(passage.text):
            return "harlowe"
    return "plain"


def is_foreign(story_format: str) -> bool:
    """Whether it is a format whose logic is not read at all."""
    return story_format.lower().startswith(_OTHER_FORMATS)


def style_of(dialect: Dialect, story_format: str) -> Style:
    """How nodes of such a story are written."""
    if dialect == "plain":
        return "text" if is_foreign(story_format) else "plain"
    return dialect
