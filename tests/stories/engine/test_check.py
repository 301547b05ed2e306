"""What a check finds in a story's nodes, each mistake in a story that is sound but for it."""

from typing import Any

import msgspec
import pytest

from emberline.stories.engine.check import check
from emberline.stories.engine.document import Media, Story
from tests.stories.engine.factories import choice, puzzle, roll, timer
from tests.stories.engine.quays import END, errors, quay, scene, story, warnings

HOLD, BILGE = scene("hold", choice("down", "bilge")), scene("bilge", choice("up", "hold"))
RUN, HIDE = choice("run", "end", timer=timer(5)), choice("hide", "end", timer=timer(9))


def bare(*nodes: Any) -> Story:
    """A story of these nodes alone."""
    return Story(format="emberline-story/1", title="Harbour", nodes=nodes)


def posing(kind: str, answers: Any, **more: Any) -> Story:
    """A story with one puzzle."""
    return story(quay(puzzle=puzzle(kind, answers, "end", **more)))


def rolling(dice: str, success: str = "end", failure: str = "end", target: int = 5) -> Story:
    """A story with one roll."""
    return story(quay(choice("dare", roll=roll(dice, target, success, failure))))


SOUND = {
    "a story": story(quay()),
    "an ending that is the start": bare(msgspec.structs.replace(END, start=True)),
    "a node that a puzzle leads on from": story(scene("quay", puzzle=puzzle("text", ["x"], "end"))),
    "a puzzle whose last wrong answer leads on": story(
        scene("quay", puzzle=puzzle("text", ["x"], "end", attempts=1, failure="end"))
    ),
    "a puzzle whose last wrong answer leaves the choices": posing("text", ["x"], attempts=2),
    "a roll, which needs no other target": rolling("2d6+1"),
    "a timer beside an untimed choice": story(quay(choice("run", "end", timer=timer(0.5)))),
    "a timer whose default has a timer": story(
        scene("quay", RUN, choice("hide", "end", timer=timer(9, default="run")))
    ),
    "timers beside a puzzle": story(scene("quay", RUN, puzzle=puzzle("text", ["x"], "end"))),
    "letters of which some are left out": story(
        quay(choice("a", "end", letter="A"), choice("b", "end", letter="B"), choice("c", "end"))
    ),
    "answers that are texts or numbers": posing("text", ["seven", 7]),
    "answers that are numbers": posing("number", [7, 7.5, "8"]),
    "parts in an order": posing("order", ["bow", "mast", "stern"]),
    "pairs": posing("match", {"bow": "front", "stern": "back"}),
    "a scene that is a picture": story(quay(content="", media=(Media(kind="image", source="q"),))),
    "a scene that is a question": story(quay(content="", puzzle=puzzle("text", ["x"], "end"))),
    "as many choices as are good": story(quay(*(choice(f"c{n}", "end") for n in range(199)))),
    "as many characters as are good": story(quay(content="x" * 20_000)),
}
ERRORS = {
    "no nodes": (bare(), ["no_start"]),
    "no start": (bare(quay(), END), ["no_start"]),
    "two starts": (
        story(quay(), scene("pier", choice("on", "end"), start=True)),
        ["several_starts pier"],
    ),
    "a choice to nowhere": (story(quay(choice("in", "cave"))), ["missing_target quay/in"]),
    "a choice without a target": (story(quay(choice("in"))), ["missing_target quay/in"]),
    "an ending's choice to nowhere": (
        bare(msgspec.structs.replace(END, start=True, choices=(choice("in", "cave"),))),
        ["missing_target end/in"],
    ),
    "a roll to nowhere": (rolling("d6", "sea", "sky"), ["missing_target quay/dare"] * 2),
    "a timer to nowhere": (
        story(quay(choice("run", "end", timer=timer(5, default="end")))),
        ["missing_target quay/run"],
    ),
    "a puzzle to nowhere": (
        story(quay(puzzle=puzzle("text", ["x"], "sea", failure="sky", attempts=1))),
        ["missing_target quay"] * 2,
    ),
    "a node without a way on": (
        story(quay(choice("in", "cave")), scene("cave")),
        ["dead_end cave"],
    ),
    "a puzzle that runs out of attempts": (
        story(scene("quay", puzzle=puzzle("text", ["x"], "end", attempts=3))),
        ["dead_end quay"],
    ),
    "a circle": (
        story(quay(choice("in", "hold")), HOLD, BILGE),
        ["no_way_to_ending hold", "no_way_to_ending bilge"],
    ),
    "a circle with a way to a dead end is told of once": (
        story(
            quay(choice("in", "hold")),
            HOLD,
            scene("bilge", choice("up", "hold"), choice("out", "sea")),
            scene("sea"),
        ),
        ["no_way_to_ending hold", "dead_end sea"],
    ),
    "a circle that a missing target would open is told of once": (
        story(
            scene("quay", choice("in", "hold")),
            HOLD,
            scene("bilge", choice("up", "hold"), choice("out", "sea")),
        ),
        ["no_way_to_ending quay", "missing_target bilge/out"],
    ),
    "an ending that only an ending leads to": (
        bare(
            scene("quay", choice("in", "quay"), start=True),
            msgspec.structs.replace(END, choices=(choice("back", "quay"),)),
        ),
        ["no_way_to_ending quay"],
    ),
    "two nodes of one key": (story(quay(), quay()), ["duplicate_key quay"]),
    "two choices of one key": (
        story(quay(choice("on", "end"), choice("on", "end"))),
        ["duplicate_key quay/on"] * 2,
    ),
    "two choices of one letter": (
        story(quay(choice("a", "end", letter="A"), choice("b", "end", letter="A"))),
        ["duplicate_letter quay/b"],
    ),
    "timers alone": (story(scene("quay", RUN, HIDE)), ["timer_without_way quay"]),
    "timers whose default is nowhere": (
        story(scene("quay", choice("run", "end", timer=timer(5, default="swim")))),
        ["missing_target quay/run", "timer_without_way quay"],
    ),
    "a timer without time": (
        story(quay(choice("run", "end", timer=timer(0)))),
        ["bad_value quay/run"],
    ),
    "a timer for ever": (
        story(quay(choice("run", "end", timer=timer(float("inf"))))),
        ["bad_value quay/run"],
    ),
    "dice that are none": (rolling("two dice"), ["bad_value quay/dare"]),
    "a target beyond all numbers": (rolling("d6", target=2**60), ["bad_value quay/dare"]),
    "no attempts": (posing("text", ["x"], attempts=0), ["bad_value quay"]),
    "no answers": (posing("text", []), ["bad_value quay"]),
    "no pairs": (posing("match", {}), ["bad_value quay"]),
    "an answer that is a list": (posing("text", [["x"]]), ["bad_value quay"]),
    "an answer that is true": (posing("number", [True]), ["bad_value quay"]),
    "an answer that is longer than anyone may write": (
        posing("text", ["x" * 1001]),
        ["bad_value quay"],
    ),
    "a number that is none": (posing("number", ["seven"]), ["bad_value quay"]),
    "a number that no number equals": (posing("number", [float("nan")]), ["bad_value quay"]),
    "an order of pairs": (posing("order", {"bow": "front"}), ["bad_value quay"]),
    "pairs that are a list": (posing("match", ["bow"]), ["bad_value quay"]),
    "more parts than anyone may order": (posing("order", ["x"] * 1001), ["bad_value quay"]),
    "a node without a key": (
        story(quay(choice("in", "")), scene("", choice("on", "end"))),
        ["bad_value"],
    ),
    "a choice without a key": (story(quay(choice("", "end"))), ["bad_value quay/"]),
    "a key that is a text": (
        story(quay(choice("in", "x" * 201)), scene("x" * 201, choice("on", "end"))),
        [f"too_large {'x' * 200}"],
    ),
    "too many choices": (
        story(quay(*(choice(f"c{n}", "end") for n in range(10_000)))),
        ["too_large quay"],
    ),
    "a content that is a book": (story(quay(content="x" * 200_001)), ["too_large quay"]),
    "a prompt that is a book": (
        story(
            quay(puzzle=msgspec.structs.replace(puzzle("text", ["x"], "end"), prompt="x" * 200_001))
        ),
        ["too_large quay"],
    ),
    "consequences that are a book": (
        story(quay(choice("in", "end", consequences="x" * 200_001))),
        ["too_large quay/in"],
    ),
}
WARNINGS = {
    "a node that nothing leads to": (
        story(quay(), scene("cave", choice("on", "end"))),
        ["unreachable_node cave"],
    ),
    "a node that only an ending leads to": (
        story(
            quay(choice("in", "pier")),
            scene("pier", choice("on", "cave"), type="ending"),
            scene("cave", choice("on", "end")),
        ),
        ["unreachable_node cave"],
    ),
    "a node without content": (story(quay(content=" \n")), ["empty_content quay"]),
    "a choice without text": (
        story(quay(msgspec.structs.replace(choice("in", "end"), text=" "))),
        ["empty_content quay/in"],
    ),
    "a long content": (story(quay(content="x" * 20_001)), ["long_node quay"]),
    "many choices": (
        story(quay(*(choice(f"c{n}", "end") for n in range(200)))),
        ["long_node quay"],
    ),
}


