"""Counts of leaderboards held against what they count, and put right.

Whatever changes a score changes its counts with it. This is for what came from elsewhere: rows
that somebody deleted by hand.
"""

from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from emberline.stories.models.readers import LeaderboardCount, LeaderboardScore
from emberline.stories.rules.leaderboard import LEVELS, LOWEST, METRICS, Metric, Slot
from emberline.stories.service.standings import put_count, take_turn

_AT_ONCE = 1000


def wrong_slots(conn: Connection, bucket: int, metric: Metric) -> list[Slot]:
    """The slots whose counts are not what the level below them adds up to, the lowest first.

    Those above a wrong one may prove wrong only when it is right. At most _AT_ONCE of a level.
    """
    found: list[Slot] = []
    for level in range(LEVELS):
        binds = {"bucket": bucket, "metric": metric, "level": level, "lowest": LOWEST[level]}
        statement = _WRONG_VALUES[metric] if level == 0 else _WRONG_RANGES
        found += [Slot(level, slot) for slot in conn.execute(statement, binds).scalars()]
    return found


def recount(conn: Connection, bucket: int, metric: Metric, slots: list[Slot]) -> None:
    """Count `slots` anew, in their order, and what lies above each of them."""
    take_turn(conn)
    for each in slots:
        slot = each.slot
        for level in range(each.level, LEVELS):
            if slot >= LOWEST[level]:
                binds = {"bucket": bucket, "metric": metric, "level": level, "slot": slot}
                statement = _VALUE[metric] if level == 0 else _RANGE
                people = conn.execute(statement, binds).scalar_one()
                put_count(conn, bucket, metric, Slot(level, slot), people)
            slot >>= 8


_COUNT = LeaderboardCount.__table__.c
_SCORE = LeaderboardScore.__table__.c
_BUCKET = bindparam("bucket", type_=Integer)
_METRIC = bindparam("metric", type_=String)
_LEVEL = bindparam("level", type_=Integer)
_SLOT = bindparam("slot", type_=Integer)
_LOWEST = bindparam("lowest", type_=Integer)
# As the indexes have it; see `queries.leaderboard`.
_IS_SHOWN: Any = literal_column("leaderboard_scores.is_shown")


def _differing(counted: Any) -> Any:
    """The slots in which `counted` (slot, people) and the stored counts of the level differ."""
    stored = select(_COUNT.slot, (-_COUNT.people).label("people")).where(
        _COUNT.bucket == _BUCKET, _COUNT.metric == _METRIC, _COUNT.level == _LEVEL
    )
    both = union_all(counted, stored).subquery()
    return (
        select(both.c.slot)
        .group_by(both.c.slot)
        .having(func.sum(both.c.people) != 0)
        .order_by(both.c.slot)
        .limit(_AT_ONCE)
    )


def _values(metric: Metric) -> Any:
    value = _SCORE[metric]
    return (
        select(value.label("slot"), func.count().label("people"))
        .where(_SCORE.bucket == _BUCKET, _IS_SHOWN, value >= _LOWEST)
        .group_by(value)
    )


_parent = _COUNT.slot.op(">>")(literal(8, Integer))
_WRONG_VALUES = {metric: _differing(_values(metric)) for metric in METRICS}
_WRONG_RANGES = _differing(
    select(_parent.label("slot"), func.sum(_COUNT.people).label("people"))
    .where(
        _COUNT.bucket == _BUCKET,
        _COUNT.metric == _METRIC,
        _COUNT.level == _LEVEL - 1,
        _parent >= _LOWEST,
    )
    .group_by(literal_column("1"))
)
_VALUE = {
    metric: select(func.count()).where(_SCORE.bucket == _BUCKET, _IS_SHOWN, _SCORE[metric] == _SLOT)
    for metric in METRICS
}
_RANGE = select(func.coalesce(func.sum(_COUNT.people), 0)).where(
    _COUNT.bucket == _BUCKET,
    _COUNT.metric == _METRIC,
    _COUNT.level == _LEVEL - 1,
    _COUNT.slot.between(_SLOT * 256, _SLOT * 256 + 255),
)
