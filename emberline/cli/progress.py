"""What a long command tells on standard error: its log, and how far it is."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emberline.settings import Settings


def open_log(settings: "Settings") -> None:
    """Log as the settings say, without what Alembic tells of itself."""
    from emberline.kit.logging import configure_logging

    configure_logging(settings.log)
    logging.getLogger("alembic").setLevel(logging.WARNING)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """`note(what, done, total)` moves a bar where standard error is a terminal.

    Elsewhere it names each part of the work once. A total of 0 is unknown.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    drawn = not quiet and sys.stderr.isatty()
    with Progress(*columns, console=console, disable=not drawn, transient=True) as bars:
        task = bars.add_task("", total=None)
        named: set[str] = set()

        def note(what: str, done: int, total: int) -> None:
            if drawn:
                bars.update(task, description=what, completed=done, total=total or None)
            elif not quiet and what not in named:
                named.add(what)
                console.print(f"{what} …", highlight=False)

        yield note
