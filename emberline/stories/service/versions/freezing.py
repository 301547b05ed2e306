"""Freezing a document: a version, which is never changed again."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert

from emberline.kit.ids import new_id
from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import Metrics
from emberline.stories.engine.document import Story
from emberline.stories.models.versions import StoryVersion
from emberline.stories.service.playables import pack


class Frozen(NamedTuple):
    """A document as a version holds it."""

    document: bytes
    nodes_count: int
    endings_count: int
    words: int


def frozen(document: Story, metrics: Metrics) -> Frozen:
    """`document`, which `check` measured, ready to be stored.

    Takes a second for a story of 100,000 nodes: not for a transaction.
    """
    return Frozen(pack(document), metrics.nodes, metrics.endings, metrics.words)


def freeze(
    conn: Connection, story_id: str, document: Story, number: int | None, by: str, now: datetime
) -> str:
    """Keep `document`, a small one, as a version of the story; returns the version's id.

    number: None for a playtest's. It is checked and packed here: where the document may be large,
    `frozen` outside and `store_frozen` in the transaction.
    """
    return store_frozen(conn, story_id, frozen(document, check(document).metrics), number, by, now)


def store_frozen(
    conn: Connection, story_id: str, version: Frozen, number: int | None, by: str, now: datetime
) -> str:
    """Store a version of the story; returns its id.

    The numbers of a story grow by one: whoever gives one has locked the story.
    """
    version_id = new_id()
    conn.execute(
        _INSERT,
        {
            "id": version_id,
            "story_id": story_id,
            "number": number,
            **version._asdict(),
            "frozen_by": by,
            "frozen_at": now,
        },
    )
    return version_id


_INSERT = insert(StoryVersion)
