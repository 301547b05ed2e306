"""Rows of uploads that arrive in pieces: begun, grown piece by piece, finished or ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from emberline.accounts.queries import lock_user
from emberline.kit.errors import AppError, conflict, invalid, not_found, too_many
from emberline.kit.ids import new_id
from emberline.media.models import ResumablePart, ResumableUpload
from emberline.media.service import media as service
from emberline.media.uploads import StoredFile

# No longer than files may be without a row (`jobs.ORPHAN_AGE`): so no part is ever taken for one.
LIFETIME = timedelta(days=1)
MAX_UNFINISHED = 20
MAX_PARTS = 4000
_ENDED_AT_ONCE = 20


class Upload(NamedTuple):
    """A row of `resumable_uploads`."""

    id: str
    owner_id: str
    filename: str | None
    length: int
    received: int
    media_id: str | None
    created_at: datetime
    expires_at: datetime


class Part(NamedTuple):
    """Where a piece of an upload is stored, and how many bytes it has."""

    key: str
    bytes: int


def begin(
    conn: Connection,
    owner_id: str,
    length: int,
    filename: str | None,
    quota_bytes: int,
    now: datetime,
) -> Upload:
    """A new upload of `length` bytes, which count against the quota from now on.

    AppError 413 when they do not fit, 429 with MAX_UNFINISHED others under way.
    """
    lock_user(conn, owner_id)
    unfinished = conn.execute(_UNFINISHED, {"of_owner": owner_id, "now": now}).one()
    if unfinished.amount >= MAX_UNFINISHED:
        wait = max(1, int((unfinished.first_end - now).total_seconds()))
        raise too_many(
            f"{MAX_UNFINISHED} uploads are under way. Finish or end one of them first.",
            {"Retry-After": str(wait)},
        )
    service.check_room(conn, owner_id, length, quota_bytes)
    upload = Upload(new_id(), owner_id, filename, length, 0, None, now, now + LIFETIME)
    conn.execute(_ADD, upload._asdict())
    return upload


def own_upload(conn: Connection, owner_id: str, upload_id: str, now: datetime) -> Upload:
    """The owner's upload. AppError 404 when there is none of that id, 410 when it has expired."""
    row = conn.execute(_OWN, {"of_upload": upload_id, "of_owner": owner_id}).first()
    if row is None:
        raise not_found("Upload")
    upload = Upload._make(row)
    if upload.expires_at <= now:
        raise gone()
    return upload


def add_part(conn: Connection, upload_id: str, start: int, part: Part, now: datetime) -> None:
    """Count the durable bytes of `part`, which begin at `start`, as received.

    AppError 409 when others came first, 410 when the upload has ended meanwhile, 400 for too many
    small pieces.
    """
    piece = {"of_upload": upload_id, "start": start, "bytes": part.bytes}
    if conn.execute(_GROW, {**piece, "now": now}).first() is None:
        received = conn.execute(_RECEIVED, {"of_upload": upload_id, "now": now}).scalar()
        raise gone() if received is None else other_offset(received)
    if conn.execute(_COUNT_PARTS, piece).scalar_one() >= MAX_PARTS:
        raise invalid("body", f"Send larger pieces: an upload has at most {MAX_PARTS} of them.")
    conn.execute(_ADD_PART, {"upload_id": upload_id, "start": start, **part._asdict()})


def parts_of(conn: Connection, upload_id: str) -> list[Part]:
    """The pieces in their order."""
    return [Part._make(row) for row in conn.execute(_PARTS, {"of_upload": upload_id})]


def finish(
    conn: Connection, upload: Upload, stored: StoredFile, now: datetime
) -> tuple[str, list[str]]:
    """Write the media's row for the whole upload; its id, and the keys of the doomed pieces.

    Finished by somebody else meanwhile, it is their media's id, and `stored` stays unnamed.
    AppError 410 when the upload has ended, 413 when what is stored does not fit the quota.
    """
    # Before the upload's row, in the order in which a leaving owner's rows are deleted.
    lock_user(conn, upload.owner_id)
    names = {"of_upload": upload.id}
    if conn.execute(_FINISH, {**names, "media": stored.media_id}).first() is None:
        media_id = conn.execute(_MEDIA, names).scalar()
        if media_id is None:
            raise gone()
        return media_id, []
    service.add(conn, upload.owner_id, stored, now, used=False)
    return stored.media_id, _doom_parts(conn, [upload.id], now)


