"""`emberline serve`, `migrate` and `worker` as an operator runs them."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.commands import COMMANDS
from tests.s3_server import S3Server
from tests.servers import PostgresServer
from tests.sqlite_file import sqlite_file

COMMAND = [sys.executable, "-m", "emberline.cli"]
SECRET = {"EMBERLINE_SECRET_KEY": "a secret of the tests, long enough for all"}


def _environment(folder: Path, **settings: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
    return {**kept, "EMBERLINE_DATA_DIR": str(folder / "data"), **settings}


def _run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    done = COMMANDS.run(words, _environment(folder, **settings), folder=folder)
    return subprocess.CompletedProcess(words, *done)


@contextmanager
def _serving(folder: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, once it says that it listens; killed at the end if it still runs."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        cwd=folder,
        env=_environment(folder, **settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = ""
    try:
        for line in process.stderr:
            said += line
            if match := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                break
        else:
            raise AssertionError(said)
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield process, match[1]
    finally:
        process.kill()
        process.wait()


def test_a_new_folder_is_served_and_left_whole(tmp_path: Path):
    account = {"email": "mara@example.com", "password": "a long enough one", "username": "mara"}
    with _serving(tmp_path) as (process, address):
        assert httpx.get(f"{address}/readyz").json() == {"status": "ready"}
        session = httpx.post(f"{address}/signup", json=account)
        assert session.status_code == 201
        process.send_signal(signal.SIGTERM)
        # Shut down in order, uvicorn ends by the signal that it was sent.
        assert process.wait(timeout=30) == -signal.SIGTERM
    assert not (tmp_path / "data" / "emberline.db-wal").exists()
    secret = tmp_path / "data" / "secret_key"
    assert secret.stat().st_mode & 0o777 == 0o600
    with _serving(tmp_path) as (_, address):
        me = httpx.get(
            f"{address}/api/auth/profile",
            headers={"Authorization": f"Bearer {session.json()['token']}"},
        )
        assert me.json()["data"]["username"] == "mara"


def test_an_external_database_wants_a_secret_and_a_current_schema(
    tmp_path: Path, postgres_url: str
):
    external = {"EMBERLINE_DATABASE_URL": postgres_url}
    without_secret = _run(tmp_path, "serve", **external)
    assert without_secret.returncode == 2
    assert "EMBERLINE_SECRET_KEY" in without_secret.stderr
    empty = _run(tmp_path, "serve", **external, **SECRET)
    assert empty.returncode == 2
    assert "emberline migrate" in empty.stderr
    migrated = _run(tmp_path, "migrate", **external, **SECRET)
    assert migrated.returncode == 0, migrated.stderr
    with _serving(tmp_path, **external, **SECRET) as (_, address):
        assert httpx.get(f"{address}/readyz").status_code == 200


@pytest.mark.parametrize(
    ("words", "settings", "told"),
    [
        (["serve"], {"EMBERLINE_SIGNUP": "sometimes"}, "EMBERLINE_SIGNUP"),
        (["serve"], {"EMBERLINE_DATABASE_URL": "mysql://x/y"}, "postgresql://"),
        (
            ["migrate"],
            {"EMBERLINE_DATABASE_URL": "postgresql://x:y@h:port/z", **SECRET},
            "DATABASE_URL",
        ),
        (["serve"], {"EMBERLINE_REDIS_URL": "redis://x/y"}, "EMBERLINE_REDIS_URL: "),
        (["serve"], {"EMBERLINE_BLOBS_URL": "https://x"}, "EMBERLINE_BLOBS_URL: "),
        (["serve"], {"EMBERLINE_BLOBS_URL": "s3://x"}, "EMBERLINE_BLOBS_URL: "),
        (["demo"], {"EMBERLINE_BLOBS_URL": "s3://a:b@media?endpoint=http://127.0.0.1:1"}, "store"),
        (["worker", "--kinds", "nothing.known"], {}, "nothing.known"),
        (["no-such-command"], {}, "No such command"),
    ],
)
def test_a_mistake_of_the_operator_is_exit_code_2_and_a_sentence(
    tmp_path: Path, words: list[str], settings: dict[str, str], told: str
):
    refused = _run(tmp_path, *words, **settings)
    assert refused.returncode == 2
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("command", ["serve", "worker", "demo"])
def test_a_store_of_media_that_cannot_be_used_is_a_sentence(
    tmp_path: Path, s3_server: S3Server, command: str
):
    for url, told in (
        (s3_server.url(bucket="nowhere"), "has no bucket nowhere"),
        (s3_server.url(secret="wrong"), "refuses the credentials"),
    ):
        refused = _run(tmp_path, command, EMBERLINE_BLOBS_URL=url)
        assert refused.returncode == 2, refused.stderr
        assert told in refused.stderr
        assert "Traceback" not in refused.stderr
        assert s3_server.key_id not in refused.stderr


def test_media_in_a_bucket_are_served(tmp_path: Path, s3_url: str):
    with _serving(tmp_path, EMBERLINE_BLOBS_URL=s3_url) as (_, address):
        assert httpx.get(f"{address}/readyz").status_code == 200


@pytest.mark.parametrize("content", [b"signup = ", b'signup = "\xff"'])
def test_a_malformed_file_of_settings_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "emberline.toml").write_bytes(b'signup = "open"')
    assert _run(tmp_path, "migrate").returncode == 0
    (tmp_path / "emberline.toml").write_bytes(content)
    refused = _run(tmp_path, "migrate")
    assert refused.returncode == 2
    assert "Correct emberline.toml" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "demo"])
@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ("password", "password authentication failed"),
        ("database", "does not exist"),
        ("port", "does not answer"),
    ],
)
def test_an_external_database_that_cannot_be_used_is_a_sentence(
    tmp_path: Path, postgres_server: PostgresServer, command: str, spoilt: str, told: str
):
    good = postgres_server.url()
    url = {
        "password": good.replace(postgres_server.password, "wrong"),
        "database": good.rpartition("/")[0] + "/nowhere",
        "port": "postgresql://x:y@127.0.0.1:1/z",
    }[spoilt]
    assert url != good
    refused = _run(tmp_path, command, EMBERLINE_DATABASE_URL=url, **SECRET)
    assert refused.returncode == 2, refused.stderr
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "demo"])
def test_data_of_a_newer_release_is_refused_and_left_alone(tmp_path: Path, command: str):
    assert _run(tmp_path, "migrate").returncode == 0
    database = tmp_path / "data" / "emberline.db"
    with sqlite_file(database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    refused = _run(tmp_path, command)
    assert refused.returncode == 2
    assert "older than the data" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "data" / "backups").exists()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "emberline.db").write_bytes(b"something else entirely" * 100)
    refused = _run(tmp_path, "serve")
    assert refused.returncode == 2
    assert "file is not a database" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_version_is_printed(tmp_path: Path):
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", _run(tmp_path, "version").stdout)


def test_an_external_worker_ends_when_it_is_told_to(tmp_path: Path):
    assert _run(tmp_path, "migrate").returncode == 0
    process = subprocess.Popen(
        [*COMMAND, "worker"],
        cwd=tmp_path,
        env=_environment(tmp_path, EMBERLINE_JOBS="external"),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "job_succeeded" in line:
            break
    process.send_signal(signal.SIGTERM)
    process.stderr.read()
    assert process.wait(timeout=30) == 0
