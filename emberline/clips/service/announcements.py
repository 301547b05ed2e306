"""Telling followers of a new clip, in batches that a crash neither loses nor repeats."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, update

from emberline.clips.queries import followers
from emberline.clips.queries.reposts import lock_shown
from emberline.kit.clock import wire_time
from emberline.kit.db import Json
from emberline.kit.events import emit
from emberline.kit.jobs import Job, cancel_about, request
from emberline.kit.paging import OLDEST, Position
from emberline.notifications.service import notify

ANNOUNCE = "clips.announce"
"""The kind of the jobs that tell followers of a clip; their subject is the clip's id."""

BATCH = 200
"""How many followers one transaction looks at."""

Place = Mapping[str, Any]
"""How far an announcement has come: `done`, else the follower looked at last, `at` and `id`."""

_FIRST: Place = {"done": False, "at": OLDEST.at.isoformat(), "id": OLDEST.id}
_DONE: Place = {"done": True}


def request_announcement(
    conn: Connection, clip_id: str, author_id: str, published_at: datetime, now: datetime
) -> None:
    """Have the author's followers told of the clip at `published_at`, once it can be seen.

    In the transaction that makes it so. At that time the job looks again, and tells nobody of a
    clip that is not to be seen.
    """
    request(
        conn, ANNOUNCE, clip_id, now=now, user_id=author_id, payload=_FIRST, due_at=published_at
    )


def withdraw_announcement(conn: Connection, clip_id: str, now: datetime) -> None:
    """Take back what was to be told of a clip at another time."""
    cancel_about(conn, ANNOUNCE, [clip_id], now)


def announce_batch(
    conn: Connection, job_id: str, clip_id: str, place: Place, now: datetime
) -> Place:
    """Tell those of the next followers beyond `place` who may see the clip; where to go on.

    Nobody is told of a clip that is not to be seen. The new place is kept as the job's payload in
    the same transaction, so that a run begun again goes on behind those who were told.
    """
    lock_shown(conn, clip_id)
    clip = followers.clip_to_announce(conn, clip_id, now)
    new_place = _DONE if clip is None else _tell_next(conn, clip, place, now)
    conn.execute(_KEEP_PLACE, {"of_job": job_id, "place": new_place})
    return new_place


def _tell_next(conn: Connection, clip: followers.Announced, place: Place, now: datetime) -> Place:
    after = Position(datetime.fromisoformat(place["at"]), place["id"])
    rows = followers.next_followers(conn, clip, after, BATCH, now)
    told = [row.follower_id for row in rows if row.is_told]
    emit(conn, told, "story.created", _event(clip), now, clip.expires_at)
    notify(
        conn,
        told,
        "clip.created",
        actor_id=clip.author_id,
        clip_id=clip.id,
        until=clip.expires_at,
        now=now,
    )
    if len(rows) < BATCH:
        return _DONE
    return {"done": False, "at": rows[-1].since.isoformat(), "id": rows[-1].follower_id}


def _event(clip: followers.Announced) -> dict[str, Any]:
    return {
        "story_id": clip.id,
        "user_id": clip.author_id,
        "username": clip.username,
        "kind": clip.kind,
        "created_at": wire_time(clip.published_at),
        "expires_at": wire_time(clip.expires_at),
    }


_KEEP_PLACE = (
    update(Job).where(Job.id == bindparam("of_job")).values(payload=bindparam("place", type_=Json))
)
