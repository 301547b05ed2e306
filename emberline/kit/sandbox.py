"""Run a pure function or a program in a child with capped memory, time and files, no network."""

import asyncio
import contextlib
import math
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from emberline.kit.sandboxed import Refused

__all__ = ["Refused", "Sandbox", "SandboxFailed"]

Reason = Literal["timeout", "memory", "crash", "refused"]

MAX_PAYLOAD_BYTES = 16 * 1024 * 1024
MAX_ANSWER_BYTES = 16 * 1024 * 1024
MAX_LINE_BYTES = 1024 * 1024
MAX_FILE_BYTES = 1024 * 1024 * 1024
MAX_ERROR_BYTES = 8 * 1024

# What allocators, libvips, GLib and C++ print when the cap is reached, before they end or abort.
SIGNS_OF_MEMORY = (
    *(b"MemoryError", b"allocate", b"bad_alloc", b"out of memory", b"new thread"),
    b"memory allocation of",
)

# A thread costs address space (a stack, a malloc arena), of which a child has little.
ONE_THREAD = {
    "VIPS_CONCURRENCY": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}


class SandboxFailed(Exception):  # noqa: N818 - reads as what happened, and `reason` says how
    """The function gave no value.

    reason: "timeout" (wall clock or CPU), "memory" (over the cap, or ended by the system),
        "crash" (an exception, a signal, a broken answer), "refused" (it raised `Refused`).
    detail: for logs; with "refused" the function's message, which is for the user.
    code: the code of `Refused`, else the reason.
    """

    def __init__(self, reason: Reason, detail: str, code: str | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.code = code or reason


class _Refusal(msgspec.Struct):
    code: str
    message: str


class _Answer(msgspec.Struct):
    value: Any = None
    refused: _Refusal | None = None
    failed: Literal["memory", "crash"] | None = None
    detail: str = ""
    unloadable: str | None = None


class Sandbox:
    """At most `slots` children at a time; further calls wait for their turn."""

    def __init__(self, slots: int) -> None:
        self._slots = asyncio.Semaphore(slots)

    async def run(
        self,
        target: str,
        payload: dict[str, Any],
        *,
        memory_bytes: int,
        seconds: float,
        folder: Path | None = None,
    ) -> Any:
        """Return what `target` ("package.module:function") makes of `payload`, both JSON.

        The function takes one dict. It runs with this process's import path and next to nothing
        of its environment, in `folder` (also its TMPDIR and HOME; else the root directory).
        memory_bytes caps the address space, libraries included: a plain function needs 64 MiB,
        one that decodes with libvips 256 MiB. seconds caps the wall clock, counted from the
        child's start, and its CPU time. See `sandboxed.confine` for what each system can do.
        The child and all it started are dead when this returns, raises or is cancelled; they
        also die with this process, but not (Linux) programs that the function itself started:
        let it `exec` instead.

        Raises SandboxFailed, ValueError (payload over 16 MiB), RuntimeError (no such function),
        OSError (no child can be started).
        """
        order = _order(
            target=target,
            payload=payload,
            memory_bytes=memory_bytes,
            cpu_seconds=math.ceil(seconds),
        )
        if len(order) > MAX_PAYLOAD_BYTES:
            raise ValueError(f"a payload of {len(order)} bytes is over {MAX_PAYLOAD_BYTES}")
        async with self._slots:
            process = await _start(folder)
            try:
                async with asyncio.timeout(seconds):
                    answer, errors = await _converse(process, order)
                    status = await process.wait()
            except TimeoutError:
                raise SandboxFailed("timeout", f"no answer in {seconds:g} seconds") from None
            finally:
                await _end(process)
        return _value(_judge(answer, errors, status))

    async def run_in_background(
        self,
        program: Sequence[str],
        *,
        memory_bytes: int,
        seconds: float,
        cpu_seconds: int,
        folder: Path,
        heard: Callable[[str], Awaitable[None]],
    ) -> None:
        """Run a program to its end, as `run` does a function, but on time that nobody else wants.

        program: its absolute path, then its arguments. Its output goes to `heard`, line by line;
        what that raises ends the program. It takes no slot: it may run for long, and its caller
        bounds how many there are.
        Raises SandboxFailed (never "refused"; `detail` has the last it wrote to its standard
        error), OSError (no child can be started).
        """
        order = _order(program=list(program), memory_bytes=memory_bytes, cpu_seconds=cpu_seconds)
        process = await _start(folder)
        try:
            async with asyncio.timeout(seconds):
                errors = await _listen(process, order, heard)
                status = await process.wait()
        except TimeoutError:
            raise SandboxFailed("timeout", f"no end in {seconds:g} seconds") from None
        finally:
            await _end(process)
        if status != 0:
            raise _failure(errors, status)


def _order(
    *,
    memory_bytes: int,
    cpu_seconds: int,
    target: str = "",
    payload: dict[str, Any] | None = None,
    program: Sequence[str] = (),
) -> bytes:
    return msgspec.json.encode(
        {
            "target": target,
            "payload": payload,
            "program": program,
            "background": bool(program),
            "parent": os.getpid(),
            "memory_bytes": memory_bytes,
            "cpu_seconds": cpu_seconds,
            "file_bytes": MAX_FILE_BYTES,
        }
    )


async def _start(folder: Path | None) -> Process:
    place = str(folder) if folder else "/"
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-s",
        "-m",
        "emberline.kit.sandboxed",
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=place,
        env=_environment(place),
        limit=MAX_LINE_BYTES,
    )