def end(conn: Connection, owner_id: str, upload_id: str, now: datetime) -> list[str]:
    """Forget the owner's upload; the keys of its doomed pieces. Its media, if any, stays.

    AppError 404 when there is none of that id, 410 when it has expired.
    """
    upload = own_upload(conn, owner_id, upload_id, now)
    return _end(conn, [upload.id], now)


def end_expired(conn: Connection, now: datetime) -> int:
    """End a batch of expired uploads, their pieces doomed; how many, 0 when none is left."""
    expired = conn.execute(_EXPIRED, {"now": now}).scalars().all()
    if expired:
        _end(conn, expired, now)
    return len(expired)


def gone() -> AppError:
    """410: the upload was there, and is no more."""
    return AppError("gone", 410, "Upload gone", "This upload has ended. Begin it again.")


def other_offset(received: int) -> AppError:
    """409: the upload goes on elsewhere than where the client wants to."""
    refusal = conflict(
        "Upload offset mismatch",
        f"{received} bytes have arrived. Ask for the offset with HEAD and send from there.",
        field="Upload-Offset",
    )
    refusal.headers["Upload-Offset"] = str(received)
    return refusal


def _end(conn: Connection, upload_ids: Sequence[str], now: datetime) -> list[str]:
    keys = _doom_parts(conn, upload_ids, now)
    conn.execute(_DELETE, {"uploads": list(upload_ids)})
    return keys


def _doom_parts(conn: Connection, upload_ids: Sequence[str], now: datetime) -> list[str]:
    keys = list(conn.execute(_DELETE_PARTS, {"uploads": list(upload_ids)}).scalars())
    service.write_down_doomed(conn, keys, now)
    return keys


_COLUMNS = [ResumableUpload.__table__.c[name] for name in Upload._fields]
_THIS = ResumableUpload.id == bindparam("of_upload")
_LIVE = ResumableUpload.media_id.is_(None) & (ResumableUpload.expires_at > bindparam("now"))
_UNFINISHED = select(
    func.count().label("amount"), func.min(ResumableUpload.expires_at).label("first_end")
).where(ResumableUpload.owner_id == bindparam("of_owner"), _LIVE)
_ADD = insert(ResumableUpload)
_OWN = select(*_COLUMNS).where(_THIS, ResumableUpload.owner_id == bindparam("of_owner"))
_RECEIVED = select(ResumableUpload.received).where(
    _THIS, ResumableUpload.expires_at > bindparam("now")
)
_GROW = (
    update(ResumableUpload)
    .where(_THIS, _LIVE, ResumableUpload.received == bindparam("start"))
    .values(received=ResumableUpload.received + bindparam("bytes"))
    .returning(ResumableUpload.id)
)
_COUNT_PARTS = select(func.count()).where(ResumablePart.upload_id == bindparam("of_upload"))
_ADD_PART = insert(ResumablePart)
_PARTS = (
    select(ResumablePart.key, ResumablePart.bytes)
    .where(ResumablePart.upload_id == bindparam("of_upload"))
    .order_by(ResumablePart.start)
)
_FINISH = (
    update(ResumableUpload)
    .where(_THIS, ResumableUpload.media_id.is_(None))
    .values(media_id=bindparam("media"))
    .returning(ResumableUpload.id)
)
_MEDIA = select(ResumableUpload.media_id).where(_THIS)
_EXPIRED = (
    select(ResumableUpload.id)
    .where(ResumableUpload.expires_at <= bindparam("now"))
    .limit(_ENDED_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_DELETE_PARTS = (
    delete(ResumablePart)
    .where(ResumablePart.upload_id.in_(bindparam("uploads", expanding=True)))
    .returning(ResumablePart.key)
)
_DELETE = delete(ResumableUpload).where(
    ResumableUpload.id.in_(bindparam("uploads", expanding=True))
)
