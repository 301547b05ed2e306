"""The commands of `emberline`, each loading only what it needs."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emberline import __version__
from emberline.cli import admin, backup, demo, doctor, jobs, listen
from emberline.cli.schema import migrate_schema, prepare_schema, told
from emberline.cli.settings import fail, load_settings, refuse
from emberline.cli.store import check_store
from emberline.cli.stories.check import check
from emberline.cli.stories.convert import convert
from emberline.cli.stories.exporting import export
from emberline.cli.stories.importing import import_stories
from emberline.cli.stories.new import new
from emberline.cli.stories.play.command import play
from emberline.cli.stories.prove import prove

if TYPE_CHECKING:
    from uvicorn import Config

    from emberline.settings import Settings

app = typer.Typer(
    help="The self-hosted home for stories: those that fade and those that branch.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(admin.app, name="admin")
app.add_typer(jobs.app, name="jobs")
for command in (demo.demo, doctor.doctor, backup.backup, backup.restore, listen.listen):
    app.command()(command)
for of_stories in (check, prove, play, convert, new, export):
    app.command()(of_stories)
app.command("import")(import_stories)

GRACEFUL_SECONDS = 10
# A process of several that is silent for so long is replaced; a busy machine is no reason.
HUNG_SECONDS = 30


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8080,
    workers: Annotated[
        int,
        typer.Option(help="Processes; several need PostgreSQL and Redis.", min=1, max=64),
    ] = 1,
    fill: Annotated[
        bool, typer.Option("--demo", help="Fill an empty instance with people and clips first.")
    ] = False,
) -> None:
    """Serve everything: the whole product in one command."""
    settings = load_settings()
    if workers > 1 and None in (settings.database_url, settings.redis_url):
        refuse(
            "Several processes need PostgreSQL for the data and Redis for what they count and tell "
            "each other: set EMBERLINE_DATABASE_URL and EMBERLINE_REDIS_URL, or leave --workers "
            "out."
        )
    fresh = prepare_schema(settings)
    check_store(settings)
    if fill:
        asyncio.run(demo.fill_if_empty(settings))
    _greet(host, port, fresh=fresh and not fill)
    _run_server(settings, host, port, workers)


@app.command()
def worker(
    kinds: Annotated[
        str | None, typer.Option(help="Kinds of jobs, parted by commas; all when left out.")
    ] = None,
    slots: Annotated[int, typer.Option(help="Jobs of a kind at once.", min=1, max=64)] = 1,
) -> None:
    """Run jobs, beside a server with EMBERLINE_JOBS=external, on this or another machine."""
    from emberline.kit.logging import configure_logging
    from emberline.worker import all_kinds, run_worker

    settings = load_settings()
    known = all_kinds(settings)
    chosen = [kind.strip() for kind in kinds.split(",")] if kinds else list(known)
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        refuse(f"There is no job of kind {', '.join(unknown)}. Known: {', '.join(known)}.")
    prepare_schema(settings)
    check_store(settings)
    configure_logging(settings.log)
    asyncio.run(run_worker(settings, dict.fromkeys(chosen, slots)))


@app.command()
def migrate() -> None:
    """Bring the database's schema up to this release. An embedded one is copied before."""
    from emberline.migrations import HEAD

    backup = migrate_schema(load_settings())
    typer.echo(f"The schema is at revision {HEAD}.{told(backup)}")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def _greet(host: str, port: int, *, fresh: bool) -> None:
    typer.echo(f"Emberline {__version__} on http://{host}:{port}", err=True)
    if fresh:
        typer.echo("It is empty. `emberline demo` fills it with people and clips.", err=True)


def _run_server(settings: "Settings", host: str, port: int, workers: int) -> None:
    import uvicorn

    from emberline.realtime.protocol.options import UVICORN_OPTIONS

    options: dict[str, Any] = {
        "app": "emberline.main:app_from_environment",
        "factory": True,
        "host": host,
        "port": port,
        "loop": "uvloop",
        "timeout_graceful_shutdown": GRACEFUL_SECONDS,
        **UVICORN_OPTIONS,
    }
    if workers == 1:
        uvicorn.run(**options)
    else:
        config = uvicorn.Config(**options, workers=workers, timeout_worker_healthcheck=HUNG_SECONDS)
        _run_servers(settings, config)


def _run_servers(settings: "Settings", config: "Config") -> None:
    """Several processes on one socket, until SIGTERM; one that dies is replaced."""
    from uvicorn.config import STARTUP_FAILURE
    from uvicorn.supervisors import Multiprocess

    from emberline.kit.logging import configure_logging

    configure_logging(settings.log)
    supervisor = Multiprocess(config, sockets=[config.bind_socket()])
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        fail("A process could not start: the lines above say why.")
