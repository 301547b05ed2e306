"""Frozen versions made ready to be played, kept in memory while they are in use."""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Database, Identifier
from emberline.kit.errors import not_found
from emberline.stories.engine.document import Story
from emberline.stories.engine.playable import Playable
from emberline.stories.models.versions import StoryVersion
from emberline.stories.service.rendering import NotRenderedError, render

P = ParamSpec("P")
T = TypeVar("T")

MOST_NODES = 500_000
"""So many nodes the kept versions may have together; a node takes about 1 KB and its texts."""


class _Shelf:
    """The versions used last. Transactions look it up from the database's threads."""

    def __init__(self, most_nodes: int) -> None:
        self._lock = Lock()
        self._most_nodes = most_nodes
        self._playables: OrderedDict[str, Playable] = OrderedDict()
        self._nodes = 0

    def get(self, version_id: str) -> Playable | None:
        with self._lock:
            playable = self._playables.get(version_id)
            if playable is not None:
                self._playables.move_to_end(version_id)
            return playable

    def put(self, version_id: str, playable: Playable) -> None:
        with self._lock:
            if version_id in self._playables:
                return
            self._playables[version_id] = playable
            self._nodes += len(playable.nodes)
            while self._nodes > self._most_nodes and len(self._playables) > 1:
                _, oldest = self._playables.popitem(last=False)
                self._nodes -= len(oldest.nodes)


# Versions never change and their ids are never used again, so one shelf serves the process.
_ready = _Shelf(MOST_NODES)


class NotReadyError(Exception):
    """A transaction needs a version that is not in memory: load it outside, then run it again."""

    def __init__(self, version_id: str) -> None:
        super().__init__(version_id)
        self.version_id = version_id


def playable_of(version_id: str) -> Playable:
    """The version, ready to be played; for transaction functions.

    NotReadyError when it is not in memory: `play_write` and `play_read` then load it and try again,
    so that nothing is read and compiled while a transaction is open.
    """
    playable = _ready.get(version_id)
    if playable is None:
        raise NotReadyError(version_id)
    return playable


async def ready(database: Database, version_id: str) -> Playable:
    """The version, ready to be played. AppError 404 when it is gone."""
    playable = await ready_or_gone(database, version_id)
    if playable is None:
        raise not_found("Story version")
    return playable


async def ready_or_gone(database: Database, version_id: str) -> Playable | None:
    """The version, ready to be played; None when it is gone."""
    playable = _ready.get(version_id)
    if playable is None:
        document = await database.read(_document, version_id)
        if document is None:
            return None
        playable = await asyncio.to_thread(_compiled, document)
        _ready.put(version_id, playable)
    return playable


async def play_write(
    database: Database,
    fn: Callable[Concatenate[Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """`database.write(fn, …)` for a function that asks for versions by `playable_of`."""
    return await with_playables(database, lambda: database.write(fn, *args, **kwargs))


async def play_read(
    database: Database,
    fn: Callable[Concatenate[Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """`database.read(fn, …)` for a function that asks for versions by `playable_of`."""
    return await with_playables(database, lambda: database.read(fn, *args, **kwargs))


async def with_playables(database: Database, run: Callable[[], Awaitable[T]]) -> T:
    """What `run()`, a transaction, comes to, once what it asks for is in memory.

    That is versions by `playable_of`, few enough to be in memory at once, and texts by `html_of`.
    """
    while True:
        try:
            return await run()
        except NotReadyError as missing:
            await ready(database, missing.version_id)
        except NotRenderedError as missing:
            await asyncio.to_thread(render, missing.markdown)


def pack(document: Story) -> bytes:
    """A document as `story_versions` holds it."""
    return zlib.compress(msgspec.json.encode(document))


def unpack(packed: bytes) -> Story:
    """The document again."""
    return _decoder.decode(zlib.decompress(packed))


def _compiled(packed: bytes) -> Playable:
    playable = Playable(unpack(packed))
    # These look at the whole story: now, in a thread, and not at the first move.
    _ = playable.names, playable.watched, playable.start, playable.initial
    return playable


def _document(conn: Connection, version_id: str) -> bytes | None:
    packed = conn.execute(_DOCUMENT, {"version_id": version_id}).scalar()
    return None if packed is None else bytes(packed)


_decoder = msgspec.json.Decoder(Story)
_DOCUMENT = select(StoryVersion.document).where(
    StoryVersion.id == bindparam("version_id", type_=Identifier)
)
