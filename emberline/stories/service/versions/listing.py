"""Versions as the story's people look at them: listed, one, with its document or without."""

from typing import NamedTuple

from sqlalchemy import Connection

from emberline.kit.errors import not_found
from emberline.kit.paging import Page, PageRequest
from emberline.stories.queries.versions import (
    FrozenRow,
    VersionPlace,
    VersionRow,
    frozen_document,
    version_of,
    versions_of,
)
from emberline.stories.rules.roles import Role
from emberline.stories.service.access import draft_for


class OneVersion(NamedTuple):
    """A version; document: as it is stored, None where it was not asked for."""

    row: VersionRow
    document: bytes | None


def list_versions(
    conn: Connection, viewer_id: str, story_id: str, asked: PageRequest[VersionPlace]
) -> Page[VersionRow]:
    """A page of the published versions, the newest first. AppError as `draft_for`."""
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    return versions_of(conn, story_id, asked)


def one_version(
    conn: Connection, viewer_id: str, story_id: str, number: int, *, with_document: bool
) -> OneVersion:
    """A published version. AppError as `draft_for`, 404 for a number that was never given."""
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    row = version_of(conn, story_id, number)
    if row is None:
        raise not_found("Version")
    document = frozen_or_404(conn, story_id, number).document if with_document else None
    return OneVersion(row, document)


def frozen_or_404(conn: Connection, story_id: str, number: int) -> FrozenRow:
    """The stored document of a version; whoever calls has asked who the viewer is.

    AppError 404 for a number that was never given.
    """
    found = frozen_document(conn, story_id, number)
    if found is None:
        raise not_found("Version")
    return found
