"""Whether a story holds together: it has one start, and every node can reach an ending."""

from collections.abc import Mapping, Sequence

from emberline.stories.engine.check.findings import Findings, shown
from emberline.stories.engine.check.graph import Graph, WaysBack
from emberline.stories.engine.check.targets import check_targets
from emberline.stories.engine.document import Node, Story

NODES_MOST = 100_000


def check_structure(
    story: Story, numbers: Mapping[str, int], graph: Graph, findings: Findings
) -> int:
    """Tell of what is wrong with the ways between nodes. The number of those nothing leads to."""
    if len(story.nodes) > NODES_MOST:
        findings.error("too_large", f"Use at most {NODES_MOST} nodes: part the story into several.")
    if len(numbers) < len(story.nodes):
        _check_keys(story, numbers, findings)
    _check_start(story, graph, findings)
    _check_dead_ends(story, graph, findings)
    check_targets(story, numbers, graph, findings)
    # Of a key that stands twice the first node alone can be reached.
    nodes = list(numbers.values())
    _check_ways_to_ending(story, graph, nodes, findings)
    return _check_ways_from_start(story, graph, nodes, findings)


def _check_keys(story: Story, numbers: Mapping[str, int], findings: Findings) -> None:
    for number, node in enumerate(story.nodes):
        if numbers[node.key] != number:
            message = f"There is a node {shown(node.key)} already: give this one a key of its own."
            findings.error("duplicate_key", message, node=node.key)


def _check_start(story: Story, graph: Graph, findings: Findings) -> None:
    if not graph.starts:
        findings.error("no_start", "The story has no node to begin with: mark one as `start`.")
    for number in graph.starts[1:]:
        begin = shown(story.nodes[graph.starts[0]].key)
        message = f"The story begins at {begin} already: take the mark `start` from one of them."
        findings.error("several_starts", message, node=story.nodes[number].key)


def _check_dead_ends(story: Story, graph: Graph, findings: Findings) -> None:
    for number in graph.dead_ends:
        node = story.nodes[number]
        if node.puzzle is None:
            message = "There is no way on from here: add a choice, or make it an ending."
        else:
            message = (
                "There is no way on from here once the attempts are used: give the puzzle a"
                " `failure`, no limit of `attempts`, or the node a choice."
            )
        findings.error("dead_end", message, node=node.key)


def _check_ways_to_ending(
    story: Story, graph: Graph, nodes: Sequence[int], findings: Findings
) -> None:
    """Nodes without a way to an ending.

    Where dead ends or missing targets lie ahead these may be all that is wrong: they are told
    already, and such nodes are told of once, together. The others go in circles.
    """
    back = WaysBack(graph)
    is_fine = back.leading_to(graph.endings)
    if all(is_fine):
        return
    broken = {*graph.dead_ends, *graph.broken()}
    is_unfinished = back.leading_to(broken)
    unfinished: list[Node] = []
    for number in nodes:
        if is_fine[number] or number in broken:
            continue
        if is_unfinished[number]:
            unfinished.append(story.nodes[number])
        else:
            message = (
                "No ending can be reached from here, its ways go in circles: lead one to an ending."
            )
            findings.error("no_way_to_ending", message, node=story.nodes[number].key)
    if unfinished:
        findings.error("no_way_to_ending", _unfinished(unfinished), node=unfinished[0].key)


def _unfinished(nodes: Sequence[Node]) -> str:
    others = len(nodes) - 1
    more = "" if not others else " and 1 node more" if others == 1 else f" and {others} nodes more"
    return (
        f"No ending can be reached from here{more}: mend the dead ends and the missing targets that"
        " lie ahead first."
    )


def _check_ways_from_start(
    story: Story, graph: Graph, nodes: Sequence[int], findings: Findings
) -> int:
    """The number of nodes that nothing leads to. Without a start it is all, told as such."""
    if not graph.starts:
        return len(nodes)
    is_reached = graph.reached_from(graph.starts)
    if all(is_reached):
        return 0
    unreached = [number for number in nodes if not is_reached[number]]
    message = "Nothing leads here: lead a choice to it, or delete it."
    for number in unreached:
        findings.warning("unreachable_node", message, node=story.nodes[number].key)
    return len(unreached)
