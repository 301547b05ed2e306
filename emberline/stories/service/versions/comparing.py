"""What differs between two versions, or a version and the draft."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from emberline.kit.db import Database
from emberline.kit.paging import Page, PageRequest
from emberline.stories.engine.document import Story
from emberline.stories.rules.diff import (
    Comparison,
    NodeChange,
    NodePair,
    NodePlace,
    compare,
    node_change,
)
from emberline.stories.rules.roles import Role
from emberline.stories.schemas.versions import Diff
from emberline.stories.service.access import draft_for
from emberline.stories.service.documents import DraftRows, assembled, draft_rows
from emberline.stories.service.playables import unpack
from emberline.stories.service.versions.listing import frozen_or_404

DRAFT = "draft"
# A page ends early where its texts are long: a single node may have 20 MB of them.
_PAGE_BYTES = 1_000_000


class Sides(NamedTuple):
    """What is compared: the number of a version as text, or `draft`."""

    before: str
    after: str


async def diff(
    database: Database,
    viewer_id: str,
    story_id: str,
    sides: Sides,
    asked: PageRequest[NodePlace],
) -> Page[Diff]:
    """How two sides differ, with a page of the nodes that do: one row, and where the next begins.

    AppError as `draft_for`, 404 for a version that there is not.
    """
    stored = await database.read(_load, viewer_id, story_id, sides)
    return await asyncio.to_thread(_compared, story_id, sides, stored, asked)


def _load(conn: Connection, viewer_id: str, story_id: str, sides: Sides) -> list[DraftRows | bytes]:
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    return [
        draft_rows(conn, story_id)
        if side == DRAFT
        else frozen_or_404(conn, story_id, int(side)).document
        for side in sides
    ]


def _compared(
    story_id: str,
    sides: Sides,
    stored: Sequence[DraftRows | bytes],
    asked: PageRequest[NodePlace],
) -> Page[Diff]:
    before, after = (_document(each) for each in stored)
    comparison = compare(before, after)
    nodes, last = _page(story_id, comparison, asked)
    shown = Diff(story_id, sides.before, sides.after, comparison.totals, comparison.story, nodes)
    return Page([shown], last)


def _page(
    story_id: str, comparison: Comparison, asked: PageRequest[NodePlace]
) -> tuple[list[NodeChange], NodePlace | None]:
    """A page of nodes, and the place of its last one where more follow."""
    left = [pair for pair in comparison.nodes if asked.after is None or pair.place > asked.after]
    nodes: list[NodeChange] = []
    size = 0
    for pair in left[: asked.limit]:
        if size > _PAGE_BYTES:
            break
        nodes.append(node_change(story_id, pair))
        size += len(msgspec.json.encode(nodes[-1]))
    shown: Sequence[NodePair] = left[: len(nodes)]
    return nodes, shown[-1].place if len(left) > len(nodes) else None


def _document(stored: DraftRows | bytes) -> Story:
    return unpack(stored) if isinstance(stored, bytes) else assembled(stored)
