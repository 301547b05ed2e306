"""A story as a picture: an SVG that needs nothing else, in light and in dark."""

from html import escape
from unicodedata import east_asian_width

from emberline.stories.engine.document import Story
from emberline.stories.formats.flow.curves import Curve, Point
from emberline.stories.formats.flow.graph import Arrow, Box, Graph, graph_of, shown
from emberline.stories.formats.flow.plan import BOX, planned

_TITLE_MOST = 24
_LABEL_MOST = 24
# A sign besides the colour, for those who do not see it.
_SIGNS = {"scene": "", "ending": "■ ", "puzzle": "? ", "missing": "✕ "}
_START_SIGN = "▶ "

_STYLE = """\
.flow{--page:#fbfaf7;--ink:#22201d;--soft:#6b665f;--box:#fff;--end:#ecdff5;--end-edge:#6b3a87;\
--puzzle:#fdf3d0;--puzzle-edge:#8a6d00;--gone:#fbe1dc;--gone-edge:#b3261e;--begin:#1d6b4f}
@media (prefers-color-scheme:dark){.flow{--page:#191816;--ink:#eeebe5;--soft:#a39d94;--box:#26241f;\
--end:#3a2748;--end-edge:#c79be3;--puzzle:#3d3415;--puzzle-edge:#dcb93c;--gone:#47211d;\
--gone-edge:#ff8a80;--begin:#5fcaa0}}
.flow .page{fill:var(--page)}
.flow text{font:12px system-ui,sans-serif;fill:var(--ink);text-anchor:middle}
.flow .box rect{fill:var(--box);stroke:var(--soft)}
.flow .ending rect{fill:var(--end);stroke:var(--end-edge);stroke-width:2}
.flow .puzzle rect{fill:var(--puzzle);stroke:var(--puzzle-edge)}
.flow .missing rect{fill:var(--gone);stroke:var(--gone-edge);stroke-dasharray:5 3}
.flow .start rect{stroke:var(--begin);stroke-width:3}
.flow path.arrow{fill:none;stroke:var(--soft);stroke-width:1.3}
.flow .asked path.arrow{stroke-dasharray:6 4}
.flow .to-missing path.arrow{stroke:var(--gone-edge)}
.flow marker path{fill:var(--soft)}
.flow .way text{font-size:10px;paint-order:stroke;stroke:var(--page);stroke-width:4px;\
stroke-linejoin:round}"""

_HEAD = (
    '<defs><marker id="flow-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
    ' markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
)


def svg(story: Story) -> str:
    """`story` as an SVG: boxes where their author has put them, or else in layers from the start.

    Endings, puzzles, the start and targets that are missing have a sign and a style; arrows of
    choices with a condition are dashed. Long titles and labels are cut; the whole of them stands in
    the `title` of their element. Linear in nodes and choices but for the sorting.
    """
    graph = graph_of(story)
    plan = planned(graph)
    width, height = f"{plan.width:.0f}", f"{plan.height:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="flow-title flow-desc">',
        f'<title id="flow-title">{_escaped(story.title) or "Story"}</title>',
        f'<desc id="flow-desc">{_described(graph)}</desc>',
        f"<style>{_STYLE}</style>{_HEAD}",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *(
            _drawn_arrow(arrow, curve, graph.boxes[arrow.target])
            for arrow, curve in zip(graph.arrows, plan.curves, strict=True)
        ),
        *map(_drawn_box, graph.boxes, plan.corners),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _described(graph: Graph) -> str:
    kinds = [box.kind for box in graph.boxes]
    start = next((box for box in graph.boxes if box.is_start), None)
    told = [
        f"{len(kinds) - kinds.count('missing')} scenes, {kinds.count('ending')} of them endings",
        f"{len(graph.arrows)} ways on",
        f"it starts at {start.title}" if start else "no start",
    ]
    if missing := kinds.count("missing"):
        told.append(f"{missing} targets are missing")
    return _escaped("; ".join(told) + ".")


def _drawn_box(box: Box, corner: Point) -> str:
    x, y = corner
    classes = f"box {box.kind}" + (" start" if box.is_start else "")
    sign = _START_SIGN if box.is_start else _SIGNS[box.kind]
    radius = 20 if box.kind == "ending" else 6
    return (
        f'<g class="{classes}"><title>{_escaped(box.title)}</title>'
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX[0]:.0f}" height="{BOX[1]:.0f}" rx="{radius}"/>'
        f'<text x="{x + BOX[0] / 2:.0f}" y="{y + BOX[1] / 2 + 4:.0f}">'
        f"{_escaped(_fitted(sign + box.title, _TITLE_MOST))}</text></g>"
    )


def _drawn_arrow(arrow: Arrow, curve: Curve, target: Box) -> str:
    classes = "way" + (" asked" if arrow.condition else "")
    classes += " to-missing" if target.kind == "missing" else ""
    whole = f"{arrow.label} {arrow.outcome}" + (f" [{arrow.condition}]" if arrow.condition else "")
    path = f'<path class="arrow" d="{curve.path}" marker-end="url(#flow-head)"/>'
    label = ""
    if text := _escaped(_fitted(arrow.text(_LABEL_MOST), _LABEL_MOST)):
        x, y = curve.label
        label = f'<text x="{x:.0f}" y="{y + 3:.0f}">{text}</text>'
    return f'<g class="{classes}"><title>{_escaped(whole)}</title>{path}{label}</g>'


def _fitted(text: str, most: int) -> str:
    """`text` cut to `most` places, of which a wide character takes two."""
    places = 0
    for number, character in enumerate(text):
        places += 2 if east_asian_width(character) in "WF" else 1
        if places > most:
            return text[: max(number - 1, 1)].rstrip() + "…"
    return text


def _escaped(text: str) -> str:
    return escape(shown(text))
