"""Whoever asks for too much is told to wait, and nobody else notices."""

import time
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from emberline.accounts.auth import USER_RATE
from emberline.accounts.routes.throttling import LOGIN_FROM_ADDRESS, LOGIN_OF_ACCOUNT
from emberline.clips.service.limits import POSTS
from emberline.kit.clock import SteppedClock
from tests.accounts.factories import PASSWORD, make_person
from tests.clips.factories import post_text
from tests.trust.live import aside
from tests.trust.test_hostile_requests import LINES

# How often one counts does not depend on the database.
pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

FLOOD = 50
WRONG = "a wrong password"


@pytest.fixture
async def limited(start_server):
    """A server with its limits on."""
    return await start_server(clock=SteppedClock(datetime.now(UTC)), rate_limits="on")


def _assert_told_to_wait(answer: httpx.Response, amount: int, seconds: int) -> None:
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert 1 <= int(answer.headers["retry-after"]) <= seconds + 1
    assert answer.headers["ratelimit-limit"] == str(amount)
    assert answer.headers["ratelimit-remaining"] == "0"
    assert 1 <= int(answer.headers["ratelimit-reset"]) <= seconds + 1


async def test_a_person_who_posts_too_much_can_still_read_and_others_post(limited):
    flooding, other = await make_person(limited), await make_person(limited)
    # Within the general rate, so that it is the rate of posts that is met.
    answers = [
        await flooding.http.post("/stories", json={"text": f"number {number}"})
        for number in range(POSTS.amount + 100)
    ]
    statuses = [answer.status_code for answer in answers]
    assert statuses == [201] * POSTS.amount + [429] * 100
    _assert_told_to_wait(answers[-1], POSTS.amount, POSTS.seconds)
    assert (await flooding.http.get(f"/stories/{flooding.id}")).status_code == 200
    await post_text(other)