@pytest.mark.parametrize("sound", SOUND.values(), ids=SOUND.keys())
def test_nothing_is_found_in_what_is_sound(sound: Story):
    assert (errors(sound), warnings(sound), check(sound).valid) == ([], [], True)


@pytest.mark.parametrize(("unsound", "wanted"), ERRORS.values(), ids=ERRORS.keys())
def test_a_mistake_is_found_where_it_is(unsound: Story, wanted: list[str]):
    assert (errors(unsound), check(unsound).valid) == (wanted, False)


@pytest.mark.parametrize(("doubtful", "wanted"), WARNINGS.values(), ids=WARNINGS.keys())
def test_what_may_be_meant_is_a_warning_and_keeps_nobody_from_publishing(
    doubtful: Story, wanted: list[str]
):
    assert (errors(doubtful), warnings(doubtful), check(doubtful).valid) == ([], wanted, True)


def test_without_a_start_every_node_is_unreachable_and_none_is_told_of():
    report = check(bare(quay(), END))
    assert (report.metrics.unreachable_nodes, report.warnings) == (2, ())


def test_of_a_key_that_stands_twice_the_first_node_is_the_one_that_is_reached():
    twice = story(quay(choice("in", "hold")), scene("hold", choice("on", "end")), scene("hold"))
    assert errors(twice) == ["duplicate_key hold", "dead_end hold"]
    assert warnings(twice) == []


def test_a_report_is_what_is_documented():
    report = check(story(quay(choice("in", "cave"), content="Two words.")))
    assert msgspec.json.decode(msgspec.json.encode(report)) == {
        "valid": False,
        "errors": [
            {
                "code": "missing_target",
                "node": "quay",
                "choice": "in",
                "message": "This choice leads to `cave`, which does not exist: add this node, or"
                " lead elsewhere.",
            }
        ],
        "warnings": [],
        "metrics": {
            "nodes": 2,
            "choices": 2,
            "endings": 1,
            "words": 10,
            "unreachable_nodes": 0,
            "dead_ends": 0,
            "errors": 1,
            "warnings": 0,
        },
    }
