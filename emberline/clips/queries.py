"""Reads of clips, always through the viewer; and the SQL twin of `rules.may_see`."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import Block, CloseFriend, Follow, Hide, Mute, Preferences, User
from emberline.clips.models import Clip, ClipAudience, ClipView
from emberline.clips.rules import MAX_LIFETIME, ClipFacts, Relation, Status, Visibility
from emberline.kit.db import Identifier, Instant, hot
from emberline.kit.paging import Position

Scope = Literal["all", "following"]

# Up to here the followed people's own clips are gathered and sorted; beyond, the newest clips of
# all are walked until the page is full. A walk is short when many are followed, and only then.
GATHER_UP_TO = 200

FIRST_ID = "00000000-0000-0000-0000-000000000000"
LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff"

_VIEWER = bindparam("viewer_id", type_=Identifier)
_NOW = bindparam("now", type_=Instant)
_HORIZON = bindparam("horizon", type_=Instant)
_CLIP_ID = bindparam("clip_id", type_=Identifier)
_AUTHOR_ID = bindparam("author_id", type_=Identifier)
_AT, _ID = bindparam("at", type_=Instant), bindparam("id", type_=Identifier)

_own = Clip.author_id == _VIEWER


# A scalar subquery instead of EXISTS keeps PostgreSQL from hashing all the viewer's rows first.
def _one(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    found = select(literal(1)).where(*conditions).correlate(Clip, User).limit(1)
    return found.scalar_subquery().is_not(None)


_follows = exists().where(Follow.follower_id == _VIEWER, Follow.followee_id == Clip.author_id)
_close_friend = _one(CloseFriend.owner_id == Clip.author_id, CloseFriend.friend_id == _VIEWER)
_in_audience = _one(ClipAudience.clip_id == Clip.id, ClipAudience.user_id == _VIEWER)


def _block_between(
    one: SQLColumnExpression[str], other: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    return exists().where(
        or_(
            and_(Block.blocker_id == one, Block.blocked_id == other),
            and_(Block.blocker_id == other, Block.blocked_id == one),
        )
    )


_blocked = _block_between(_VIEWER, Clip.author_id)
_hidden = exists().where(Hide.owner_id == Clip.author_id, Hide.viewer_id == _VIEWER)
_seen = _one(ClipView.clip_id == Clip.id, ClipView.viewer_id == _VIEWER)


class ClipRow(NamedTuple):
    """The columns of a clip that are served, in the order of `_SERVED`."""

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
    published_at: datetime
    expires_at: datetime
    status: str
    allow_replies: bool
    allow_reactions: bool
    allow_comments: bool
    seen: bool
    views_count: int | None


_SERVED = (
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
    case((_own, literal(True)), else_=_seen).label("seen"),
    # Counted only where it is shown: on the viewer's own clips.
    case(
        (_own, select(func.count()).where(ClipView.clip_id == Clip.id).scalar_subquery()),
        else_=null(),
    ).label("views_count"),
)


def visible(meant_for_viewer: ColumnElement[bool] = _follows) -> ColumnElement[bool]:
    """`rules.may_see` in SQL, for lists of active clips joined with their authors.

    Blocks and hides are `_excluded`'s part. `meant_for_viewer` says what makes a follower, so that
    a list of followed people's clips need not ask again.
    """
    return or_(
        _own,
        and_(
            Clip.status == Status.READY.value,
            User.suspended_at.is_(None),
            or_(
                Clip.visibility == Visibility.PUBLIC.value,
                and_(Clip.visibility == Visibility.FOLLOWERS.value, meant_for_viewer),
                and_(Clip.visibility == Visibility.CLOSE_FRIENDS.value, _close_friend),
                and_(Clip.visibility == Visibility.CUSTOM.value, _in_audience),
            ),
        ),
    )


def _excluded(*, muted: bool) -> ColumnElement[bool]:
    """Whose clips the viewer gets in no list: one small set, made once a query."""
    sets = [
        select(Block.blocked_id).where(Block.blocker_id == _VIEWER),
        select(Block.blocker_id).where(Block.blocked_id == _VIEWER),
        select(Hide.owner_id).where(Hide.viewer_id == _VIEWER),
    ]
    if muted:
        sets.append(select(Mute.muted_id).where(Mute.muter_id == _VIEWER))
    return Clip.author_id.in_(union_all(*sets).scalar_subquery())


def _active_beyond(
    position: ColumnElement[bool], *, own_too: bool = True, walk: bool = False
) -> Select[Any]:
    """Active clips on one side of a position, before anything is said of whose they are.

    In a `walk` the join is an outer one, though every clip has an author: with statistics SQLite
    would begin at the users (48 ms instead of 0.7).
    """
    statement = (
        select(*_SERVED)
        .join(User, User.id == Clip.author_id, isouter=walk)
        .where(
            # The sweeper's mark only shortens the index; the times decide.
            Clip.archived_at.is_(None),
            Clip.published_at <= _NOW,
            Clip.expires_at > _NOW,
            # Says nothing new, but ends the walk where no clip can live any more.
            Clip.published_at > _HORIZON,
            position,
        )
    )
    return statement if own_too else statement.where(~_own, ~_seen)


@cache
def _feed(scope: Scope, *, gather: bool, of_author: bool, unseen: bool) -> Select[Any]:
    """The feed's statement: newest first, beyond a position."""
    place = tuple_(Clip.published_at, Clip.id)
    walk = not (gather or of_author)
    statement = _active_beyond(place < tuple_(_AT, _ID), own_too=not unseen, walk=walk)
    if scope == "following":
        followed = select(Follow.followee_id).where(Follow.follower_id == _VIEWER)
        # An expression instead of the column keeps a database from walking the authors' index:
        # with 1,000 followed that costs 37 ms instead of 1.3, with 5 followed 0.2 instead of 200.
        author = Clip.author_id if gather else func.coalesce(Clip.author_id, Clip.author_id)
        statement = statement.where(author.in_(followed), visible(literal(True)))
    else:
        statement = statement.where(visible())
    if of_author:
        statement = statement.where(Clip.author_id == _AUTHOR_ID)
    return (
        statement.where(~_excluded(muted=not of_author))
        .order_by(Clip.published_at.desc(), Clip.id.desc())
        .limit(bindparam("size"))
    )