async def test_a_person_at_fifty_times_the_limit_slows_nobody_else(limited, count):
    flooding = await make_person(limited)
    others = [await make_person(limited) for _ in range(10)]
    await post_text(flooding)
    served = {person.id: 0 for person in others}
    answers: list[httpx.Response] = []
    started = time.monotonic()
    for number in range(USER_RATE.amount * count(4, FLOOD)):
        answers.append(await flooding.http.get("/api/auth/sessions"))
        if number % 20 == 0:
            person = others[number // 20 % 10]
            assert (await person.http.get("/stories?limit=1")).status_code == 200
            served[person.id] += 1
    minutes = int((time.monotonic() - started) / USER_RATE.seconds) + 1
    passed = sum(answer.status_code == 200 for answer in answers)
    assert USER_RATE.amount - 1 <= passed <= USER_RATE.amount * minutes
    refused = [answer for answer in answers if answer.status_code != 200]
    assert refused
    for answer in refused:
        _assert_told_to_wait(answer, USER_RATE.amount, USER_RATE.seconds)
    assert min(served.values()) >= 12


async def test_an_address_at_fifty_times_the_limit_of_logins_slows_no_other(
    start_server, cheap_passwords
):
    limited = await start_server(
        clock=SteppedClock(datetime.now(UTC)), rate_limits="on", trusted_proxies=["203.0.113.7"]
    )
    people = [await make_person(limited) for _ in range(FLOOD)]
    answers: list[httpx.Response] = []
    for number in range(LOGIN_FROM_ADDRESS.amount * FLOOD):
        body = {"username": f"nobody{number}", "password": WRONG}
        flooding = {"X-Forwarded-For": "198.51.100.1"}
        answers.append(await limited.http.post("/login", json=body, headers=flooding))
        if number % LOGIN_FROM_ADDRESS.amount == 0:
            person = people[number // LOGIN_FROM_ADDRESS.amount]
            body = {"username": person.username, "password": PASSWORD}
            elsewhere = {"X-Forwarded-For": "198.51.100.2"}
            served = await limited.http.post("/login", json=body, headers=elsewhere)
            # The other address has its own thirty.
            expected = 200 if number < LOGIN_FROM_ADDRESS.amount**2 else 429
            assert served.status_code == expected
    allowed = LOGIN_FROM_ADDRESS.amount
    statuses = [answer.status_code for answer in answers]
    assert statuses == [401] * allowed + [429] * (len(statuses) - allowed)
    _assert_told_to_wait(answers[-1], LOGIN_FROM_ADDRESS.amount, LOGIN_FROM_ADDRESS.seconds)


async def test_an_account_that_is_guessed_at_from_many_addresses_is_closed_to_guesses(
    start_server, cheap_passwords
):
    limited = await start_server(
        clock=SteppedClock(datetime.now(UTC)), rate_limits="on", trusted_proxies=["203.0.113.7"]
    )
    person, other = await make_person(limited), await make_person(limited)
    answers: list[httpx.Response] = []
    for number in range(LOGIN_OF_ACCOUNT.amount * FLOOD):
        body = {"username": person.username, "password": WRONG}
        address = {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250}"}
        answers.append(await limited.http.post("/login", json=body, headers=address))
    allowed = LOGIN_OF_ACCOUNT.amount
    statuses = [answer.status_code for answer in answers]
    assert statuses == [401] * allowed + [429] * (len(statuses) - allowed)
    _assert_told_to_wait(answers[-1], LOGIN_OF_ACCOUNT.amount, LOGIN_OF_ACCOUNT.seconds)
    # Who is signed in stays so, and others sign in.
    assert (await person.http.get("/api/auth/profile")).status_code == 200
    body = {"username": other.username, "password": PASSWORD}
    assert (await limited.http.post("/login", json=body)).status_code == 200


async def test_a_forged_forwarded_address_is_no_other_address(limited, cheap_passwords):
    """Nobody is trusted here, so the header is but a claim."""
    statuses = []
    for number in range(LOGIN_FROM_ADDRESS.amount * 5):
        body = {"username": f"nobody{number}", "password": WRONG}
        forged = {"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": f"for=192.0.2.{number}"}
        answer = await limited.http.post("/login", json=body, headers=forged)
        statuses.append(answer.status_code)
    allowed = LOGIN_FROM_ADDRESS.amount
    assert statuses == [401] * allowed + [429] * (len(statuses) - allowed)


async def test_behind_a_trusted_proxy_a_client_forges_nothing_either(start_server, cheap_passwords):
    """What the client wrote stands left of the address that the proxy added."""
    limited = await start_server(
        clock=SteppedClock(datetime.now(UTC)),
        rate_limits="on",
        trusted_proxies=["203.0.113.7", "10.0.0.0/8"],
    )
    statuses = []
    for number in range(LOGIN_FROM_ADDRESS.amount * 5):
        body = {"username": f"nobody{number}", "password": WRONG}
        forged = {"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.1, 10.0.0.{number}"}
        answer = await limited.http.post("/login", json=body, headers=forged)
        statuses.append(answer.status_code)
    allowed = LOGIN_FROM_ADDRESS.amount
    assert statuses == [401] * allowed + [429] * (len(statuses) - allowed)
    body = {"username": "nobody", "password": WRONG}
    honest = {"X-Forwarded-For": "192.0.2.2, 10.0.0.1"}
    assert (await limited.http.post("/login", json=body, headers=honest)).status_code == 401


ADDRESSES = st.lists(
    st.one_of(
        LINES,
        st.ip_addresses().map(lambda address: str(address).encode()),
        st.sampled_from(
            [b"fe80::1%eth0", b"::ffff:10.0.0.1", b"unknown", b"10.0.0.1:80", b"[::1]"]
        ),
    ),
    max_size=5,
).map(b", ".join)
TRIED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_any_forwarded_address_is_counted_without_a_fault(data_dir, database_url, cheap_passwords):
    trusted = ["203.0.113.7", "10.0.0.0/8", "::1/128"]
    with aside(data_dir, database_url, rate_limits="on", trusted_proxies=trusted) as beside:
        person = beside.run(make_person(beside.server))
        # The limits live by the machine's clock.
        beside.server.clock.set(datetime.now(UTC))

        @TRIED
        @example(line=b"fe80::1%" + b"x" * 300, path="/login")
        @given(line=ADDRESSES, path=st.sampled_from(["/login", "/api/auth/password-reset"]))
        def send(line: bytes, path: str) -> None:
            wrong = {"username": person.username, "password": WRONG}
            body = wrong if path == "/login" else {"email": "nobody@example.com"}
            headers = [(b"X-Forwarded-For", line)]
            answer = beside.run(beside.server.http.post(path, json=body, headers=headers))
            assert answer.status_code in (202, 401, 429)

        send()
