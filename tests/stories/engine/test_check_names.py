"""What a check finds in declarations and in the expressions that use them."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import Finding
from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Item,
    Protagonist,
    Story,
    Variable,
)
from tests.stories.engine.factories import choice, flag, integer, puzzle, roll
from tests.stories.engine.quays import errors, quay, scene, story, warnings

ROPE = {"rope": Item()}
USING = {
    "variables": {
        "low": integer(),
        "lit": flag(),
        "mood": Variable(type="enum", values=("x = 1",)),
    },
    "items": {"rope": Item(), "coin": Item()},
    "achievements": {"first": Achievement()},
    "protagonists": {"mara": Protagonist(items={"coin": 1})},
}
"""Declarations whose uses are none of a test's business."""


def asking(condition: str, **more: Any) -> Story:
    """A story with one condition."""
    return story(quay(choice("in", "end", condition=condition)), **{**USING, **more})


def doing(effect: str, **more: Any) -> Story:
    """A story with one effect."""
    return story(quay(choice("in", "end", effects=(effect,))), **more)


def declaring(name: str, **variable: Any) -> Story:
    """A story with one variable, which is shown."""
    return story(quay(), variables={name: Variable(**variable, shown=True)})


def meeting(**protagonist: Any) -> Story:
    """A story with one protagonist, a variable from 0 to 5 and an item."""
    low = Variable(type="int", min=0, max=5, shown=True)
    return story(
        quay(on_enter=("give(rope)",)),
        variables={"low": low},
        items=ROPE,
        protagonists={"mara": Protagonist(**protagonist)},
    )


