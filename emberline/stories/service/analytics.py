"""How readers fared with a story, for its people: counted at each call, never names."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from emberline.kit.errors import not_found
from emberline.kit.paging import Page, PageRequest
from emberline.stories.queries import analytics
from emberline.stories.queries.analytics import StoryPlace, SummaryRow, VersionRow
from emberline.stories.rules.figures import LEFT_AFTER, Counts, counts_from
from emberline.stories.rules.roles import Role
from emberline.stories.service.access import draft_for

WEEK = timedelta(days=7)


class Counted(NamedTuple):
    """What was counted of a version, and the median of how long a finished play took."""

    version: VersionRow
    counts: Counts
    median_seconds: float | None


def analytics_of(
    conn: Connection, viewer_id: str, story_id: str, number: int | None, now: datetime
) -> Counted:
    """The counts of a published version (None: the newest), for any of the story's people.

    Playtests, saved copies and the plays of the story's own people are left out. Six statements.
    AppError as `draft_for`; 404 for a version that there is not.
    """
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    version = analytics.version_of(conn, story_id, number)
    if version is None:
        raise not_found("Version")
    counts = flow_figures(conn, story_id, version.id, now)
    median = analytics.seconds_in_the_middle(conn, story_id, version.id, counts.completed)
    return Counted(version, counts, median)


def flow_figures(conn: Connection, story_id: str, version_id: str, now: datetime) -> Counts:
    """What was counted of a version, for its graph: `rules.figures.visits_of` and `made_of` tell
    how often readers came to each node and made each choice, `ways` how often each way was gone,
    `left` where plays were left.

    Whoever calls has decided that the viewer may know. Three statements.
    """
    plays = analytics.plays_of(conn, story_id, version_id, now - LEFT_AFTER)
    return counts_from(plays, analytics.ways_of(conn, story_id, version_id))


def summaries(
    conn: Connection,
    viewer_id: str,
    asked: PageRequest[StoryPlace],
    now: datetime,
    *,
    mine: bool,
) -> Page[SummaryRow]:
    """A page of the stories that the viewer works on, with how each did, the newest first.

    Administrators are shown all stories, unless they ask for theirs.
    """
    return analytics.summaries(conn, viewer_id, asked, now - WEEK, mine=mine)
