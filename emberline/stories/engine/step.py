"""Playing: a state and a move give the next state."""

from typing import Any, Literal

import msgspec

from emberline.stories.engine.answers import is_correct
from emberline.stories.engine.chance import Fate, SeededFate, dice_extreme
from emberline.stories.engine.document import Puzzle, Timer
from emberline.stories.engine.playable import Option, Playable, Scene
from emberline.stories.engine.state import (
    Move,
    Outcome,
    RefusedError,
    RollResult,
    State,
    Step,
)
from emberline.stories.engine.turn import Turn

TimerSetting = Literal["on", "off", "2", "10"]
"""What a reader wants of timers: as they are, none, or so many times as long."""


def start(
    playable: Playable, protagonist: str | None, seed: str, fate: Fate | None = None
) -> State:
    """The state where a play of the story begins.

    protagonist: a key; None is the first one, where the story has any. seed: 32 hexadecimal digits.
    fate: where chance comes from; None is the seed.
    RefusedError: `no_start`, `no_protagonist`.
    """
    node = playable.start
    if node is None:
        raise RefusedError("no_start", "The story has no node to begin with: mark one as start.")
    protagonists = playable.story.protagonists
    if protagonist is None:
        protagonist = next(iter(protagonists), None)
    elif protagonist not in protagonists:
        raise RefusedError("no_protagonist", f"Nobody is called `{protagonist}` in this story.")
    before = State(node=node, seed=seed, variables=playable.initial, turn=-1)
    turn = Turn(playable, before, fate or SeededFate(seed, 0))
    if protagonist is not None:
        turn.become(protagonist)
    turn.enter(node)
    return turn.state(node)


def choose(
    playable: Playable,
    state: State,
    choice: str,
    elapsed: float = 0,
    timers: TimerSetting = "on",
) -> Step:
    """What the choice with the key `choice` leads to.

    elapsed: seconds since the reader first saw this node. When they are over for a choice with a
    default, the step is the default's, and its move says `lapsed`.
    RefusedError: `over`, `no_choice`, `locked`, `lapsed`, `missing_target`.
    """
    scene = scene_of(playable, state)
    option = scene.options.get(choice)
    if option is None:
        raise RefusedError("no_choice", f"There is no choice `{choice}` here.")
    if elapsed and scene.has_timers:
        lapsed = lapse(playable, state, elapsed, timers)
        if lapsed is not None:
            return lapsed
        if option.choice.timer is not None and _is_over(option.choice.timer, elapsed, timers):
            raise RefusedError("lapsed", "The time for this choice is over.")
    if not is_open(scene, option, state):
        raise RefusedError("locked", "This choice is not open to you.")
    return take(playable, state, option)


def lapse(
    playable: Playable, state: State, elapsed: float, timers: TimerSetting = "on"
) -> Step | None:
    """What time itself leads to after so many seconds at this node; None while nothing lapsed."""
    scene = scene_of(playable, state)
    if not scene.has_timers:
        return None
    offered = {option.choice.key: option for option in available(scene, state)}
    timers_running = [each.choice.timer for each in offered.values() if each.choice.timer]
    for timer in sorted(timers_running, key=lambda each: each.seconds):
        default = offered.get(timer.default or "")
        if default is not None and _is_over(timer, elapsed, timers):
            return take(playable, state, default, outcome="lapsed")
    return None


def answer(playable: Playable, state: State, given: Any) -> Step:
    """What an answer (a text or number, a list, a map) to the puzzle of this node leads to.

    A wrong one stays here until the attempts are used.
    RefusedError: `over`, `no_puzzle`, `bad_answer`, `missing_target`.
    """
    scene = scene_of(playable, state)
    puzzle = open_puzzle(scene, state)
    if puzzle is None:
        raise RefusedError("no_puzzle", "There is nothing to answer here.")
    move = Move(node=state.node, choice=None, answer=given)
    if is_correct(puzzle, given):
        return _arrive(Turn(playable, state), puzzle.success, move, correct=True)
    if state.attempts + 1 == puzzle.attempts and puzzle.failure is not None:
        return _arrive(Turn(playable, state), puzzle.failure, move, correct=False)
    return Step(state=_after_wrong(state, state.attempts + 1), move=move, correct=False)


def settle_puzzle(
    playable: Playable,
    state: State,
    outcome: Outcome,
    fate: Fate | None = None,
    draws: tuple[int, ...] = (),
) -> Step:
    """What the puzzle leads to when it is solved (`success`), or when all attempts are used.

    RefusedError: `over`, `no_puzzle`, `impossible_outcome`, `missing_target`.
    """
    puzzle = open_puzzle(scene_of(playable, state), state)
    if puzzle is None:
        raise RefusedError("no_puzzle", "There is nothing to answer here.")
    move = Move(node=state.node, choice=None, outcome=outcome, draws=draws)
    if outcome == "success":
        return _arrive(Turn(playable, state, fate), puzzle.success, move, correct=True)
    if puzzle.attempts is None:
        raise RefusedError("impossible_outcome", "This puzzle may be tried for ever.")
    if puzzle.failure is not None:
        return _arrive(Turn(playable, state, fate), puzzle.failure, move, correct=False)
    return Step(state=_after_wrong(state, puzzle.attempts), move=move, correct=False)


