"""Stories that nobody wrote with good intentions: a check tells of them, within bounds."""

import sys
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import CheckReport
from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Ending,
    Item,
    Media,
    Node,
    Protagonist,
    Puzzle,
    Roll,
    Story,
    Timer,
    Variable,
)
from tests.stories.engine.factories import choice, flag, integer, puzzle, timer
from tests.stories.engine.quays import errors, quay, scene, story, warnings


def circle(nodes: int, **more: Any) -> Story:
    """So many nodes, each of which leads to the next."""
    return Story(
        format="emberline-story/1",
        title="Round",
        nodes=tuple(
            scene(f"n{n}", choice("on", f"n{(n + 1) % nodes}"), start=n == 0) for n in range(nodes)
        ),
        **more,
    )


def hub(choices: int, **more: Any) -> Story:
    """A node with so many choices, all of them alike."""
    return story(quay(*(choice(f"c{n}", "end", **more) for n in range(choices))))


def test_a_hundred_thousand_nodes_in_one_circle_are_told_of_and_counted():
    report = check(circle(100_000))
    assert (len(report.errors), report.metrics.errors, report.valid) == (1_000, 100_000, False)
    assert {each.code for each in report.errors} == {"no_way_to_ending"}
    assert [each.node for each in report.errors[:2]] == ["n0", "n1"]


def test_a_hundred_thousand_nodes_in_a_row_are_sound_and_one_more_is_too_many():
    def row(nodes: int) -> Story:
        told = [scene(f"n{n}", choice("on", f"n{n + 1}")) for n in range(nodes - 1)]
        last = msgspec.structs.replace(told[-1], choices=(choice("on", "end"),))
        return story(*told[:-1], last)

    assert check(row(100_000)).valid
    assert errors(row(100_001)) == ["too_large"]


def test_ten_thousand_choices_on_one_node_are_many_and_sound():
    many = hub(9_999)
    assert (errors(many), warnings(many)) == ([], ["long_node quay"])


def test_a_mistake_is_told_of_beside_a_hundred_thousand_others():
    broken = circle(100_000, variables={"2": integer()})
    codes = [each.code for each in check(broken).errors]
    assert (codes[0], len(codes), codes.count("no_way_to_ending")) == ("bad_value", 1_000, 999)


def test_codes_share_the_room_of_a_report():
    nodes = [scene(f"n{n}", choice("in", "nowhere"), choice("in", "end")) for n in range(2_000)]
    report = check(story(*nodes))
    codes = [each.code for each in report.errors]
    assert (codes.count("missing_target"), codes.count("duplicate_key")) == (500, 500)
    assert (report.metrics.errors, len(report.warnings), report.metrics.warnings) == (
        4_000,
        1_000,
        1_999,
    )


CONDITIONS = {
    "a condition as long as it may be": (" or ".join(["low > 1"] * 908)[:9_980] + " or lit", []),
    "one that is longer": ("lit or " * 1_500 + "lit", ["syntax quay/in"]),
    "brackets as deep as they may be": ("(" * 40 + "lit" + ")" * 40, []),
    "deeper brackets": ("(" * 5_000, ["syntax quay/in"]),
    "lists in lists": ("low in [" * 1_200, ["syntax quay/in"]),
    "calls in calls": ("max(1, " * 1_400, ["syntax quay/in"]),
    "calls as deep as they may be": ("max(1, " * 40 + "1" + ")" * 40, []),
    "a thousand times not": ("not " * 2_000 + "lit", []),
    "a thousand minuses": ("-" * 9_000 + "low", []),
    "a quote without end": ('"' + "\\" * 9_000, ["syntax quay/in"]),
    "spaces": (" " * 10_000, ["syntax quay/in"]),
    "a long number": ("low > " + "9" * 9_000, ["syntax quay/in"]),
    "a long key": (f"has({'a' * 9_000})", ["undeclared quay/in"]),
}


