"""Plays kept in files: written, read, and taken up again, in a newer version of the story too."""

import re
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from emberline.cli.stories.play.game import Game
from emberline.cli.stories.writing import write_file
from emberline.stories.engine.arithmetic import NUMBER_MOST
from emberline.stories.engine.document import Story
from emberline.stories.engine.migrate import Blocked, migrate
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import Log, RefusedError, State
from emberline.stories.engine.step import TimerSetting

FORMAT: Literal["emberline-save/1"] = "emberline-save/1"

_SEED = re.compile(r"[0-9a-fA-F]{32}")


class Save(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A play in a file.

    story: its title. base: the state that the moves of `log` begin with, where the play moved from
    another version. document: the story as it was played, so that the play can move from it.
    """

    format: Literal["emberline-save/1"]
    story: str
    log: Log
    base: State | None = None
    document: Story | None = None


class Resumed(NamedTuple):
    """A play that was taken up again, and what there is to say of it."""

    game: Game
    notes: tuple[str, ...]


class SaveError(Exception):
    """A save that cannot be written, read or taken up; the message says why."""


def write_save(path: Path, game: Game) -> None:
    """Keep the play in the file at `path`; another save is replaced, anything else is not."""
    story = game.playable.story
    save = Save(format=FORMAT, story=story.title, log=game.log, base=game.base, document=story)
    try:
        if path.exists():
            _decoded(path.read_bytes())
        write_file(path, msgspec.json.encode(save).decode() + "\n")
    except OSError as error:
        raise SaveError(f"{path} cannot be written: {error.strerror}.") from error
    except SaveError as error:
        raise SaveError(f"{path} is something else and stays as it is: {error}") from error


def read_save(path: Path) -> Save:
    """The save in the file at `path`. SaveError for anything else; OSError."""
    return _decoded(path.read_bytes())


def resume(playable: Playable, save: Save, timers: TimerSetting) -> Resumed:
    """The play that `save` keeps, in the version of the story that there is now. SaveError.

    It is replayed, or, where its moves no longer lead through the story, moved.
    """
    is_changed = save.document is not None and save.document != playable.story
    if is_changed and save.base is not None:
        return _moved(playable, save, timers)
    try:
        game = Game(playable, save.log, timers, _checked_base(playable, save))
    except RefusedError as refusal:
        if not is_changed:
            raise SaveError(f"This save of {save.story!r} does not replay: {refusal}") from refusal
        return _moved(playable, save, timers)
    changed = ("The story has changed since; your moves lead through it as before.",)
    return Resumed(game, changed if is_changed else ())


def is_seed(text: str) -> bool:
    """Whether `text` is what chance can be drawn from: 32 hexadecimal digits."""
    return _SEED.fullmatch(text) is not None


def _decoded(data: bytes) -> Save:
    try:
        save = msgspec.json.decode(data, type=Save)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SaveError(f"it is no save ({str(error).rstrip('.')}).") from error
    if not is_seed(save.log.seed) or (save.base is not None and not _is_playable(save.base)):
        raise SaveError("it is no save: its seed is broken.")
    return save


def _is_playable(state: State) -> bool:
    return is_seed(state.seed) and 0 <= state.drawn <= NUMBER_MOST


def _checked_base(playable: Playable, save: Save) -> State | None:
    """What the play begins with, mended where somebody else than the player wrote it."""
    if save.base is None:
        return None
    moved = migrate(playable, playable, save.base)
    if isinstance(moved, Blocked):
        raise SaveError(moved.message)
    return moved.state


def _moved(playable: Playable, save: Save, timers: TimerSetting) -> Resumed:
    """The play moved from the version that the save holds."""
    if save.document is None:
        raise SaveError("The save does not hold the story as it was.")
    old = Playable(save.document)
    try:
        was = Game(old, save.log, timers, _checked_base(old, save))
        moved = migrate(old, playable, was.state, save.log if save.base is None else None)
    except RefusedError as refusal:
        raise SaveError(f"This save of {save.story!r} does not replay: {refusal}") from refusal
    if isinstance(moved, Blocked):
        raise SaveError(f"The story has changed, and this save cannot follow. {moved.message}")
    begun = msgspec.structs.replace(save.log, moves=())
    game = Game(playable, begun, timers, moved.state)
    return Resumed(game, ("The story has changed, and your play was moved.", *moved.notes))
