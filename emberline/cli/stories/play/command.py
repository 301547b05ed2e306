"""The command `play`: which story, from where, by whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from emberline.cli.settings import fail, refuse
from emberline.cli.stories.reading import StoryFile, read_or_fail
from emberline.kit.clock import SystemClock

if TYPE_CHECKING:
    from emberline.cli.stories.play.saves import Resumed
    from emberline.cli.stories.play.screen import Screen
    from emberline.stories.engine.playable import Playable

TimersOption = Literal["on", "off", "2", "10"]


def play(
    file: StoryFile,
    *,
    protagonist: Annotated[
        str | None, typer.Option(help="Who to be, by key; asked for when left out.")
    ] = None,
    seed: Annotated[
        str | None, typer.Option(help="32 hexadecimal digits that decide all chance.")
    ] = None,
    witness: Annotated[
        Path | None, typer.Option(help="Replay this witness of a proof, and do no more.")
    ] = None,
    load: Annotated[Path | None, typer.Option(help="Go on with a play that was saved.")] = None,
    timers: Annotated[
        TimersOption, typer.Option(help="Timers as they are, off, or 2 or 10 times as long.")
    ] = "on",
    story: Annotated[
        str | None, typer.Option(help="The story's title, where FILE holds several.")
    ] = None,
) -> None:
    """Play a story in the terminal; `?` lists what can be typed.

    With --witness exit code 1 when it does not replay.
    """
    from emberline.cli.stories.play.beginning import check_protagonist, chosen_story, introduce
    from emberline.cli.stories.play.player import Player
    from emberline.cli.stories.play.screen import Screen
    from emberline.stories.engine.playable import Playable

    _check_options(seed or protagonist, witness, load, seed)
    stories = [imported.story for imported in read_or_fail(file)]
    screen = Screen()
    chosen = chosen_story(stories, story, screen)
    if chosen is None:
        return
    playable = Playable(chosen)
    if witness is not None:
        _follow(playable, witness, screen)
        return
    if protagonist is not None:
        check_protagonist(chosen, protagonist)
    introduce(file, chosen, screen)
    if load is not None:
        resumed: Resumed | None = _loaded(playable, load, timers)
    else:
        resumed = _begun(playable, protagonist, seed, timers, screen)
    if resumed is not None:
        screen.lines(resumed.notes)
        Player(resumed.game, screen, SystemClock(), keeps_seed=seed is not None).run()


def _check_options(
    begins: str | None, witness: Path | None, load: Path | None, seed: str | None
) -> None:
    """Exit 2 for options that do not go together, or mean nothing."""
    from emberline.cli.stories.play.saves import is_seed

    if sum(each is not None for each in (begins, witness, load)) > 1:
        refuse("A save and a witness say how the play begins: leave the other options out.")
    if seed is not None and not is_seed(seed):
        refuse("A seed is written as 32 hexadecimal digits.")


def _begun(
    playable: "Playable",
    protagonist: str | None,
    seed: str | None,
    timers: TimersOption,
    screen: "Screen",
) -> "Resumed | None":
    """A play from the beginning; None where the reader left. Exit 1 where there is none."""
    from emberline.cli.stories.play.beginning import chosen_protagonist
    from emberline.cli.stories.play.game import Game
    from emberline.cli.stories.play.saves import Resumed
    from emberline.kit.ids import new_seed
    from emberline.stories.engine.state import Log, RefusedError

    if protagonist is None and playable.story.protagonists:
        protagonist = chosen_protagonist(playable, screen)
        if protagonist is None:
            return None
    log = Log(seed=seed or new_seed(), protagonist=protagonist, moves=())
    try:
        return Resumed(Game(playable, log, timers), ())
    except RefusedError as refusal:
        fail(str(refusal))


def _loaded(playable: "Playable", path: Path, timers: TimersOption) -> "Resumed":
    """The play that was saved. Exit 2 where there is no such file, 1 where it cannot go on."""
    from emberline.cli.stories.play.saves import SaveError, read_save, resume

    try:
        return resume(playable, read_save(path), timers)
    except OSError as error:
        refuse(f"{path} cannot be read: {error.strerror}.")
    except SaveError as error:
        fail(f"{path}: {error}")


def _follow(playable: "Playable", path: Path, screen: "Screen") -> None:
    """Replay a witness. Exit 2 where there is no such file, 1 where it does not replay."""
    from emberline.cli.stories.play.witness import WitnessError, follow, read_witness

    try:
        follow(playable, read_witness(path), screen)
    except OSError as error:
        refuse(f"{path} cannot be read: {error.strerror}.")
    except WitnessError as error:
        fail(str(error))
