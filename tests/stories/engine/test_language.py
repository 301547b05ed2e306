"""What expressions come to: total, bounded, and the same as plain Python says."""

import operator
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.compiler import compile_value
from emberline.stories.engine.document import Item, Variable
from emberline.stories.engine.expression import parse_condition, parse_effect
from emberline.stories.engine.names import Names
from emberline.stories.engine.typecheck import check_condition, check_effect
from tests.stories.engine.factories import choice, ending, flag, integer, node, playable, played

MOST = 2**53
NAMES = Names(
    {
        "x": integer(),
        "y": integer(),
        "rate": Variable(type="number"),
        "lit": flag(),
        "name": Variable(type="string"),
    },
    {"rope", "coin"},
    {"hall", "attic"},
    {"hall/a"},
    {},
    {},
)


def value_of(text: str, **variables: Any) -> Any:
    """What a condition comes to."""
    expression = parse_condition(text)
    assert check_condition(expression, NAMES) == []
    held = {"x": 0, "y": 0, "rate": 0.0, "lit": False, "name": "", **variables}
    holding = SimpleNamespace(
        variables=held, items={"rope": 2}, visits={"hall": 3}, taken={"hall/a": 1}
    )
    return compile_value(expression, NAMES)(holding)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3 - 4", 3),
        ("2 - 3 - 4", -5),
        ("-7 // 2", -4),
        ("-7 % 3", 2),
        ("7 / 2", 3.5),
        ("1 / 0", 0),
        ("1 // 0", 0),
        ("1 % 0", 0),
        ("1 / 0.0", 0),
        ("1 < 2 < 3", True),
        ("1 < 3 < 3", False),
        ("not 1 > 2 and 2 > 1", True),
        ("true or false and false", True),
        ("not not true", True),
        ("not x", True),
        ("3 in [1, 2 + 1]", True),
        ("3 not in [1, 2]", True),
        ('"ar" in "harbour"', True),
        ('"a" + "b" + "c" == "abc"', True),
        ("has(rope) and not has(coin)", True),
        ("has(rope, 2) and not has(rope, 3)", True),
        ("has(coin, 0)", True),
        ("count(rope) * 10 + count(coin)", 20),
        ("visited(hall) and not visited(attic)", True),
        ("times(hall) - times(attic)", 3),
        ("chosen(hall/a)", True),
        ("min(3, 1, 2) + max(3, 1, 2) + abs(-5)", 9),
    ],
)
def test_an_expression_has_the_value_that_an_author_expects(text: str, value: Any):
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9007199254740992 * 9007199254740992", MOST),
        ("-9007199254740992 * 9007199254740992", -MOST),
        ("9007199254740992" + " * 9007199254740992" * 500, MOST),
        ("1 / 0.0000000000000000000000000000001", MOST),
        ("0.1" + " / 0.1" * 1_000, MOST),
        ("0" + " + 1" * 2_400, 2_400),
        ("x" + " - 1" * 2_400, -2_400),
    ],
)
def test_long_chains_and_large_numbers_have_an_end(text: str, value: float):
    assert value_of(text) == value


def test_a_text_that_grows_is_cut():
    story = playable(
        node("a", choice("on", "b", effects=("name = 'ab'", *("name += name",) * 30))),
        ending("b"),
        variables={"name": Variable(type="string")},
    )

    assert played(story, "on").variables["name"] == "ab" * 5_000


@pytest.mark.parametrize(
    ("effects", "values"),
    [
        (("x += 5", "x += 5"), {"x": 9}),
        (("x -= 100",), {"x": -3}),
        (("x = 4", "x *= 2", "x -= 1"), {"x": 7}),
        (("y = 9007199254740992", "y *= y", "y += 1"), {"y": MOST}),
        (("y = x", "x = 3", "y += x"), {"x": 3, "y": 3}),
        (("y = 1 / 0 // 1",), {"y": 0}),
        (("rate = 7 / 2", "rate -= 1"), {"rate": 2.5}),
        (("lit = x == 0", "lit = not lit"), {"lit": False}),
    ],
)
def test_effects_happen_in_their_order_within_the_range(
    effects: tuple[str, ...], values: dict[str, Any]
):
    story = playable(
        node("a", choice("on", "b", effects=effects)),
        ending("b"),
        variables={
            "x": integer(0, min=-3, max=9),
            "y": integer(),
            "rate": Variable(type="number"),
            "lit": flag(),
        },
    )

    found = played(story, "on").variables

    assert {name: found[name] for name in values} == values


