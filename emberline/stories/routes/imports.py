"""Bulk import: files of stories become drafts, at once or by a job."""

from collections.abc import Sequence

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InViewer, Viewer
from emberline.kit.answers import Envelope, EnvelopedPage, documented, listed_in_envelope
from emberline.kit.errors import AppError, invalid, unsupported_type
from emberline.kit.idempotency import Idempotency, InIdempotency
from emberline.kit.ids import Id
from emberline.kit.limits import Rate, enforce
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime, Runtime
from emberline.media.bundles import Bundle, bundled_files
from emberline.media.forms import is_multipart
from emberline.media.jobs import bury
from emberline.stories.queries.imports import ImportRow, OutcomePlace, OutcomeRow
from emberline.stories.schemas.imports import (
    ImportedNow,
    ImportFailure,
    ImportOutcome,
    ImportReport,
    ImportStarted,
    ImportState,
)
from emberline.stories.service.transfer import importing
from emberline.stories.service.transfer.child import is_archive
from emberline.stories.service.transfer.importing import Ready
from emberline.stories.service.transfer.receiving import kept, read_now

router = APIRouter(prefix="/api/admin/stories", tags=["authoring"])

RATE = Rate("imports", 60, 3600)
FILES_MOST = 2_000
SMALL_BYTES = 5 * 1024 * 1024
"""One file of at most so many bytes is imported while its sender waits."""
FILE_BYTES = 20 * 1024 * 1024
ARCHIVE_BYTES = 100 * 1024 * 1024

_CURSOR = "imported stories"
_NO_FILE = "Send the files as the field `file` of a multipart/form-data form."
_OUTCOME = {
    "file": "the-well.twee",
    "title": "The well",
    "status": "imported",
    "report": {
        "findings": [
            {
                "line": 12,
                "code": "not_run",
                "message": "`(live:)` is not carried over: it is text.",
                "severity": "lost",
            }
        ],
        "reachable": {"before": 1.0, "after": 1.0},
    },
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
}
_REJECTED = {
    "file": "more.csv",
    "title": "The lake",
    "status": "rejected",
    "report": {
        "findings": [
            {
                "line": 3,
                "code": "missing_node",
                "message": "No node is named here or above: the row is left out.",
                "severity": "wrong",
            }
        ],
        "reachable": {"before": 1.0, "after": 1.0},
    },
}
_NOW = {
    "success": True,
    "data": {"stories": [_OUTCOME, _REJECTED]},
    "message": "1 of 2 stories imported.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_LATER = {
    "success": True,
    "data": {"import_id": "0197a1b2-7c4e-7000-8000-0000000000f2"},
    "message": "The import goes on by itself.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_STATE = {
    "success": True,
    "data": {
        "import_id": "0197a1b2-7c4e-7000-8000-0000000000f2",
        "status": "in_progress",
        "progress": 40,
        "imported": 1,
        "rejected": 1,
        "stories": [_OUTCOME, _REJECTED],
        "error": None,
        "created_at": "2026-03-01T12:00:00Z",
        "finished_at": None,
    },
    "message": "40 % done.",
    "timestamp": "2026-03-01T12:00:05Z",
    "meta": {"next_cursor": None},
}
# The route reads its body itself, after it knows the caller: FastAPI cannot know of it.
_UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "minItems": 1,
                            "maxItems": FILES_MOST,
                            "description": "Stories as .json, .csv, .twee, .tw or .html (Twine 2), "
                            "at most 20 MB each; or a .zip of such, at most 100 MB.",
                        }
                    },
                    "required": ["file"],
                },
                "example": {"file": ["(bytes)"]},
            }
        },
    }
}


@router.post(
    "/bulk-import",
    responses=documented(
        Envelope[ImportedNow],
        _NOW,
        errors={
            400: "No story could be made of the file: `stories` says why. Nothing was changed.",
            409: "Too many imports of yours are under way.",
        },
    )
    | documented(
        Envelope[ImportStarted],
        _LATER,
        status=202,
        description="Several files, an archive or a large file: the import goes on by itself.",
    ),
    openapi_extra=_UPLOAD,
)
async def import_stories(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, request: Request
) -> Response:
    """Make drafts of yours of files of stories, each story whole or not at all.

    One file of at most 5 MB is imported at once. Of everything else the answer names an import:
    ask for it, or listen to `import.progress`.
    """
    if not is_multipart(request):
        raise unsupported_type(_NO_FILE)
    await enforce(runtime.limits, RATE, viewer.user_id)
    async with bundled_files(
        request, file_field="file", most_files=FILES_MOST, most_bytes=_most_bytes
    ) as bundle:
        # A browser sends an empty part for a file input that nobody filled.
        if not any(file.name for file in bundle.files):
            raise invalid("file", _NO_FILE)
        if _is_small(bundle):
            return await _import_now(runtime, viewer, idempotency, bundle)
        return await _import_later(runtime, viewer, idempotency, bundle)


