"""Interleaved rounds, their medians, and how a figure is printed beside its target."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

Rounds = Mapping[str, Sequence[float]]


def ratio(rounds: Rounds, above: str, below: str) -> float:
    """The median over the rounds of what `above` took in units of what `below` took beside it."""
    pairs = zip(rounds[above], rounds[below], strict=True)
    return median(upper / lower for upper, lower in pairs)


def spread(values: Sequence[float]) -> str:
    """The smallest and the largest of `values`, for the reader who doubts the median."""
    return f"{min(values):.3g} to {max(values):.3g}"


def at_most(what: str, figure: float, target: float, unit: str = "times") -> None:
    """Print a figure that must not be larger than `target`."""
    _verdict(what, figure, f"at most {target:g}", unit, met=figure <= target)


def at_least(what: str, figure: float, target: float, unit: str = "times") -> None:
    """Print a figure that must not be smaller than `target`."""
    _verdict(what, figure, f"at least {target:g}", unit, met=figure >= target)


def figure(what: str, value: float, unit: str = "times") -> None:
    """Print a figure that nothing was promised of."""
    print(f"  {what:<44} {value:8.2f} {unit}")


def _verdict(what: str, figure: float, target: str, unit: str, *, met: bool) -> None:
    print(f"  {what:<44} {figure:8.2f} {unit:<6} ({target})  {'met' if met else 'MISSED'}")


def table(rounds: Rounds, unit: str, names: Iterable[str] | None = None) -> None:
    """Print the median and the spread of each subject."""
    for name in names or rounds:
        values = rounds[name]
        print(f"  {name:<44} {median(values):8.3f} {unit:<6} ({spread(values)})")
