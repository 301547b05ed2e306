"""`emberline doctor`: what does not fit together in the data, beside a running server."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emberline.cli.progress import open_log, progress
from emberline.cli.schema import faults_refused
from emberline.cli.settings import FINDINGS, AsJson, fail, load_settings
from emberline.cli.store import check_database, check_store, open_beside_server

if TYPE_CHECKING:
    from emberline.operations.doctor.findings import Finding
    from emberline.operations.progress import Note
    from emberline.settings import Settings


def doctor(
    mend: Annotated[
        bool, typer.Option("--mend", help="Put right what can be; without it nothing changes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look for what does not fit together in database and media. Works while the server runs.

    Exit code 1 while something is left that is wrong.
    """
    from emberline.kit.errors import AppError

    settings = load_settings()
    open_log(settings)
    check_database(settings)
    check_store(settings)
    try:
        with faults_refused(settings), progress(quiet=as_json) as note:
            findings = asyncio.run(_examined(settings, note, mend=mend))
    except AppError as refusal:
        fail(refusal.detail)
    typer.echo(_as_json(findings) if as_json else _as_text(findings, mend=mend))
    if not all(finding.mended for finding in findings):
        raise typer.Exit(FINDINGS)


async def _examined(settings: "Settings", note: "Note", *, mend: bool) -> "list[Finding]":
    from emberline.migrations import HEAD
    from emberline.operations.doctor.database import DatabaseIsSound, schema_revision
    from emberline.operations.doctor.examination import examine
    from emberline.operations.doctor.findings import Finding

    revision = await schema_revision(settings)
    async with open_beside_server(settings) as runtime:
        if revision == HEAD:
            return await examine(runtime, note, mend=mend)
        told = f"It is at revision {revision}, this release needs {HEAD}. Run `emberline migrate`."
        outdated = Finding("schema_not_current", detail=told)
        # What else there is to look at is in tables that may not be there.
        return [outdated, *await DatabaseIsSound().find(runtime, note)]


def _as_json(findings: "list[Finding]") -> str:
    import msgspec

    return msgspec.json.encode({"findings": findings}).decode()


def _as_text(findings: "list[Finding]", *, mend: bool) -> str:
    if not findings:
        return "Everything fits together."
    lines = [_line(finding) for finding in findings]
    mended = sum(finding.mended for finding in findings)
    if mend:
        lines.append(f"{len(findings)} found, {mended} mended.")
    else:
        lines.append(f"{len(findings)} found. `emberline doctor --mend` mends what can be mended.")
    return "\n".join(lines)


def _line(finding: "Finding") -> str:
    facts: list[Any] = [finding.kind, finding.path, finding.id, finding.detail]
    mark = "mended" if finding.mended else ""
    return "  ".join(str(fact) for fact in (*facts, mark) if fact)
