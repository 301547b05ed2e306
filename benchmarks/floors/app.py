"""The floor of feed, tray and catalogue: raw ASGI, the raw driver, msgspec; nothing else."""

from datetime import datetime
from hashlib import blake2b
from typing import Any

import msgspec

from benchmarks.floors.readers import PostgresReader, Reader, SqliteReader, instant
from emberline.accounts.schemas import PersonCard
from emberline.accounts.tokens import AccessTokens, KeyTimes
from emberline.clips.schemas.clips import Clip, Origin
from emberline.clips.schemas.tray import TrayEntry
from emberline.kit.answers import Listing, Meta
from emberline.kit.clock import Clock, SystemClock
from emberline.kit.db import embedded_path
from emberline.kit.pages import PagedEnvelope, PagedMeta
from emberline.kit.paging import Cursors, Position
from emberline.kit.signing import Signer
from emberline.settings import Settings
from emberline.stories.schemas.stories import Story

_SIZE = 50
_QUERY = b"scope=following&limit=50"
_SHELF = b"category=mystery&sort=popular&page=2&pageSize=50"
_SHELF_SIZE = 50
_HOUR = 3600
_MEDIA = 5
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Floor:
    """`GET /stories?scope=following&limit=50`, `GET /stories/tray`, one page of `/api/stories`."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        assert settings.secret_key is not None
        self._settings = settings
        self._clock = clock
        self._tokens = AccessTokens(settings.secret_key)
        self._known: dict[bytes, tuple[str, datetime]] = {}
        self._signer = Signer(settings.secret_key, "files")
        self._cursors = Cursors(Signer(settings.secret_key, "cursors"))
        self._reader: Reader

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """The ASGI call."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        status, body = 404, b"{}"
        if scope["path"] == "/stories" and scope["query_string"] == _QUERY:
            now = self._clock.now()
            status, body = 200, await self._feed(self._viewer(scope["headers"], now), now)
        elif scope["path"] == "/stories/tray":
            now = self._clock.now()
            status, body = 200, await self._tray(self._viewer(scope["headers"], now), now)
        elif scope["path"] == "/api/stories" and scope["query_string"] == _SHELF:
            now = self._clock.now()
            status, body = 200, await self._shelf(self._viewer(scope["headers"], now), now)
        headers = [
            (b"etag", f'"{blake2b(body, digest_size=16).hexdigest()}"'.encode("ascii")),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode("ascii")),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        if self._settings.database_url is None:
            self._reader = SqliteReader(embedded_path(self._settings.data_dir))
        else:
            self._reader = await PostgresReader.open(self._settings.database_url)
        self._tokens.know([KeyTimes(*row) for row in await self._reader.keys()])
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._reader.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _viewer(self, headers: Any, now: datetime) -> str:
        for name, value in headers:
            if name == b"authorization":
                known = self._known.get(value)
                if known is None:
                    claims = self._tokens.read(value.decode("ascii").removeprefix("Bearer "), now)
                    known = self._known[value] = (claims.user_id, claims.expires_at)
                if known[1] > now:
                    return known[0]
        raise PermissionError

    async def _feed(self, viewer_id: str, now: datetime) -> bytes:
        rows = await self._reader.rows("feed", viewer_id, now, _SIZE + 1)
        expires = (int(now.timestamp()) // _HOUR + 2) * _HOUR
        query = f"?viewer={viewer_id}&expires={expires}&signature="
        signed = f" {viewer_id} {expires}"
        shown = _from_sqlite if self._settings.database_url is None else _from_postgres
        sign = self._signer.sign
        clips = []
        for row in rows[:_SIZE]:
            media_url = thumbnail_url = None
            if row[_MEDIA] is not None:
                base = f"/files/clip/{row[0]}"
                tail = query + sign(base + signed)
                media_url = f"{base}/display.webp{tail}"
                thumbnail_url = f"{base}/thumbnail.webp{tail}"
            clips.append(shown(row, media_url, thumbnail_url))
        next_cursor = None
        if len(rows) > _SIZE:
            last = clips[-1]
            next_cursor = self._cursors.write("feed", Position(last.created_at, str(last.id)))
        return _encode(Listing(clips, Meta(next_cursor)))

    async def _tray(self, viewer_id: str, now: datetime) -> bytes:
        rows = await self._reader.rows("tray", viewer_id, now)
        in_micros = self._settings.database_url is None
        entries = []
        for user_id, username, name, avatar_id, clips, unseen, *times, first_unseen in rows:
            avatar_url = None if avatar_id is None else f"/files/avatar/{user_id}/{avatar_id}"
            author = PersonCard(user_id, username, name, avatar_url)
            latest_at, ends_at = map(instant, times) if in_micros else times
            entries.append(TrayEntry(author, clips, unseen, latest_at, ends_at, first_unseen))
        return _encode(Listing(entries, Meta(None)))

    async def _shelf(self, viewer_id: str, now: datetime) -> bytes:
        rows = await self._reader.rows("catalogue", viewer_id, now, _SHELF_SIZE, _SHELF_SIZE)
        in_micros = self._settings.database_url is None
        stories = [_story(row, in_micros=in_micros) for row in rows]
        total = int(rows[0][-1])
        meta = PagedMeta(2, _SHELF_SIZE, total)
        return _encode(PagedEnvelope(True, stories, f"{total} stories.", now, meta))


def _story(row: Any, *, in_micros: bool) -> Story:
    return Story(
        story_id=row[0],
        title=row[1],
        description=row[2],
        author=row[3],
        author_id=row[4],
        difficulty_level=row[5],
        category=row[6],
        tags=_decode(row[7]),
        language=row[8],
        content_notes=_decode(row[9]),
        is_published=bool(row[10]),
        listed=bool(row[11]),
        version=row[12],
        created_at=instant(row[13]) if in_micros else row[13],
        updated_at=instant(row[14]) if in_micros else row[14],
        rating=round(row[15] / row[16], 2) if row[16] else None,
        ratings_count=row[16],
        plays_count=row[17],
        nodes_count=row[18],
        endings_count=row[19],
        estimated_minutes=row[20],
        cover_url=None,
        revision=None,
    )


def _from_sqlite(row: Any, media_url: str | None, thumbnail_url: str | None) -> Clip:
    times = instant(row[12]), instant(row[13])
    flags = bool(row[18]), bool(row[15]), bool(row[16]), bool(row[17])
    before: tuple[Any, ...] = row[0], *row[:5], media_url, thumbnail_url, *row[6:12]
    values: tuple[Any, ...] = (*before, *times, True, row[14], *flags, *_rest(row))
    return Clip(*values)


def _from_postgres(row: Any, media_url: str | None, thumbnail_url: str | None) -> Clip:
    before: tuple[Any, ...] = row[0], *row[:5], media_url, thumbnail_url, *row[6:14]
    values: tuple[Any, ...] = (*before, True, row[14], row[18], *row[15:18], *_rest(row))
    return Clip(*values)


def _rest(row: Any) -> tuple[Any, ...]:
    stickers = [] if row[20] is None else _decode(row[20])
    origin = None if row[21] is None else Origin(row[21], row[21], *row[22:])
    return (None, None, None, row[19], stickers, origin)


def create_app(settings: Settings, clock: Clock | None = None) -> Floor:
    """The floor as an ASGI application."""
    return Floor(settings, clock or SystemClock())
