"""The inbox: what one was told, newest first, and what of it was read."""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    Connection,
    Integer,
    bindparam,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)

from emberline.accounts.models import Avatar, User
from emberline.kit.db import Identifier, Instant
from emberline.kit.errors import invalid
from emberline.kit.paging import NEWEST, PageRequest, Place, Position, cut
from emberline.notifications.models import Notification
from emberline.notifications.queries import ACTOR, NOW, USER, actor_from, may_be_told
from emberline.notifications.rules import KEPT_FOR
from emberline.notifications.schemas import MarkRead, NotificationAnswer

MOST_COUNTED = 1000


class InboxPage(NamedTuple):
    """A page of the inbox, where the next begins, and how many are unread (`MOST_COUNTED`: or
    more).
    """

    rows: list[NotificationAnswer]
    next: Place | None
    unread: int


def inbox(
    conn: Connection,
    user_id: str,
    asked: PageRequest[Position],
    now: datetime,
    *,
    unread_only: bool,
) -> InboxPage:
    """What the user was told and may still know, newest first."""
    at, identifier = asked.after or NEWEST
    binds = {"of_user": user_id, "now": now, "at": at, "id": identifier, "size": asked.size}
    rows = conn.execute(_UNREAD if unread_only else _ALL, binds).all()
    page = cut(rows, asked.limit, lambda row: Position(row.created_at, row.id))
    shown = [_answer(row) for row in page.rows]
    return InboxPage(shown, page.next, unread_count(conn, user_id, now))


def unread_count(conn: Connection, user_id: str, now: datetime) -> int:
    """How many notifications the user has not read; `MOST_COUNTED` for that or more."""
    return int(conn.execute(_COUNT, {"of_user": user_id, "now": now}).scalar_one())


def mark_read(conn: Connection, user_id: str, form: MarkRead, now: datetime) -> int:
    """Note that the user read these; what is not in their inbox is skipped. How many are left.

    AppError 400 unless the form names either some or all.
    """
    if (form.ids is None) is not form.all:
        raise invalid("ids", 'Send either {"ids": […]} or {"all": true}.')
    binds = {"of_user": user_id, "now": now}
    if form.ids is None:
        conn.execute(_READ_ALL, binds)
    else:
        conn.execute(_READ, {**binds, "ids": form.ids})
    return unread_count(conn, user_id, now)


def forget_old(conn: Connection, now: datetime) -> int:
    """Delete a batch of what is over or older than 90 days; how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": now - KEPT_FOR, "now": now}).rowcount


def _answer(row: Any) -> NotificationAnswer:
    actor = None if row.actor_id is None else actor_from(row)
    return NotificationAnswer(
        id=row.id,
        type=row.type,
        actor=actor,
        clip_id=row.clip_id or msgspec.UNSET,
        story_id=row.story_id or msgspec.UNSET,
        created_at=row.created_at,
        read_at=row.read_at,
    )


_ALL = (
    select(
        Notification.id,
        Notification.type,
        Notification.clip_id,
        Notification.story_id,
        Notification.created_at,
        Notification.read_at,
        *ACTOR,
    )
    .outerjoin(User, User.id == Notification.actor_id)
    .outerjoin(Avatar, Avatar.user_id == Notification.actor_id)
    .where(
        Notification.user_id == USER,
        may_be_told(USER),
        tuple_(Notification.created_at, Notification.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(Notification.created_at.desc(), Notification.id.desc())
    .limit(bindparam("size", type_=Integer))
)
_UNREAD = _ALL.where(Notification.read_at.is_(None))
_COUNT = select(func.count()).select_from(
    select(Notification.id)
    .outerjoin(User, User.id == Notification.actor_id)
    .where(Notification.user_id == USER, Notification.read_at.is_(None), may_be_told(USER))
    .limit(MOST_COUNTED)
    .subquery()
)
_READ_ALL = (
    update(Notification)
    .where(Notification.user_id == USER, Notification.read_at.is_(None))
    .values(read_at=NOW)
)
_READ = _READ_ALL.where(Notification.id.in_(bindparam("ids", type_=Identifier, expanding=True)))
_FORGET = delete(Notification).where(
    Notification.id.in_(
        select(Notification.id)
        .where(
            or_(
                Notification.created_at < bindparam("before", type_=Instant),
                Notification.expires_at <= NOW,
            )
        )
        .limit(1000)
    )
)