def _of_author(*, newest_first: bool) -> Select[Any]:
    place, after = tuple_(Clip.published_at, Clip.id), tuple_(_AT, _ID)
    order = (Clip.published_at.desc(), Clip.id.desc()) if newest_first else place.clauses
    return (
        _active_beyond(place < after if newest_first else place > after)
        .where(Clip.author_id == _AUTHOR_ID, visible(), ~_excluded(muted=False))
        .order_by(*order)
        .limit(bindparam("size"))
    )


_OF_AUTHOR = {True: _of_author(newest_first=True), False: _of_author(newest_first=False)}

_FOLLOWS_MANY = select(Follow.followee_id).where(Follow.follower_id == _VIEWER)
_FOLLOWS_MANY = _FOLLOWS_MANY.limit(1).offset(GATHER_UP_TO)


def feed(
    conn: Connection,
    viewer_id: str,
    scope: Scope,
    *,
    author_id: str | None,
    unseen: bool,
    after: Position | None,
    size: int,
    now: datetime,
) -> list[ClipRow]:
    """At most `size` active clips that the viewer may see, newest first, beyond `after`.

    Two statements for `following`, one otherwise, however long the list.
    """
    gather = scope == "following" and _shall_gather(conn, viewer_id)
    statement = _feed(scope, gather=gather, of_author=author_id is not None, unseen=unseen)
    at, identifier = after or (now, LAST_ID)
    binds = {"viewer_id": viewer_id, "now": now, "at": at, "id": identifier, "size": size}
    binds["horizon"] = now - MAX_LIFETIME
    if author_id is not None:
        binds["author_id"] = author_id
    return list(map(ClipRow._make, hot(conn, statement, **binds)))


def _shall_gather(conn: Connection, viewer_id: str) -> bool:
    # PostgreSQL plans for the values at hand, and from the plain statement takes the better way.
    if conn.dialect.name == "postgresql":
        return True
    return not hot(conn, _FOLLOWS_MANY, viewer_id=viewer_id)


def clips_of(
    conn: Connection,
    viewer_id: str,
    author_id: str,
    *,
    newest_first: bool,
    after: Position | None,
    size: int,
    now: datetime,
) -> list[ClipRow]:
    """At most `size` active clips of one author that the viewer may see, beyond `after`."""
    horizon = now - MAX_LIFETIME
    start = Position(now, LAST_ID) if newest_first else Position(horizon, FIRST_ID)
    at, identifier = after or start
    rows = hot(
        conn,
        _OF_AUTHOR[newest_first],
        viewer_id=viewer_id,
        author_id=author_id,
        now=now,
        horizon=horizon,
        at=at,
        id=identifier,
        size=size,
    )
    return list(map(ClipRow._make, rows))


_reader = aliased(User)

