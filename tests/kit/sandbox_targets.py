"""Functions that the sandbox's tests run in children: well behaved, hostile and unlucky ones."""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from emberline.kit.sandboxed import Refused

Payload = dict[str, Any]


def echo(payload: Payload) -> Payload:
    """Give back what came."""
    return payload


def refuse(payload: Payload) -> None:
    """Refuse every input."""
    raise Refused("not-today", f"Send {payload['wanted']} instead.")


def print_noise(_: Payload) -> str:
    """Write on stdout as Python and as C libraries do, then answer."""
    print("noise")
    os.write(1, b'{"value": "forged"}')
    return "quiet"


def raise_error(_: Payload) -> None:
    """Fail as a bug does."""
    raise KeyError("nothing there")


def eat_memory(payload: Payload) -> int:
    """Take more and more memory; `how` names the allocator."""
    if payload["how"] == "python":
        return len([bytes(1024 * 1024) for _ in range(10_000)])
    held = [ctypes.create_string_buffer(64 * 1024 * 1024) for _ in range(1_000)]
    return len(held)


def die(payload: Payload) -> None:
    """End by a signal."""
    os.kill(os.getpid(), payload["signal"])


def spin(payload: Payload) -> None:
    """Burn CPU for ever, after writing this process's id to a file."""
    Path(payload["pids"]).write_text(str(os.getpid()))
    while True:
        pass


def wait_with_a_grandchild(payload: Payload) -> None:
    """Start a program, write both ids to a file, and wait for ever."""
    program = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    part = Path(payload["pids"] + ".part")
    part.write_text(f"{os.getpid()} {program.pid}")
    part.rename(payload["pids"])
    signal.pause()


def leave_a_grandchild(_: Payload) -> int:
    """Start a program and answer without waiting for it."""
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-c", "import signal; signal.pause()"]
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet).pid


def answer_at_length(payload: Payload) -> str:
    """Answer with so many characters."""
    return "x" * int(payload["characters"])


def write_too_much(payload: Payload) -> int:
    """Grow a sparse file beyond the cap; the write's error number."""
    try:
        with Path("huge").open("wb") as file:
            file.truncate(payload["bytes"])
    except OSError as error:
        return error.errno or 0
    return 0


def look_around(_: Payload) -> Payload:
    """What this child has and may do."""
    return {
        "environment": dict(os.environ),
        "folder": str(Path.cwd()),
        "niceness": os.nice(0),
        "leads_its_group": os.getpgid(0) == os.getpid(),
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "open_files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
        "descriptors": len(list(Path("/dev/fd").iterdir())),
    }


def connect(payload: Payload) -> str:
    """Connect to a port of the parent; the error's name, or "connected"."""
    try:
        with socket.create_connection(("127.0.0.1", payload["port"]), timeout=5):
            return "connected"
    except OSError as error:
        return type(error).__name__


def connect_by_file(payload: Payload) -> str:
    """Connect to a Unix socket of the parent; the error's name, or "connected"."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(payload["path"])
            return "connected"
    except OSError as error:
        return type(error).__name__


def note_overlap(payload: Payload) -> int:
    """How many children are in this function at once, seen through a folder."""
    mine = Path(payload["folder"], str(os.getpid()))
    mine.touch()
    threading.Event().wait(0.05)
    together = len(list(Path(payload["folder"]).iterdir()))
    mine.unlink()
    return together
