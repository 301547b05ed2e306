"""The SQL twin of `rules.may_see`, and the set of authors whom a viewer's lists leave out."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import Block, CloseFriend, Follow, Hide, Mute, User
from emberline.accounts.queries import block_between
from emberline.clips.models import Clip, ClipAudience, ClipView, SeenMark
from emberline.clips.rules.visibility import Visibility
from emberline.kit.db import Identifier, Instant
from emberline.media.rules import Status

VIEWER = bindparam("viewer_id", type_=Identifier)
AUTHOR_ID = bindparam("author_id", type_=Identifier)
CLIP_ID = bindparam("clip_id", type_=Identifier)
NOW = bindparam("now", type_=Instant)


# A scalar subquery instead of EXISTS keeps PostgreSQL from hashing all the viewer's rows first. The
# conditions name a whole key, so that there is one row at most.
def _one(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    found = select(literal(1)).select_from(table).where(*conditions)
    return found.correlate_except(table).scalar_subquery().is_not(None)


def _any(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().select_from(table).where(*conditions).correlate_except(table)


class Rule:
    """What a viewer is to a clip and its author, as conditions for a statement that has both.

    clip, author: the tables in the statement, or aliases of them. viewer: a bind or a column.
    """

    def __init__(self, clip: Any, author: Any, viewer: SQLColumnExpression[str]) -> None:
        follow, friend, member = aliased(Follow), aliased(CloseFriend), aliased(ClipAudience)
        hide, view, mark = aliased(Hide), aliased(ClipView), aliased(SeenMark)
        self._clip, self._author, self._viewer = clip, author, viewer
        self.own: ColumnElement[bool] = clip.author_id == viewer
        self.follows = _any(
            follow, follow.follower_id == viewer, follow.followee_id == clip.author_id
        )
        self.close_friend = _one(
            friend, friend.owner_id == clip.author_id, friend.friend_id == viewer
        )
        self.in_audience = _one(member, member.clip_id == clip.id, member.user_id == viewer)
        self.blocked = block_between(viewer, clip.author_id)
        self.hidden = _any(hide, hide.owner_id == clip.author_id, hide.viewer_id == viewer)
        self.has_viewed = _one(view, view.clip_id == clip.id, view.viewer_id == viewer)
        # `<=` of both and not of pairs lets either database use the key first.
        self.marked = _one(
            mark,
            mark.viewer_id == viewer,
            mark.author_id == clip.author_id,
            or_(
                mark.up_to_at > clip.published_at,
                and_(mark.up_to_at == clip.published_at, mark.up_to_id >= clip.id),
            ),
        )
        self.seen = or_(self.has_viewed, self.marked)
        views = aliased(ClipView)
        self.views_count = (
            select(func.count())
            .select_from(views)
            .where(views.clip_id == clip.id)
            .correlate_except(views)
            .scalar_subquery()
        )
        self.burnt = and_(clip.max_views.is_not(None), self.views_count >= clip.max_views)

    def meant_for_viewer(self, follows: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
        """Whether the clip is ready and meant for the viewer; blocks and hides aside.

        follows: what makes a follower, where the statement need not ask again.
        """
        clip = self._clip
        return and_(
            clip.status == Status.READY.value,
            self._author.suspended_at.is_(None),
            or_(
                clip.visibility == Visibility.PUBLIC.value,
                and_(
                    clip.visibility == Visibility.FOLLOWERS.value,
                    self.follows if follows is None else follows,
                ),
                and_(clip.visibility == Visibility.CLOSE_FRIENDS.value, self.close_friend),
                and_(clip.visibility == Visibility.CUSTOM.value, self.in_audience),
            ),
            or_(clip.max_views.is_(None), self.has_viewed, self.views_count < clip.max_views),
        )

    def may_see(self) -> ColumnElement[bool]:
        """The whole rule but for the origin of a repost; binds `now`."""
        clip = self._clip
        active = and_(clip.published_at <= NOW, clip.expires_at > NOW)
        shut_out = or_(self.blocked, self.hidden)
        others = and_(active, ~shut_out, self.meant_for_viewer())
        return and_(clip.held_at.is_(None), or_(self.own, others))

    def may_see_kept(self) -> ColumnElement[bool]:
        """`rules.may_see_kept` but for the origin of a repost; binds `now`."""
        clip = self._clip
        shut_out = or_(self.blocked, self.hidden)
        others = and_(clip.published_at <= NOW, ~shut_out, self.meant_for_viewer())
        return and_(clip.held_at.is_(None), or_(self.own, others))


RULE = Rule(Clip, User, VIEWER)


def sees_origin(clip: Any, viewer: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether `clip` is no repost, or one of a clip that the viewer may see; binds `now`."""
    origin, author = aliased(Clip), aliased(User)
    # Scalar as in `_one`: PostgreSQL would hash every clip there is that the viewer may see.
    seen = (
        select(literal(1))
        .select_from(origin)
        .join(author, author.id == origin.author_id)
        .where(origin.id == clip.origin_id, Rule(origin, author, viewer).may_see())
        .correlate_except(origin, author)
        .scalar_subquery()
    )
    return or_(clip.origin_id.is_(None), seen.is_not(None))


SEES_ORIGIN = sees_origin(Clip, VIEWER)


def visible(follows: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """`rules.may_see` for lists of active clips, not held, joined with their authors.

    Blocks and hides are `excluded`'s part. `follows`: see `Rule.meant_for_viewer`.
    """
    return and_(or_(RULE.own, RULE.meant_for_viewer(follows)), SEES_ORIGIN)


def excluded(*, muted: bool) -> ColumnElement[bool]:
    """Whose clips the viewer gets in no list: one small set, made once a query."""
    sets = [
        select(Block.blocked_id).where(Block.blocker_id == VIEWER),
        select(Block.blocker_id).where(Block.blocked_id == VIEWER),
        select(Hide.owner_id).where(Hide.viewer_id == VIEWER),
    ]
    if muted:
        sets.append(select(Mute.muted_id).where(Mute.muter_id == VIEWER))
    return Clip.author_id.in_(union_all(*sets).scalar_subquery())
