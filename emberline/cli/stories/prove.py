"""`emberline prove`: of everything in a story whether a reader can reach it."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from emberline.cli.progress import progress
from emberline.cli.settings import FINDINGS, AsJson
from emberline.cli.stories.reading import StoryFile, read_or_fail
from emberline.kit.clock import SystemClock

if TYPE_CHECKING:
    from emberline.stories.engine.document import Story
    from emberline.stories.engine.prove import Proof


def prove(
    file: StoryFile,
    budget: Annotated[
        int | None, typer.Option(min=1, help="States to see at most; 1,400,000 when left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove a story: what readers can reach, what is impossible, where they get stuck.

    Also the odds of each ending. Ctrl-C ends it early and tells what was found so far. Exit code 1
    when readers can get stuck, and for a story that `check` refuses, which is not proved.
    """
    from emberline.cli.stories.proofs import Proved, print_proved, proved_json
    from emberline.cli.stories.reports import checked_story
    from emberline.stories.engine.prove import BUDGET

    stories = read_or_fail(file)
    proved: list[Proved] = []
    with _interrupts() as is_stopped:
        for imported in stories:
            checked, proof = checked_story(imported), None
            if checked.report.valid:
                proof = _proof(imported.story, budget or BUDGET, is_stopped, quiet=as_json)
            proved.append(Proved(imported.story, checked, proof, is_stopped=is_stopped()))
    typer.echo(proved_json(proved)) if as_json else print_proved(file, proved)
    if not all(each.is_sound for each in proved):
        raise typer.Exit(FINDINGS)


def _proof(story: "Story", budget: int, is_stopped: Callable[[], bool], *, quiet: bool) -> "Proof":
    """The proof of `story`, with the seconds that it took; its progress on standard error."""
    import msgspec

    from emberline.stories.engine.playable import Playable
    from emberline.stories.engine.prove import prove as prove_story

    clock = SystemClock()
    began = clock.now()
    with progress(quiet=quiet) as note:
        # A large story is looked through for seconds before the first state is seen.
        note("Proving", 0, budget)

        def go_on(seen: int) -> bool:
            note(_doing(seen), min(seen, budget), budget)
            return not is_stopped()

        proof = prove_story(Playable(story), budget, go_on)
    seconds = (clock.now() - began).total_seconds()
    return msgspec.structs.replace(proof, seconds=round(seconds, 3))


def _doing(seen: int) -> str:
    """What a bar says beside itself; elsewhere always the same, as each text is told once."""
    return f"Proving: {seen:,} states" if sys.stderr.isatty() else "Proving"


@contextmanager
def _interrupts() -> Iterator[Callable[[], bool]]:
    """Tells whether Ctrl-C was pressed; pressed again, it ends the command at once."""
    stopped = False

    def stop(_signal: int, _frame: object) -> None:
        nonlocal stopped
        stopped = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: stopped
    finally:
        signal.signal(signal.SIGINT, before)
