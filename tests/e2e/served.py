"""`emberline serve` with the demo's people, for browsers to visit."""

import asyncio
import fcntl
import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from emberline.adapters import open_runtime
from emberline.demo.content import PASSWORD
from emberline.demo.fill import Plan, fill
from emberline.kit.clock import SystemClock
from emberline.migrations import prepare_embedded
from emberline.settings import Settings
from tests.accounts.password_fixtures import cheaply_hashed
from tests.app_fixtures import SECRET_KEY
from tests.trust.live import ServerForks, ServerProcess

SMALL = Plan(width=270, pictures=3)
"""Enough to test with; the whole demo takes five times as long."""

PATIENCE = 60.0
BY_COOKIE = {"X-Refresh-Token": "cookie"}

_numbers = itertools.count(1)


@dataclass
class Account:
    """Someone with an account on the server at `url`."""

    url: str
    username: str
    password: str
    user_id: str

    @cached_property
    def api(self) -> httpx.Client:
        """A client of the server that is signed in as them, beside every browser."""
        signed_in = self._signed_in({})
        headers = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE)

    def new_cookie(self) -> str:
        """The refresh token of a session of its own, as a browser keeps it."""
        return self._signed_in(BY_COOKIE).cookies[cookie_at(self.url)]

    def _signed_in(self, headers: dict[str, str]) -> httpx.Response:
        form = {"username": self.username, "password": self.password}
        answer = httpx.post(f"{self.url}/login", json=form, headers=headers, timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        return answer

    def get(self, path: str) -> Any:
        """What a call answers: the `data` of an envelope, anything else as it is."""
        return _content_of(self.api.get(path))

    def post(self, path: str, form: Any = None, **more: Any) -> Any:
        """As `get`, of a call that changes something."""
        return _content_of(self.api.post(path, json=form, **more))


def cookie_at(url: str) -> str:
    """The name of the cookie by which the server at `url` knows a browser."""
    return f"emberline_session_{urlsplit(url).port}"


def _content_of(answer: httpx.Response) -> Any:
    assert answer.is_success, (answer.request.url, answer.text)
    body = answer.json()
    return body["data"] if isinstance(body, dict) and "data" in body else body


class Site:
    """A server at `url` and the people of the demo that are on it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._people: dict[str, Account] = {}

    def person(self, name: str) -> Account:
        """Someone of the demo: `ember` is its admin, `sanna` its moderator."""
        if name not in self._people:
            account = Account(self.url, name, PASSWORD, "")
            account.user_id = account.get("/api/auth/profile")["user_id"]
            self._people[name] = account
        return self._people[name]

    def sign_up(self, name: str = "guest") -> Account:
        """Somebody new; a number follows the name, which nobody else has."""
        username = f"{name}{os.getpid()}_{next(_numbers)}"
        form = {"username": username, "email": f"{username}@example.com", "password": PASSWORD}
        answer = httpx.post(f"{self.url}/signup", json=form, timeout=PATIENCE)
        assert answer.status_code == 201, answer.text
        return Account(self.url, username, PASSWORD, answer.json()["user"]["user_id"])


# The process lives so many seconds later as the file says.
_LATER = """
from pathlib import Path
from datetime import timedelta
from emberline.kit.clock import SystemClock
now_for_real = SystemClock.now
def now(self):
    return now_for_real(self) + timedelta(seconds=float(Path({path!r}).read_text()))
SystemClock.now = now
"""


class OwnServer(ServerProcess):
    """A server that keeps its address when it is started again, and whose time can be moved."""

    def __init__(self, forks: ServerForks, log: Path, /, **environment: str) -> None:
        super().__init__(forks, log, **environment)
        self._later = log.with_name("later")
        self._later.write_text("0")

    def start(self, prepare: str = "") -> None:
        """As every `ServerProcess`."""
        super().start(_LATER.format(path=str(self._later)) + prepare)

    def advance(self, by: timedelta) -> None:
        """Let so much time go by."""
        now = float(self._later.read_text())
        self._later.write_text(str(now + by.total_seconds()))


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(data_dir: Path, log: Path, **settings: str) -> Iterator[str]:
    """Run `emberline serve` on the data folder; its address, once it takes requests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")}
    common = {"data_dir": str(data_dir), "secret_key": SECRET_KEY, "rate_limits": "off"}
    chosen = {f"EMBERLINE_{k.upper()}": v for k, v in {**common, **settings}.items()}
    with (
        log.open("wb") as written,
        subprocess.Popen(
            [sys.executable, "-m", "emberline.cli", "serve", "--port", "0"],
            cwd=Path(__file__).parents[2],
            env={**kept, **chosen},
            stdout=written,
            stderr=written,
        ) as process,
    ):
        try:
            yield _address_in(log, process)
        finally:
            process.terminate()


def _address_in(log: Path, process: "subprocess.Popen[bytes]") -> str:
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", log.read_text()):
            return found[1]
        if process.poll() is not None:
            break
        pause.wait(0.02)
    raise AssertionError(f"the server did not start: {log.read_text()}")


def demo_folder(parent: Path, plan: Plan = SMALL) -> Path:
    """The data folder of a demo made now; made once where several ask for it below `parent`."""
    folder, lock = parent / "e2e-demo", parent / "e2e-demo.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not folder.exists():
            _make_demo(parent / "e2e-demo.unfinished", plan)
            (parent / "e2e-demo.unfinished").rename(folder)
    return folder


def copied(folder: Path, to: Path) -> Path:
    """A copy of a data folder of one's own."""
    return Path(shutil.copytree(folder, to))


def _make_demo(folder: Path, plan: Plan) -> None:
    folder.mkdir()

    def make() -> None:
        prepare_embedded(folder, SystemClock().now())
        asyncio.run(_filled(folder, plan))

    # A thread has a loop of its own: Playwright's may be running in this one.
    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert (folder / "media").is_dir(), "the demo could not be made"


async def _filled(folder: Path, plan: Plan) -> None:
    settings = Settings(data_dir=folder, secret_key=SECRET_KEY)
    clock = SystemClock()
    async with open_runtime(settings, clock) as runtime:
        # Nobody runs jobs here, and nobody is connected.
        runtime.database.on_commit(lambda message: None)
        with cheaply_hashed():
            await fill(runtime, clock.now() - timedelta(seconds=5), plan, lambda: None)
