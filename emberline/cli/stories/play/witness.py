"""Witnesses of proofs, followed move by move."""

from pathlib import Path

import msgspec

from emberline.cli.stories.play.game import Game
from emberline.cli.stories.play.saves import is_seed
from emberline.cli.stories.play.screen import Screen
from emberline.cli.stories.play.texts import (
    achievement_text,
    ending_name,
    protagonist_name,
    step_text,
)
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import Log, RefusedError


class WitnessError(Exception):
    """A witness that cannot be read or followed; the message says why."""


def read_witness(path: Path) -> Log:
    """The witness in the file at `path`: by itself, or as a proof's report holds it.

    WitnessError for anything else; OSError.
    """
    data = path.read_bytes()
    try:
        fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        raw = fields.get("witness", data)
        if not fields.keys() & {"witness", "moves"} and fields.keys() - set(Log.__struct_fields__):
            raise WitnessError(f"{path} holds no witness: it has no `moves`.")
        log = msgspec.json.decode(raw, type=Log)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WitnessError(f"{path} holds no witness: {error}.") from error
    if not is_seed(log.seed):
        raise WitnessError(f"{path} holds no witness: its seed is broken.")
    return log


def follow(playable: Playable, log: Log, screen: Screen) -> None:
    """Make every move of `log` and print it. WitnessError at the first that cannot be made."""
    screen.heading(playable.story.title)
    try:
        game = Game(playable, msgspec.structs.replace(log, moves=()))
    except (RefusedError, ValueError) as refusal:
        raise WitnessError(f"The play cannot begin: {refusal}") from refusal
    if game.state.protagonist is not None:
        screen.note(f"As {protagonist_name(playable, game.state.protagonist)}.")
    for number, move in enumerate(log.moves):
        try:
            step = game.make(move)
        except RefusedError as refusal:
            made = f"{move.node}/{move.choice}" if move.choice else f"the puzzle of {move.node}"
            raise WitnessError(
                f"Move {number + 1} of {len(log.moves)}, {made}, cannot be made: {refusal}"
            ) from refusal
        screen.say(step_text(game, number))
        screen.lines([f"★ {achievement_text(playable, key)}" for key in step.unlocked])
    _print_end(game, screen)


def _print_end(game: Game, screen: Screen) -> None:
    view = game.view()
    where = f"{view.title or view.node} ({view.node})"
    if view.is_ending:
        screen.say(f"It ends with {ending_name(game.playable, view.node)} at {where}.", "green")
    elif view.puzzle is None and not any(choice.available for choice in view.choices):
        screen.say(f"It is stuck at {where}: nothing is open there.", "bold red")
    else:
        screen.say(f"It stands at {where}.")
