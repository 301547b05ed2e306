"""Saves that move to another version of their story."""

from typing import Any

import msgspec
import pytest

from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Item,
    Node,
    Protagonist,
    Story,
    Variable,
)
from emberline.stories.engine.migrate import Blocked, Moved, migrate
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import State
from emberline.stories.engine.view import view
from tests.stories.engine.factories import (
    choice,
    decoded,
    encoded,
    ending,
    flag,
    integer,
    log_of,
    node,
    played,
    puzzle,
    story,
)

PATH = ("on", "dig")
SADDER = Variable(type="enum", values=("calm", "sad"))


def first() -> Story:
    """The version that the save comes from."""
    return story(
        node("quay", choice("on", "cave", effects=("gold += 7", "give(rope, 2)", "give(lamp)"))),
        node(
            "cave",
            choice("dig", "cave", effects=("depth += 3", "unlock(digger)", "mood = 'glad'")),
            choice("out", "home"),
        ),
        ending("home"),
        variables={
            "gold": integer(),
            "depth": integer(),
            "mood": Variable(type="enum", values=("calm", "glad")),
        },
        items={"rope": Item(), "lamp": Item()},
        achievements={"digger": Achievement()},
        protagonists={"ada": Protagonist(), "ben": Protagonist()},
    )


def edited(old: Story, **changes: Any) -> Story:
    """Another version of `old`."""
    return msgspec.structs.replace(old, **changes)


def with_node(old: Story, key: str, **changes: Any) -> Story:
    """Another version of `old`, with one node changed."""
    return edited(
        old,
        nodes=tuple(
            msgspec.structs.replace(each, **changes) if each.key == key else each
            for each in old.nodes
        ),
    )


def without(old: dict[str, Any] | Any, name: str) -> dict[str, Any]:
    return {key: each for key, each in old.items() if key != name}


def test_a_save_moves_across_ten_edits_of_its_story_with_a_note_for_each_that_matters():
    old = first()
    state = played(Playable(old), *PATH)
    cave = old.nodes[1]
    asking = (*cave.choices, choice("back", "quay", condition="visited(quay) and times(cave) == 2"))
    edits: list[tuple[Any, list[str]]] = [
        (lambda s: edited(s, title="The Cave"), []),
        (lambda s: edited(s, nodes=(*s.nodes, ending("sea"))), []),
        (lambda s: edited(s, variables={**s.variables, "fear": integer(4)}), []),
        (lambda s: edited(s, variables={**s.variables, "gold": integer(max=5)}), ["gold"]),
        (lambda s: edited(s, items=without(s.items, "lamp")), ["lamp"]),
        (lambda s: edited(s, variables=without(s.variables, "depth")), ["depth"]),
        (lambda s: edited(s, nodes=tuple(reversed(s.nodes))), []),
        (lambda s: edited(s, variables={**s.variables, "mood": SADDER}), ["mood"]),
        (lambda s: edited(s, variables={**s.variables, "gold": flag()}), ["gold"]),
        (lambda s: edited(s, achievements={}), ["digger"]),
        (lambda s: with_node(s, "cave", choices=asking), ["quay"]),
    ]
    version = old
    for edit, noted in edits:
        newer = edit(version)
        moved = migrate(Playable(version), Playable(newer), state)

        assert isinstance(moved, Moved)
        assert len(moved.notes) == len(noted)
        assert all(name in note for name, note in zip(noted, moved.notes, strict=True))
        assert decoded(encoded(moved.state)) == moved.state
        assert view(Playable(newer), moved.state).node == "cave"
        state, version = moved.state, newer

    assert state.variables == {"gold": False, "mood": "calm", "fear": 4}
    assert state.items == {"rope": 2}
    assert state.achievements == ()


def test_what_does_not_touch_a_save_leaves_it_as_it_is():
    old = first()
    state = played(Playable(old), *PATH)

    moved = migrate(Playable(old), Playable(edited(old, title="Other")), state)

    assert moved == Moved(state, ())


def test_the_log_tells_the_visits_that_the_older_version_did_not_remember():
    old = first()
    new = with_node(
        old,
        "cave",
        choices=(
            *old.nodes[1].choices,
            choice("back", "quay", condition="times(cave) == 2 and chosen(quay/on)"),
        ),
    )
    before, after = Playable(old), Playable(new)
    state = played(before, *PATH)
    assert (state.visits, state.taken) == ({}, {})

    moved = migrate(before, after, state, log_of(before, *PATH))

    assert isinstance(moved, Moved) and moved.notes == ()
    assert (moved.state.visits, moved.state.taken) == ({"cave": 2}, {"quay/on": 1})
    assert [each.key for each in view(after, moved.state).choices] == ["dig", "out", "back"]


def test_a_value_in_a_narrower_range_is_the_nearest_one():
    old = first()
    new = edited(old, variables={**old.variables, "gold": integer(1, min=1, max=3)})

    moved = migrate(Playable(old), Playable(new), played(Playable(old), *PATH))

    assert isinstance(moved, Moved)
    assert moved.state.variables["gold"] == 3
    assert moved.notes == ("`gold` was 7; in its new range it is 3.",)


def test_a_protagonist_who_is_gone_is_followed_by_the_first_with_a_note():
    old = first()
    new = edited(old, protagonists={"ben": Protagonist()})

    moved = migrate(Playable(old), Playable(new), played(Playable(old), *PATH))

    assert isinstance(moved, Moved)
    assert moved.state.protagonist == "ben"
    assert len(moved.notes) == 1 and "ada" in moved.notes[0]


def test_attempts_start_again_where_the_puzzle_is_another():
    old = story(node("a", puzzle=puzzle("text", ("x",), "b", attempts=3)), ending("b"))
    new = with_node(old, "a", puzzle=puzzle("text", ("y",), "b", attempts=3))
    state = msgspec.structs.replace(played(Playable(old)), attempts=2)

    same, other = (migrate(Playable(old), Playable(each), state) for each in (old, new))

    assert isinstance(same, Moved) and same.state.attempts == 2
    assert isinstance(other, Moved) and other.state.attempts == 0


@pytest.mark.parametrize(
    ("node_now", "reason"),
    [
        (None, "node_gone"),
        (ending("cave"), "became_ending"),
        (node("cave", choice("up", "home", condition="gold > 99")), "no_way_on"),
    ],
)
def test_a_save_that_has_no_place_in_the_new_version_stays(node_now: Node | None, reason: str):
    old = first()
    kept = [each for each in old.nodes if each.key != "cave"]
    new = edited(old, nodes=(*kept, *([node_now] if node_now else [])))

    found = migrate(Playable(old), Playable(new), played(Playable(old), *PATH))

    assert isinstance(found, Blocked)
    assert found.reason == reason and "cave" in found.message


def test_a_finished_play_moves_though_nothing_is_open_there():
    old = first()
    state: State = played(Playable(old), "on", "out")
    choices: tuple[Choice, ...] = ()

    moved = migrate(Playable(old), Playable(with_node(old, "quay", choices=choices)), state)

    assert isinstance(moved, Moved)
