"""How the work on what was sent ends: the media are ready or have failed, and who shows them."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, String, bindparam, cast, exists, select, text, update

from emberline.kit.db import Identifier
from emberline.kit.jobs import Job
from emberline.media.models import Media
from emberline.media.rules import MOVES
from emberline.media.service import PROCESS, MediaRow, write_down_doomed

Tell = Callable[[Connection, MediaRow, datetime], None]
"""Brings what shows the media up with them, in the transaction that ends the work on them."""

GIVEN_UP = "The server did not manage to make this video playable. Delete it and send it again."
_AT_ONCE = 200


class Made(NamedTuple):
    """A playable video: durable files that no row names yet."""

    key: str
    thumbnail_key: str
    thumbnail_type: str
    width: int
    height: int
    duration_seconds: float
    bytes: int


def to_process(conn: Connection, media_id: str) -> MediaRow | None:
    """The media that are still to be made playable; None when they are gone, or done."""
    row = conn.execute(_PROCESSING, {"of_media": media_id}).first()
    return None if row is None else MediaRow._make(row)


def finish(conn: Connection, media: MediaRow, made: Made, tell: Tell, now: datetime) -> list[str]:
    """The media are ready; the keys of files to bury.

    That is what was sent, or what was made where the row has gone meanwhile.
    """
    values = {"new_status": MOVES["finish"].after, "reason": None, **made._asdict()}
    row = conn.execute(_FINISH, {"of_media": media.id, **values}).first()
    if row is None:
        keys = [made.key, made.thumbnail_key]
        write_down_doomed(conn, keys, now)
        return keys
    return _told(conn, media, row, tell, now)


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


def fail_given_up(conn: Connection, tell: Tell, now: datetime) -> list[str]:
    """Fail a batch of media for which no job will run any more; the keys of files to bury."""
    keys: list[str] = []
    for row in conn.execute(_GIVEN_UP).all():
        keys += fail(conn, MediaRow._make(row), GIVEN_UP, tell, now)
    return keys


_OF_MEDIA = bindparam("of_media", type_=Identifier)
_COLUMNS = [Media.__table__.c[name] for name in MediaRow._fields]
_IS_PROCESSING = text("media.status = 'processing'")
_PROCESSING = select(*_COLUMNS).where(Media.id == _OF_MEDIA, _IS_PROCESSING)
_END = (
    update(Media)
    .where(Media.id == _OF_MEDIA, _IS_PROCESSING)
    .values(status=bindparam("new_status"), failure_reason=bindparam("reason"), source_key=None)
    .returning(*_COLUMNS)
)
_FINISH = _END.values({name: bindparam(name) for name in Made._fields})
_FAIL = _END.values(bytes=0)
# Written as the indexes are, so that they are used.
_LIVE_JOB = exists().where(
    Job.kind == PROCESS,
    Job.subject == cast(Media.id, String),
    text("jobs.status IN ('pending', 'running')"),
)
_GIVEN_UP = (
    select(*_COLUMNS)
    .where(_IS_PROCESSING, ~_LIVE_JOB)
    .order_by(Media.created_at)
    .limit(_AT_ONCE)
    .with_for_update(skip_locked=True)
)
