"""The chapters of an audiobook: one a scene, each with a title and its time."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec

from emberline.generations.renderers.narration.languages import scene_in
from emberline.generations.renderers.orders import PlannedScene

TITLE_BYTES_MOST = 255
"""The length of a title in an MP4 file's Nero chapters is one byte."""

_ELLIPSIS = "…"
_JOINER = "\u200d"
# Line ends, what no player shows, and halves of surrogate pairs, which no file may hold.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]+")


class Chapter(msgspec.Struct, frozen=True):
    """A chapter; start and end in seconds, exact."""

    title: str
    start: Fraction
    end: Fraction


def chapter_titles(scenes: Iterable[PlannedScene], language: str) -> list[str]:
    """A title for each scene: its own, or "Scene 12" in the story's language.

    They are on one line and fit TITLE_BYTES_MOST.
    """
    word = scene_in(language)
    return [shortened(plain(scene.title)) or f"{word} {scene.number}" for scene in scenes]


def chapters_of(titles: Sequence[str], samples: Sequence[int], rate: int) -> list[Chapter]:
    """The chapters of scenes that last so many samples each, `rate` of them a second."""
    bounds = [Fraction(at, rate) for at in itertools.accumulate(samples, initial=0)]
    return [
        Chapter(title, start, end)
        for title, (start, end) in zip(titles, itertools.pairwise(bounds), strict=True)
    ]


def plain(text: str) -> str:
    """`text` on one line, without what cannot be printed."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def shortened(text: str, most: int = TITLE_BYTES_MOST) -> str:
    """`text` with at most `most` bytes of UTF-8, the last character an ellipsis if it was longer.

    What belongs to one letter or emoji stays together.
    """
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    kept = encoded[: most - len(_ELLIPSIS.encode())].decode(errors="ignore")
    while kept and _belongs(text[len(kept)], kept[-1]):
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def _belongs(character: str, to: str) -> bool:
    is_mark = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf", "Sk")
    return is_mark or to == _JOINER
