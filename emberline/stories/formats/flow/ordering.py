"""The order of nodes in their layers, such that few arrows cross."""

from collections.abc import Sequence

SWEEPS = 8
VAIN_MOST = 3
"""Sweeps after each other that may make nothing better."""

Rows = list[list[int]]


def ordered(rows: Rows, above: Sequence[list[int]], below: Sequence[list[int]]) -> Rows:
    """`rows` with each node near the mean place of its neighbours in the row before.

    The barycentre method of Sugiyama, Tagawa and Toda (1981): sweeps down and up, a few of them, of
    which the one with the fewest crossings counts. above, below: the neighbours of each node in the
    rows next to its own.
    """
    place = [0] * len(above)
    best, fewest, vain = rows, _counted(rows, place, below), 0
    for sweep in range(SWEEPS):
        if not fewest or vain == VAIN_MOST:
            break
        is_down = sweep % 2 == 0
        rows = _swept(rows, place, above if is_down else below, is_down=is_down)
        crossings = _counted(rows, place, below)
        vain += 1
        if crossings < fewest:
            best, fewest, vain = rows, crossings, 0
    return best


def _counted(rows: Rows, place: list[int], below: Sequence[list[int]]) -> int:
    """The crossings of `rows`; `place` has then the place of each node in its row."""
    for row in rows:
        for number, node in enumerate(row):
            place[node] = number
    return sum(_crossings(row, place, below) for row in rows)


def _swept(rows: Rows, place: list[int], near: Sequence[list[int]], *, is_down: bool) -> Rows:
    """Each row sorted by its neighbours in the row that was sorted before it."""
    swept: Rows = []
    for row in rows if is_down else reversed(rows):
        middles = {node: _middle(near[node], place, number) for number, node in enumerate(row)}
        swept.append(sorted(row, key=middles.__getitem__))
        for number, node in enumerate(swept[-1]):
            place[node] = number
    return swept if is_down else swept[::-1]


def _middle(others: list[int], place: list[int], number: int) -> float:
    """The mean place of `others`; who has none stays about where it is, at `number`."""
    return sum([place[other] for other in others]) / len(others) if others else number


def _crossings(row: list[int], place: list[int], below: Sequence[list[int]]) -> int:
    """Crossings of the arrows below `row`: pairs whose ends stand the other way round.

    Counted with an indexed tree as by Barth, Jünger and Mutzel (2002), in O(n log n).
    """
    ends = [end for node in row for end in sorted(place[other] for other in below[node])]
    if len(ends) < 2:
        return 0
    tree = [0] * (max(ends) + 2)
    crossings = 0
    for number, end in enumerate(ends):
        crossings += number - _up_to(tree, end + 1)
        _count(tree, end + 1)
    return crossings


def _up_to(tree: list[int], index: int) -> int:
    total = 0
    while index:
        total += tree[index]
        index &= index - 1
    return total


def _count(tree: list[int], index: int) -> None:
    while index < len(tree):
        tree[index] += 1
        index += index & -index
