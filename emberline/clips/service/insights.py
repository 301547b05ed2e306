"""How clips are played: told by viewers' devices, summed up for their authors."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.clips.models import ClipPlayback
from emberline.clips.queries import insights as queries
from emberline.clips.queries.insights import ViewsOf
from emberline.clips.rules.stickers import stories_led_to
from emberline.clips.schemas.insights import (
    Insights,
    PlaybackEvent,
    Taps,
    Viewership,
    ViewsInHour,
)
from emberline.clips.service.reading import own_clip, seen_clip
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import not_found

# One viewer's device cannot blow up a figure.
MOST_OF_EACH = 1_000

_COUNTERS: dict[PlaybackEvent, str] = {
    "completed": "completed",
    "exit": "exits",
    "forward": "forward_taps",
    "back": "back_taps",
    "link": "link_opens",
}


def record_playback(
    conn: Connection, viewer_id: str, clip_id: str, event: PlaybackEvent, now: datetime
) -> None:
    """Count what the viewer did while the clip was played; nothing for one's own.

    AppError 404 when the viewer may not see the clip.
    """
    clip = seen_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id == viewer_id:
        return
    counts = dict.fromkeys(_COUNTERS.values(), 0) | {_COUNTERS[event]: 1}
    row = {"clip_id": clip_id, "viewer_id": viewer_id, **counts}
    try:
        conn.execute(_COUNT[conn.dialect.name], row)
    except IntegrityError:
        raise not_found("Clip") from None


def insights_of(conn: Connection, author_id: str, clip_id: str, now: datetime) -> Insights:
    """How the author's clip did so far, also once it is in the archive.

    A fixed number of statements. AppError 403 or 404 as in `own_clip`.
    """
    clip = own_clip(conn, author_id, clip_id, now, "Only its author sees how a clip did.").row
    led_to = stories_led_to(clip.story_link_id, clip.stickers)
    views = queries.views_by_hour(conn, author_id, clip_id)
    totals = queries.totals(conn, clip_id)
    reach = sum(part.views for part in views)
    return Insights(
        reach=reach,
        completion=round(totals.completions / reach, 4) if reach else 0.0,
        exits=totals.exits,
        taps=Taps(totals.forward_taps, totals.back_taps),
        views_over_time=_over_time(views),
        reactions=queries.reactions_by_emoji(conn, clip_id),
        replies=totals.replies,
        audience=_viewership(views),
        link_views=totals.link_views,
        link_opens=totals.link_opens,
        story_plays=queries.story_plays(conn, author_id, clip_id, led_to),
    )


def _over_time(views: list[ViewsOf]) -> list[ViewsInHour]:
    hours: dict[datetime, int] = {}
    for part in views:
        hours[part.hour] = hours.get(part.hour, 0) + part.views
    return [ViewsInHour(hour, count) for hour, count in hours.items()]


def _viewership(views: list[ViewsOf]) -> Viewership:
    friends = sum(part.views for part in views if part.is_close_friend)
    followers = sum(part.views for part in views if part.is_follower and not part.is_close_friend)
    return Viewership(friends, followers, sum(part.views for part in views) - friends - followers)


def _count(dialect: Any) -> Insert:
    names = ("clip_id", "viewer_id", *_COUNTERS.values())
    statement = dialect.insert(ClipPlayback).values({name: bindparam(name) for name in names})
    counted = {}
    for name in _COUNTERS.values():
        kept, added = getattr(ClipPlayback, name), statement.excluded[name]
        counted[name] = case((kept < MOST_OF_EACH, kept + added), else_=kept)
    result: Insert = statement.on_conflict_do_update(
        index_elements=[ClipPlayback.clip_id, ClipPlayback.viewer_id], set_=counted
    )
    return result


_COUNT = {"sqlite": _count(sqlite), "postgresql": _count(postgresql)}