def take(
    playable: Playable,
    state: State,
    option: Option,
    fate: Fate | None = None,
    outcome: Outcome | None = None,
    draws: tuple[int, ...] = (),
) -> Step:
    """What an available choice leads to.

    outcome: settles a roll, as a witness does. draws: goes into the move; `fate` has them already.
    RefusedError: `missing_target`, `impossible_outcome`, `broken_dice`.
    """
    choice = option.choice
    turn = Turn(playable, state, fate)
    turn.take_choice(option.name)
    turn.apply(option.effects)
    roll = None
    target = choice.to
    if choice.roll is not None:
        roll = _rolled(option, turn, outcome)
        target = choice.roll.success if roll.success else choice.roll.failure
    move = Move(node=state.node, choice=choice.key, outcome=outcome, draws=draws)
    state = _entered(turn, target)
    return Step(
        state=state,
        move=move,
        consequences=option.consequences(state) if choice.consequences else "",
        roll=roll,
        unlocked=turn.unlocked(),
    )


def available(scene: Scene, state: State) -> list[Option]:
    """The choices that are open in `state`, in their order; a fallback only where no other is."""
    if scene.always_open is not None:
        return scene.always_open
    open_options = [option for option in scene.options.values() if _holds(option, state)]
    usual = [option for option in open_options if not option.choice.fallback]
    return usual or open_options


def is_open(scene: Scene, option: Option, state: State) -> bool:
    """Whether `option` is among the choices that are open in `state`."""
    if scene.always_open is not None:
        return True
    if option.choice.fallback:
        return any(option is each for each in available(scene, state))
    return _holds(option, state)


def open_puzzle(scene: Scene, state: State) -> Puzzle | None:
    """The puzzle of the node, while it may be answered."""
    puzzle = scene.node.puzzle
    if puzzle is None or (puzzle.attempts is not None and state.attempts >= puzzle.attempts):
        return None
    return puzzle


def scene_of(playable: Playable, state: State) -> Scene:
    """The scene where the play stands. RefusedError `over` at an ending, `missing_target`."""
    scene = playable.scene(state.node)
    if scene.is_ending:
        raise RefusedError("over", "The story is over.")
    return scene


def allowed_seconds(timer: Timer, timers: TimerSetting) -> float | None:
    """How long a reader with this setting has; None is for ever."""
    return None if timers == "off" else timer.seconds * (1 if timers == "on" else int(timers))


def _holds(option: Option, state: State) -> bool:
    """Whether nothing speaks against `option` itself."""
    if option.choice.once and option.name in state.taken:
        return False
    return option.condition is None or option.condition(state)


def _is_over(timer: Timer, elapsed: float, timers: TimerSetting) -> bool:
    allowed = allowed_seconds(timer, timers)
    return allowed is not None and elapsed > allowed


def _arrive(turn: Turn, target: str, move: Move, *, correct: bool) -> Step:
    """The step of an answer that leads to `target`."""
    state = _entered(turn, target)
    return Step(state=state, move=move, unlocked=turn.unlocked(), correct=correct)


def _entered(turn: Turn, target: str) -> State:
    """The state at `target`, with what happens there."""
    if target not in turn.playable.nodes:
        raise RefusedError("missing_target", f"This leads to `{target}`, which does not exist.")
    turn.enter(target)
    return turn.state(target)


def _after_wrong(state: State, attempts: int) -> State:
    return msgspec.structs.replace(state, attempts=attempts, turn=state.turn + 1)


def _rolled(option: Option, turn: Turn, outcome: Outcome | None) -> RollResult:
    roll, dice = option.choice.roll, option.dice
    if roll is None or dice is None:
        raise RefusedError("broken_dice", "The dice of this choice cannot be read.")
    modifier = int(option.modifier(turn)) if option.modifier is not None else 0
    if outcome in {"success", "failure"}:
        fallen = dice_extreme(dice, highest=outcome == "success")
    else:
        fallen = turn.fall(dice)
    total = fallen.total + modifier
    success = total >= roll.target
    if outcome in {"success", "failure"} and success != (outcome == "success"):
        raise RefusedError("impossible_outcome", f"{roll.dice} cannot end in {outcome} here.")
    return RollResult(
        dice=roll.dice, rolls=fallen.rolls, total=total, target=roll.target, success=success
    )
