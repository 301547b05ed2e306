"""Commands of `emberline`, each in a process of its own that is forked from one where it is loaded.

Loading takes a second of a processor, and the tests run hundreds of commands.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

# A connection brings the order together with the command's standard input, output and error, and
# takes its exit code home. Between here and the command stands a process that waits for its end.
_PROGRAM = """
import importlib, json, os, pkgutil, select, signal, socket, sys, traceback
from emberline.cli import app
import alembic.command, sqlalchemy.dialects.postgresql.asyncpg
import emberline.operations, emberline.worker
import emberline.cli.stories.play.player, emberline.cli.stories.proofs
import emberline.stories.formats.registry
for found in pkgutil.walk_packages(emberline.operations.__path__, "emberline.operations."):
    importlib.import_module(found.name)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
listening = socket.socket(socket.AF_UNIX)
listening.bind(sys.argv[1])
listening.listen()
print(flush=True)
while True:
    if sys.stdin in select.select([listening, sys.stdin], [], [])[0]:
        sys.exit()
    connection, _ = listening.accept()
    if os.fork() == 0:
        break
    connection.close()
signal.signal(signal.SIGCHLD, signal.SIG_DFL)
text, files, _, _ = socket.recv_fds(connection, 65536, 3)
while not text.endswith(b"\\n"):
    text += connection.recv(65536)
if child := os.fork():
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    connection.sendall(b"%d" % code)
    os._exit(0)
order = json.loads(text)
for descriptor in (listening.detach(), connection.detach()):
    os.close(descriptor)
for target, source in enumerate(files):
    os.dup2(source, target)
    os.close(source)
os.environ.clear()
os.environ.update(order["environment"])
os.chdir(order["folder"])
sys.argv[1:] = order["words"]
# A command that should have refused to go on ends all the same.
signal.alarm(120)
try:
    app()
except SystemExit as end:
    code = int(end.code or 0)
except BaseException:
    traceback.print_exc()
    code = 1
sys.stdout.flush()
sys.stderr.flush()
# Taking apart all that was loaded would take longer than the command.
os._exit(code)
"""


class CommandForks:
    """The process that commands are forked from. It is started by the first of them."""

    def __init__(self) -> None:
        self._parent: subprocess.Popen[str] | None = None
        self._folder = ""
        self._starting = threading.Lock()

    def run(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        *,
        folder: Path | None = None,
        sent: str = "",
    ) -> tuple[int, str, str]:
        """Run `emberline …` in this environment; its exit code, negative for a signal, and what
        it wrote.

        folder: where it runs, if not here. sent: its standard input.
        """
        where = str(folder or Path.cwd())
        order = {"words": words, "environment": dict(environment), "folder": where}
        with (
            socket.socket(socket.AF_UNIX) as connection,
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            given.write(sent.encode())
            given.seek(0)
            with self._starting:
                connection.connect(self._address())
            files = [file.fileno() for file in (given, output, errors)]
            socket.send_fds(connection, [json.dumps(order).encode() + b"\n"], files)
            return int(connection.recv(16)), _written(output), _written(errors)

    def stop(self) -> None:
        """End the process; the next command would start another."""
        if self._parent is not None:
            self._parent.communicate(timeout=30)
            self._parent = None
            Path(self._folder, "orders").unlink()
            Path(self._folder).rmdir()

    def _address(self) -> str:
        if self._parent is None:
            self._folder = tempfile.mkdtemp(prefix="emberline-commands-")
            kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
            self._parent = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, f"{self._folder}/orders"],
                env={**kept, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert self._parent.stdout is not None
            assert self._parent.stdout.readline(), "the program could not be loaded"
        return f"{self._folder}/orders"


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


COMMANDS = CommandForks()
"""Of this test process; the fixture `command_forks` stops it."""
