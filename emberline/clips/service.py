"""What people do with clips: post, list, read, view, delete."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from emberline.accounts.models import User
from emberline.clips import queries, rules
from emberline.clips.models import Clip, ClipAudience, ClipView
from emberline.clips.rules import Status
from emberline.clips.schemas import PostClip
from emberline.kit.db import hot
from emberline.kit.db.faults import IntegrityError
from emberline.kit.errors import forbidden, invalid, not_found
from emberline.kit.events import emit
from emberline.kit.files import StoredBytes
from emberline.kit.ids import new_id
from emberline.kit.limits import Rate, Standing, over
from emberline.kit.paging import Position
from emberline.media import service as media
from emberline.media.service import MediaRow
from emberline.media.uploads import StoredFile


@dataclass(frozen=True, slots=True)
class ViewersPage:
    """A page of viewers; where the next begins; how many have seen the clip, named or not."""

    rows: list[queries.Viewed]
    next: Position | None
    total: int


@dataclass(frozen=True, slots=True)
class ClipPage:
    """A page of clips, with the audiences of those that are the viewer's own."""

    rows: list[queries.ClipRow]
    next: Position | None
    audiences: dict[str, list[str]]


def check_form(form: PostClip) -> None:
    """AppError 400 for what needs no database to be refused: before a file is decoded."""
    rules.check_caption(form.caption)
    rules.check_audience(form.visibility, form.audience_user_ids)


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
    caption = rules.check_caption(form.caption)
    audience = _known_audience(conn, form)
    file = _file_of(conn, author_id, form, stored, now)
    if text is None and file is None:
        raise invalid("text", "Send a text, a file or the id of media.")
    row: dict[str, Any] = {
        "id": new_id(),
        "author_id": author_id,
        "kind": "text" if file is None else file.kind,
        "status": Status.READY.value,
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
        "created_at": now,
        "published_at": now,
        "expires_at": rules.expires_at(now, form.expires_in),
        "archived_at": None,
    }
    conn.execute(_INSERT, row)
    if audience:
        members = [{"clip_id": row["id"], "user_id": user_id} for user_id in audience]
        conn.execute(_INSERT_AUDIENCE, members)
    return read_clip(conn, author_id, row["id"], now)


def _check_rate(conn: Connection, author_id: str, rate: Rate, now: datetime) -> None:
    """Count the clips themselves: a retried or refused post is none."""
    window = timedelta(seconds=rate.seconds)
    posted = queries.posted_since(conn, author_id, now - window)
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
        media_id = rules.media_id_in(form.media_url)
        return media.claim(conn, author_id, media_id, now, field="media_url")
    if form.media_id is not None:
        return media.claim(conn, author_id, form.media_id, now)
    return None


def list_feed(
    conn: Connection,
    viewer_id: str,
    scope: queries.Scope,
    *,
    author_id: str | None,
    unseen: bool,
    after: Position | None,
    limit: int,
    now: datetime,
) -> ClipPage:
    """A page of the active clips that the viewer may see, newest first."""
    rows = queries.feed(
        conn,
        viewer_id,
        scope,
        author_id=author_id,
        unseen=unseen,
        after=after,
        size=limit + 1,
        now=now,
    )
    return _page(conn, viewer_id, rows, limit)


def list_clips_of(
    conn: Connection,
    viewer_id: str,
    author_id: str,
    *,
    newest_first: bool,
    after: Position | None,
    limit: int,
    now: datetime,
) -> ClipPage:
    """A page of one person's active clips that the viewer may see."""
    rows = queries.clips_of(
        conn,
        viewer_id,
        author_id,
        newest_first=newest_first,
        after=after,
        size=limit + 1,
        now=now,
    )
    return _page(conn, viewer_id, rows, limit)


def list_clips_of_known(
    conn: Connection,
    viewer_id: str,
    author_id: str,
    after: Position | None,
    limit: int,
    now: datetime,
) -> ClipPage:
    """One person's clips in playing order. AppError 404 for someone whom the viewer cannot see."""
    if author_id != viewer_id and not queries.is_known(conn, viewer_id, author_id):
        raise not_found("User")
    return list_clips_of(
        conn, viewer_id, author_id, newest_first=False, after=after, limit=limit, now=now
    )


def _page(conn: Connection, viewer_id: str, rows: list[queries.ClipRow], limit: int) -> ClipPage:
    shown = rows[:limit]
    more = len(rows) > limit
    last = Position(shown[-1].published_at, shown[-1].id) if more else None
    own = [row.id for row in shown if row.author_id == viewer_id]
    return ClipPage(shown, last, queries.audiences(conn, own))


def read_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> ClipPage:
    """One clip, alone on its page. AppError 404 when the viewer may not see it."""
    row = _seen_clip(conn, viewer_id, clip_id, now).row
    return _page(conn, viewer_id, [row], 1)


def _seen_clip(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime, thing: str = "Clip"
) -> queries.Seen:
    """The clip through its viewer. AppError 404 when there is none that they may see."""
    found = queries.clip_with_relation(conn, viewer_id, clip_id)
    if found is None or not rules.may_see(viewer_id, found.facts, found.relation, now):
        raise not_found(thing)
    return found


