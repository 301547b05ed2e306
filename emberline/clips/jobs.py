"""Work beside the requests: the clean-up of expired clips, and what followers are told."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, delete, null, select, tuple_, update

from emberline.clips.models import Clip
from emberline.clips.queries.archive import ERASABLE, IS_IN_NO_HIGHLIGHT, all_kept_days
from emberline.clips.queries.limits import forget_posts
from emberline.clips.service import mentions
from emberline.clips.service.announcements import announce_batch
from emberline.clips.service.limits import POSTS
from emberline.kit.db import Identifier, Instant
from emberline.kit.jobs import RunningJob, Stopped
from emberline.kit.pacing import AT_ONCE, Pace
from emberline.kit.paging import OLDEST, Position
from emberline.kit.runtime import Runtime
from emberline.media.jobs import bury
from emberline.media.service import media

# Small, for a clip's views go with it.
_BATCH = 100
# A million clips that expired within an hour, put away as fast as one can, doubled what a feed
# took beside it in one process; a twentieth of the time is not noticed, and puts away as many in
# an hour. PostgreSQL works elsewhere, and each batch waits for its disk.
_SHARES = {"sqlite": 0.05, "postgresql": 0.2}


class Batch(NamedTuple):
    """What one transaction of the clean-up did: how many clips, and the files that must go.

    end: how far it looked; None when there was nothing more.
    """

    clips: int
    doomed: list[str]
    end: Position | None


async def sweep_expired(runtime: Runtime) -> int:
    """`clean_up_expired` at a pace that nobody notices: some 1.5 million clips an hour."""
    return await clean_up_expired(runtime, _SHARES[runtime.database.dialect])


async def clean_up_expired(runtime: Runtime, share: float = AT_ONCE) -> int:
    """Put expired clips away and erase those past their author's archive; how many.

    Bounded batches, each its own transaction. Several processes may run this at once and may be
    killed at any point: a clip is put away once, and what a killed one left the next one finds.
    What was posted too long ago to count for anybody's limit is forgotten.
    """
    now = runtime.clock.now()
    pace = Pace(share)
    total = 0
    for archive_days in await runtime.database.read(all_kept_days):
        # Erased before they are put away, so that each counts once.
        place: Position | None = OLDEST
        while place is not None:
            batch = await runtime.database.write(_erase, archive_days, place, now)
            await bury(runtime, batch.doomed)
            total += batch.clips
            place = batch.end
            await pace.rest()
    counted_since = now - timedelta(seconds=POSTS.seconds)
    while await runtime.database.write(forget_posts, counted_since):
        await pace.rest()
    while archived := await runtime.database.write(_archive, now):
        total += archived
        await pace.rest()
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


def _erase(conn: Connection, archive_days: int, after: Position, now: datetime) -> Batch:
    """Erase the next clips beyond `after`, which is their end and id.

    A batch goes on where the last one ended, over nothing that is gone or stays.
    """
    before = now - timedelta(days=archive_days)
    binds = {"days": archive_days, "before": before, "after_at": after.at, "after_id": after.id}
    past = conn.execute(_PAST, binds).all()
    if not past:
        return Batch(0, [], None)
    # A second statement sees the highlights of those who held these rows before the lock.
    media_ids = conn.execute(_ERASE, {"clip_ids": [row.id for row in past]}).scalars().all()
    shown = [media_id for media_id in media_ids if media_id is not None]
    end = Position(past[-1].expires_at, past[-1].id) if len(past) == _BATCH else None
    return Batch(len(media_ids), media.doom(conn, shown, now), end)


def _archive(conn: Connection, now: datetime) -> int:
    return len(conn.execute(_ARCHIVE, {"now": now}).all())


# `skip_locked` lets two sweepers share the work instead of waiting for each other.
_AFTER_AT = bindparam("after_at", type_=Instant)
_PAST = (
    ERASABLE.add_columns(Clip.expires_at)
    .where(
        # Follows from the line below, and is what the index knows.
        Clip.expires_at >= _AFTER_AT,
        tuple_(Clip.expires_at, Clip.id)
        > tuple_(_AFTER_AT, bindparam("after_id", type_=Identifier)),
    )
    .order_by(Clip.id)
    .limit(_BATCH)
    .with_for_update(skip_locked=True, of=Clip)
)
_ERASE = (
    delete(Clip)
    .where(Clip.id.in_(bindparam("clip_ids", type_=Identifier, expanding=True)), IS_IN_NO_HIGHLIGHT)
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
