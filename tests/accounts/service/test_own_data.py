"""One person's data: exported, erased."""

import pytest
from sqlalchemy import Connection, func, select

from emberline.accounts.models import ApiToken, Block, Follow, Preferences, Session, User
from emberline.accounts.service.own_data import erase_account, export_account
from emberline.kit.errors import AppError
from emberline.kit.ids import new_id
from tests.accounts.factories import block, follow, make_person

pytestmark = pytest.mark.anyio


def counts(conn: Connection) -> list[int]:
    models = (User, Session, ApiToken, Preferences, Follow, Block)
    return [conn.execute(select(func.count()).select_from(model)).scalar_one() for model in models]


async def test_an_export_holds_the_account_and_no_secret(server):
    person = await make_person(server, "ada")
    body = {"name": "script", "scopes": ["read"]}
    token = (await person.http.post("/api/auth/tokens", json=body)).json()["data"]["token"]
    database = server.runtime.database
    data = await database.read(export_account, person.id, server.clock.now())
    assert data["account"]["email"] == person.email
    assert data["preferences"]["archive_days"] == 30
    assert data["sessions"][0]["device"] == "test"
    assert data["api_tokens"][0]["name"] == "script"
    assert token not in str(data)
    assert "$2b$" not in str(data)


async def test_an_erased_account_leaves_no_row(server):
    person, other = await make_person(server), await make_person(server)
    await person.http.post("/api/auth/tokens", json={"name": "script", "scopes": ["read"]})
    await follow(server, person, other)
    await block(server, other, person)
    database = server.runtime.database
    assert await database.read(counts) == [2, 2, 1, 2, 1, 1]
    await database.write(erase_account, person.id, server.clock.now())
    assert await database.read(counts) == [1, 1, 0, 1, 0, 0]
    with pytest.raises(AppError) as caught:
        await database.write(erase_account, new_id(), server.clock.now())
    assert caught.value.status == 404
