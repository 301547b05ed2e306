"""Nothing that opens an account or a file is ever in a log line, whatever goes wrong."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from emberline.kit.db import embedded_path
from tests.app_fixtures import SECRET_KEY
from tests.clips.factories import photo
from tests.sqlite_file import sqlite_file
from tests.trust.live import ServerProcess

ADMIN_KEY = "the key of the cron job"
PASSWORDS = ["first password of mara", "second password of mara", "third password of mara"]
WRONG = "a password that is wrong"
NEW_GUEST = "emp_a-token-that-no-guest-was-given-yet"


@pytest.fixture(params=["text", "json"])
def process(request, server_forks, template_folder, tmp_path) -> Iterator[ServerProcess]:
    """A server that logs in either form."""
    folder = tmp_path / "data"
    folder.mkdir()
    for file in template_folder.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with ServerProcess(
        server_forks,
        tmp_path / "log",
        data_dir=str(folder),
        secret_key=SECRET_KEY,
        admin_api_key=ADMIN_KEY,
        log=request.param,
        rate_limits="off",
        sweep_seconds="0",
    ) as process:
        process.start()
        yield process


def test_no_secret_is_in_any_log_line_of_a_run(process, tmp_path):
    secrets = {SECRET_KEY, ADMIN_KEY, WRONG, *PASSWORDS, NEW_GUEST}
    with httpx.Client(base_url=process.url, timeout=60.0) as http:
        secrets |= _sign_up_and_in(http)
        secrets |= _change_and_reset_passwords(http, tmp_path / "data")
        secrets |= _read_files_and_make_tokens(http)
        story_id = _publish_story(http)
        secrets |= _play_as_a_guest(str(http.base_url), story_id)
        _send_what_is_wrong(http, secrets)
        _run_into_a_broken_database(http, tmp_path / "data", story_id)
    process.stop()
    log = process.log.read_text()
    assert log.count("request_failed") == 3 and log.count("Traceback") >= 2
    assert "no such table" in log and "INSERT INTO users" in log
    assert len(secrets) > 15
    for secret in secrets:
        # A signed text may not be there in parts either.
        for part in secret.split("."):
            assert len(part) < 8 or part not in log, part
    assert "$2b$" not in log
    assert "@example.com" not in log


def _sign_up_and_in(http: httpx.Client) -> set[str]:
    named = {"username": "mara", "password": PASSWORDS[0]}
    answers = [http.post("/signup", json={**named, "email": "mara@example.com"})]
    answers += [http.post("/login", json=named)]
    session = answers[-1].json()
    http.headers["Authorization"] = f"Bearer {session['token']}"
    refresh = {"refresh_token": session["refresh_token"]}
    answers += [http.post("/api/auth/refresh-token", json=refresh)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert http.post("/login", json={**named, "password": WRONG}).status_code == 401
    assert http.get("/api/auth/sessions").status_code == 200
    sessions = [answers[0].json(), session, answers[2].json()["data"]]
    return {entry[name] for entry in sessions for name in ("token", "refresh_token")}


def _change_and_reset_passwords(http: httpx.Client, folder: Path) -> set[str]:
    change = {"current_password": PASSWORDS[0], "new_password": PASSWORDS[1]}
    assert http.put("/api/auth/password", json=change).status_code == 200
    mara = {"email": "mara@example.com"}
    assert http.post("/api/auth/password-reset", json=mara).status_code == 202
    token = _mailed_token(folder / "mail")
    reset = {"token": token, "new_password": PASSWORDS[2]}
    path = "/api/auth/password-reset/confirm"
    assert http.post(path, json=reset).status_code == 200
    assert http.post(path, json=reset).status_code == 400
    session = http.post("/login", json={"username": "mara", "password": PASSWORDS[2]}).json()
    http.headers["Authorization"] = f"Bearer {session['token']}"
    return {token, session["token"], session["refresh_token"]}


def _mailed_token(folder: Path) -> str:
    """The token from the only mail, which is written after the answer was sent."""
    pause = threading.Event()
    for _ in range(1_000):
        for letter in folder.glob("*"):
            if found := re.search(r"token=(\S+)", letter.read_text()):
                return found[1]
        pause.wait(0.01)
    raise AssertionError("there is no mail")


def _read_files_and_make_tokens(http: httpx.Client) -> set[str]:
    body = {"name": "script", "scopes": ["read"]}
    token = http.post("/api/auth/tokens", json=body).json()["data"]["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert http.get("/stories", headers=bearer).status_code == 200
    clip = http.post("/stories", files={"file": ("a.jpg", photo(), "image/jpeg")}).json()
    media = http.post("/media", files={"file": ("a.jpg", photo(), "image/jpeg")}).json()
    addresses = [clip["media_url"], clip["thumbnail_url"], media["media_url"]]
    for address in addresses:
        assert http.get(address).status_code == 200
        assert http.get(address, headers={"Range": "bytes=900000-"}).status_code == 416
        assert http.get(address.replace("webp", "png")).status_code == 404
    key = {"X-API-Key": ADMIN_KEY}
    with httpx.Client(base_url=http.base_url) as nobody:
        answer = nobody.post("/api/clips/cleanup/expired", headers=key)
    assert answer.status_code == 200
    signatures = {parse_qs(urlsplit(address).query)["signature"][0] for address in addresses}
    return {token, *signatures}


def _publish_story(http: httpx.Client) -> str:
    body = {"title": "The well", "description": "Deep.", "difficulty_level": "easy"}
    made = http.post("/api/stories", json={**body, "template": "blank"}).json()["data"]
    address = f"/api/admin/stories/{made['story_id']}/publish"
    assert http.put(address, json={"is_published": True}).status_code == 200
    return str(made["story_id"])


def _play_as_a_guest(url: str, story_id: str) -> set[str]:
    """The tokens of two guests, one of whom has signed up since."""
    tokens = set()
    with httpx.Client(base_url=url) as guest:
        for name in ("", "nora"):
            play = guest.get(f"/api/stories/{story_id}/start").json()["data"]
            headers = {"X-Play-Token": play["play_token"]}
            node = play["node"]
            choice = {"current_node_id": node["node_id"]}
            choice["choice_id"] = node["choices"][0]["choice_id"]
            address = f"/api/stories/{story_id}/choice"
            assert guest.post(address, json=choice, headers=headers).status_code == 200
            assert guest.post(address, json=choice, headers=headers).status_code == 409
            if name:
                body = {"username": name, "email": f"{name}@example.com", "password": WRONG}
                assert guest.post("/signup", json=body, headers=headers).status_code == 201
            tokens.add(play["play_token"])
    return tokens


def _send_what_is_wrong(http: httpx.Client, secrets: set[str]) -> None:
    """Every secret where it does not belong: in addresses, headers, names and values."""
    for secret in secrets:
        for answer in (
            http.get(f"/nothing/{secret}"),
            http.get("/stories", params={"token": secret, "cursor": secret}),
            http.get(f"/stories/item/{secret}"),
            http.get("/stories", headers={"Authorization": f"Bearer {secret}x"}),
            http.post("/login", json={"username": secret, secret: secret}),
            http.post("/login", content=f'{{"password": "{secret}'),
            http.post("/stories", headers={"Cookie": f"session={secret}"}, data={"text": secret}),
        ):
            assert 400 <= answer.status_code < 500


def _run_into_a_broken_database(http: httpx.Client, folder: Path, story_id: str) -> None:
    """Faults whose statements carry a password's hash, a session and a guest's play."""
    broken = (
        "CREATE TRIGGER {0}_broken BEFORE INSERT ON {0} BEGIN INSERT INTO nowhere VALUES (1); END"
    )
    with sqlite_file(embedded_path(folder)) as database:
        for table in ("users", "sessions", "plays"):
            database.execute(broken.format(table))
    jonas = {"email": "jonas@example.com", "username": "jonas", "password": PASSWORDS[0]}
    assert http.post("/signup", json=jonas).status_code == 500
    mara = {"username": "mara", "password": PASSWORDS[2]}
    assert http.post("/login", json=mara).status_code == 500
    guest = {"X-Play-Token": NEW_GUEST}
    with httpx.Client(base_url=http.base_url) as nobody:
        start = nobody.get(f"/api/stories/{story_id}/start", headers=guest)
    assert start.status_code == 500
