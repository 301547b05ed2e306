"""`emberline listen` beside a server, as somebody at a terminal or a script uses it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from emberline.accounts.service import standing
from emberline.cli.listen import described, printable
from tests.accounts.factories import PASSWORD, make_person
from tests.clips.factories import post_text
from tests.cutting_proxy import CuttingProxy
from tests.realtime.factories import served
from tests.trust.live import ServerProcess

pytestmark = pytest.mark.anyio

on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WITHIN_SECONDS = 30.0


class Listening:
    """`emberline listen` as it runs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def line(self) -> str:
        """The next line on its standard output."""
        assert self.process.stdout is not None
        async with asyncio.timeout(WITHIN_SECONDS):
            return (await self.process.stdout.readline()).decode().rstrip("\n")

    async def message(self) -> dict[str, Any]:
        """The next message, of one that runs with `--json`."""
        message: dict[str, Any] = json.loads(await self.line())
        return message

    async def messages(self, type: str, count: int) -> list[dict[str, Any]]:
        """The next `count` messages of a type; others in between are passed over."""
        found: list[dict[str, Any]] = []
        while len(found) < count:
            message = await self.message()
            if message["type"] == type:
                found.append(message)
        return found

    async def end(self) -> tuple[int, str, str]:
        """Its exit code and what it had still to say, once it has ended by itself."""
        async with asyncio.timeout(WITHIN_SECONDS):
            output, errors = await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode, (output or b"").decode(), errors.decode()

    async def interrupt(self) -> tuple[int, str, str]:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return await self.end()