_ONE = (
    select(
        *_SERVED,
        _follows,
        _close_friend,
        _in_audience,
        _blocked,
        _hidden,
        User.suspended_at.is_not(None),
    )
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.id == _CLIP_ID,
        # The address of a file outlives its viewer's session: it must not outlive the viewer.
        exists(select(_reader.id).where(_reader.id == _VIEWER, _reader.suspended_at.is_(None))),
    )
)


class Seen(NamedTuple):
    """A clip with what its viewer is to it."""

    row: ClipRow
    relation: Relation

    @property
    def facts(self) -> ClipFacts:
        """What the rule of visibility asks of the clip."""
        row = self.row
        return ClipFacts(
            row.author_id,
            Visibility(row.visibility),
            Status(row.status),
            row.published_at,
            row.expires_at,
        )


def clip_with_relation(conn: Connection, viewer_id: str, clip_id: str) -> Seen | None:
    """The clip, whoever may see it: for `rules.may_see` to decide. None when there is none."""
    for row in hot(conn, _ONE, viewer_id=viewer_id, clip_id=clip_id):
        served = len(_SERVED)
        return Seen(ClipRow._make(row[:served]), Relation(*map(bool, row[served:])))
    return None


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


class Viewed(NamedTuple):
    """Someone who has seen a clip."""

    user_id: str
    username: str
    display_name: str
    viewed_at: datetime


# Not named: who keeps views to themselves, is suspended, or stands behind a block.
_VIEWERS = (
    select(User.id, User.username, User.display_name, ClipView.viewed_at)
    .join(User, User.id == ClipView.viewer_id)
    .join(Preferences, Preferences.user_id == ClipView.viewer_id)
    .where(
        ClipView.clip_id == _CLIP_ID,
        Preferences.view_receipts,
        User.suspended_at.is_(None),
        ~_block_between(ClipView.viewer_id, _AUTHOR_ID),
        tuple_(ClipView.viewed_at, ClipView.viewer_id) < tuple_(_AT, _ID),
    )
    .order_by(ClipView.viewed_at.desc(), ClipView.viewer_id.desc())
    .limit(bindparam("size"))
)


def viewers(
    conn: Connection,
    author_id: str,
    clip_id: str,
    after: Position | None,
    size: int,
    now: datetime,
) -> list[Viewed]:
    """At most `size` people who have seen the clip and let its author know, the latest first."""
    at, identifier = after or (now, LAST_ID)
    binds = {"clip_id": clip_id, "author_id": author_id, "at": at, "id": identifier, "size": size}
    return [Viewed._make(row) for row in conn.execute(_VIEWERS, binds)]


_COUNT_OF = (
    select(func.count())
    .select_from(Clip)
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.archived_at.is_(None),
        Clip.published_at <= _NOW,
        Clip.expires_at > _NOW,
        Clip.author_id == _AUTHOR_ID,
        visible(),
        ~_excluded(muted=False),
    )
)


def count_of(conn: Connection, viewer_id: str, author_id: str, now: datetime) -> int:
    """How many active clips of one author the viewer may see."""
    binds = {"viewer_id": viewer_id, "author_id": author_id, "now": now}
    return conn.execute(_COUNT_OF, binds).scalar_one()


_KNOWN = select(User.id).where(
    User.id == _AUTHOR_ID,
    User.suspended_at.is_(None),
    ~_block_between(_VIEWER, _AUTHOR_ID),
)


def is_known(conn: Connection, viewer_id: str, user_id: str) -> bool:
    """Whether there is such a user for the viewer: not suspended, no block in between."""
    binds = {"viewer_id": viewer_id, "author_id": user_id}
    return conn.execute(_KNOWN, binds).first() is not None


_RECEIPTS = select(Preferences.view_receipts).where(Preferences.user_id == _VIEWER)


def lets_know(conn: Connection, viewer_id: str) -> bool:
    """Whether the viewer's views are told to authors, and so theirs to the viewer."""
    return bool(hot(conn, _RECEIPTS, viewer_id=viewer_id)[0][0])


_POSTED_SINCE = (
    select(Clip.created_at)
    .where(
        Clip.author_id == _AUTHOR_ID,
        Clip.created_at > _NOW,
        # Follows from the line above, and is what the index knows.
        Clip.expires_at > _NOW,
    )
    .order_by(Clip.created_at)
)


def posted_since(conn: Connection, author_id: str, since: datetime) -> list[datetime]:
    """When the author posted the clips since an instant that are still there, oldest first."""
    return list(conn.execute(_POSTED_SINCE, {"author_id": author_id, "now": since}).scalars())
