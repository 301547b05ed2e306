"""Reposts: another's clip under one's own name, never beyond what its author allows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from emberline.accounts.queries import lock_user
from emberline.clips.queries.one import clip_with_relation
from emberline.clips.queries.reposts import Shown, has_reposted, lock_origin, origin_to_show
from emberline.clips.rules.posting import check_audience, check_caption
from emberline.clips.rules.visibility import Visibility, may_see
from emberline.clips.schemas.reposts import RepostClip
from emberline.clips.service.limits import check_rate
from emberline.clips.service.posting import insert_clip, known_audience, new_row
from emberline.clips.service.reading import ClipPage, read_clip, seen_clip
from emberline.kit.errors import conflict, forbidden, invalid
from emberline.kit.limits import Rate
from emberline.notifications.service import notify


def repost_clip(
    conn: Connection,
    viewer_id: str,
    clip_id: str,
    form: RepostClip,
    rate: Rate | None,
    now: datetime,
) -> ClipPage:
    """Post what another's clip shows, with the clip, or the origin of that repost, as its origin.

    The repost ends with its origin at the latest, has no stickers, and answers of its own. AppError
    404 for a clip that the caller may not see, 403 where its author does not let it be reposted,
    400 for one's own, 409 while one's repost of it lives, 429 past the rate.
    """
    caption = check_caption(form.caption)
    check_audience(form.visibility, form.audience_user_ids)
    origin_id = seen_clip(conn, viewer_id, clip_id, now).row.origin_id or clip_id
    # What is asked for after the locks is what stays until the commit.
    lock_user(conn, viewer_id)
    lock_origin(conn, origin_id)
    seen_clip(conn, viewer_id, origin_id, now)
    origin = origin_to_show(conn, viewer_id, origin_id)
    _check_allowed(viewer_id, origin)
    if has_reposted(conn, viewer_id, origin_id, now):
        raise conflict("Already reposted", "You have reposted this clip; delete that one first.")
    if rate is not None:
        check_rate(conn, viewer_id, rate, now)
    audience = known_audience(conn, form.audience_user_ids)
    row = {**new_row(viewer_id, now), **_repeated(origin)}
    row |= {"origin_id": origin_id, "caption": caption, "visibility": form.visibility.value}
    row["expires_at"] = min(row["expires_at"], origin.expires_at)
    insert_clip(conn, row, audience, now)
    page = read_clip(conn, viewer_id, row["id"], now)
    _tell_author(conn, origin.author_id, viewer_id, row["id"], now)
    return page


def _check_allowed(viewer_id: str, origin: Shown) -> None:
    if origin.author_id == viewer_id:
        raise invalid("id", "You cannot repost your own clip. Post it again, or keep it longer.")
    if origin.visibility != Visibility.PUBLIC and not origin.is_mentioned:
        raise forbidden("Only public clips, and those that mention you, can be reposted.")
    # Whoever sees the repost is counted there: the limit would hold no more.
    if origin.max_views is not None:
        raise forbidden("Its author lets only so many people see this clip; nobody can repost it.")


def _repeated(origin: Shown) -> dict[str, Any]:
    """The columns in which a repost repeats its origin."""
    return {
        "kind": origin.kind,
        "text": origin.text,
        "alt_text": origin.alt_text,
        "media_id": origin.media_id,
        "width": origin.width,
        "height": origin.height,
        "duration_seconds": origin.duration_seconds,
        "story_link_id": origin.story_link_id,
    }


def _tell_author(
    conn: Connection, author_id: str, reposter_id: str, repost_id: str, now: datetime
) -> None:
    """Tell the origin's author of the repost, if it is meant for them too."""
    found = clip_with_relation(conn, author_id, repost_id, now)
    if found is None or not may_see(author_id, found.facts, found.relation, now):
        return
    notify(
        conn,
        [author_id],
        "clip.reposted",
        actor_id=reposter_id,
        clip_id=repost_id,
        until=found.row.expires_at,
        now=now,
    )
