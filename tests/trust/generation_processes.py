"""Processes that render for a server beside them, and what tests learn of their work."""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import Connection, update

from emberline.kit.jobs import Job
from emberline.stories.engine.document import Story
from tests.accounts.factories import Person
from tests.app_fixtures import SECRET_KEY, START, Server, make_tables
from tests.generations.wire.factories import AT, shown
from tests.processes import lives
from tests.stories.wire.factories import document
from tests.trust.live import ServerForks, ServerProcess

SECONDS = 120.0
"""What must come has come by then, however busy the machine."""

QUICK = "html"
"""The kind of generation that takes the least time."""

# `emberline worker`, without its look at the schema: the tests make the tables.
_WORKER = """
import asyncio, emberline.worker
from emberline.kit.logging import configure_logging
from emberline.settings import Settings
configure_logging("text")
settings = Settings()
kinds = dict.fromkeys(emberline.worker.all_kinds(settings), slots)
asyncio.run(emberline.worker.run_worker(settings, kinds))
os._exit(0)
"""
# Each scene that a child has made is noted before it is kept, and after.
_NOTED = """
import os
import emberline.generations.jobs.narrating as narrating
notes = os.open({path!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
keep_for_real = narrating._Narration._keep
async def keep(self, digest):
    os.write(notes, f"made {{digest}}\\n".encode())
    await keep_for_real(self, digest)
    os.write(notes, f"kept {{digest}}\\n".encode())
narrating._Narration._keep = keep
"""


class WorkerProcess(ServerProcess):
    """Workers one after another, each in a process of its own; they have no address."""

    def start(self, prepare: str = "", slots: int = 2) -> None:
        """Start one that does so much of each kind at once; it takes up work as soon as it can."""
        program = f"import os\nslots = {slots}\n{prepare}\n{_WORKER}"
        self._forks.order(environment=self._environment, log=str(self.log), prepare=program)
        self.pid = self._forks.read()


def own_database(backend: str, request: pytest.FixtureRequest, folder: Path) -> str | None:
    """The URL of a database of the test's own that workers listen to; None for the embedded one."""
    if backend == "sqlite":
        return None
    from emberline.kit.jobs.pg_bell import install

    url: str = request.getfixturevalue("postgres_url")
    make_tables(url, folder)
    asyncio.run(install(url))
    return url


@contextmanager
def renderer(
    forks: ServerForks, data_dir: Path, database_url: str | None, **settings: str
) -> Iterator[ServerProcess]:
    """What renders on this data: a server with its jobs embedded, on PostgreSQL a worker.

    It is not started.
    """
    common = {"data_dir": str(data_dir), "secret_key": SECRET_KEY, "sweep_seconds": "0"}
    log = data_dir / "log"
    if database_url is None:
        made = ServerProcess(forks, log, **common, rate_limits="off", **settings)
    else:
        made = WorkerProcess(
            forks, log, **common, jobs="external", database_url=database_url, **settings
        )
    with made as process:
        yield process


class SceneNotes:
    """What processes noted of the scenes that their children made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.prepare = _NOTED.format(path=str(path))

    def count(self, what: str) -> int:
        """How many scenes were `made`, or `kept`, unfinished ones of killed processes too."""
        return sum(each[0] == what for each in self._notes())

    def made_in_vain(self) -> list[str]:
        """The digests of scenes that were made again although they had been finished."""
        finished: set[str] = set()
        again = []
        for what, digest in self._notes():
            if what == "kept":
                finished.add(digest)
            elif digest in finished:
                again.append(digest)
        return again

    def _notes(self) -> list[list[str]]:
        text = self._path.read_text() if self._path.exists() else ""
        return [line.split() for line in text.splitlines()]


def chapters(count: int, title: str) -> Story:
    """A story of so many short scenes, one after the other; none sounds like another title's."""
    nodes: list[dict[str, Any]] = [
        {
            "key": f"n{number}",
            "title": f"Stone {number}",
            "content": f"{title}: stone {number} is cold.",
            "choices": [{"key": "on", "text": "On", "to": f"n{number + 1}"}],
        }
        for number in range(1, count)
    ]
    last = {"key": f"n{count}", "title": "The end", "type": "ending", "content": f"{title} ends."}
    return document(*nodes, {**last, "ending": {"name": "Home"}}, title=title)


async def until_ended(person: Person, generation_id: str) -> dict[str, Any]:
    """The generation, once it has ended."""
    async with asyncio.timeout(SECONDS):
        while True:
            state = await shown(person, generation_id)
            if state["finished_at"] is not None:
                return state
            await asyncio.sleep(0.05)


async def whole_log(person: Person, generation_id: str) -> list[dict[str, Any]]:
    """Every entry of the generation's log."""
    entries: list[dict[str, Any]] = []
    while True:
        asked = {"page": len(entries) // 100 + 1, "pageSize": 100}
        answer = (await person.http.get(f"{AT}/{generation_id}/logs", params=asked)).json()
        entries += answer["data"]
        if len(entries) >= answer["meta"]["total"]:
            return entries


def scenes_told(log: list[dict[str, Any]]) -> Counter[int]:
    """How often each scene is called rendered."""
    return Counter(entry["scene"] for entry in log if entry["event"] == "scene.rendered")


def children_at(data_dir: Path) -> list[psutil.Process]:
    """The renderers that work on this data, whose parent may be gone."""
    scratch = str(data_dir / "scratch")
    found = []
    for process in psutil.process_iter():
        # It may end between any two looks, and another user's is not to be looked at.
        with contextlib.suppress(psutil.Error, OSError):
            if process.cwd().startswith(scratch) and lives(process):
                found.append(process)
    return found


async def until_rendering(data_dir: Path, step: str) -> psutil.Process:
    """The renderer that does this step, once it is at work."""
    async with asyncio.timeout(SECONDS):
        while True:
            for child in children_at(data_dir):
                with contextlib.suppress(psutil.Error, OSError):
                    if re.search(rf"renderers\.child {step} ", " ".join(child.cmdline())):
                        return child
            await asyncio.sleep(0.02)


async def until_no_children(data_dir: Path, seconds: float = SECONDS) -> None:
    """Return when no renderer works on this data any more; TimeoutError after so long."""
    async with asyncio.timeout(seconds):
        while children_at(data_dir):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def until_kept(
    person: Person, generation_id: str, count: int, seconds: float = SECONDS
) -> None:
    """Return when so many scenes are rendered, or it has ended."""
    async with asyncio.timeout(seconds):
        while True:
            state = await shown(person, generation_id)
            log = await whole_log(person, generation_id)
            if state["finished_at"] is not None or len(scenes_told(log)) >= count:
                return
            await asyncio.sleep(0.05)


async def let_leases_lapse(server: Server) -> None:
    """As if the twenty seconds had gone by for which dead runs own their rows."""
    await server.runtime.database.write(_let_leases_lapse)


def _let_leases_lapse(conn: Connection) -> None:
    if conn.dialect.name == "postgresql":
        # Whoever stands still in the middle of a transaction may have locked the row.
        conn.exec_driver_sql("SET LOCAL lock_timeout = '500ms'")
    conn.execute(update(Job).where(Job.status == "running").values(lease_until=START))
