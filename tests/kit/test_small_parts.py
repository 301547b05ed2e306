"""Cursors, signatures, addresses, limits, log lines and the secret: pure or nearly so."""

import logging
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from emberline.kit.addresses import client_address, is_loopback
from emberline.kit.errors import AppError
from emberline.kit.ids import canonical_id, new_id
from emberline.kit.limits import NoLimits, Rate, enforce
from emberline.kit.limits.memory import MemoryLimits
from emberline.kit.logging import hide_secrets
from emberline.kit.paging import Cursors, Position, cut
from emberline.kit.secret_key import load_or_make_secret_key
from emberline.kit.signing import Signer, same_secret

KEY = "a key of the tests that is long enough"
CURSORS = Cursors(Signer(KEY, "cursors"))
INSTANTS = st.datetimes(timezones=st.just(UTC))


@given(INSTANTS, st.uuids().map(str))
def test_a_cursor_comes_back_as_it_was_written(at: datetime, identifier: str):
    position = Position(at, identifier)
    assert CURSORS.read("feed", CURSORS.write("feed", position)) == position
    with pytest.raises(AppError):
        CURSORS.read("other", CURSORS.write("feed", position))


class Scored(NamedTuple):
    """The place in a list that time does not sort."""

    is_first: bool
    score: int
    name: str


@given(st.booleans(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=30))
def test_a_cursor_carries_whatever_its_list_is_sorted_by(is_first: bool, score: int, name: str):
    place = Scored(is_first, score, name)
    cursor = CURSORS.write("scores", place)
    assert CURSORS.read("scores", cursor, Scored) == place
    # Refused is what an earlier release wrote for a list that is sorted otherwise now.
    with pytest.raises(AppError) as refused:
        CURSORS.read("scores", cursor)
    assert refused.value.status == 400


def test_a_page_has_a_next_one_when_a_row_is_left():
    assert cut([1, 2, 3], 2, lambda row: (row,)) == ([1, 2], (2,))
    assert cut([1, 2], 2, lambda row: (row,)) == ([1, 2], None)
    assert cut([], 2, lambda row: (row,)) == ([], None)
    assert CURSORS.write("numbers", None) is None


@given(st.text(max_size=300))
def test_what_this_server_did_not_write_is_no_cursor(text: str):
    with pytest.raises(AppError) as refused:
        CURSORS.read("feed", text)
    assert refused.value.status == 400


@given(st.text(), st.text())
def test_a_signature_is_good_for_its_text_and_purpose_alone(text: str, other: str):
    signer = Signer(KEY, "files")
    signature = signer.sign(text)
    assert signer.verify(text, signature)
    assert signer.verify(other, signature) == (text == other)
    assert not Signer(KEY, "cursors").verify(text, signature)
    assert not Signer(KEY + "x", "files").verify(text, signature)


def test_secrets_are_compared_whatever_they_hold():
    assert same_secret("ü", "ü")
    assert not same_secret("ü\ud800", "ü")


def test_identifiers_are_in_order_of_their_making_and_have_one_form():
    made = [new_id() for _ in range(100)]
    assert made == sorted(set(made))
    assert canonical_id(made[0].upper()) == made[0]
    for wrong in ("", "17", made[0][:-1], made[0].replace("-", "") + "0000", "g" + made[0][1:]):
        with pytest.raises(ValueError, match="36 characters"):
            canonical_id(wrong)


def _request(peer: str, **headers: str) -> HTTPConnection:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "client": (peer, 1), "headers": named})


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", "10.0.0.1"),
        ("::ffff:203.0.113.9", None, "203.0.113.9"),
        ("::ffff:10.0.0.1", "198.51.100.1, ::ffff:10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("192.0.2.7", "198.51.100.1", "198.51.100.1"),
        ("2001:DB8:0::1", None, "2001:db8::1"),
        ("a socket", "198.51.100.1", "a socket"),
    ],
)
def test_only_a_trusted_proxy_says_whom_it_forwards_for(
    peer: str, forwarded: str | None, expected: str
):
    headers = {} if forwarded is None else {"x_forwarded_for": forwarded}
    trusted = [ip_network("10.0.0.0/8"), ip_network("::ffff:192.0.2.0/120")]
    assert client_address(_request(peer, **headers), trusted) == expected


def test_a_forwarded_request_is_never_loopback():
    assert is_loopback(_request("127.0.0.1"))
    assert is_loopback(_request("::1"))
    assert is_loopback(_request("::ffff:127.0.0.1"))
    assert not is_loopback(_request("a socket"))
    assert not is_loopback(_request("203.0.113.9"))
    assert not is_loopback(_request("127.0.0.1", x_forwarded_for="127.0.0.1"))
    assert not is_loopback(_request("127.0.0.1", forwarded="for=127.0.0.1"))
    assert not is_loopback(_request("127.0.0.1", via="1.1 proxy"))
    assert not is_loopback(_request("127.0.0.1", x_real_ip="127.0.0.1"))
    assert not is_loopback(_request("127.0.0.1", x_forwarded_proto="https"))


@pytest.mark.anyio
async def test_a_rate_lets_its_amount_pass_and_then_says_when_to_come_back():
    limits, rate = MemoryLimits(), Rate("test", 3, 3600)
    assert (await limits.look(rate, "mara")).remaining == 3
    for _ in range(3):
        await enforce(limits, rate, "mara")
    with pytest.raises(AppError) as refused:
        await enforce(limits, rate, "mara")
    assert refused.value.status == 429
    assert 0 < int(refused.value.headers["Retry-After"]) <= 3600
    assert refused.value.headers["RateLimit-Remaining"] == "0"
    await enforce(limits, rate, "ben")
    await enforce(limits, Rate("other", 3, 3600), "mara")
    for _ in range(10):
        await enforce(NoLimits(), rate, "mara")


def test_log_lines_hide_whatever_is_called_a_secret():
    entry = {"event": "x", "access_token": "ey…", "Password": "p", "path": "/stories"}
    assert hide_secrets(logging.getLogger(), "info", entry) == {
        "event": "x",
        "access_token": "[hidden]",
        "Password": "[hidden]",
        "path": "/stories",
    }


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path):
    first = load_or_make_secret_key(tmp_path)
    assert len(first) >= 32
    assert load_or_make_secret_key(tmp_path) == first
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
