"""The activity feed: what the people one follows published, finished and reviewed."""

from sqlalchemy import Connection

from emberline.kit.paging import Page, PageRequest
from emberline.sharing.queries import activities
from emberline.sharing.queries.activities import ActivityPlace, ActivityRow
from emberline.sharing.rules import REVIEWED
from emberline.sharing.schemas import FeedEntry
from emberline.stories.service.catalogue import cards_of

PASSED_OVER = 200
"""So many activities that the viewer may not know of are passed over for the sake of one page."""


def read_feed(
    conn: Connection, viewer_id: str, asked: PageRequest[ActivityPlace]
) -> Page[FeedEntry]:
    """A page of the feed, the newest first. A fixed number of statements.

    It is shorter than asked, and another follows, where more than `PASSED_OVER` are left out.
    """
    size = asked.size + PASSED_OVER
    rows = activities.activities(conn, viewer_id, asked.after, size)
    listed = activities.listed_for(conn, viewer_id, (row.story_id for row in rows))
    said = activities.said(conn, (row.id for row in rows if row.kind == REVIEWED))
    actors = activities.actors(conn, (row.actor_id for row in rows))
    told = [
        row
        for row in rows
        if row.story_id in listed
        and row.actor_id in actors
        and (row.kind != REVIEWED or row.id in said)
    ]
    shown = told[: asked.limit]
    stories = cards_of(conn, viewer_id, sorted({row.story_id for row in shown}))
    entries = [
        FeedEntry(
            kind=row.kind,
            at=row.at,
            actor=actors[row.actor_id],
            story=stories[row.story_id],
            version=row.version,
            rating=said[row.id].rating if row.kind == REVIEWED else None,
            review=said[row.id].text if row.kind == REVIEWED else None,
        )
        for row in shown
        # It may have been taken back since it was found in the lists.
        if row.story_id in stories
    ]
    return Page(entries, _next(rows, told, asked.limit, size))


def _next(
    rows: list[ActivityRow], told: list[ActivityRow], limit: int, size: int
) -> ActivityPlace | None:
    """Where the next page begins: behind what is shown, or behind all that was looked at."""
    if len(told) > limit:
        return told[limit - 1].place
    return rows[-1].place if len(rows) == size else None
