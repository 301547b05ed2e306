"""Frozen versions made ready to be played, kept in memory while they are in use."""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select

from emberline.kit.db import Database, Identifier
from emberline.kit.errors import not_found
from emberline.stories.engine.document import Node, Story
from emberline.stories.engine.playable import Playable, Scene
from emberline.stories.models.versions import StoryVersion
from emberline.stories.service.rendering import NotRenderedError, render
from emberline.stories.service.story_media import PictureSizes, picture_sizes

P = ParamSpec("P")
T = TypeVar("T")

# Larger nodes take more than some milliseconds to compile; the largest a second.
_FEW_CHOICES = 100
_SHORT_CONTENT = 5_000

MOST_NODES = 500_000
"""So many nodes the kept versions may have together; a node takes about 1 KB and its texts."""


class Version(Playable):
    """A frozen version, ready to be played. sizes: of its pictures, by the ids of their media."""

    def __init__(self, story: Story, sizes: PictureSizes) -> None:
        super().__init__(story)
        self.sizes = sizes


class _Shelf:
    """The versions used last. Transactions look it up from the database's threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._playables: OrderedDict[str, Version] = OrderedDict()
        self._nodes = 0

    def get(self, version_id: str) -> Version | None:
        with self._lock:
            playable = self._playables.get(version_id)
            if playable is not None:
                self._playables.move_to_end(version_id)
            return playable

    def put(self, version_id: str, playable: Version) -> None:
        with self._lock:
            if version_id in self._playables:
                return
            self._playables[version_id] = playable
            self._nodes += len(playable.nodes)
            while self._nodes > MOST_NODES and len(self._playables) > 1:
                _, oldest = self._playables.popitem(last=False)
                self._nodes -= len(oldest.nodes)


# Versions never change and their ids are never used again, so one shelf serves the process.
_ready = _Shelf()


class NotReadyError(Exception):
    """A transaction needs a version that is not in memory: load it outside, then run it again."""

    def __init__(self, version_id: str) -> None:
        super().__init__(version_id)
        self.version_id = version_id


class NodeNotReadyError(Exception):
    """A transaction needs a large node that is not compiled: do it outside, then run it again."""

    def __init__(self, playable: Playable, node_key: str) -> None:
        super().__init__(node_key)
        self.playable = playable
        self.node_key = node_key

    def compile(self) -> None:
        """Compile the node. It may take a second: for a thread."""
        Playable.scene(self.playable, self.node_key)


class _InTransaction(Version):
    """A version as transactions have it: its large nodes are compiled outside of them."""

    def __init__(self, playable: Version) -> None:
        # What one of the two has compiled, the other has.
        self.__dict__ = playable.__dict__

    def scene(self, key: str) -> Scene:
        """As `Playable.scene`. NodeNotReadyError for a large node that is not compiled."""
        scene = self._scenes.get(key)
        if scene is not None:
            return scene
        node = self.nodes.get(key)
        if node is not None and _is_large(node):
            raise NodeNotReadyError(self, key)
        return super().scene(key)


def _is_large(node: Node) -> bool:
    return len(node.choices) > _FEW_CHOICES or len(node.content) > _SHORT_CONTENT


def playable_of(version_id: str) -> Version:
    """The version, ready to be played; for transaction functions.

    NotReadyError when it is not in memory: `play_write` and `play_read` then load it and try again,
    so that nothing is read and compiled while a transaction is open.
    """
    playable = _ready.get(version_id)
    if playable is None:
        raise NotReadyError(version_id)
    return _InTransaction(playable)


async def ready(database: Database, version_id: str) -> Version:
    """The version, ready to be played. AppError 404 when it is gone."""
    playable = await ready_or_gone(database, version_id)
    if playable is None:
        raise not_found("Story version")
    return playable


async def ready_or_gone(database: Database, version_id: str) -> Version | None:
    """The version, ready to be played; None when it is gone."""
    playable = _ready.get(version_id)
    if playable is None:
        playable = await _once(version_id, lambda: _load(database, version_id))
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

    That is versions by `playable_of`, few enough to be in memory at once, their large nodes, and
    texts by `html_of`.
    """
    while True:
        try:
            return await run()
        except NotReadyError as missing:
            await ready(database, missing.version_id)
        except NodeNotReadyError as missing:
            await asyncio.to_thread(missing.compile)
        except NotRenderedError as missing:
            await _rendered(missing.markdown)


def pack(document: Story) -> bytes:
    """A document as `story_versions` holds it."""
    return zlib.compress(msgspec.json.encode(document))


def unpack(packed: bytes) -> Story:
    """The document again."""
    return _decoder.decode(zlib.decompress(packed))


async def _load(database: Database, version_id: str) -> Version | None:
    found = await database.read(_frozen, version_id)
    if found is None:
        return None
    playable = await asyncio.to_thread(_compiled, *found)
    _ready.put(version_id, playable)
    return playable


async def _rendered(markdown: str) -> None:
    await _once(markdown, lambda: asyncio.to_thread(render, markdown))


async def _once(key: str, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What `make()` comes to, made once for all who ask for `key` at the same time.

    It goes on when one of them is gone: after a start, all readers of a large story wait for it.
    """
    task: asyncio.Task[T] | None = _under_way.get(key)
    if task is None:
        task = _under_way[key] = asyncio.create_task(make())
        task.add_done_callback(lambda _: _under_way.pop(key, None))
    return await asyncio.shield(task)


def _compiled(packed: bytes, sizes: PictureSizes) -> Version:
    playable = Version(unpack(packed), sizes)
    # These look at the whole story: now, in a thread, and not at the first move.
    _ = playable.names, playable.watched, playable.start, playable.initial
    return playable


def _frozen(conn: Connection, version_id: str) -> tuple[bytes, PictureSizes] | None:
    row = conn.execute(_FROZEN, {"version_id": version_id}).first()
    return None if row is None else (bytes(row.document), picture_sizes(conn, row.story_id))


_under_way: dict[str, asyncio.Task[Any]] = {}
_decoder = msgspec.json.Decoder(Story)
_FROZEN = select(StoryVersion.document, StoryVersion.story_id).where(
    StoryVersion.id == bindparam("version_id", type_=Identifier)
)
