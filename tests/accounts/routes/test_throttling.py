"""Rate limits of accounts."""

from datetime import UTC, datetime

import httpx
import pytest

from emberline.kit.clock import SteppedClock
from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio


@pytest.fixture
async def limited(start_server):
    """A server with its limits on, behind one trusted proxy."""
    return await start_server(
        clock=SteppedClock(datetime.now(UTC)),
        rate_limits="on",
        trusted_proxies=["203.0.113.7"],
    )


def throttled(answer: httpx.Response, amount: int, seconds: int) -> bool:
    """Whether it is a whole 429: a problem that says when to come back."""
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert 1 <= int(answer.headers["retry-after"]) <= seconds + 1
    assert answer.headers["ratelimit-limit"] == str(amount)
    assert answer.headers["ratelimit-remaining"] == "0"
    return True


async def log_in(server, address: str, password: str = "wrong horse", **name: str):
    headers = {"X-Forwarded-For": address}
    return await server.http.post("/login", json={**name, "password": password}, headers=headers)


async def test_the_eleventh_login_to_an_account_is_too_many_under_whichever_name(limited):
    person = await make_person(limited, "ada")
    for number in range(5):
        for name in ({"username": "ada"}, {"email": person.email}):
            answer = await log_in(limited, f"198.51.100.{number}", **name)
            assert answer.status_code == 401
    answer = await log_in(limited, "198.51.100.99", PASSWORD, username="ADA")
    assert throttled(answer, 10, 60)
    await make_person(limited, "bob")
    assert (await log_in(limited, "198.51.100.99", PASSWORD, username="bob")).status_code == 200


async def test_an_unknown_account_is_throttled_like_a_known_one(limited):
    for number in range(10):
        answer = await log_in(limited, f"198.51.100.{number}", username="nobody")
        assert answer.status_code == 401
    assert throttled(await log_in(limited, "198.51.100.99", username="nobody"), 10, 60)


async def test_the_thirty_first_login_from_an_address_is_too_many(limited):
    for name in ("ada", "bob", "cyn"):
        await make_person(limited, name)
        for _ in range(10):
            answer = await log_in(limited, "2001:db8::1", username=name)
            assert answer.status_code == 401
    # The whole /64 is one client.
    assert throttled(await log_in(limited, "2001:db8::2", username="someone"), 30, 60)
    assert (await log_in(limited, "2001:db8:0:1::1", username="someone")).status_code == 401


async def test_the_six_hundred_and_first_request_of_a_user_is_too_many_for_them_alone(limited):
    ada, bob = await make_person(limited), await make_person(limited)
    for _ in range(600):
        assert (await ada.http.get("/api/auth/preferences")).status_code == 200
    assert throttled(await ada.http.get("/api/auth/preferences"), 600, 60)
    assert (await bob.http.get("/api/auth/preferences")).status_code == 200


async def test_strangers_who_guess_do_not_keep_the_owner_from_the_password(limited):
    person = await make_person(limited, "ada")
    guesses = [
        await log_in(limited, f"198.51.100.{number}", username="ada") for number in range(11)
    ]
    assert throttled(guesses[-1], 10, 60)
    wrong = {"current_password": "wrong horse", "new_password": PASSWORD}
    for _ in range(9):
        assert (await person.http.put("/api/auth/password", json=wrong)).status_code == 403
    right = {"current_password": PASSWORD, "new_password": PASSWORD}
    assert (await person.http.put("/api/auth/password", json=right)).status_code == 200
    # Whoever found an open session guesses no more often than a stranger.
    assert throttled(await person.http.put("/api/auth/password", json=right), 10, 60)
    leave = {"password": PASSWORD}
    refused = await person.http.request("DELETE", "/api/auth/account", json=leave)
    assert throttled(refused, 10, 60)


async def test_the_sixth_mail_to_an_address_is_not_sent_and_answered_as_always(limited):
    person = await make_person(limited)
    for email in (person.email, "nobody@example.com"):
        answers = [
            await limited.http.post(
                "/api/auth/password-reset",
                json={"email": email},
                headers={"X-Forwarded-For": f"198.51.100.{number}"},
            )
            for number in range(6)
        ]
        assert [answer.status_code for answer in answers] == [202] * 6
        assert len({answer.json()["message"] for answer in answers}) == 1
    assert await limited.app.state.postbox.emptied(20)
    assert len(list((limited.data_dir / "mail").glob("*.eml"))) == 5


async def test_the_eleventh_reset_from_an_address_is_too_many(limited):
    answers = [
        await limited.http.post(
            "/api/auth/password-reset", json={"email": f"person{number}@example.com"}
        )
        for number in range(11)
    ]
    assert [answer.status_code for answer in answers[:-1]] == [202] * 10
    assert throttled(answers[-1], 10, 600)


async def test_signups_are_counted_by_address(start_server):
    limited = await start_server(
        clock=SteppedClock(datetime.now(UTC)), rate_limits="on", signup="closed"
    )
    body = {"email": "ada@example.com", "password": PASSWORD}
    answers = [await limited.http.post("/signup", json=body) for _ in range(101)]
    assert [answer.status_code for answer in answers[:-1]] == [403] * 100
    assert throttled(answers[-1], 100, 3600)


@pytest.mark.parametrize(
    ("path", "body", "amount", "status"),
    [
        ("/api/auth/password-reset/confirm", {"token": "x", "new_password": PASSWORD}, 10, 400),
        ("/api/auth/refresh-token", {"refresh_token": "x"}, 300, 401),
    ],
)
async def test_guesses_are_counted_by_address(limited, path, body, amount, status):
    answers = [await limited.http.post(path, json=body) for _ in range(amount + 1)]
    assert [answer.status_code for answer in answers[:-1]] == [status] * amount
    assert throttled(answers[-1], amount, 3600)


async def test_with_limits_off_everything_passes(server):
    await make_person(server, "ada")
    for _ in range(12):
        body = {"username": "ada", "password": PASSWORD}
        assert (await server.http.post("/login", json=body)).status_code == 200
