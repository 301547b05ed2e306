"""Who has seen a clip."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    bindparam,
    or_,
    select,
    tuple_,
)

from emberline.accounts.models import Avatar, NameWord, Preferences, User
from emberline.accounts.queries import CARD, avatar_url, block_between
from emberline.clips.models import ClipReaction, ClipView
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID
from emberline.kit.db import Identifier, Instant
from emberline.kit.forms import folded
from emberline.kit.paging import LAST_ID, PageRequest

_AT, _ID = bindparam("at", type_=Instant), bindparam("id", type_=Identifier)
_PREFIX = bindparam("prefix", type_=String)

# What is kept of a name to find it by.
_NAME_CHARACTERS = 30


class Viewed(NamedTuple):
    """Someone who has seen a clip, and their reaction."""

    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    viewed_at: datetime
    emoji: str | None

    @property
    def place(self) -> "ViewerPlace":
        """Where they stand in the list."""
        return ViewerPlace(self.emoji is not None, self.viewed_at, self.user_id)


class ViewerPlace(NamedTuple):
    """A place in the list of viewers: who reacted comes first, then the latest view."""

    reacted: bool
    at: datetime
    id: str


def viewers(
    conn: Connection,
    author_id: str,
    clip_id: str,
    asked: PageRequest[ViewerPlace],
    now: datetime,
    *,
    called: str | None = None,
) -> list[Viewed]:
    """People who have seen the clip and let its author know: one more than the page holds.

    Those who reacted first, then the latest. called: only whose username, or a word of whose
    display name, begins like this. At most two statements.
    """
    binds: dict[str, Any] = {"clip_id": clip_id, "author_id": author_id}
    if called:
        binds["prefix"] = _pattern(called)
    after, size = asked.after, asked.size
    found: list[Viewed] = []
    for reacted in (True, False):
        if len(found) == size or (after is not None and after.reacted < reacted):
            continue
        in_this_part = after is not None and after.reacted == reacted
        _, at, identifier = after if after is not None and in_this_part else (None, now, LAST_ID)
        page = {"at": at, "id": identifier, "size": size - len(found)}
        statement = _viewers(reacted=reacted, searched=bool(called))
        found += [_viewed(row) for row in conn.execute(statement, {**binds, **page})]
    return found


def _viewed(row: Any) -> Viewed:
    user_id, username, display_name, avatar_id, viewed_at, emoji = row
    picture = avatar_url(user_id, avatar_id)
    return Viewed(user_id, username, display_name, picture, viewed_at, emoji)


def _pattern(called: str) -> str:
    """Matches what begins like `called`, compared as usernames are."""
    prefix = " ".join(folded(called).split())[:_NAME_CHARACTERS]
    for special in ("\\", "%", "_"):
        prefix = prefix.replace(special, f"\\{special}")
    return f"{prefix}%"


@cache
def _viewers(*, reacted: bool, searched: bool) -> Any:
    # Not named: who keeps views to themselves, is suspended, or stands behind a block.
    statement: Any = (
        select(*CARD, ClipView.viewed_at, ClipReaction.emoji)
        .select_from(ClipView)
        .outerjoin(
            ClipReaction,
            and_(
                ClipReaction.clip_id == ClipView.clip_id,
                ClipReaction.user_id == ClipView.viewer_id,
            ),
        )
        .join(User, User.id == ClipView.viewer_id)
        .outerjoin(Avatar, Avatar.user_id == ClipView.viewer_id)
        .join(Preferences, Preferences.user_id == ClipView.viewer_id)
        .where(
            ClipView.clip_id == CLIP_ID,
            ClipReaction.emoji.is_not(None) if reacted else ClipReaction.emoji.is_(None),
            Preferences.view_receipts,
            User.suspended_at.is_(None),
            ~block_between(ClipView.viewer_id, AUTHOR_ID),
            tuple_(ClipView.viewed_at, ClipView.viewer_id) < tuple_(_AT, _ID),
        )
    )
    if searched:
        statement = statement.where(_is_called())
    return statement.order_by(ClipView.viewed_at.desc(), ClipView.viewer_id.desc()).limit(
        bindparam("size")
    )


def _is_called() -> ColumnElement[bool]:
    words = select(NameWord.word).where(
        NameWord.user_id == ClipView.viewer_id, NameWord.word.like(_PREFIX, escape="\\")
    )
    username = User.username_folded.like(_PREFIX, escape="\\")
    return or_(username, words.correlate(ClipView).exists())
