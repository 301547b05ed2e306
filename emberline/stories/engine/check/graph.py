"""Where the nodes of a story lead, as numbers: conditions are not looked at."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import NamedTuple

from emberline.stories.engine.document import Choice, Node, Story

Numbers = "array[int]"
"""A number takes four bytes: a large story's fit where the processor finds them soon."""


class Graph(NamedTuple):
    """The ways between nodes, which are numbered as they stand in the story.

    targets: where the ways lead, node after node; those of the node n stand from `first[n]` to
    `first[n + 1]`, and nothing leads on from an ending. One node more, `nowhere`, stands for
    every node that does not exist. starts, endings, dead_ends: nodes.
    """

    first: "array[int]"
    targets: "array[int]"
    nowhere: int
    starts: list[int]
    endings: list[int]
    dead_ends: list[int]

    def reached_from(self, starts: Iterable[int]) -> bytearray:
        """Of each node whether a way leads there from `starts`; they are reached themselves."""
        seen = bytearray(self.nowhere + 1)
        waiting = list(starts)
        for start in waiting:
            seen[start] = 1
        first, targets = self.first, self.targets
        while waiting:
            node = waiting.pop()
            for target in targets[first[node] : first[node + 1]]:
                if not seen[target]:
                    seen[target] = 1
                    waiting.append(target)
        return seen


class WaysBack:
    """The ways of a graph, from their ends."""

    def __init__(self, graph: Graph) -> None:
        # Linked lists in arrays: of each node the last way there, of each way the one before it.
        self._last = array("i", [-1]) * (graph.nowhere + 1)
        self._before = array("i")
        self._source = array("i")
        way = 0
        for node in range(graph.nowhere):
            for target in graph.targets[graph.first[node] : graph.first[node + 1]]:
                self._before.append(self._last[target])
                self._source.append(node)
                self._last[target] = way
                way += 1

    def leading_to(self, goals: Iterable[int]) -> bytearray:
        """Of each node whether a way leads from it to one of `goals`; they do themselves."""
        last, before, source = self._last, self._before, self._source
        seen = bytearray(len(last))
        waiting = list(goals)
        for goal in waiting:
            seen[goal] = 1
        while waiting:
            way = last[waiting.pop()]
            while way >= 0:
                node = source[way]
                if not seen[node]:
                    seen[node] = 1
                    waiting.append(node)
                way = before[way]
        return seen


class Way(NamedTuple):
    """A way on: the key it leads to, and of what it is, as `This choice leads`."""

    to: str
    what: str
    choice: Choice | None


class GraphReader:
    """Makes the graph, from one node after the other."""

    def __init__(self) -> None:
        self._first = array("i", [0])
        self._keys: list[str] = []
        self._starts: list[int] = []
        self._endings: list[int] = []
        self._dead_ends: list[int] = []

    def read(self, number: int, node: Node) -> None:
        """Add a node, which is to come after all that have smaller numbers."""
        keys = self._keys
        if node.start:
            self._starts.append(number)
        if node.is_ending:
            self._endings.append(number)
        else:
            for choice in node.choices:
                if choice.roll is None:
                    keys.append(choice.to)
                else:
                    keys += (choice.roll.success, choice.roll.failure)
            if node.puzzle is not None:
                keys.append(node.puzzle.success)
                if node.puzzle.failure is not None:
                    keys.append(node.puzzle.failure)
            if is_dead_end(node):
                self._dead_ends.append(number)
        self._first.append(len(keys))

    def graph(self, numbers: Mapping[str, int]) -> Graph:
        """The graph of all nodes that were added; `numbers` are those of the keys."""
        nowhere = len(self._first) - 1
        # All at once, so that the processor looks for several at a time.
        targets = array("i", map(numbers.get, self._keys, repeat(nowhere)))
        self._first.append(len(targets))
        return Graph(
            self._first, targets, nowhere, self._starts, self._endings, self._dead_ends
        )


def numbers_of(story: Story) -> dict[str, int]:
    """Of each key the number of its node, the first one where it stands twice."""
    numbers = {node.key: number for number, node in enumerate(story.nodes)}
    if len(numbers) < len(story.nodes):
        for number in range(len(story.nodes) - 1, -1, -1):
            numbers[story.nodes[number].key] = number
    return numbers
