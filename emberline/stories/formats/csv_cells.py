"""What the cells of a story's CSV mean, for its reader and its writer alike."""

import re
from collections.abc import Sequence

COLUMNS = (
    "node",
    "title",
    "content",
    "type",
    "choice_letter",
    "choice_text",
    "to",
    "condition",
    "effects",
    "consequences",
)
STORY_COLUMNS = ("story_title", "story_description", "difficulty_level", "category")
"""Optional columns, which part several stories and tell of each."""
REQUIRED = ("node", "content", "choice_text", "to")

# An effect ends with its line; a quote that is not closed ends with it too.
_EFFECT = re.compile(
    r"""(?:[^;"'\r\n]++|"(?:[^"\\\r\n]++|\\[^\r\n])*+"?|'(?:[^'\\\r\n]++|\\[^\r\n])*+'?)++"""
)


def split_effects(cell: str) -> tuple[str, ...]:
    """The effects in a cell: parted by `;` outside quotes, or on lines of their own."""
    effects = (effect.strip() for effect in _EFFECT.findall(cell))
    return tuple(effect for effect in effects if effect)


def join_effects(effects: Sequence[str]) -> str:
    """The cell for `effects`; what `split_effects` cannot part again is lost in it."""
    return "; ".join(effects)


def choice_keys(letters: Sequence[str | None]) -> list[str]:
    """The keys of a node's choices: the letter, or the first number from its place on that is free.

    A letter that stands twice is a key once.
    """
    taken = {letter for letter in letters if letter}
    used: set[str] = set()
    keys, free = [], 1
    for place, letter in enumerate(letters, 1):
        if letter and letter not in used:
            used.add(letter)
            keys.append(letter)
            continue
        # Numbers are never tried twice, so that many choices stay cheap.
        free = max(free, place)
        while str(free) in taken:
            free += 1
        keys.append(str(free))
        free += 1
    return keys
