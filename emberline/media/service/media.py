"""Rows of media: added, claimed by what shows them, deleted with their files."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.accounts.models import User
from emberline.accounts.queries import lock_user
from emberline.kit.errors import conflict, invalid, not_found, too_large
from emberline.kit.files import FileSigner, StoredBytes
from emberline.kit.jobs import Job, cancel_about, is_live, request
from emberline.media import schemas
from emberline.media.models import DoomedBlob, KeptFile, Media, ResumablePart, ResumableUpload
from emberline.media.rules import FIRST, Status
from emberline.media.service.inventory import IS_UNUSED
from emberline.media.uploads import StoredFile

PROCESS = "media.process"
"""The kind of the jobs that make what was sent playable; their subject is the media's id."""

UNUSED_FOR = timedelta(days=1)
_SWEPT_AT_ONCE = 200


_Left = Row[str, str, str | None, str | None, str | None]
"""What is known of a row that was deleted: id, status and the keys of its files."""


class MediaRow(NamedTuple):
    """A row of media, in the table's order."""

    id: str
    owner_id: str
    kind: str
    status: str
    failure_reason: str | None
    media_type: str
    width: int | None
    height: int | None
    duration_seconds: float | None
    bytes: int
    key: str | None
    thumbnail_key: str | None
    thumbnail_type: str | None
    source_key: str | None
    created_at: datetime
    used_at: datetime | None


COLUMNS = [Media.__table__.c[name] for name in MediaRow._fields]
"""The columns of a `MediaRow`."""


def add(
    conn: Connection, owner_id: str, stored: StoredFile, now: datetime, *, used: bool
) -> MediaRow:
    """Write the row for durable bytes; `used` when the same transaction shows the file.

    What is still to be made playable gets its job (`PROCESS`) in the same transaction.

    AppError 413 when it takes the owner past the quota.
    """
    # Two that add at once might both pass below the quota.
    lock_user(conn, owner_id)
    check_room(conn, owner_id, stored.bytes, stored.quota_bytes)
    if stored.status not in FIRST:
        raise ValueError(f"no file arrives as {stored.status}")
    row = MediaRow(
        id=stored.media_id,
        owner_id=owner_id,
        kind=stored.kind,
        status=Status(stored.status),
        failure_reason=None,
        media_type=stored.media_type,
        width=stored.width,
        height=stored.height,
        duration_seconds=stored.duration_seconds,
        bytes=stored.bytes,
        key=stored.key,
        thumbnail_key=stored.thumbnail_key,
        thumbnail_type=stored.thumbnail_type,
        source_key=stored.source_key,
        created_at=now,
        used_at=now if used else None,
    )
    conn.execute(_ADD, row._asdict())
    if row.status == Status.PROCESSING:
        request(conn, PROCESS, row.id, now=now, user_id=owner_id)
    stored.named = True
    return row


def check_room(conn: Connection, owner_id: str, more: int, quota_bytes: int) -> None:
    """AppError 413 when `more` bytes take the owner, whose row is locked, past the quota.

    Everything stored counts: shown, archived or unused, uploads under way at their full size, and
    what the house made and keeps for them.
    """
    if not has_room(conn, owner_id, more, quota_bytes):
        raise too_large(
            "Storage quota exceeded",
            "There is no room left for this. Delete media or older generations, then try again.",
        )


def check_any_room(conn: Connection, owner_id: str, quota_bytes: int) -> None:
    """AppError 413 when nothing more fits: asked before work whose result has an unknown size.

    It promises nothing: `add` asks again.
    """
    check_room(conn, owner_id, 1, quota_bytes)


def has_room(conn: Connection, owner_id: str, more: int, quota_bytes: int) -> bool:
    """Whether `more` bytes fit beside all that the owner stores."""
    stored_before = conn.execute(_STORED_BYTES, {"owner": owner_id}).scalar_one()
    return int(stored_before) + more <= quota_bytes


