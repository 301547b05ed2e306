"""Where the boxes of a graph lie and how its arrows run, when their author has not said it."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from emberline.stories.formats.flow.layering import Pair, down, layers
from emberline.stories.formats.flow.ordering import ordered
from emberline.stories.formats.flow.spreading import spread

_BENDS_MOST = 4
"""Bends an arrow has on the average, at most: what long arrows do not get, they run without."""


class Measures(NamedTuple):
    """Of a box and of an arrow that passes by the width, and the gap between them, in pixels."""

    box: float
    arrow: float
    gap: float


class Layout(NamedTuple):
    """layer: of each box, 0 on top. middle: of each box, from 0 on to the right, in pixels.

    bends: of each arrow the (layer, middle) it runs through, from its source to its target.
    """

    layer: list[int]
    middle: list[float]
    bends: list[list[tuple[int, float]]]


def layered(
    count: int, arrows: Sequence[Pair], starts: Sequence[int], measures: Measures
) -> Layout:
    """The layout of `count` boxes in layers from `starts` down, the same each time.

    After Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
    structures" (IEEE Transactions on Systems, Man, and Cybernetics 11, 1981): circles are cut,
    layers are those of the longest ways, long arrows get a bend in each layer that they pass,
    layers are ordered by barycentres, then spread. Linear in boxes and arrows but for sorting.
    """
    order, is_back = down(count, arrows, starts)
    turned = [
        (target, source) if back else (source, target)
        for (source, target), back in zip(arrows, is_back, strict=True)
    ]
    layer = layers(order, [pair for pair in turned if pair[0] != pair[1]], starts)
    loose = _set_apart(layer, arrows, starts)
    chains, where = _chains(turned, layer)
    above, below = _neighbours(chains, where)
    tied = [box for box in order if box not in loose]
    rows = ordered(_rows([*tied, *sorted(loose)], where), above, below)
    widths = [measures.box] * count + [measures.arrow] * (len(where) - count)
    middles = spread(rows, above, below, widths, measures.gap)
    left = min((m - w / 2 for m, w in zip(middles, widths, strict=True)), default=0.0)
    middles = [middle - left for middle in middles]
    bends = [[(where[node], middles[node]) for node in chain[1:-1]] for chain in chains]
    for number, back in enumerate(is_back):
        if back:
            bends[number].reverse()
    return Layout(layer, middles[:count], bends)


def _set_apart(layer: list[int], arrows: Sequence[Pair], starts: Sequence[int]) -> set[int]:
    """Put boxes without arrows, as drafts have many, into a square below all others: these."""
    tied = {*starts, *(end for arrow in arrows for end in arrow)}
    loose = [box for box in range(len(layer)) if box not in tied]
    first = max((layer[box] for box in tied), default=-1) + 1
    side = math.isqrt(len(loose)) + 1
    for number, box in enumerate(loose):
        layer[box] = first + number // side
    return set(loose)


def _chains(pairs: Sequence[Pair], layer: list[int]) -> tuple[list[list[int]], list[int]]:
    """Each pair as the nodes it runs through, new ones for its bends, and the layer of each node.

    Short arrows get their bends first, as long as there are bends.
    """
    where = list(layer)
    chains = [[source, target] for source, target in pairs]
    budget = _BENDS_MOST * (len(layer) + len(pairs))
    by_length = sorted(range(len(pairs)), key=lambda n: layer[pairs[n][1]] - layer[pairs[n][0]])
    for number in by_length:
        source, target = pairs[number]
        passed = range(layer[source] + 1, layer[target])
        budget -= len(passed)
        if budget < 0:
            break
        bends = list(range(len(where), len(where) + len(passed)))
        where.extend(passed)
        chains[number] = [source, *bends, target]
    return chains, where


def _neighbours(
    chains: list[list[int]], where: list[int]
) -> tuple[list[list[int]], list[list[int]]]:
    above: list[list[int]] = [[] for _ in where]
    below: list[list[int]] = [[] for _ in where]
    for chain in chains:
        for upper, lower in pairwise(chain):
            # An arrow without bends passes layers where nothing has to give way to it.
            if where[lower] == where[upper] + 1:
                above[lower].append(upper)
                below[upper].append(lower)
    return above, below


def _rows(order: list[int], where: list[int]) -> list[list[int]]:
    """The nodes of each layer, boxes as the search met them, then bends."""
    rows: list[list[int]] = [[] for _ in range(max(where, default=-1) + 1)]
    for node in [*order, *range(len(order), len(where))]:
        rows[where[node]].append(node)
    return rows
