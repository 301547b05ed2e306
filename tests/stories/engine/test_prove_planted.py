"""What was planted in a story is found, and shown by a play."""

from collections.abc import Sequence

from emberline.stories.engine.document import Achievement, Item, Node, Protagonist, Variable
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove import prove
from emberline.stories.engine.replay import begin, replay, steps_of
from emberline.stories.engine.state import Log
from tests.stories.engine.factories import (
    choice,
    ending,
    flag,
    integer,
    node,
    playable,
    puzzle,
    roll,
    timer,
)

LATER = {"door": "hall"}


def test_a_planted_soft_lock_is_found_with_the_play_into_it():
    story = playable(
        node("shore", choice("swim", "island"), choice("row", "island", effects=("give(boat)",))),
        node("island", choice("back", "home", condition="has(boat)")),
        ending("home"),
        items={"boat": Item()},
    )

    proof = prove(story)

    (lock,) = proof.soft_locks
    assert lock.node == "island"
    assert taken(story, lock.witness) == ["shore/swim"]
    assert replay(story, lock.witness).node == "island"
    assert replay(story, lock.witness).items == {}


def test_a_choice_whose_conditions_contradict_each_other_over_several_nodes_is_impossible():
    story = playable(
        node("gate", choice("bribe", "yard", effects=("gold -= 5",)), choice("sneak", "yard")),
        node(
            "yard",
            choice("boast", "hall", condition="gold >= 5", effects=("lit = true",)),
            choice("wait", "hall"),
        ),
        node(
            "hall",
            choice("secret", "vault", condition="lit and gold < 5"),
            choice("leave", "street"),
        ),
        ending("vault"),
        ending("street"),
        variables={"gold": integer(5, min=0, max=5), "lit": flag()},
    )

    proof = prove(story)

    assert proof.complete
    assert proof.choices["hall/secret"].verdict == "impossible"
    assert proof.nodes["vault"].verdict == "impossible"
    assert proof.choices["yard/boast"].verdict == "reachable"
    assert proof.endings["vault"].odds == "0/1"


def test_a_choice_that_one_path_in_ten_thousand_opens_is_found_where_all_states_are_seen():
    story = code_lock((7, 3, 9, 1))

    proof = prove(story)

    witness = proof.choices["door/open"].witness
    assert witness is not None and proof.complete
    assert taken(story, witness) == ["dial1/d7", "dial2/d3", "dial3/d9", "dial4/d1", "door/open"]
    assert replay(story, witness).node == "inside"
    assert proof.endings["inside"].odds == "1/20000"


def test_a_code_that_cannot_be_dialled_is_proved_impossible():
    proof = prove(code_lock((7, 3, 12, 1)))

    assert proof.complete
    assert proof.choices["door/open"].verdict == "impossible"


def test_dice_and_draws_in_effects_are_settled_by_the_witness():
    story = playable(
        node(
            "table", choice("throw", "talk", effects=('luck = roll("2d6")', "card = random(1, 9)"))
        ),
        node(
            "talk",
            choice("win", "rich", condition="luck == 12 and card == 7"),
            choice("go", "poor"),
        ),
        ending("rich"),
        ending("poor"),
        variables={"luck": integer(), "card": integer()},
    )

    proof = prove(story)

    witness = proof.choices["talk/win"].witness
    assert witness is not None
    assert witness.moves[0].draws == (12, 7)
    assert replay(story, witness).variables == {"luck": 12, "card": 7}
    assert proof.endings["rich"].odds == "1/648"


def test_what_dice_read_may_be_changed_by_the_effects_of_their_own_choice():
    story = playable(
        node("camp", choice("train", "field", effects=("skill = 1",)), choice("rest", "field")),
        node(
            "field",
            choice(
                "jump",
                effects=("bonus = skill * 10",),
                roll=roll("1d6", 12, "far", "near", modifier="bonus"),
            ),
        ),
        ending("far"),
        ending("near"),
        variables={"skill": integer(), "bonus": integer()},
    )

    proof = prove(story)

    assert proof.endings["far"].odds == "5/12"
    witness = proof.nodes["far"].witness
    assert witness is not None
    assert taken(story, witness) == ["camp/train", "field/jump"]
    assert witness.moves[1].outcome == "success"
    assert replay(story, witness).node == "far"


