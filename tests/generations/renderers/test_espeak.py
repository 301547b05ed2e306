"""The built-in voices, spoken."""

from collections.abc import Sequence

import pytest

from emberline.generations.renderers.narration.espeak import EspeakSpeaker, identity
from emberline.generations.renderers.narration.reciting import is_silent
from emberline.generations.renderers.narration.speech import Utterance
from emberline.generations.renderers.narration.timing import timed_words
from emberline.generations.renderers.narration.voices import voices


def spoken(*texts: str, voice: str = "espeak:en-gb") -> Sequence[Utterance]:
    with EspeakSpeaker(voice) as speaker:
        assert speaker.rate == 22050
        return [speaker.speak(text) for text in texts]


def seconds(utterance: Utterance) -> float:
    return len(utterance.pcm) / 2 / 22050


def test_a_sentence_is_spoken_as_long_as_it_takes():
    short, long = spoken("Go.", "The tide went out a hundred years ago and nobody told it.")

    assert 0.1 < seconds(short) < 1.0
    assert 3.0 < seconds(long) < 6.0
    assert not is_silent(long.pcm)


def test_the_voice_says_where_it_is():
    text = "“Naïve” 你好 worlds, they cost 1234 coins."
    (utterance,) = spoken(text)

    offsets = [at for at, _ in utterance.marks]
    times = [time for _, time in utterance.marks]
    assert {text.index("你"), text.index("worlds"), text.index("coins")} <= set(offsets)
    assert times == sorted(times)
    words = timed_words(text, 10.0, seconds(utterance), utterance.marks)
    assert [word.text for word in words][2:] == ["好", "worlds,", "they", "cost", "1234", "coins."]
    assert words[0].start == 10.0 and words[-1].end == pytest.approx(10 + seconds(utterance), 1e-3)


def test_the_same_scene_sounds_the_same_bit_for_bit():
    texts = ("A first sentence.", "And a second one.")

    assert spoken(*texts) == spoken(*texts)


def test_voices_and_their_variants_sound_differently():
    sounds = {
        spoken("Hello there.", voice=voice)[0].pcm
        for voice in ("espeak:en-gb", "espeak:en-us", "espeak:en-gb+f3", "espeak:en-gb+m3")
    }

    assert len(sounds) == 4


def test_every_language_speaks():
    for voice in voices({}):
        if "+" not in voice.id:
            (utterance,) = spoken("Anna 12.", voice=voice.id)
            assert not is_silent(utterance.pcm), voice.id


def test_markup_is_read_out():
    plain, marked = spoken("halo.", "[[h@l'oU]] <break time='60s'/> <audio src='/etc/passwd'/>.")

    assert seconds(plain) * 5 < seconds(marked) < 60


@pytest.mark.parametrize(
    "text",
    ["丂" * 300, "\u0378" * 300, "9" * 300, "%" * 299 + "a", "a" * 300, "🏴‍☠️" * 60, "ﷺ" * 300],
)
def test_hostile_sentences_end(text: str):
    (utterance,) = spoken(text)

    assert seconds(utterance) < 6 * len(text)


def test_what_decides_the_sound_is_said():
    assert identity("espeak:en-gb") != identity("espeak:en-us")
