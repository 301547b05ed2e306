"""How stories did, for those who work on them."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.kit.answers import (
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.files import FileSigner
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.stories.engine.document import Story
from emberline.stories.queries.analytics import StoryPlace, SummaryRow
from emberline.stories.routes.asking import caller_of
from emberline.stories.rules.figures import Figures, csv_of, figures_of, share
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.schemas.analytics import (
    Analytics,
    ChoiceFigures,
    EndingFigures,
    NodeFigures,
    StorySummary,
)
from emberline.stories.service import analytics
from emberline.stories.service.analytics import Counted
from emberline.stories.service.playables import ready
from emberline.stories.service.story_media import media_url

router = APIRouter(prefix="/api/admin", tags=["story people"])

_CURSOR = "story analytics"
_AT = "2026-03-01T12:00:00Z"
_STORY_ID = "0197a1b2-7c4e-7000-8000-0000000000b1"
_NODE_ID = "0197a1b2-7c4e-7000-8000-0000000000e1"
_ANALYTICS = {
    "story_id": _STORY_ID,
    "version": 2,
    "published_at": _AT,
    "plays": 40,
    "completions": 30,
    "completion_rate": 0.75,
    "median_seconds": 412.0,
    "endings": [{"node_id": _NODE_ID, "name": "Below", "count": 30, "share": 1.0}],
    "drop_off": [
        {
            "node_id": _NODE_ID,
            "node_title": "At the well",
            "visits": 40,
            "left": 10,
            "left_share": 0.25,
        }
    ],
    "choices": [
        {
            "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e2",
            "node_id": _NODE_ID,
            "choice_text": "Climb down",
            "count": 30,
            "share": 1.0,
        }
    ],
    "sources": {"catalogue": 25, "clip": 5, "link": 10},
}
_SUMMARY = {
    "story_id": _STORY_ID,
    "title": "The well",
    "author": "ada",
    "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
    "cover_url": None,
    "endings_count": 2,
    "is_published": True,
    "version": 2,
    "plays": 52,
    "plays_this_week": 12,
    "completions": 39,
    "completion_rate": 0.75,
    "rating": 4.5,
    "ratings_count": 6,
    "updated_at": _AT,
    "published_at": _AT,
}


def _envelope(data: object, message: str) -> dict[str, Any]:
    return {"success": True, "data": data, "message": message, "timestamp": _AT}


@router.get(
    "/analytics/stories",
    responses=documented(
        EnvelopedPage[list[StorySummary]],
        {**_envelope([_SUMMARY], "How your stories did."), "meta": {"next_cursor": None}},
    ),
)
async def list_story_analytics(
    runtime: InRuntime,
    viewer: InViewer,
    mine: Annotated[
        bool, Query(description="Also for administrators: only those that you work on.")
    ] = False,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """How the stories did that you work on, the newest first; for administrators all stories."""
    now = runtime.clock.now()
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, StoryPlace))
    page = await runtime.database.read(analytics.summaries, viewer.user_id, asked, now, mine=mine)
    signer = caller_of(runtime, viewer).signer
    shown = [_summary(row, signer) for row in page.rows]
    return listed_in_envelope(runtime, _CURSOR, shown, page.next, "How your stories did.")


def _documented() -> dict[int | str, dict[str, Any]]:
    """The figures, or a table of them."""
    answers = documented(
        Envelope[Analytics],
        _envelope(_ANALYTICS, "How the version did."),
        errors={404: "There is no such story for you, or no such version."},
    )
    answers[200]["content"]["text/csv"] = {
        "schema": {"type": "string"},
        "example": "record,node,choice,label,count,share\nplays,,,,230,\n",
    }
    return answers


@router.get("/stories/{story_id}/analytics", responses=_documented())
async def read_analytics(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    version: Annotated[
        int | None, Query(ge=1, lt=2**31, description="Its number; the newest when left out.")
    ] = None,
    format: Annotated[Literal["json", "csv"], Query(description="JSON, or a table.")] = "json",
) -> Response:
    """How readers fared with a published version. For the story's people.

    As `csv` one table with the columns `record,node,choice,label,count,share`.
    """
    now = runtime.clock.now()
    counted = await runtime.database.read(
        analytics.analytics_of, viewer.user_id, story_id, version, now
    )
    story = (await ready(runtime.database, counted.version.id)).story
    figures = await asyncio.to_thread(_figures, story, counted)
    if format == "csv":
        return _table(story_id, counted, await asyncio.to_thread(csv_of, figures))
    return enveloped(_shown(story_id, counted, figures), "How the version did.", now)


def _figures(story: Story, counted: Counted) -> Figures:
    return figures_of(story, counted.counts, counted.median_seconds)


def _table(story_id: str, counted: Counted, table: str) -> Response:
    name = f"{story_id}-{counted.version.number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


def _shown(story_id: str, counted: Counted, figures: Figures) -> Analytics:
    counts = figures.counts
    return Analytics(
        story_id=story_id,
        version=counted.version.number,
        published_at=counted.version.frozen_at,
        plays=counts.plays,
        completions=counts.completed,
        completion_rate=share(counts.completed, counts.plays),
        median_seconds=figures.median_seconds,
        endings=[
            EndingFigures(node_id(story_id, each.key), each.name, each.plays, each.share)
            for each in figures.endings
        ],
        drop_off=[
            NodeFigures(node_id(story_id, key), title, visits, left, part)
            for key, title, visits, left, part in figures.stops
        ],
        choices=[
            ChoiceFigures(choice_id(story_id, at, key), node_id(story_id, at), text, count, part)
            for at, key, text, count, part in figures.choices
        ],
        sources=dict(sorted(counts.sources.items())),
    )


def _summary(row: SummaryRow, signer: FileSigner) -> StorySummary:
    rating = round(row.ratings_sum / row.ratings_count, 2) if row.ratings_count else None
    return StorySummary(
        story_id=row.story_id,
        title=row.title,
        author=row.author,
        author_id=row.author_id,
        cover_url=media_url(row.story_id, row.cover_media_id, signer),
        endings_count=row.endings_count,
        is_published=row.is_published,
        version=row.version,
        plays=row.plays_count,
        plays_this_week=row.plays_this_week,
        completions=row.completions_count,
        completion_rate=share(row.completions_count, row.plays_count),
        rating=rating,
        ratings_count=row.ratings_count,
        updated_at=row.updated_at,
        published_at=row.published_at,
    )
