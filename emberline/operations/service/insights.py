"""How the instance is used: counts over everybody, by day, kind and visibility."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    bindparam,
    case,
    cast,
    extract,
    func,
    select,
    type_coerce,
)

from emberline.accounts.models import User
from emberline.clips.models import Clip, ClipView
from emberline.kit.db import Instant
from emberline.operations.schemas import Day, InstanceInsights

_FIRST_DAY = date(1970, 1, 1)
_MICROSECONDS_A_DAY = 86_400_000_000
_SECONDS_A_DAY = 86_400


def instance_insights(conn: Connection, days: int, now: datetime) -> InstanceInsights:
    """The numbers of the instance, with those by day for the last `days`; six statements."""
    today = now.astimezone(UTC).date()
    begin = datetime.combine(today - timedelta(days=days - 1), datetime.min.time(), UTC)
    people = {"day": now - timedelta(days=1), "week": now - timedelta(days=7)}
    users, suspended, active_day, active_week = conn.execute(_PEOPLE, people).one()
    clips = conn.execute(_CLIPS, {"now": now}).all()

    def by_day(statements: dict[str, Select[int, int]]) -> list[Day]:
        found = conn.execute(statements[conn.dialect.name], {"begin": begin}).all()
        return _every_day(found, begin.date(), days)

    return InstanceInsights(
        users=users,
        suspended=suspended,
        active_day=active_day,
        active_week=active_week,
        clips=sum(row.clips for row in clips),
        clips_active=sum(row.active for row in clips),
        clips_by_kind=_totals([(row.kind, row.clips) for row in clips]),
        clips_by_visibility=_totals([(row.visibility, row.clips) for row in clips]),
        clips_by_day=by_day(_CLIPS_BY_DAY),
        views_by_day=by_day(_VIEWS_BY_DAY),
        new_users_by_day=by_day(_USERS_BY_DAY),
    )


def _totals(counts: Sequence[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for name, count in counts:
        totals[name] = totals.get(name, 0) + count
    return dict(sorted(totals.items()))


def _every_day(found: Sequence[Any], first: date, days: int) -> list[Day]:
    """The counts of all days in order, those without any too."""
    counts = {_FIRST_DAY + timedelta(days=int(number)): count for number, count in found}
    all_days = [first + timedelta(days=step) for step in range(days)]
    return [Day(day, counts.get(day, 0)) for day in all_days]


def _by_day(column: Any) -> dict[str, Select[int, int]]:
    """Counts by the day's number since 1970, from `begin` on; once a dialect."""
    days: dict[str, Any] = {
        "sqlite": type_coerce(column, BigInteger).op("/", return_type=BigInteger())(
            _MICROSECONDS_A_DAY
        ),
        "postgresql": cast(func.floor(extract("epoch", column) / _SECONDS_A_DAY), BigInteger),
    }
    begin = bindparam("begin", type_=Instant)
    return {
        dialect: select(day.label("day"), func.count()).where(column >= begin).group_by("day")
        for dialect, day in days.items()
    }


def _count_if(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_NOW = bindparam("now", type_=Instant)
_PEOPLE = select(
    func.count(),
    _count_if(User.suspended_at.is_not(None)),
    _count_if(User.last_active >= bindparam("day", type_=Instant)),
    _count_if(User.last_active >= bindparam("week", type_=Instant)),
).select_from(User)
_CLIPS = (
    select(
        Clip.kind,
        Clip.visibility,
        func.count().label("clips"),
        _count_if(Clip.expires_at > _NOW).label("active"),
    )
    .where(Clip.published_at <= _NOW)
    .group_by(Clip.kind, Clip.visibility)
)
_CLIPS_BY_DAY = _by_day(Clip.published_at)
_VIEWS_BY_DAY = _by_day(ClipView.viewed_at)
_USERS_BY_DAY = _by_day(User.created_at)
