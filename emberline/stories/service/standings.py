"""Scores of readers in each stretch of time, and the counts by which ranks are found."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.db import Identifier, hot
from emberline.stories.models.readers import LeaderboardCount, LeaderboardScore, ReaderStats
from emberline.stories.rules.leaderboard import (
    METRICS,
    MOST,
    Gains,
    Metric,
    Slot,
    buckets_of,
    changed_slots,
    over_by,
)


class _Score(NamedTuple):
    bucket: int
    xp: int
    completed: int
    endings: int
    streak: int


Counted = tuple[int, Metric, Slot]
"""A count: of which bucket, metric and slot."""


def add_gains(
    conn: Connection, reader_id: str, gains: Gains, *, is_shown: bool, now: datetime
) -> None:
    """Add what a reader gained to their scores of today, this week, this month and all time.

    For transactions that hold the reader's row of `reader_stats`.
    """
    binds = dict(zip(_BUCKET_BINDS, buckets_of(now), strict=True))
    stored = {row[0]: _Score(*row) for row in hot(conn, _SCORES, of_user=reader_id, **binds)}
    before = [stored.get(bucket, _Score(bucket, 0, 0, 0, 0)) for bucket in binds.values()]
    after = [_gained(score, gains) for score in before]
    rows = [{**each._asdict(), "user_id": reader_id, "is_shown": is_shown} for each in after]
    conn.execute(_PUT[conn.dialect.name], rows)
    if is_shown:
        _count(conn, _changes(before, after))


def follow_showing(conn: Connection, user_id: str, is_shown: bool) -> None:
    """Put a reader's scores on the leaderboards, or take them off; see `accounts.service.showing`.

    Whatever counts for the reader at the same time comes before this or after it as a whole.
    """
    lock_stats(conn, user_id)
    moved = conn.execute(_SHOW, {"of_user": user_id, "shown": is_shown}).all()
    scores = [_Score(*row) for row in moved]
    nothing = [_Score(score.bucket, 0, 0, 0, 0) for score in scores]
    _count(conn, _changes(nothing, scores) if is_shown else _changes(scores, nothing))


def forget_past(conn: Connection, now: datetime) -> int:
    """Delete a batch of what belongs to stretches of time that are over; how many, 0 at the end."""
    gone = 0
    for first, end in over_by(now):
        for statement in _FORGET:
            gone += conn.execute(statement, {"first": first, "end": end}).rowcount
    return gone


def take_turn(conn: Connection) -> None:
    """Let changes of counts come one after the other, until the commit."""
    # Two that change the same counts in different orders would wait for each other for ever.
    if conn.dialect.name == "postgresql":
        conn.execute(_TAKE_TURN, {"turn": _TURN})


def put_count(conn: Connection, bucket: int, metric: Metric, slot: Slot, people: int) -> None:
    """Put a count in place of what was there. For transactions that took their turn."""
    row = {"bucket": bucket, "metric": metric, **slot._asdict(), "people": people}
    conn.execute(_PUT_COUNT[conn.dialect.name], row)


def lock_stats(conn: Connection, user_id: str) -> Any:
    """The reader's row of `reader_stats`, made where there is none, owned until the commit.

    Returns its columns in the table's order.
    """
    (row,) = hot(conn, _LOCK[conn.dialect.name], of_user=user_id)
    return row


def _gained(score: _Score, gains: Gains) -> _Score:
    return _Score(
        score.bucket,
        min(score.xp + gains.xp, MOST),
        score.completed + gains.completed,
        score.endings + gains.endings,
        max(score.streak, gains.streak),
    )


def _changes(before: list[_Score], after: list[_Score]) -> Counter[Counted]:
    changes: Counter[Counted] = Counter()
    for old, new in zip(before, after, strict=True):
        for metric in METRICS:
            moved = changed_slots(getattr(old, metric), getattr(new, metric))
            for slot, people in moved.items():
                changes[new.bucket, metric, slot] += people
    return changes


def _count(conn: Connection, changes: Mapping[Counted, int]) -> None:
    rows = [
        {"bucket": bucket, "metric": metric, **slot._asdict(), "people": people}
        for (bucket, metric, slot), people in sorted(changes.items())
        if people
    ]
    if not rows:
        return
    take_turn(conn)
    conn.execute(_COUNT[conn.dialect.name], rows)


_SCORE = LeaderboardScore.__table__.c
_COLUMNS = (_SCORE.bucket, _SCORE.xp, _SCORE.completed, _SCORE.endings, _SCORE.streak)
_USER = bindparam("of_user", type_=Identifier)
_BUCKET_BINDS = ("all", "day", "week", "month")
_SCORES = select(*_COLUMNS).where(
    _SCORE.bucket.in_([bindparam(name, type_=_SCORE.bucket.type) for name in _BUCKET_BINDS]),
    _SCORE.user_id == _USER,
)
_SHOW = (
    update(LeaderboardScore)
    .where(
        _SCORE.user_id == _USER, _SCORE.is_shown != bindparam("shown", type_=_SCORE.is_shown.type)
    )
    .values(is_shown=bindparam("shown", type_=_SCORE.is_shown.type))
    .returning(*_COLUMNS)
)
_BATCH = 1000


def _forgetting(model: Any) -> Any:
    keys = model.__table__.primary_key.columns
    bucket = model.__table__.c.bucket
    past = (
        select(*keys)
        .where(
            bucket >= bindparam("first", type_=Integer), bucket < bindparam("end", type_=Integer)
        )
        .order_by(*keys)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    return delete(model).where(tuple_(*keys).in_(past))


_FORGET = (_forgetting(LeaderboardScore), _forgetting(LeaderboardCount))
# Any number does that no other advisory lock of ours has.
_TURN = 7_104
_TAKE_TURN = select(func.pg_advisory_xact_lock(bindparam("turn")))


def _put(dialect: Any) -> Any:
    made = dialect.insert(LeaderboardScore).values(
        {column.name: bindparam(column.name, type_=column.type) for column in _SCORE}
    )
    changed = {name: made.excluded[name] for name in (*METRICS, "is_shown")}
    return made.on_conflict_do_update(index_elements=[_SCORE.bucket, _SCORE.user_id], set_=changed)


def _counting(dialect: Any, *, adding: bool) -> Any:
    columns = LeaderboardCount.__table__.c
    made = dialect.insert(LeaderboardCount).values(
        {column.name: bindparam(column.name, type_=column.type) for column in columns}
    )
    people = made.excluded.people
    return made.on_conflict_do_update(
        index_elements=[columns.bucket, columns.metric, columns.level, columns.slot],
        set_={"people": columns.people + people if adding else people},
    )


def _locking(dialect: Any) -> Any:
    columns = ReaderStats.__table__.c
    made = dialect.insert(ReaderStats).values(
        user_id=_USER,
        xp=0,
        stories_completed=0,
        endings_found=0,
        streak_days=0,
        best_streak=0,
        last_day=None,
        zone="UTC",
        kept_moves=0,
        kept_seconds=0,
    )
    # The change to what it is locks the row; that alone would not return one it does not change.
    return made.on_conflict_do_update(
        index_elements=[columns.user_id], set_={"xp": columns.xp}
    ).returning(*columns)


_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
_PUT = {name: _put(dialect) for name, dialect in _DIALECTS.items()}
_COUNT = {name: _counting(dialect, adding=True) for name, dialect in _DIALECTS.items()}
_PUT_COUNT = {name: _counting(dialect, adding=False) for name, dialect in _DIALECTS.items()}
_LOCK = {name: _locking(dialect) for name, dialect in _DIALECTS.items()}
