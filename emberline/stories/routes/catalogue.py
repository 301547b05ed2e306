"""The catalogue: lists of published stories, categories, the search, one story."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from emberline.accounts.auth import InOptionalViewer, InViewer, Viewer
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.files import FileSigner
from emberline.kit.ids import Id
from emberline.kit.pages import Numbered, PagedEnvelope, PageParameters, paged_in_envelope
from emberline.kit.parameters import documented_parameters, parameters_of
from emberline.kit.revisions import etag
from emberline.kit.runtime import InRuntime, Runtime
from emberline.stories.queries.catalogue import Filters, Sort
from emberline.stories.schemas.catalogue import (
    CatalogueParameters,
    CategoryCount,
    Recommendation,
    SearchParameters,
)
from emberline.stories.schemas.stories import STORY_EXAMPLE, Story
from emberline.stories.service import catalogue
from emberline.stories.service.drafts import Caller
from emberline.stories.service.recommendations import recommend
from emberline.stories.service.searches import Searched, search_stories

router = APIRouter(prefix="/api/stories", tags=["catalogue"])

_STORY = {**STORY_EXAMPLE, "revision": None}
_ENVELOPE: dict[str, Any] = {"success": True, "timestamp": "2026-03-01T12:00:00Z"}
_META = {"meta": {"page": 1, "pageSize": 10, "total": 1}}
_PAGE = {**_ENVELOPE, "message": "1 story.", "data": [_STORY], **_META}
_FOUND = {**_PAGE, "message": "Nothing has these words; for “dragon”: 1 story."}
_RECOMMENDED = {
    **_STORY,
    "because": "because you finished The lighthouse",
    "because_story_id": "0197a1b2-7c4e-7000-8000-0000000000c2",
    "because_title": "The lighthouse",
}


@router.get(
    "",
    responses=documented(PagedEnvelope[list[Story]], _PAGE),
    openapi_extra=documented_parameters(CatalogueParameters),
)
async def list_stories(runtime: InRuntime, viewer: InOptionalViewer, request: Request) -> Response:
    """Published stories by page, filtered and sorted as you say."""
    asked = parameters_of(request, CatalogueParameters)
    filters = Filters(asked.category, asked.difficulty, asked.language, asked.tag)
    return await _listed(runtime, viewer, filters, asked.author, Sort(asked.sort), asked.asked)


@router.get(
    "/popular",
    responses=documented(PagedEnvelope[list[Story]], _PAGE),
    openapi_extra=documented_parameters(PageParameters),
)
async def list_popular(runtime: InRuntime, viewer: InOptionalViewer, request: Request) -> Response:
    """Published stories by page, the most played first."""
    asked = parameters_of(request, PageParameters).asked
    return await _listed(runtime, viewer, Filters(), None, Sort.POPULAR, asked)


@router.get(
    "/recent",
    responses=documented(PagedEnvelope[list[Story]], _PAGE),
    openapi_extra=documented_parameters(PageParameters),
)
async def list_recent(runtime: InRuntime, viewer: InOptionalViewer, request: Request) -> Response:
    """Published stories by page, the newest publication first."""
    asked = parameters_of(request, PageParameters).asked
    return await _listed(runtime, viewer, Filters(), None, Sort.RECENT, asked)


@router.get(
    "/categories",
    responses=documented(
        Envelope[list[CategoryCount]],
        {**_ENVELOPE, "message": "Categories.", "data": [{"category": "mystery", "count": 12}]},
    ),
)
async def list_categories(runtime: InRuntime, viewer: InOptionalViewer) -> Response:
    """The categories of published stories, and how many stories each has."""
    found = await runtime.database.read(catalogue.list_categories, _id_of(viewer))
    return enveloped(found, "Categories.", runtime.clock.now())


@router.get(
    "/search",
    responses=documented(PagedEnvelope[list[Story]], _FOUND),
    openapi_extra=documented_parameters(SearchParameters),
)
async def search(runtime: InRuntime, viewer: InOptionalViewer, request: Request) -> Response:
    """Published stories with all your words, best first: in titles, tags, authors, descriptions.

    Beginnings of words are enough; case and accents do not matter. Where nothing has them, words
    that are nearly the same are taken, and the message says so. At most 450 are ranked, the newest,
    and `meta.total` counts these.
    """
    asked = parameters_of(request, SearchParameters)
    searched = await runtime.database.read(search_stories, _id_of(viewer), asked.q, asked.asked)
    rows, total = searched.leaf
    now = runtime.clock.now()
    return paged_in_envelope(rows, _message(searched), now, asked.asked, total)


@router.get(
    "/recommended",
    responses=documented(PagedEnvelope[list[Recommendation]], {**_PAGE, "data": [_RECOMMENDED]}),
    openapi_extra=documented_parameters(PageParameters),
)
async def list_recommended(runtime: InRuntime, viewer: InViewer, request: Request) -> Response:
    """Stories that are new to you, and because of what: what you finished comes first."""
    asked = parameters_of(request, PageParameters).asked
    now = runtime.clock.now()
    rows, total = await runtime.database.read(recommend, viewer.user_id, asked, now)
    return paged_in_envelope(rows, _counted(total), now, asked, total)


@router.get(
    "/{story_id}",
    responses=documented(Envelope[Story], {**_ENVELOPE, "message": "The story.", "data": _STORY}),
)
async def read_story(runtime: InRuntime, viewer: InOptionalViewer, story_id: Id) -> Response:
    """A published story as readers see it; to its people, as it is being written."""
    now = runtime.clock.now()
    caller = None
    if viewer is not None:
        signer = FileSigner(runtime.files_signer, viewer.user_id, now)
        caller = Caller(viewer.user_id, signer, now)
    found = await runtime.database.read(catalogue.read_story, caller, story_id)
    response = enveloped(found, "The story.", now)
    if found.revision is not None:
        response.headers.update(etag(found.revision))
    return response


async def _listed(
    runtime: Runtime,
    viewer: Viewer | None,
    filters: Filters,
    author: str | None,
    sort: Sort,
    asked: Numbered,
) -> Response:
    rows, total = await runtime.database.read(
        catalogue.list_stories, _id_of(viewer), filters, author, sort, asked
    )
    return paged_in_envelope(rows, _counted(total), runtime.clock.now(), asked, total)


def _id_of(viewer: Viewer | None) -> str | None:
    return None if viewer is None else viewer.user_id


def _counted(total: int) -> str:
    return "1 story." if total == 1 else f"{total} stories."


def _message(searched: Searched) -> str:
    counted = _counted(searched.leaf.total)
    if not searched.meant:
        return counted
    return f"Nothing has these words; for “{' '.join(searched.meant)}”: {counted}"
