"""A browser's session: its refresh token is in a cookie, for the pages of the app alone."""

import asyncio
from datetime import timedelta
from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx
import pytest

from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio

ASKS = {"X-Refresh-Token": "cookie"}
REFRESH = "/api/auth/refresh-token"
NAME = "emberline_session"


def cookie_of(answer: httpx.Response) -> "Morsel[str]":
    """What the answer has the browser keep."""
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    return cookie


def kept(value: str) -> dict[str, str]:
    """The headers of a page that keeps `value` and says that it does."""
    return {**ASKS, "Cookie": f"{NAME}={value}"}


async def signed_in(server, **headers: str) -> httpx.Response:
    await make_person(server, "ada")
    body = {"username": "ada", "password": PASSWORD}
    answer = await server.http.post("/login", json=body, headers={**ASKS, **headers})
    # httpx would send the cookie by itself; here every request says what it sends.
    server.http.cookies.clear()
    assert isinstance(answer, httpx.Response)
    return answer


async def refresh(server, headers: dict[str, str]) -> httpx.Response:
    answer = await server.http.post(REFRESH, headers=headers)
    server.http.cookies.clear()
    assert isinstance(answer, httpx.Response)
    return answer


async def works(server, session: dict[str, Any]) -> bool:
    headers = {"Authorization": f"Bearer {session['token']}"}
    answer = await server.http.get("/api/auth/sessions", headers=headers)
    return bool(answer.status_code == 200)


@pytest.mark.parametrize("path", ["/signup", "/login", "/api/auth/register", "/api/auth/login"])
async def test_every_way_in_keeps_the_refresh_token_out_of_reach_of_scripts(server, path):
    person = {"email": "ada@example.com", "username": "ada", "password": PASSWORD}
    if path.endswith("login"):
        await server.http.post("/signup", json=person)
        del person["email"]
        plain = await server.http.post(path, json=person)
        assert "refresh_token" in plain.text
        assert "set-cookie" not in plain.headers
    answer = await server.http.post(path, json=person, headers=ASKS)
    assert answer.is_success
    assert "token" in answer.text
    assert "refresh_token" not in answer.text
    cookie = cookie_of(answer)
    assert cookie.value.startswith("emr_")
    assert cookie.value not in answer.text
    assert (cookie["path"], cookie["samesite"]) == ("/api/auth", "Strict")
    assert cookie["httponly"] is True
    assert cookie["max-age"] == str(90 * 86_400)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("home:8080", f"{NAME}_8080"),
        ("[::1]:8081", f"{NAME}_8081"),
        ("[::1]", NAME),
        ("home", NAME),
        ("home:80=;", NAME),
    ],
)
async def test_servers_at_two_ports_of_a_machine_sign_nobody_out_of_each_other(server, host, name):
    answer = await signed_in(server, Host=host)
    cookie = cookie_of(answer)
    assert cookie.key == name
    both = f"{name}={cookie.value}; {NAME}_9000=of-another"
    assert (await refresh(server, {**ASKS, "Host": host, "Cookie": both})).status_code == 200
    # Of a server that has none here yet, the other's is none of its business.
    elsewhere = {**ASKS, "Host": "home:9001", "Cookie": both}
    assert (await refresh(server, elsewhere)).status_code != 200
    assert (await refresh(server, {**ASKS, "Host": host, "Cookie": both})).status_code == 200


async def test_a_page_goes_on_by_its_cookie_alone(server):
    cookie = cookie_of(await signed_in(server))
    server.clock.advance(timedelta(minutes=20))
    answer = await refresh(server, kept(cookie.value))
    assert answer.status_code == 200
    renewed = answer.json()["data"]
    assert "refresh_token" not in renewed
    assert await works(server, renewed)
    assert cookie_of(answer).value not in {cookie.value, ""}
    assert (await refresh(server, kept(cookie_of(answer).value))).status_code == 200


async def test_tabs_that_refresh_at_once_stay_signed_in_together(server):
    first = cookie_of(await signed_in(server)).value
    answers = await asyncio.gather(*[refresh(server, kept(first)) for _ in range(10)])
    assert [answer.status_code for answer in answers] == [200] * 10
    (successor,) = {cookie_of(answer).value for answer in answers}
    last = await refresh(server, kept(successor))
    assert await works(server, last.json()["data"])
    # Replayed later, the first was copied: everything ends, and the cookie goes.
    assert (await refresh(server, kept(first))).status_code == 401
    assert not await works(server, last.json()["data"])


async def test_a_cookie_without_the_header_does_nothing(server):
    session = await signed_in(server)
    value = cookie_of(session).value
    answer = await refresh(server, {"Cookie": f"{NAME}={value}"})
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "refresh_token"
    assert "set-cookie" not in answer.headers
    out = await server.http.post("/api/auth/logout", headers={"Cookie": f"{NAME}={value}"})
    assert out.status_code == 401
    assert (await refresh(server, kept(value))).status_code == 200


