"""Work beside the requests: the clean-up of expired clips, and what followers are told."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, delete, exists, null, select, update

from emberline.accounts.models import Preferences
from emberline.clips.models import Clip, HighlightClip
from emberline.clips.service import mentions
from emberline.clips.service.announcements import announce_batch
from emberline.kit.db import Identifier, Instant
from emberline.kit.jobs import RunningJob, Stopped
from emberline.kit.runtime import Runtime
from emberline.media import service as media
from emberline.media.jobs import bury

# Small, for a clip's views go with it.
_BATCH = 100


class Batch(NamedTuple):
    """What one transaction of the clean-up did: how many clips, and the files that must go."""

    clips: int
    doomed: list[str]


async def clean_up_expired(runtime: Runtime) -> int:
    """Put expired clips away and erase those past their author's archive; how many.

    Bounded batches, each its own transaction. Several processes may run this at once and may be
    killed at any point: a clip is put away once, and what a killed one left the next one finds.
    """
    now = runtime.clock.now()
    total = 0
    for archive_days in await runtime.database.read(_kept_days):
        # Erased before they are put away, so that each counts once.
        while (batch := await runtime.database.write(_erase, archive_days, now)).clips:
            await bury(runtime, batch.doomed)
            total += batch.clips
    while archived := await runtime.database.write(_archive, now):
        total += archived
    return total


async def announce(runtime: Runtime, job: RunningJob) -> None:
    """Tell of the clip that is the job's subject: whom it mentions, then its author's followers.

    Each batch is a transaction of its own.
    """
    await job.write(mentions.announce, job.subject, runtime.clock.now())
    place = job.payload
    while not place["done"]:
        if job.stop.is_set():
            raise Stopped
        now = runtime.clock.now()
        place = await job.write(announce_batch, job.id, job.subject, place, now)


def _kept_days(conn: Connection) -> list[int]:
    """The different numbers of days that people keep their archive: a handful."""
    return list(conn.execute(_KEPT_DAYS).scalars())


def _erase(conn: Connection, archive_days: int, now: datetime) -> Batch:
    before = now - timedelta(days=archive_days)
    past = conn.execute(_PAST, {"days": archive_days, "before": before}).scalars().all()
    if not past:
        return Batch(0, [])
    # A second statement sees the highlights of those who held these rows before the lock.
    media_ids = conn.execute(_ERASE, {"clip_ids": past}).scalars().all()
    shown = [media_id for media_id in media_ids if media_id is not None]
    return Batch(len(media_ids), media.doom(conn, shown, now))


def _archive(conn: Connection, now: datetime) -> int:
    return len(conn.execute(_ARCHIVE, {"now": now}).all())


_KEPT_DAYS = select(Preferences.archive_days).distinct()
_BEFORE = bindparam("before", type_=Instant)
_IN_NO_HIGHLIGHT = ~exists().where(HighlightClip.clip_id == Clip.id)
# `skip_locked` lets two sweepers share the work instead of waiting for each other.
_PAST = (
    select(Clip.id)
    .join(Preferences, Preferences.user_id == Clip.author_id)
    .where(
        Clip.expires_at <= _BEFORE,
        Preferences.archive_days == bindparam("days"),
        Clip.held_at.is_(None),
        _IN_NO_HIGHLIGHT,
    )
    .order_by(Clip.expires_at)
    .limit(_BATCH)
    .with_for_update(skip_locked=True, of=Clip)
)
_ERASE = (
    delete(Clip)
    .where(Clip.id.in_(bindparam("clip_ids", type_=Identifier, expanding=True)), _IN_NO_HIGHLIGHT)
    .returning(case((Clip.origin_id.is_(None), Clip.media_id), else_=null()))
)
_ARCHIVE = (
    update(Clip)
    .where(
        Clip.archived_at.is_(None),
        Clip.id.in_(
            select(Clip.id)
            .where(
                Clip.archived_at.is_(None),
                Clip.held_at.is_(None),
                Clip.expires_at <= bindparam("now", type_=Instant),
            )
            .order_by(Clip.expires_at)
            .limit(_BATCH)
            .with_for_update(skip_locked=True)
        ),
    )
    .values(archived_at=bindparam("now", type_=Instant))
    .returning(Clip.id)
)
