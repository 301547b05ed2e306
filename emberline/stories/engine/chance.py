"""Dice, and chance that a seed and a counter decide.

A number drawn depends on the seed and on how many were drawn before, and on nothing else (a
counter-based generator: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011; here
keyed BLAKE2b). So a reload never rolls again, and every machine rolls the same.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, repeat
from operator import sub
from typing import NamedTuple, Protocol

DICE_MOST = 100
SIDES_MOST = 1_000
BONUS_MOST = 10_000
_NOTATION_MOST = 1_000
_DRAW_BITS = 128

_NOTATION = re.compile(r"\s*+([+-]?)\s*+(?:(\d{0,3})[dD](\d{1,4})|(\d{1,5}))")


class Dice(NamedTuple):
    """Dice as `2d6+1d4-1`: `(count, sides)` each, and what is added."""

    terms: tuple[tuple[int, int], ...]
    bonus: int


class DiceRoll(NamedTuple):
    """What fell: each die, and the total with the bonus of the dice."""

    rolls: tuple[int, ...]
    total: int


class Fate(Protocol):
    """Where chance comes from; `drawn` numbers of the seed are used up."""

    @property
    def drawn(self) -> int: ...

    def roll(self, dice: Dice) -> DiceRoll:
        """Dice as they fall."""

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""


class SeededFate:
    """The chance of one play: the seed, and how many numbers were drawn before.

    seed: 32 hexadecimal digits.
    """

    def __init__(self, seed: str, drawn: int) -> None:
        self._seed = seed
        self.drawn = drawn

    def roll(self, dice: Dice) -> DiceRoll:
        rolls = [self.between(1, sides) for count, sides in dice.terms for _ in range(count)]
        return DiceRoll(tuple(rolls), sum(rolls) + dice.bonus)

    def between(self, low: int, high: int) -> int:
        # Multiply and shift instead of a remainder: Lemire, "Fast random integer generation in an
        # interval", 2019. With 128 bits what is left of the bias cannot be seen.
        counter, key = self.drawn.to_bytes(8, "big"), bytes.fromhex(self._seed)
        bits = blake2b(counter, key=key, digest_size=_DRAW_BITS // 8).digest()
        self.drawn += 1
        return low + (int.from_bytes(bits, "big") * (high - low + 1) >> _DRAW_BITS)


class SettledFate:
    """Chance that was settled before: the numbers of `draws`, then those of another fate.

    Dice are settled by their total. ValueError for a number that could not have been drawn.
    """

    def __init__(self, draws: Sequence[int], after: Fate) -> None:
        self._draws = list(reversed(draws))
        self._after = after

    @property
    def drawn(self) -> int:
        return self._after.drawn

    def roll(self, dice: Dice) -> DiceRoll:
        if not self._draws:
            return self._after.roll(dice)
        total = self._draws.pop()
        if total not in ways(dice):
            raise ValueError(f"These dice cannot show {total}.")
        return DiceRoll((), total)

    def between(self, low: int, high: int) -> int:
        if not self._draws:
            return self._after.between(low, high)
        number = self._draws.pop()
        if not low <= number <= high:
            raise ValueError(f"{number} is not between {low} and {high}.")
        return number


@lru_cache(maxsize=1024)
def parse_dice(notation: str) -> Dice:
    """The dice that `notation` (`d20`, `2d6+1`, `1d8+1d4-1`) writes. ValueError, saying why."""
    if len(notation) > _NOTATION_MOST:
        raise ValueError(f"Write dice with at most {_NOTATION_MOST} characters.")
    terms: list[tuple[int, int]] = []
    bonus = at = 0
    while at < len(notation.rstrip()) or not at:
        match = _NOTATION.match(notation, at)
        if match is None or (at and not match[1]):
            raise ValueError(f"`{notation[:40]}` is no dice; write them as `2d6+1`.")
        at = match.end()
        sign, count, sides, number = match.groups()
        if number is not None:
            bonus += -int(number) if sign == "-" else int(number)
        elif sign == "-":
            raise ValueError("Dice are added, never subtracted.")
        else:
            terms.append((int(count or 1), int(sides)))
    _check_size(terms, bonus)
    return Dice(tuple(terms), bonus)


@lru_cache(maxsize=1024)
def ways(dice: Dice) -> Mapping[int, int]:
    """Of each total that `dice` can show, in how many ways it falls."""
    numbers, least = [1], dice.bonus
    for count, sides in dice.terms:
        least += count
        for _ in range(count):
            # Sums over a window of so many faces, as differences of the sums from the first on.
            sums = [*accumulate(numbers, initial=0)]
            padded = [*sums, *repeat(sums[-1], sides - 1)]
            numbers = [*padded[1 : sides + 1], *map(sub, padded[sides + 1 :], sums[1:])]
    return dict(enumerate(numbers, least))


def dice_extreme(dice: Dice, *, highest: bool) -> DiceRoll:
    """The roll in which every die shows its highest face, or its lowest."""
    rolls = [sides if highest else 1 for count, sides in dice.terms for _ in range(count)]
    return DiceRoll(tuple(rolls), sum(rolls) + dice.bonus)


def _check_size(terms: list[tuple[int, int]], bonus: int) -> None:
    if sum(count for count, _ in terms) > DICE_MOST:
        raise ValueError(f"Roll at most {DICE_MOST} dice at once.")
    if any(not 0 < sides <= SIDES_MOST or not count for count, sides in terms):
        raise ValueError(f"A die has 1 to {SIDES_MOST} sides, and there is at least one of it.")
    if abs(bonus) > BONUS_MOST:
        raise ValueError(f"Add at most {BONUS_MOST} to dice.")
