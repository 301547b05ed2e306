"""Text of authors in printed gamebooks: hostile, in any script, without end."""

from pathlib import Path

import pytest

from emberline.generations.renderers.pdf.glyphs import missing_glyphs
from emberline.generations.renderers.pdf.wording import WORDINGS
from emberline.stories.engine.document import Ending, Item, Puzzle, Story, Variable
from tests.generations.renderers.factories import choice, ending, node, story
from tests.generations.renderers.pdf_pages import Gamebook, plain
from tests.generations.renderers.pdf_printing import logged, order_of, printed, rendered

HOSTILE = [
    '#panic("no")',
    '#read("/etc/passwd")',
    "#{while true {}}",
    '#import "@preview/none:1.0.0": *',
    '$x^2$ ] } ) " // no /* comment',
    "<p1> @p1 \\u{41} \\",
    "= not a heading",
    '"), read("/etc/passwd"), ("',
]
ARABIC = "كان يا ما كان في قديم الزمان رجل يعيش قرب البحر"
HEBREW = "בראשית ברא אלוהים את השמים"
GREEK = "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία"
CYRILLIC = "Съешь же ещё этих мягких булок"


def hostile_story(text: str) -> Story:
    """A story with `text` in every place that an author can fill."""
    return story(
        node(
            "a",
            choice("on", "b", text=text, consequences=f"`{text}`", effects=("give(thing)",)),
            title=text,
            content=f"```\n{text}\n```",
        ),
        node(
            "b",
            title="B",
            puzzle=Puzzle(kind="text", prompt="?", answers=(text,), hints=(text,), success="c"),
        ),
        ending("c", ending=Ending(name=text)),
        title=text,
        description=text,
        content_notes=(text,),
        items={"thing": Item(name=text, description=text)},
        variables={"luck": Variable(type="string", initial=text, label=text, shown=True)},
    )


def test_hostile_text_is_printed_and_not_obeyed(tmp_path: Path) -> None:
    gamebook = printed(hostile_story("".join(HOSTILE)), tmp_path, author=HOSTILE[0])
    for text in HOSTILE:
        assert gamebook.body.count(plain(text)) > 8
    assert "root:" not in gamebook.body
    assert gamebook.metadata["Title"] == "".join(HOSTILE)
    assert gamebook.metadata["Author"] == HOSTILE[0]
    assert len(gamebook.places) == 3


def test_controls_and_halves_of_characters_do_no_harm(tmp_path: Path) -> None:
    text = "a\x00b\x07c\ufffed\u202ee\u2066f\r\ng"
    body = printed(hostile_story(text), tmp_path).body
    assert "abc" in body


def test_words_without_end_are_broken_into_lines(tmp_path: Path) -> None:
    word = "Donaudampfschifffahrt" * 100
    body = printed(story(ending("a", content=word, title="A")), tmp_path).body
    assert body.count("Donaudampfschi") == 100


def test_scripts_stand_side_by_side(tmp_path: Path) -> None:
    texts = [GREEK, CYRILLIC, "Zażółć gęślą jaźń", "œuvre à l\u2019Œil"]
    content = "\n\n".join(texts)
    order = order_of(story(ending("a", content=content, title=GREEK)), tmp_path)
    assert logged(order) == []
    body = Gamebook(rendered(order)).body
    assert all(plain(text) in body for text in texts)


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("he", HEBREW)])
def test_books_of_right_to_left_scripts_run_that_way(
    tmp_path: Path, language: str, text: str
) -> None:
    scenes = story(node("a", choice("on", "b"), content=text), ending("b"), language=language)
    gamebook = printed(scenes, tmp_path)
    # The words of a line are told in the order in which they stand from the left.
    (turn,) = [link for link in gamebook.links if sorted(link.text.split()) == ["2to", "turn"]]
    assert gamebook.paragraph_at(turn.target) == 2
    assert gamebook.language == language
    left = printed(story(node("a", choice("on", "b"), content="A."), ending("b")), tmp_path)
    (other,) = [link for link in left.links if link.text == "turn to 2"]
    assert turn.left < other.left


def test_characters_without_a_glyph_are_told_of_once(tmp_path: Path) -> None:
    content = "Rare: \U0001f409 \U0001f409\ufe0f and \U00013000."
    order = order_of(story(ending("a", content=content, title="\U0001f409")), tmp_path)
    missing = missing_glyphs([content])
    (line,) = logged(order)
    assert "\U00013000" in missing
    assert (line.level, line.event) == ("warning", "missing_glyphs")
    assert all(line.message.count(character) == 1 for character in missing)


def test_common_letters_are_never_missing() -> None:
    assert (
        missing_glyphs(
            ["Plain text", GREEK, CYRILLIC, "a\u200db\u00ad\ufe0f", "\u201c\u2013\u2026 ❧ ◆ \u00d7"]
        )
        == ()
    )


@pytest.mark.parametrize("language", WORDINGS)
def test_a_book_speaks_the_language_of_its_story(tmp_path: Path, language: str) -> None:
    scenes = story(node("a", choice("on", "b"), content="A."), ending("b"), language=language)
    gamebook = printed(scenes, tmp_path)
    words = WORDINGS[language]
    assert f"{words.turn_to} 2" in [link.text for link in gamebook.links]
    assert words.how_to_read in gamebook.bookmarks
    assert plain(words.rule_turning) in gamebook.body


def test_all_words_of_all_languages_differ_from_english_where_they_can() -> None:
    english = WORDINGS["en"]
    for language, words in WORDINGS.items():
        rules = [name for name in words.__struct_fields__ if name.startswith("rule_")]
        assert len(rules) == 7
        same = [name for name in rules if getattr(words, name) == getattr(english, name)]
        assert same == (rules if language == "en" else [])
