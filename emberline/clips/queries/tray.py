"""The tray: whose active clips there are to see, an entry an author."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.orm import aliased

from emberline.accounts.models import Avatar, Follow, User
from emberline.clips.models import Clip, ClipView, SeenMark
from emberline.clips.queries.rule import NOW, VIEWER, excluded, visible
from emberline.clips.rules.lifetime import MAX_LIFETIME
from emberline.kit.db import Identifier, Instant, hot

MAX_AUTHORS = 500
"""A tray is served whole; whoever follows more finds the others' clips in the feed."""


class TrayRow(NamedTuple):
    """An author with active clips that the viewer may see, and what of them is new to the viewer.

    ends_at: when the first of them fades. first_unseen_id: the clip to begin with, in playing
    order; null when all are seen, as own ones are.
    """

    user_id: str
    username: str
    display_name: str
    avatar_id: str | None
    clips_count: int
    unseen_count: int
    latest_at: datetime
    ends_at: datetime
    first_unseen_id: str | None


_HORIZON = bindparam("horizon", type_=Instant)
_view, _mark = aliased(ClipView), aliased(SeenMark)

# `RULE.seen` with its two look-ups as joins: here it is asked for twice, a clip.
_unseen = and_(
    Clip.author_id != VIEWER,
    _view.clip_id.is_(None),
    or_(
        _mark.up_to_at.is_(None),
        _mark.up_to_at < Clip.published_at,
        and_(_mark.up_to_at == Clip.published_at, _mark.up_to_id < Clip.id),
    ),
)
# The first by place and not by id: a clip that waited is older than its publication. On SQLite a
# place sorts as text: sixteen digits of microseconds, from 2001 to 2286, before the id.
_FIRST_UNSEEN: dict[str, ColumnElement[Any]] = {
    "sqlite": func.substr(
        func.min(cast(Clip.published_at, String).op("||")(Clip.id)).filter(_unseen), 17
    ),
    "postgresql": type_coerce(
        func.array_agg(aggregate_order_by(Clip.id, Clip.published_at, Clip.id)).filter(_unseen),
        ARRAY(Identifier),
    )[1],
}


def tray(conn: Connection, viewer_id: str, now: datetime) -> list[TrayRow]:
    """The authors whom the viewer follows, and the viewer, who have clips to see; one statement.

    The viewer first, then who has something unseen, then whose clips are newest. People whom the
    viewer muted are left out, and whoever is blocked or hides.
    """
    statement = _TRAY[conn.dialect.name]
    rows = hot(conn, statement, viewer_id=viewer_id, now=now, horizon=now - MAX_LIFETIME)
    return list(map(TrayRow._make, rows))


def _tray(first_unseen: ColumnElement[Any]) -> Select[Any]:
    found = _by_author(first_unseen).subquery()
    own, has_unseen = found.c.author_id == VIEWER, found.c.unseen_count > 0
    return (
        select(
            User.id,
            User.username,
            User.display_name,
            Avatar.media_id,
            found.c.clips_count,
            found.c.unseen_count,
            found.c.latest_at,
            found.c.ends_at,
            found.c.first_unseen_id,
        )
        .select_from(found)
        .join(User, User.id == found.c.author_id)
        .outerjoin(Avatar, Avatar.user_id == User.id)
        .order_by(own.desc(), has_unseen.desc(), found.c.latest_at.desc(), User.id)
        .limit(MAX_AUTHORS)
    )


def _by_author(first_unseen: ColumnElement[Any]) -> Select[Any]:
    authors = union_all(
        select(Follow.followee_id).where(Follow.follower_id == VIEWER), select(VIEWER)
    )
    return (
        select(
            Clip.author_id,
            func.count().label("clips_count"),
            func.count().filter(_unseen).label("unseen_count"),
            func.max(Clip.published_at).label("latest_at"),
            func.min(Clip.expires_at).label("ends_at"),
            first_unseen.label("first_unseen_id"),
        )
        .join(User, User.id == Clip.author_id)
        .outerjoin(_view, and_(_view.clip_id == Clip.id, _view.viewer_id == VIEWER))
        .outerjoin(_mark, and_(_mark.viewer_id == VIEWER, _mark.author_id == Clip.author_id))
        .where(
            # The same bounds as in the feed; see there.
            Clip.archived_at.is_(None),
            Clip.held_at.is_(None),
            Clip.published_at <= NOW,
            Clip.expires_at > NOW,
            Clip.published_at > _HORIZON,
            Clip.author_id.in_(authors.scalar_subquery()),
            visible(literal(True)),
            ~excluded(muted=True),
        )
        .group_by(Clip.author_id)
    )


_TRAY = {name: _tray(first) for name, first in _FIRST_UNSEEN.items()}
