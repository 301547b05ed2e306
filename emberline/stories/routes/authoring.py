"""Stories by their authors: made, changed, deleted; templates and what is not out yet."""

import asyncio
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import (
    Done,
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id, new_id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.revisions import InIfMatch, etag
from emberline.kit.runtime import InRuntime
from emberline.media.jobs import bury
from emberline.stories.routes.asking import CHANGE_ERRORS, IN_ENVELOPE, caller_of
from emberline.stories.schemas.stories import (
    STORY_EXAMPLE,
    CreateStory,
    EditStory,
    Story,
    Template,
)
from emberline.stories.service import stories
from emberline.stories.service.beginnings import beginning_of
from emberline.stories.service.templates import templates

router = APIRouter(tags=["authoring"])

_CURSOR = "unpublished"
_DRAFT = {**STORY_EXAMPLE, "is_published": False, "version": 0, "rating": None}
_MADE = {**IN_ENVELOPE, "data": _DRAFT, "message": "Story created."}
_TEMPLATE = {
    "name": "blank",
    "title": "Untitled",
    "description": "Three nodes to begin with: a start, a way on and an ending.",
    "difficulty_level": "medium",
    "category": "",
    "nodes_count": 3,
    "endings_count": 1,
}


@router.get(
    "/api/admin/templates",
    responses=documented(
        EnvelopedPage[list[Template]],
        {
            **IN_ENVELOPE,
            "data": [_TEMPLATE],
            "message": "What a story may begin as.",
            "meta": {"next_cursor": None},
        },
    ),
)
async def list_templates(runtime: InRuntime, _: InViewer) -> Response:
    """What a new story may begin as, all at once: whole stories to learn from, and a blank one."""
    known = await asyncio.to_thread(templates)
    shown = [
        Template(
            name=name,
            title=story.title,
            description=story.description,
            difficulty_level=story.difficulty_level,
            category=story.category,
            nodes_count=len(story.nodes),
            endings_count=sum(node.is_ending for node in story.nodes),
        )
        for name, story in known.items()
    ]
    return listed_in_envelope(runtime, "templates", shown, None, "What a story may begin as.")


@router.get(
    "/api/admin/stories/unpublished",
    responses=documented(
        EnvelopedPage[list[Story]],
        {
            **IN_ENVELOPE,
            "data": [_DRAFT],
            "message": "Drafts that are not out.",
            "meta": {"next_cursor": None},
        },
    ),
)
async def list_unpublished(
    runtime: InRuntime, viewer: InViewer, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None
) -> Response:
    """The drafts that you work on and that are not out, changed last first; to administrators
    those of all."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor))
    caller = caller_of(runtime, viewer)
    page = await runtime.database.read(stories.list_unpublished, caller, asked)
    return listed_in_envelope(runtime, _CURSOR, page.rows, page.next, "Drafts that are not out.")


@router.post(
    "/api/stories",
    status_code=201,
    responses=documented(Envelope[Story], _MADE, status=201, description="The story's draft."),
)
async def create_story(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, form: CreateStory
) -> Response:
    """Begin a story: empty, as a template or as a document. It is a draft of yours, not out yet."""
    caller = caller_of(runtime, viewer)
    beginning = await asyncio.to_thread(beginning_of, new_id(), form)

    def create(conn: Connection) -> Any:
        made = stories.create_story(conn, caller, beginning, form)
        return {"success": True, "data": made, "message": "Story created.", "timestamp": caller.now}

    response = await idempotency.create(viewer.user_id, form.model_dump(mode="json"), create)
    response.headers.update(etag(1))
    return response


@router.put(
    "/api/stories/{story_id}",
    responses={
        **documented(
            Envelope[Story],
            {**_MADE, "message": "Story changed."},
            errors={
                **CHANGE_ERRORS,
                400: "A wrong field; or there is no such story, and the body is not a whole one.",
            },
        ),
        **documented(
            Envelope[Story], _MADE, status=201, description="There was none of this id; now made."
        ),
    },
)
async def put_story(
    runtime: InRuntime, viewer: InViewer, story_id: Id, form: EditStory, if_match: InIfMatch
) -> Response:
    """Change what a story says of itself; only what you send changes. Readers see it once it is
    published again. A new id (UUIDv7) with title, description and difficulty_level makes it."""
    caller = caller_of(runtime, viewer, if_match)
    story, is_new = await runtime.database.write(stories.put_story, caller, story_id, form)
    message = "Story created." if is_new else "Story changed."
    response = enveloped(story, message, caller.now, 201 if is_new else 200)
    response.headers.update(etag(story.revision or 0))
    return response


@router.delete(
    "/api/stories/{story_id}",
    responses=documented(
        Envelope[Done],
        {**IN_ENVELOPE, "data": {}, "message": "Story deleted."},
        errors={403: "Only its owners delete a story.", 404: CHANGE_ERRORS[404]},
    ),
)
async def delete_story(
    runtime: InRuntime, viewer: InViewer, story_id: Id, if_match: InIfMatch
) -> Response:
    """Delete a story of yours with everything of it: versions, plays, reviews, pictures.

    An `If-Match` is looked at, but none is needed.
    """
    caller = caller_of(runtime, viewer, if_match)
    keys = await runtime.database.write(stories.delete_story, caller, story_id)
    await bury(runtime, keys)
    return enveloped(Done(), "Story deleted.", caller.now)
