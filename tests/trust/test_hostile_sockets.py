"""Whatever a peer sends over a WebSocket: the right code, no fault, and others are served."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from emberline.kit.db import embedded_path
from emberline.realtime.rules import FLOOD, FLOOD_MESSAGES, MESSAGE_MOST_BYTES, TOO_LARGE
from tests.accounts.factories import Person
from tests.clips.factories import post_text
from tests.realtime.factories import ticket_of
from tests.sqlite_file import sqlite_file
from tests.trust.crowds import Peak, client_of, make_people, until_left
from tests.trust.live import ServerProcess
from tests.trust.raw_sockets import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    RawSocket,
    frame,
    greeted_socket,
    line_to,
    upgrade,
)

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

TRIED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
MIB = 1024 * 1024
GOODBYE = frame(CLOSE, b"\x03\xe8")

PIECE = b"x" * (MESSAGE_MOST_BYTES // 4)
BROKEN: dict[str, tuple[bytes, int]] = {
    "a message of a megabyte": (frame(TEXT, b"x" * MIB), TOO_LARGE.code),
    "a message a byte too large": (frame(TEXT, b"x" * (MESSAGE_MOST_BYTES + 1)), TOO_LARGE.code),
    "too large in pieces": (
        frame(BINARY, PIECE, fin=False) + frame(CONTINUATION, PIECE, fin=False) * 10,
        TOO_LARGE.code,
    ),
    "one that says it is endless": (b"\x81\xff" + b"\x7f" + b"\xff" * 7, TOO_LARGE.code),
    "broken UTF-8": (frame(TEXT, b"\xff\xfe"), 1007),
    "UTF-8 that ends early": (frame(TEXT, "🔥".encode()[:3]), 1007),
    "broken UTF-8 and goodbye": (frame(TEXT, b"\xff") + GOODBYE, 1000),
    "a surrogate": (frame(TEXT, b"\xed\xa0\x80"), 1007),
    "a reserved opcode": (frame(0x3, b"x"), 1002),
    "a reserved bit": (b"\xc1" + frame(TEXT, b"x")[1:], 1002),
    "a frame without a mask": (frame(TEXT, b"x", masked=False), 1002),
    "a piece of nothing": (frame(CONTINUATION, b"x"), 1002),
    "a message within another": (frame(TEXT, b"x", fin=False) + frame(TEXT, b"y"), 1002),
    "a ping in pieces": (frame(PING, b"x", fin=False), 1002),
    "a long ping": (frame(PING, b"x" * 126), 1002),
    "a goodbye of one byte": (frame(CLOSE, b"x"), 1002),
    "a goodbye by no code": (frame(CLOSE, b"\x00\x00"), 1002),
    "a flood": (frame(TEXT, b"{}") * (FLOOD_MESSAGES + 1), FLOOD.code),
    "a flood of pings": (frame(PING) * (FLOOD_MESSAGES + 1), FLOOD.code),
    "a flood and goodbye": (frame(PING) * (FLOOD_MESSAGES + 1) + GOODBYE, 1000),
    "HTTP": (upgrade("/ws"), 1002),
}


async def test_who_breaks_the_protocol_is_told_how_and_alone_is_ended(process, start_server):
    breaking, other = await make_people(start_server, 2)
    with await greeted_socket(process.url, f"token={other.token}") as quiet:
        # One server for all of them: what one leaves behind, the next would meet.
        for what, (sent, code) in BROKEN.items():
            with await greeted_socket(process.url, f"token={breaking.token}") as broken:
                await broken.send(sent)
                assert await broken.end() == code, what
            await _assert_served(process, quiet, other, breaking)
            await until_left(process.pid, 1)
    _assert_no_fault(process)


HARMLESS: dict[str, bytes] = {
    "JSON": frame(TEXT, b'{"type":"subscribe","channel":"everything"}'),
    "no JSON": frame(TEXT, b'{"type":'),
    "nothing": frame(TEXT) + frame(BINARY),
    "bytes": frame(BINARY, bytes(range(256))),
    "the largest message": frame(TEXT, b"x" * MESSAGE_MOST_BYTES),
    "a message in pieces": (
        frame(TEXT, "🔥".encode()[:2], fin=False)
        + frame(PING, b"between")
        + frame(CONTINUATION, "🔥".encode()[2:])
    ),
    "pongs that nobody asked for": frame(PONG, b"x") * 50,
}


async def test_what_a_client_says_is_ignored(process, start_server):
    person, viewer = await make_people(start_server, 2)
    for what, said in HARMLESS.items():
        with await greeted_socket(process.url, f"token={person.token}") as socket:
            await socket.send(said + frame(PING, b"still here"))
            while (answer := await socket.frame()) is not None and answer.payload == b"between":
                """The ping amid a message is answered at once."""
            assert answer is not None, what
            assert (answer.opcode, answer.payload) == (PONG, b"still here"), what
            await _assert_served(process, socket, person, viewer)
    _assert_no_fault(process)


async def test_any_bytes_end_at_most_their_own_connection(process, start_server, count):
    breaking, other = await make_people(start_server, 2)
    with await greeted_socket(process.url, f"token={other.token}") as quiet:
        for sent in _examples(count(100, 2_000)):
            with await greeted_socket(process.url, f"token={breaking.token}") as broken:
                await broken.send(sent + GOODBYE)
                broken.line.shutdown(1)
                for got in await broken.frames():
                    assert got.opcode in (PONG, CLOSE)
        await _assert_served(process, quiet, other, breaking)
    await until_left(process.pid, 0)
    _assert_no_fault(process)


HEADS: dict[str, tuple[bytes, tuple[int, ...]]] = {
    "thousands of headers": (upgrade("/ws", *(f"X-{n}: {n}" for n in range(3_000))), (431,)),
    "a long header": (upgrade("/ws", f"X-Long: {'x' * 20_000}"), (431,)),
    "a long address": (upgrade(f"/ws?token={'x' * 20_000}"), (414,)),
    "a body": (upgrade("/ws", "Content-Length: 5") + b"12345", (400,)),
    "no key": (upgrade("/ws").replace(b"Sec-WebSocket-Key", b"X-Key"), (400,)),
    "another version": (upgrade("/ws").replace(b"Version: 13", b"Version: 7"), (400, 426)),
    "another method": (upgrade("/ws").replace(b"GET", b"POST"), (405,)),
    "another place": (upgrade("/stories"), (403, 404)),
    "another protocol": (upgrade("/ws").replace(b": websocket", b": h2c"), (401,)),
    "nobody": (upgrade("/ws"), (401,)),
    "broken lines": (b"GET /ws\r\nUpgrade websocket\r\n\r\n", (400,)),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", (400,)),
}


async def test_a_request_that_is_no_handshake_is_answered(process):
    for what, (sent, statuses) in HEADS.items():
        with await line_to(process.url) as line:
            await line.send(sent)
            head = await line.head()
            told = tuple(f"HTTP/1.1 {status} " for status in statuses)
            assert head.startswith(told), (what, head)
        await until_left(process.pid, 0)
    _assert_no_fault(process)


@pytest.mark.parametrize(
    "begin", [b"GET /ws HTTP/1.1\r\n", b"GET /ws HTTP/1.1\r\nX-Long: ", b"GET /"]
)
async def test_a_head_without_end_fills_no_memory(process, count, begin):
    more = b"X-More: of the same\r\n" if begin.endswith(b"\n") else b"x"
    block = more * (64 * 1024 // len(more))
    peak = Peak(process.pid)
    with await line_to(process.url) as line:
        await line.send(begin)
        sent = await line.send_until_cut(block, count(500, 5_000))
        assert 0 < sent < count(500, 5_000)
    assert peak.growth < 4 * MIB
    _assert_no_fault(process)


async def test_half_a_handshake_holds_nobody_up(process, start_server):
    person, viewer = await make_people(start_server, 2)
    whole = upgrade(f"/ws?token={person.token}")
    lines = [await line_to(process.url) for _ in range(50)]
    for number, line in enumerate(lines):
        await line.send(whole[: 1 + number * (len(whole) - 2) // 50])
    with await greeted_socket(process.url, f"token={person.token}") as socket:
        await _assert_served(process, socket, person, viewer)
    for line in lines:
        line.line.close()
    await until_left(process.pid, 0)
    _assert_no_fault(process)


TOO_EARLY = {
    "a ping": frame(PING, b"x"),
    "a message": frame(TEXT, b"x"),
    "broken UTF-8": frame(TEXT, b"\xff"),
    "a flood": frame(TEXT, b"x") * (FLOOD_MESSAGES + 1),
    "no frame": b"\xff" * 50,
    "goodbye": GOODBYE,
}


async def test_who_does_not_wait_for_the_answer_to_the_handshake_is_cut_off(
    process, data_dir, start_server
):
    person, viewer = await make_people(start_server, 2)
    for what in (*TOO_EARLY, "nothing, and leaves"):
        early = await line_to(process.url)
        with early, sqlite_file(embedded_path(data_dir)) as database:
            ticket = await ticket_of(person)
            # While it is locked no ticket can be used up, so that the answer waits.
            database.execute("BEGIN IMMEDIATE")
            await early.send(upgrade(f"/ws?ticket={ticket}"))
            async with httpx.AsyncClient(base_url=process.url) as http:
                assert (await http.get("/healthz")).status_code == 200
            if what in TOO_EARLY:
                await early.send(TOO_EARLY[what])
                assert await early.rest() == b"", what
            else:
                early.line.close()
        await until_left(process.pid, 0)
        with await greeted_socket(process.url, f"token={person.token}") as socket:
            await _assert_served(process, socket, person, viewer)
    _assert_no_fault(process)


def _examples(most: int) -> Iterator[bytes]:
    """So many different byte strings that a client might send."""
    payloads = st.binary(max_size=200)
    frames = st.builds(
        frame,
        st.integers(0, 15),
        payloads,
        fin=st.booleans(),
        masked=st.sampled_from([True, True, True, False]),
    )
    found: list[bytes] = []

    @settings(max_examples=most, database=None)
    @example(b"")
    @given(st.one_of(payloads, st.lists(frames, max_size=8).map(b"".join)))
    def collect(sent: bytes) -> None:
        found.append(sent)

    collect()
    return iter(found)


async def _assert_served(
    process: ServerProcess, listening: RawSocket, author: Person, viewer: Person
) -> None:
    """The author hears that a clip of theirs was seen."""
    async with client_of(process.url, author) as http:
        clip = await post_text(replace(author, http=http))
    async with client_of(process.url, viewer) as http:
        assert (await http.post(f"/stories/{clip['id']}/view")).status_code == 200
    async with asyncio.timeout(10):
        assert (await listening.message())["data"]["story_id"] == clip["id"]


def _assert_no_fault(process: ServerProcess) -> None:
    log = process.log.read_text()
    assert "Traceback" not in log and "[error" not in log, log
