"""Where the nodes of a story lead, as numbers: conditions are not looked at."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from emberline.stories.engine.document import Node, Story


class Graph(NamedTuple):
    """The ways between nodes, which are numbered as they stand in the story.

    sources, targets: of each way, those of one node after those of the node before: of the node n
    from `first[n]` to `first[n + 1]`. Nothing leads on from an ending. `nowhere`, the number after
    the last, stands for every node that does not exist. starts, endings, dead_ends: nodes.
    """

    # Four bytes each: what is jumped about in stays near the processor.
    sources: "array[int]"
    targets: "array[int]"
    first: "array[int]"
    nowhere: int
    starts: list[int]
    endings: list[int]
    dead_ends: list[int]

    def broken(self) -> Sequence[int]:
        """The nodes with a way that leads nowhere, in order."""
        if self.nowhere not in self.targets:
            return ()
        ways = zip(self.sources, self.targets, strict=True)
        return list(dict.fromkeys(node for node, target in ways if target == self.nowhere))

    def reached_from(self, starts: Iterable[int]) -> bytearray:
        """Of each node whether a way leads there from `starts`; they are reached themselves."""
        first, targets = self.first, self.targets
        seen = bytearray(self.nowhere + 1)
        seen[self.nowhere] = 1
        waiting = list(starts)
        for start in waiting:
            seen[start] = 1
        while waiting:
            node = waiting.pop()
            for target in targets[first[node] : first[node + 1]]:
                if not seen[target]:
                    seen[target] = 1
                    waiting.append(target)
        return seen[: self.nowhere]


class WaysBack:
    """The ways of a graph, from their ends."""

    def __init__(self, graph: Graph) -> None:
        # Linked lists in arrays: of each node the last way there, of each way the one before it.
        self._last = array("i", [-1]) * (graph.nowhere + 1)
        self._before = array("i")
        self._sources = graph.sources
        for way, target in enumerate(graph.targets):
            self._before.append(self._last[target])
            self._last[target] = way

    def leading_to(self, goals: Iterable[int]) -> bytearray:
        """Of each node whether a way leads from it to one of `goals`; they do themselves."""
        last, before, sources = self._last, self._before, self._sources
        seen = bytearray(len(last))
        waiting = list(goals)
        for goal in waiting:
            seen[goal] = 1
        while waiting:
            way = last[waiting.pop()]
            while way >= 0:
                node = sources[way]
                if not seen[node]:
                    seen[node] = 1
                    waiting.append(node)
                way = before[way]
        return seen[:-1]


class GraphReader:
    """Makes the graph of a story, from one node after the other."""

    def __init__(self, numbers: Mapping[str, int], nodes: int) -> None:
        first = array("i", [0])
        self.graph = Graph(array("i"), array("i"), first, nodes, [], [], [])
        self._numbers = numbers

    def read(self, number: int, node: Node) -> None:
        """Add the next node."""
        graph = self.graph
        if node.start:
            graph.starts.append(number)
        if node.is_ending:
            graph.endings.append(number)
        else:
            self._ways(number, node)
            if not node.choices and _ends_here(node):
                graph.dead_ends.append(number)
        graph.first.append(len(graph.targets))

    def _ways(self, number: int, node: Node) -> None:
        sources, targets, numbers = self.graph.sources, self.graph.targets, self._numbers
        nowhere = self.graph.nowhere
        for choice in node.choices:
            if choice.roll is None:
                targets.append(numbers.get(choice.to, nowhere))
                sources.append(number)
            else:
                self._way(number, choice.roll.success)
                self._way(number, choice.roll.failure)
        if node.puzzle is not None:
            self._way(number, node.puzzle.success)
            if node.puzzle.failure is not None:
                self._way(number, node.puzzle.failure)

    def _way(self, number: int, to: str) -> None:
        self.graph.targets.append(self._numbers.get(to, self.graph.nowhere))
        self.graph.sources.append(number)


def numbers_of(story: Story) -> dict[str, int]:
    """Of each key the number of its node, the first one where it stands twice."""
    # Copies lie side by side in memory, where the keys themselves lie far apart: looking up those
    # of a large story is a fifth of all the time otherwise.
    copies = [(node.key + " ")[:-1] for node in story.nodes]
    numbers = {key: number for number, key in enumerate(copies)}
    if len(numbers) < len(story.nodes):
        for number in range(len(story.nodes) - 1, -1, -1):
            numbers[story.nodes[number].key] = number
    return numbers


def _ends_here(node: Node) -> bool:
    """Whether there is no way on from a node without choices, or none when attempts are used."""
    puzzle = node.puzzle
    return puzzle is None or (puzzle.attempts is not None and puzzle.failure is None)
