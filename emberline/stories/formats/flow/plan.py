"""Boxes and arrows of a graph as places and curves, in pixels."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from emberline.stories.engine.document import Position
from emberline.stories.formats.flow.curves import Curve, Point, bow, loop, upright
from emberline.stories.formats.flow.graph import Graph
from emberline.stories.formats.flow.layering import Pair
from emberline.stories.formats.flow.layout import Layout, Measures, layered

BOX = (180.0, 40.0)
"""Width and height of a box."""

_MARGIN = 40.0
_GAP = 24.0
_MEASURES = Measures(box=BOX[0], arrow=12.0, gap=_GAP)
_LAYER_GAP = 48.0
_LABEL_HEIGHT = 14.0
_LABELS_MOST = 10
# Positions are those of Twine's cards, which are 100 pixels wide and high.
_STRETCH = 2.0
_FAR = 1_000_000.0


class Plan(NamedTuple):
    """corners: of each box, the upper left one. curves: of each arrow."""

    width: float
    height: float
    corners: Sequence[Point]
    curves: Sequence[Curve]


class _Port(NamedTuple):
    """Where an arrow meets a box, and the how many-eth it is of those that leave there."""

    x: float
    rank: int


def planned(graph: Graph) -> Plan:
    """The places of the boxes: their author's if every node has one, else a layout in layers."""
    positions = [box.position for box in graph.boxes if box.kind != "missing"]
    placed = [position for position in positions if position is not None]
    if placed and len(placed) == len(positions):
        return _placed(graph, placed)
    return _layered(graph)


def _placed(graph: Graph, positions: Sequence[Position]) -> Plan:
    points = [(_near(it.x) * _STRETCH, _near(it.y) * _STRETCH) for it in positions]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    corners = [(x - left + _MARGIN, y - top + _MARGIN) for x, y in points]
    # What is missing has no place: it stands in a row below all others.
    below = max(y for _, y in corners) + 2 * BOX[1]
    missing = range(len(graph.boxes) - len(corners))
    corners += [(_MARGIN + number * (BOX[0] + _GAP), below) for number in missing]
    reach = (BOX[0] / 2, BOX[1] / 2)
    middles = [(x + reach[0], y + reach[1]) for x, y in corners]
    curves = [
        loop(corners[source], BOX)
        if source == target
        else bow(middles[source], middles[target], reach)
        for source, target in _pairs(graph)
    ]
    return _plan(corners, curves)


def _layered(graph: Graph) -> Plan:
    pairs = _pairs(graph)
    starts = [number for number, box in enumerate(graph.boxes) if box.is_start]
    layout = layered(len(graph.boxes), pairs, starts, _MEASURES)
    tops = _tops(pairs, layout.layer)
    corners = [
        (_MARGIN + middle - BOX[0] / 2, tops[layer])
        for layer, middle in zip(layout.layer, layout.middle, strict=True)
    ]
    leaving, meeting = _ports(pairs, layout)
    curves = []
    for number, (source, target) in enumerate(pairs):
        if source == target:
            curves.append(loop(corners[source], BOX))
            continue
        is_down = layout.layer[source] < layout.layer[target]
        ends = (layout.layer[source], leaving[number].x), (layout.layer[target], meeting[number].x)
        points = _points([ends[0], *layout.bends[number], ends[1]], tops, is_down=is_down)
        after = _LABEL_HEIGHT * (1 + leaving[number].rank % _LABELS_MOST)
        curves.append(upright(points, after))
    return _plan(corners, curves)


def _points(stops: list[tuple[int, float]], tops: Sequence[float], *, is_down: bool) -> list[Point]:
    """Where an arrow goes out of its source, into and out of what it passes, into its target."""
    points = []
    for layer, middle in stops:
        into, out = tops[layer], tops[layer] + BOX[1]
        x = _MARGIN + middle
        points += [(x, into), (x, out)] if is_down else [(x, out), (x, into)]
    return points[1:-1]


def _ports(pairs: Sequence[Pair], layout: Layout) -> tuple[dict[int, _Port], dict[int, _Port]]:
    """Of each arrow the port that it leaves by and the one that it meets.

    The ports of a side stand in the order of where their arrows go, so that these do not cross.
    """
    sides: defaultdict[tuple[int, bool], list[tuple[float, int, bool]]] = defaultdict(list)
    for number, (source, target) in enumerate(pairs):
        if source == target:
            continue
        is_down = layout.layer[source] < layout.layer[target]
        middles = [middle for _, middle in layout.bends[number]]
        first = middles[0] if middles else layout.middle[target]
        last = middles[-1] if middles else layout.middle[source]
        sides[source, is_down].append((first, number, True))
        sides[target, not is_down].append((last, number, False))
    leaving: dict[int, _Port] = {}
    meeting: dict[int, _Port] = {}
    for (box, _), arrows in sides.items():
        rank = 0
        for place, (_, number, leaves) in enumerate(sorted(arrows), 1):
            share = place / (len(arrows) + 1) - 0.5
            port = _Port(layout.middle[box] + share * BOX[0], rank)
            (leaving if leaves else meeting)[number] = port
            rank += leaves
    return leaving, meeting


def _tops(pairs: Sequence[Pair], layer: Sequence[int]) -> list[float]:
    """The upper edge of each layer, with room between them for the labels that one box may need."""
    count = max(layer, default=0) + 1
    downward = Counter(source for source, target in pairs if layer[source] < layer[target])
    upward = Counter(source for source, target in pairs if layer[source] > layer[target])
    labels = [0] * (count + 1)
    up = [0] * (count + 1)
    for box, number in downward.items():
        labels[layer[box]] = max(labels[layer[box]], number)
    for box, number in upward.items():
        up[layer[box] - 1] = max(up[layer[box] - 1], number)
    tops = [_MARGIN]
    for number in range(count):
        most = min(labels[number] + up[number], _LABELS_MOST)
        tops.append(tops[-1] + BOX[1] + _LAYER_GAP + most * _LABEL_HEIGHT)
    return tops


def _plan(corners: Sequence[Point], curves: Sequence[Curve]) -> Plan:
    width = max((x for x, _ in corners), default=0.0) + BOX[0] + _MARGIN
    height = max((y for _, y in corners), default=0.0) + BOX[1] + _MARGIN
    return Plan(width, height, corners, curves)


def _pairs(graph: Graph) -> list[Pair]:
    return [(arrow.source, arrow.target) for arrow in graph.arrows]


def _near(coordinate: float) -> float:
    return min(max(coordinate, -_FAR), _FAR)