def claim(
    conn: Connection, owner_id: str, media_id: str, now: datetime, *, field: str = "media_id"
) -> MediaRow:
    """The owner's unused media, from now on used: a file is shown in one place.

    It may be `processing` still; then what shows it follows it (`jobs.process`). AppError 400
    naming `field` when it is none of the owner's or has failed; 409 when it is used already.
    """
    names = {"of_media": media_id, "of_owner": owner_id}
    row = conn.execute(_CLAIM, {**names, "now": now}).first()
    if row is not None:
        return MediaRow._make(row)
    owned = conn.execute(_OWNED, names).first()
    if owned is None:
        raise invalid(field, "Send the id of media that you uploaded here.")
    if owned.status == Status.FAILED:
        raise invalid(field, f"This media cannot be shown. {owned.failure_reason}")
    raise conflict("Media in use", "This media is shown already. Upload it again.", field=field)


def own_media(conn: Connection, owner_id: str, media_id: str) -> MediaRow:
    """The owner's media. AppError 404 when there is none of that id."""
    names = {"of_media": media_id, "of_owner": owner_id}
    row = conn.execute(_OWNED, names).first()
    if row is None:
        raise not_found("Media")
    return MediaRow._make(row)


def progress_of(conn: Connection, media: MediaRow) -> int | None:
    """How far the media is made playable, 0 to 100; None for one that failed, or whose job did."""
    if media.status != Status.PROCESSING:
        return 100 if media.status == Status.READY else None
    return conn.execute(_PROGRESS, {"of_media": media.id}).scalar()


def delete_unused(conn: Connection, owner_id: str, media_id: str, now: datetime) -> list[str]:
    """Delete the owner's media that nothing shows; returns the keys of its doomed files.

    AppError 404 when there is none of that id, 409 when a clip or an avatar shows it.
    """
    own_media(conn, owner_id, media_id)
    keys = delete_unused_among(conn, [media_id], now)
    # What has failed has no files any more.
    if not keys and is_there(conn, media_id):
        raise conflict("Media in use", "Delete what shows this media; the media goes with it.")
    return keys


def is_there(conn: Connection, media_id: str) -> bool:
    """Whether there are media of that id."""
    return conn.execute(_THERE, {"of_media": media_id}).first() is not None


def doom(conn: Connection, media_ids: Sequence[str], now: datetime) -> list[str]:
    """Delete the rows of media and write down their files' keys, which come back.

    Delete the files after the commit (`jobs.bury`); the keys outlive a crash before that. What
    was still being made playable no longer is.
    """
    if not media_ids:
        return []
    rows = conn.execute(_DELETE, {"media_ids": list(media_ids)}).all()
    return _doomed(conn, rows, now)


def _doomed(conn: Connection, rows: Sequence[_Left], now: datetime) -> list[str]:
    """Write down the keys of rows that were deleted just now, and end the work on them."""
    processing = [row.id for row in rows if row.status == Status.PROCESSING]
    if processing:
        cancel_about(conn, PROCESS, processing, now)
    keys = [
        key
        for row in rows
        for key in (row.key, row.thumbnail_key, row.source_key)
        if key is not None
    ]
    write_down_doomed(conn, keys, now)
    return keys


def write_down_doomed(conn: Connection, keys: Sequence[str], now: datetime) -> None:
    """Remember, beyond a crash, that these files are to be deleted."""
    if keys:
        entries = [{"key": key, "doomed_at": now} for key in keys]
        conn.execute(_DOOM[conn.dialect.name], entries)


def doom_unused(conn: Connection, now: datetime) -> list[str]:
    """Doom a batch of media that nothing has shown for a day; the keys, empty when none is left."""
    before = {"before": now - UNUSED_FOR}
    while media_ids := conn.execute(_UNUSED, before).scalars().all():
        # What has failed has no files any more, and so ends no search.
        if keys := delete_unused_among(conn, media_ids, now):
            return keys
    return []


def delete_unused_among(conn: Connection, media_ids: Sequence[str], now: datetime) -> list[str]:
    """Delete those of `media_ids` that nothing shows; the keys of their doomed files.

    One that was posted since it was looked up is left: the condition is asked as the row goes.
    """
    if not media_ids:
        return []
    return _doomed(conn, conn.execute(_DELETE_UNUSED, {"media_ids": list(media_ids)}).all(), now)


def doom_all_of(conn: Connection, owner_id: str, now: datetime) -> list[str]:
    """Doom everything the owner has, unfinished uploads too; the keys of the files."""
    loose = [
        str(key)
        for statement in (_DELETE_PARTS_OF, _DELETE_KEPT_OF)
        for key in conn.execute(statement, {"owner": owner_id}).scalars()
    ]
    write_down_doomed(conn, loose, now)
    return loose + _doomed(conn, conn.execute(_DELETE_ALL_OF, {"owner": owner_id}).all(), now)


