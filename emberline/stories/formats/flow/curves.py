"""The paths of arrows, as SVG writes them, and where on them a label stands."""

import math
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]


class Curve(NamedTuple):
    """An arrow: the path that it takes, and the middle of its label."""

    path: str
    label: Point


def upright(points: Sequence[Point], label_after: float) -> Curve:
    """A curve from the first point to the last that leaves and meets each upright.

    Between them the points are pairs: where the curve comes into a layer and where it goes out of
    it. The label stands where the curve is `label_after` pixels higher or lower than at its start,
    and on its first piece in any case.
    """
    (x, y), rest = points[0], points[1:]
    path = f"M{x:.0f} {y:.0f}"
    at = y
    for number, (to_x, to_y) in enumerate(rest):
        if number % 2:
            path += f"V{to_y:.0f}"
        else:
            middle = (at + to_y) / 2
            path += f"C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}"
            x = to_x
        at = to_y
    return Curve(path, _upright_at(points[0], points[1], label_after))


def bow(source: Point, target: Point, reach: Point) -> Curve:
    """A slightly bent curve between two boxes, whose middles these are and whose halves `reach`.

    It bends to its right, so that the way there and the way back are two.
    """
    length = math.dist(source, target) or 1.0
    across = ((source[1] - target[1]) / length, (target[0] - source[0]) / length)
    bend = min(length / 6, 40)
    middle = (
        (source[0] + target[0]) / 2 + across[0] * bend,
        (source[1] + target[1]) / 2 + across[1] * bend,
    )
    (x, y), (to_x, to_y) = _border(source, middle, reach), _border(target, middle, reach)
    path = f"M{x:.0f} {y:.0f}Q{middle[0]:.0f} {middle[1]:.0f} {to_x:.0f} {to_y:.0f}"
    label = ((x + to_x) / 4 + middle[0] / 2, (y + to_y) / 4 + middle[1] / 2)
    return Curve(path, label)


def loop(corner: Point, size: Point) -> Curve:
    """A curve from a box to itself, at its right side."""
    x, y = corner[0] + size[0], corner[1] + size[1] / 2
    path = f"M{x:.0f} {y + 8:.0f}C{x + 30:.0f} {y + 16:.0f} {x + 30:.0f} {y - 16:.0f} "
    return Curve(f"{path}{x:.0f} {y - 8:.0f}", (x, corner[1] - 8))


def _upright_at(start: Point, end: Point, after: float) -> Point:
    """The point of one piece of an upright curve where it is `after` pixels from its start."""
    height = end[1] - start[1]
    share = min(max(after / abs(height), 0.05), 0.95) if height else 0.5
    # The curve's height is 1.5 t - 1.5 t² + t³ of the whole, which rises: halve down to t.
    low, high = 0.0, 1.0
    for _ in range(12):
        t = (low + high) / 2
        if 1.5 * t - 1.5 * t * t + t**3 < share:
            low = t
        else:
            high = t
    across = 3 * low * low - 2 * low**3
    return start[0] + (end[0] - start[0]) * across, start[1] + height * share


def _border(middle: Point, toward: Point, reach: Point) -> Point:
    """Where the line from the middle of a box to `toward` leaves the box."""
    x, y = toward[0] - middle[0], toward[1] - middle[1]
    scale = min(
        (side / abs(way) for side, way in zip(reach, (x, y), strict=True) if way), default=0.0
    )
    return middle[0] + x * scale, middle[1] + y * scale
