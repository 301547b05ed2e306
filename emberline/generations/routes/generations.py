"""Generations: asked for, listed, read, cancelled, retried, deleted."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.generations import schemas
from emberline.generations.queries import Wanted, own_story
from emberline.generations.renderers.narration.voices import is_voice
from emberline.generations.renderers.narration.voices import voices as all_voices
from emberline.generations.rules import OPTIONS, WAITING_MOST, speaks
from emberline.generations.schemas import AskForGeneration
from emberline.generations.service import ending, requesting, showing
from emberline.generations.service.requesting import Asked, DraftNeeded
from emberline.kit.answers import answer, documented
from emberline.kit.errors import invalid, not_found
from emberline.kit.files import FileSigner
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.pages import (
    DEFAULT_PAGE_SIZE,
    FIRST_PAGE,
    Numbered,
    PagedMeta,
    PageNumber,
    PageSize,
)
from emberline.kit.runtime import InRuntime, Runtime
from emberline.media.jobs import bury
from emberline.stories.service.documents import DraftRows, assembled, draft_rows
from emberline.stories.service.playables import pack

router = APIRouter(prefix="/api/story-generations", tags=["generations"])

_ID = "0197a1b2-7c4e-7000-8000-0000000000a7"
_REQUESTED = {"id": _ID, "status": "pending", "progress": 0}
_ADDRESS = f"/files/generation/{_ID}/audiobook.m4b?viewer=…&expires=1772370000&signature=…"
_GENERATION = {
    "id": _ID,
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
    "kind": "audio",
    "status": "succeeded",
    "progress": 100,
    "result_url": _ADDRESS,
    "results": [
        {
            "name": "audiobook.m4b",
            "media_type": "audio/mp4",
            "bytes": 2_480_113,
            "url": _ADDRESS,
        }
    ],
    "error": None,
    "created_at": "2026-03-01T12:00:00Z",
    "started_at": "2026-03-01T12:00:01Z",
    "finished_at": "2026-03-01T12:00:21Z",
    "expires_at": "2026-03-31T12:00:21Z",
}
_STOPPED = {
    **_GENERATION,
    "status": "failed",
    "progress": 42,
    "result_url": None,
    "results": [],
    "error": {"code": "cancelled", "message": "You stopped it."},
}
_META = {"page": 1, "pageSize": 10, "total": 1}
_LOG = {
    "data": [
        {
            "id": "0197a1b2-7c4e-7000-8000-0000000000b1",
            "at": "2026-03-01T12:00:03Z",
            "attempt": 1,
            "level": "info",
            "event": "scene.rendered",
            "message": "Scene 1 is narrated: The Well",
            "scene": 1,
        }
    ],
    "meta": _META,
}
_VOICES = {
    "data": [
        {
            "id": "espeak:en-gb",
            "name": "English (Great Britain)",
            "language": "en-GB",
            "engine": "espeak",
            "gender": "male",
        }
    ],
    "meta": {"total": 1},
}
_TOO_MANY = {429: f"{WAITING_MOST} of yours wait already."}


@router.post(
    "",
    responses=documented(
        schemas.RequestedGeneration,
        _REQUESTED,
        status=202,
        errors={
            404: "There is no such story, or play, of yours.",
            409: "The play cannot be told from its beginning, or you keep too many generations.",
            **_TOO_MANY,
        },
    ),
    status_code=202,
)
async def create_generation(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, form: AskForGeneration
) -> Response:
    """Let a story of yours become an audiobook, an EPUB, a playable file or a PDF.

    The latest published version is taken, the draft where there is none, as it is now. A job
    renders it: follow it here, by its stream, or by `generation.progress`.
    """
    asked = await _asked(runtime, form)
    sent = ["generation", form.model_dump(mode="json")]

    async def create(draft: bytes | None) -> Response:
        limited, now = runtime.settings.rate_limits == "on", runtime.clock.now()
        request = requesting.request_generation
        values = (viewer.user_id, asked, draft, limited, now)
        return await idempotency.create(viewer.user_id, sent, request, *values, status=202)

    try:
        return await create(None)
    except DraftNeeded:
        return await create(await _packed_draft(runtime, viewer.user_id, form.story_id))


@router.get(
    "", responses=documented(schemas.GenerationPage, {"data": [_GENERATION], "meta": _META})
)
async def list_generations(
    runtime: InRuntime,
    viewer: InViewer,
    page: PageNumber = FIRST_PAGE,
    page_size: PageSize = DEFAULT_PAGE_SIZE,
    status: Annotated[
        Literal["pending", "in_progress", "succeeded", "failed"] | None,
        Query(description="Only those that stand so."),
    ] = None,
    story_id: Annotated[Id | None, Query(description="Only those of this story.")] = None,
    kind: Annotated[
        Literal["audio", "epub", "html", "pdf"] | None, Query(description="Only of this kind.")
    ] = None,
) -> Response:
    """Your generations, the newest first."""
    asked, now = Numbered(page, page_size), runtime.clock.now()
    wanted = Wanted(status, story_id, kind)
    leaf = await runtime.database.read(showing.own_generations, viewer.user_id, wanted, asked, now)
    signer = FileSigner(runtime.files_signer, viewer.user_id, now)
    rows = [showing.shown(whole, signer) for whole in leaf.rows]
    return answer(schemas.GenerationPage(rows, PagedMeta(page, page_size, leaf.total)))


@router.get("/voices", responses=documented(schemas.Voices, _VOICES))
async def list_voices(runtime: InRuntime, viewer: InViewer) -> Response:  # noqa: ARG001
    """The voices that narrate: built in, and those of the operator's models."""
    found = await asyncio.to_thread(all_voices, runtime.settings.models_by_name)
    voices = [
        schemas.Voice(each.id, each.name, each.language, each.engine, each.gender) for each in found
    ]
    return answer(schemas.Voices(voices, schemas.VoiceTotal(len(voices))))


