"""`emberline backup` and `emberline restore`: everything in one file, and back."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emberline.cli.progress import open_log, progress
from emberline.cli.schema import faults_refused, migrate_schema
from emberline.cli.settings import AsJson, fail, load_settings, refuse
from emberline.cli.store import check_database, check_store, open_beside_server
from emberline.kit.clock import SystemClock, wire_time

if TYPE_CHECKING:
    from emberline.operations.backups.archive import Manifest
    from emberline.operations.backups.loads import Target
    from emberline.operations.backups.restoring import Restored
    from emberline.operations.progress import Note
    from emberline.settings import Settings


def backup(
    target: Annotated[Path, typer.Argument(help="The new file, or the folder to make it in.")],
    as_json: AsJson = False,
) -> None:
    """Write database, media and secret key to one file, verified. Works while the server runs."""
    from emberline.kit.errors import AppError
    from emberline.operations.backups.archive import BackupDamaged
    from emberline.operations.backups.dumps import DumpFailed

    settings = load_settings()
    open_log(settings)
    check_database(settings)
    check_store(settings)
    path = _new_file(target)
    try:
        with faults_refused(settings), progress(quiet=as_json) as note:
            manifest = asyncio.run(_backed_up(settings, path, note))
    except (BackupDamaged, DumpFailed) as error:
        fail(f"No backup was made. {error}")
    except AppError as refusal:
        fail(f"No backup was made. {refusal.detail}")
    typer.echo(_backup_as_json(path, manifest) if as_json else _backup_as_text(path, manifest))


def restore(
    backup: Annotated[Path, typer.Argument(help="A file that `emberline backup` made.")],
    data_dir: Annotated[
        Path | None, typer.Option(help="The data folder, in place of EMBERLINE_DATA_DIR.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is there; no server may use it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Verify a backup and put it into an empty place. The settings say where that is."""
    from emberline.kit.errors import AppError
    from emberline.operations.backups.archive import BackupDamaged
    from emberline.operations.backups.loads import TargetInUse

    settings = load_settings()
    if data_dir is not None:
        settings = settings.model_copy(update={"data_dir": data_dir})
    open_log(settings)
    if not backup.is_file():
        refuse(f"There is no file {backup}.")
    try:
        with progress(quiet=as_json) as note:
            facts = _restored(settings, backup, note, force=force)
    except TargetInUse as error:
        refuse(f"Nothing was restored. {error}")
    except BackupDamaged as error:
        fail(f"The backup cannot be restored. {error}")
    except AppError as refusal:
        fail(f"The restore was not finished. {refusal.detail}")
    typer.echo(json.dumps(facts) if as_json else _restore_as_text(facts))


def _new_file(target: Path) -> Path:
    if target.is_dir():
        target /= f"emberline-{SystemClock().now():%Y%m%dT%H%M%SZ}.tar"
    if target.exists():
        refuse(f"There is a file {target} already: name another.")
    if not target.parent.is_dir():
        refuse(f"There is no folder {target.parent}.")
    return target.absolute()


async def _backed_up(settings: "Settings", path: Path, note: "Note") -> "Manifest":
    from emberline.kit.errors import disk_full, is_no_room
    from emberline.operations.backups.writing import write_backup

    async with open_beside_server(settings) as runtime:
        try:
            return await write_backup(runtime, path, note)
        except OSError as error:
            if is_no_room(error):
                raise disk_full() from error
            fail(f"No backup was made. {error}")


def _restored(settings: "Settings", backup: Path, note: "Note", *, force: bool) -> dict[str, Any]:
    from emberline.migrations import refuse_newer
    from emberline.operations.backups.archive import verified
    from emberline.operations.backups.loads import Target

    manifest = verified(backup, note)
    target = Target(settings.database_url, settings.data_dir, force, SystemClock().now())
    with faults_refused(settings):
        refuse_newer(manifest.revision)
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_store(settings)
        restored = asyncio.run(_put_back(settings, backup, manifest, target, note))
        migrate_schema(settings)
        lost = asyncio.run(_looked_after(settings, note))
    return {
        "backup": str(backup),
        "made_at": wire_time(manifest.made_at),
        "revision": manifest.revision,
        "rows": sum(manifest.rows.values()),
        "files": restored.files,
        "bytes": restored.bytes,
        "secret_key": manifest.secret_key,
        "vanished": manifest.vanished,
        "media_removed": lost,
        "aside": None if restored.aside is None else str(restored.aside),
    }


async def _put_back(
    settings: "Settings", backup: Path, manifest: "Manifest", target: "Target", note: "Note"
) -> "Restored":
    from emberline.adapters import open_blobs
    from emberline.migrations import upgrade
    from emberline.operations.backups.restoring import check_target, put_back

    async with open_blobs(settings) as blobs:
        await check_target(target, manifest, blobs)
        return await put_back(backup, manifest, target, blobs, upgrade, note)


async def _looked_after(settings: "Settings", note: "Note") -> int:
    """Set jobs going again, remove what lost its files; how many media those were."""
    from emberline.kit.jobs.upkeep import release_all
    from emberline.media.service.inventory import forget_unfinished
    from emberline.operations.backups.archive import BackupDamaged
    from emberline.operations.doctor.database import DatabaseIsSound
    from emberline.operations.doctor.files import mend_vanished

    async with open_beside_server(settings) as runtime:
        await runtime.database.write(release_all, runtime.clock.now())
        await runtime.database.write(forget_unfinished)
        lost = await mend_vanished(runtime, note)
        faults = await DatabaseIsSound().find(runtime, note)
        if faults:
            raise BackupDamaged(f"The restored database is not sound: {faults[0].detail}.")
        return lost


def _backup_as_json(path: Path, manifest: "Manifest") -> str:
    return json.dumps(
        {
            "backup": str(path),
            "bytes": path.stat().st_size,
            "made_at": wire_time(manifest.made_at),
            "version": manifest.version,
            "revision": manifest.revision,
            "rows": sum(manifest.rows.values()),
            "tables": manifest.rows,
            "files": manifest.files,
            "file_bytes": manifest.bytes,
            "vanished": manifest.vanished,
            "secret_key": manifest.secret_key,
        }
    )


def _backup_as_text(path: Path, manifest: "Manifest") -> str:
    lines = [
        f"{path}: {sum(manifest.rows.values())} rows and {manifest.files} files, "
        f"{path.stat().st_size:,} bytes, read back and verified."
    ]
    if manifest.vanished:
        lines.append(
            f"{manifest.vanished} files were deleted meanwhile; a restore leaves out what they "
            "belonged to."
        )
    lines.append(
        "It holds the secret key: whoever reads it can sign in as anybody."
        if manifest.secret_key
        else "The secret key is in your settings, which are not part of it: keep them too."
    )
    return "\n".join(lines)


def _restore_as_text(facts: dict[str, Any]) -> str:
    lines = [
        f"Restored {facts['rows']} rows and {facts['files']} files of {facts['made_at']}, "
        "compared with their sums; the database is sound."
    ]
    if facts["media_removed"]:
        lines.append(
            f"{facts['media_removed']} media were removed: their files had been deleted while the "
            "backup was made."
        )
    if facts["aside"]:
        lines.append(f"The database from before is at {facts['aside']}.")
    return "\n".join(lines)
