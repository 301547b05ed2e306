"""Links to stories: one of each by each person who passes it on, and what a code leads to."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.db import Identifier
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import not_found
from emberline.kit.ids import new_id, new_secret
from emberline.stories.models.reviews import StoryLink

_CODE_BYTES = 12
_A_CODE = re.compile(r"[A-Za-z0-9_-]{16}")


class Resolved(NamedTuple):
    """The link that a code names, and the story behind it, whatever became of it."""

    link_id: str
    story_id: str


def code_for(conn: Connection, sharer_id: str, story_id: str, now: datetime) -> str:
    """The code of the sharer's link to the story: made once, 96 bits of chance, then the same.

    Whoever calls has decided that the sharer may read the story. AppError 404 when it is deleted
    at the same moment.
    """
    row = {
        "id": new_id(),
        "story_id": story_id,
        "sharer_id": sharer_id,
        "code": new_secret(_CODE_BYTES),
        "created_at": now,
    }
    try:
        conn.execute(_INSERT[conn.dialect.name], row)
    except IntegrityError:
        raise not_found("Story") from None
    code: str = conn.execute(_CODE, {"of_story": story_id, "of_sharer": sharer_id}).scalar_one()
    return code


def resolve(conn: Connection, code: str) -> Resolved | None:
    """What the code leads to; None for any other text. It does not say who may read the story."""
    if _A_CODE.fullmatch(code) is None:
        return None
    row = conn.execute(_RESOLVE, {"of_code": code}).first()
    return None if row is None else Resolved._make(row)


def links_of(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """The links by which the user passed stories on, for the export, the oldest first."""
    return [dict(row) for row in conn.execute(_EXPORT, {"of_sharer": user_id}).mappings()]


def _inserting(dialect: Any) -> Any:
    columns = StoryLink.__table__.c
    values = {column.name: bindparam(column.name, type_=column.type) for column in columns}
    return (
        dialect.insert(StoryLink)
        .values(values)
        .on_conflict_do_nothing(index_elements=[StoryLink.story_id, StoryLink.sharer_id])
    )


_OF_SHARER = StoryLink.sharer_id == bindparam("of_sharer", type_=Identifier)
_INSERT = {"sqlite": _inserting(sqlite), "postgresql": _inserting(postgresql)}
_CODE = select(StoryLink.code).where(
    StoryLink.story_id == bindparam("of_story", type_=Identifier), _OF_SHARER
)
_RESOLVE = select(StoryLink.id, StoryLink.story_id).where(
    StoryLink.code == bindparam("of_code", type_=String)
)
_EXPORT = (
    select(StoryLink.id, StoryLink.story_id, StoryLink.code, StoryLink.created_at)
    .where(_OF_SHARER)
    .order_by(StoryLink.created_at, StoryLink.id)
)
