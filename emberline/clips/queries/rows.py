"""The columns of a clip that are served, and what is read beside them for a page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    case,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from emberline.accounts.models import User
from emberline.clips.models import Clip, ClipAudience, ClipReaction
from emberline.clips.queries.rule import RULE, VIEWER
from emberline.kit.db import Identifier, Json, hot


class ClipRow(NamedTuple):
    """The columns of a clip that are served, in the order of `SERVED`.

    published_at, expires_at: null for a draft, which has `drafted_at` instead.
    """

    id: str
    author_id: str
    username: str
    kind: str
    text: str | None
    media_id: str | None
    width: int | None
    height: int | None
    duration_seconds: float | None
    alt_text: str | None
    caption: str | None
    visibility: str
    published_at: datetime | None
    expires_at: datetime | None
    status: str
    allow_replies: bool
    allow_reactions: bool
    allow_comments: bool
    seen: bool
    views_count: int | None
    reactions_count: int | None
    my_reaction: str | None
    stickers: list[dict[str, Any]] | None
    origin_id: str | None
    failure_reason: str | None
    drafted_at: datetime | None
    max_views: int | None
    story_link_id: str | None


_reaction, _reactions = aliased(ClipReaction), aliased(ClipReaction)
_my_reaction = (
    select(_reaction.emoji)
    .where(_reaction.clip_id == Clip.id, _reaction.user_id == VIEWER)
    .correlate_except(_reaction)
    .scalar_subquery()
)
_reactions_count = (
    select(func.count())
    .select_from(_reactions)
    .where(_reactions.clip_id == Clip.id)
    .correlate_except(_reactions)
    .scalar_subquery()
)

SERVED = (
    Clip.id,
    Clip.author_id,
    User.username,
    Clip.kind,
    Clip.text,
    Clip.media_id,
    Clip.width,
    Clip.height,
    Clip.duration_seconds,
    Clip.alt_text,
    Clip.caption,
    Clip.visibility,
    Clip.published_at,
    Clip.expires_at,
    Clip.status,
    Clip.allow_replies,
    Clip.allow_reactions,
    Clip.allow_comments,
    case((RULE.own, literal(True)), else_=RULE.seen).label("seen"),
    # Counted only where it is shown: on the viewer's own clips.
    case((RULE.own, RULE.views_count), else_=null()).label("views_count"),
    case((RULE.own, _reactions_count), else_=null()).label("reactions_count"),
    _my_reaction.label("my_reaction"),
    Clip.stickers,
    Clip.origin_id,
    Clip.failure_reason,
    case((Clip.published_at.is_(None), Clip.created_at), else_=null()).label("drafted_at"),
    Clip.max_views,
    Clip.story_link_id,
)


_AUDIENCES = select(ClipAudience.clip_id, ClipAudience.user_id).where(
    ClipAudience.clip_id.in_(bindparam("clip_ids", expanding=True))
)


def audiences(conn: Connection, clip_ids: Sequence[str]) -> dict[str, list[str]]:
    """The members of each clip's audience, sorted; clips without one are left out."""
    found: dict[str, list[str]] = {}
    if clip_ids:
        for clip_id, user_id in conn.execute(_AUDIENCES, {"clip_ids": list(clip_ids)}):
            found.setdefault(clip_id, []).append(user_id)
    return {clip_id: sorted(user_ids) for clip_id, user_ids in found.items()}


class Origin(NamedTuple):
    """What a repost tells of the clip that it shows."""

    id: str
    author_id: str
    username: str
    caption: str | None


def _origins(among: ColumnElement[bool]) -> Any:
    columns = (Clip.id, Clip.author_id, User.username, Clip.caption)
    return select(*columns).join(User, User.id == Clip.author_id).where(among)


# One bind for all the ids, so that a feed with a repost stays on the raw driver.
_ORIGINS = {
    "sqlite": _origins(
        Clip.id.in_(
            select(func.json_each(bindparam("clip_ids", type_=Json)).table_valued("value").c.value)
        )
    ),
    "postgresql": _origins(Clip.id == func.any(bindparam("clip_ids", type_=ARRAY(Identifier)))),
}


def origins(conn: Connection, clip_ids: Sequence[str]) -> dict[str, Origin]:
    """The origins of reposts by their ids; the viewer of a repost may see its origin."""
    if not clip_ids:
        return {}
    rows = hot(conn, _ORIGINS[conn.dialect.name], clip_ids=sorted(set(clip_ids)))
    return {row[0]: Origin._make(row) for row in rows}
