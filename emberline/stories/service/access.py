"""Stories as one viewer may reach them: their people work on drafts, readers read what is out."""

from typing import NamedTuple

from sqlalchemy import Connection

from emberline.kit.errors import forbidden, not_found
from emberline.stories.queries import access
from emberline.stories.queries.access import DraftRow, Readable
from emberline.stories.rules.roles import Role, role_of


class Draft(NamedTuple):
    """A draft that the viewer works on, and as what."""

    row: DraftRow
    role: Role


def draft_for(
    conn: Connection, viewer_id: str, story_id: str, need: Role, *, lock: bool = False
) -> Draft:
    """The draft, for one of the story's people who are at least `need`.

    lock: until the commit nobody else changes it. AppError 404 for a story that the viewer cannot
    see at all, 403 for one that they may read, or work on with less than `need`.
    """
    # The lock comes first: what is read then is what the last one to hold it left.
    if lock:
        access.lock_story(conn, story_id)
    row = access.draft_row(conn, viewer_id, story_id)
    if row is None:
        raise not_found("Story")
    role = role_of(viewer_id, row.owner_id, row.collaborates_as, is_admin=bool(row.is_admin))
    if role >= need:
        return Draft(row, role)
    if role == Role.NOBODY:
        readable_story(conn, viewer_id, story_id)
        raise forbidden("Only the story's people work on it. Ask its owner to invite you.")
    raise forbidden(f"This takes the role {need.name.lower()}; yours is {role.name.lower()}.")


def readable_story(conn: Connection, viewer_id: str | None, story_id: str) -> Readable:
    """The published story, for a reader (None: nobody is signed in).

    Its people may read it while it is not listed, too. AppError 404 for one that they cannot see.
    """
    found = access.readable(conn, viewer_id, story_id)
    if found is None:
        raise not_found("Story")
    return found
