"""When each word of a spoken sentence is heard; pure."""

from collections.abc import Iterator, Sequence

from emberline.generations.renderers.narration.scenes import TimedWord
from emberline.generations.renderers.narration.sentences import words_of

_MILLISECOND_DIGITS = 3

Point = tuple[int, float]
"""Where in a text, in characters, at what time, in seconds."""


def timed_words(
    text: str, start: float, seconds: float, marks: Sequence[Point]
) -> tuple[TimedWord, ...]:
    """The words of a sentence that begins at `start` and lasts `seconds`.

    marks: where the voice said it was, in seconds from `start`; between two of them the words are
    timed by their share of the characters. A word ends where the next one begins.
    """
    points = _points(text, seconds, marks)
    words = words_of(text)
    begins = list(_times([at for at, _ in words], points))
    ends = [*begins[1:], seconds]
    return tuple(
        TimedWord(start=rounded(start + begin), end=rounded(start + end), text=word)
        for (_, word), begin, end in zip(words, begins, ends, strict=True)
    )


def rounded(seconds: float) -> float:
    """To the millisecond, in which captions are written."""
    return round(seconds, _MILLISECOND_DIGITS)


def _points(text: str, seconds: float, marks: Sequence[Point]) -> list[Point]:
    """The marks that go forward in both, between the beginning and the end of the sentence.

    A voice that reads a number out goes to and fro in it.
    """
    points: list[Point] = [(0, 0.0)]
    for at, time in marks:
        last_at, last_time = points[-1]
        if last_at < at < len(text) and last_time < time < seconds:
            points.append((at, time))
    return [*points, (max(len(text), 1), seconds)]


def _times(offsets: Sequence[int], points: Sequence[Point]) -> Iterator[float]:
    """The time at each offset, the offsets rising."""
    index = 0
    for offset in offsets:
        while points[index + 1][0] <= offset and index + 2 < len(points):
            index += 1
        (left, before), (right, after) = points[index], points[index + 1]
        share = min(1.0, (offset - left) / (right - left))
        yield before + share * (after - before)
