"""Rows of media: added, claimed by what shows them, deleted with their files."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.accounts.models import User
from emberline.kit.errors import conflict, invalid, not_found, too_large
from emberline.kit.files import FileSigner, StoredBytes
from emberline.media import schemas
from emberline.media.models import DoomedBlob, Media
from emberline.media.uploads import StoredFile

READY = "ready"
UNUSED_FOR = timedelta(days=1)
QUOTA_BYTES = 5 * 1024**3
_SWEPT_AT_ONCE = 200


class MediaRow(NamedTuple):
    """A row of media, in the table's order."""

    id: str
    owner_id: str
    kind: str
    status: str
    media_type: str
    width: int | None
    height: int | None
    duration_seconds: float | None
    bytes: int
    key: str
    thumbnail_key: str | None
    thumbnail_type: str | None
    created_at: datetime
    used_at: datetime | None


def add(
    conn: Connection, owner_id: str, stored: StoredFile, now: datetime, *, used: bool
) -> MediaRow:
    """Write the row for durable bytes; `used` when the same transaction shows the file.

    AppError 413 when it takes the owner past QUOTA_BYTES.
    """
    # The owner's row, locked, keeps two uploads at once from both passing below the quota.
    conn.execute(_LOCK_OWNER, {"owner": owner_id})
    stored_before = conn.execute(_STORED_BYTES, {"owner": owner_id}).scalar_one()
    if stored_before + stored.bytes > QUOTA_BYTES:
        raise too_large("Storage quota exceeded", "Delete some of your media, then try again.")
    row = MediaRow(
        id=stored.media_id,
        owner_id=owner_id,
        kind=stored.kind,
        status=READY,
        media_type=stored.media_type,
        width=stored.width,
        height=stored.height,
        duration_seconds=stored.duration_seconds,
        bytes=stored.bytes,
        key=stored.key,
        thumbnail_key=stored.thumbnail_key,
        thumbnail_type=stored.thumbnail_type,
        created_at=now,
        used_at=now if used else None,
    )
    conn.execute(_ADD, row._asdict())
    stored.named = True
    return row


def claim(
    conn: Connection, owner_id: str, media_id: str, now: datetime, *, field: str = "media_id"
) -> MediaRow:
    """The owner's unused media, from now on used: a file is shown in one place.

    AppError 400 naming `field` when it is none of the owner's; 409 when it is used already.
    """
    names = {"of_media": media_id, "of_owner": owner_id}
    row = conn.execute(_CLAIM, {**names, "now": now}).first()
    if row is not None:
        return MediaRow._make(row)
    if conn.execute(_OWNED, names).first() is not None:
        raise conflict("Media in use", "This media is shown already. Upload it again.", field=field)
    raise invalid(field, "Send the id of media that you uploaded here.")


def own_media(conn: Connection, owner_id: str, media_id: str) -> MediaRow:
    """The owner's media. AppError 404 when there is none of that id."""
    names = {"of_media": media_id, "of_owner": owner_id}
    row = conn.execute(_OWNED, names).first()
    if row is None:
        raise not_found("Media")
    return MediaRow._make(row)


def delete_unused(conn: Connection, owner_id: str, media_id: str, now: datetime) -> list[str]:
    """Delete the owner's media that nothing shows; returns the keys of its doomed files.

    AppError 404 when there is none of that id, 409 when a clip or an avatar shows it.
    """
    own_media(conn, owner_id, media_id)
    keys = delete_unused_among(conn, [media_id], now)
    if not keys:
        raise conflict("Media in use", "Delete what shows this media; the media goes with it.")
    return keys


def doom(conn: Connection, media_ids: Sequence[str], now: datetime) -> list[str]:
    """Delete the rows of media and write down their files' keys, which come back.

    Delete the files after the commit (`jobs.bury`); the keys outlive a crash before that.
    """
    if not media_ids:
        return []
    return _doomed(conn, conn.execute(_DELETE, {"media_ids": list(media_ids)}).all(), now)


def _doomed(conn: Connection, rows: Sequence[Row[str, str | None]], now: datetime) -> list[str]:
    keys = [key for row in rows for key in row if key is not None]
    if keys:
        entries = [{"key": key, "doomed_at": now} for key in keys]
        conn.execute(_DOOM[conn.dialect.name], entries)
    return keys


