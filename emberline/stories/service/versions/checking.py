"""What the engine's check says of a draft, or of what readers have."""

import asyncio
from collections import OrderedDict
from typing import NamedTuple

from sqlalchemy import Connection

from emberline.kit.db import Database
from emberline.kit.errors import not_found
from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import CheckReport
from emberline.stories.engine.document import Story
from emberline.stories.queries.access import draft_row
from emberline.stories.queries.versions import document_of
from emberline.stories.rules.roles import Role, role_of
from emberline.stories.service.access import readable_story
from emberline.stories.service.documents import DraftRows, assembled, draft_rows
from emberline.stories.service.playables import unpack

_REPORTS_MOST = 64


class Subject(NamedTuple):
    """What is checked: a draft at a revision, or a version, which has none."""

    id: str
    revision: int | None


class Checked(NamedTuple):
    """A document and what the check says of it."""

    document: Story
    report: CheckReport


async def validate(database: Database, viewer_id: str | None, story_id: str) -> CheckReport:
    """The check of the draft for the story's people, of what is published for readers.

    viewer_id: None where nobody is signed in. AppError 404 for a story that they cannot see.
    """
    known = _reports.get(await database.read(_subject, viewer_id, story_id))
    if known is not None:
        return known
    subject, stored = await database.read(_stored, viewer_id, story_id)
    report = await asyncio.to_thread(_checked, stored)
    _reports[subject] = report
    while len(_reports) > _REPORTS_MOST:
        _reports.popitem(last=False)
    return report


def checked_draft(rows: DraftRows) -> Checked:
    """The document that the rows of a draft make, checked; for a thread."""
    document = assembled(rows)
    return Checked(document, check(document))


def _checked(stored: DraftRows | bytes) -> CheckReport:
    return check(unpack(stored) if isinstance(stored, bytes) else assembled(stored))


def _subject(conn: Connection, viewer_id: str | None, story_id: str) -> Subject:
    """What the viewer has checked: the draft if they are one of the story's people."""
    row = None if viewer_id is None else draft_row(conn, viewer_id, story_id)
    if row is not None:
        role = role_of(viewer_id, row.owner_id, row.collaborates_as, is_admin=bool(row.is_admin))
        if role >= Role.VIEWER:
            return Subject(story_id, row.draft_revision)
    return Subject(readable_story(conn, viewer_id, story_id).version_id, None)


def _stored(
    conn: Connection, viewer_id: str | None, story_id: str
) -> tuple[Subject, DraftRows | bytes]:
    subject = _subject(conn, viewer_id, story_id)
    if subject.revision is not None:
        return subject, draft_rows(conn, story_id)
    document = document_of(conn, subject.id)
    if document is None:
        raise not_found("Story")
    return subject, document


# The last ones, for a story that everybody may ask for is checked once. Used on the event loop.
_reports: OrderedDict[Subject, CheckReport] = OrderedDict()
