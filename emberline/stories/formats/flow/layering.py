"""Layers of a graph: every arrow leads down, but those that close a circle."""

from collections.abc import Sequence

Pair = tuple[int, int]


def down(count: int, pairs: Sequence[Pair], starts: Sequence[int]) -> tuple[list[int], list[bool]]:
    """An order in which every node stands before those it leads to, and which pairs lead back.

    The pairs that lead back are those to a node that a depth-first search from `starts`, then from
    the other nodes, is still below; turned round they fit the order too. Linear time.
    """
    leaving: list[list[int]] = [[] for _ in range(count)]
    # The way that is looked below first comes last in the order.
    for number in reversed(range(len(pairs))):
        leaving[pairs[number][0]].append(number)
    is_back = [False] * len(pairs)
    finished: list[int] = []
    # 0: not met, 1: being looked below, 2: done.
    states = [0] * count
    for root in [*starts, *range(count)]:
        if states[root]:
            continue
        states[root] = 1
        path = [(root, iter(leaving[root]))]
        while path:
            node, numbers = path[-1]
            for number in numbers:
                target = pairs[number][1]
                is_back[number] = states[target] == 1
                if not states[target]:
                    states[target] = 1
                    path.append((target, iter(leaving[target])))
                    break
            else:
                states[node] = 2
                finished.append(node)
                path.pop()
    return finished[::-1], is_back


def layers(order: Sequence[int], pairs: Sequence[Pair], starts: Sequence[int]) -> list[int]:
    """The layer of each node, 0 on top: below all that lead to it, by the longest way.

    A node that nothing leads to, and that is no start, stands just above what it leads to. order:
    one in which sources stand before targets. Linear time.
    """
    below: list[list[int]] = [[] for _ in order]
    has_above = [False] * len(order)
    for source, target in pairs:
        below[source].append(target)
        has_above[target] = True
    layer = [0] * len(order)
    for node in order:
        for target in below[node]:
            layer[target] = max(layer[target], layer[node] + 1)
    stays = set(starts)
    for node in order:
        if below[node] and not has_above[node] and node not in stays:
            layer[node] = min(layer[target] for target in below[node]) - 1
    return layer