def shown(media: MediaRow, progress: int | None, signer: FileSigner) -> schemas.Media:
    """The media as its owner sees it; progress: as `progress_of` says."""
    base = f"/files/media/{media.id}"
    is_ready = media.status == Status.READY
    return schemas.Media(
        media_id=media.id,
        media_url=f"{base}/{display_name(media.kind)}{signer.query(base)}" if is_ready else None,
        kind=media.kind,
        status=media.status,
        progress=progress,
        failure_reason=media.failure_reason,
        width=media.width,
        height=media.height,
        duration_seconds=media.duration_seconds,
        bytes=media.bytes,
    )


def display_name(kind: str) -> str:
    """What the file to show is called in addresses."""
    return _DISPLAY_NAMES[kind]


def file_named(media: MediaRow, name: str) -> StoredBytes:
    """The file called `display_name` or `thumbnail.webp`, a video's poster.

    AppError 404 for another name, and for media that are not ready.
    """
    if name == display_name(media.kind) and media.key:
        return StoredBytes(media.key, media.media_type)
    if name == "thumbnail.webp" and media.thumbnail_key and media.thumbnail_type:
        return StoredBytes(media.thumbnail_key, media.thumbnail_type)
    raise not_found("File")


_DISPLAY_NAMES = {"image": "display.webp", "video": "display.mp4", "audio": "display.m4a"}


def _doom(dialect: object) -> Insert:
    return dialect.insert(DoomedBlob).on_conflict_do_nothing()  # type: ignore[attr-defined,no-any-return]


_MINE = (Media.id == bindparam("of_media")) & (Media.owner_id == bindparam("of_owner"))
_ADD = insert(Media)
_STORED_BYTES = select(
    select(func.coalesce(func.sum(Media.bytes), 0))
    .where(Media.owner_id == bindparam("owner"))
    .scalar_subquery()
    + select(func.coalesce(func.sum(ResumableUpload.length), 0))
    .where(ResumableUpload.owner_id == bindparam("owner"), ResumableUpload.media_id.is_(None))
    .scalar_subquery()
    + select(func.coalesce(func.sum(KeptFile.bytes), 0))
    .where(KeptFile.owner_id == bindparam("owner"))
    .scalar_subquery()
)
_PROGRESS = select(Job.progress).where(
    Job.kind == PROCESS, Job.subject == bindparam("of_media"), is_live()
)
_OWNED = (
    select(*COLUMNS).join(User, User.id == Media.owner_id).where(_MINE, User.suspended_at.is_(None))
)
_CLAIM = (
    update(Media)
    .where(_MINE, Media.used_at.is_(None), Media.status != Status.FAILED.value)
    .values(used_at=bindparam("now"))
    .returning(*COLUMNS)
)
_LEFT_BEHIND = (Media.id, Media.status, Media.key, Media.thumbnail_key, Media.source_key)
_THERE = select(Media.id).where(Media.id == bindparam("of_media"))
_DELETE = (
    delete(Media)
    .where(Media.id.in_(bindparam("media_ids", expanding=True)))
    .returning(*_LEFT_BEHIND)
)
_DOOM = {"sqlite": _doom(sqlite), "postgresql": _doom(postgresql)}
_UNUSED = select(Media.id).where(IS_UNUSED).limit(_SWEPT_AT_ONCE).with_for_update(skip_locked=True)
_DELETE_UNUSED = (
    delete(Media)
    .where(Media.id.in_(bindparam("media_ids", expanding=True)), Media.used_at.is_(None))
    .returning(*_LEFT_BEHIND)
)
_DELETE_ALL_OF = delete(Media).where(Media.owner_id == bindparam("owner")).returning(*_LEFT_BEHIND)
_DELETE_KEPT_OF = (
    delete(KeptFile).where(KeptFile.owner_id == bindparam("owner")).returning(KeptFile.key)
)
_DELETE_PARTS_OF = (
    delete(ResumablePart)
    .where(
        ResumablePart.upload_id.in_(
            select(ResumableUpload.id).where(ResumableUpload.owner_id == bindparam("owner"))
        )
    )
    .returning(ResumablePart.key)
)
