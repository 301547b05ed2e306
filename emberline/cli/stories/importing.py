"""`emberline import`: files of stories become drafts of an account, published if that is asked."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emberline.cli.progress import progress
from emberline.cli.settings import FINDINGS, AsJson, load_settings, refuse
from emberline.cli.store import check_database, open_database_beside_server

if TYPE_CHECKING:
    from emberline.kit.db import Database
    from emberline.operations.progress import Note
    from emberline.settings import Settings
    from emberline.stories.rules.importing import Judged

_ARCHIVE = ".zip"


def import_stories(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Stories as .json, .csv, .twee, .tw or .html (Twine 2), or a .zip of such.",
            exists=True,
            dir_okay=False,
            readable=True,
        ),
    ],
    author: Annotated[str, typer.Option(help="Whose stories they will be: a username.")],
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish those that are valid, for all readers.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import stories as drafts of an account, each whole or not at all. The server may run."""
    from emberline.cli.schema import faults_refused

    settings = load_settings()
    _check_endings(files)
    check_database(settings)
    with faults_refused(settings):
        told = asyncio.run(_imported(settings, files, author, publish=publish, quiet=as_json))
    if as_json:
        _print_json(told)
    else:
        _print(told)
    if any(each["status"] == "rejected" or "error" in each for each in told):
        raise typer.Exit(FINDINGS)


def _check_endings(files: Sequence[Path]) -> None:
    from emberline.stories.formats.registry import READERS

    for path in files:
        if path.suffix.lower() not in (*READERS, _ARCHIVE):
            known = ", ".join((*READERS, _ARCHIVE))
            refuse(f"{path}: stories are read from files that end in {known}.")


async def _imported(
    settings: "Settings", files: Sequence[Path], author: str, *, publish: bool, quiet: bool
) -> list[dict[str, Any]]:
    """Import all stories; what came of each."""
    from emberline.accounts.service.standing import user_id_named
    from emberline.kit.errors import AppError
    from emberline.kit.logging import configure_logging

    configure_logging(settings.log)
    told = []
    async with open_database_beside_server(settings) as database:
        try:
            author_id = await database.read(user_id_named, author)
        except AppError:
            refuse(f"No account has the name {author}.")
        with progress(quiet=quiet) as note:
            for path, name, story in _stories(files, note):
                told.append(await _one(database, author_id, path, name, story, publish=publish))
    return told


def _stories(files: Sequence[Path], note: "Note") -> Iterator[tuple[Path, str, "Judged"]]:
    from emberline.stories.service.transfer.child import stories_at

    for done, path in enumerate(files):
        note("Importing", done, len(files))
        for name, story in stories_at(path):
            yield path, name, story
    note("Importing", len(files), len(files))


async def _one(
    database: "Database", author_id: str, path: Path, name: str, story: "Judged", *, publish: bool
) -> dict[str, Any]:
    """Make a draft of a story, and publish it; what is told of it."""
    from emberline.kit.clock import SystemClock
    from emberline.kit.errors import AppError
    from emberline.stories.service.transfer.creating import new_story
    from emberline.stories.service.transfer.importing import store_drafts
    from emberline.stories.service.versions.publishing import publish as publish_draft

    clock = SystemClock()
    file = str(path) if name == path.name else f"{path}/{name}"
    told = {"file": file, "title": story.title, "status": "rejected", "report": story.report}
    if story.document is None:
        return told
    draft = new_story(story.document, author_id, clock.now())
    try:
        await database.write(store_drafts, [draft])
        told |= {"status": "imported", "story_id": draft.id}
        if publish:
            published = await publish_draft(database, author_id, draft.id, clock.now)
            told["version"] = published.version
    except AppError as refusal:
        told["error"] = {"message": refusal.detail, **refusal.data}
    return told


def _print_json(told: Sequence[dict[str, Any]]) -> None:
    import msgspec

    typer.echo(msgspec.json.encode({"stories": told}).decode())


def _print(told: Sequence[dict[str, Any]]) -> None:
    from emberline.cli.stories.printing import import_line, one_line, open_console

    console = open_console()
    for each in told:
        is_in = each["status"] == "imported"
        for finding in each["report"].findings:
            console.print(import_line(each["file"], finding, "note" if is_in else "error"))
        said = f"imported as {each['story_id']}" if is_in else "left out"
        if "version" in each:
            said += f", published as version {each['version']}"
        elif "error" in each:
            said += f", not published: {one_line(each['error']['message'])}"
        console.print(f"{one_line(each['file'])}: {one_line(each['title'])}: {said}.")