def test_items_are_given_and_taken_and_never_fewer_than_none():
    effects = (
        "give(rope, 3)",
        "take(rope)",
        "give(coin, -4)",
        "take(rope, -1)",
        "give(lamp)",
        "take(lamp, 9)",
    )
    story = playable(
        node("a", choice("on", "b", effects=effects)),
        ending("b"),
        items={key: Item() for key in ("rope", "coin", "lamp")},
    )

    assert played(story, "on").items == {"rope": 2}


# --- the language against Python -------------------------------------------------------------

_NUMBERS = st.integers(0, 20).map(str) | st.sampled_from(["x", "y", "rate", "2.5", "0.0"])


def _sums(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "//", "%"])
    return (
        st.tuples(inner, operators, inner, operators, inner).map(" ".join)
        | inner.map("-({})".format)
        | inner.map("({})".format)
        | st.tuples(inner, inner).map(lambda pair: f"max({pair[0]}, {pair[1]})")
        | inner.map("abs({})".format)
    )


_SUMS = st.recursive(_NUMBERS, _sums, max_leaves=8)
_COMPARED = st.tuples(_SUMS, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), _SUMS).map(
    " ".join
) | st.tuples(_SUMS, _SUMS, _SUMS).map(lambda each: f"{each[0]} in [{each[1]}, {each[2]}]")
_CONDITIONS = st.recursive(
    _COMPARED
    | st.sampled_from(
        ["lit", "true", "false", "name == 'ab'", "'a' in name", "name + 'b' != 'ab'"]
    ),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
        | inner.map("not ({})".format)
        | inner.map("({})".format)
    ),
    max_leaves=6,
)


class Checked(float):
    """A number whose operators are those of the language, so that Python can evaluate it."""

    def _of(self, other: float, calculate: Callable[[float, float], float]) -> "Checked":
        try:
            found = calculate(float(self), float(other))
        except ZeroDivisionError:
            found = 0.0
        is_bounded = calculate in {operator.mul, operator.truediv, operator.floordiv}
        return Checked(max(-MOST, min(MOST, found)) if is_bounded else found)

    def __add__(self, other: float) -> "Checked":
        return self._of(other, operator.add)

    def __sub__(self, other: float) -> "Checked":
        return self._of(other, operator.sub)

    def __mul__(self, other: float) -> "Checked":
        return self._of(other, operator.mul)

    def __truediv__(self, other: float) -> "Checked":
        return self._of(other, operator.truediv)

    def __floordiv__(self, other: float) -> "Checked":
        return self._of(other, operator.floordiv)

    def __mod__(self, other: float) -> "Checked":
        return self._of(other, operator.mod)

    def __neg__(self) -> "Checked":
        return Checked(-float(self))

    def __abs__(self) -> "Checked":
        return Checked(abs(float(self)))


def as_python(text: str) -> str:
    """A condition of the language as Python writes it."""
    words = text.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").replace("[", "[ ")
    return " ".join(
        f"Checked({word})" if word[0].isdigit() else word
        for word in words.replace("]", " ]").split()
    )


@given(
    text=_CONDITIONS,
    x=st.integers(-20, 20),
    y=st.integers(-20, 20),
    rate=st.integers(-80, 80).map(lambda number: number / 4),
    lit=st.booleans(),
    name=st.sampled_from(["", "a", "ab", "b"]),
)
def test_a_condition_means_what_the_same_words_mean_in_python(
    text: str,
    x: int,
    y: int,
    rate: float,
    lit: bool,
    name: str,
):
    names = {
        "Checked": Checked, "x": Checked(x), "y": Checked(y), "rate": Checked(rate), "lit": lit,
        "name": name, "true": True, "false": False,
    }  # fmt: skip
    expected = eval(as_python(text), names)

    assert value_of(text, x=x, y=y, rate=rate, lit=lit, name=name) == expected


@given(text=_SUMS)
def test_what_is_assigned_is_within_the_range_whatever_it_was(text: str):
    effect = parse_effect(f"rate = {text}")
    assert check_effect(effect, NAMES) == []
    story = playable(
        node("a", choice("on", "b", effects=(f"rate = {text}",))),
        ending("b"),
        variables={
            "x": integer(7),
            "y": integer(),
            "rate": Variable(type="number", min=-9, max=9.5),
        },
    )

    assert -9 <= float(played(story, "on").variables["rate"]) <= 9.5
