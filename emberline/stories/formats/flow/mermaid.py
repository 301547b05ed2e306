"""A story as a Mermaid flowchart, which wikis and code hosts draw."""

import re

from emberline.stories.engine.document import Story
from emberline.stories.formats.flow.graph import Arrow, Box, cut, graph_of, shown

_TITLE_MOST = 60
_LABEL_MOST = 60

# Whatever else means something to Mermaid, Markdown or HTML stands as the number of its character.
_PLAIN = re.compile(r"[^\w ,!?'()/…≥]")
_SHAPES = {
    "scene": ('["', '"]'),
    "ending": ('(["', '"])'),
    "puzzle": ('{{"', '"}}'),
    "missing": ('[/"', '"/]'),
}
_STYLES = """\
    classDef start stroke-width:4px
    classDef ending fill:#e8d5f2,stroke:#6b3a87,color:#2b1238
    classDef puzzle fill:#fdf0c8,stroke:#8a6d00,color:#3a2e00
    classDef missing fill:#fbd9d3,stroke:#b3261e,color:#5c0f0a,stroke-dasharray:4 3
"""


def mermaid(story: Story) -> str:
    """`story` as a flowchart: endings round, puzzles six-sided, targets that are missing slanted.

    The start has a thick border, choices with a condition are dotted, a roll is two arrows. Mermaid
    draws 500 arrows and 50,000 characters unless whoever shows it allows it more (`maxEdges`,
    `maxTextSize`); a text cannot ask for that itself.
    """
    graph = graph_of(story)
    # Mermaid undoes no escapes in this line.
    title = " ".join(_PLAIN.sub(" ", cut(shown(story.title), _TITLE_MOST)).split())
    lines = ["flowchart TD", f"    accTitle: {title or 'story'}"]
    lines += [_node(number, box) for number, box in enumerate(graph.boxes)]
    lines += map(_link, graph.arrows)
    return "\n".join(lines) + "\n" + _STYLES


def _node(number: int, box: Box) -> str:
    begin, end = _SHAPES[box.kind]
    classes: list[str] = [box.kind] if box.kind != "scene" else []
    classes += ["start"] if box.is_start else []
    text = f"    n{number}{begin}{_escaped(cut(box.title, _TITLE_MOST))}{end}"
    return "\n".join([text, *(f"    class n{number} {name}" for name in classes)])


def _link(arrow: Arrow) -> str:
    line = "-.->" if arrow.condition else "-->"
    text = _escaped(arrow.text(_LABEL_MOST))
    label = f'|"{text}"|' if text else ""
    return f"    n{arrow.source} {line}{label} n{arrow.target}"


def _escaped(text: str) -> str:
    return _PLAIN.sub(lambda match: f"#{ord(match[0])};", text)
