"""Whom a reader is: what they bring, and what stays theirs."""

from emberline.stories.engine.document import Item, Protagonist
from emberline.stories.engine.playable import Playable
from tests.stories.engine.factories import (
    began,
    choice,
    decoded,
    encoded,
    integer,
    node,
    playable,
    played,
)


def pair() -> Playable:
    """Ada with a rope, and Ben; each has a strength of their own, the gold is common."""
    return playable(
        node(
            "a",
            choice("ben", "a", effects=("protagonist(ben)",)),
            choice("ada", "a", effects=("protagonist(ada)",)),
            choice("train", "a", effects=("strength += 1", "gold += 1")),
        ),
        variables={"strength": integer(1), "gold": integer()},
        items={"rope": Item(), "lamp": Item()},
        protagonists={
            "ada": Protagonist(initial={"strength": 2, "unknown": 9}, items={"rope": 1}),
            "ben": Protagonist(initial={"strength": 5}, items={"lamp": 2}),
        },
    )


def test_the_first_protagonist_begins_where_nobody_is_named():
    assert began(pair()).protagonist == "ada"
    assert began(pair()).variables == {"strength": 2, "gold": 0}
    assert began(pair(), protagonist="ben").items == {"lamp": 2}


def test_values_that_are_theirs_are_kept_while_the_reader_is_somebody_else():
    story = pair()

    as_ben = played(story, "train", "ben", "train", "train")
    assert as_ben.variables == {"strength": 7, "gold": 3}
    assert as_ben.own == {"ada": {"strength": 3}}

    back = played(story, "train", "ben", "train", "train", "ada")
    assert back.variables == {"strength": 3, "gold": 3}
    assert back.own == {"ben": {"strength": 7}}


def test_items_are_brought_once():
    assert played(pair(), "ben", "ada", "ben", "ada").items == {"rope": 1, "lamp": 2}


def test_to_become_who_one_is_changes_nothing():
    story = pair()

    assert played(story, "train", "ada").variables == played(story, "train").variables


def test_a_state_with_several_people_is_kept_whole():
    state = played(pair(), "train", "ben", "train")

    assert decoded(encoded(state)) == state