SOUND = {
    "a variable of every type": story(
        quay(),
        variables={
            "whole": Variable(type="int", initial=-3, min=-5, max=5, shown=True),
            "real": Variable(type="number", initial=2, min=0.5, shown=True),
            "lit": Variable(type="bool", initial=True, shown=True),
            "name": Variable(type="string", initial="Mara", shown=True),
            "mood": Variable(type="enum", initial="calm", values=("calm", "grim"), shown=True),
            "above": Variable(type="int", min=3, shown=True),
        },
    ),
    "a variable in letters of another script": declaring("größe_2", type="int"),
    "a protagonist": meeting(initial={"low": 5}, items={"rope": 2}),
    "an empty condition": asking(""),
    "an empty modifier": story(quay(choice("dare", roll=roll("d6", 3, "end", "end", "")))),
    "a brace that is text": story(quay(content="A set {1, 2} and \\{low}.")),
}
DECLARED = {
    "a name with a space": declaring("low tide", type="int"),
    "a name that is a number": declaring("2", type="int"),
    "no name": declaring("", type="int"),
    "a word of the language": declaring("else", type="int"),
    "a minimum above the maximum": declaring("low", type="int", min=5, max=3),
    "no whole number in the range": declaring("low", type="int", min=0.2, max=0.8),
    "a minimum beyond all numbers": declaring("low", type="int", min=-(10**20)),
    "a maximum that is no number": declaring("low", type="number", max=float("nan")),
    "an initial value below the range": declaring("low", type="int", initial=-1, min=0),
    "an initial value beyond all numbers": declaring("low", type="number", initial=1e300),
    "an initial value that is no number": declaring("low", type="number", initial=float("nan")),
    "a broken number for a whole one": declaring("low", type="int", initial=1.5),
    "a number for a truth": declaring("lit", type="bool", initial=1),
    "a truth for a number": declaring("low", type="int", initial=True),
    "a text that is too long": declaring("name", type="string", initial="x" * 10_001),
    "an enum without values": declaring("mood", type="enum"),
    "an enum with a value twice": declaring("mood", type="enum", values=("calm", "calm")),
    "a value that is none of the enum's": declaring(
        "mood", type="enum", values=("calm",), initial="grim"
    ),
    "a protagonist beyond the range": meeting(initial={"low": 6}),
    "a protagonist of another type": meeting(initial={"low": "6"}),
    "a protagonist who owes things": meeting(items={"rope": -1}),
    "an item without a key": story(quay(on_enter=('give("")',)), items={"": Item()}),
}
USED = {
    "a condition that cannot be read": (asking("low >"), ["syntax quay/in"]),
    "a condition of spaces": (asking(" "), ["syntax quay/in"]),
    "a condition left to chance": (asking('roll("d6") > 3'), ["syntax quay/in"]),
    "a condition that compares unlike things": (asking('low == "x"'), ["type quay/in"]),
    "a variable that is not declared": (asking("high > 1"), ["undeclared quay/in"]),
    "a node that does not exist": (asking("visited(cave)"), ["undeclared quay/in"]),
    "a choice that does not exist": (asking("chosen(quay/out)"), ["undeclared quay/in"]),
    "a choice named without its node": (asking("chosen(in)"), ["undeclared quay/in"]),
    "two mistakes in one condition": (
        asking("high > 1 and has(sword)"),
        ["undeclared quay/in"] * 2,
    ),
    "an effect that cannot be read": (doing("low + 1"), ["syntax quay/in"]),
    "an empty effect": (doing(""), ["syntax quay/in"]),
    "an item that is not declared": (doing("give(sword)"), ["undeclared quay/in"]),
    "an achievement that is not declared": (doing("unlock(first)"), ["undeclared quay/in"]),
    "a protagonist who is not declared": (doing("protagonist(mara)"), ["undeclared quay/in"]),
    "what happens on entering": (story(quay(on_enter=("low = 1",))), ["undeclared quay"]),
    "a modifier": (
        story(quay(choice("dare", roll=roll("d6", 3, "end", "end", "low")))),
        ["undeclared quay/dare"],
    ),
    "a modifier that is no whole number": (
        story(quay(choice("dare", roll=roll("d6", 3, "end", "end", "1 / 2")))),
        ["type quay/dare"],
    ),
    "a content": (story(quay(content="{low}")), ["undeclared quay"]),
    "a content whose condition never ends": (story(quay(content="{if 1}x")), ["syntax quay"]),
    "a prompt": (
        story(quay(puzzle=msgspec.structs.replace(puzzle("text", ["x"], "end"), prompt="{low}"))),
        ["undeclared quay"],
    ),
    "a text of a choice": (
        story(quay(msgspec.structs.replace(choice("in", "end"), text="{low}"))),
        ["undeclared quay/in"],
    ),
    "a locked text": (
        story(quay(choice("in", "end", locked_text="{low}"))),
        ["undeclared quay/in"],
    ),
    "consequences": (story(quay(choice("in", "end", consequences="{end}"))), ["syntax quay/in"]),
    "a protagonist's variable": (meeting(initial={"high": 1}), ["undeclared"]),
    "a protagonist's item": (meeting(items={"sword": 1}), ["undeclared"]),
    "an enum of more values than anyone can choose from": (
        declaring("mood", type="enum", values=tuple(f"v{n}" for n in range(1001))),
        ["too_large"],
    ),
    "a key that is too long": (
        story(quay(), achievements={"x" * 201: Achievement()}),
        ["too_large"],
    ),
}


@pytest.mark.parametrize("sound", SOUND.values(), ids=SOUND.keys())
def test_nothing_is_wrong_with_names_that_are_sound(sound: Story):
    assert errors(sound) == []


@pytest.mark.parametrize("unsound", DECLARED.values(), ids=DECLARED.keys())
def test_a_declaration_that_cannot_be_meant_is_a_bad_value(unsound: Story):
    assert set(errors(unsound)) == {"bad_value"}


@pytest.mark.parametrize(("unsound", "wanted"), USED.values(), ids=USED.keys())
def test_a_mistake_in_an_expression_is_found_where_it_is(unsound: Story, wanted: list[str]):
    assert errors(unsound) == wanted


