"""Posting: what a clip is made of, and from when it can be seen."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from emberline.accounts.models import User
from emberline.clips.models import Clip, ClipAudience
from emberline.clips.queries.limits import posted_since
from emberline.clips.rules.lifetime import expires_at, lifetime_seconds
from emberline.clips.rules.posting import check_audience, check_caption, media_id_in
from emberline.clips.rules.visibility import Status
from emberline.clips.schemas.posting import PostClip
from emberline.clips.service.reading import ClipPage, read_clip
from emberline.kit.errors import invalid
from emberline.kit.ids import new_id
from emberline.kit.limits import Rate, Standing, over
from emberline.media import service as media
from emberline.media.service import MediaRow
from emberline.media.uploads import StoredFile


def check_form(form: PostClip) -> None:
    """AppError 400 for what needs no database to be refused: before a file is decoded."""
    check_caption(form.caption)
    check_audience(form.visibility, form.audience_user_ids)


def post_clip(
    conn: Connection,
    author_id: str,
    form: PostClip,
    stored: StoredFile | None,
    rate: Rate | None,
    now: datetime,
) -> ClipPage:
    """Write a clip that lives from `now` on; the page holds it alone.

    `stored` is the form's file, durable already; `rate` is how many clips a time may see. AppError
    400 for what the form may not say, 409 for media that another clip shows, 429 past the rate.
    """
    check_form(form)
    if rate is not None:
        _check_rate(conn, author_id, rate, now)
    text = (form.text or "").strip() or None
    caption = check_caption(form.caption)
    audience = _known_audience(conn, form)
    file = _file_of(conn, author_id, form, stored, now)
    if text is None and file is None:
        raise invalid("text", "Send a text, a file or the id of media.")
    lifetime = lifetime_seconds(form.expires_in)
    row: dict[str, Any] = {
        "id": new_id(),
        "author_id": author_id,
        "origin_id": None,
        "kind": "text" if file is None else file.kind,
        "status": Status.READY.value if file is None else file.status,
        "failure_reason": None,
        "text": text,
        "caption": caption,
        "alt_text": form.alt_text or None,
        "visibility": form.visibility.value,
        "media_id": None if file is None else file.id,
        "width": None if file is None else file.width,
        "height": None if file is None else file.height,
        "duration_seconds": None if file is None else file.duration_seconds,
        "allow_replies": form.allow_replies,
        "allow_reactions": form.allow_reactions,
        "allow_comments": form.allow_comments,
        "stickers": None,
        "max_views": None,
        "lifetime_seconds": lifetime,
        "created_at": now,
        "published_at": now,
        "expires_at": expires_at(now, lifetime),
        "archived_at": None,
        "held_at": None,
    }
    conn.execute(_INSERT, row)
    if audience:
        members = [{"clip_id": row["id"], "user_id": user_id} for user_id in audience]
        conn.execute(_INSERT_AUDIENCE, members)
    return read_clip(conn, author_id, row["id"], now)


def _check_rate(conn: Connection, author_id: str, rate: Rate, now: datetime) -> None:
    """Count the clips themselves: a retried or refused post is none."""
    window = timedelta(seconds=rate.seconds)
    posted = posted_since(conn, author_id, now - window)
    if len(posted) >= rate.amount:
        resets_in = ceil((posted[0] + window - now).total_seconds())
        raise over(rate, Standing(allowed=False, remaining=0, resets_in=resets_in))


def _known_audience(conn: Connection, form: PostClip) -> list[str]:
    """The members of a CUSTOM clip's audience. AppError 400 where one does not exist."""
    members = sorted(set(form.audience_user_ids))
    if not members:
        return []
    known = conn.execute(_KNOWN_USERS, {"user_ids": members}).scalar_one()
    if known != len(members):
        raise invalid("audience_user_ids", "Name only users that exist.")
    return members


def _file_of(
    conn: Connection, author_id: str, form: PostClip, stored: StoredFile | None, now: datetime
) -> MediaRow | None:
    named = [value for value in (form.media_id, form.media_url, stored) if value is not None]
    if len(named) > 1:
        raise invalid("media_id", "Send one of file, media_id and media_url.")
    if stored is not None:
        return media.add(conn, author_id, stored, now, used=True)
    if form.media_url is not None:
        media_id = media_id_in(form.media_url)
        return media.claim(conn, author_id, media_id, now, field="media_url")
    if form.media_id is not None:
        return media.claim(conn, author_id, form.media_id, now)
    return None


_INSERT = insert(Clip)
_INSERT_AUDIENCE = insert(ClipAudience)
_KNOWN_USERS = select(func.count()).where(User.id.in_(bindparam("user_ids", expanding=True)))