@router.get("/{generation_id}", responses=documented(schemas.Generation, _GENERATION))
async def read_generation(runtime: InRuntime, viewer: InViewer, generation_id: Id) -> Response:
    """How a generation of yours stands, and what it came to."""
    return await _shown(runtime, viewer.user_id, generation_id, 200)


@router.delete(
    "/{generation_id}",
    status_code=204,
    responses={
        204: {"description": "It is gone, with its files."},
        409: {"description": "It waits or is being rendered: cancel it first."},
    },
)
async def delete_generation(runtime: InRuntime, viewer: InViewer, generation_id: Id) -> Response:
    """Delete a generation of yours that has ended, with its files."""
    now = runtime.clock.now()
    keys = await runtime.database.write(
        ending.delete_generation, viewer.user_id, generation_id, now
    )
    await bury(runtime, keys)
    return Response(status_code=204)


@router.post(
    "/{generation_id}/cancel",
    status_code=202,
    responses=documented(schemas.Generation, _STOPPED, status=202, errors={409: "It has ended."}),
)
async def cancel_generation(runtime: InRuntime, viewer: InViewer, generation_id: Id) -> Response:
    """Stop a generation of yours: it is `failed` with the code `cancelled`."""
    now = runtime.clock.now()
    keys = await runtime.database.write(
        ending.cancel_generation, viewer.user_id, generation_id, now
    )
    await bury(runtime, keys)
    return await _shown(runtime, viewer.user_id, generation_id, 202)


@router.post(
    "/{generation_id}/retry",
    status_code=202,
    responses=documented(
        schemas.RequestedGeneration,
        _REQUESTED,
        status=202,
        errors={409: "It has not failed.", **_TOO_MANY},
    ),
)
async def retry_generation(runtime: InRuntime, viewer: InViewer, generation_id: Id) -> Response:
    """Let a generation of yours that failed run again; scenes that are finished stay so."""
    limited, now = runtime.settings.rate_limits == "on", runtime.clock.now()
    requested = await runtime.database.write(
        requesting.retry_generation, viewer.user_id, generation_id, limited, now
    )
    return answer(requested, 202)


@router.get("/{generation_id}/logs", responses=documented(schemas.GenerationLogPage, _LOG))
async def read_log(
    runtime: InRuntime,
    viewer: InViewer,
    generation_id: Id,
    page: PageNumber = FIRST_PAGE,
    page_size: PageSize = DEFAULT_PAGE_SIZE,
) -> Response:
    """What happened to a generation of yours, the oldest first."""
    asked, now = Numbered(page, page_size), runtime.clock.now()
    leaf = await runtime.database.read(showing.own_log, viewer.user_id, generation_id, asked, now)
    entries = [schemas.GenerationLogEntry(*row) for row in leaf.rows]
    return answer(schemas.GenerationLogPage(entries, PagedMeta(page, page_size, leaf.total)))


async def _shown(runtime: Runtime, user_id: str, generation_id: str, status: int) -> Response:
    now = runtime.clock.now()
    whole = await runtime.database.read(showing.whole_generation, user_id, generation_id, now)
    signer = FileSigner(runtime.files_signer, user_id, now)
    return answer(showing.shown(whole, signer), status)


async def _asked(runtime: Runtime, form: AskForGeneration) -> Asked:
    """What the form asks for. AppError 400 for options and voices that are not for it."""
    options = form.options.model_dump(exclude_none=True)
    for name in options:
        if name not in OPTIONS[form.kind]:
            raise invalid(f"options.{name}", f"Leave it out: it is not for `{form.kind}`.")
    if "path" in options and "progress_id" in options:
        raise invalid("options.path", "Name a play or a path, not both.")
    needs_voices = speaks(form.kind, narrated=bool(options.get("narrated")))
    voices = {"voice": form.voice} if form.voice is not None else {}
    voices |= {f"options.voices.{who}": each for who, each in options.get("voices", {}).items()}
    for field, voice in voices.items():
        if not needs_voices:
            raise invalid(field, "Leave it out: nothing is read aloud.")
        if not await asyncio.to_thread(is_voice, voice, runtime.settings.models_by_name):
            raise invalid(field, "There is no such voice. GET /api/story-generations/voices.")
    return Asked(form.story_id, form.kind, form.voice, options)


async def _packed_draft(runtime: Runtime, user_id: str, story_id: str) -> bytes:
    rows = await runtime.database.read(_own_draft, user_id, story_id)
    return await asyncio.to_thread(_packed, rows)


def _own_draft(conn: Connection, user_id: str, story_id: str) -> DraftRows:
    if own_story(conn, user_id, story_id) is None:
        raise not_found("Story")
    return draft_rows(conn, story_id)


def _packed(rows: DraftRows) -> bytes:
    return pack(assembled(rows))
