"""`emberline convert`: a story from one format into another, and what is lost on the way."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from emberline.cli.settings import FINDINGS, AsJson, fail, refuse
from emberline.cli.stories.reading import StoryFile, fail_unreadable, read_stories

if TYPE_CHECKING:
    from emberline.stories.formats.report import Imported, UnreadableError


def convert(
    source: StoryFile,
    target: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="What to write, as .json, .csv, .twee, .tw, .mmd, .dot or .svg; or a folder.",
        ),
    ],
    to: Annotated[
        str | None, typer.Option(help="The format, as `twee`, where OUT is a folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Convert a story into another format, or draw it; tells what could not be carried over.

    A file with several stories becomes a folder with one file each. What is there is replaced.
    """
    from emberline.cli.stories.writing import write_whole
    from emberline.stories.formats.registry import write
    from emberline.stories.formats.report import UnreadableError

    suffix = _suffix(target, to)
    try:
        stories = read_stories(source)
    except UnreadableError as error:
        _fail(source, error, as_json=as_json)
    paths = list(_paths(stories, target, suffix))
    texts = [write(suffix, imported.story) for imported in stories]
    for path, exported in zip(paths, texts, strict=True):
        write_whole(path, exported.text)
    told = [(*i.findings, *e.findings) for i, e in zip(stories, texts, strict=True)]
    if as_json:
        _print_json(stories, told)
    else:
        _print(source, stories, told, paths)


def _suffix(target: Path, to: str | None) -> str:
    """The ending of what is written; a folder's files are documents if nothing else is said."""
    from emberline.stories.formats.registry import WRITERS

    own = target.suffix.lower()
    chosen = f".{to.lower().removeprefix('.')}" if to else own
    if not to and own not in WRITERS and (target.is_dir() or not own):
        chosen = ".json"
    if chosen not in WRITERS:
        refuse(f"Stories are written as {', '.join(WRITERS)}, not as {chosen}.")
    if own in WRITERS and chosen != own and not target.is_dir():
        refuse(f"{target} and --to {to} name two formats. Leave --to out.")
    return chosen


def _paths(stories: "Sequence[Imported]", target: Path, suffix: str) -> Iterator[Path]:
    """Where each story goes: the file `target`, or files in the folder of that name."""
    from emberline.stories.rules.file_names import slug

    is_file = target.suffix.lower() == suffix and not target.is_dir()
    if len(stories) == 1 and is_file:
        yield target
        return
    _make_folder(target)
    taken: set[str] = set()
    for imported in stories:
        name = base = slug(imported.story.title)
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        yield target / f"{name}{suffix}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"The folder {folder} cannot be made: {error.strerror}.")


def _fail(source: Path, error: "UnreadableError", *, as_json: bool) -> NoReturn:
    if not as_json:
        fail_unreadable(source, error)
    import msgspec

    typer.echo(msgspec.json.encode({"findings": error.findings}).decode())
    raise typer.Exit(FINDINGS)


def _print_json(stories: "Sequence[Imported]", told: Sequence[Sequence[Any]]) -> None:
    from emberline.cli.stories.reports import json_of

    fields = [
        (imported.story.title, {"findings": findings, "reachable": imported.reachable})
        for imported, findings in zip(stories, told, strict=True)
    ]
    typer.echo(json_of(fields))


def _print(
    source: Path,
    stories: "Sequence[Imported]",
    told: Sequence[Sequence[Any]],
    paths: Sequence[Path],
) -> None:
    from emberline.cli.stories.printing import import_line, open_console
    from emberline.cli.stories.reports import counted

    console = open_console()
    for imported, findings, path in zip(stories, told, paths, strict=True):
        for finding in findings:
            console.print(import_line(str(source), finding))
        reachable = imported.reachable
        console.print(
            f"{path}: {counted(len(imported.story.nodes), 'node')}; links lead to "
            f"{reachable.before:.0%} of them before and {reachable.after:.0%} after; "
            f"{counted(len(findings), 'finding')}."
        )
