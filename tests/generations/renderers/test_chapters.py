"""The titles and times of an audiobook's chapters."""

from fractions import Fraction

import pytest

from emberline.generations.renderers.narration.chapters import (
    TITLE_BYTES_MOST,
    Chapter,
    chapter_titles,
    chapters_of,
    plain,
    shortened,
)
from emberline.generations.renderers.narration.languages import three_letters
from emberline.generations.renderers.orders import PlannedScene


def title_of(title: str, language: str = "en") -> str:
    scene = PlannedScene(number=12, key="hall", title=title, digest="d", words=1)
    return chapter_titles([scene], language)[0]


def test_a_chapter_has_the_title_of_its_scene() -> None:
    assert title_of("The hall") == "The hall"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Scene 12"),
        ("de-AT", "Szene 12"),
        ("pt_BR", "Cena 12"),
        ("HE", "סצנה 12"),
        ("zh-Hant-TW", "场景 12"),
        ("tlh", "Scene 12"),
        ("", "Scene 12"),
    ],
)
def test_a_scene_without_a_title_is_numbered_in_the_storys_language(
    language: str, title: str
) -> None:
    assert title_of("", language) == title
    assert title_of("  \x00\n", language) == title


def test_a_title_is_on_one_line_and_holds_only_what_can_be_printed() -> None:
    assert title_of(" The\r\nold\u2028 hall\x00\x1b[31m \ud800! ") == "The old hall [31m !"


@pytest.mark.parametrize(
    "letter", ["a", "é", "ש", "漢", "🔥", "e\u0301", "👩\u200d🚒", "👍\U0001f3fd"]
)
def test_a_long_title_is_cut_where_no_letter_is_torn(letter: str) -> None:
    short, long = letter * 5, letter * 300
    assert title_of(short) == short
    cut = title_of(long)
    assert len(cut.encode()) <= TITLE_BYTES_MOST
    assert cut.endswith("…")
    whole, rest = divmod(len(cut) - 1, len(letter))
    assert rest == 0 and cut == letter * whole + "…"
    # As much as fits is kept.
    assert len((letter * (whole + 1) + "…").encode()) > TITLE_BYTES_MOST


def test_a_title_that_just_fits_is_left_as_it_is() -> None:
    assert shortened("x" * TITLE_BYTES_MOST) == "x" * TITLE_BYTES_MOST
    assert shortened("\u0301" * TITLE_BYTES_MOST) == "…"


def test_plain_text_keeps_marks_of_direction_and_joiners() -> None:
    assert plain("\u200fאבג  👩\u200d🚒") == "\u200fאבג 👩\u200d🚒"


def test_chapters_follow_one_another_to_the_sample() -> None:
    assert chapters_of(["a", "b", "c"], [24000, 1, 12000], 24000) == [
        Chapter("a", Fraction(0), Fraction(1)),
        Chapter("b", Fraction(1), Fraction(24001, 24000)),
        Chapter("c", Fraction(24001, 24000), Fraction(36001, 24000)),
    ]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "deu"),
        ("en-GB", "eng"),
        ("FR", "fra"),
        ("gsw", "gsw"),
        ("x-lang", "und"),
        ("", "und"),
    ],
)
def test_the_older_code_of_a_language_is_found(tag: str, code: str) -> None:
    assert three_letters(tag) == code
