"""Texts in words, as the search keeps and compares them."""

import re
import unicodedata
from collections.abc import Iterable

WORD_CHARACTERS = 40
"""So long a word is kept; longer ones are found by their beginning."""

# Scripts that are written without spaces: each character is a word of its own.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}\U00020000-\U0003ffff]|[^\W_{_UNSPACED}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """The words of `text` in its order: letters and digits, folded, without their accents.

    "Élan-Vital 2" gives elan, vital, 2. Each is cut to WORD_CHARACTERS.
    """
    if text.isascii():
        return [word[:WORD_CHARACTERS] for word in _ASCII_WORD.findall(text.lower())]
    return [word[:WORD_CHARACTERS] for word in _WORD.findall(_bare(text))]


def _bare(text: str) -> str:
    """Case-folded compatibility forms, without the marks above and below letters.

    In scripts of marks (Indic, say) they are left out as well, on both sides of the comparison.
    """
    once = unicodedata.normalize("NFKC", text).casefold()
    apart = unicodedata.normalize("NFKD", once)
    kept = (character for character in apart if unicodedata.category(character)[0] != "M")
    return unicodedata.normalize("NFC", "".join(kept))


def distinct(words: Iterable[str]) -> list[str]:
    """Each word once, in the order of their first places."""
    return list(dict.fromkeys(words))


def author_word(author_id: str) -> str:
    """The word by which an author's stories are found: no text has it, and no new name changes it.

    The dot is no letter of a word, but part of one to both databases.
    """
    return f"\u00b7{author_id.replace('-', '')}"


def within(word: str, other: str, most: int) -> bool:
    """Whether at most `most` slips lie between two words.

    A slip: a letter too many, too few, another, or two neighbours changed over (the optimal string
    alignment distance: Boytsov, "Indexing methods for approximate dictionary searching", 2011).
    """
    if abs(len(word) - len(other)) > most:
        return False
    start, end = _shared_start(word, other), _shared_end(word, other)
    # What is the same at both ends needs no look; the ends must not overlap.
    end = min(end, min(len(word), len(other)) - start)
    rest, other_rest = word[start : len(word) - end], other[start : len(other) - end]
    return _distance(rest, other_rest) <= most


def _shared_start(word: str, other: str) -> int:
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))


def _shared_end(word: str, other: str) -> int:
    return _shared_start(word[::-1], other[::-1])


def _distance(word: str, other: str) -> int:
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(word, start=1):
        above, row = rows[-1], [i]
        for j, opposite in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (letter != opposite))
            if _is_swapped(word, other, i, j):
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _is_swapped(word: str, other: str, i: int, j: int) -> bool:
    return i > 1 and j > 1 and word[i - 1] == other[j - 2] and word[i - 2] == other[j - 1]


def halves(word: str) -> tuple[str, str]:
    """A beginning and an end, one of which is whole in every word that is one slip away.

    Together they leave out one letter, where two neighbours may have changed over.
    """
    first = (len(word) - 1) // 2
    return word[:first], word[first + 1 :]
