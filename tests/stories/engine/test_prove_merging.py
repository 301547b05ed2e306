"""States that cannot differ in what they still allow are one, so that proofs close."""

from emberline.stories.engine.document import Item
from emberline.stories.engine.prove import prove
from emberline.stories.engine.replay import replay
from tests.stories.engine.factories import (
    choice,
    ending,
    integer,
    node,
    playable,
)


def test_a_counter_that_is_spent_where_nobody_asks_for_it_any_more_closes():
    story = playable(
        node("mill", choice("work", "mill", effects=("gold += 1",)), choice("go", "gate")),
        node(
            "gate",
            choice("pay", "town", condition="gold >= 3", effects=("gold -= 3",)),
            choice("back", "mill"),
        ),
        ending("town"),
        variables={"gold": integer(2)},
    )

    proof = prove(story)

    assert proof.complete and proof.states < 20
    assert proof.endings["town"].odds == "1/1"


def test_a_counter_without_a_maximum_that_is_only_compared_closes():
    story = playable(
        node("mill", choice("turn", "mill", effects=("rounds += 1",)), choice("go", "yard")),
        node("yard", choice("tired", "bed", condition="rounds > 20"), choice("fresh", "dance")),
        ending("bed"),
        ending("dance"),
        variables={"rounds": integer()},
    )

    proof = prove(story)

    assert proof.complete and proof.states < 100
    witness = proof.nodes["bed"].witness
    assert witness is not None and len(witness.moves) == 23
    assert replay(story, witness).variables == {"rounds": 21}


def test_visits_and_items_that_grow_for_ever_close_too():
    story = playable(
        node("mill", choice("turn", "mill", effects=("give(flour, 3)",)), choice("go", "yard")),
        node(
            "yard",
            choice("often", "bed", condition="times(mill) >= 5"),
            choice("bake", "bed", condition="has(flour, 10)"),
            choice("on", "bed"),
        ),
        ending("bed"),
        items={"flour": Item()},
    )

    proof = prove(story)

    assert proof.complete and proof.states < 100
    witness = proof.choices["yard/bake"].witness
    assert witness is not None
    assert replay(story, witness).items == {"flour": 12}


def test_a_number_that_is_copied_or_taken_from_is_told_apart_as_far_as_it_goes():
    story = playable(
        node(
            "mill",
            choice("turn", "mill", condition="rounds < 9", effects=("rounds += 1", "give(flour)")),
            choice("walk", "mill", effects=("steps += 1",)),
            choice("note", "yard", effects=("noted = steps", "take(flour, 3)")),
        ),
        node(
            "yard",
            choice("much", "bed", condition="noted == 8"),
            choice("bake", "bed", condition="has(flour, 5) and not has(flour, 6)"),
            choice("early", "bed", condition="steps < 2"),
        ),
        ending("bed"),
        variables={"rounds": integer(), "steps": integer(max=9), "noted": integer()},
        items={"flour": Item()},
    )

    witness = prove(story).choices["yard/bake"].witness

    assert witness is not None
    assert replay(story, witness).items == {"flour": 5}
    assert prove(story).choices["yard/much"].verdict == "reachable"


def test_states_that_differ_in_what_no_longer_matters_are_one():
    rooms = [
        node(
            f"room{place}",
            *(
                choice(f"pick{each}", f"room{place + 1}", effects=(f"note = {each}",))
                for each in range(9)
            ),
        )
        for place in range(20)
    ]
    story = playable(*rooms, ending("room20"), variables={"note": integer()})

    assert prove(story).states == 21