def test_dice_that_cannot_fall_so_prove_their_target_impossible():
    story = playable(
        node("edge", choice("leap", roll=roll("2d6", 13, "over", "under"))),
        ending("over"),
        ending("under"),
    )

    proof = prove(story)

    assert proof.nodes["over"].verdict == "impossible"
    assert proof.endings["under"].odds == "1/1"


def test_a_puzzle_is_solved_and_failed_in_its_witnesses():
    story = playable(
        node("riddle", puzzle=puzzle("text", ("wind",), "open", attempts=2, failure="shut")),
        ending("open"),
        ending("shut"),
    )

    proof = prove(story)

    for key, outcome in (("open", "success"), ("shut", "failure")):
        witness = proof.nodes[key].witness
        assert witness is not None
        assert [(move.choice, move.outcome) for move in witness.moves] == [(None, outcome)]
        assert replay(story, witness).node == key
        assert proof.endings[key].odds == "1/2"


def test_attempts_used_up_without_a_failure_and_without_choices_are_a_soft_lock():
    story = playable(
        node("riddle", puzzle=puzzle("text", ("wind",), "open", attempts=2)), ending("open")
    )

    (lock,) = prove(story).soft_locks

    assert lock.node == "riddle"
    assert replay(story, lock.witness).attempts == 2


def test_time_that_runs_out_on_every_choice_is_a_soft_lock_and_a_default_is_none():
    def fork(default: str | None) -> Playable:
        return playable(
            node(
                "fork",
                choice("left", "end", timer=timer(5, default)),
                choice("right", "end", timer=timer(9)),
            ),
            ending("end"),
        )

    assert [lock.node for lock in prove(fork(None)).soft_locks] == ["fork"]
    assert prove(fork("right")).soft_locks == ()


def test_a_fallback_beside_a_choice_whose_time_may_be_over_does_not_hide_the_soft_lock():
    story = behind_dials(
        node("hall", choice("up", "fork", effects=("lit = true",)), choice("on", "fork")),
        node(
            "fork",
            choice("run", "end", condition="lit", timer=timer(5)),
            choice("stay", "end", fallback=True),
        ),
        variables={"lit": flag()},
    )

    (lock,) = prove(story, budget=3_000).soft_locks

    assert taken(story, lock.witness)[-1] == "hall/up"


def test_a_value_that_comes_from_others_is_followed_where_not_all_states_can_be_seen():
    story = behind_dials(
        node("hall", choice("none", "desk"), choice("three", "desk", effects=("code = 3",))),
        node("desk", choice("go", "gate"), choice("copy", "gate", effects=("copied = code",))),
        node("gate", choice("enter", "end", condition="copied == 3"), choice("leave", "end")),
        variables={"code": integer(), "copied": integer()},
    )

    proof = prove(story, budget=3_000)

    assert not proof.complete
    assert proof.choices["door/open"].verdict == "open"
    witness = proof.choices["gate/enter"].witness
    assert witness is not None
    assert taken(story, witness)[-3:] == ["hall/three", "desk/copy", "gate/enter"]


def test_a_choice_that_leads_nowhere_or_has_broken_dice_cannot_be_taken():
    story = playable(
        node("a", choice("lost", "nowhere"), choice("dice", roll=roll("many", 2, "b", "b"))),
        node("c", choice("on", "a"), puzzle=puzzle("text", ("x",), "nowhere")),
        ending("b"),
    )

    proof = prove(story)

    assert {key: each.verdict for key, each in proof.choices.items()} == {
        "a/lost": "impossible",
        "a/dice": "impossible",
        "c/on": "impossible",
    }


def test_achievements_are_found_with_the_play_that_unlocks_them():
    story = playable(
        node("shore", choice("dive", "deep", effects=("unlock(diver)",))),
        node("deep", choice("up", "air", condition="false"), choice("down", "dark")),
        ending("dark", on_enter=("unlock(brave)",)),
        ending("air", on_enter=("unlock(lucky)",)),
        achievements={key: Achievement() for key in ("diver", "brave", "lucky")},
    )

    proof = prove(story)

    assert {key: each.verdict for key, each in proof.achievements.items()} == {
        "diver": "reachable",
        "brave": "reachable",
        "lucky": "impossible",
    }
    witness = proof.achievements["brave"].witness
    assert witness is not None
    assert replay(story, witness).achievements == ("diver", "brave")


