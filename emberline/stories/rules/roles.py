"""Who may do what with a story: its people's roles, and what readers may."""

from enum import IntEnum


class Role(IntEnum):
    """What someone is to a story; each may do what those before it may."""

    NOBODY = 0
    VIEWER = 1
    EDITOR = 2
    OWNER = 3


ROLES = {"viewer": Role.VIEWER, "editor": Role.EDITOR, "owner": Role.OWNER}
"""The roles by their names on the wire and in the table."""


def role_of(
    viewer_id: str | None, owner_id: str, collaborates_as: str | None, *, is_admin: bool
) -> Role:
    """The role of a viewer (None: nobody is signed in). Administrators may what owners may."""
    if viewer_id is None:
        return Role.NOBODY
    if viewer_id == owner_id or is_admin:
        return Role.OWNER
    return ROLES.get(collaborates_as or "", Role.NOBODY)
