"""The commands of `emberline`, each loading only what it needs."""

import asyncio
from typing import Annotated

import typer

from emberline import __version__
from emberline.cli import admin, backup, demo, doctor, jobs
from emberline.cli.schema import migrate_schema, prepare_schema, told
from emberline.cli.settings import load_settings, refuse
from emberline.cli.store import check_store

app = typer.Typer(
    help="The self-hosted home for stories: those that fade and those that branch.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(admin.app, name="admin")
app.add_typer(jobs.app, name="jobs")
for command in (demo.demo, doctor.doctor, backup.backup, backup.restore):
    app.command()(command)

GRACEFUL_SECONDS = 10


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8080,
    workers: Annotated[
        int, typer.Option(help="Processes; one in this release.", min=1, max=64)
    ] = 1,
    fill: Annotated[
        bool, typer.Option("--demo", help="Fill an empty instance with people and clips first.")
    ] = False,
) -> None:
    """Serve everything: the whole product in one command."""
    settings = load_settings()
    if workers > 1:
        refuse(
            "Several processes come with a later release, for they need a database and counters "
            "that they share (EMBERLINE_DATABASE_URL and EMBERLINE_REDIS_URL). Leave --workers out."
        )
    fresh = prepare_schema(settings)
    check_store(settings)
    if fill:
        asyncio.run(demo.fill_if_empty(settings))
    _greet(host, port, fresh=fresh and not fill)
    _run_server(host, port)


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


def _run_server(host: str, port: int) -> None:
    import uvicorn

    uvicorn.run(
        "emberline.main:app_from_environment",
        factory=True,
        host=host,
        port=port,
        http="httptools",
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        access_log=False,
        log_config=None,
        server_header=False,
        # Forwarded headers are read by `kit.addresses`, which knows whom to trust.
        proxy_headers=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
