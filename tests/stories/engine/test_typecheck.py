"""What an expression may not mean: undeclared names, types that do not fit."""

import pytest

from emberline.stories.engine.document import Variable
from emberline.stories.engine.expression import parse_condition, parse_effect, parse_value
from emberline.stories.engine.names import Names
from emberline.stories.engine.typecheck import check_condition, check_effect, check_number
from tests.stories.engine.factories import flag, integer

NAMES = Names(
    {
        "x": integer(),
        "rate": Variable(type="number"),
        "lit": flag(),
        "name": Variable(type="string"),
        "mood": Variable(type="enum", values=("glad", "sad")),
    },
    {"rope"},
    {"hall"},
    {"hall/a"},
    {"won"},
    {"ada"},
)


@pytest.mark.parametrize(
    "text",
    [
        "x > 1 and not lit",
        "x",
        "1 < x <= 5.5",
        "rate / 2 > x",
        'name + "!" == "Ada!"',
        'mood == "glad"',
        'mood in ["glad", "sad"]',
        '"da" in name',
        '"da" not in name',
        "has(rope, x + 1) or visited(hall) or chosen(hall/a)",
        "min(x, rate, 3) + abs(x) * times(hall) >= count(rope)",
    ],
)
def test_what_fits_is_fine(text: str):
    assert check_condition(parse_condition(text), NAMES) == []


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("y > 1", "undeclared", 1),
        ("has(lamp)", "undeclared", 5),
        ("visited(attic)", "undeclared", 9),
        ("chosen(a)", "undeclared", 8),
        ("1 > lit", "type", 5),
        ("lit == 1", "type", 8),
        ("name == 3", "type", 9),
        ('mood == "angry"', "type", 9),
        ("name", "type", 1),
        ("x + lit > 1", "type", 5),
        ("-name == 1", "type", 2),
        ("has(rope, rate)", "type", 11),
        ("x in name", "type", 1),
    ],
)
def test_what_does_not_fit_is_told_once_and_where(text: str, code: str, column: int):
    (problem,) = check_condition(parse_condition(text), NAMES)

    assert (problem.code, problem.column) == (code, column)


@pytest.mark.parametrize(
    "text",
    [
        "x = rate",
        "x = 1.5",
        "x += x / 2",
        "lit += true",
        'mood = "angry"',
        "mood = name",
        "name -= 'a'",
        "y = 1",
        "give(lamp)",
        "unlock(lost)",
        "protagonist(eve)",
        "give(rope, 1.5)",
        'x = roll("6")+lit',
        "x = roll('x')",
    ],
)
def test_effects_that_do_not_fit_are_told(text: str):
    assert len(check_effect(parse_effect(text), NAMES)) == 1


def test_a_modifier_is_a_whole_number():
    assert check_number(parse_value("x // 2 + random(1, 3)"), NAMES) == []
    assert len(check_number(parse_value("x / 2"), NAMES)) == 1
