"""The child's side of the sandbox: give up rights, run one pure function, answer, end.

Imports little on purpose: all that stands here is paid at the start of every child.
"""

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

Target = Callable[[dict[str, Any]], Any]

OPEN_FILES = 64
NICENESS = 10

# <linux/sched.h>, <linux/prctl.h>, <linux/seccomp.h>
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
SECCOMP_RET_ALLOW = 0x7FFF0000
SECCOMP_RET_ERRNO = 0x00050000
EPERM = 1

# machine: (AUDIT_ARCH_… of <linux/audit.h>, numbers of the calls that open a network)
NETWORK_CALLS = {
    "x86_64": (0xC000003E, {"socket": 41, "io_uring_setup": 425}),
    "aarch64": (0xC00000B7, {"socket": 198, "io_uring_setup": 425}),
}


class Refused(Exception):  # noqa: N818 - a verdict on the input, not a failure of the function
    """Raised by a target whose input is bad; reaches the parent as data.

    code: a stable slug. message: a sentence that says what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def main() -> None:
    """Read one order from stdin, answer it on what was stdout, and end; or become a program."""
    answer_to = os.dup(1)
    # Whatever a library prints must not mix with the answer.
    os.dup2(2, 1)
    order = json.load(sys.stdin.buffer)
    if order["background"]:
        give_way()
    confine(order["parent"], order["memory_bytes"], order["cpu_seconds"], order["file_bytes"])
    if order["program"]:
        os.dup2(answer_to, 1)
        os.execv(order["program"][0], order["program"])  # noqa: S606 - the caller's own program
    answer = json.dumps(_answer(order["target"], order["payload"]), ensure_ascii=False).encode()
    with os.fdopen(answer_to, "wb") as pipe:
        pipe.write(answer)
    # Threads of libraries may hang in their tear-down; nothing is left to do.
    os._exit(0)


def give_way() -> None:
    """Take only time that nobody else wants: whoever wakes up goes first, at once (on Linux)."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    else:
        os.nice(19 - NICENESS)


def confine(parent: int, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
    """Give up rights and set limits, for this process and all it starts; there is no way back.

    On Linux also: end with the parent, no network, no new privileges. The network is taken twice,
    by an empty namespace (root, or where user namespaces are allowed) and by refusing `socket` to
    this process (x86-64 and arm64); a system that allows neither runs the child with it.
    macOS has no limit of address space worth the name and none of the above.
    """
    os.setpgid(0, 0)
    os.nice(NICENESS)
    _limit(resource.RLIMIT_CORE, 0)
    # One second to spare: at the soft limit comes SIGXCPU, at the hard one a nameless SIGKILL.
    _limit(resource.RLIMIT_CPU, cpu_seconds, spare=1)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, memory_bytes)
        libc = ctypes.CDLL(None, use_errno=True)
        _leave_network(libc)
        # After the namespaces: entering a new user namespace clears it.
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _refuse_sockets(libc)


def _limit(what: int, amount: int, spare: int = 0) -> None:
    hard = resource.getrlimit(what)[1]
    wanted = (amount, amount + spare)
    if hard != resource.RLIM_INFINITY:
        wanted = (min(amount, hard), min(amount + spare, hard))
    resource.setrlimit(what, wanted)


def _leave_network(libc: ctypes.CDLL) -> None:
    # Without the right to make a network namespace, one inside a new user namespace may be allowed.
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _refuse_sockets(libc: ctypes.CDLL) -> None:
    """Let `socket` and `io_uring_setup` fail with EPERM, by a classic BPF filter (seccomp(2))."""
    if platform.machine() not in NETWORK_CALLS:
        return
    architecture, calls = NETWORK_CALLS[platform.machine()]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    foreign_calls = 0x40000000  # the x32 twins of all calls, on x86-64
    # Jumps count from the next line; the last line refuses, the one before it allows.
    last = 5 + len(calls)
    filters = [
        (load, 0, 0, 4),
        (equal, 0, last - 2, architecture),
        (load, 0, 0, 0),
        (at_least, last - 4, 0, foreign_calls),
        *((equal, last - line - 1, 0, call) for line, call in enumerate(calls.values(), 4)),
        (give, 0, 0, SECCOMP_RET_ALLOW),
        (give, 0, 0, SECCOMP_RET_ERRNO | EPERM),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in filters))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(filters), ctypes.addressof(code)))
    libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0)


def _answer(target: str, payload: dict[str, Any]) -> dict[str, Any]:
    try:
        function = _load(target)
    except (ImportError, AttributeError):
        return {"unloadable": traceback.format_exc()}
    try:
        return {"value": function(payload)}
    except Refused as refusal:
        return {"refused": {"code": refusal.code, "message": refusal.message}}
    except MemoryError:
        return {"failed": "memory", "detail": "MemoryError"}
    except Exception:  # noqa: BLE001 - all of them go to the parent
        return {"failed": "crash", "detail": traceback.format_exc()}


def _load(target: str) -> Target:
    module, _, name = target.partition(":")
    function: Target = getattr(import_module(module), name)
    return function


if __name__ == "__main__":
    # Targets raise `emberline.kit.sandboxed.Refused`, which is not `__main__.Refused`.
    import_module("emberline.kit.sandboxed").main()
