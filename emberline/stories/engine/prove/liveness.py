"""What a state at a node can still be asked for: only that tells two states apart.

A backward data-flow analysis of live variables in its strong form, where a variable that only
feeds dead ones is dead, too (Nielson, Nielson and Hankin, "Principles of Program Analysis", 1999,
chapter 2).
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping

from emberline.stories.engine.prove.model import Change, Model, Place, Way


def live_atoms(model: Model, within: Collection[str] | None = None) -> dict[str, int]:
    """Of each node, by its key, the atoms that matter once a play has entered it.

    within: the nodes that are looked at; None is all.
    """
    live = dict.fromkeys(model.places if within is None else within, 0)
    before = sources(model, live)
    waiting, queued = deque(live), set(live)
    while waiting:
        key = waiting.popleft()
        queued.discard(key)
        found = live[key] | _read_at(model, model.places[key], live)
        if found != live[key]:
            live[key] = found
            for each in before[key]:
                if each not in queued:
                    queued.add(each)
                    waiting.append(each)
    return live


def nodes_leading_to(model: Model, target: str) -> list[str]:
    """The nodes from which the links lead to `target`, itself too."""
    before = sources(model, model.places)
    found, waiting = {target}, [target]
    while waiting:
        for each in before[waiting.pop()]:
            if each not in found:
                found.add(each)
                waiting.append(each)
    return [key for key in model.places if key in found]


def sources(model: Model, within: Collection[str]) -> dict[str, list[str]]:
    """Of each node of `within`, those of them that lead to it at once."""
    before: dict[str, list[str]] = {key: [] for key in within}
    for key in within:
        for target in {target for way in model.places[key].ways for target in way.targets}:
            if target in before:
                before[target].append(key)
    return before


def _read_at(model: Model, place: Place, live: dict[str, int]) -> int:
    atoms = 0
    for way in place.ways:
        atoms |= way.reads | _before(way.changes, live_after(model, way, live))
    return atoms


def live_after(model: Model, way: Way, live: Mapping[str, int]) -> int:
    """What matters when the effects of `way` are done: its dice fall then, and it arrives."""
    after = way.rolled
    for target in way.targets:
        if target in live:
            after |= _before(model.places[target].on_enter, live[target])
    return after


def told_apart(changes: tuple[Change, ...], live: int) -> Iterator[tuple[Change, bool]]:
    """Each of `changes`, the last one first, and whether what it does matters, if `live` does."""
    for place in range(len(changes) - 1, -1, -1):
        change = changes[place]
        yield change, bool(change.changed & live)
        live = _before((change,), live)


def _before(changes: tuple[Change, ...], live: int) -> int:
    """What matters before `changes`, if `live` does after them."""
    for change in reversed(changes):
        if change.changed & live:
            kept = live & ~change.changed if change.replaces else live
            live = kept | change.reads
        # Even a draw that nobody asks for must be one that a witness can make.
        live |= change.bounds
    return live
