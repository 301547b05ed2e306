"""How Unicode compares texts without their case, in the short form that the player unfolds."""

import sys
from functools import cache
from typing import NamedTuple


class _Run(NamedTuple):
    """Characters `first`, `first + step` … that all fold to the one that is `shift` further."""

    first: int
    length: int
    step: int
    shift: int


@cache
def case_folding() -> dict[str, list[tuple[int, ...]] | list[tuple[str, str]]]:
    """What `str.casefold` makes of each character that it changes.

    runs: `(first, count, step, shift)` of characters that become one other. texts: characters that
    become several. The tables of browsers are of other years, and know lower case only.
    """
    runs: list[_Run] = []
    texts: list[tuple[str, str]] = []
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        folded = character.casefold()
        if folded == character:
            continue
        if len(folded) > 1:
            texts.append((character, folded))
        else:
            _extend(runs, code, ord(folded) - code)
    return {"runs": [tuple(run) for run in runs], "texts": texts}


def _extend(runs: list[_Run], code: int, shift: int) -> None:
    last = runs[-1] if runs else _Run(code, 0, 0, 0)
    gap = code - last.first - (last.length - 1) * last.step
    if last.length and last.shift == shift and gap <= 2 and (last.length == 1 or gap == last.step):
        runs[-1] = _Run(last.first, last.length + 1, gap, shift)
    else:
        runs.append(_Run(code, 1, 0, shift))
