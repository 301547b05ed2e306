"""Dice and draws: the same on every machine, evenly spread, and refused where they mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.chance import (
    SeededFate,
    SettledFate,
    dice_extreme,
    parse_dice,
    ways,
)
from tests.stories.engine.factories import SEED


@given(st.text(alphabet="0123456789dD+- ", max_size=20) | st.text(max_size=20))
def test_text_is_dice_or_is_refused_with_a_reason(notation: str):
    try:
        dice = parse_dice(notation)
    except ValueError:
        return
    low, high = (dice_extreme(dice, highest=each).total for each in (False, True))
    assert low <= SeededFate(SEED, 0).roll(dice).total <= high


@pytest.mark.parametrize(
    "notation", ["", "d", "d0", "0d6", "101d6", "1d1001", "-1d6", "2d6x", "1d6-1d4"]
)
def test_what_are_no_dice_is_refused(notation: str):
    with pytest.raises(ValueError, match=r"."):
        parse_dice(notation)


def test_the_ways_of_dice_are_all_that_they_can_show():
    assert ways(parse_dice("2d3+1d2-1")) == {2: 1, 3: 3, 4: 5, 5: 5, 6: 3, 7: 1}
    assert sum(ways(parse_dice("100d1000")).values()) == 1000**100


def test_a_number_depends_on_the_seed_and_on_how_many_were_drawn_and_on_nothing_else():
    fate = SeededFate(SEED, 0)
    drawn = [fate.between(1, 1000) for _ in range(5)]

    assert fate.drawn == 5
    assert [SeededFate(SEED, place).between(1, 1000) for place in range(5)] == drawn
    assert drawn != [SeededFate("0" * 32, place).between(1, 1000) for place in range(5)]


def test_draws_are_the_same_in_every_version_for_ever():
    fate = SeededFate("000102030405060708090a0b0c0d0e0f", 0)

    assert [fate.between(1, 100) for _ in range(6)] == [74, 8, 98, 97, 56, 94]


def test_faces_fall_evenly():
    fate = SeededFate(SEED, 0)
    falls = [fate.between(1, 6) for _ in range(6_000)]

    assert all(900 < falls.count(face) < 1_100 for face in range(1, 7))


def test_settled_chance_falls_as_it_was_settled_and_then_by_the_seed():
    fate = SettledFate((12, 4), SeededFate(SEED, 0))

    assert fate.roll(parse_dice("2d6")).total == 12
    assert fate.between(1, 4) == 4
    assert fate.drawn == 0
    assert fate.between(1, 1000) == SeededFate(SEED, 0).between(1, 1000)


def test_what_could_not_have_fallen_is_refused():
    with pytest.raises(ValueError, match="13"):
        SettledFate((13,), SeededFate(SEED, 0)).roll(parse_dice("2d6"))
    with pytest.raises(ValueError, match="5"):
        SettledFate((5,), SeededFate(SEED, 0)).between(1, 4)