def test_what_only_one_protagonist_can_do_is_shown_with_that_protagonist():
    story = playable(
        node("gate", choice("climb", "wall", condition="strength > 2"), choice("go", "road")),
        ending("wall"),
        ending("road"),
        variables={"strength": integer(1)},
        protagonists={
            "ada": Protagonist(),
            "ben": Protagonist(initial={"strength": 3}),
        },
    )

    proof = prove(story)

    witness = proof.nodes["wall"].witness
    assert witness is not None and witness.protagonist == "ben"
    assert begin(story, witness).variables == {"strength": 3}
    assert proof.endings["wall"].odds == "1/4"


def test_a_proof_that_is_stopped_says_open_and_how_many_states_it_saw():
    told: list[int] = []

    def go_on(states: int) -> bool:
        told.append(states)
        return states < 1_000

    proof = prove(endless(), go_on=go_on)

    assert not proof.complete
    assert proof.choices["hall/never"].verdict == "open"
    assert 1_000 <= proof.states < 3_000
    assert told[0] == 0 and told[-1] >= 1_000


def test_a_proof_that_is_stopped_at_once_decides_nothing():
    proof = prove(endless(), go_on=lambda _: False)

    assert not proof.complete
    assert {each.verdict for each in proof.choices.values()} == {"open"}


def test_a_budget_that_is_spent_leaves_open_what_was_not_decided():
    proof = prove(endless(), budget=2_000)

    assert not proof.complete
    assert proof.choices["hall/never"].verdict == "open"
    assert proof.choices["hall/walk"].verdict == "reachable"
    assert proof.states <= 2_100


def test_a_draw_that_is_too_wide_to_try_leaves_nothing_proved_impossible():
    story = playable(
        node("well", choice("drop", "echo", effects=("depth = random(1, 1000000)",))),
        node("echo", choice("hear", "end", condition="depth == 4711"), choice("go", "end")),
        ending("end"),
        variables={"depth": integer()},
    )

    proof = prove(story, budget=10_000)

    assert proof.choices["echo/hear"].verdict == "open"


def test_the_largest_dice_are_counted_and_do_not_hold_up_a_proof():
    story = playable(
        node("table", choice("throw", roll=roll("100d1000", 100_000, "all", "less"))),
        ending("all"),
        ending("less"),
    )

    odds = prove(story).endings["all"].odds

    assert odds is not None and 0 < float(odds) < 1e-290


def code_lock(code: Sequence[int]) -> Playable:
    """Dials with ten figures each, all of which have to be right."""
    dials = [
        node(
            f"dial{place}",
            *(
                choice(f"d{figure}", following, effects=(f"dial{place} = {figure}",))
                for figure in range(10)
            ),
        )
        for place, following in enumerate(["dial2", "dial3", "dial4", "door"], 1)
    ]
    condition = " and ".join(f"dial{place} == {figure}" for place, figure in enumerate(code, 1))
    return playable(
        *dials,
        node("door", choice("open", "inside", condition=condition), choice("leave", "street")),
        ending("inside"),
        ending("street"),
        variables={f"dial{place}": integer() for place in range(1, 5)},
    )


def endless() -> Playable:
    """A story whose states have no end, with a choice that none of them opens."""
    return playable(
        node(
            "hall",
            choice("walk", "hall", effects=("steps += 1",)),
            choice("back", "hall", effects=("steps -= 1",)),
            choice("never", "end", condition="steps * steps == 2"),
            choice("stop", "end"),
        ),
        ending("end"),
        variables={"steps": integer()},
    )


def behind_dials(*nodes: Node, variables: dict[str, Variable]) -> Playable:
    """A story that goes on behind the code lock, so that its states are too many to see them all.

    The first of `nodes` is the hall; `end` leads on to the door.
    """
    lock = code_lock((7, 3, 9, 1)).story
    dials = [
        node(
            each.key,
            *(
                choice(way.key, LATER.get(way.to, way.to), effects=way.effects)
                for way in each.choices
            ),
        )
        for each in lock.nodes
        if each.key.startswith("dial")
    ]
    door = next(each for each in lock.nodes if each.key == "door")
    return playable(
        *dials,
        *nodes,
        node("end", choice("on", "door")),
        door,
        ending("inside"),
        ending("street"),
        variables={**lock.variables, **variables},
    )


def taken(story: Playable, witness: Log) -> list[str]:
    """The choices of a witness that plays."""
    return [f"{step.move.node}/{step.move.choice}" for step in steps_of(story, witness)]
