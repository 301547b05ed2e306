"""Files of stories as commands take them: read by their endings, or refused."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from emberline.cli.settings import FINDINGS, refuse

if TYPE_CHECKING:
    from emberline.stories.formats.report import Imported, UnreadableError

StoryFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A story as .json, .csv, .twee, .tw or .html (Twine 2).",
        dir_okay=False,
    ),
]


def read_stories(path: Path) -> "tuple[Imported, ...]":
    """The stories of the file at `path`.

    Exit 2 where no file can be read or its ending is unknown. UnreadableError: no story can be made
    of what it holds.
    """
    from emberline.stories.formats.registry import READERS, read

    if path.suffix.lower() not in READERS:
        refuse(f"{path}: stories are read from files that end in {', '.join(READERS)}.")
    return read(path.name, read_bytes(path))


def read_or_fail(path: Path) -> "tuple[Imported, ...]":
    """As `read_stories`, and exit 1 with the findings where no story can be made of it."""
    from emberline.stories.formats.report import UnreadableError

    try:
        return read_stories(path)
    except UnreadableError as error:
        fail_unreadable(path, error)


def fail_unreadable(path: Path, error: "UnreadableError") -> NoReturn:
    """End the command with exit code 1 and what makes the file unreadable, on standard error."""
    from emberline.cli.stories.printing import import_line, open_console

    console = open_console(errors=True)
    for finding in error.findings:
        console.print(import_line(str(path), finding, "error"))
    raise typer.Exit(FINDINGS)


def read_bytes(path: Path) -> bytes:
    """What the file at `path` holds. Exit 2 where there is none or it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        refuse(f"{path} cannot be read: {error.strerror}.")
