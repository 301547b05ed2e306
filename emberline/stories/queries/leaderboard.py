"""Leaderboards: who stands at the top, around somebody, and how many stand above."""

from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    bindparam,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)

from emberline.accounts.models import Avatar, User
from emberline.accounts.queries import CARD, block_between, card_of
from emberline.accounts.schemas import PersonCard
from emberline.kit.db import Identifier
from emberline.kit.paging import LAST_ID, PageRequest
from emberline.stories.models.readers import LeaderboardCount, LeaderboardScore
from emberline.stories.queries.access import NOBODY_ID, VIEWER
from emberline.stories.rules.leaderboard import LEVELS, METRICS, MOST, Metric, above


class Standing(NamedTuple):
    """Somebody on a leaderboard; is_hidden: a block stands between them and the viewer."""

    person: PersonCard
    value: int
    is_hidden: bool


class Place(NamedTuple):
    """A place on a leaderboard: higher values first, within one the later account."""

    value: int
    user_id: str


def top(
    conn: Connection, metric: Metric, bucket: int, viewer_id: str | None, asked: PageRequest[Place]
) -> list[Standing]:
    """The best beyond the asked place, one more than the page holds where there are more."""
    after = asked.after or Place(MOST, LAST_ID)
    return _standings(conn, _BELOW[metric], bucket, viewer_id, after, asked.size)


def around(
    conn: Connection, metric: Metric, bucket: int, viewer_id: str, own: Place, count: int
) -> tuple[list[Standing], list[Standing]]:
    """The `count` next above the viewer's own place and as many below it, the best first."""
    higher = _standings(conn, _HIGHER[metric], bucket, viewer_id, own, count)
    lower = _standings(conn, _BELOW[metric], bucket, viewer_id, own, count)
    return higher[::-1], lower


def own_value(conn: Connection, metric: Metric, bucket: int, user_id: str) -> int | None:
    """What the user reached, if they stand on the leaderboard; None if not."""
    rows = conn.execute(_OWN[metric], {"bucket": bucket, "of_user": user_id}).all()
    return int(rows[0][0]) if rows else None


def rank_of(conn: Connection, metric: Metric, bucket: int, value: int) -> int:
    """The rank of those who reached `value`: 1 and one more for everybody who reached more.

    At most 255 counts a level are added up, however many people there are.
    """
    binds: dict[str, Any] = {"bucket": bucket, "metric": metric}
    for each in above(value):
        binds |= {f"first_{each.level}": each.first, f"last_{each.level}": each.last}
    people = conn.execute(_ABOVE, binds).scalar_one()
    return 1 + int(people)


def _standings(
    conn: Connection,
    statement: Any,
    bucket: int,
    viewer_id: str | None,
    place: Place,
    size: int,
) -> list[Standing]:
    binds = {**place._asdict(), "bucket": bucket, "viewer_id": viewer_id or NOBODY_ID}
    rows = conn.execute(statement, {**binds, "size": size})
    return [Standing(card_of(*row[:4]), row[4], bool(row[5])) for row in rows]


_BUCKET = bindparam("bucket", type_=Integer)
_VALUE = bindparam("value", type_=Integer)
_USER = bindparam("user_id", type_=Identifier)
_SCORE = LeaderboardScore.__table__.c
# As the indexes have it: `IS 1` would be another condition to SQLite.
_IS_SHOWN: ColumnElement[bool] = literal_column("leaderboard_scores.is_shown")


def _ranked(metric: Metric, *, higher: bool) -> Any:
    """The people beyond a place, the next to it first."""
    value = _SCORE[metric]
    here, there = tuple_(value, _SCORE.user_id), tuple_(_VALUE, _USER)
    # The pair alone: beside a bound of the value SQLite would look through all who share it. Above
    # a place there is nobody without anything anyway.
    beyond = (here > there,) if higher else (here < there, value > 0)
    order = (value, _SCORE.user_id) if higher else (value.desc(), _SCORE.user_id.desc())
    next_ones = (
        select(_SCORE.user_id, value.label("value"))
        .where(_SCORE.bucket == _BUCKET, _IS_SHOWN, *beyond)
        .order_by(*order)
        .limit(bindparam("size", type_=Integer))
        .subquery()
    )
    outer = (next_ones.c.value, next_ones.c.user_id)
    return (
        select(*CARD, next_ones.c.value, block_between(VIEWER, User.id))
        .select_from(next_ones)
        .join(User, User.id == next_ones.c.user_id)
        .outerjoin(Avatar, Avatar.user_id == User.id)
        .order_by(*outer if higher else [each.desc() for each in outer])
    )


def _counted(level: int) -> Any:
    columns = LeaderboardCount.__table__.c
    return select(func.coalesce(func.sum(columns.people), 0).label("people")).where(
        columns.bucket == _BUCKET,
        columns.metric == bindparam("metric", type_=String),
        columns.level == level,
        columns.slot.between(
            bindparam(f"first_{level}", type_=Integer), bindparam(f"last_{level}", type_=Integer)
        ),
    )


_BELOW = {metric: _ranked(metric, higher=False) for metric in METRICS}
_HIGHER = {metric: _ranked(metric, higher=True) for metric in METRICS}
_OWN = {
    metric: select(_SCORE[metric]).where(
        _SCORE.bucket == _BUCKET,
        _SCORE.user_id == bindparam("of_user", type_=Identifier),
        _SCORE.is_shown.is_(True),
        _SCORE[metric] > 0,
    )
    for metric in METRICS
}
_levels = union_all(*map(_counted, range(LEVELS))).subquery()
_ABOVE = select(func.sum(_levels.c.people))
