"""What to read next, by what others finished who finished the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import sqrt
from typing import NamedTuple

HALF_LIFE = timedelta(days=90)
"""After so long what somebody finished says half as much."""


class Together(NamedTuple):
    """Somebody who finished `finished`, as the reader did, also finished `other`, at `at`."""

    finished: str
    other: str
    at: datetime


class Reason(NamedTuple):
    """A story, how much speaks for it, and which finished story speaks the most."""

    story_id: str
    weight: float
    because_of: str


def by_what_others_finished(
    mine: Mapping[str, datetime], together: Iterable[Together], now: datetime
) -> list[Reason]:
    """The other stories, best first. mine: when the reader finished what.

    Item-to-item co-occurrence (Linden, Smith and York, "Amazon.com recommendations", 2003): each
    reader of both counts, the less the longer ago either was finished. A story's weight is divided
    by the root of all that others finished it for in this sample, so that what everyone reads does
    not stand beside everything.
    """
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    readers: dict[str, float] = defaultdict(float)
    for finished, other, at in together:
        if other not in mine:
            pairs[finished, other] += _fresh(at, now) * _fresh(mine[finished], now)
            readers[other] += 1.0
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (finished, other), weight in pairs.items():
        weights[other][finished] = weight / sqrt(readers[other])
    reasons = [
        Reason(other, sum(each.values()), max(each, key=lambda name: (each[name], name)))
        for other, each in weights.items()
    ]
    return sorted(reasons, key=lambda reason: (-reason.weight, reason.story_id))


def _fresh(at: datetime, now: datetime) -> float:
    """1 now, a half after HALF_LIFE."""
    age: float = max(now - at, timedelta(0)) / HALF_LIFE
    return float(0.5**age)
