"""What of a story a CSV holds, and what it does not."""

from collections import defaultdict
from collections.abc import Iterator

from emberline.stories.engine.document import Choice, Node, Story
from emberline.stories.engine.names import choice_name
from emberline.stories.formats.csv_cells import choice_keys, join_effects, split_effects
from emberline.stories.formats.declare import declare
from emberline.stories.formats.report import Finding

_SHOWN_MOST = 3

# What becomes of a field that is not simply left out.
_INSTEAD = {
    "choice key": "the key will be the letter or the place",
    "choice to": "the success of the roll will be the target",
    "choice letter": "it will be without spaces about it",
    "node start": "the first row is the start",
    "node type": "a node without choices will be an ending, a puzzle a story",
    "story title": "the name of the file will be the title",
}


def held(story: Story) -> Story:
    """`story` as it will be when its CSV is read: the same, where CSV can hold all of it."""
    nodes: dict[str, Node] = {}
    for node in _in_order(story.nodes):
        key = node.key.strip()
        if key and key not in nodes:
            nodes[key] = _held_node(node, is_start=not nodes)
    bare = Story(
        format="emberline-story/1",
        title=story.title,
        description=_told(story.description),
        category=_told(story.category),
        difficulty_level=story.difficulty_level,
        nodes=tuple(nodes.values()),
    )
    return declare(bare)[0]


def losses(story: Story, kept: Story) -> tuple[Finding, ...]:
    """A finding (`lost`) for each kind of thing that `story` has and `kept` has otherwise."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for what, place in _differences(story, kept):
        places[what].append(place)
    return tuple(Finding(None, "lost", _sentence(what, where)) for what, where in places.items())


def _held_node(node: Node, *, is_start: bool) -> Node:
    ways = _ways(node)
    letters = [_letter(choice) for choice in ways]
    keys = choice_keys(letters)
    named = zip(ways, letters, keys, strict=True)
    kind = "story" if node.type == "puzzle" else node.type
    return Node(
        key=node.key.strip(),
        title=_told(node.title),
        content=_told(node.content),
        type="ending" if node.is_ending or not ways else kind,
        start=is_start,
        on_enter=split_effects(join_effects(node.on_enter)),
        choices=tuple(_held_choice(choice, letter, key) for choice, letter, key in named),
    )


def _held_choice(choice: Choice, letter: str | None, key: str) -> Choice:
    return Choice(
        key=key,
        text=choice.text,
        to=_target(choice),
        letter=letter,
        condition=_told(choice.condition or "") or None,
        effects=split_effects(join_effects(choice.effects)),
        consequences=choice.consequences,
    )


def _in_order(nodes: tuple[Node, ...]) -> list[Node]:
    """The start comes first: the first row is where a story begins."""
    return sorted(nodes, key=lambda node: not node.start)


def _ways(node: Node) -> list[Choice]:
    return [choice for choice in node.choices if choice.text.strip() or _target(choice)]


def _target(choice: Choice) -> str:
    return (choice.roll.success if choice.roll else choice.to).strip()


def _letter(choice: Choice) -> str | None:
    return (choice.letter or "").strip() or None


def _told(text: str) -> str:
    """A blank cell says nothing."""
    return text if text.strip() else ""


def _differences(story: Story, kept: Story) -> Iterator[tuple[str, str]]:
    """What differs, as `choice text`, and the key of where it does ("" for the story)."""
    if not story.title.strip():
        yield "story title", ""
    for field in Story.__struct_fields__:
        if field != "nodes" and getattr(story, field) != getattr(kept, field):
            yield f"story {field}", ""
    nodes = _in_order(story.nodes)
    if nodes != list(story.nodes):
        yield "order of nodes", nodes[0].key
    copies = {node.key: node for node in kept.nodes}
    for node in nodes:
        copy = copies.pop(node.key, None)
        if copy is None:
            yield "node", node.key
        else:
            yield from _differences_of_node(node, copy)


def _differences_of_node(node: Node, copy: Node) -> Iterator[tuple[str, str]]:
    for field in Node.__struct_fields__:
        if field != "choices" and getattr(node, field) != getattr(copy, field):
            yield f"node {field}", node.key
    ways = _ways(node)
    if len(ways) < len(node.choices):
        yield "choice without text and target", node.key
    for choice, other in zip(ways, copy.choices, strict=True):
        if choice != other:
            for field in Choice.__struct_fields__:
                if getattr(choice, field) != getattr(other, field):
                    yield f"choice {field}", choice_name(node.key, choice.key)


def _sentence(what: str, places: list[str]) -> str:
    shown = ", ".join(f"`{place[:80]}`" for place in places[:_SHOWN_MOST] if place)
    more = f" and {len(places) - _SHOWN_MOST} more" if len(places) > _SHOWN_MOST else ""
    where = f" of {shown}{more}" if shown else ""
    instead = _INSTEAD.get(what, "CSV has no place for it")
    return f"{what.capitalize()}{where}: {instead}."
