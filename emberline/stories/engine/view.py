"""What a reader sees of a state."""

from emberline.stories.engine.answers import matched, shuffled
from emberline.stories.engine.document import Ending, Puzzle
from emberline.stories.engine.playable import Option, Playable, Scene
from emberline.stories.engine.state import (
    OfferedChoice,
    Question,
    State,
    View,
)
from emberline.stories.engine.step import TimerSetting, allowed_seconds, available, open_puzzle


def view(playable: Playable, state: State, timers: TimerSetting = "on") -> View:
    """What a reader with this setting of timers sees of `state`. RefusedError: `missing_target`."""
    scene = playable.scene(state.node)
    node = scene.node
    return View(
        node=node.key,
        title=node.title,
        content=scene.content(state),
        type=node.type,
        choices=() if node.is_ending else _choices(scene, state, timers),
        puzzle=None if node.is_ending else _question(scene, state),
        ending=(node.ending or Ending(name=node.title)) if node.is_ending else None,
        is_ending=node.is_ending,
        media=node.media,
        stats={name: state.variables[name] for name in playable.shown},
        inventory=state.items,
        turn=state.turn,
    )


def _choices(scene: Scene, state: State, timers: TimerSetting) -> tuple[OfferedChoice, ...]:
    open_options = available(scene, state)
    if len(open_options) == len(scene.options):
        return tuple([option.offered or _open(option, state, timers) for option in open_options])
    is_open = {id(option) for option in open_options}
    shown: list[OfferedChoice] = []
    for option in scene.options.values():
        if id(option) in is_open:
            shown.append(option.offered or _open(option, state, timers))
        elif _is_shown_locked(option, state):
            shown.append(_locked(option, state))
    return tuple(shown)


def _is_shown_locked(option: Option, state: State) -> bool:
    is_used = option.choice.once and option.name in state.taken
    return option.locked_text is not None and not is_used and not option.choice.fallback


def _open(option: Option, state: State, timers: TimerSetting) -> OfferedChoice:
    choice = option.choice
    return OfferedChoice(
        key=choice.key,
        letter=option.letter,
        text=option.text(state),
        available=True,
        timer_seconds=allowed_seconds(choice.timer, timers) if choice.timer else None,
        dice=choice.roll.dice if choice.roll else None,
        target=choice.roll.target if choice.roll else None,
    )


def _locked(option: Option, state: State) -> OfferedChoice:
    return OfferedChoice(
        key=option.choice.key,
        letter=option.letter,
        text=option.text(state),
        available=False,
        locked_text=option.locked_text(state) if option.locked_text else None,
    )


def _question(scene: Scene, state: State) -> Question | None:
    puzzle = open_puzzle(scene, state)
    if puzzle is None:
        return None
    options, lefts = _parts(puzzle, state)
    return Question(
        kind=puzzle.kind,
        prompt=scene.prompt(state) if scene.prompt else "",
        options=options,
        lefts=lefts,
        hints=puzzle.hints[: state.attempts],
        attempts_left=None if puzzle.attempts is None else puzzle.attempts - state.attempts,
    )


def _parts(puzzle: Puzzle, state: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if puzzle.kind == "order" and isinstance(puzzle.answers, tuple):
        return shuffled([str(part) for part in puzzle.answers], state.seed, state.node), ()
    if puzzle.kind == "match":
        pairs = matched(puzzle)
        return shuffled(list(pairs.values()), state.seed, state.node), tuple(pairs)
    return (), ()
