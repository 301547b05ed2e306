"""How the work on what was sent ends: the media are ready or have failed, and who shows them."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, String, bindparam, cast, exists, select, text, update

from emberline.accounts.queries import lock_user
from emberline.kit.db import Identifier
from emberline.kit.jobs import Job, is_live
from emberline.media.models import Media
from emberline.media.rules import MOVES
from emberline.media.service.media import (
    COLUMNS,
    PROCESS,
    MediaRow,
    has_room,
    write_down_doomed,
)

Tell = Callable[[Connection, MediaRow, datetime], None]
"""Brings what shows the media up with them, in the transaction that ends the work on them."""

GIVEN_UP = "The server did not manage to make this file playable. Delete it and send it again."
NO_ROOM = (
    "Made playable, this file is larger than the storage that you have left. "
    "Delete some of your media and send it again."
)
_AT_ONCE = 200


class Made(NamedTuple):
    """A playable video or sound: durable files that no row names yet. A sound has no thumbnail."""

    key: str
    thumbnail_key: str | None
    thumbnail_type: str | None
    width: int | None
    height: int | None
    duration_seconds: float
    bytes: int


def to_process(conn: Connection, media_id: str) -> MediaRow | None:
    """The media that are still to be made playable; None when they are gone, or done."""
    row = conn.execute(_PROCESSING, {"of_media": media_id}).first()
    return None if row is None else MediaRow._make(row)


def finish(
    conn: Connection, media: MediaRow, made: Made, quota_bytes: int, tell: Tell, now: datetime
) -> list[str]:
    """The media are ready, or failed where the result does not fit the owner's quota; the keys of
    files to bury.

    That is what was sent; and what was made, where it does not fit or the row has gone meanwhile.
    """
    # Before the media's row, as whoever adds or deletes takes them.
    lock_user(conn, media.owner_id)
    more = made.bytes - media.bytes
    if more > 0 and not has_room(conn, media.owner_id, more, quota_bytes):
        return _doomed_result(conn, made, now) + fail(conn, media, NO_ROOM, tell, now)
    values = {"new_status": MOVES["finish"].after, "reason": None, **made._asdict()}
    row = conn.execute(_FINISH, {"of_media": media.id, **values}).first()
    if row is None:
        return _doomed_result(conn, made, now)
    return _told(conn, media, row, tell, now)


def _doomed_result(conn: Connection, made: Made, now: datetime) -> list[str]:
    keys = [key for key in (made.key, made.thumbnail_key) if key is not None]
    write_down_doomed(conn, keys, now)
    return keys


def fail(conn: Connection, media: MediaRow, reason: str, tell: Tell, now: datetime) -> list[str]:
    """The media cannot be made playable; the keys of files to bury. reason: for their owner."""
    values = {"new_status": MOVES["fail"].after, "reason": reason[:300]}
    row = conn.execute(_FAIL, {"of_media": media.id, **values}).first()
    return [] if row is None else _told(conn, media, row, tell, now)


def _told(
    conn: Connection, before: MediaRow, row: Row[object], tell: Tell, now: datetime
) -> list[str]:
    tell(conn, MediaRow._make(row), now)
    keys = [key for key in (before.source_key,) if key is not None]
    write_down_doomed(conn, keys, now)
    return keys


def give_up(conn: Connection, media_id: str, now: datetime, *, tell: Tell) -> None:
    """Fail the media whose job has failed for good; the next sweep deletes what was sent."""
    media = to_process(conn, media_id)
    if media is not None:
        fail(conn, media, GIVEN_UP, tell, now)


def fail_given_up(conn: Connection, tell: Tell, now: datetime) -> list[str]:
    """Fail a batch of media for which no job will run any more; the keys of files to bury."""
    keys: list[str] = []
    for row in conn.execute(_GIVEN_UP).all():
        keys += fail(conn, MediaRow._make(row), GIVEN_UP, tell, now)
    return keys


_OF_MEDIA = bindparam("of_media", type_=Identifier)
# Written as the index is, so that it is used.
_IS_PROCESSING = text("media.status = 'processing'")
_PROCESSING = select(*COLUMNS).where(Media.id == _OF_MEDIA, _IS_PROCESSING)
_END = (
    update(Media)
    .where(Media.id == _OF_MEDIA, _IS_PROCESSING)
    .values(status=bindparam("new_status"), failure_reason=bindparam("reason"), source_key=None)
    .returning(*COLUMNS)
)
_FINISH = _END.values({name: bindparam(name) for name in Made._fields})
_FAIL = _END.values(bytes=0)
_LIVE_JOB = exists().where(Job.kind == PROCESS, Job.subject == cast(Media.id, String), is_live())
_GIVEN_UP = (
    select(*COLUMNS)
    .where(_IS_PROCESSING, ~_LIVE_JOB)
    .order_by(Media.created_at)
    .limit(_AT_ONCE)
    .with_for_update(skip_locked=True)
)
