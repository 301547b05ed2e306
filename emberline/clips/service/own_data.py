"""What the export holds of somebody's clips."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from emberline.clips.models import (
    Clip,
    ClipAudience,
    ClipComment,
    ClipPlayback,
    ClipReaction,
    ClipReply,
    ClipView,
    GuestLink,
    Highlight,
    HighlightClip,
    SeenMark,
    StickerAnswer,
)
from emberline.kit.db import Identifier


def export_clips(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """Every clip of the user for the export, the oldest first, archived ones too."""
    clips = [dict(row) for row in conn.execute(_EXPORT, {"author": user_id}).mappings()]
    members: dict[str, list[str]] = {}
    for clip_id, member_id in conn.execute(_EXPORT_AUDIENCES, {"author": user_id}):
        members.setdefault(clip_id, []).append(member_id)
    return [{**clip, "audience_user_ids": members.get(clip["id"], [])} for clip in clips]


def export_highlights(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """The user's highlights in their order, with the ids of their clips, for the export."""
    clips: dict[str, list[str]] = {}
    for highlight_id, clip_id in conn.execute(_EXPORT_HIGHLIGHTED, {"owner": user_id}):
        clips.setdefault(highlight_id, []).append(clip_id)
    rows = conn.execute(_EXPORT_HIGHLIGHTS, {"owner": user_id}).mappings()
    return [{**row, "clip_ids": clips.get(row["id"], [])} for row in rows]


def export_views(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """Which clips the user has seen, and when, for the export."""
    return [dict(row) for row in conn.execute(_EXPORT_VIEWS, {"viewer": user_id}).mappings()]


def export_answers(conn: Connection, user_id: str) -> dict[str, Any]:
    """What the user answered to clips, by kind, for the export, the oldest first."""
    return {
        name: [dict(row) for row in conn.execute(statement, {"writer": user_id}).mappings()]
        for name, statement in _EXPORT_ANSWERS.items()
    }


def export_watching(conn: Connection, user_id: str) -> dict[str, Any]:
    """How far the user has seen whose clips, and how they played them, for the export."""
    return {
        name: [dict(row) for row in conn.execute(statement, {"viewer": user_id}).mappings()]
        for name, statement in _EXPORT_WATCHING.items()
    }


def export_links(conn: Connection, user_id: str) -> list[dict[str, Any]]:
    """The links of the user's clips for the export, the oldest first, without passcodes."""
    return [dict(row) for row in conn.execute(_EXPORT_LINKS, {"author": user_id}).mappings()]


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
_EXPORT_WATCHING = {
    "clip_seen_marks": (
        select(SeenMark.author_id, SeenMark.up_to_at, SeenMark.up_to_id)
        .where(SeenMark.viewer_id == bindparam("viewer"))
        .order_by(SeenMark.author_id)
    ),
    "clip_playbacks": (
        select(
            ClipPlayback.clip_id,
            ClipPlayback.completed,
            ClipPlayback.exits,
            ClipPlayback.forward_taps,
            ClipPlayback.back_taps,
            ClipPlayback.link_opens,
        )
        .where(ClipPlayback.viewer_id == bindparam("viewer"))
        .order_by(ClipPlayback.clip_id)
    ),
}
_WRITER = bindparam("writer", type_=Identifier)
_EXPORT_ANSWERS = {
    "clip_reactions": (
        select(ClipReaction.clip_id, ClipReaction.emoji, ClipReaction.reacted_at)
        .where(ClipReaction.user_id == _WRITER)
        .order_by(ClipReaction.reacted_at, ClipReaction.clip_id)
    ),
    "clip_replies": (
        select(ClipReply.id, ClipReply.clip_id, ClipReply.text, ClipReply.created_at)
        .where(ClipReply.replier_id == _WRITER)
        .order_by(ClipReply.created_at, ClipReply.id)
    ),
    "clip_comments": (
        select(ClipComment.id, ClipComment.clip_id, ClipComment.text, ClipComment.created_at)
        .where(ClipComment.user_id == _WRITER)
        .order_by(ClipComment.created_at, ClipComment.id)
    ),
    "clip_sticker_answers": (
        select(
            StickerAnswer.id,
            StickerAnswer.clip_id,
            StickerAnswer.sticker_id,
            StickerAnswer.option,
            StickerAnswer.text,
            StickerAnswer.answered_at,
        )
        .where(StickerAnswer.user_id == _WRITER)
        .order_by(StickerAnswer.answered_at, StickerAnswer.id)
    ),
}
_EXPORT = (
    select(
        Clip.id,
        Clip.kind,
        Clip.text,
        Clip.caption,
        Clip.alt_text,
        Clip.visibility,
        Clip.media_id,
        Clip.stickers,
        Clip.origin_id,
        Clip.story_link_id,
        Clip.max_views,
        Clip.allow_replies,
        Clip.allow_reactions,
        Clip.allow_comments,
        Clip.created_at,
        Clip.published_at,
        Clip.expires_at,
    )
    .where(Clip.author_id == bindparam("author"))
    .order_by(Clip.created_at, Clip.id)
)
_OWNER = bindparam("owner", type_=Identifier)
_EXPORT_HIGHLIGHTS = (
    select(Highlight.id, Highlight.title, Highlight.cover_clip_id, Highlight.created_at)
    .where(Highlight.owner_id == _OWNER)
    .order_by(Highlight.position, Highlight.id)
)
_EXPORT_HIGHLIGHTED = (
    select(HighlightClip.highlight_id, HighlightClip.clip_id)
    .join(Highlight, Highlight.id == HighlightClip.highlight_id)
    .where(Highlight.owner_id == _OWNER)
    .order_by(HighlightClip.highlight_id, HighlightClip.position)
)
_EXPORT_LINKS = (
    select(
        GuestLink.id,
        GuestLink.clip_id,
        GuestLink.passcode_hash.is_not(None).label("has_passcode"),
        GuestLink.max_views,
        GuestLink.views,
        GuestLink.created_at,
        GuestLink.expires_at,
        GuestLink.revoked_at,
    )
    .join(Clip, Clip.id == GuestLink.clip_id)
    .where(Clip.author_id == bindparam("author"))
    .order_by(GuestLink.created_at, GuestLink.id)
)
