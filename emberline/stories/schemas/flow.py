"""The graph of a draft, with what readers did on it."""

from typing import Annotated, Any

import msgspec

from emberline.kit.answers import one_of
from emberline.stories.engine.document import Position

KINDS = ("scene", "ending", "puzzle", "missing")
_ID = "0197a1b2-7c4e-7000-8000-0000000000"


class FlowNode(msgspec.Struct, frozen=True):
    """A node, or, `missing`, a key that something leads to and no node has.

    visits: how often readers of the newest version came there; left: how many plays were left
    there. Both null unless analytics were asked for.
    """

    node_id: str
    key: str
    node_title: str
    kind: Annotated[str, one_of(KINDS)]
    is_starting_node: bool
    position: Position | None
    visits: int | None = None
    left: int | None = None


class FlowEdge(msgspec.Struct, frozen=True):
    """A way on. choice_id: null for a puzzle's. outcome: of dice or a puzzle, as `≥ 7`, or "".

    times: how often it was gone, share: of what was chosen at its node, 0 to 1.
    """

    from_node_id: str
    to_node_id: str
    choice_id: str | None
    label: str
    outcome: str
    condition: str
    times: int | None = None
    share: float | None = None


class Flow(msgspec.Struct, frozen=True):
    """A draft as boxes and arrows. version: whose readers were counted; null for none."""

    nodes: list[FlowNode]
    edges: list[FlowEdge]
    version: int | None


FLOW_EXAMPLE: dict[str, Any] = {
    "nodes": [
        {
            "node_id": f"{_ID}d1",
            "key": "well",
            "node_title": "At the well",
            "kind": "scene",
            "is_starting_node": True,
            "position": None,
            "visits": 120,
            "left": 4,
        }
    ],
    "edges": [
        {
            "from_node_id": f"{_ID}d1",
            "to_node_id": f"{_ID}d2",
            "choice_id": f"{_ID}e1",
            "label": "Climb down",
            "outcome": "",
            "condition": "has(rope)",
            "times": 90,
            "share": 0.75,
        }
    ],
    "version": 3,
}
"""A `Flow`, for the documentation of the call."""
