"""Texts that are expressions, and texts that are none: told by column, and always at an end."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.expression import (
    ExpressionError,
    Problem,
    parse_condition,
    parse_effect,
    parse_value,
)
from emberline.stories.engine.names import Names
from emberline.stories.engine.tree import Constant
from emberline.stories.engine.typecheck import check_condition, check_effect
from tests.stories.engine.factories import flag, integer

NAMES = Names({"x": integer(), "lit": flag()}, {"rope"}, {"hall"}, {"hall/a"}, {"won"}, {"ada"})
_PIECES = [
    "x",
    "lit",
    "1",
    "2.5",
    "'a'",
    '"b',
    "(",
    ")",
    "[",
    "]",
    ",",
    "and",
    "or",
    "not",
    "in",
    "==",
    "=",
    "<",
    "+",
    "-",
    "*",
    "//",
    "%",
    "+=",
    "has(",
    "visited(",
    "roll(",
    "min(",
    "give(",
    "rope",
    " ",
    "\n",
]


@pytest.mark.parametrize("parse", [parse_condition, parse_value, parse_effect])
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join))
def test_text_is_an_expression_or_is_refused_with_a_column_within_it(parse, text: str):
    assert all(1 <= each.column <= len(text) + 1 and each.message for each in problems(parse, text))


def problems(parse: Callable[[str], Any], text: str) -> list[Problem]:
    """What is wrong with `text`."""
    try:
        tree = parse(text)
    except ExpressionError as error:
        return [error.problem]
    check: Any = check_effect if parse is parse_effect else check_condition
    found: list[Problem] = check(tree, NAMES)
    return found


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("x = 1", 3),
        ("x ==", 5),
        ("x == 1 2", 8),
        ("(x == 1", 8),
        ("x & 1", 3),
        ("has()", 5),
        ("foo(1)", 1),
        ("x.y", 2),
        ("x[0]", 2),
        ("roll('1d6') > 2", 1),
        ("give(rope)", 1),
        ("x == 'abc", 6),
        ("x > 9007199254740993", 5),
        ("", 1),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, column: int):
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text)

    assert caught.value.problem.column == column


def test_a_condition_of_ten_thousand_characters_is_read_and_one_more_is_refused():
    text = "x" + "+1" * 4_998 + "> 0"
    assert len(text) == 10_000

    assert check_condition(parse_condition(text), NAMES) == []
    with pytest.raises(ExpressionError, match="10000"):
        parse_condition(text + " ")


@pytest.mark.parametrize(
    ("before", "after"),
    [("(", ")"), ("not (", ")"), ("1 in [", "]"), ("max(1, ", ")"), ("abs(", ")"), ("-(", ")")],
)
@pytest.mark.parametrize("depth", [40, 41, 1_400])
def test_brackets_nest_as_deep_as_is_allowed_and_no_deeper(before: str, after: str, depth: int):
    text = before * depth + "1" + after * depth

    if depth <= 40:
        parse_condition(text)
    else:
        with pytest.raises(ExpressionError):
            parse_condition(text)


@pytest.mark.parametrize(
    "text", ["not " * 2_400 + "lit", "-" * 9_000 + "x", "lit and " * 1_200 + "lit"]
)
def test_what_has_no_brackets_has_no_depth(text: str):
    assert check_condition(parse_condition(text), NAMES) == []


@pytest.mark.parametrize(
    ("text", "value"), [("007", 7), ("0" * 30 + "12", 12), ("0.5", 0.5), ("0", 0)]
)
def test_noughts_before_a_number_do_not_change_it(text: str, value: float):
    assert parse_condition(text) == Constant(value, 1)


def test_a_quoted_text_may_hold_quotes_and_a_key_may_stand_bare_or_quoted():
    assert parse_condition(r'"say \"hi\" \\"') == Constant('say "hi" \\', 1)
    bare, quoted = parse_condition("chosen(a-b/c.d)"), parse_condition('chosen("a-b/c.d")')
    assert str(bare) == str(quoted)
