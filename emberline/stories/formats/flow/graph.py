"""A story as boxes and arrows, whatever it is drawn with."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from emberline.stories.engine.document import Choice, Node, Position, Story

# What no XML may hold, and what ends or turns a line.
_UNSHOWN = re.compile("[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")

_SECONDS_MOST = 10**6


class Box(NamedTuple):
    """A node, or, `missing`, a key that something leads to and no node has.

    title: on one line, never empty. position: where its author has put it.
    """

    key: str
    title: str
    kind: Literal["scene", "ending", "puzzle", "missing"]
    is_start: bool = False
    position: Position | None = None


class Arrow(NamedTuple):
    """A way from one box to another, by their numbers. label: on one line, may be empty.

    outcome: of dice or a puzzle, as `≥ 7`, or "". condition: as it is written, on one line, or "".
    """

    source: int
    target: int
    label: str
    outcome: str = ""
    condition: str = ""

    def text(self, most: int) -> str:
        """Label and outcome, of `most` characters at most: what is cut is the label."""
        if not self.outcome:
            return cut(self.label, most)
        return f"{cut(self.label, most - len(self.outcome) - 1)} {self.outcome}".strip()


class Graph(NamedTuple):
    """The boxes, missing ones last, and the arrows in the order of the choices."""

    boxes: Sequence[Box]
    arrows: Sequence[Arrow]


def graph_of(story: Story) -> Graph:
    """The boxes and arrows of `story`. Of a key that stands twice the first node is led to."""
    boxes = [_box(node) for node in story.nodes]
    numbers: dict[str, int] = {}
    for number, node in enumerate(story.nodes):
        numbers.setdefault(node.key, number)
    arrows = []
    for source, node in enumerate(story.nodes):
        for key, label, outcome, condition in _ways(node):
            if key not in numbers:
                numbers[key] = len(boxes)
                boxes.append(Box(key, shown(key) or "nowhere", "missing"))
            arrows.append(Arrow(source, numbers[key], label, outcome, condition))
    return Graph(boxes, arrows)


def shown(text: str) -> str:
    """`text` on one line, without what no picture can show."""
    return _UNSHOWN.sub(" ", text).strip()


def cut(text: str, most: int) -> str:
    """`text` with at most `most` characters, the last one an ellipsis where it was longer."""
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"


def _box(node: Node) -> Box:
    title = shown(node.title) or shown(node.key) or "untitled"
    if node.is_ending:
        return Box(node.key, title, "ending", node.start, node.position)
    kind: Literal["puzzle", "scene"] = "scene" if node.puzzle is None else "puzzle"
    return Box(node.key, title, kind, node.start, node.position)


def _ways(node: Node) -> Iterator[tuple[str, str, str, str]]:
    """The key, label, outcome and condition of each way on from `node`."""
    for choice in node.choices:
        label, condition = _label(choice), shown(choice.condition or "")
        if choice.roll is None:
            yield choice.to, label, "", condition
        else:
            target = choice.roll.target
            yield choice.roll.success, label, f"≥ {target}", condition
            yield choice.roll.failure, label, f"< {target}", condition
    if node.puzzle is not None:
        yield node.puzzle.success, "", "solved", ""
        if node.puzzle.failure is not None:
            yield node.puzzle.failure, "", "not solved", ""


def _label(choice: Choice) -> str:
    text = shown(choice.text)
    letter = shown(choice.letter or "")
    label = f"{letter}: {text}" if letter and text else letter or text
    if choice.timer is not None:
        label += f" ({min(max(choice.timer.seconds, 0), _SECONDS_MOST):g} s)"
    if choice.roll is not None:
        modifier = f" + {shown(choice.roll.modifier)}" if choice.roll.modifier else ""
        label += f" ({shown(choice.roll.dice)}{modifier})"
    return label
