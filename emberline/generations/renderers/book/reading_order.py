"""The order in which a book holds its scenes, and where each of them leads."""

from collections.abc import Iterator, Mapping

from emberline.stories.engine.document import Choice, Node, Story


def in_reading_order(story: Story) -> list[Node]:
    """The nodes that are reached from the start, each after one that leads there.

    Without loops a scene comes after all that lead to it, and what follows from a choice stays
    together: the reverse postorder of a depth-first search (as compilers order the blocks of a
    program: Aho, Lam, Sethi, Ullman, "Compilers", 9.6). What no way leads to is left out: no
    reader comes upon it. Where no node is marked as start, the first one is it. Linear.
    """
    nodes = nodes_by_key(story)
    start = next((node.key for node in story.nodes if node.start), None)
    if start is None:
        start = next(iter(nodes), None)
    if start is None:
        return []
    finished: list[Node] = []
    seen = {start}
    # Each node with the ways that are not looked at; the last first, since the end is reversed.
    path = [(nodes[start], _backwards(nodes[start]))]
    while path:
        node, targets = path[-1]
        target = next((key for key in targets if key in nodes and key not in seen), None)
        if target is None:
            finished.append(node)
            path.pop()
        else:
            seen.add(target)
            path.append((nodes[target], _backwards(nodes[target])))
    finished.reverse()
    return finished


def nodes_by_key(story: Story) -> Mapping[str, Node]:
    """The nodes by their keys; of two with one key the first, as it is played."""
    nodes: dict[str, Node] = {}
    for node in story.nodes:
        nodes.setdefault(node.key, node)
    return nodes


def targets_of(node: Node) -> list[str]:
    """The keys that `node` leads to, as they are met on its page; some may not exist."""
    if node.is_ending:
        return []
    found: list[str] = []
    if node.puzzle is not None:
        found.append(node.puzzle.success)
        if node.puzzle.failure is not None:
            found.append(node.puzzle.failure)
    for choice in node.choices:
        found += targets_of_choice(choice)
    return found


def targets_of_choice(choice: Choice) -> tuple[str, ...]:
    """The keys that `choice` leads to."""
    return (choice.roll.success, choice.roll.failure) if choice.roll else (choice.to,)


def _backwards(node: Node) -> Iterator[str]:
    return reversed(targets_of(node))
