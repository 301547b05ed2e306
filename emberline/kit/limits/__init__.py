"""The port of rate limits: how many times something may be done in a window of time."""

from dataclasses import dataclass
from typing import Protocol

from emberline.kit.errors import AppError, too_many


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `amount` hits in a window of `seconds`; `name` parts the counters."""

    name: str
    amount: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a key stands after a hit: whether it passed, what is left, when the window ends."""

    allowed: bool
    remaining: int
    resets_in: int


class Limits(Protocol):
    """Counts hits. Failure: AppError 503 when the counters live elsewhere and do not answer."""

    async def hit(self, rate: Rate, key: str) -> Standing:
        """Count one hit of `key` and say where it stands."""
        ...

    async def look(self, rate: Rate, key: str) -> Standing:
        """Where `key` stands, without a hit."""
        ...


class NoLimits:
    """`EMBERLINE_RATE_LIMITS=off`: everything passes."""

    async def hit(self, rate: Rate, key: str) -> Standing:
        """Always allowed."""
        return Standing(allowed=True, remaining=rate.amount, resets_in=0)

    look = hit


async def enforce(limits: Limits, rate: Rate, key: str) -> None:
    """Count one hit of `key`; AppError 429 with the headers of the wire when it is one too many."""
    standing = await limits.hit(rate, key)
    if not standing.allowed:
        raise over(rate, standing)


def over(rate: Rate, standing: Standing) -> AppError:
    """The 429 for `rate`, saying when to come back."""
    wait = max(1, standing.resets_in)
    return too_many(
        f"That was more than {rate.amount} in {rate.seconds} seconds. Wait {wait} seconds.",
        {
            "Retry-After": str(wait),
            "RateLimit-Limit": str(rate.amount),
            "RateLimit-Remaining": str(standing.remaining),
            "RateLimit-Reset": str(wait),
        },
    )
