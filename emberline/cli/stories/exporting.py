"""`emberline export`: stories of the server as files."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emberline.cli.progress import progress
from emberline.cli.settings import AsJson, fail, load_settings, refuse
from emberline.cli.store import check_database, open_database_beside_server

if TYPE_CHECKING:
    from emberline.settings import Settings
    from emberline.stories.service.transfer.exporting import ExportedStory

ALL = "all"


class Format(StrEnum):
    """A format that stories are exported in."""

    JSON = "json"
    CSV = "csv"
    TWEE = "twee"


_ENDINGS = frozenset(map(str, Format))


def export(
    story: Annotated[
        str, typer.Argument(metavar="STORY", help="The id of a story, or `all` for all of them.")
    ],
    version: Annotated[
        int | None, typer.Option(min=1, help="A published version; else the draft.")
    ] = None,
    format: Annotated[
        Format | None, typer.Option(help="The format; else the output's ending, else json.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="The file, or a folder; else standard output. What is there goes."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write stories into files, as JSON, CSV or Twee 3. The server may run."""
    from emberline.cli.schema import faults_refused

    settings = load_settings()
    story_id = _checked_id(story)
    if story_id is None and (version is not None or output is None):
        refuse("All stories are exported as they are, without --version, into a folder --output.")
    if as_json and output is None:
        refuse("Standard output is for the story: name a file with --output, or leave --json out.")
    chosen = _format(format, output)
    check_database(settings)
    with faults_refused(settings):
        told = asyncio.run(_exported(settings, story_id, version, chosen, output, quiet=as_json))
    _tell(told, as_json=as_json)


def _checked_id(story: str) -> str | None:
    """The id; None for all stories."""
    from emberline.kit.ids import canonical_id

    if story == ALL:
        return None
    try:
        return canonical_id(story)
    except ValueError:
        refuse(f"`{story}` is no id of a story. Use the id, or `{ALL}`.")


def _format(format: Format | None, output: Path | None) -> Format:
    ending = output.suffix.lower().removeprefix(".") if output and not output.is_dir() else ""
    if format is None:
        return Format(ending) if ending in _ENDINGS else Format.JSON
    if ending in _ENDINGS and ending != format:
        refuse(f"{output} and --format {format} name two formats. Leave --format out.")
    return format


async def _exported(
    settings: "Settings",
    story_id: str | None,
    version: int | None,
    format: Format,
    output: Path | None,
    *,
    quiet: bool,
) -> list[dict[str, Any]]:
    """Write the story, or all of them; what is told of each."""
    from emberline.kit.errors import AppError
    from emberline.kit.logging import configure_logging
    from emberline.stories.service.transfer.exporting import all_story_ids, export_of

    configure_logging(settings.log)
    told = []
    async with open_database_beside_server(settings) as database:
        ids = [story_id] if story_id else await database.read(all_story_ids)
        with progress(quiet=quiet or output is None) as note:
            for done, each in enumerate(ids):
                note("Exporting", done, len(ids))
                try:
                    made = await export_of(database, each, version, format)
                except AppError as refusal:
                    if story_id is None and refusal.status == 404:
                        continue  # deleted since the list was made
                    fail(refusal.detail)
                told.append(_written(each, made, format, output, is_one=story_id is not None))
    return told


def _written(
    story_id: str, made: "ExportedStory", format: Format, output: Path | None, *, is_one: bool
) -> dict[str, Any]:
    from emberline.cli.stories.writing import write_whole
    from emberline.stories.rules.file_names import slug

    told = {"story_id": story_id, "title": made.title, "findings": made.exported.findings}
    if output is None:
        typer.echo(made.exported.text, nl=False)
        return told
    path = output
    if not is_one or output.is_dir():
        _make_folder(output)
        # Several stories may be called the same: their ids are not.
        path = output / f"{slug(made.title)}-{story_id[-12:]}.{format}"
    write_whole(path, made.exported.text)
    return {**told, "path": str(path)}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"The folder {folder} cannot be made: {error.strerror}.")


def _tell(told: list[dict[str, Any]], *, as_json: bool) -> None:
    """On standard output only where no story went there."""
    import msgspec

    from emberline.cli.stories.printing import import_line, one_line, open_console

    if as_json:
        typer.echo(msgspec.json.encode({"stories": told}).decode())
        return
    console = open_console(errors=True)
    for each in told:
        name = each.get("path", each["story_id"])
        for finding in each["findings"]:
            console.print(import_line(name, finding))
        if "path" in each:
            console.print(f"{one_line(name)}: {one_line(each['title'])}.")
