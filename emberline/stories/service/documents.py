"""The whole document of a draft: read, and put in place of what was there."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, select, update

from emberline.kit.db import Identifier, hot_many
from emberline.kit.errors import not_found
from emberline.kit.ids import is_id
from emberline.media.models import Media
from emberline.stories.engine.document import Story
from emberline.stories.models import drafts as models
from emberline.stories.models.people import StoryMedia
from emberline.stories.queries.drafts import (
    ChoiceRow,
    NodeRow,
    StoryRow,
    choice_bodies,
    choices_of,
    node_bodies,
    nodes_of,
    story_row,
)
from emberline.stories.rules.parts import (
    ChoicePart,
    Heading,
    NodePart,
    choice_parts,
    declarations_of,
    heading_of,
    node_from,
    node_parts,
    story_from,
)
from emberline.stories.service.part_rows import (
    BY,
    DELETE_CHOICES,
    DELETE_NODES,
    INSERT_CHOICES,
    INSERT_NODES,
    OF_ID,
    PLACE_CHOICES,
    PLACE_NODES,
    UPDATE_CHOICES,
    UPDATE_NODES,
)


class DraftRows(NamedTuple):
    """All rows of a draft, which `assembled` makes a document of."""

    story: StoryRow
    nodes: Sequence[Row[str, str, bytes]]
    choices: Sequence[Row[str, bytes]]


class Parts(NamedTuple):
    """A document in the parts that a draft stores."""

    heading: Heading
    declarations: bytes
    nodes: Sequence[NodePart]
    choices: Sequence[ChoicePart]
    cover: str | None
    """The id of the picture on the cover; None where it is no file here."""


def load_document(conn: Connection, story_id: str) -> Story:
    """The draft as a document. AppError 404 when there is no such story.

    Whoever calls has decided that the viewer may have it.
    """
    return assembled(draft_rows(conn, story_id))


def draft_rows(conn: Connection, story_id: str) -> DraftRows:
    """What `assembled` makes the document of, outside of the transaction. AppError as above."""
    row = story_row(conn, story_id)
    if row is None:
        raise not_found("Story")
    return DraftRows(row, node_bodies(conn, story_id), choice_bodies(conn, story_id))


def assembled(rows: DraftRows) -> Story:
    """The draft as a document; pure work, for a thread where a draft is large."""
    bodies: dict[str, list[bytes]] = defaultdict(list)
    for choice in rows.choices:
        bodies[choice.node_id].append(choice.body)
    nodes = [node_from(node.body, bodies[node.id]) for node in rows.nodes]
    return story_from(Heading._make(rows.story[:7]), rows.story.declarations, nodes)


def parts_of(story_id: str, document: Story) -> Parts:
    """The document in its parts; pure work, for a thread where it is large."""
    return Parts(
        heading_of(document),
        declarations_of(document),
        node_parts(story_id, document.nodes),
        choice_parts(story_id, document.nodes),
        document.cover if document.cover and is_id(document.cover) else None,
    )


def store_document(
    conn: Connection, story_id: str, document: Story, by: str, now: datetime
) -> None:
    """Make `document` the draft; what it has as before keeps its revision and who changed it.

    The story's row is locked (`draft_for(…, lock=True)`) or new. Its revisions are counted up here.
    """
    store_parts(conn, story_id, parts_of(story_id, document), by, now)


def store_parts(conn: Connection, story_id: str, parts: Parts, by: str, now: datetime) -> None:
    """`store_document` of a document that is in its parts already."""
    _store_heading(conn, story_id, parts, by, now)
    were_nodes = {row.id: row for row in nodes_of(conn, story_id)}
    were_choices = {row.id: row for row in choices_of(conn, story_id)}
    _delete(conn, DELETE_CHOICES, were_choices.keys() - {part.id for part in parts.choices})
    _delete(conn, DELETE_NODES, were_nodes.keys() - {part.id for part in parts.nodes})
    stamp = {"changed_by": by, "changed_at": now}
    _store_nodes(conn, story_id, parts.nodes, were_nodes, stamp)
    _store_choices(conn, story_id, parts.choices, were_choices, stamp)


def _store_nodes(
    conn: Connection,
    story_id: str,
    nodes: Sequence[NodePart],
    were: dict[str, NodeRow],
    stamp: dict[str, Any],
) -> None:
    fresh = [part for part in nodes if part.id not in were]
    rows = [{**part._asdict(), "story_id": story_id, "revision": 1, **stamp} for part in fresh]
    hot_many(conn, INSERT_NODES, rows)
    changed = [part for part in nodes if _node_changed(part, were.get(part.id))]
    hot_many(conn, UPDATE_NODES, [_node_binds(part, stamp) for part in changed])
    moved = [part for part in nodes if _moved(part, were.get(part.id))]
    hot_many(conn, PLACE_NODES, [{"of_id": p.id, "new_position": p.position} for p in moved])


def _store_choices(
    conn: Connection,
    story_id: str,
    choices: Sequence[ChoicePart],
    were: dict[str, ChoiceRow],
    stamp: dict[str, Any],
) -> None:
    fresh = [part for part in choices if part.id not in were]
    rows = [{**part._asdict(), "story_id": story_id, "revision": 1, **stamp} for part in fresh]
    hot_many(conn, INSERT_CHOICES, rows)
    changed = [p for p in choices if p.id in were and p.body != were[p.id].body]
    binds = [{"of_id": part.id, "new_body": part.body, **_new(stamp)} for part in changed]
    hot_many(conn, UPDATE_CHOICES, binds)
    moved = [part for part in choices if _moved(part, were.get(part.id))]
    hot_many(conn, PLACE_CHOICES, [{"of_id": p.id, "new_position": p.position} for p in moved])


def _store_heading(conn: Connection, story_id: str, parts: Parts, by: str, now: datetime) -> None:
    values = {f"new_{name}": value for name, value in parts.heading._asdict().items()}
    values |= {"new_declarations": parts.declarations, "new_cover": parts.cover}
    conn.execute(_UPDATE_STORY, {**values, "of_id": story_id, "by": by, "at": now})


def _node_changed(part: NodePart, was: NodeRow | None) -> bool:
    return was is not None and part.body != was.body


def _moved(part: NodePart | ChoicePart, was: NodeRow | ChoiceRow | None) -> bool:
    return was is not None and part.position != was.position


def _node_binds(part: NodePart, stamp: dict[str, Any]) -> dict[str, Any]:
    binds = {"of_id": part.id, "new_body": part.body, "new_is_ending": part.is_ending}
    return {**binds, **_new(stamp)}


def _new(stamp: dict[str, Any]) -> dict[str, Any]:
    return {"by": stamp["changed_by"], "at": stamp["changed_at"]}


def _delete(conn: Connection, statement: Any, ids: set[str]) -> None:
    hot_many(conn, statement, [{"of_id": each} for each in sorted(ids)])


# Only a picture that the story shows already can be its cover.
_COVER = (
    select(StoryMedia.media_id)
    .join(Media, Media.id == StoryMedia.media_id)
    .where(
        StoryMedia.story_id == OF_ID,
        StoryMedia.media_id == bindparam("new_cover", type_=Identifier),
        Media.kind == "image",
    )
    .scalar_subquery()
)
_UPDATE_STORY = (
    update(models.Story)
    .where(models.Story.id == OF_ID)
    .values(
        **{name: bindparam(f"new_{name}") for name in (*Heading._fields, "declarations")},
        cover_media_id=_COVER,
        revision=models.Story.revision + 1,
        draft_revision=models.Story.draft_revision + 1,
        changed_by=BY,
        updated_at=bindparam("at"),
    )
)
