"""Leaderboards: the best, and where the caller stands among them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from emberline.accounts.service.showing import is_shown
from emberline.kit.paging import Page, PageRequest, cut
from emberline.stories.queries import leaderboard as queries
from emberline.stories.queries.leaderboard import Place, Standing
from emberline.stories.rules.leaderboard import Metric, Period, bucket_of
from emberline.stories.schemas.readers import OwnRank, Ranked

NEAR = 2
"""So many neighbours above one's own place, and so many below it."""
# More are looked at, so that one who is blocked has somebody else's neighbours, not fewer.
_LOOKED_AT = 10


class Around(NamedTuple):
    """The caller's own rank, and those next to it, the best first."""

    own: OwnRank
    neighbours: list[Ranked]


def leaderboard(
    conn: Connection,
    metric: Metric,
    period: Period,
    viewer_id: str | None,
    asked: PageRequest[Place],
    now: datetime,
) -> Page[Ranked]:
    """A page of the best of a stretch of time, without those whom a block hides from the viewer.

    Whoever reached the same has the same rank, and as many ranks are left out behind them.
    """
    bucket = bucket_of(period, now)
    page = cut(
        queries.top(conn, metric, bucket, viewer_id, asked),
        asked.limit,
        lambda standing: Place(standing.value, standing.person.user_id),
    )
    is_first = asked.after is None
    ranks = _ranks(conn, metric, bucket, page.rows, 1 if is_first else None)
    return Page(_ranked(page.rows, ranks), page.next)


def around(
    conn: Connection, metric: Metric, period: Period, viewer_id: str, now: datetime
) -> Around | None:
    """Where the viewer stands; None if they did not choose to stand on leaderboards."""
    bucket = bucket_of(period, now)
    value = queries.own_value(conn, metric, bucket, viewer_id)
    if value is None:
        return Around(OwnRank(None, 0), []) if is_shown(conn, viewer_id) else None
    rank = queries.rank_of(conn, metric, bucket, value)
    place = Place(value, viewer_id)
    higher, lower = queries.around(conn, metric, bucket, viewer_id, place, _LOOKED_AT)
    near = [
        *[each for each in higher if not each.is_hidden][-NEAR:],
        *[each for each in lower if not each.is_hidden][:NEAR],
    ]
    ranks = {value: rank}
    for each in near:
        if each.value not in ranks:
            ranks[each.value] = queries.rank_of(conn, metric, bucket, each.value)
    return Around(OwnRank(rank, value), _ranked(near, [ranks[each.value] for each in near]))


def _ranks(
    conn: Connection,
    metric: Metric,
    bucket: int,
    standings: Sequence[Standing],
    first: int | None,
) -> list[int]:
    """The rank of each of a page's people.

    first: of the page's first, None where it has to be looked up; then the second value is too,
    for how many on the pages before share the first is not known here.
    """
    ranks: list[int] = []
    begun_at, looked_up = 0, 0
    for place, standing in enumerate(standings):
        if place and standing.value == standings[place - 1].value:
            ranks.append(ranks[-1])
            continue
        if place == 0 and first is not None:
            rank = first
        elif first is None and looked_up < 2:
            rank = queries.rank_of(conn, metric, bucket, standing.value)
            looked_up += 1
        else:
            rank = ranks[-1] + place - begun_at
        ranks.append(rank)
        begun_at = place
    return ranks


def _ranked(standings: Sequence[Standing], ranks: Sequence[int]) -> list[Ranked]:
    return [
        Ranked(rank, each.value, each.person)
        for each, rank in zip(standings, ranks, strict=True)
        if not each.is_hidden
    ]
