"""Whether every way of a story leads somewhere."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from emberline.stories.engine.check.findings import Findings, shown
from emberline.stories.engine.check.graph import Graph
from emberline.stories.engine.document import Choice, Node, Story


class _Way(NamedTuple):
    """A way on to the node `to`. what: which one it is. choice: the key of its choice."""

    to: str
    what: str
    choice: str | None


def check_targets(
    story: Story, numbers: Mapping[str, int], graph: Graph, findings: Findings
) -> None:
    """Tell of the ways that lead to no node, those of endings too."""
    for number in (*graph.broken(), *graph.endings):
        node = story.nodes[number]
        for way in _ways_of(node):
            if way.to not in numbers:
                message = (
                    f"{way.what} leads to {shown(way.to)}, which does not exist: add this node, or"
                    " lead elsewhere."
                    if way.to
                    else f"{way.what} leads nowhere: say where to."
                )
                findings.error("missing_target", message, node=node.key, choice=way.choice)


def _ways_of(node: Node) -> Iterator[_Way]:
    for choice in node.choices:
        yield from _ways_of_choice(choice)
    if node.puzzle is not None:
        yield _Way(node.puzzle.success, "The `success` of the puzzle", None)
        if node.puzzle.failure is not None:
            yield _Way(node.puzzle.failure, "The `failure` of the puzzle", None)


def _ways_of_choice(choice: Choice) -> Iterator[_Way]:
    if choice.roll is None:
        yield _Way(choice.to, "This choice", choice.key)
    else:
        yield _Way(choice.roll.success, "The `success` of the roll", choice.key)
        yield _Way(choice.roll.failure, "The `failure` of the roll", choice.key)
