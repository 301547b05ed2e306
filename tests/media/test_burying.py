"""What is deleted is gone when its commit is, though the store may take its files only later."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from emberline.accounts.models import Preferences
from emberline.clips.jobs import clean_up_expired
from emberline.clips.models import Clip
from emberline.kit.blobs import Blobs, Stored
from emberline.kit.errors import AppError, unavailable
from emberline.kit.runtime import Runtime
from emberline.media.jobs import sweep_media
from tests.accounts.factories import PASSWORD, make_person
from tests.app_fixtures import Server
from tests.clips.factories import photo, post_photo, post_text, stored_keys
from tests.clips.keeping_factories import announce

pytestmark = pytest.mark.anyio


class UndeletingBlobs:
    """A store that takes and gives files, and answers no deletion."""

    def __init__(self, store: Blobs) -> None:
        self._store = store

    async def put_file(self, key: str, path: Path) -> None:
        """See `Blobs`."""
        await self._store.put_file(key, path)

    async def size(self, key: str) -> int:
        """See `Blobs`."""
        return await self._store.size(key)

    def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        """See `Blobs`."""
        return self._store.stream(key, start, length)

    async def delete(self, key: str) -> None:
        """Never done."""
        raise unavailable(f"{key} stays: the store is down.")

    def keys(self, prefix: str = "") -> AsyncIterator[Stored]:
        """See `Blobs`."""
        return self._store.keys(prefix)

    async def sweep_temporary(self, older_than: datetime) -> int:
        """See `Blobs`."""
        return await self._store.sweep_temporary(older_than)


async def test_a_store_that_is_down_fails_no_deletion_and_the_next_sweep_buries(server):
    author, leaving = await make_person(server), await make_person(server)
    clips = [await post_photo(author) for _ in range(2)]
    await post_photo(leaving)
    file = {"file": ("a.jpg", photo())}
    media_id = (await author.http.post("/media", files=file)).json()["media_id"]
    working = server.runtime
    server.app.state.runtime = _without_deletions(server)

    deleted = [
        await author.http.delete(f"/stories/{clips[0]['id']}"),
        await author.http.delete(f"/api/clips/{clips[1]['id']}"),
        await author.http.delete(f"/media/{media_id}"),
        await leaving.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD}),
    ]

    assert [answer.status_code for answer in deleted] == [204, 200, 204, 200]
    assert len(await stored_keys(server)) == 8
    with pytest.raises(AppError, match="store is down"):
        await sweep_media(server.runtime)
    await sweep_media(working)
    assert await stored_keys(server) == []


async def test_a_store_that_is_down_does_not_stop_the_archive(server):
    keeping, erasing = await make_person(server), await make_person(server)
    await post_photo(erasing)
    clip = await post_text(keeping)
    await server.runtime.database.write(_keep_nothing, erasing.id)
    # A clip that is just being announced would be left to the next round.
    await announce(server)
    server.clock.advance(timedelta(days=2))

    assert await clean_up_expired(_without_deletions(server)) == 2

    archived = (await keeping.http.get("/stories/archive")).json()["data"]
    assert [entry["id"] for entry in archived] == [clip["id"]]
    assert await server.runtime.database.read(_unarchived) == []
    assert len(await stored_keys(server)) == 2
    await sweep_media(server.runtime)
    assert await stored_keys(server) == []


def _without_deletions(server: Server) -> Runtime:
    return replace(server.runtime, blobs=UndeletingBlobs(server.runtime.blobs))


def _keep_nothing(conn: Connection, user_id: str) -> None:
    conn.execute(update(Preferences).where(Preferences.user_id == user_id).values(archive_days=0))


def _unarchived(conn: Connection) -> list[str]:
    return list(conn.execute(select(Clip.id).where(Clip.archived_at.is_(None))).scalars())
