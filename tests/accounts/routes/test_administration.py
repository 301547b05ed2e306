"""Users as administrators see them."""

from datetime import timedelta

import pytest

from emberline.kit.ids import new_id
from tests.accounts.factories import PASSWORD, make_person

pytestmark = pytest.mark.anyio

PATH = "/api/admin/users"


async def names(person, **query) -> list[str]:
    answer = await person.http.get(PATH, params=query)
    assert answer.status_code == 200
    return [entry["username"] for entry in answer.json()["data"]]


async def test_users_are_listed_by_pages_the_newest_first(server):
    admin = await make_person(server, "boss", role="admin")
    for number in range(5):
        server.clock.advance(timedelta(seconds=number % 2))
        await make_person(server, f"user{number}")
    first = (await admin.http.get(PATH, params={"limit": 4})).json()
    assert [entry["username"] for entry in first["data"]] == ["user4", "user3", "user2", "user1"]
    await make_person(server, "later")
    cursor = first["meta"]["next_cursor"]
    second = (await admin.http.get(PATH, params={"limit": 4, "cursor": cursor})).json()
    assert [entry["username"] for entry in second["data"]] == ["user0", "boss"]
    assert second["meta"]["next_cursor"] is None


async def test_users_are_found_by_name_email_and_status(server):
    admin = await make_person(server, "boss", role="admin")
    await make_person(server, "Ada_L", email="ada@lovelace.example.com")
    await make_person(server, "adaxl", suspended_at=server.clock.now())
    assert await names(admin, q="ADA_") == ["Ada_L"]
    assert await names(admin, q="lovelace") == ["Ada_L"]
    assert await names(admin, q="ada", status="suspended") == ["adaxl"]
    assert await names(admin, q="ada", status="active") == ["Ada_L"]
    assert await names(admin, q="%") == []


async def test_only_administrators_get_in_and_the_role_counts_at_each_call(server):
    person, moderator = await make_person(server), await make_person(server, role="moderator")
    target = await make_person(server)
    path = f"{PATH}/{target.id}/suspension"
    for other in (person, moderator):
        assert (await other.http.get(PATH)).status_code == 403
        assert (await other.http.post(path)).status_code == 403
        assert (await other.http.delete(path)).status_code == 403
    assert (await server.http.get(PATH)).status_code == 401
    assert (await target.http.get("/api/auth/sessions")).status_code == 200


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 101}, {"cursor": "x"}, {"status": "odd"}, {"q": "x" * 255}]
)
async def test_a_bad_query_is_a_validation_error(server, query):
    admin = await make_person(server, role="admin")
    assert (await admin.http.get(PATH, params=query)).status_code == 400


async def test_a_suspension_refuses_every_token_until_it_is_lifted(server):
    admin = await make_person(server, role="admin")
    target = await make_person(server, "ada")
    path = f"{PATH}/{target.id}/suspension"
    body = {"username": "ada", "password": PASSWORD}
    assert (await target.http.get("/api/auth/sessions")).status_code == 200
    for _ in range(2):
        assert (await admin.http.post(path)).status_code == 200
    assert (await target.http.get("/api/auth/sessions")).status_code == 401
    assert (await server.http.post("/login", json=body)).status_code == 403
    for _ in range(2):
        assert (await admin.http.delete(path)).status_code == 200
    session = (await server.http.post("/login", json=body)).json()
    headers = {"Authorization": f"Bearer {session['token']}"}
    assert (await server.http.get("/api/auth/sessions", headers=headers)).status_code == 200
    assert (await target.http.get("/api/auth/sessions")).status_code == 401


async def test_who_is_suspended_is_told_why_with_the_right_password_alone(server):
    admin = await make_person(server, role="admin")
    target = await make_person(server, "ada")
    path = f"{PATH}/{target.id}/suspension"
    right, wrong = ({"username": "ada", "password": word} for word in (PASSWORD, "wrong horse"))

    async def told() -> str:
        answer = await server.http.post("/login", json=right)
        assert answer.status_code == 403
        return str(answer.json()["message"])

    assert (await admin.http.post(path, json={})).status_code == 200
    assert await told() == "This account is suspended. Ask the operator about it."
    # What is said afterwards counts; to say nothing again takes nothing back.
    for reason in ("Too loud.", "  Advertising 🕯️, twice. ", None):
        assert (await admin.http.post(path, json={"reason": reason})).status_code == 200
    assert (await told()).endswith("The reason given: Advertising 🕯️, twice.")
    assert "Advertising" not in (await server.http.post("/login", json=wrong)).text
    (entry,) = (await admin.http.get(PATH, params={"q": "ada"})).json()["data"]
    assert entry["suspension_reason"] == "Advertising 🕯️, twice."

    await admin.http.delete(path)
    (entry,) = (await admin.http.get(PATH, params={"q": "ada"})).json()["data"]
    assert (entry["suspended_at"], entry["suspension_reason"]) == (None, None)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\x00b", 7])
async def test_a_reason_has_words_but_not_too_many(server, reason):
    admin = await make_person(server, role="admin")
    target = await make_person(server)
    path = f"{PATH}/{target.id}/suspension"
    refused = await admin.http.post(path, json={"reason": reason})
    assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "reason")
    assert (await target.http.get("/api/auth/sessions")).status_code == 200
    assert (await admin.http.post(path, json={"reason": "x" * 500})).status_code == 200


async def test_nobody_suspends_themselves_or_nobody(server):
    admin = await make_person(server, role="admin")
    assert (await admin.http.post(f"{PATH}/{admin.id}/suspension")).status_code == 409
    assert (await admin.http.post(f"{PATH}/{new_id()}/suspension")).status_code == 404
    assert (await admin.http.delete(f"{PATH}/{new_id()}/suspension")).status_code == 404
    assert (await admin.http.post(f"{PATH}/7/suspension")).status_code == 400
    assert (await admin.http.get(PATH)).status_code == 200