def record_view(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime
) -> tuple[datetime, bool]:
    """When the viewer first saw the clip, and whether that is now. Own views are not counted.

    A first view is told to the author, unless the viewer keeps views to themselves. AppError 404
    when the viewer may not see the clip.
    """
    clip = _seen_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id == viewer_id:
        return now, False
    view = {"clip_id": clip_id, "viewer_id": viewer_id}
    if not _insert_view(conn, view, now):
        ((first,),) = hot(conn, _VIEWED_AT, **view)
        return first, False
    if not queries.lets_know(conn, viewer_id):
        return now, True
    data = {"story_id": clip_id, "viewer_id": viewer_id, "viewed_at": rules.wire_time(now)}
    emit(conn, [clip.author_id], "story.viewed", data, now)
    return now, True


def _insert_view(conn: Connection, view: dict[str, str], now: datetime) -> bool:
    """Whether this is the first view. AppError 404 when the clip went at the same moment."""
    try:
        return bool(hot(conn, _VIEW[conn.dialect.name], **view, viewed_at=now))
    except IntegrityError:
        raise not_found("Clip") from None


def list_viewers(
    conn: Connection,
    viewer_id: str,
    clip_id: str,
    after: Position | None,
    limit: int,
    now: datetime,
) -> ViewersPage:
    """A page of those who have seen the caller's clip, the latest first, and how many have.

    Someone who keeps views to themselves is counted but not named, and sees no names. AppError
    403 for another's clip that the caller may see, 404 for any other.
    """
    _own_clip(conn, viewer_id, clip_id, now, "Only its author sees who has seen a clip.")
    rows = []
    if queries.lets_know(conn, viewer_id):
        rows = queries.viewers(conn, viewer_id, clip_id, after, limit + 1, now)
    shown = rows[:limit]
    more = len(rows) > limit
    last = Position(shown[-1].viewed_at, shown[-1].user_id) if more else None
    total = conn.execute(_COUNT_VIEWS, {"clip_id": clip_id}).scalar_one()
    return ViewersPage(shown, last, total)


def delete_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> list[str]:
    """Delete the caller's clip with its media; returns the keys of the doomed files.

    AppError 403 for another's clip that the caller may see, 404 for any other.
    """
    clip = _own_clip(conn, viewer_id, clip_id, now, "Only its author deletes a clip.")
    conn.execute(_DELETE, {"clip_id": clip_id})
    return media.doom(conn, [] if clip.media_id is None else [clip.media_id], now)


def _own_clip(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime, refusal: str
) -> queries.ClipRow:
    clip = _seen_clip(conn, viewer_id, clip_id, now).row
    if clip.author_id != viewer_id:
        raise forbidden(refusal)
    return clip


def file_of_clip(
    conn: Connection, viewer_id: str, clip_id: str, name: str, now: datetime
) -> StoredBytes:
    """The file called `name` of a clip that the viewer may see. AppError 404 otherwise."""
    clip = _seen_clip(conn, viewer_id, clip_id, now, "File").row
    if clip.media_id is None:
        raise not_found("File")
    row = media.own_media(conn, clip.author_id, clip.media_id)
    return media.file_named(row, name)


def export_clips(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """Every clip of the user for the export, the oldest first, archived ones too."""
    clips = [dict(row) for row in conn.execute(_EXPORT, {"author": user_id}).mappings()]
    members: dict[str, list[str]] = {}
    for clip_id, member_id in conn.execute(_EXPORT_AUDIENCES, {"author": user_id}):
        members.setdefault(clip_id, []).append(member_id)
    return [{**clip, "audience_user_ids": members.get(clip["id"], [])} for clip in clips]


def export_views(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """Which clips the user has seen, and when, for the export."""
    return [dict(row) for row in conn.execute(_EXPORT_VIEWS, {"viewer": user_id}).mappings()]


def _view(dialect: Any) -> Insert:
    names = ("clip_id", "viewer_id", "viewed_at")
    statement = dialect.insert(ClipView).values({name: bindparam(name) for name in names})
    result: Insert = statement.on_conflict_do_nothing().returning(ClipView.clip_id)
    return result


_INSERT = insert(Clip)
_INSERT_AUDIENCE = insert(ClipAudience)
_KNOWN_USERS = select(func.count()).where(User.id.in_(bindparam("user_ids", expanding=True)))
_VIEW = {"sqlite": _view(sqlite), "postgresql": _view(postgresql)}
_VIEWED_AT = select(ClipView.viewed_at).where(
    ClipView.clip_id == bindparam("clip_id"), ClipView.viewer_id == bindparam("viewer_id")
)
_COUNT_VIEWS = select(func.count()).where(ClipView.clip_id == bindparam("clip_id"))
_DELETE = delete(Clip).where(Clip.id == bindparam("clip_id"))
_EXPORT_AUDIENCES = (
    select(ClipAudience.clip_id, ClipAudience.user_id)
    .join(Clip, Clip.id == ClipAudience.clip_id)
    .where(Clip.author_id == bindparam("author"))
    .order_by(ClipAudience.user_id)
)
_EXPORT_VIEWS = (
    select(ClipView.clip_id, ClipView.viewed_at)
    .where(ClipView.viewer_id == bindparam("viewer"))
    .order_by(ClipView.viewed_at)
)
_EXPORT = (
    select(
        Clip.id,
        Clip.kind,
        Clip.text,
        Clip.caption,
        Clip.alt_text,
        Clip.visibility,
        Clip.media_id,
        Clip.published_at,
        Clip.expires_at,
    )
    .where(Clip.author_id == bindparam("author"))
    .order_by(Clip.published_at, Clip.id)
)
