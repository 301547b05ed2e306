"""Posting: what a clip is made of, and from when it can be seen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from emberline.accounts.models import User
from emberline.clips.models import Clip, ClipAudience
from emberline.clips.queries.limits import count_post
from emberline.clips.rules.lifetime import expires_at, lifetime_seconds
from emberline.clips.rules.posting import (
    check_audience,
    check_caption,
    check_publication,
    media_id_in,
)
from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.posting import PostClip
from emberline.clips.service.announcements import request_announcement
from emberline.clips.service.drafts import check_room
from emberline.clips.service.limits import check_rate
from emberline.clips.service.mentions import mention
from emberline.clips.service.reading import ClipPage, read_clip
from emberline.clips.service.stickers import laid
from emberline.clips.service.story_links import check_story_link
from emberline.kit.errors import invalid
from emberline.kit.ids import new_id
from emberline.kit.limits import Rate
from emberline.media.rules import Status
from emberline.media.service import media
from emberline.media.service.media import MediaRow
from emberline.media.uploads import PICTURES, StoredFile


def check_form(form: PostClip, now: datetime) -> None:
    """AppError 400 for what needs no database to be refused: before a file is decoded."""
    check_caption(form.caption)
    check_audience(form.visibility, form.audience_user_ids)
    check_publication(form.publish_at, now, draft=form.draft)


def post_clip(
    conn: Connection,
    author_id: str,
    form: PostClip,
    stored: StoredFile | None,
    rate: Rate | None,
    now: datetime,
) -> ClipPage:
    """Write a clip that lives from `now` or `publish_at` on, or a draft; the page holds it alone.

    `stored` is the form's file, durable already; `rate` is how many clips a time may see. AppError
    400 for what the form may not say, 409 for media that another clip shows and for too many
    drafts, 429 past the rate.
    """
    check_form(form, now)
    if rate is not None:
        check_rate(conn, author_id, rate, now)
    if form.draft or form.publish_at is not None:
        check_room(conn, author_id, now)
    text = (form.text or "").strip() or None
    audience = known_audience(conn, form.audience_user_ids)
    file = _file_of(conn, author_id, form, stored, now)
    if text is None and file is None:
        raise invalid("text", "Send a text, a file or the id of media.")
    row = {**new_row(author_id, now), **_asked(form, now)}
    row["text"] = text
    row["stickers"] = laid(conn, author_id, form.stickers)
    check_story_link(conn, author_id, form.story_link)
    if file is not None:
        row |= _shown(file)
    insert_clip(conn, row, audience, now)
    mention(conn, row["id"], row["stickers"])
    return read_clip(conn, author_id, row["id"], now)


def known_audience(conn: Connection, user_ids: Sequence[str]) -> list[str]:
    """The members of a CUSTOM clip's audience, once each. AppError 400 where one does not exist."""
    members = sorted(set(user_ids))
    if not members:
        return []
    known = conn.execute(_KNOWN_USERS, {"user_ids": members}).scalar_one()
    if known != len(members):
        raise invalid("audience_user_ids", "Name only users that exist.")
    return members


def new_row(author_id: str, now: datetime) -> dict[str, Any]:
    """A row of the table of clips that says nothing yet: a public text, published at `now`."""
    lifetime = lifetime_seconds(None)
    empty = ("origin_id", "failure_reason", "text", "caption", "alt_text", "media_id", "width")
    unset = ("height", "duration_seconds", "stickers", "max_views", "archived_at", "held_at")
    return {
        **dict.fromkeys((*empty, *unset, "story_link_id")),
        "id": new_id(),
        "author_id": author_id,
        "kind": "text",
        "status": Status.READY.value,
        "visibility": Visibility.PUBLIC.value,
        "allow_replies": True,
        "allow_reactions": True,
        "allow_comments": True,
        "lifetime_seconds": lifetime,
        "created_at": now,
        "published_at": now,
        "expires_at": expires_at(now, lifetime),
    }


def insert_clip(
    conn: Connection, row: dict[str, Any], audience: Sequence[str], now: datetime
) -> None:
    """Write the row of a clip with its audience, and ask for its announcement, if it gets one.

    What is processed still is announced when it is ready, a draft when it is published: then it
    counts as a post, too.
    """
    conn.execute(_INSERT, row)
    if row["published_at"] is not None:
        count_post(conn, row["id"], row["author_id"], now)
    if audience:
        set_audience(conn, row["id"], audience)
    if row["status"] == Status.READY and row["published_at"] is not None:
        request_announcement(conn, row["id"], row["author_id"], row["published_at"], now)


def set_audience(conn: Connection, clip_id: str, user_ids: Sequence[str]) -> None:
    """Write the members of a clip that has none."""
    conn.execute(_INSERT_AUDIENCE, [{"clip_id": clip_id, "user_id": each} for each in user_ids])


def _asked(form: PostClip, now: datetime) -> dict[str, Any]:
    """The columns that the form fills."""
    published_at = None if form.draft else form.publish_at or now
    lifetime = lifetime_seconds(form.expires_in)
    return {
        "caption": check_caption(form.caption),
        "alt_text": form.alt_text or None,
        "visibility": form.visibility.value,
        "allow_replies": form.allow_replies,
        "allow_reactions": form.allow_reactions,
        "allow_comments": form.allow_comments,
        "max_views": form.max_views,
        "story_link_id": form.story_link,
        "lifetime_seconds": lifetime,
        "published_at": published_at,
        "expires_at": published_at and expires_at(published_at, lifetime),
    }


def _shown(file: MediaRow) -> dict[str, Any]:
    """The columns that repeat what the clip's media are."""
    return {
        "kind": file.kind,
        "status": file.status,
        "media_id": file.id,
        "width": file.width,
        "height": file.height,
        "duration_seconds": file.duration_seconds,
    }


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
        return _claimed(conn, author_id, media_id, now, "media_url")
    if form.media_id is not None:
        return _claimed(conn, author_id, form.media_id, now, "media_id")
    return None


def _claimed(
    conn: Connection, author_id: str, media_id: str, now: datetime, field: str
) -> MediaRow:
    claimed = media.claim(conn, author_id, media_id, now, field=field)
    if claimed.kind not in PICTURES:
        raise invalid(field, "A clip shows a photo or a video, not a sound. Send one of these.")
    return claimed


_INSERT = insert(Clip)
_INSERT_AUDIENCE = insert(ClipAudience)
_KNOWN_USERS = select(func.count()).where(User.id.in_(bindparam("user_ids", expanding=True)))
