"""A story that is sound, to which a test adds what is not; and what a check tells of it."""

from typing import Any

from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import Finding
from emberline.stories.engine.document import Choice, Node, Story
from tests.stories.engine import factories
from tests.stories.engine.factories import choice

END = factories.ending("end", content="The lamp goes out.")


def scene(key: str, *choices: Choice, **more: Any) -> Node:
    """A node with a content."""
    return factories.node(key, *choices, **{"content": "Gulls, and a wet quay.", **more})


def quay(*choices: Choice, **more: Any) -> Node:
    """The first scene: these choices, and one that leads to the ending."""
    return scene("quay", choice("on", "end"), *choices, **more)


def story(*nodes: Node, **more: Any) -> Story:
    """A story of `nodes` and an ending; the first is the start."""
    return factories.story(*nodes, END, **more)


def errors(checked: Story) -> list[str]:
    """The errors of a story: `code`, `code node` or `code node/choice` each."""
    return [_named(each) for each in check(checked).errors]


def warnings(checked: Story) -> list[str]:
    """The warnings of a story: `code`, `code node` or `code node/choice` each."""
    return [_named(each) for each in check(checked).warnings]


def _named(finding: Finding) -> str:
    where = [part for part in (finding.node, finding.choice) if part is not None]
    return f"{finding.code} {'/'.join(where)}".rstrip()
