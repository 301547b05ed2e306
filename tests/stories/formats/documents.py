"""Stories of every shape for the tests of formats, and a count of the work that reading takes."""

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, get_args

from hypothesis import strategies as st

from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Difficulty,
    Ending,
    Item,
    Media,
    Node,
    NodeType,
    Position,
    Protagonist,
    Puzzle,
    PuzzleKind,
    Roll,
    Story,
    Timer,
    Variable,
    VariableType,
)


def story(*nodes: Node, **more: Any) -> Story:
    """A story of `nodes`, the first of which is the start."""
    first = [Node(**{**_fields(node), "start": True}) for node in nodes[:1]]
    told = {"format": "emberline-story/1", "title": "Lamps", **more}
    return Story(nodes=(*first, *nodes[1:]), **told)


def node(key: str, *ways: str, **more: Any) -> Node:
    """A node with a choice to each of `ways`."""
    choices = tuple(
        Choice(key=str(place), text=f"To {to}", to=to) for place, to in enumerate(ways, 1)
    )
    return Node(key=key, choices=choices, **more)


def corridor(count: int) -> Story:
    """A story of `count` nodes, each with conditions, effects, templates and a way back."""
    nodes = [
        Node(
            key=f"n{number}",
            title=f"Room {number}",
            content=f"You have {{gold}} and {{if lamp{number % 9}}}light{{end}}.",
            choices=(
                Choice(
                    key="1",
                    text="On",
                    to=f"n{(number + 1) % count}",
                    condition=f"gold > {number % 50}",
                    effects=(f"gold += {number}", f"x{number % 30} = x{(number + 1) % 30}"),
                ),
                Choice(key="2", text="Back", to=f"n{number // 2}"),
            ),
        )
        for number in range(count)
    ]
    return story(*nodes)


def calls_of(work: Callable[[], object]) -> int:
    """How many functions `work` calls, Python's own among them: a measure of its length.

    What earlier work left is collected before, not meanwhile: its finalizers would count.
    """
    count = 0

    def look(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    gc.collect()
    gc.disable()
    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def _fields(part: Node) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__struct_fields__}


TEXTS = st.text(max_size=12)
_NUMBERS = (
    st.integers(-(2**53), 2**53)
    | st.just(10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
)
_VALUES = st.booleans() | _NUMBERS | TEXTS
_ANYTHING = st.recursive(
    st.none() | _VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
_MAYBE_TEXT = st.none() | TEXTS


def _tuples(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=most).map(tuple)


def _maps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(TEXTS, strategy, max_size=2)


_ROLLS = st.builds(
    Roll,
    dice=TEXTS,
    modifier=_MAYBE_TEXT,
    target=st.integers(-99, 99),
    success=TEXTS,
    failure=TEXTS,
)
_CHOICES = st.builds(
    Choice,
    key=TEXTS,
    text=TEXTS,
    to=TEXTS,
    letter=_MAYBE_TEXT,
    condition=_MAYBE_TEXT,
    locked_text=_MAYBE_TEXT,
    effects=_tuples(TEXTS),
    consequences=TEXTS,
    once=st.booleans(),
    fallback=st.booleans(),
    timer=st.none() | st.builds(Timer, seconds=_NUMBERS, default=_MAYBE_TEXT),
    roll=st.none() | _ROLLS,
)
_PUZZLES = st.builds(
    Puzzle,
    kind=st.sampled_from(get_args(PuzzleKind)),
    prompt=TEXTS,
    answers=_tuples(_ANYTHING) | _maps(TEXTS),
    case_sensitive=st.booleans(),
    hints=_tuples(TEXTS),
    attempts=st.none() | st.integers(0, 9),
    success=TEXTS,
    failure=_MAYBE_TEXT,
)
_NODES = st.builds(
    Node,
    key=TEXTS,
    title=TEXTS,
    content=TEXTS,
    type=st.sampled_from(get_args(NodeType)),
    start=st.booleans(),
    ending=st.none() | st.builds(Ending, name=TEXTS, tone=TEXTS),
    on_enter=_tuples(TEXTS),
    media=_tuples(
        st.builds(Media, kind=st.sampled_from(["image", "audio"]), source=TEXTS, alt_text=TEXTS)
    ),
    tags=_tuples(TEXTS),
    position=st.none()
    | st.builds(
        Position,
        x=_NUMBERS,
        y=_NUMBERS,
    ),
    note=TEXTS,
    choices=_tuples(_CHOICES),
    puzzle=st.none() | _PUZZLES,
    twine=_maps(_ANYTHING),
)
_VARIABLES = st.builds(
    Variable,
    type=st.sampled_from(get_args(VariableType)),
    initial=st.none() | _VALUES,
    min=st.none() | _NUMBERS,
    max=st.none() | _NUMBERS,
    values=_tuples(TEXTS),
    label=TEXTS,
    shown=st.booleans(),
)
STORIES = st.builds(
    Story,
    format=st.just("emberline-story/1"),
    title=TEXTS,
    schema=_MAYBE_TEXT,
    description=TEXTS,
    language=TEXTS,
    author=TEXTS,
    category=TEXTS,
    tags=_tuples(TEXTS),
    difficulty_level=st.sampled_from(get_args(Difficulty)),
    cover=_MAYBE_TEXT,
    content_notes=_tuples(TEXTS),
    variables=_maps(_VARIABLES),
    items=_maps(st.builds(Item, name=TEXTS, description=TEXTS, image=_MAYBE_TEXT)),
    protagonists=_maps(
        st.builds(
            Protagonist,
            name=TEXTS,
            initial=_maps(_VALUES),
            items=_maps(st.integers(0, 9)),
        )
    ),
    achievements=_maps(st.builds(Achievement, name=TEXTS, secret=st.booleans())),
    nodes=_tuples(_NODES, most=4),
    twine=_maps(_ANYTHING),
)
"""Documents with anything that a document may hold, sound or not."""