def test_a_finding_says_the_column_of_a_condition_and_the_line_of_a_content_too():
    (condition,) = check(asking("low > 1 and high > 1")).errors
    assert (condition.line, condition.column) == (None, 13)
    assert condition.message.startswith("Condition: There is no variable `high`")
    (content,) = check(story(quay(content="One,\ntwo {if\nhigh}x{end}"))).errors
    assert (content.line, content.column) == (3, 1)
    assert content.message.startswith("Content: There is no variable `high`")


def test_a_finding_says_which_of_several_effects_it_is_about():
    told = story(quay(choice("in", "end", effects=("low += 1", "high += 1"))), **USING)
    (finding,) = check(told).errors
    assert (finding.column, finding.message[:10]) == (1, "Effect 2: ")


def test_the_same_mistake_is_told_wherever_it_stands():
    twice = [choice(key, "end", condition="high > 1") for key in ("a", "b")]
    assert errors(story(quay(*twice))) == ["undeclared quay/a", "undeclared quay/b"]


@pytest.mark.parametrize(
    ("condition", "is_needed"),
    [
        ("has(rope)", True),
        ("not has(rope)", False),
        ("not not has(rope)", True),
        ("has(rope, 2)", True),
        ("has(rope, 0)", False),
        ("has(rope, low)", True),
        ("has(rope) == true", True),
        ("has(rope) == false", False),
        ("count(rope)", True),
        ("count(rope) >= 1", True),
        ("count(rope) == 0", False),
        ("count(rope) != 0", True),
        ("count(rope) < 3", False),
        ("not count(rope) < 3", True),
        ("1 <= count(rope) <= 3", True),
        ("count(rope) in [1, 2]", True),
        ("count(rope) in [0, 1]", False),
        ("max(count(rope), 1) == 1", False),
        ("count(rope) * 2 > 3 - 3", True),
        ("count(rope) > low", False),
        ("has(rope) and lit", True),
        ("lit or has(rope)", True),
        ("not (lit or not has(rope))", True),
        ("count(rope) + count(coin) > 3", False),
        ("has(coin)", False),
    ],
)
def test_an_item_is_needed_where_nothing_else_will_do(condition: str, is_needed: bool):
    assert errors(asking(condition)) == (["item_never_given quay/in"] if is_needed else [])
    assert (
        errors(asking(condition, protagonists={"mara": Protagonist(items={"rope": 1, "coin": 1})}))
        == []
    )


def test_an_item_that_a_text_asks_for_is_needed_and_one_that_is_only_counted_is_not():
    asked = story(quay(content="{if has(rope)}It creaks.{end}"), items=ROPE)
    assert errors(asked) == ["item_never_given quay"]
    counted = story(quay(content="{low}", on_enter=("low = count(rope)",)), **USING)
    assert errors(counted) == []


@pytest.mark.parametrize("given", ["give(rope)", "give(rope, 2)"])
def test_an_item_that_is_given_anywhere_may_be_needed(given: str):
    needed = choice("in", "end", condition="has(rope)")
    assert errors(story(quay(needed, on_enter=(given,)), items=ROPE)) == []


def test_a_variable_is_unused_unless_something_reads_or_shows_it():
    def about(*effects: str, **more: Any) -> list[str]:
        low = Variable(type="int", shown=more.pop("shown", False))
        return warnings(story(quay(on_enter=effects, **more), variables={"low": low}))

    unused = ["unused_variable"]
    assert about() == unused
    assert about("low = 1") == unused
    assert about("low = low + 1") == unused
    assert about(shown=True) == []
    assert about(content="{low}") == []
    assert about(content="{if low > 1}x{end}") == []
    other = story(quay(on_enter=("high = low",)), variables={"low": integer(), "high": integer()})
    assert [each.message for each in check(other).warnings] == [
        "Nothing reads the variable `high`: use it, show it or delete it."
    ]


