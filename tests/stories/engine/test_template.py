"""Texts that change with the state, and everything else in them that is text."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.document import Variable
from emberline.stories.engine.names import Names
from emberline.stories.engine.template import compile_template, line_and_column, template_problems
from tests.stories.engine.factories import flag, integer

NAMES = Names(
    {
        "x": integer(),
        "lit": flag(),
        "name": Variable(type="string"),
        "rate": Variable(type="number"),
    },
    {},
    {},
    {},
    {},
    {},
)
STATE = SimpleNamespace(
    variables={"x": 3, "lit": True, "name": "{x}", "rate": 0.1 + 0.2}, items={}, visits={}, taken={}
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("{x} of {rate}, {lit}", "3 of 0.3, true"),
        ("{if x > 2}many{else}few{end}!", "many!"),
        ("{if x > 5}many{else}few{end}", "few"),
        ("{if x > 5}many{end}", ""),
        ("{if lit}a{if x == 3}b{else}c{end}d{else}e{end}", "abd"),
        (r"\{x} {x}", "{x} 3"),
        ("{ x } {1} {} {{x}}", "{ x } {1} {} {3}"),
        ("{name}", "{x}"),
        ("{unknown}", "{unknown}"),
        ("{if x >}a{else}b{end}", "b"),
        ("{if unknown}a{else}b{end}", "b"),
        ("{else}a{end}", "a"),
        ("{if lit}a", "a"),
    ],
)
def test_a_text_is_shown_as_the_state_has_it(text: str, shown: str):
    assert compile_template(text, NAMES)(STATE) == shown


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("one\ntwo {if x >}a{end}", "syntax", (2, 12)),
        ("one {end}", "syntax", (1, 5)),
        ("{if lit}a{else}b{else}c{end}", "syntax", (1, 17)),
        ("\n{if lit}a", "syntax", (2, 5)),
        ("a {nobody}", "undeclared", (1, 3)),
        ("{if lit == 1}a{end}", "type", (1, 12)),
    ],
)
def test_a_mistake_is_told_by_line_and_column(text: str, code: str, place: tuple[int, int]):
    (found,) = template_problems(text, NAMES)

    assert found.problem.code == code
    assert line_and_column(text, found) == place


def test_alternatives_nest_as_deep_as_is_allowed():
    deep = "{if lit}" * 20 + "x" + "{end}" * 20

    assert template_problems(deep, NAMES) == []
    assert len(template_problems("{if lit}" + deep + "{end}", NAMES)) == 1
    assert compile_template(deep, NAMES)(STATE) == "x"


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["{if lit}", "{if x > }", "{else}", "{end}", "{x}", "\\", "{", "}", "t"])
    ).map("".join)
)
def test_any_text_is_shown_and_its_problems_lie_within_it(text: str):
    compile_template(text, NAMES)(STATE)
    for found in template_problems(text, NAMES):
        line, column = line_and_column(text, found)
        assert 1 <= line <= text.count("\n") + 1
        assert 1 <= column <= len(text) + 1