def _environment(place: str) -> dict[str, str]:
    return {
        **ONE_THREAD,
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": place,
        "TMPDIR": place,
        "PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path),
    }


async def _converse(process: Process, order: bytes) -> tuple[bytes, bytes]:
    assert process.stdin and process.stdout and process.stderr
    answer, errors, _ = await asyncio.gather(
        _read_answer(process.stdout),
        _read_tail(process.stderr),
        _send(process.stdin, order),
    )
    return answer, errors


async def _listen(process: Process, order: bytes, heard: Callable[[str], Awaitable[None]]) -> bytes:
    """Hand on what the program says; the end of what it wrote to its standard error."""
    assert process.stdin and process.stdout and process.stderr

    async def hand_on(lines: asyncio.StreamReader) -> None:
        async for line in lines:
            await heard(line.decode(errors="replace"))

    _, errors, _ = await asyncio.gather(
        hand_on(process.stdout),
        _read_tail(process.stderr),
        _send(process.stdin, order),
    )
    return errors


async def _read_answer(stream: asyncio.StreamReader) -> bytes:
    """All bytes, or SandboxFailed over the limit (the caller then ends the child)."""
    answer = bytearray()
    while chunk := await stream.read(65536):
        answer += chunk
        if len(answer) > MAX_ANSWER_BYTES:
            raise SandboxFailed("crash", f"the answer is over {MAX_ANSWER_BYTES} bytes")
    return bytes(answer)


async def _read_tail(stream: asyncio.StreamReader) -> bytes:
    tail = b""
    while chunk := await stream.read(65536):
        tail = (tail + chunk)[-MAX_ERROR_BYTES:]
    return tail


async def _send(stream: asyncio.StreamWriter, order: bytes) -> None:
    # A child that died before it read all is judged by its exit status, which says more.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        stream.write(order)
        await stream.drain()
        stream.close()


async def _end(process: Process) -> None:
    """Kill the child, if it still runs, and whatever is left of its process group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # All dead (macOS calls that PermissionError), or so young that it has no group yet.
        if process.returncode is None:
            process.kill()
    await process.wait()


def _judge(answer: bytes, errors: bytes, status: int) -> _Answer:
    if status == 0:
        try:
            return msgspec.json.decode(answer, type=_Answer)
        except msgspec.DecodeError as error:
            raise SandboxFailed("crash", f"a broken answer: {error}") from None
    raise _failure(errors, status)


def _failure(errors: bytes, status: int) -> SandboxFailed:
    detail = f"{_name(status)}: {errors.decode(errors='replace')}"
    if status == -signal.SIGXCPU:
        return SandboxFailed("timeout", detail)
    # The system's out-of-memory killer leaves no message.
    if status == -signal.SIGKILL or any(sign in errors for sign in SIGNS_OF_MEMORY):
        return SandboxFailed("memory", detail)
    return SandboxFailed("crash", detail)


def _name(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


def _value(answer: _Answer) -> Any:
    if answer.unloadable:
        raise RuntimeError(answer.unloadable)
    if answer.refused:
        raise SandboxFailed("refused", answer.refused.message, answer.refused.code)
    if answer.failed:
        raise SandboxFailed(answer.failed, answer.detail)
    return answer.value
