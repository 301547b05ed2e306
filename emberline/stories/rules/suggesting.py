"""What a language model is told of a story when an author asks for a suggestion."""

import re
from collections import deque
from collections.abc import Sequence
from typing import Literal

from emberline.stories.engine.document import Node, Story
from emberline.stories.formats.flow.graph import graph_of

SuggestionKind = Literal["continue", "choices"]

CONTEXT_CHARACTERS = 12_000
"""So much of the story the model is told at most, its instructions not counted."""

MOST_CHOICES = 4
_TITLE_CHARACTERS = 200
_DESCRIPTION_CHARACTERS = 1000
_CHOICE_CHARACTERS = 200

_TASKS = {
    "continue": (
        "Write the scene that could follow where the last one below ends, in one to three short "
        "paragraphs. Write nothing but its text."
    ),
    "choices": (
        f"Write {MOST_CHOICES} choices that a reader could have at the end of the last scene "
        "below, unlike those that it has, each of at most twelve words and on a line of its own, "
        "without numbers. Write nothing else."
    ),
}
# What models put before the entries of a list all the same.
_MARK = re.compile(r"^\s*(?:[-*•]|\(?[0-9]{1,2}[.):]|\(?[A-Za-z]\))\s+")


def instructions(story: Story, kind: SuggestionKind) -> str:
    """What the model is to do, and in which language (`language` of the story)."""
    return (
        "You help the author of an interactive story, in which readers choose how it goes on. "
        f'Write in the language with the code "{story.language[:35]}" and in the style of the '
        f"scenes. {_TASKS[kind]}"
    )


def context(story: Story, node_key: str, most: int = CONTEXT_CHARACTERS) -> str:
    """What the model is told of the story: its heading, and the scenes on a shortest way to the
    node, the node itself last; at most `most` characters.

    What does not fit is left out at the far end of the way: the node's own scene counts most, of
    which the end is kept. KeyError when the story has no such node.
    """
    head = (
        f"Title: {story.title[:_TITLE_CHARACTERS]}\n"
        f"Description: {story.description[:_DESCRIPTION_CHARACTERS]}\n"
    )
    room = most - len(head)
    told: list[str] = []
    for node in reversed(_way_to(story, node_key)):
        scene = _scene(node)
        if len(scene) > room:
            if not told:
                told.append(scene[-room:] if room > 0 else "")
            break
        told.append(scene)
        room -= len(scene)
    return (head + "".join(reversed(told)))[:most]


def choices_in(text: str) -> list[str]:
    """The choices that a model wrote, one a line, without the marks of a list."""
    lines = (_MARK.sub("", line).strip().strip('"“”') for line in text.splitlines())
    return [line[:_CHOICE_CHARACTERS] for line in lines if line][:MOST_CHOICES]


def _way_to(story: Story, node_key: str) -> Sequence[Node]:
    """The nodes on a shortest way from the start to the node; it alone where none leads there."""
    target = next((n for n, node in enumerate(story.nodes) if node.key == node_key), None)
    if target is None:
        raise KeyError(node_key)
    start = next((n for n, node in enumerate(story.nodes) if node.start), 0)
    came_from: dict[int, int | None] = {start: None}
    ways: dict[int, list[int]] = {}
    for arrow in graph_of(story).arrows:
        ways.setdefault(arrow.source, []).append(arrow.target)
    waiting = deque([start])
    while waiting and target not in came_from:
        here = waiting.popleft()
        for there in ways.get(here, ()):
            if there not in came_from and there < len(story.nodes):
                came_from[there] = here
                waiting.append(there)
    way: list[Node] = []
    at: int | None = target
    while at is not None:
        way.append(story.nodes[at])
        at = came_from.get(at)
    return way[::-1]


def _scene(node: Node) -> str:
    title = node.title[:_TITLE_CHARACTERS] or node.key[:_TITLE_CHARACTERS]
    choices = "".join(f"\n> {choice.text[:_CHOICE_CHARACTERS]}" for choice in node.choices)
    return f"\n## {title}\n{node.content}{choices}\n"
