"""Scenes of pure tones: what sounds says which scene it is, and where it begins can be heard."""

import array
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame

from emberline.generations.renderers.narration.coding import coded
from emberline.generations.renderers.narration.levelling import RATE
from emberline.generations.renderers.narration.scenes import (
    Coding,
    SceneTimings,
    TimedSentence,
    TimedWord,
    scene_path,
    write_scene,
)

SILENCE_SECONDS = 0.1
"""Before and after the tone of every scene."""

_LOUD = 0.1
_PIECE = 4800


@dataclass(frozen=True)
class Heard:
    """A file, decoded. samples: from the time 0 of its player."""

    rate: int
    samples: "array.array[float]"

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate

    def onset(self, after: float) -> float:
        """The seconds at which the first sound begins after a time."""
        first = int(after * self.rate)
        return next(i for i in range(first, len(self.samples)) if abs(self.samples[i]) > _LOUD) / (
            self.rate
        )

    def pitch(self, start: float, seconds: float) -> float:
        """The frequency of the tone that sounds from `start` on, in hertz."""
        first, last = int(start * self.rate), int((start + seconds) * self.rate)
        part = self.samples[first:last]
        rises = sum(1 for before, after in itertools.pairwise(part) if before < 0 <= after)
        return rises / seconds


@cache
def tone(frequency: int, seconds: float) -> dict[Coding, bytes]:
    """A tone in every coding, with silence around it."""
    return coded(list(_frames(frequency, seconds)))


def write_tone(
    folder: Path, digest: str, frequency: int, seconds: float, *sentences: TimedSentence
) -> None:
    """Write a scene in which a tone is heard, whatever the sentences say."""
    sounds = tone(frequency, seconds)
    words = [word for sentence in sentences for word in _words(sentence)]
    timings = SceneTimings(seconds=seconds, sentences=sentences, words=tuple(words))
    path = scene_path(folder, digest)
    write_scene(path, timings, sounds["aac"], sounds["mp3"], sounds["opus"])


def heard(path: Path) -> Heard:
    """Decode a file, as a player would."""
    samples = array.array("f")
    container: Any
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout="mono", rate=stream.rate)
        for frame in (*container.decode(stream), None):
            for each in resampler.resample(frame):
                samples.frombytes(bytes(each.planes[0])[: each.samples * samples.itemsize])
        return Heard(stream.rate, samples)


def _frames(frequency: int, seconds: float) -> Iterator[AudioFrame]:
    count, edge = round(seconds * RATE), round(SILENCE_SECONDS * RATE)
    turn = 2 * math.pi * frequency / RATE
    samples = array.array(
        "f", (0.4 * math.sin(turn * i) if edge <= i < count - edge else 0 for i in range(count))
    )
    for at in range(0, count, _PIECE):
        piece = samples[at : at + _PIECE]
        frame = av.AudioFrame(format="flt", layout="mono", samples=len(piece))
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        frame.pts = at
        frame.planes[0].update(piece.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        yield frame


def _words(sentence: TimedSentence) -> Iterator[TimedWord]:
    words = sentence.text.split()
    each = (sentence.end - sentence.start) / len(words) if words else 0
    for number, word in enumerate(words):
        start = sentence.start + number * each
        yield TimedWord(start=start, end=start + each, text=word)
