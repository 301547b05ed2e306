"""What a person may be called, and what they are found by, decided from values alone."""

import unicodedata

WORD_CHARACTERS = 30
MAX_WORDS = 5

# Turn the text around them, so that one name could look like another.
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
# Letters by Unicode, but nothing to see.
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")


def normal_display_name(text: str) -> str:
    """The display name as it is shown, on one line. ValueError, saying what to do, for a bad one.

    Everything that can be seen is allowed, emoji with their joiners too.
    """
    name = " ".join(text.split())
    if not any(map(_is_visible, name)):
        raise ValueError("use at least one visible character")
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise ValueError("leave out control characters")
    if any(unicodedata.bidirectional(character) in _DIRECTIONS for character in name):
        raise ValueError("leave out characters that change the direction of writing")
    return name


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ" and character not in _INVISIBLE_LETTERS


def name_words(folded_name: str) -> set[str]:
    """The beginnings by which a folded display name is found: the name from each word on.

    "ada king lovelace" is found by "ada k", "king" and "love". Only the first words count.
    """
    words = folded_name.split()
    return {" ".join(words[start:])[:WORD_CHARACTERS] for start in range(len(words[:MAX_WORDS]))}


def search_prefix(folded_query: str) -> str:
    """A folded query as the prefix to look for; empty when nothing is asked for."""
    return " ".join(folded_query.split())[:WORD_CHARACTERS]
