"""How many may see a clip: the rule with each of those who might as its viewer."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import aliased

from emberline.accounts.models import Block, CloseFriend, Follow, Hide, Preferences, User
from emberline.clips.models import Clip, ClipAudience
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, NOW, VIEWER, Rule, sees_origin
from emberline.clips.rules.visibility import Visibility

_reader = aliased(User)
_RULE = Rule(Clip, User, _reader.id)

# Whom a visibility cannot mean need not be asked about. PUBLIC means everyone, PRIVATE nobody.
_MEANT: dict[Visibility, Select[Any] | None] = {
    Visibility.PUBLIC: None,
    Visibility.FOLLOWERS: select(Follow.follower_id).where(Follow.followee_id == AUTHOR_ID),
    Visibility.CLOSE_FRIENDS: select(CloseFriend.friend_id).where(
        CloseFriend.owner_id == AUTHOR_ID
    ),
    Visibility.CUSTOM: select(ClipAudience.user_id).where(ClipAudience.clip_id == CLIP_ID),
    Visibility.PRIVATE: select(AUTHOR_ID),
}
# The rule's `blocked` and `hidden` as one small set, made once and not asked for each reader.
_SHUT_OUT = union_all(
    select(Block.blocked_id).where(Block.blocker_id == AUTHOR_ID),
    select(Block.blocker_id).where(Block.blocked_id == AUTHOR_ID),
    select(Hide.viewer_id).where(Hide.owner_id == AUTHOR_ID),
)
_reader_prefers, _author_prefers = aliased(Preferences), aliased(Preferences)
_LETS_KNOW = (
    select(_reader_prefers.view_receipts)
    .where(_reader_prefers.user_id == _reader.id)
    .scalar_subquery()
)
_LET_KNOW_TOO = (
    select(_author_prefers.view_receipts)
    .where(_author_prefers.user_id == AUTHOR_ID)
    .scalar_subquery()
)


def _count(meant: Select[Any] | None) -> Select[Any]:
    statement = (
        select(func.count())
        .select_from(_reader)
        .join(Clip, Clip.id == CLIP_ID)
        .join(User, User.id == Clip.author_id)
        .where(
            _reader.suspended_at.is_(None),
            _reader.id != AUTHOR_ID,
            _reader.id.not_in(_SHUT_OUT.scalar_subquery()),
            Clip.held_at.is_(None),
            Clip.published_at <= NOW,
            Clip.expires_at > NOW,
            _RULE.meant_for_viewer(),
            # Of a burnt clip, whom it is still there for are those who have seen it.
            or_(~_RULE.burnt, and_(_LETS_KNOW, _LET_KNOW_TOO)),
            sees_origin(Clip, _reader.id),
        )
    )
    return statement if meant is None else statement.where(_reader.id.in_(meant.scalar_subquery()))


_COUNT = {visibility: _count(meant) for visibility, meant in _MEANT.items()}


def audience_count(
    conn: Connection, author_id: str, clip_id: str, visibility: Visibility, now: datetime
) -> int:
    """How many others than its author may see the clip at this moment; 0 when its time is over.

    Once it is burnt, who keeps views to themselves is not counted, nor anybody for such an author.
    """
    binds = {"author_id": author_id, "clip_id": clip_id, "now": now}
    return int(conn.execute(_COUNT[visibility], binds).scalar_one())


_IN_SIGHT = select(User.id).where(
    User.id == VIEWER,
    User.suspended_at.is_(None),
    # Whom the author has blocked, the author knows of; who has blocked the author is not there.
    ~select(Block.blocker_id)
    .where(Block.blocker_id == VIEWER, Block.blocked_id == AUTHOR_ID)
    .exists(),
)


def is_in_sight(conn: Connection, author_id: str, user_id: str) -> bool:
    """Whether the author may know that there is such a user."""
    binds = {"viewer_id": user_id, "author_id": author_id}
    return conn.execute(_IN_SIGHT, binds).first() is not None


_VISIBILITY = select(Clip.visibility).where(Clip.id == CLIP_ID)


def visibility_of(conn: Connection, clip_id: str) -> str | None:
    """Whom the clip is meant for; None when there is no such clip."""
    visibility: str | None = conn.execute(_VISIBILITY, {"clip_id": clip_id}).scalar()
    return visibility
