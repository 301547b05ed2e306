"""Captions: a cue a sentence, a time a word, in a file that others can read."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
import webvtt

from emberline.generations.renderers.narration.captions import write_captions
from emberline.generations.renderers.narration.chapters import Chapter
from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    TimedSentence,
    TimedWord,
)

SECOND = Fraction(1)


def spoken(start: float, end: float, text: str) -> TimedSentence:
    return TimedSentence(start=start, end=end, text=text, block="b0")


def word(start: float, text: str) -> TimedWord:
    return TimedWord(start=start, end=start + 0.1, text=text)


def captions(
    folder: Path, *scenes: tuple[float, tuple[TimedSentence, ...], tuple[TimedWord, ...]]
) -> str:
    """The captions of scenes that last so many seconds each."""
    at, chapters = Fraction(0), []
    for number, (seconds, sentences, words) in enumerate(scenes, 1):
        chapter = Chapter(f"Scene {number}", at, at + Fraction(seconds))
        timings = SceneTimings(seconds=seconds, sentences=sentences, words=words)
        chapters.append((chapter, timings))
        at = chapter.end
    path = folder / "captions.vtt"
    write_captions(path, chapters)
    return path.read_text(encoding="utf-8")


def cues(text: str) -> list[tuple[int, int, str]]:
    """Start and end in milliseconds, and what stands in each cue, read by webvtt-py."""
    return [
        (cue.start_time.in_milliseconds(), cue.end_time.in_milliseconds(), cue.raw_text)
        for cue in webvtt.from_string(text).captions
    ]


def test_captions_look_like_this(tmp_path: Path) -> None:
    first = (2.5, (spoken(0, 1.2, "Go on, then."),), (word(0, "Go"), word(0.4, "on,")))
    second = (1.5, (spoken(0.25, 1, "Fire!"),), (word(0.25, "Fire!"),))
    assert captions(tmp_path, first, second) == (
        "WEBVTT\n\n"
        "NOTE Scene 1\n\n"
        "00:00:00.000 --> 00:00:01.200\n"
        "Go <00:00:00.400>on, then.\n\n"
        "NOTE Scene 2\n\n"
        "00:00:02.750 --> 00:00:03.500\n"
        "Fire!\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Fish & <b>chips</b> --> 5 &amp; 6 <00:00:01.000>",
        "شخص قال: «مرحبا»!",
        "She said שלום 👩\u200d🚒🔥 to me.",
        "第一章。火は消えた。",
        'Quotes: "it\'s".',
        "NOTE this, STYLE that, WEBVTT",
    ],
)
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    words = tuple(word(0.1 * number, each) for number, each in enumerate(text.split()))
    written = captions(tmp_path, (9.0, (spoken(0, 8, text), spoken(8, 9, "End.")), words))
    (_, _, payload), end = cues(written)
    assert end == (8000, 9000, "End.")
    assert written.count("-->") == 2
    bare = re.sub(r"<[\d:.]+>", "", payload)
    assert "<" not in bare and ">" not in bare
    assert bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    assert len(re.findall(r"<[\d:.]+>", payload)) == len(words) - 1


def test_a_sentence_over_several_lines_is_one_line(tmp_path: Path) -> None:
    written = captions(tmp_path, (2.0, (spoken(0, 1, "One\n\ntwo\r\nthree\x00"),), ()))
    assert cues(written) == [(0, 1000, "One two three")]


def test_a_title_cannot_end_its_comment(tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    timings = SceneTimings(seconds=1.0, sentences=(spoken(0, 1, "Here."),))
    write_captions(path, [(Chapter("<b> --> & 00:00", Fraction(0), SECOND), timings)])
    text = path.read_text()
    assert "NOTE &lt;b&gt; --&gt; &amp; 00:00\n" in text
    assert [payload for _, _, payload in cues(text)] == ["Here."]


def test_times_of_words_rise_within_their_cue(tmp_path: Path) -> None:
    words = (word(0.5, "a"), word(0.5, "b"), word(0.4, "c"), word(0.7, "d"), word(3, "e"))
    written = captions(tmp_path, (4.0, (spoken(0.5, 2, "a b c d e"), spoken(2.5, 4, "e")), words))
    assert cues(written) == [
        (500, 2000, "a b c <00:00:00.700>d e"),
        (2500, 4000, "<00:00:03.000>e"),
    ]


def test_a_word_that_is_not_in_the_text_gets_no_time(tmp_path: Path) -> None:
    words = (word(0, "5"), word(0.3, "five"), word(0.6, "coins"))
    written = captions(tmp_path, (2.0, (spoken(0, 1, "5 coins"),), words))
    assert cues(written) == [(0, 1000, "5 <00:00:00.600>coins")]


def test_cues_never_overlap_and_end_with_their_chapter(tmp_path: Path) -> None:
    late = (spoken(0, 1.0006, "One."), spoken(1.0004, 1.9, "Two."), spoken(1.8, 3.3, "Three."))
    written = captions(tmp_path, (2.0, late, ()), (1.0, (spoken(0, 1, "Four."),), ()))
    assert cues(written) == [
        (0, 1001, "One."),
        (1001, 1900, "Two."),
        (1900, 2000, "Three."),
        (2000, 3000, "Four."),
    ]


def test_what_takes_no_time_or_has_no_text_is_left_out(tmp_path: Path) -> None:
    sentences = (spoken(0, 0, "Nothing."), spoken(0, 1, " \n"), spoken(1, 2, "Something."))
    assert cues(captions(tmp_path, (2.0, sentences, ()))) == [(1000, 2000, "Something.")]


def test_a_silent_scene_has_a_chapter_and_no_cue(tmp_path: Path) -> None:
    written = captions(tmp_path, (2.0, (), ()), (1.0, (spoken(0, 1, "Here."),), ()))
    assert "NOTE Scene 1" in written
    assert cues(written) == [(2000, 3000, "Here.")]


def test_hours_are_counted_on(tmp_path: Path) -> None:
    written = captions(tmp_path, (360_000.0, (), ()), (9.0, (spoken(1.5, 2, "Still here."),), ()))
    assert "\n100:00:01.500 --> 100:00:02.000\n" in written
    assert cues(written) == [(360_001_500, 360_002_000, "Still here.")]
