"""Passages that set, ask and print: what a reader sees of their translation, and what is kept when
the passage is left, is what SugarCube would make of them."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.stories.formats.twine_scenes import Play

FIRST = "<<set $a to 2, $b to 0, $p to true, $q to false, $s to 'red'>>"
LAST = "$a $b $p $q $s"
NUMBERS, FLAGS, TEXTS = ("a", "b"), ("p", "q"), ("red", "blue")


@dataclass
class Memory:
    """The variables, and the words that were shown."""

    values: dict[str, Any] = field(
        default_factory=lambda: {"a": 2, "b": 0, "p": True, "q": False, "s": "red"}
    )
    words: list[str] = field(default_factory=list)

    def shown(self, name: str) -> str:
        value = self.values[name]
        return str(value).lower() if isinstance(value, bool) else str(value)

    def all_shown(self) -> str:
        return " ".join(self.shown(name) for name in "abpqs")


Part = tuple[str, Any]
_HARMLESS = frozenset({"no_title", "declared_by_use"})


def conditions() -> st.SearchStrategy[Part]:
    numbers = st.tuples(
        st.sampled_from(NUMBERS),
        st.sampled_from(["is", "neq", "gt", "gte", "lt", "lte"]),
        st.integers(-1, 4),
    )
    simple = st.one_of(
        st.tuples(st.just("number"), numbers),
        st.tuples(st.just("flag"), st.sampled_from(FLAGS)),
        st.tuples(st.just("text"), st.sampled_from(TEXTS)),
    )
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner),
            st.tuples(st.sampled_from(["and", "or"]), st.tuples(inner, inner)),
        ),
        max_leaves=3,
    )


def bodies(deep: int = 2) -> st.SearchStrategy[list[Part]]:
    sets = st.one_of(
        st.tuples(
            st.sampled_from(NUMBERS), st.sampled_from(["to", "+=", "-="]), st.integers(-2, 5)
        ),
        st.tuples(st.sampled_from(FLAGS), st.just("to"), st.booleans()),
        st.tuples(st.just("s"), st.just("to"), st.sampled_from(TEXTS)),
        st.tuples(st.sampled_from(NUMBERS), st.just("copy"), st.sampled_from(NUMBERS)),
    )
    simple = st.one_of(
        st.tuples(st.just("print"), st.sampled_from("abpqs")),
        st.tuples(st.just("set"), sets),
        st.tuples(st.just("words"), st.sampled_from(["one", "two"])),
    )
    if not deep:
        return st.lists(simple, max_size=3)
    inner = bodies(deep - 1)
    branches = st.lists(st.tuples(conditions(), inner), min_size=1, max_size=2)
    whole = st.tuples(st.just("if"), st.tuples(branches, st.none() | inner))
    return st.lists(st.one_of(simple, simple, whole), min_size=1, max_size=5)


def asked(condition: Part) -> str:
    match condition:
        case "number", (name, operator, value):
            return f"${name} {operator} {value}"
        case "flag", name:
            return f"${name}"
        case "text", text:
            return f'$s is "{text}"'
        case "not", inner:
            return f"not ({asked(inner)})"
        case joined, (one, other):
            return f"(({asked(one)}) {joined} ({asked(other)}))"
    raise AssertionError(condition)


def source_of(body: list[Part]) -> str:
    return " ".join(_source(part) for part in body)


def _source(part: Part) -> str:
    match part:
        case "print", name:
            return f"${name}"
        case "words", words:
            return str(words)
        case "set", (name, "copy", other):
            return f"<<set ${name} to ${other}>>"
        case "set", (name, operator, value):
            shown = f'"{value}"' if name == "s" else str(value).lower()
            return f"<<set ${name} {operator} {shown}>>"
        case _, (branches, otherwise):
            text = ""
            for place, (condition, inner) in enumerate(branches):
                text += f"<<{'elseif' if place else 'if'} {asked(condition)}>> {source_of(inner)} "
            if otherwise is not None:
                text += f"<<else>> {source_of(otherwise)} "
            return f"{text}<</if>>"
    raise AssertionError(part)


def holds(condition: Part, memory: Memory) -> bool:
    match condition:
        case "number", (name, operator, value):
            found = memory.values[name]
            return bool(
                {
                    "is": found == value,
                    "neq": found != value,
                    "gt": found > value,
                    "gte": found >= value,
                    "lt": found < value,
                    "lte": found <= value,
                }[operator]
            )
        case "flag", name:
            return bool(memory.values[name])
        case "text", text:
            return bool(memory.values["s"] == text)
        case "not", inner:
            return not holds(inner, memory)
        case "and", (one, other):
            return holds(one, memory) and holds(other, memory)
        case _, (one, other):
            return holds(one, memory) or holds(other, memory)
    raise AssertionError(condition)


def run(body: list[Part], memory: Memory) -> None:
    for part in body:
        match part:
            case "print", name:
                memory.words.append(memory.shown(name))
            case "words", words:
                memory.words.append(words)
            case "set", (name, "copy", other):
                memory.values[name] = memory.values[other]
            case "set", (name, "to", value):
                memory.values[name] = value
            case "set", (name, sign, value):
                memory.values[name] += value if sign == "+=" else -value
            case _, (branches, otherwise):
                chosen = next(
                    (inner for asked, inner in branches if holds(asked, memory)), otherwise
                )
                run(chosen or [], memory)


def played(**passages: str) -> Play:
    """The story, if all of it could be translated."""
    play = Play("SugarCube", StoryInit=FIRST, **passages)
    found = {finding.code for finding in play.imported.findings}
    assume(not found & {"effect_untranslated", "expression_untranslated"})
    assert [f for f in play.imported.findings if f.code not in _HARMLESS] == []
    return play


@given(bodies())
def test_a_passage_shows_and_keeps_what_sugarcube_would(body: list[Part]):
    memory = Memory()
    run(body, memory)
    play = played(Start=f"{source_of(body)}\n\n[[On|End]]", End=LAST)
    assert play.words.split() == memory.words
    assert play.take("On") == memory.all_shown()


@given(bodies(), bodies(1))
def test_a_link_does_what_its_body_says_on_top(body: list[Part], click: list[Part]):
    memory = Memory()
    run(body, memory)
    run(click, memory)
    start = f'{source_of(body)}\n\n<<link "On" "End">>{source_of(click)}<</link>>'
    assert played(Start=start, End=LAST).take("On") == memory.all_shown()


@given(bodies(1), bodies(1))
def test_what_a_click_brings_is_what_it_is_then_and_the_rest_stays(
    body: list[Part], click: list[Part]
):
    memory = Memory()
    run(body, memory)
    before = list(memory.words)
    sets = [part for part in click if part[0] == "set"]
    run(sets, memory)
    start = (
        f"{source_of(body)}\n\n"
        f'<<linkreplace "More">>{source_of(sets)} {LAST}<</linkreplace>>\n\n[[On|End]]'
    )
    play = played(Start=start, End=LAST)
    assert play.words.split() == before
    assert play.take("More").split() == [*before, *memory.all_shown().split()]
    assert play.take("On") == memory.all_shown()
