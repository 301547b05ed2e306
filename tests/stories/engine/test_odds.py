"""How likely an ending is, where it can be worked out by hand."""

from fractions import Fraction

import pytest

from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove import prove
from tests.stories.engine.factories import choice, ending, integer, node, playable, roll


def odds(story: Playable) -> dict[str, str | float | None]:
    """The odds of each ending."""
    return {key: each.odds for key, each in prove(story).endings.items()}


def test_choices_are_equally_likely_and_conditions_say_how_many_there_are():
    story = playable(
        node(
            "gate",
            choice("a", "wood"),
            choice("b", "wood"),
            choice("c", "sea"),
            choice("d", "sea", condition="1 > 2"),
        ),
        ending("wood"),
        ending("sea"),
    )

    assert odds(story) == {"wood": "2/3", "sea": "1/3"}


def test_dice_count_every_way_in_which_they_fall():
    story = playable(
        node("table", choice("throw", roll=roll("2d6", 10, "win", "lose", modifier="1"))),
        ending("win"),
        ending("lose"),
    )

    assert odds(story) == {"win": "5/18", "lose": "13/18"}


def test_a_loop_is_summed_up_exactly():
    story = playable(
        node("wheel", choice("spin", "wheel"), choice("up", "roof"), choice("down", "cellar")),
        node("cellar", choice("back", "wheel"), choice("dig", "earth")),
        ending("roof"),
        ending("earth"),
    )

    assert odds(story) == {"roof": "2/3", "earth": "1/3"}


def test_plays_that_never_end_are_missing_from_the_odds():
    story = playable(
        node("fork", choice("in", "maze"), choice("out", "end")),
        node("maze", choice("on", "maze")),
        ending("end"),
    )

    assert odds(story) == {"end": "1/2"}


def walk_between(steps: int) -> Playable:
    """A walk to and fro between two endings, from beside the low one."""
    middle = [
        node(f"s{place}", choice("on", f"s{place + 1}"), choice("back", f"s{place - 1}"))
        for place in range(2, steps - 1)
    ]
    return playable(
        node("s1", choice("on", "s2"), choice("back", "low")),
        *middle,
        node(f"s{steps - 1}", choice("on", "high"), choice("back", f"s{steps - 2}")),
        ending("low"),
        ending("high"),
    )


@pytest.mark.parametrize("steps", [8, 40, 64])
def test_a_walk_between_two_ends_comes_to_each_as_likely_as_it_is_near(steps: int):
    found = odds(walk_between(steps))

    assert found["high"] is not None and found["low"] is not None
    assert float(Fraction(found["high"])) == pytest.approx(1 / steps, rel=1e-6)
    assert float(Fraction(found["low"])) == pytest.approx(1 - 1 / steps, rel=1e-6)


def test_odds_that_do_not_settle_are_left_out_instead_of_being_told_wrong():
    proof = prove(walk_between(150))

    assert proof.complete
    assert {each.odds for each in proof.endings.values()} == {None}


def test_draws_in_effects_and_once_only_choices_count_too():
    story = playable(
        node(
            "deck",
            choice("draw", "deck", effects=("card = random(1, 4)",), once=True),
            choice("ace", "win", condition="card == 4"),
            choice("fold", "lose"),
        ),
        ending("win"),
        ending("lose"),
        variables={"card": integer()},
    )

    # Half draw; of them a quarter has the ace, and takes it every other time.
    assert odds(story) == {"win": "1/16", "lose": "15/16"}
