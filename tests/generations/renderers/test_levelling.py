"""Speech at one loudness, and coded in three ways."""

import array
import math
from collections.abc import Iterator

import pytest

from emberline.generations.renderers.narration.coding import coded
from emberline.generations.renderers.narration.espeak import EspeakSpeaker
from emberline.generations.renderers.narration.levelling import (
    LOUDNESS,
    PEAK,
    RATE,
    SILENCE,
    levelled,
    loudness_of,
)
from emberline.generations.renderers.narration.reciting import is_silent
from tests.generations.renderers.narration_orders import decoded

TEXT = "The tide went out a hundred years ago. Nobody told the sea, and nobody asked it to return."


def speech(voice: str = "espeak:en-gb", part: float = 1.0) -> list[bytes]:
    """A sentence of speech, its samples multiplied."""
    with EspeakSpeaker(voice) as speaker:
        pcm = array.array("h", speaker.speak(TEXT).pcm)
    return in_pieces(array.array("h", (int(sample * part) for sample in pcm)).tobytes())


def tone(seconds: float, amplitude: float = 0.5, rate: int = 22050) -> list[bytes]:
    samples = array.array(
        "h",
        (
            round(32767 * amplitude * math.sin(2 * math.pi * 997 * at / rate))
            for at in range(int(seconds * rate))
        ),
    )
    return in_pieces(samples.tobytes())


def in_pieces(pcm: bytes) -> list[bytes]:
    return [pcm[at : at + 9999 * 2] for at in range(0, len(pcm), 9999 * 2)]


def as_samples(pieces: list[bytes], rate: int) -> Iterator[float]:
    for frame in levelled(pieces, rate, loudness_of(pieces, rate)):
        yield from array.array("f", bytes(frame.planes[0])[: frame.samples * 4])


def as_pcm(samples: list[float]) -> list[bytes]:
    return in_pieces(array.array("h", (round(32767 * sample) for sample in samples)).tobytes())


def test_the_loudness_of_a_tone_is_what_the_standard_says():
    # EBU Tech 3341: a sine of 997 Hz at full scale in one channel has -3.01 LUFS.
    assert loudness_of(tone(3, amplitude=1.0), 22050) == pytest.approx(-3.01, abs=0.1)
    assert loudness_of(tone(3, amplitude=0.1), 22050) == pytest.approx(-23.01, abs=0.1)


@pytest.mark.parametrize("voice", ["espeak:en-gb", "espeak:en-us+f3", "espeak:cmn", "espeak:de+m3"])
@pytest.mark.parametrize("part", [0.05, 1.0])
def test_whatever_comes_in_is_delivered_as_loud(voice: str, part: float):
    samples = list(as_samples(speech(voice, part), 22050))

    assert loudness_of(as_pcm(samples), RATE) == pytest.approx(LOUDNESS, abs=1.0)
    assert max(map(abs, samples)) <= 10 ** (PEAK / 20) * 1.001


def test_it_lasts_as_long_as_before():
    for seconds in (0.05, 0.5, 7.3):
        assert len(list(as_samples(tone(seconds), 22050))) / RATE == pytest.approx(
            seconds, abs=0.002
        )


def test_what_is_too_short_to_measure_is_not_made_a_noise():
    samples = list(as_samples(tone(0.1), 22050))

    assert loudness_of(tone(0.1), 22050) == SILENCE
    assert max(map(abs, samples)) <= 10 ** (PEAK / 20) * 1.001


def test_silence_has_no_loudness():
    assert loudness_of([bytes(22050 * 4)], 22050) == SILENCE
    assert loudness_of([], 22050) == SILENCE


@pytest.mark.parametrize(
    ("pcm", "silent"),
    [
        (b"", True),
        (bytes(4000), True),
        (array.array("h", [100, -100] * 999).tobytes(), True),
        (array.array("h", [0, 0, 0, 3000] * 999).tobytes(), False),
    ],
)
def test_silence_is_noticed(pcm: bytes, silent: bool):
    assert is_silent(pcm) is silent


def test_every_coding_has_one_channel_and_all_of_the_sound():
    pieces = tone(3.21)

    sounds = coded(levelled(pieces, 22050, loudness_of(pieces, 22050)))

    for coding, sound in sounds.items():
        seconds, rate, channels = decoded(sound)
        assert (rate, channels) == (48000 if coding == "opus" else RATE, 1), coding
        assert 3.2 < seconds < 3.21 + 0.15, coding
    assert sounds["aac"][:2] == b"\xff\xf1"
    assert sounds["mp3"][:2] == b"\xff\xf3"
    assert sounds["opus"][:4] == b"OggS"


def test_the_same_sound_is_coded_the_same_bit_for_bit():
    one, two = (coded(levelled(tone(1.0), 22050, -9.0)) for _ in range(2))

    assert one == two
