"""A story as a Graphviz graph."""

from emberline.stories.engine.document import Story
from emberline.stories.formats.flow.graph import Arrow, Box, cut, graph_of, shown

_TITLE_MOST = 60
_LABEL_MOST = 60

_STYLES = {
    "scene": 'style="rounded,filled", fillcolor="#f4f1ea"',
    "ending": 'style="rounded,filled", peripheries=2, fillcolor="#e8d5f2"',
    "puzzle": 'style="filled", shape=hexagon, fillcolor="#fdf0c8"',
    "missing": 'style="dashed,filled", fillcolor="#fbd9d3", color="#b3261e"',
}


def dot(story: Story) -> str:
    """`story` as a directed graph in the DOT language.

    Endings have two borders, puzzles six sides, targets that are missing a dashed border, the start
    a thick one; arrows of choices with a condition are dashed, and their tooltip tells it. The
    source of the escapes: graphviz.org/doc/info/lang.html, which undoes HTML entities as well.
    """
    graph = graph_of(story)
    lines = [
        "digraph story {",
        f"    graph [label={_quoted(cut(story.title, _TITLE_MOST))}, labelloc=t];",
        '    node [shape=box, fontname="sans-serif", color="#57534a"];',
        '    edge [fontname="sans-serif", fontsize=10, color="#57534a"];',
        *(_node(number, box) for number, box in enumerate(graph.boxes)),
        *map(_edge, graph.arrows),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _node(number: int, box: Box) -> str:
    title, key = _quoted(cut(box.title, _TITLE_MOST)), _quoted(box.key)
    style = _STYLES[box.kind] + (", penwidth=3" if box.is_start else "")
    return f"    n{number} [label={title}, tooltip={key}, {style}];"


def _edge(arrow: Arrow) -> str:
    attributes = [f"label={_quoted(arrow.text(_LABEL_MOST))}"]
    if arrow.condition:
        attributes += ["style=dashed", f"tooltip={_quoted(arrow.condition)}"]
    return f"    n{arrow.source} -> n{arrow.target} [{', '.join(attributes)}];"


def _quoted(text: str) -> str:
    escaped = shown(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'"{escaped}"'
