"""The whole document of a draft on the wire: read, and put in place of what was there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from emberline.kit.errors import AppError, invalid
from emberline.kit.revisions import Revised, check_revision
from emberline.stories.engine.document import Story as Document
from emberline.stories.formats.registry import read
from emberline.stories.formats.report import Finding, UnreadableError
from emberline.stories.rules.roles import Role
from emberline.stories.service.access import draft_for
from emberline.stories.service.activity import record
from emberline.stories.service.beginnings import Beginning, check_storable, parted
from emberline.stories.service.documents import (
    DraftRows,
    assembled,
    draft_rows,
    store_parts,
)
from emberline.stories.service.drafts import Caller, attach_cover
from emberline.stories.service.story_media import attach

_TOLD_MOST = 20
_COLUMN = re.compile(r"Column (\d+): ")


class StoredDraft(NamedTuple):
    """A draft's rows, and the revision of the whole."""

    rows: DraftRows
    revision: int


def read_draft(conn: Connection, user_id: str, story_id: str) -> StoredDraft:
    """The draft as it is stored, for one of its people. AppError as `draft_for`."""
    draft = draft_for(conn, user_id, story_id, Role.VIEWER)
    return StoredDraft(draft_rows(conn, story_id), draft.row.draft_revision)


def replace_document(conn: Connection, caller: Caller, beginning: Beginning) -> int:
    """Put the document in place of the draft; the draft's revision then.

    What it has as before keeps its own revision. AppError as `draft_for`, 409 for a stale revision,
    428 for a missing one, 400 or 409 for media that the story may not show.
    """
    story_id = beginning.story_id
    draft = draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    check_revision(
        caller.if_match,
        Revised(draft.row.draft_revision, draft.row.changed_by),
        caller.user_id,
        lambda: assembled(draft_rows(conn, story_id)),
    )
    attach_cover(conn, caller, story_id, beginning.parts.cover)
    attach(conn, story_id, caller.user_id, beginning.media_ids, caller.now, field="document")
    store_parts(conn, story_id, beginning.parts, caller.user_id, caller.now)
    record(conn, story_id, caller.user_id, "document.replaced", now=caller.now)
    return draft.row.draft_revision + 1


def parsed(story_id: str, body: bytes) -> tuple[Document, Beginning]:
    """The document in the body of a request, and its parts; slow, for a thread.

    AppError 400 with a detail a finding, by line and column, for what is no document, is several,
    or cannot be kept.
    """
    try:
        imported = read("document.json", body)
    except UnreadableError as error:
        raise _unreadable(error.findings) from None
    if len(imported) > 1:
        raise invalid("document", "Send one story. Several are taken by the bulk import.")
    wrong = [finding for finding in imported[0].findings if finding.code == "encoding"]
    if wrong:
        raise _unreadable(wrong)
    document = imported[0].story
    check_storable(document, "document")
    return document, parted(story_id, document)


class Misread(msgspec.Struct, frozen=True):
    """Why a text is no document, and where; line and column from 1, null where there is none."""

    line: int | None
    column: int | None
    code: str
    message: str


def _unreadable(findings: Sequence[Finding]) -> AppError:
    told = [_misread(finding) for finding in findings]
    details = [
        {"field": f"line {each.line}" if each.line else "document", "message": each.message}
        for each in told[:_TOLD_MOST]
    ]
    detail = f"Correct the document: {details[0]['message']}"
    if told[0].line is not None:
        detail = f"Correct line {told[0].line}, column {told[0].column or 1}: {told[0].message}"
    return AppError(
        "validation",
        400,
        "Validation error",
        detail,
        details=details,
        data={"findings": told},
    )


def _misread(finding: Finding) -> Misread:
    column = _COLUMN.match(finding.message)
    message = finding.message[column.end() :] if column else finding.message
    return Misread(finding.line, int(column[1]) if column else None, finding.code, message)