@pytest.mark.parametrize(("condition", "wanted"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_a_condition_of_any_length_and_depth_is_judged(condition: str, wanted: list[str]):
    variables = {"low": integer(), "lit": flag()}
    asked = story(quay(choice("in", "end", condition=condition)), variables=variables)
    assert errors(asked) == wanted


def test_what_a_report_tells_is_short_however_long_what_it_is_about():
    long = "x" * 1_000_000
    values = tuple(f"{n}{'y' * 10_000}" for n in range(1_000))
    nodes = [
        scene(long, choice(long, long * 2), choice("b", "end", condition='mood == "z"')),
        scene(
            "n", *(choice(f"c{n}", long * 2, condition=f"{'y' * 9_000} > {n}") for n in range(99))
        ),
    ]
    variables = {"mood": Variable(type="enum", values=values)}
    report = check(story(quay(choice("in", long), choice("n", "n")), *nodes, variables=variables))
    assert {each.code for each in report.errors} == {
        *("too_large", "missing_target", "type", "undeclared")
    }
    assert len(msgspec.json.encode(report)) < 200_000


def opcodes(call: Callable[[], Any]) -> int:
    """How many steps of the interpreter `call` takes."""
    steps = 0

    def count(frame: Any, event: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        call()
    finally:
        sys.settrace(before)
    return steps


def full(nodes: int) -> Story:
    """A sound story with something of everything."""
    told = [
        scene(
            f"n{n}",
            choice("on", f"n{(n + 1) % nodes}", condition=f"low > {n} and not visited(n{n})"),
            choice("run", "end", timer=timer(5, default="on"), effects=(f"low += {n}",)),
            choice("in", f"n{n * 7 % nodes}", locked_text="{low}", once=True),
            content=f"You are at {n}, with {{low}}. {{if lit}}It is bright.{{end}}",
            puzzle=puzzle("text", [str(n)], "end"),
        )
        for n in range(nodes)
    ]
    return story(*told, variables={"low": integer(), "lit": flag()})


SHAPES: dict[str, Callable[[int], Story]] = {
    "a sound story": full,
    "a circle": circle,
    "one node with many choices": hub,
    "one node with many timers": lambda n: hub(n, timer=timer(5, default=f"c{n - 1}")),
    "one node with many letters": lambda n: hub(n, letter="A"),
    "one node that many lead to nowhere from": lambda n: story(
        quay(*(choice(f"c{k}", f"x{k}") for k in range(n)))
    ),
    "many starts": lambda n: story(
        *(scene(f"n{k}", choice("on", "end"), start=True) for k in range(n))
    ),
    "many dead ends": lambda n: story(
        quay(*(choice(f"c{k}", f"n{k}") for k in range(n))), *(scene(f"n{k}") for k in range(n))
    ),
    "many nodes of one key": lambda n: story(quay(), *[quay()] * n),
    "many choices of one key": lambda n: story(quay(*[choice("in", "end")] * n)),
    "many variables": lambda n: story(quay(), variables={f"v{k}": integer() for k in range(n)}),
    "many items": lambda n: story(
        quay(on_enter=tuple(f"give(i{k})" for k in range(n))),
        items={f"i{k}": Item() for k in range(n)},
    ),
    "many answers": lambda n: story(
        quay(puzzle=puzzle("text", [f"a{k}" for k in range(n)], "end"))
    ),
    "a long content": lambda n: story(quay(content="{low} {if high}{end} {else}\n" * n)),
    "a long condition": lambda n: story(
        quay(choice("in", "end", condition=" and ".join([f"x > {k}" for k in range(n)][:900])))
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_the_work_grows_with_the_story_and_no_faster(shape: Callable[[int], Story]):
    small, large = shape(60), shape(600)
    check(small)
    assert opcodes(lambda: check(large)) < 10.5 * opcodes(lambda: check(small))


KEYS = st.sampled_from(["a", "b", "c", "end", "", "low", "rope", "a/b", "\0", "x" * 300])
WORDS = st.one_of(
    KEYS,
    st.text(max_size=12),
    st.sampled_from(
        [
            *("low > 1", "has(rope)", "not has(rope, low)", "chosen(a/b)", "visited(a)", "lit"),
            *("give(rope)", "take(rope, -1)", "unlock(a)", "protagonist(a)", "low += roll('d6')"),
            *("{low}", "{if low > 1}x{else}y{end}", "{if", "{end}", "\\{low}", "mood == 'x'"),
            *("2d6+1", "d0", "low = 1 / 0", 'mood = "x"', "count(rope) in [0, 1]", "1 < low < 5"),
        ]
    ),
)
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([0, 1, -1, 2**53, 10**400]))
VALUES = st.one_of(st.booleans(), NUMBERS, WORDS)
MAYBE = st.none()


def tuples(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    """Up to so many values."""
    return st.lists(of, max_size=most).map(tuple)


def maps(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Up to three keys with their values."""
    names = st.sampled_from(["low", "lit", "mood", "rope", "a", "", "and", "x y"])
    return st.dictionaries(names, of, max_size=3)


CHOICES = st.builds(
    Choice,
    key=KEYS,
    text=WORDS,
    to=KEYS,
    letter=MAYBE | KEYS,
    condition=MAYBE | WORDS,
    locked_text=MAYBE | WORDS,
    effects=tuples(WORDS),
    consequences=WORDS,
    once=st.booleans(),
    fallback=st.booleans(),
    timer=MAYBE | st.builds(Timer, seconds=NUMBERS, default=MAYBE | KEYS),
    roll=MAYBE
    | st.builds(
        Roll, dice=WORDS, modifier=MAYBE | WORDS, target=st.integers(), success=KEYS, failure=KEYS
    ),
)
PUZZLES = st.builds(
    Puzzle,
    kind=st.sampled_from(["text", "number", "order", "match"]),
    prompt=WORDS,
    answers=tuples(VALUES | MAYBE | st.lists(VALUES, max_size=1)) | maps(WORDS),
    hints=tuples(WORDS),
    attempts=MAYBE | st.integers(),
    success=KEYS,
    failure=MAYBE | KEYS,
)
NODES = st.builds(
    Node,
    key=KEYS,
    content=WORDS,
    type=st.sampled_from(["story", "choice", "ending", "puzzle"]),
    start=st.booleans(),
    ending=MAYBE | st.builds(Ending, name=WORDS),
    on_enter=tuples(WORDS),
    media=tuples(st.builds(Media, kind=st.just("image"), source=WORDS), 1),
    choices=tuples(CHOICES),
    puzzle=MAYBE | PUZZLES,
)
STORIES = st.builds(
    Story,
    format=st.just("emberline-story/1"),
    title=WORDS,
    variables=maps(
        st.builds(
            Variable,
            type=st.sampled_from(["int", "number", "bool", "string", "enum"]),
            initial=MAYBE | VALUES,
            min=MAYBE | NUMBERS,
            max=MAYBE | NUMBERS,
            values=tuples(WORDS),
            shown=st.booleans(),
        )
    ),
    items=maps(st.builds(Item, name=WORDS)),
    protagonists=maps(st.builds(Protagonist, initial=maps(VALUES), items=maps(st.integers()))),
    achievements=maps(st.builds(Achievement, name=WORDS)),
    nodes=tuples(NODES, 5),
)


@given(STORIES)
def test_any_story_has_a_report_that_can_be_sent(any_story: Story):
    report = check(any_story)
    assert report.valid == (report.errors == ()) == (report.metrics.errors == 0)
    assert msgspec.json.decode(msgspec.json.encode(report), type=CheckReport) == report
    assert check(any_story) == report
