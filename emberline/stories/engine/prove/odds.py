"""How likely each ending is for a reader who chooses evenly among what is open.

The expected number of visits to each situation of an absorbing Markov chain (Kemeny and Snell,
"Finite Markov Chains", 1960), solved component by component in the order of the flow: where the
story does not turn back exactly, in fractions; within loops by elimination, or by iteration where
they are large.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from emberline.stories.engine.prove.explore import Exploration, Flow

EXACT_MOST = 20_000
"""Situations up to which the odds are fractions; beyond they are floating-point numbers."""
ELIMINATED_MOST = 60
"""Situations of a loop that are solved by elimination."""
_DIGITS_MOST = 24

Number = Fraction | float
_SWEEPS_MOST = 20_000
_WORK_MOST = 50_000_000
_SETTLED = 1e-15


class _UnsettledError(Exception):
    """A loop in which visits still change after all the sweeps there are."""


def ending_odds(exploration: Exploration, endings: Sequence[str]) -> dict[str, str | float]:
    """Of each ending (a node's key), how likely a play ends there: `"a/b"`, or a number.

    The exploration is closed. What is missing to one are plays that never end. Nothing is said
    where a large loop takes too long to settle: a number that is nearly right is wrong.
    """
    try:
        visits = _expected_visits(exploration)
    except _UnsettledError:
        return {}
    odds: dict[str, Number] = dict.fromkeys(endings, Fraction(0))
    for number, expected in enumerate(visits):
        node = exploration.node(number)
        if node in odds:
            odds[node] += expected
    return {node: _shown(each) for node, each in odds.items()}


def _expected_visits(exploration: Exploration) -> list[Number]:
    exact = len(exploration) <= EXACT_MOST
    flow = exploration.flow
    visits: list[Number] = [Fraction(0) if exact else 0.0] * len(exploration)
    for number, (cases, of) in exploration.beginnings:
        visits[number] += _share((cases, of), exact=exact)
    for component in _components(flow, len(exploration)):
        if len(component) > 1 or _leads_to(flow, component[0], component[0]):
            _solve(flow, component, visits, exact=exact)
        inside = set(component)
        for number in component:
            if visits[number]:
                for edge in range(flow.first[number], flow.first[number + 1]):
                    target = flow.to[edge]
                    if target not in inside:
                        visits[target] += visits[number] * _share(flow.shares[edge], exact=exact)
    return visits


def _solve(flow: Flow, component: list[int], visits: list[Number], *, exact: bool) -> None:
    """Turn what flows into a loop into the visits to each of its situations."""
    places = {number: place for place, number in enumerate(component)}
    inside: list[list[tuple[int, Number]]] = [[] for _ in component]
    leaves = False
    for place, number in enumerate(component):
        for edge in range(flow.first[number], flow.first[number + 1]):
            target = places.get(flow.to[edge])
            if target is None:
                leaves = True
            else:
                inside[target].append((place, _share(flow.shares[edge], exact=exact)))
    if not leaves:
        # Nobody gets out again: no ending hears of it.
        return
    inflow = [visits[number] for number in component]
    solve = _eliminated if len(component) <= ELIMINATED_MOST else _iterated
    for number, expected in zip(component, solve(inflow, inside), strict=True):
        visits[number] = expected


def _eliminated(inflow: list[Number], inside: list[list[tuple[int, Number]]]) -> list[Number]:
    """x = inflow + (what flows inside), by Gaussian elimination."""
    size = len(inflow)
    rows = [[*([inflow[0] * 0] * size), each] for each in inflow]
    for target, edges in enumerate(inside):
        rows[target][target] += 1
        for source, share in edges:
            rows[target][source] -= share
    for pivot in range(size):
        best = max(range(pivot, size), key=lambda row: abs(float(rows[row][pivot])))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        scale = rows[pivot][pivot]
        rows[pivot] = [each / scale for each in rows[pivot]]
        for row in range(size):
            factor = rows[row][pivot]
            if row != pivot and factor:
                pairs = zip(rows[row], rows[pivot], strict=True)
                rows[row] = [each - factor * other for each, other in pairs]
    return [row[-1] for row in rows]


def _iterated(inflow: list[Number], inside: list[list[tuple[int, Number]]]) -> list[Number]:
    """The same by sweeps (Gauss and Seidel) until nothing changes any more."""
    start = [float(each) for each in inflow]
    edges = [[(source, float(share)) for source, share in each] for each in inside]
    found = list(start)
    work = sum(map(len, edges)) + len(edges)
    for _ in range(min(_SWEEPS_MOST, max(_WORK_MOST // work, 1))):
        change = 0.0
        for place, each in enumerate(edges):
            value = start[place] + sum(found[source] * share for source, share in each)
            change = max(change, abs(value - found[place]))
            found[place] = value
        if change <= _SETTLED:
            return list(found)
    raise _UnsettledError


def _components(flow: Flow, size: int) -> Iterator[list[int]]:
    """The strongly connected components, those first that flow into others.

    Tarjan, "Depth-first search and linear graph algorithms", 1972; without recursion.
    """
    order, low = [-1] * size, [0] * size
    on_stack = bytearray(size)
    stack: list[int] = []
    found: list[list[int]] = []
    met = 0
    for root in range(size):
        if order[root] >= 0:
            continue
        path = [(root, flow.first[root])]
        while path:
            node, edge = path.pop()
            if order[node] < 0:
                order[node] = low[node] = met
                met += 1
                stack.append(node)
                on_stack[node] = 1
            while edge < flow.first[node + 1]:
                target = flow.to[edge]
                edge += 1
                if order[target] < 0:
                    path += [(node, edge - 1), (target, flow.first[target])]
                    break
                if on_stack[target]:
                    low[node] = min(low[node], low[target])
            else:
                if low[node] == order[node]:
                    found.append(_popped(stack, on_stack, node))
    return reversed(found)


def _popped(stack: list[int], on_stack: bytearray, root: int) -> list[int]:
    """The component of `root`, taken off the stack."""
    component = []
    while True:
        node = stack.pop()
        on_stack[node] = 0
        component.append(node)
        if node == root:
            return component


def _leads_to(flow: Flow, number: int, target: int) -> bool:
    return target in flow.to[flow.first[number] : flow.first[number + 1]]


def _share(share: tuple[int, int], *, exact: bool) -> Number:
    return Fraction(*share) if exact else share[0] / share[1]


def _shown(odds: Number) -> str | float:
    if isinstance(odds, Fraction) and len(str(odds.denominator)) <= _DIGITS_MOST:
        return f"{odds.numerator}/{odds.denominator}"
    return float(odds)
