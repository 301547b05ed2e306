"""The proof itself: all states where they can be seen, and abstractions of the story where not."""

from collections.abc import Callable, Iterator
from typing import Any

from emberline.stories.engine.document import Choice, Node
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove.exact import ExactStory
from emberline.stories.engine.prove.explore import Exploration, GoOn, Target
from emberline.stories.engine.prove.liveness import live_atoms
from emberline.stories.engine.prove.model import Model
from emberline.stories.engine.prove.novelty import Novelty
from emberline.stories.engine.prove.odds import ending_odds
from emberline.stories.engine.prove.refine import Decision, Refiner
from emberline.stories.engine.prove.report import EndingFinding, Finding, Proof, SoftLock
from emberline.stories.engine.prove.saturation import saturation
from emberline.stories.engine.prove.wander import wander

BUDGET = 1_400_000
"""States that a proof sees at most, if nothing else is said."""

_EXACT_SHARE = 0.15
_NOVEL_SHARE = 0.1
_ROUNDS = (0.3, 1.0)
_PLAYS_MOST = 10_000
_STATES_A_PLAY = 100


def prove(playable: Playable, budget: int = BUDGET, go_on: GoOn = lambda _: True) -> Proof:
    """Of every node, choice, ending and achievement whether it can be reached, and soft locks.

    budget: states to be seen at most. go_on: told now and then how many were seen; stops the proof
    by answering False. What is not decided by then is open. A witness is a shortest one unless
    there were too many states to see them all.
    """
    model = Model(playable)
    live = live_atoms(model)
    caps = saturation(model, live)
    exploration = Exploration(ExactStory(model, live, caps))
    exploration.run(int(budget * _EXACT_SHARE), go_on)
    decisions = _reached(exploration)
    states = len(exploration)
    targets = list(_targets(playable))
    odds: dict[str, str | float] = {}
    if exploration.is_closed:
        impossible = Decision("impossible", None, 0)
        decisions |= {each: impossible for each in targets if each not in decisions}
        odds = ending_odds(exploration, _endings(playable))
    elif any(_is_open(decisions.get(target)) for target in targets):
        novel = Exploration(ExactStory(model, live, caps), Novelty())
        novel.run(int(budget * _NOVEL_SHARE), _counted_from(states, go_on))
        decisions = _reached(novel) | decisions
        states += len(novel)
        _wander(playable, targets, decisions, budget, lambda: go_on(states))
        rest, refiner = budget - states, Refiner(model, caps)
        states += _refine(refiner, targets, decisions, rest, _counted_from(states, go_on))
    return _proof(playable, decisions, odds, states)


def _reached(exploration: Exploration) -> dict[Target, Decision]:
    return {
        target: Decision("reachable", exploration.witness(target), 0) for target in exploration.met
    }


def _wander(
    playable: Playable,
    targets: list[Target],
    decisions: dict[Target, Decision],
    budget: int,
    go_on: Callable[[], bool],
) -> None:
    """Let random plays meet what is undecided, as many as the budget is worth."""
    wanted = {target for target in targets if _is_open(decisions.get(target))}
    for number in range(min(_PLAYS_MOST, budget // _STATES_A_PLAY)):
        if not wanted or not go_on():
            return
        for target, log in wander(playable, wanted, number).items():
            decisions[target] = Decision("reachable", log, 0)
            wanted.discard(target)


def _refine(
    refiner: Refiner,
    targets: list[Target],
    decisions: dict[Target, Decision],
    budget: int,
    go_on: GoOn,
) -> int:
    """Decide what is undecided; how many states it took.

    In two rounds: the hard ones wait, since what is proved impossible makes them easier. In each
    round every target has an even share of what the round may spend.
    """
    spent = 0
    for part in _ROUNDS:
        waiting = [each for each in targets if _is_open(decisions.get(each))]
        for number, target in enumerate(waiting):
            if spent >= budget or not go_on(spent):
                decisions[target] = Decision("open", None, 0)
                continue
            share = int((budget - spent) * part) // (len(waiting) - number) + 1
            decisions[target] = refiner.decide(target, share, _counted_from(spent, go_on))
            spent += decisions[target].states
    return spent


def _counted_from(before: int, go_on: GoOn) -> GoOn:
    return lambda number: go_on(before + number)


def _targets(playable: Playable) -> Iterator[Target]:
    """Everything that may be reached in the story, and where readers may get stuck."""
    for node in playable.nodes.values():
        yield "node", node.key
        for choice in node.choices:
            yield "choice", choice_name(node.key, choice.key)
    for achievement in playable.story.achievements:
        yield "achievement", achievement
    for node in playable.nodes.values():
        if _may_be_stuck(node):
            yield "soft_lock", node.key


def _may_be_stuck(node: Node) -> bool:
    if node.is_ending or (node.puzzle is not None and node.puzzle.attempts is None):
        return False
    # A fallback is not there beside a choice whose time may be over.
    has_timers = any(choice.timer for choice in node.choices)
    return not any(
        _is_always_open(choice) and not (has_timers and choice.fallback) for choice in node.choices
    )


def _is_always_open(choice: Choice) -> bool:
    return not (choice.condition or choice.once or choice.timer)


def _is_open(decision: Decision | None) -> bool:
    return decision is None or decision.verdict == "open"


def _endings(playable: Playable) -> list[str]:
    return [key for key, node in playable.nodes.items() if node.is_ending]


def _proof(
    playable: Playable,
    decisions: dict[Target, Decision],
    odds: dict[str, str | float],
    states: int,
) -> Proof:
    def found(what: str, name: str) -> dict[str, Any]:
        decision = decisions[what, name]
        return {"verdict": decision.verdict, "witness": decision.witness}

    choices = [
        choice_name(node.key, choice.key)
        for node in playable.nodes.values()
        for choice in node.choices
    ]
    return Proof(
        complete=all(decision.verdict != "open" for decision in decisions.values()),
        states=states,
        nodes={key: Finding(**found("node", key)) for key in playable.nodes},
        choices={name: Finding(**found("choice", name)) for name in choices},
        endings={
            key: EndingFinding(**found("node", key), odds=odds.get(key))
            for key in _endings(playable)
        },
        achievements={
            key: Finding(**found("achievement", key)) for key in playable.story.achievements
        },
        soft_locks=tuple(
            SoftLock(node=name, witness=decision.witness)
            for (what, name), decision in decisions.items()
            if what == "soft_lock" and decision.witness is not None
        ),
    )
