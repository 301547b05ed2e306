"""What is heard, as WebVTT: a cue for each sentence, in which every word has its time.

Written by hand: webvtt-py holds a whole file in memory and writes text as it is, while `&` and `<`
must be escaped (WebVTT, 4.2.2).
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from emberline.generations.renderers.narration.chapters import Chapter, plain
from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    TimedSentence,
    TimedWord,
)

CAPTIONS_TYPE = "text/vtt"


def write_captions(path: Path, scenes: Iterable[tuple[Chapter, SceneTimings]]) -> None:
    """Write the captions of chapters, in their order, each with its scene's timings.

    A chapter's title is a comment before its cues. Cues never overlap, and end with their chapter.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("WEBVTT\n")
        at = 0
        for chapter, timings in scenes:
            file.write(f"\nNOTE {_escaped(chapter.title)}\n")
            for cue in _cues(chapter, timings):
                start = max(at, cue.start)
                if start < cue.end:
                    file.write(cue.written(start))
                    at = cue.end


class _Cue:
    """A sentence; times in milliseconds of the audiobook."""

    def __init__(self, start: int, end: int, text: str, words: Sequence[tuple[int, str]]) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.words = words

    def written(self, start: int) -> str:
        """The cue as it stands in the file, beginning not before `start`."""
        return f"\n{_clock(start)} --> {_clock(self.end)}\n{self._payload(start)}\n"

    def _payload(self, start: int) -> str:
        """The text, with a time before each word that begins after the one before."""
        parts, done, last = [], 0, start
        for at, word in self.words:
            found = self.text.find(word, done)
            if found < 0:
                continue
            if last < at < self.end:
                parts.append(f"{_escaped(self.text[done:found])}<{_clock(at)}>")
                done, last = found, at
            parts.append(_escaped(self.text[done : found + len(word)]))
            done = found + len(word)
        return "".join(parts) + _escaped(self.text[done:])


def _cues(chapter: Chapter, timings: SceneTimings) -> Iterator[_Cue]:
    words, next_word = timings.words, 0
    for sentence in timings.sentences:
        begin = next_word
        while next_word < len(words) and words[next_word].start < sentence.end:
            next_word += 1
        text = plain(sentence.text)
        if text:
            yield _cue(chapter, sentence, text, words[begin:next_word])


def _cue(chapter: Chapter, sentence: TimedSentence, text: str, words: Iterable[TimedWord]) -> _Cue:
    def at(seconds: float) -> int:
        return min(round((float(chapter.start) + seconds) * 1000), int(chapter.end * 1000))

    timed = [(at(word.start), plain(word.text)) for word in words]
    return _Cue(at(sentence.start), at(sentence.end), text, [word for word in timed if word[1]])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
