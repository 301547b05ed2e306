"""What a reader sees, and what nobody may see."""

import msgspec

from emberline.stories.engine.document import Ending, Item
from emberline.stories.engine.view import view
from tests.stories.engine.factories import (
    began,
    choice,
    ending,
    flag,
    integer,
    node,
    playable,
    played,
    roll,
)


def test_texts_stats_and_inventory_are_shown_as_the_state_has_them():
    story = playable(
        node(
            "a", choice("on", "b"), title="Quay", content="{gold} coins", on_enter=("give(rope)",)
        ),
        ending("b"),
        variables={"gold": integer(3, shown=True), "secret": integer()},
        items={"rope": Item()},
    )

    seen = view(story, began(story))

    assert (seen.title, seen.content, seen.stats, seen.inventory) == (
        "Quay",
        "3 coins",
        {"gold": 3},
        {"rope": 1},
    )


def test_a_locked_choice_shows_its_locked_text_and_a_hidden_one_nothing():
    story = playable(
        node(
            "a",
            choice("gate", "b", condition="lit", locked_text="Too dark ({lit})."),
            choice("trap", "b", condition="lit"),
            choice("on", "b"),
        ),
        ending("b"),
        variables={"lit": flag()},
    )

    gate, on = view(story, began(story)).choices

    assert (gate.key, gate.available, gate.locked_text) == ("gate", False, "Too dark (false).")
    assert (on.key, on.available, on.locked_text) == ("on", True, None)


def test_a_used_choice_and_a_fallback_are_never_shown_locked():
    story = playable(
        node(
            "a",
            choice("ask", "a", once=True, locked_text="Asked."),
            choice("on", "b"),
            choice("else", "b", fallback=True, locked_text="Later."),
        ),
        ending("b"),
    )

    assert [each.key for each in view(story, played(story, "ask")).choices] == ["on"]


def test_letters_are_the_author_s_or_the_next_that_is_free_and_stay_when_others_close():
    story = playable(
        node(
            "a",
            choice("one", "b"),
            choice("two", "b", letter="A"),
            choice("gone", "b", condition="false"),
            choice("four", "b"),
        ),
        ending("b"),
    )

    assert [(each.key, each.letter) for each in view(story, began(story)).choices] == [
        ("one", "B"),
        ("two", "A"),
        ("four", "D"),
    ]


def test_more_choices_than_letters_go_on_with_two():
    story = playable(node("a", *(choice(f"c{n}", "b") for n in range(10_000))), ending("b"))

    letters = [each.letter for each in view(story, began(story)).choices]

    assert letters[25:28] == ["Z", "AA", "AB"]
    assert len(set(letters)) == 10_000


def test_dice_are_shown_with_their_target():
    story = playable(
        node("a", choice("throw", roll=roll("2d6+1", 9, "b", "b"))), ending("b", title="Home")
    )

    (offer,) = view(story, began(story)).choices

    assert (offer.dice, offer.target) == ("2d6+1", 9)


def test_an_ending_has_its_name_and_no_choices():
    story = playable(
        node("a", choice("on", "b"), choice("off", "c")),
        node("b", choice("back", "a"), ending=Ending(name="Safe", tone="calm")),
        ending("c", title="Lost"),
    )

    safe, lost = (view(story, played(story, key)) for key in ("on", "off"))

    assert safe.is_ending and safe.ending == Ending(name="Safe", tone="calm") and safe.choices == ()
    assert lost.ending == Ending(name="Lost")


def test_neither_the_seed_nor_a_target_is_in_a_view():
    story = playable(node("a", choice("on", "hidden-room")), ending("hidden-room"))
    state = began(story)

    told = msgspec.json.encode(view(story, state)).decode()

    assert state.seed not in told
    assert "hidden-room" not in told
