"""What the export holds of somebody's clips."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.clips.models import Clip, ClipAudience, ClipView


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