@asynccontextmanager
async def listening(
    *words: str, said: str = "", output: int = asyncio.subprocess.PIPE
) -> AsyncIterator[Listening]:
    """Run `emberline listen` with these words and this input; killed if it is left running.

    output: the file to which it writes.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "emberline.cli", "listen", *words),
        env={k: v for k, v in os.environ.items() if not k.startswith("EMBERLINE_")},
        stdin=asyncio.subprocess.PIPE,
        stdout=output,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(said.encode())
    process.stdin.close()
    try:
        yield Listening(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


class Neighbour:
    """Somebody signed up at a server process, over HTTP as everyone is."""

    def __init__(self, http: httpx.AsyncClient, session: dict[str, Any]) -> None:
        self.http = http
        self.id = session["user"]["user_id"]
        self.username = session["user"]["username"]
        self.token = session["token"]

    async def post_text(self) -> str:
        """Post a clip; its id."""
        answer = await self.http.post("/stories", json={"text": "Back at six"})
        return str(answer.json()["id"])

    async def view(self, *clip_ids: str) -> None:
        """See clips, one after the other."""
        for clip_id in clip_ids:
            answer = await self.http.post(f"/stories/{clip_id}/view")
            assert answer.json()["first_view"] is True

    async def sessions(self) -> int:
        """In how many places they are signed in."""
        return len((await self.http.get("/api/auth/sessions")).json()["data"])


@asynccontextmanager
async def neighbours(process: ServerProcess, *names: str) -> AsyncIterator[list[Neighbour]]:
    """New people at a server process."""
    people = []
    for name in names:
        http = httpx.AsyncClient(base_url=process.url, timeout=WITHIN_SECONDS)
        body = {"email": f"{name}@example.com", "username": name, "password": PASSWORD}
        session = (await http.post("/signup", json=body)).json()
        http.headers["Authorization"] = f"Bearer {session['token']}"
        people.append(Neighbour(http, session))
    yield people
    for person in people:
        await person.http.aclose()


@on_sqlite
async def test_whoever_signs_in_reads_what_happens_a_line_each_until_interrupted(process):
    async with (
        neighbours(process, "mara", "ben") as (mara, ben),
        listening("--url", process.url, "--username", "mara", said=f"{PASSWORD}\n") as terminal,
    ):
        assert (await terminal.line()).split()[2:] == ["hello", "Connected"]
        assert await mara.sessions() == 2
        clip_id = await mara.post_text()
        await ben.view(clip_id)
        _, _, what, *told = (await terminal.line()).split()
        assert what == "story.viewed"
        assert told == [ben.id, "saw", "your", "clip", clip_id]
        code, _, errors = await terminal.interrupt()
        assert code == 0
        assert "Traceback" not in errors
        # The session that was made for it ends with it.
        assert await mara.sessions() == 1


@on_sqlite
async def test_what_happens_during_a_cut_is_printed_once_and_in_order(process):
    async with neighbours(process, "mara", "ben") as (mara, ben):
        clips = [await mara.post_text() for _ in range(25)]
        half = len(clips) // 2
        with CuttingProxy(process.url) as line:
            async with listening("--url", line.url, "--token", mara.token, "--json") as script:
                hello = await script.message()
                await ben.view(*clips[:half])
                before = await script.messages("story.viewed", half)
                line.break_down()
                await ben.view(*clips[half:])
                line.is_down = False
                again = await script.message()
                after = await script.messages("story.viewed", len(clips) - half)
                code, output, _ = await script.interrupt()
    assert (hello["type"], again["type"]) == ("hello", "hello")
    assert again["data"]["epoch"] == hello["data"]["epoch"]
    assert [each["data"]["story_id"] for each in before + after] == clips
    assert [each["id"] for each in before + after] == list(range(1, len(clips) + 1))
    assert (code, output) == (0, "")


@on_sqlite
async def test_a_listener_begins_where_it_is_told(process):
    async with neighbours(process, "mara", "ben") as (mara, ben):
        clips = [await mara.post_text() for _ in range(3)]
        await ben.view(*clips)
        words = ("--url", process.url, "--token", mara.token, "--json", "--since", "1")
        async with listening(*words) as script:
            assert (await script.message())["type"] == "hello"
            told = await script.messages("story.viewed", 2)
        assert [each["data"]["story_id"] for each in told] == clips[1:]
        async with listening(*words, "--epoch", "0195") as script:
            assert [(await script.message())["type"] for _ in range(2)] == ["hello", "sync.lost"]


@on_sqlite
async def test_a_replaced_listener_gives_way_and_one_of_another_name_stays(process):
    async with neighbours(process, "mara", "ben") as (mara, ben):
        words = ("--url", process.url, "--token", mara.token, "--json")
        async with (
            listening(*words) as first,
            listening(*words, "--client", "other") as beside,
        ):
            await first.message()
            await beside.message()
            async with listening(*words) as second:
                await second.message()
                code, _, errors = await first.end()
                assert code == 1
                assert "took this one's place" in errors
                await ben.view(await mara.post_text())
                assert (await second.message())["type"] == "story.viewed"
                assert (await beside.message())["type"] == "story.viewed"


@on_sqlite
async def test_a_read_only_token_listens_until_it_is_deleted(process, tmp_path):
    async with neighbours(process, "mara") as (mara,):

        async def new_token() -> dict[str, Any]:
            body = {"name": "listener", "scopes": ["read"]}
            answer = await mara.http.post("/api/auth/tokens", json=body)
            made: dict[str, Any] = answer.json()["data"]
            return made

        first, second = await new_token(), await new_token()
        file = tmp_path / "token"
        file.write_text(first["token"] + "\n")
        words = ("--url", process.url, "--token-file", str(file), "--json")
        async with listening(*words) as script:
            await script.message()
            # The file's new token takes over when the old one is refused.
            file.write_text(second["token"] + "\n")
            await mara.http.delete(f"/api/auth/tokens/{first['id']}")
            assert (await script.message())["type"] == "hello"
            await mara.http.delete(f"/api/auth/tokens/{second['id']}")
            code, output, errors = await script.end()
    assert (code, output) == (1, "")
    assert "Sign in again" in errors


@on_sqlite
async def test_nobody_listens_with_a_wrong_password_or_a_wrong_token(process):
    async with neighbours(process, "mara"):
        async with listening("--url", process.url, "--username", "mara", said="wrong\n") as one:
            code, output, errors = await one.end()
        assert (code, output) == (1, "")
        assert "Signing in failed." in errors
        async with listening("--url", process.url, "--token", "emt_none") as other:
            code, output, errors = await other.end()
        assert (code, output) == (1, "")
        assert "Sign in again" in errors


@on_sqlite
@pytest.mark.parametrize("words", [(), ("--json",)], ids=["lines", "json"])
async def test_a_listener_ends_when_nobody_reads_it_any_more(process, words):
    async with neighbours(process, "mara", "ben") as (mara, ben):
        ours, theirs = os.pipe()
        words = ("--url", process.url, "--token", mara.token, *words)
        async with listening(*words, output=theirs) as script:
            os.close(theirs)
            assert b"hello" in await asyncio.to_thread(os.read, ours, 1000)
            os.close(ours)
            await ben.view(await mara.post_text())
            code, _, errors = await script.end()
    assert code == 1
    assert errors.count("\n") == 1
    assert "Listening to" in errors


async def test_a_listener_renews_its_session_and_stops_when_the_account_is_suspended(
    server, cheap_passwords
):
    mara = await make_person(server)
    reader = await make_person(server)
    async with served(server.app) as url:
        with CuttingProxy(url) as line:
            words = ("--url", line.url, "--username", mara.username, "--json")
            async with listening(*words, said=f"{PASSWORD}\n") as terminal:
                await terminal.message()
                # Its access token is over by then, and the line breaks.
                server.clock.advance(timedelta(hours=1))
                await asyncio.to_thread(line.break_down)
                line.is_down = False
                assert (await terminal.message())["type"] == "hello"
                clip = await post_text(mara)
                await reader.http.post(f"/stories/{clip['id']}/view")
                assert (await terminal.message())["type"] == "story.viewed"
                await server.runtime.database.write(standing.suspend, mara.id, server.clock.now())
                code, _, errors = await terminal.end()
    assert code == 1
    assert "suspended" in errors


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--url", "stories.example.org"], "--url is"),
        (["--url", "http://user:password@127.0.0.1"], "--url is"),
        (["--url", "http://127.0.0.1:none"], "--url is"),
        (["--token", "x", "--username", "mara"], "Use one of"),
        (["--token", "x\ny"], "cannot be used"),
        (["--token-file", "nowhere"], "cannot be used"),
        ([], "Say who listens"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(words: list[str], told: str):
    async with listening(*words) as refused:
        code, output, errors = await refused.end()
    assert (code, output) == (2, "")
    assert told in errors


def test_nothing_that_a_terminal_obeys_is_printed():
    hostile = "\x1b]0;owned\x07\x9b2J\r\n\u202egnp.exe\u2028"
    message = {
        "type": f"story.viewed{hostile}",
        "timestamp": hostile,
        "data": {"viewer_id": hostile, "story_id": hostile},
    }
    for known in (message, {**message, "type": "story.viewed"}):
        assert all(part.isprintable() for part in described(known))
        assert "owned" in "".join(described(known))
    assert printable("👨‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ é") == "👨‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ é"


def test_a_message_of_a_type_to_come_is_shown_as_it_is():
    message = {"type": "moon.rose", "timestamp": "2026-03-01T12:00:00Z", "data": {"full": True}}
    time, what, told = described(message)
    assert len(time) == len("2026-03-01 12:00:00")
    assert (what, told) == ("moon.rose", '{"full": true}')
    assert described({"type": "story.viewed", "data": {}})[1:] == ("story.viewed", "{}")