async def test_the_header_without_a_cookie_says_that_there_is_no_session(server):
    answer = await refresh(server, ASKS)
    assert answer.status_code == 401
    assert answer.json()["detail"] == "This browser keeps no session. Sign in."
    assert "set-cookie" not in answer.headers


async def test_a_refresh_says_one_place_where_its_token_is(server):
    await make_person(server, "ada")
    body = {"username": "ada", "password": PASSWORD}
    token = (await server.http.post("/login", json=body)).json()["refresh_token"]
    both = await server.http.post(REFRESH, json={"refresh_token": token}, headers=ASKS)
    assert both.status_code == 400
    other = await server.http.post(REFRESH, headers={"X-Refresh-Token": "body"})
    assert other.status_code == 400
    alone = await server.http.post(REFRESH, json={"refresh_token": token})
    assert alone.json()["data"]["refresh_token"].startswith("emr_")
    assert "set-cookie" not in alone.headers


@pytest.mark.parametrize("end", ["sessions", "password", "account"])
async def test_a_session_ended_elsewhere_is_refused_and_the_cookie_taken_away(server, end):
    cookie = cookie_of(await signed_in(server)).value
    cookie = cookie_of(await refresh(server, kept(cookie))).value
    phone = await server.http.post("/login", json={"username": "ada", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {phone.json()['token']}"}
    if end == "sessions":
        listed = (await server.http.get("/api/auth/sessions", headers=headers)).json()["data"]
        for entry in listed:
            if not entry["current"]:
                await server.http.delete(f"/api/auth/sessions/{entry['id']}", headers=headers)
    elif end == "password":
        body = {"current_password": PASSWORD, "new_password": "another good one"}
        await server.http.put("/api/auth/password", json=body, headers=headers)
    else:
        body = {"password": PASSWORD}
        await server.http.request("DELETE", "/api/auth/account", json=body, headers=headers)
    answer = await refresh(server, kept(cookie))
    assert answer.status_code == 401
    assert answer.json()["detail"] == "The session is over. Sign in again."
    gone = cookie_of(answer)
    assert (gone.value, gone["max-age"], gone["path"]) == ("", "0", "/api/auth")


async def test_logging_out_takes_the_cookie_away(server):
    session = await signed_in(server)
    headers = {"Authorization": f"Bearer {session.json()['token']}", **ASKS}
    answer = await server.http.post("/api/auth/logout", headers=headers)
    assert answer.status_code == 200
    assert cookie_of(answer)["max-age"] == "0"
    assert (await refresh(server, kept(cookie_of(session).value))).status_code == 401


async def test_pages_of_foreign_origins_get_no_session(start_server):
    server = await start_server(
        allowed_origins=("https://reader.example",), public_url="https://stories.example"
    )
    value = cookie_of(await signed_in(server)).value
    for origin, status in (
        ("http://emberline", 200),
        ("https://stories.example", 200),
        ("https://reader.example", 200),
        ("https://evil.example", 403),
        ("http://emberline.evil.example", 403),
        ("null", 403),
    ):
        answer = await refresh(server, {**kept(value), "Origin": origin})
        assert answer.status_code == status, origin
    body = {"username": "ada", "password": PASSWORD}
    foreign = {**ASKS, "Origin": "https://evil.example"}
    assert (await server.http.post("/login", json=body, headers=foreign)).status_code == 403
    # Even of a named origin no page may send the header: its preflight says no.
    preflight = await server.http.options(
        REFRESH,
        headers={
            "Origin": "https://reader.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "x-refresh-token",
        },
    )
    assert preflight.status_code == 400
    assert "x-refresh-token" not in preflight.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    ("settings", "headers", "is_secure"),
    [
        ({}, {}, False),
        ({}, {"X-Forwarded-Proto": "https"}, False),
        ({"trusted_proxies": "203.0.113.0/24"}, {"X-Forwarded-Proto": "https"}, True),
        ({"trusted_proxies": "203.0.113.0/24"}, {"X-Forwarded-Proto": "http"}, False),
        ({"public_url": "https://stories.example"}, {"Host": "stories.example"}, True),
        ({"public_url": "https://stories.example"}, {"Host": "127.0.0.1:8080"}, False),
        ({"public_url": "http://stories.example"}, {"Host": "stories.example"}, False),
    ],
)
async def test_the_cookie_of_who_came_by_https_never_goes_without(
    start_server, settings, headers, is_secure
):
    server = await start_server(**settings)
    cookie = cookie_of(await signed_in(server, **headers))
    assert bool(cookie["secure"]) == is_secure
