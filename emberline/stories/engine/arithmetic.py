"""What compiled expressions calculate with: total functions, whose results are bounded.

No input makes one raise: what is too large is clamped, what is too long is cut, and dividing by
zero gives zero.
"""

from collections.abc import Callable, Mapping
from typing import Any

NUMBER_MOST = 2**53
"""Numbers are whole up to here on every machine, in JSON and in a browser too."""
TEXT_MOST = 10_000

Number = int | float


def bounded(value: Number, low: Number, high: Number) -> Number:
    """`value`, or the end of the range that it lies beyond."""
    return low if value < low else min(value, high)


def multiplied(a: Number, b: Number) -> Number:
    """a times b."""
    return bounded(a * b, -NUMBER_MOST, NUMBER_MOST)


def divided(a: Number, b: Number) -> Number:
    """a by b; 0 where b is 0."""
    return bounded(a / b, -NUMBER_MOST, NUMBER_MOST) if abs(b) > 1e-300 else 0


def floor_divided(a: Number, b: Number) -> Number:
    """a by b, rounded down; 0 where b is 0."""
    return bounded(a // b, -NUMBER_MOST, NUMBER_MOST) if abs(b) > 1e-300 else 0


def remainder(a: Number, b: Number) -> Number:
    """What `floor_divided` leaves over; it has the sign of b; 0 where b is 0."""
    return a % b if b else 0


def joined(a: str, b: str) -> str:
    """a followed by b, cut where a text has its end."""
    return (a + b)[:TEXT_MOST]


OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": multiplied,
    "/": divided,
    "//": floor_divided,
    "%": remainder,
    "joined": joined,
}


def chained(operators: tuple[str, ...], values: tuple[Any, ...]) -> Any:
    """`values` with an operator between each two, from left to right."""
    result = values[0]
    for operator, value in zip(operators, values[1:], strict=True):
        result = OPERATORS[operator](result, value)
    return result
