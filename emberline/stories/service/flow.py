"""The flow of a draft: its graph, drawn or told, with what readers did on it if asked."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from emberline.kit.errors import too_large
from emberline.stories.engine.document import Choice, Node
from emberline.stories.engine.document import Story as Document
from emberline.stories.formats.flow.dot import dot
from emberline.stories.formats.flow.graph import graph_of
from emberline.stories.formats.flow.mermaid import mermaid
from emberline.stories.formats.flow.svg import svg
from emberline.stories.queries.analytics import version_of
from emberline.stories.rules.figures import Counts, Way, made_of, share, start_of, visits_of
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.schemas.flow import Flow, FlowEdge, FlowNode
from emberline.stories.service.analytics import flow_figures
from emberline.stories.service.whole import StoredDraft, read_draft

MOST_DRAWN = 2_000
"""So many nodes an SVG shows at most: laying them out takes a second, and nobody sees more."""

DRAWN: Mapping[str, Callable[[Document], str]] = {"mermaid": mermaid, "dot": dot, "svg": svg}
"""How a draft is drawn, by the names of formats."""


class Counted(NamedTuple):
    """What was counted of the newest version."""

    version: int
    counts: Counts


class Asked(NamedTuple):
    """A draft and, where it was asked for and something is out, what was counted."""

    draft: StoredDraft
    counted: Counted | None


def read_flow(
    conn: Connection, user_id: str, story_id: str, now: datetime, *, with_analytics: bool
) -> Asked:
    """What the flow of a draft is made of, for one of its people. AppError as `draft_for`."""
    draft = read_draft(conn, user_id, story_id)
    version = version_of(conn, story_id, None) if with_analytics else None
    if version is None:
        return Asked(draft, None)
    counts = flow_figures(conn, story_id, version.id, now)
    return Asked(draft, Counted(version.number, counts))


def flow_of(story_id: str, document: Document, counted: Counted | None) -> Flow:
    """The draft as boxes and arrows; pure work, for a thread."""
    graph = graph_of(document)
    visits = visits_of(counted.counts, start_of(document)) if counted else {}
    left = counted.counts.left if counted else {}
    nodes = [
        FlowNode(
            node_id=node_id(story_id, box.key),
            key=box.key,
            node_title=box.title,
            kind=box.kind,
            is_starting_node=box.is_start,
            position=box.position,
            visits=visits.get(box.key, 0) if counted else None,
            left=left.get(box.key, 0) if counted else None,
        )
        for box in graph.boxes
    ]
    chosen = _Chosen(counted.counts) if counted else None
    edges = [
        FlowEdge(
            from_node_id=nodes[arrow.source].node_id,
            to_node_id=nodes[arrow.target].node_id,
            choice_id=None if choice is None else choice_id(story_id, node.key, choice.key),
            label=arrow.label,
            outcome=arrow.outcome,
            condition=arrow.condition,
            times=chosen.times(node, choice, nodes[arrow.target].key) if chosen else None,
            share=chosen.share(node, choice) if chosen and choice else None,
        )
        for arrow, (node, choice) in zip(graph.arrows, _ways_of(document), strict=True)
    ]
    return Flow(nodes, edges, counted.version if counted else None)


def drawn(document: Document, counted: Counted | None, format: str) -> str:
    """The draft in a format of `DRAWN`; pure and slow work, for a thread.

    With counts a node's title ends in how often readers came there, a choice's text in its share.
    AppError 413 for an SVG of more than MOST_DRAWN nodes.
    """
    if format == "svg" and len(document.nodes) > MOST_DRAWN:
        detail = f"An SVG shows at most {MOST_DRAWN:,} nodes. Ask for another format."
        raise too_large("Story too large to draw", detail)
    return DRAWN[format](_labelled(document, counted.counts) if counted else document)


class _Chosen:
    """How often each way was gone, and how much of its node's choices that is."""

    def __init__(self, counts: Counts) -> None:
        self._ways = counts.ways
        self._made = made_of(counts)
        self._at: dict[str, int] = {}
        for (node, _), times in self._made.items():
            self._at[node] = self._at.get(node, 0) + times

    def times(self, node: Node, choice: Choice | None, to: str) -> int:
        """How often the way from `node` to `to` was gone; choice: None for a puzzle's."""
        return self._ways.get(Way(node.key, choice.key if choice else None, to), 0)

    def share(self, node: Node, choice: Choice) -> float:
        """The part that a choice has of what was chosen at its node."""
        return share(self._made.get((node.key, choice.key), 0), self._at.get(node.key, 0))


def _ways_of(document: Document) -> Iterator[tuple[Node, Choice | None]]:
    """The node and choice of each arrow of the graph, in the order of `graph_of`."""
    for node in document.nodes:
        for choice in node.choices:
            yield from [(node, choice)] * (1 if choice.roll is None else 2)
        if node.puzzle is not None:
            yield from [(node, None)] * (1 if node.puzzle.failure is None else 2)


def _labelled(document: Document, counts: Counts) -> Document:
    visits = visits_of(counts, start_of(document))
    chosen = _Chosen(counts)
    nodes = [
        msgspec.structs.replace(
            node,
            title=f"{visits.get(node.key, 0)} · {node.title or node.key}",
            choices=tuple(
                msgspec.structs.replace(
                    choice, text=f"{chosen.share(node, choice):.0%} {choice.text}"
                )
                for choice in node.choices
            ),
        )
        for node in document.nodes
    ]
    return msgspec.structs.replace(document, nodes=tuple(nodes))
