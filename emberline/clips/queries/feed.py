"""Lists of active clips: a feed, one author's clips, how many there are."""

from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    literal,
    select,
    tuple_,
)

from emberline.accounts.models import Follow, User
from emberline.clips.models import Clip
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, NOW, RULE, VIEWER, excluded, visible
from emberline.clips.rules.lifetime import MAX_LIFETIME
from emberline.kit.db import Identifier, Instant, hot
from emberline.kit.paging import FIRST_ID, LAST_ID, PageRequest, Position

Scope = Literal["all", "following"]

# Up to here the followed people's own clips are gathered and sorted; beyond, the newest clips of
# all are walked until the page is full. A walk is short when many are followed, and only then.
GATHER_UP_TO = 200

_HORIZON = bindparam("horizon", type_=Instant)
_AT, _ID = bindparam("at", type_=Instant), bindparam("id", type_=Identifier)


def _active_beyond(
    position: ColumnElement[bool], *, own_too: bool = True, walk: bool = False
) -> Select[Any]:
    """Active clips on one side of a position, before anything is said of whose they are.

    In a `walk` the join is an outer one, though every clip has an author: with statistics SQLite
    would begin at the users (48 ms instead of 0.7). And the end is an expression, which tells
    PostgreSQL nothing of how many have passed it: beside a million that wait to be put away it
    would not walk, though all of those are the oldest (18 ms instead of 4).
    """
    ends = func.coalesce(Clip.expires_at, Clip.expires_at) if walk else Clip.expires_at
    statement = (
        select(*SERVED)
        .join(User, User.id == Clip.author_id, isouter=walk)
        .where(
            # The sweeper's mark only shortens the index; the times and a hold decide.
            Clip.archived_at.is_(None),
            Clip.held_at.is_(None),
            Clip.published_at <= NOW,
            ends > NOW,
            # Says nothing new, but ends the walk where no clip can live any more.
            Clip.published_at > _HORIZON,
            position,
        )
    )
    return statement if own_too else statement.where(~RULE.own, ~RULE.seen)


@cache
def _feed(scope: Scope, *, gather: bool, of_author: bool, unseen: bool) -> Select[Any]:
    """The feed's statement: newest first, beyond a position."""
    place = tuple_(Clip.published_at, Clip.id)
    walk = not (gather or of_author)
    statement = _active_beyond(place < tuple_(_AT, _ID), own_too=not unseen, walk=walk)
    if scope == "following":
        followed = select(Follow.followee_id).where(Follow.follower_id == VIEWER)
        # An expression instead of the column keeps a database from walking the authors' index:
        # with 1,000 followed that costs 37 ms instead of 1.3, with 5 followed 0.2 instead of 200.
        author = Clip.author_id if gather else func.coalesce(Clip.author_id, Clip.author_id)
        statement = statement.where(author.in_(followed), visible(literal(True)))
    else:
        statement = statement.where(visible())
    if of_author:
        statement = statement.where(Clip.author_id == AUTHOR_ID)
    return (
        statement.where(~excluded(muted=not of_author))
        .order_by(Clip.published_at.desc(), Clip.id.desc())
        .limit(bindparam("size"))
    )


def _of_author(*, newest_first: bool) -> Select[Any]:
    place, after = tuple_(Clip.published_at, Clip.id), tuple_(_AT, _ID)
    order = (Clip.published_at.desc(), Clip.id.desc()) if newest_first else place.clauses
    return (
        _active_beyond(place < after if newest_first else place > after)
        .where(Clip.author_id == AUTHOR_ID, visible(), ~excluded(muted=False))
        .order_by(*order)
        .limit(bindparam("size"))
    )


_OF_AUTHOR = {True: _of_author(newest_first=True), False: _of_author(newest_first=False)}

_FOLLOWS_MANY = select(Follow.followee_id).where(Follow.follower_id == VIEWER)
_FOLLOWS_MANY = _FOLLOWS_MANY.limit(1).offset(GATHER_UP_TO)


def feed(
    conn: Connection,
    viewer_id: str,
    scope: Scope,
    *,
    author_id: str | None,
    unseen: bool,
    asked: PageRequest[Position],
    now: datetime,
) -> list[ClipRow]:
    """Active clips that the viewer may see, newest first: one row more than the page holds.

    Two statements for `following`, one otherwise, however long the list.
    """
    gather = scope == "following" and _shall_gather(conn, viewer_id)
    statement = _feed(scope, gather=gather, of_author=author_id is not None, unseen=unseen)
    at, identifier = asked.after or (now, LAST_ID)
    binds = {"viewer_id": viewer_id, "now": now, "at": at, "id": identifier, "size": asked.size}
    binds["horizon"] = now - MAX_LIFETIME
    if author_id is not None:
        binds["author_id"] = author_id
    return list(map(ClipRow._make, hot(conn, statement, **binds)))


def _shall_gather(conn: Connection, viewer_id: str) -> bool:
    return not hot(conn, _FOLLOWS_MANY, viewer_id=viewer_id)


def clips_of(
    conn: Connection,
    viewer_id: str,
    author_id: str,
    *,
    newest_first: bool,
    asked: PageRequest[Position],
    now: datetime,
) -> list[ClipRow]:
    """One author's active clips that the viewer may see: one row more than the page holds."""
    horizon = now - MAX_LIFETIME
    start = Position(now, LAST_ID) if newest_first else Position(horizon, FIRST_ID)
    at, identifier = asked.after or start
    rows = hot(
        conn,
        _OF_AUTHOR[newest_first],
        viewer_id=viewer_id,
        author_id=author_id,
        now=now,
        horizon=horizon,
        at=at,
        id=identifier,
        size=asked.size,
    )
    return list(map(ClipRow._make, rows))


_COUNT_OF = (
    select(func.count())
    .select_from(Clip)
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.archived_at.is_(None),
        Clip.held_at.is_(None),
        Clip.published_at <= NOW,
        Clip.expires_at > NOW,
        Clip.author_id == AUTHOR_ID,
        visible(),
        ~excluded(muted=False),
    )
)


def count_of(conn: Connection, viewer_id: str, author_id: str, now: datetime) -> int:
    """How many active clips of one author the viewer may see."""
    binds = {"viewer_id": viewer_id, "author_id": author_id, "now": now}
    return conn.execute(_COUNT_OF, binds).scalar_one()
