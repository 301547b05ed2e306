"""The floor of a choice: a bare ASGI route that writes one row durably through the same writer."""

import itertools
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from emberline.kit.clock import SystemClock
from emberline.kit.db import Database, hot, open_database
from emberline.settings import Settings
from emberline.stories.models.plays import Play, PlayMove

# Far above the numbers of the moves that are measured beside it.
FIRST = 1_000_000


class Writer:
    """Every request, whatever it asks for, writes a move of the first play and answers `{}`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clock = SystemClock()
        self._numbers: Iterator[int] = itertools.count(FIRST)
        self._database: Database
        self._play_id: str

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """The ASGI call."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        await receive()
        await self._database.write(
            write_move, self._play_id, next(self._numbers), self._clock.now()
        )
        headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        settings = self._settings
        self._database = await open_database(settings.database_url, settings.data_dir)
        self._play_id, last = await self._database.read(beginning)
        self._numbers = itertools.count(max(FIRST, last + 1))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._database.close()
        await send({"type": "lifespan.shutdown.complete"})


def beginning(conn: Connection) -> tuple[str, int]:
    """The first play, and the number of its last move."""
    play_id = conn.execute(select(Play.id).limit(1)).scalar_one()
    last = conn.execute(select(PlayMove.number).order_by(PlayMove.number.desc())).first()
    return str(play_id), last[0] if last else 0


def write_move(conn: Connection, play_id: str, number: int, now: Any) -> None:
    """Write the one row."""
    hot(
        conn,
        _INSERT,
        play_id=play_id,
        number=number,
        version_id=None,
        node_key="n1",
        choice_key="on",
        answer=None,
        outcome=None,
        to_key="n2",
        seconds=1,
        is_undone=False,
        made_at=now,
    )


_INSERT = insert(PlayMove).values(
    {column.name: bindparam(column.name) for column in PlayMove.__table__.columns}
)


def create_app(settings: Settings) -> Writer:
    """The floor as an ASGI application."""
    return Writer(settings)