def doom_unused(conn: Connection, now: datetime) -> list[str]:
    """Doom a batch of media that nothing has shown for a day; the keys, empty when none is left."""
    before = {"before": now - UNUSED_FOR}
    media_ids = conn.execute(_UNUSED, before).scalars().all()
    return delete_unused_among(conn, media_ids, now)


def delete_unused_among(conn: Connection, media_ids: Sequence[str], now: datetime) -> list[str]:
    """Delete those of `media_ids` that nothing shows; the keys of their doomed files.

    One that was posted since it was looked up is left: the condition is asked as the row goes.
    """
    if not media_ids:
        return []
    return _doomed(conn, conn.execute(_DELETE_UNUSED, {"media_ids": list(media_ids)}).all(), now)


def doom_all_of(conn: Connection, owner_id: str, now: datetime) -> list[str]:
    """Doom everything the owner has; the keys of the files."""
    return _doomed(conn, conn.execute(_DELETE_ALL_OF, {"owner": owner_id}).all(), now)


def export_media(conn: Connection, owner_id: str) -> list[dict[str, object]]:
    """The owner's media for the export, without keys."""
    return [dict(row) for row in conn.execute(_EXPORT, {"owner": owner_id}).mappings()]


def shown(media: MediaRow, signer: FileSigner) -> schemas.Media:
    """The media as its owner sees it."""
    base = f"/files/media/{media.id}"
    return schemas.Media(
        media_id=media.id,
        media_url=f"{base}/display.webp{signer.query(base)}",
        kind=media.kind,
        status=media.status,
        width=media.width,
        height=media.height,
        duration_seconds=media.duration_seconds,
        bytes=media.bytes,
    )


def file_named(media: MediaRow, name: str) -> StoredBytes:
    """The file called `display.webp` or `thumbnail.webp`. AppError 404 for another name."""
    if name == "display.webp":
        return StoredBytes(media.key, media.media_type)
    if name == "thumbnail.webp" and media.thumbnail_key and media.thumbnail_type:
        return StoredBytes(media.thumbnail_key, media.thumbnail_type)
    raise not_found("File")


def _doom(dialect: object) -> Insert:
    return dialect.insert(DoomedBlob).on_conflict_do_nothing()  # type: ignore[attr-defined,no-any-return]


_COLUMNS = [Media.__table__.c[name] for name in MediaRow._fields]
_LOCK_OWNER = select(User.id).where(User.id == bindparam("owner")).with_for_update()
_MINE = (Media.id == bindparam("of_media")) & (Media.owner_id == bindparam("of_owner"))
_ADD = insert(Media)
_STORED_BYTES = select(func.coalesce(func.sum(Media.bytes), 0)).where(
    Media.owner_id == bindparam("owner")
)
_OWNED = (
    select(*_COLUMNS)
    .join(User, User.id == Media.owner_id)
    .where(_MINE, User.suspended_at.is_(None))
)
_CLAIM = (
    update(Media)
    .where(_MINE, Media.used_at.is_(None), Media.status == READY)
    .values(used_at=bindparam("now"))
    .returning(*_COLUMNS)
)
_DELETE = (
    delete(Media)
    .where(Media.id.in_(bindparam("media_ids", expanding=True)))
    .returning(Media.key, Media.thumbnail_key)
)
_DOOM = {"sqlite": _doom(sqlite), "postgresql": _doom(postgresql)}
_UNUSED = (
    select(Media.id)
    .where(Media.used_at.is_(None), Media.created_at <= bindparam("before"))
    .limit(_SWEPT_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_DELETE_UNUSED = (
    delete(Media)
    .where(Media.id.in_(bindparam("media_ids", expanding=True)), Media.used_at.is_(None))
    .returning(Media.key, Media.thumbnail_key)
)
_DELETE_ALL_OF = (
    delete(Media)
    .where(Media.owner_id == bindparam("owner"))
    .returning(Media.key, Media.thumbnail_key)
)
_EXPORT = select(
    Media.id,
    Media.kind,
    Media.media_type,
    Media.width,
    Media.height,
    Media.bytes,
    Media.created_at,
).where(Media.owner_id == bindparam("owner"))
