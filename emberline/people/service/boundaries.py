"""What one person puts between themselves and another: a block, a mute, a hide."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Select, and_, bindparam, delete, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from emberline.accounts.auth import Viewer
from emberline.accounts.models import Block, CloseFriend, Follow, FollowRequest, Hide, Mute
from emberline.accounts.schemas import PersonCard
from emberline.clips.service.forgetting import forget_unseen_by
from emberline.kit.db import Instant
from emberline.kit.errors import invalid
from emberline.kit.paging import Page, PageRequest, Position
from emberline.people import queries
from emberline.people.queries import OF_USER, VIEWER
from emberline.people.schemas import Boundaries
from emberline.stories.service import collaborators


class Boundary(StrEnum):
    """A block keeps two people apart, a mute another's clips away, a hide one's own clips."""

    BLOCK = "block"
    MUTE = "mute"
    HIDE = "hide"


def put_up(
    conn: Connection, viewer: Viewer, boundary: Boundary, user_id: str, now: datetime
) -> Boundaries:
    """Block, mute or hide `user_id`. Again: nothing changes.

    A block ends the follows, the requests and the close friendship of the two, and their work on
    each other's stories, both ways. Who is blocked or hidden from is told no more of the viewer's
    clips, and blocked nor is the viewer of theirs.
    AppError 400 for oneself, 404 for who is not there.
    """
    if user_id == viewer.user_id:
        raise invalid("user_id", f"You cannot {boundary} yourself. Choose someone else.")
    binds = {"viewer_id": viewer.user_id, "of_user": user_id}
    if boundary == Boundary.BLOCK:
        queries.own_accounts(conn, [viewer.user_id, user_id])
    statements = _STATEMENTS[boundary]
    if conn.execute(statements.stands, binds).first() is None:
        queries.visible_account(conn, viewer.user_id, user_id)
        conn.execute(statements.put_up[conn.dialect.name], {**binds, "now": now})
        if boundary == Boundary.BLOCK:
            _part(conn, binds)
            collaborators.part(conn, viewer.user_id, user_id)
            forget_unseen_by(conn, user_id, [viewer.user_id], now)
        if boundary != Boundary.MUTE:
            forget_unseen_by(conn, viewer.user_id, [user_id], now)
    return _between(conn, binds)


def take_down(conn: Connection, viewer: Viewer, boundary: Boundary, user_id: str) -> Boundaries:
    """Block, mute or hide `user_id` no more. What a block ended does not come back.

    AppError 404 when there was nothing to take down and nobody to see.
    """
    binds = {"viewer_id": viewer.user_id, "of_user": user_id}
    if not conn.execute(_STATEMENTS[boundary].take_down, binds).rowcount:
        queries.visible_account(conn, viewer.user_id, user_id)
    return _between(conn, binds)


def behind(
    conn: Connection, viewer: Viewer, boundary: Boundary, asked: PageRequest[Position]
) -> Page[PersonCard]:
    """Whom the viewer blocks, mutes or hides from, newest first: what they can take down."""
    people = _STATEMENTS[boundary].people
    return queries.people_page(conn, people, viewer.user_id, viewer.user_id, asked)


def _part(conn: Connection, binds: dict[str, str]) -> None:
    for statement in _PART:
        conn.execute(statement, binds)


def _between(conn: Connection, binds: dict[str, str]) -> Boundaries:
    return Boundaries(binds["of_user"], *map(bool, conn.execute(_BETWEEN, binds).one()))


class _Statements(NamedTuple):
    stands: Select[Any]
    put_up: dict[str, Any]
    take_down: Delete
    people: Select[Any]


def _statements(
    owner: InstrumentedAttribute[str],
    other: InstrumentedAttribute[str],
    at: InstrumentedAttribute[datetime],
) -> _Statements:
    between = and_(owner == VIEWER, other == OF_USER)

    def insert(dialect: Any) -> Any:
        row = {owner: VIEWER, other: OF_USER, at: bindparam("now", type_=Instant)}
        return dialect.insert(owner.class_).values(row).on_conflict_do_nothing()

    return _Statements(
        stands=select(other).where(between),
        put_up={"sqlite": insert(sqlite), "postgresql": insert(postgresql)},
        take_down=delete(owner.class_).where(between),
        people=queries.newest_people(owner, other, at, hidden_ones=True),
    )


def _both_ways(owner: InstrumentedAttribute[str], other: InstrumentedAttribute[str]) -> Delete:
    forth = and_(owner == VIEWER, other == OF_USER)
    back = and_(owner == OF_USER, other == VIEWER)
    return delete(owner.class_).where(or_(forth, back))


_STATEMENTS = {
    Boundary.BLOCK: _statements(Block.blocker_id, Block.blocked_id, Block.created_at),
    Boundary.MUTE: _statements(Mute.muter_id, Mute.muted_id, Mute.created_at),
    Boundary.HIDE: _statements(Hide.owner_id, Hide.viewer_id, Hide.created_at),
}
_PART = (
    _both_ways(FollowRequest.follower_id, FollowRequest.followee_id),
    _both_ways(Follow.follower_id, Follow.followee_id),
    _both_ways(CloseFriend.owner_id, CloseFriend.friend_id),
)
_BETWEEN = select(
    exists().where(Block.blocker_id == VIEWER, Block.blocked_id == OF_USER),
    exists().where(Mute.muter_id == VIEWER, Mute.muted_id == OF_USER),
    exists().where(Hide.owner_id == VIEWER, Hide.viewer_id == OF_USER),
)
