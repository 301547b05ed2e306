"""Files of stories as the server reads them: in a child process, whose result is judged stories."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import structlog

from emberline.kit.errors import unavailable
from emberline.kit.sandbox import Sandbox, SandboxFailed
from emberline.stories.formats.report import Finding
from emberline.stories.rules.importing import unread
from emberline.stories.service.transfer.child import File, Line, Part

# A text of 20 MB becomes some 600 MB of passages, findings and nodes before it is a story.
MEMORY_BYTES = 1536 * 1024 * 1024
LISTING_SECONDS = 20.0
SMALL_SECONDS = 20.0
"""For what one request waits for: a file of 5 MB takes five at most."""
LARGE_SECONDS = 150.0

_CHILD = "emberline.stories.service.transfer.child"
_LINES_AT_ONCE = 50
_BYTES_AT_ONCE = 1024 * 1024
_decoder = msgspec.json.Decoder(Line)

log = structlog.get_logger()


async def list_files(sandbox: Sandbox, path: Path, parts: Sequence[Part]) -> list[File]:
    """The files in the bundle at `path`, those of archives too, in an order that never changes.

    An archive that hides more than can be looked at is one file that is refused. AppError 503.
    """
    try:
        return await _listed(sandbox, path, parts)
    except SandboxFailed:
        if len(parts) == 1:
            return [_unlistable(0, parts[0])]
    files: list[File] = []
    for number, part in enumerate(parts):
        try:
            alone = await _listed(sandbox, path, [part])
        except SandboxFailed:
            alone = [_unlistable(number, part)]
        files += [msgspec.structs.replace(file, part=number) for file in alone]
    return files


async def read_files(
    sandbox: Sandbox,
    path: Path,
    parts: Sequence[Part],
    files: Sequence[File],
    result: Path,
    seconds: float,
) -> None:
    """Read `files` of the bundle at `path`, and leave what they come to for `lines` at `result`.

    A file that cannot be read in time or takes too much memory is told as such; it does the others
    no harm. AppError 503 where no child can be started.
    """
    payload = {
        "path": str(path),
        "parts": msgspec.to_builtins(list(parts)),
        "files": msgspec.to_builtins(list(files)),
        "result": str(result),
    }
    try:
        await _run(sandbox, "read_files", payload, seconds)
    except SandboxFailed as failure:
        log.warning("files_not_read", files=len(files), reason=str(failure))
        if len(files) == 1:
            await asyncio.to_thread(_tell, result, files[0], failure)
        else:
            await _read_each(sandbox, path, parts, files, result, seconds)


async def _read_each(
    sandbox: Sandbox,
    path: Path,
    parts: Sequence[Part],
    files: Sequence[File],
    result: Path,
    seconds: float,
) -> None:
    """As `read_files`, a child for each, because one of them broke the one for all."""
    await asyncio.to_thread(result.write_bytes, b"")
    alone = result.with_name(f"{result.name}.alone")
    for number, file in enumerate(files):
        await read_files(sandbox, path, parts, [file], alone, seconds)
        await asyncio.to_thread(_append, alone, number, result)


def lines(result: Path) -> Iterator[list[Line]]:
    """What was read, in bounded batches; for a thread."""
    batch: list[Line] = []
    size = 0
    with result.open("rb") as text:
        for line in text:
            batch.append(_decoder.decode(line))
            size += len(line)
            if len(batch) >= _LINES_AT_ONCE or size >= _BYTES_AT_ONCE:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


async def _listed(sandbox: Sandbox, path: Path, parts: Sequence[Part]) -> list[File]:
    payload = {"path": str(path), "parts": msgspec.to_builtins(list(parts))}
    return msgspec.convert(await _run(sandbox, "listed", payload, LISTING_SECONDS), list[File])


async def _run(sandbox: Sandbox, function: str, payload: dict[str, Any], seconds: float) -> Any:
    try:
        return await sandbox.run(
            f"{_CHILD}:{function}", payload, memory_bytes=MEMORY_BYTES, seconds=seconds
        )
    except OSError as error:
        raise unavailable("Files cannot be read just now. Try again soon.") from error


def _unlistable(number: int, part: Part) -> File:
    finding = Finding(None, "too_large", "The archive takes too much to be opened: part it.")
    return File(part.name, number, None, part.bytes, finding)


def _tell(result: Path, file: File, failure: SandboxFailed) -> None:
    """Let a file that broke its child be one that was not read."""
    code, message = _TOLD.get(failure.reason, _BROKEN)
    story = unread(file.name, (Finding(None, code, message),))
    result.write_bytes(msgspec.json.encode(Line(0, 0, 1, story)) + b"\n")


_TOLD = {
    "timeout": ("too_large", "Reading this file takes too long: part it."),
    "memory": ("too_large", "Reading this file takes too much memory: part it."),
}
_BROKEN = ("unreadable", "This file cannot be read: something in it breaks whoever reads it.")


def _append(alone: Path, number: int, result: Path) -> None:
    with alone.open("rb") as source, result.open("ab") as target:
        for text in source:
            line = msgspec.structs.replace(_decoder.decode(text), file=number)
            target.write(msgspec.json.encode(line) + b"\n")
    with suppress(FileNotFoundError):
        alone.unlink()
