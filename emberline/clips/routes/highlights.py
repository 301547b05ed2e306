"""Highlights: named, ordered collections of one's own clips that outlive their end."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.queries.highlights import HighlightPlace, HighlightRow
from emberline.clips.routes import examples
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.highlights import CreateHighlight, EditHighlight, Highlight
from emberline.clips.service import highlights
from emberline.clips.service.reading import ClipPage
from emberline.kit.answers import Listing, answer, documented, listed
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/highlights", tags=["clips"])

_CURSOR = "highlights"
_HIGHLIGHT = {
    "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
    "title": "Iceland",
    "cover_url": examples.CLIP["thumbnail_url"],
    "clips": [{**examples.CLIP, "is_active": False}],
    "user_id": examples.CLIP["user_id"],
    "position": 0,
    "cover_clip_id": None,
}
_HIGHLIGHTS = {"data": [_HIGHLIGHT], "meta": {"next_cursor": None}}


@router.post(
    "",
    status_code=201,
    responses=documented(Highlight, _HIGHLIGHT, status=201, description="Made."),
)
async def create_highlight(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, form: CreateHighlight
) -> Response:
    """Keep clips of yours beyond their end, each shown to whom it was meant for."""
    now = runtime.clock.now()
    presenter = Presenter(runtime, viewer.user_id, now)

    def create(conn: Connection) -> Any:
        return _shown(presenter, *highlights.create_highlight(conn, viewer.user_id, form, now))

    return await idempotency.create(viewer.user_id, form.model_dump(mode="json"), create)


@router.get("", responses=documented(Listing[Highlight], _HIGHLIGHTS))
async def list_highlights(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Annotated[
        Id | None, Query(description="Whose highlights; your own when left out.")
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Highlights in their owner's order, with the clips that you may see in them."""
    now = runtime.clock.now()
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, HighlightPlace))
    page = await runtime.database.read(
        highlights.list_highlights, viewer.user_id, user_id or viewer.user_id, asked, now
    )
    presenter = Presenter(runtime, viewer.user_id, now)
    return listed(runtime, _CURSOR, [_shown(presenter, *row) for row in page.rows], page.next)


@router.patch("/{highlight_id}", responses=documented(Highlight, _HIGHLIGHT))
async def edit_highlight(
    runtime: InRuntime, viewer: InViewer, highlight_id: Id, form: EditHighlight
) -> Response:
    """Change title, clips, cover or place of your highlight. Only what you send changes."""
    now = runtime.clock.now()
    edited = await runtime.database.write(
        highlights.edit_highlight, viewer.user_id, highlight_id, form, now
    )
    return answer(_shown(Presenter(runtime, viewer.user_id, now), *edited))


@router.delete("/{highlight_id}", status_code=204, response_class=Response)
async def delete_highlight(runtime: InRuntime, viewer: InViewer, highlight_id: Id) -> Response:
    """Delete your highlight. Clips in it that are past the archive go with the next clean-up."""
    now = runtime.clock.now()
    await runtime.database.write(highlights.delete_highlight, viewer.user_id, highlight_id, now)
    return Response(status_code=204)


def _shown(presenter: Presenter, row: HighlightRow, page: ClipPage) -> Highlight:
    """The highlight with its cover: the chosen clip if it is shown, else the first."""
    clips = presenter.page(page)
    chosen = next((clip for clip in clips if clip.id == row.cover_clip_id), None)
    cover = chosen or next(iter(clips), None)
    return Highlight(
        id=row.id,
        title=row.title,
        cover_url=None if cover is None else cover.thumbnail_url,
        clips=clips,
        user_id=row.owner_id,
        position=row.place if row.owner_id == presenter.viewer_id else None,
        cover_clip_id=None if chosen is None else chosen.id,
    )
