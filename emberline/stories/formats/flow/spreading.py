"""How far apart the nodes of a layer stand, such that arrows are short and upright."""

from collections.abc import Sequence

ROUNDS = 3


def spread(
    rows: Sequence[list[int]],
    above: Sequence[list[int]],
    below: Sequence[list[int]],
    widths: Sequence[float],
    gap: float,
) -> list[float]:
    """The middle of each node, such that neighbours of a row are `gap` apart or more.

    Down and up, each row is put as near to the mean of its neighbours as its order allows (least
    squares). A narrow node, which is a bend of an arrow, weighs more: arrows are to be straight.
    """
    middles = [0.0] * len(widths)
    for row in rows:
        at = 0.0
        for node in row:
            middles[node] = at + widths[node] / 2
            at += widths[node] + gap
    for _ in range(ROUNDS):
        for row in rows[1:]:
            _put(row, above, middles, widths, gap)
        for row in rows[-2::-1]:
            _put(row, below, middles, widths, gap)
    return middles


def _put(
    row: list[int],
    near: Sequence[list[int]],
    middles: list[float],
    widths: Sequence[float],
    gap: float,
) -> None:
    # Without the least distances of those before it, each may be where the one before is.
    offsets: list[float] = []
    wanted: list[float] = []
    weights: list[float] = []
    offset, before = 0.0, 0.0
    for node in row:
        width, others = widths[node], near[node]
        if offsets:
            offset += (before + width) / 2 + gap
        before = width
        offsets.append(offset)
        if others:
            wanted.append(sum([middles[other] for other in others]) / len(others) - offset)
            weights.append(1.0 / width)
        else:
            wanted.append(middles[node] - offset)
            weights.append(0.1 / width)
    for node, shift, at in zip(row, offsets, _rising(wanted, weights), strict=True):
        middles[node] = at + shift


def _rising(wanted: list[float], weights: list[float]) -> list[float]:
    """The rising numbers that are nearest to `wanted`: neighbours that fall are pooled to their
    mean (Ayer, Brunk, Ewing, Reid and Silverman, 1955). Linear time.
    """
    pools: list[tuple[float, float, int]] = []
    for mean, weight in zip(wanted, weights, strict=True):
        pool = (mean, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            before = pools.pop()
            total = before[1] + pool[1]
            middle = (before[0] * before[1] + pool[0] * pool[1]) / total
            pool = (middle, total, before[2] + pool[2])
        pools.append(pool)
    return [mean for mean, _, count in pools for _ in range(count)]
