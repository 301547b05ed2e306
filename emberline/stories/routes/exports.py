"""Stories as files, for their people."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.files import disposition
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime
from emberline.stories.formats.severity import severity_of
from emberline.stories.rules.file_names import slug
from emberline.stories.schemas.imports import ExportReport, ImportFinding
from emberline.stories.service.transfer.exporting import MEDIA_TYPES, export_for

router = APIRouter(prefix="/api/admin/stories/{story_id}", tags=["authoring"])

_MOST_VERSION = 2**31 - 1
_REPORT = {
    "success": True,
    "data": {
        "format": "csv",
        "findings": [
            {
                "line": None,
                "code": "lost",
                "message": "CSV cannot hold 2 timers.",
                "severity": "lost",
            }
        ],
    },
    "message": "What the file cannot hold.",
    "timestamp": "2026-03-01T12:00:00Z",
}
_HEADERS = {
    "Content-Disposition": {
        "description": "The name of the file, made of the story's title.",
        "schema": {"type": "string"},
    },
    "X-Export-Findings": {
        "description": "How many kinds of things the format could not hold.",
        "schema": {"type": "integer"},
    },
}


def _documented() -> dict[int | str, dict[str, Any]]:
    """The file, or with `report` what it cannot hold."""
    answers = documented(
        Envelope[ExportReport], _REPORT, description="The file; with `report`, its report."
    )
    answers[200]["headers"] = _HEADERS
    as_json = answers[200]["content"]["application/json"]
    document = {"type": "object", "additionalProperties": True, "required": ["format", "title"]}
    as_json["schema"] = {"anyOf": [document, as_json["schema"]]}
    for media_type in ("text/csv", "text/plain"):
        answers[200]["content"][media_type] = {
            "schema": {"type": "string"},
            "example": "(the file)",
        }
    return answers


@router.get("/export", responses=_documented())
async def export_story(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    format: Annotated[Literal["json", "csv", "twee"], Query(description="Of the file.")] = "json",
    version: Annotated[
        int | None,
        Query(ge=1, le=_MOST_VERSION, description="A published version; the draft if left out."),
    ] = None,
    report: Annotated[
        bool, Query(description="Answer what the file cannot hold, instead of the file.")
    ] = False,
) -> Response:
    """A story that you work on as a file: JSON holds all of it, CSV and Twee 3 what they can."""
    made = await export_for(runtime.database, viewer.user_id, story_id, version, format)
    findings = made.exported.findings
    if report:
        told = [
            ImportFinding(each.line, each.code, each.message, severity_of(each.code))
            for each in findings
        ]
        data = ExportReport(format, told)
        return enveloped(data, "What the file cannot hold.", runtime.clock.now())
    headers = {
        "Content-Disposition": disposition(f"{slug(made.title)}.{format}"),
        "X-Export-Findings": str(len(findings)),
        "Cache-Control": "private, no-cache",
    }
    text = made.exported.text.encode()
    return Response(text, headers=headers, media_type=MEDIA_TYPES[format])