def test_an_item_is_unused_unless_it_is_given_or_asked_for():
    assert warnings(story(quay(), items=ROPE)) == ["unused_item"]
    assert warnings(story(quay(on_enter=("take(rope)",)), items=ROPE)) == ["unused_item"]
    assert warnings(story(quay(on_enter=("give(rope)",)), items=ROPE)) == []
    assert warnings(story(quay(choice("in", "end", condition="not has(rope)")), items=ROPE)) == []
    mara = {"mara": Protagonist(items={"rope": 1})}
    assert warnings(story(quay(), items=ROPE, protagonists=mara)) == []


def test_an_achievement_is_unused_unless_something_unlocks_it():
    first = {"first": Achievement()}
    assert warnings(story(quay(), achievements=first)) == ["unused_achievement"]
    assert warnings(story(quay(on_enter=("unlock(first)",)), achievements=first)) == []


NUMBERS = st.sampled_from(["0", "1", "3", "17", "2.5", "9007199254740993", "1 - 1", "3 - 1"])
KEYS = st.sampled_from(["quay", "end", "cave", "-a", "rope", '"end"', "\0", ""])
CONDITIONS = st.builds(
    "{} {} {}".format,
    st.one_of(
        st.sampled_from(["low", "lit", "high", "count(rope)", "has(rope) and low"]),
        st.builds("{}({})".format, st.sampled_from(["visited", "times", "has"]), KEYS),
    ),
    st.sampled_from(["==", ">=", "<", "= ", "and low >", "in"]),
    NUMBERS,
)
EFFECTS = st.builds(
    "{} {} {}".format,
    st.sampled_from(["low", "lit", "high", 'low = "']),
    st.sampled_from(["=", "+=", "=="]),
    st.one_of(NUMBERS, st.builds("times({})".format, KEYS)),
)


@given(st.lists(st.tuples(CONDITIONS, EFFECTS), max_size=8))
def test_an_expression_is_judged_alike_whatever_was_read_before(pairs: list[tuple[str, str]]):
    choices = [
        choice(f"c{number}", "-a", condition=condition, effects=(effect,))
        for number, (condition, effect) in enumerate(pairs)
    ]
    mistakes, needs = _judged(*choices)
    alone = [_judged(each) for each in choices]
    assert mistakes == [mistake for each, _ in alone for mistake in each]
    assert needs == any(each for _, each in alone)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("visited(quay)", "visited(cave)"),
        ("visited(quay)", "visited(-a)"),
        ("visited(quay)", "visited()"),
        ("visited(quay)", "visited\0"),
        ("times(quay) > 1", "visited(quay) > 1"),
        ("low >= 1000000000000000", "low >= 9999999999999990"),
        ("low >= 1", "low >= 9007199254740993"),
        ("low >= 1", "low >= 2 2"),
        ('mood == "x = 1"', 'mood == "x = 2"'),
        ("count(rope) >= 1 - 1", "count(rope) >= 3 - 1"),
    ],
)
def test_what_looks_like_a_sound_expression_is_judged_for_itself(one: str, other: str):
    first, second = (choice(key, "-a", condition=each) for key, each in (("a", one), ("b", other)))
    assert _judged(first) == ([], False)
    assert _judged(first, second) == _judged(second, first) == _judged(second) != ([], False)


def test_what_is_a_sound_condition_is_no_effect_for_that():
    both = choice("in", "end", condition="low == 1", effects=("low == 1",))
    assert errors(story(quay(both), **USING)) == ["syntax quay/in"]


def _judged(*choices: Choice) -> tuple[list[Finding], bool]:
    """The mistakes in expressions of a scene with these choices, and whether an item is needed."""
    told = check(story(quay(*choices), scene("-a", choice("on", "end")), **USING)).errors
    mistakes = [each for each in told if each.code != "item_never_given"]
    return mistakes, len(mistakes) < len(told)
