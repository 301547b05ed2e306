"""Media for tests, sent through the front door."""

import asyncio
from typing import Any

from sqlalchemy import Connection, select

from emberline.media.models import DoomedBlob
from tests.accounts.factories import Person
from tests.app_fixtures import Server
from tests.media.videos import video

SECONDS_TO_PROCESS = 60.0


async def send_video(person: Person, content: bytes | None = None, name: str = "a.mp4") -> Any:
    """Upload a video (a short one unless given); what the server says."""
    answer = await person.http.post("/media", files={"file": (name, content or video("mp4"))})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def until_processed(person: Person, media_id: str) -> Any:
    """The media as their owner sees them once they are ready or failed."""
    async with asyncio.timeout(SECONDS_TO_PROCESS):
        while True:
            answer = await person.http.get(f"/media/{media_id}")
            assert answer.status_code == 200, answer.text
            if answer.json()["status"] != "processing":
                return answer.json()
            await asyncio.sleep(0.02)


async def until_buried(server: Server) -> None:
    """No deletion of a file is due any more: it follows the commit that asked for it."""
    async with asyncio.timeout(SECONDS_TO_PROCESS):
        while await server.runtime.database.read(_doomed):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def _doomed(conn: Connection) -> list[str]:
    return list(conn.execute(select(DoomedBlob.key)).scalars())
