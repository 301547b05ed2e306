"""A script spoken into a file of samples, with its pauses, and when everything in it is said."""

from collections.abc import Callable
from typing import IO

from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    TimedBlock,
    TimedSentence,
    TimedWord,
)
from emberline.generations.renderers.narration.scripts import Line, Script
from emberline.generations.renderers.narration.speech import Speaker
from emberline.generations.renderers.narration.timing import rounded, timed_words
from emberline.kit.sandboxed import Refused

AFTER_SCENE = 1.0
"""Seconds of silence that end a scene."""

SECONDS_AT_MOST = 4 * 60 * 60
"""How long a scene may be: it is kept in a file, and what is coded of it in memory."""

_SAMPLE_BYTES = 2
# Nobody speaks faster or slower; a symbol that is read out by its name takes seconds.
_SECONDS_A_CHARACTER = (0.01, 6.0)
_SECONDS_TO_SPARE = 5.0
# A sample is loud at 256 of 32,768: 42 dB below full scale.
_LOUD_AT_LEAST = 0.001


class Recitation:
    """What was spoken so far; samples go to `file`.

    unspoken: the sentences of which the voice made nothing, and which are not timed.
    """

    def __init__(self, file: IO[bytes], speaker: Speaker) -> None:
        self._file, self._speaker = file, speaker
        self._samples = 0
        self._blocks: list[TimedBlock] = []
        self._sentences: list[TimedSentence] = []
        self._words: list[TimedWord] = []
        self.unspoken: list[str] = []

    def say(self, line: Line) -> None:
        """Speak a line after its pause.

        Raises RuntimeError for sound that cannot be speech of this text, Refused("too_large").
        """
        spoken = self._speaker.speak(line.text)
        if is_silent(spoken.pcm):
            self.unspoken.append(line.text)
            return
        seconds = len(spoken.pcm) / _SAMPLE_BYTES / self._speaker.rate
        _check_length(line.text, seconds)
        self._wait(line.pause)
        start = self._seconds
        self._write(spoken.pcm)
        if self._seconds > SECONDS_AT_MOST:
            raise _too_long()
        self._words += timed_words(line.text, start, seconds, spoken.marks)
        self._note(line, rounded(start), rounded(self._seconds))

    def end(self) -> SceneTimings:
        """Add the last silence; the timings of the whole."""
        self._wait(AFTER_SCENE)
        return SceneTimings(
            seconds=rounded(self._seconds),
            blocks=tuple(self._blocks),
            sentences=tuple(self._sentences),
            words=tuple(self._words),
        )

    @property
    def _seconds(self) -> float:
        return self._samples / self._speaker.rate

    def _note(self, line: Line, start: float, end: float) -> None:
        self._sentences.append(
            TimedSentence(start=start, end=end, text=line.text, block=line.block)
        )
        if self._blocks and self._blocks[-1].id == line.block:
            start = self._blocks.pop().start
        self._blocks.append(TimedBlock(id=line.block, start=start, end=end))

    def _wait(self, seconds: float) -> None:
        self._write(bytes(round(seconds * self._speaker.rate) * _SAMPLE_BYTES))

    def _write(self, pcm: bytes) -> None:
        self._file.write(pcm)
        self._samples += len(pcm) // _SAMPLE_BYTES


def recite(
    script: Script, speaker: Speaker, file: IO[bytes], heard: Callable[[float], None]
) -> tuple[SceneTimings, tuple[str, ...]]:
    """Speak a script into `file`: 16-bit samples at the speaker's rate.

    heard: is told which part of the text is spoken, 0 to 1. Returns the timings, and the sentences
    that the voice could not say. Raises as `Recitation.say`; Refused("cannot_be_spoken") where it
    could say none.
    """
    recitation = Recitation(file, speaker)
    said, characters = 0, script.characters
    for line in script.lines:
        recitation.say(line)
        said += len(line.text)
        heard(said / characters)
    timings = recitation.end()
    if not timings.sentences:
        raise Refused(
            "cannot_be_spoken",
            "The voice makes no sound of this text. Choose a voice of the story's language.",
        )
    return timings, tuple(recitation.unspoken)


def is_silent(pcm: bytes) -> bool:
    """Whether hardly any of the 16-bit samples is loud enough to be speech."""
    # Counted in the upper bytes, all at once: there are millions of samples.
    upper = pcm[1::2]
    loud = len(upper) - upper.count(0) - upper.count(255)
    return loud <= len(upper) * _LOUD_AT_LEAST


def _check_length(text: str, seconds: float) -> None:
    least, most = (bound * len(text) for bound in _SECONDS_A_CHARACTER)
    if not least <= seconds <= most + _SECONDS_TO_SPARE:
        raise RuntimeError(f"{seconds:.1f} s of sound cannot be {len(text)} characters: {text!r}")


def _too_long() -> Refused:
    return Refused(
        "too_large",
        f"A scene may last {SECONDS_AT_MOST // 3600} hours. Part the longest one in two.",
    )
