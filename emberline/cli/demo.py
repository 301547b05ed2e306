"""`emberline demo`: an instance filled with people and clips to look at."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from emberline.cli.progress import progress
from emberline.cli.schema import prepare_schema
from emberline.cli.settings import AsJson, fail, load_settings
from emberline.cli.store import check_store, open_beside_server
from emberline.kit.errors import AppError

if TYPE_CHECKING:
    from emberline.demo.fill import Resident
    from emberline.operations.progress import Note
    from emberline.settings import Settings


def demo(
    force: Annotated[
        bool, typer.Option("--force", help="Add to an instance that has people already.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fill an empty instance with people, clips and pictures. Works while the server runs."""
    settings = load_settings()
    prepare_schema(settings)
    check_store(settings)
    try:
        residents = asyncio.run(_filled(settings, force=force, quiet=as_json))
    except AppError as refusal:
        fail(refusal.detail)
    except OSError as error:
        fail(f"The demo could not be made: {error}")
    if residents is None:
        fail(
            "This instance has people already, so it stays as it is. `emberline demo --force` "
            "adds the demo's people to them; for an instance of their own, set EMBERLINE_DATA_DIR "
            "to a new folder."
        )
    typer.echo(_as_json(residents) if as_json else _as_text(residents))


async def fill_if_empty(settings: "Settings") -> None:
    """Fill the instance where nobody has an account, telling on standard error how to sign in."""
    residents = await _filled(settings, force=False, quiet=False)
    if residents is None:
        typer.echo("There are people here already: --demo changed nothing.", err=True)
    else:
        typer.echo(_as_text(residents), err=True)


async def _filled(settings: "Settings", *, force: bool, quiet: bool) -> "list[Resident] | None":
    """The demo's people, made now; None where there are others and no `force`."""
    from emberline.demo.fill import Plan, fill, has_people
    from emberline.kit.logging import configure_logging

    configure_logging(settings.log)
    # It tells of every thread that it starts.
    logging.getLogger("pyvips").setLevel(logging.WARNING)
    async with open_beside_server(settings) as runtime:
        if not force and await runtime.database.read(has_people):
            return None
        plan = Plan()
        with progress(quiet=quiet) as note:
            return await fill(runtime, runtime.clock.now(), plan, _step(note, plan.steps))


def _step(note: "Note", total: int) -> Callable[[], None]:
    """What notes, each time it is called, that one more of `total` steps is done."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        note("Drawing, posting, looking around", done, total)

    return step


def _as_text(residents: "list[Resident]") -> str:
    from emberline.demo.content import PASSWORD

    width = max(len(resident.username) for resident in residents)
    lines = []
    for resident in residents:
        marks = [resident.role] if resident.role != "user" else []
        marks += ["locked"] if resident.character.is_locked else []
        mark = f" ({', '.join(marks)})" if marks else ""
        lines.append(f"  {resident.username:<{width}}  {resident.character.display_name}{mark}")
    return "\n".join(
        [
            f"{len(residents)} people live here now:",
            *lines,
            f"Sign in as {residents[0].username}, or as anyone else, with the password {PASSWORD}. "
            "It is no secret: let nobody reach this instance whom you do not trust.",
        ]
    )


def _as_json(residents: "list[Resident]") -> str:
    from emberline.demo.content import PASSWORD

    people = [
        {
            "user_id": resident.viewer.user_id,
            "username": resident.username,
            "display_name": resident.character.display_name,
            "role": resident.role,
        }
        for resident in residents
    ]
    return json.dumps({"password": PASSWORD, "people": people}, ensure_ascii=False)
