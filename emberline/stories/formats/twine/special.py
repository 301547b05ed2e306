"""Passages that are no scenes: those that Twine and its story formats keep for their own use."""

from typing import Literal

Role = Literal["scene", "initial", "shown", "other"]
"""What a passage is for: a scene; what happens before the first one; what is shown beside or around
every scene; anything else (code, media, settings)."""

TITLE = "StoryTitle"
DATA = "StoryData"
AUTHOR = "StoryAuthor"

_INITIAL_NAMES = frozenset({"StoryInit"})
_SHOWN_NAMES = frozenset(
    {
        "MenuStory",
        "PassageFooter",
        "PassageHeader",
        "StoryBanner",
        "StoryCaption",
        "StoryInterface",
        "StoryMenu",
    }
)
_OTHER_NAMES = frozenset(
    {
        AUTHOR,
        DATA,
        TITLE,
        "MenuOptions",
        "MenuShare",
        "PassageDone",
        "PassageReady",
        "StoryDisplayTitle",
        "StoryIncludes",
        "StorySettings",
        "StoryShare",
        "StorySubtitle",
    }
)
_CODE_TAGS = frozenset({"script", "stylesheet", "annotation", "widget"})
_MEDIA_TAG = "Twine."
_HARLOWE_SHOWN_TAGS = frozenset({"header", "footer", "debug-header", "debug-footer"})


def role_of(name: str, tags: tuple[str, ...], dialect: str) -> Role:
    """What a passage of this name and with these tags is for in a story of `dialect`."""
    if tags and (not _CODE_TAGS.isdisjoint(tags) or any(t.startswith(_MEDIA_TAG) for t in tags)):
        return "other"
    if name in _INITIAL_NAMES or (tags and _is_initial(tags, dialect)):
        return "initial"
    if name in _SHOWN_NAMES:
        return "shown"
    if dialect == "harlowe" and tags and not _HARLOWE_SHOWN_TAGS.isdisjoint(tags):
        return "shown"
    return "other" if name in _OTHER_NAMES or "debug-startup" in tags else "scene"


def is_special_name(name: str) -> bool:
    """Whether a passage is no scene because of its name."""
    return name in _INITIAL_NAMES or name in _SHOWN_NAMES or name in _OTHER_NAMES


def _is_initial(tags: tuple[str, ...], dialect: str) -> bool:
    # Each format has its own tag; to the others it is an author's like any other.
    return ("init" if dialect == "sugarcube" else "startup") in tags
