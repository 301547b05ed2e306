"""Markdown as blocks and spans."""

import pytest

from emberline.generations.renderers.book.markdown import (
    NOTE_MARK,
    blocks_of,
    escaped,
    spans_of,
    words_of,
)
from emberline.generations.renderers.book.parts import Block, Span
from tests.stories.formats.documents import calls_of

HOSTILE = {
    "brackets": "[",
    "pictures": "![",
    "stars": "*a ",
    "stars in a row": "*",
    "ticks": "`a``",
    "quotes": "> ",
    "bullets": "- ",
    "links": "[](",
    "rows": "|",
    "lines": "a\n",
    "ampersands": "&",
}


def test_styles_are_spans_and_neighbours_in_one_style_are_one():
    assert spans_of("a [b](c) **d *e*** ~~f~~ `g`") == (
        Span("a b "),
        Span("d ", strong=True),
        Span("e", strong=True, emphasis=True),
        Span(" "),
        Span("f", strike=True),
        Span(" "),
        Span("g", code=True),
    )


def test_ends_of_lines_stay():
    assert words_of("one\ntwo  \nthree") == "one\ntwo\nthree"


def test_headings_quotes_code_and_rules_are_blocks():
    assert blocks_of("## Two\n\n> one\n>\n> > two\n\n---\n\n```\nx  y\n```\n") == (
        Block(kind="heading", spans=(Span("Two"),), level=2),
        Block(kind="quote", spans=(Span("one"),)),
        Block(kind="quote", spans=(Span("two"),), level=2),
        Block(kind="rule"),
        Block(kind="code", spans=(Span("x  y", code=True),)),
    )


def test_items_have_their_depth_and_their_number():
    assert blocks_of("3. a\n\n   more\n   - b\n4. c\n\n* d") == (
        Block(kind="item", spans=(Span("a"),), number=3),
        Block(kind="paragraph", spans=(Span("more"),)),
        Block(kind="item", spans=(Span("b"),), level=2),
        Block(kind="item", spans=(Span("c"),), number=4),
        Block(kind="item", spans=(Span("d"),)),
    )


def test_a_row_of_a_table_is_a_paragraph():
    rows = blocks_of("|a|b|\n|-|-|\n|c|*d*|\n")
    assert [(row.kind, row.text) for row in rows] == [
        ("paragraph", "a | b"),
        ("paragraph", "c | d"),
    ]


def test_a_picture_in_a_text_is_its_words_and_html_is_text():
    assert words_of("![a *map*](x.png) <b>x</b>") == "a map <b>x</b>"


def test_what_begins_a_block_is_text_in_a_line_of_its_own():
    assert words_of("1. Go") == "1. Go"
    assert words_of("# Go") == "# Go"


def test_blocks_without_text_are_left_out():
    assert blocks_of("-\n\n#\n\n\n") == ()
    assert spans_of("") == ()


def test_characters_that_nobody_sees_are_left_out():
    assert words_of("a\x00b\x07c\ud800") == "abc"


def test_a_paragraph_with_the_mark_is_a_note():
    assert blocks_of(f"{NOTE_MARK}If *so*:\n\nText") == (
        Block(kind="note", spans=(Span("If "), Span("so", emphasis=True), Span(":"))),
        Block(kind="paragraph", spans=(Span("Text"),)),
    )


def test_escaped_text_is_shown_as_it_is():
    text = "*a* _b_ [c](d) <e> `f` \\ & #1 é"
    assert words_of(escaped(text)) == text


@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_time_in_line_with_its_length(part: str):
    short, long = part * 300, part * 1_200
    blocks_of(short)
    assert calls_of(lambda: blocks_of(long)) < 6 * calls_of(lambda: blocks_of(short)) + 10_000