@router.get("/imports/{import_id}", responses=documented(EnvelopedPage[ImportState], _STATE))
async def read_import(
    runtime: InRuntime,
    viewer: InViewer,
    import_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """How far an import of yours is, and a page of what came of its stories."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, OutcomePlace))
    row, page = await runtime.database.read(
        importing.own_import_with_stories, viewer.user_id, import_id, asked
    )
    message = f"{row.progress} % done." if row.finished_at is None else "The import has ended."
    return listed_in_envelope(runtime, _CURSOR, _state(row, page.rows), page.next, message)


@router.post(
    "/imports/{import_id}/cancel",
    responses=documented(EnvelopedPage[ImportState], _STATE, errors={409: "The import has ended."}),
)
async def cancel_import(runtime: InRuntime, viewer: InViewer, import_id: Id) -> Response:
    """Stop an import of yours. What it made so far stays."""
    now = runtime.clock.now()
    keys = await runtime.database.write(importing.cancel, viewer.user_id, import_id, now)
    await bury(runtime, keys)
    return await read_import(runtime, viewer, import_id)


def _most_bytes(name: str) -> int:
    return ARCHIVE_BYTES if name.lower().endswith(".zip") else FILE_BYTES


def _is_small(bundle: Bundle) -> bool:
    if len(bundle.files) > 1 or bundle.files[0].bytes > SMALL_BYTES:
        return False
    with bundle.path.open("rb") as file:
        return not is_archive(bundle.files[0].name, file.read(4))


async def _import_now(
    runtime: Runtime, viewer: Viewer, idempotency: Idempotency, bundle: Bundle
) -> Response:
    stories = await read_now(runtime, viewer.user_id, bundle)
    if all(story.draft is None for story in stories):
        raise _nothing_imported(stories)
    now = runtime.clock.now()

    def create(conn: Connection) -> Envelope[ImportedNow]:
        importing.store(conn, stories)
        imported = sum(1 for story in stories if story.draft is not None)
        message = f"{imported} of {len(stories)} stories imported."
        outcomes = [_outcome(story.outcome) for story in stories]
        return Envelope(True, ImportedNow(outcomes), message, now)

    return await idempotency.create(viewer.user_id, _fingerprint(bundle), create, status=200)


async def _import_later(
    runtime: Runtime, viewer: Viewer, idempotency: Idempotency, bundle: Bundle
) -> Response:
    await idempotency.check_first(viewer.user_id, importing.check_may_begin, viewer.user_id)
    now = runtime.clock.now()
    parts = [file._asdict() for file in bundle.files]
    async with kept(runtime, bundle) as stored:

        def create(conn: Connection) -> Envelope[ImportStarted]:
            import_id = importing.begin(conn, viewer.user_id, stored.key, parts, now)
            stored.is_named = True
            return Envelope(True, ImportStarted(import_id), "The import goes on by itself.", now)

        return await idempotency.create(viewer.user_id, _fingerprint(bundle), create, status=202)


def _fingerprint(bundle: Bundle) -> list[object]:
    """By which a repeated request is known."""
    return ["import", bundle.digest, [tuple(file) for file in bundle.files]]


_report = msgspec.json.Decoder(ImportReport)


def _nothing_imported(stories: Sequence[Ready]) -> AppError:
    first = _report.decode(stories[0].report).findings[0]
    message = first.message if first.line is None else f"Line {first.line}: {first.message}"
    return AppError(
        "validation",
        400,
        "Validation error",
        f"No story could be made of the file. {message}",
        details=[{"field": "file", "message": message}],
        data={"stories": [_outcome(story.outcome) for story in stories]},
    )


def _state(row: ImportRow, outcomes: Sequence[OutcomeRow]) -> ImportState:
    return ImportState(
        import_id=row.id,
        status=row.status,
        progress=row.progress,
        imported=row.imported_count,
        rejected=row.rejected_count,
        stories=[_outcome(each) for each in outcomes],
        error=None if row.error is None else ImportFailure(**row.error),
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


def _outcome(row: OutcomeRow) -> ImportOutcome:
    report = _report.decode(row.report)
    is_in = row.status == "imported"
    story_id = row.story_id if is_in else msgspec.UNSET
    return ImportOutcome(row.file_name, row.title, row.status, report, story_id)
