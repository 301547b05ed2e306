"""How much of a story its links lead to."""

from emberline.stories.engine.check.graph import GraphReader, numbers_of
from emberline.stories.engine.document import Story


def share_reachable(story: Story) -> float:
    """The share (0 to 1) of the nodes that choices, dice and puzzles lead to from the start.

    Conditions are not looked at, and nothing leads on from an ending. 0 without nodes or without a
    start. Linear time.
    """
    if not story.nodes:
        return 0.0
    reader = GraphReader(numbers_of(story), len(story.nodes))
    for number, node in enumerate(story.nodes):
        reader.read(number, node)
    return sum(reader.graph.reached_from(reader.graph.starts)) / len(story.nodes)
