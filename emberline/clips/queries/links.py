"""Guest links, and the clip behind one as its guests may see it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import User
from emberline.clips.models import Clip, GuestLink
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import CLIP_ID, NOW, RULE
from emberline.clips.rules.links import MOST_WRONG_PASSCODES, LinkFacts
from emberline.clips.rules.visibility import ClipFacts, Relation, Visibility
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.media.rules import Status

_LINK_ID = bindparam("link_id", type_=Identifier)


class LinkRow(NamedTuple):
    """A guest link without its secret, as its clip's author sees it."""

    id: str
    max_views: int | None
    views: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    has_passcode: bool


class Guest(NamedTuple):
    """A guest link and the clip behind it, with what decides whether they are shown.

    spent: the clip was seen, by its viewers and through all its links, as often as it may be.
    """

    link: LinkFacts
    passcode_hash: str | None
    row: ClipRow
    relation: Relation
    held: bool
    burnt: bool
    clip_max_views: int | None
    spent: bool

    @property
    def facts(self) -> ClipFacts:
        """What the rule of visibility asks of the clip."""
        return ClipFacts(
            self.row.author_id,
            Visibility(self.row.visibility),
            Status(self.row.status),
            self.row.published_at,
            self.row.expires_at,
            held=self.held,
            burnt=self.burnt,
        )


def guest(conn: Connection, link_id: str) -> Guest | None:
    """The link and its clip, whatever became of them; None when either is deleted."""
    # A guest is nobody: no user has a link's id, so nothing in the row is anybody's own.
    row = conn.execute(_GUEST, {"link_id": link_id, "viewer_id": link_id}).first()
    if row is None:
        return None
    cells = tuple(row)
    served, rest = cells[: len(SERVED)], cells[len(SERVED) :]
    passcode_hash, max_views, views, wrong_passcodes, expires_at, revoked_at = rest[:6]
    suspended, reposted, held, burnt, clip_max_views, spent = rest[6:]
    return Guest(
        LinkFacts(expires_at, revoked_at, views, max_views, wrong_passcodes),
        passcode_hash,
        ClipRow._make(served),
        Relation(author_suspended=bool(suspended), misses_origin=bool(reposted)),
        bool(held),
        bool(burnt),
        clip_max_views,
        bool(spent),
    )


def count_view(conn: Connection, link_id: str, now: datetime) -> bool:
    """Count one read; whether link and clip still had one. Parallel reads never share the last."""
    # Whoever views or reads a clip that only so many may see waits here for the others; the
    # statement after the lock counts those who came before.
    asked = {"link_id": link_id}
    if conn.execute(_LOCK_LIMITED, asked).first() and conn.execute(_IS_SPENT, asked).first():
        return False
    return conn.execute(_COUNT_VIEW, {"link_id": link_id, "now": now}).first() is not None


def count_wrong_passcode(conn: Connection, link_id: str) -> bool:
    """Count a wrong passcode; whether the link still bore one."""
    return conn.execute(_COUNT_WRONG, {"link_id": link_id}).first() is not None


class LockedClip(NamedTuple):
    """A clip of which nobody else makes a link before the commit."""

    max_views: int | None


def lock_clip(conn: Connection, clip_id: str) -> LockedClip | None:
    """Keep others from making links of the clip meanwhile; None when there is no such clip."""
    row = conn.execute(_LOCK_CLIP, {"clip_id": clip_id}).first()
    return None if row is None else LockedClip._make(row)


def count_living(conn: Connection, clip_id: str, now: datetime) -> int:
    """How many links still lead to the clip."""
    count: int = conn.execute(_COUNT_LIVING, {"clip_id": clip_id, "now": now}).scalar_one()
    return count


def insert_link(conn: Connection, values: dict[str, Any]) -> None:
    """Write a link: the columns of `GuestLink`."""
    conn.execute(_INSERT, values)


def links_of(conn: Connection, clip_id: str, asked: PageRequest[Position]) -> Page[LinkRow]:
    """A page of the links of the clip, living or not, newest first."""
    at, identifier = asked.after or NEWEST
    binds = {"clip_id": clip_id, "at": at, "id": identifier, "size": asked.size}
    rows = [LinkRow._make(row) for row in conn.execute(_LINKS, binds)]
    return cut(rows, asked.limit, lambda row: Position(row.created_at, row.id))


def revoke(conn: Connection, clip_id: str, link_id: str, now: datetime) -> bool:
    """End a link of the clip, once; whether there is such a link."""
    binds = {"of_clip": clip_id, "link_id": link_id, "now": now}
    return conn.execute(_REVOKE, binds).first() is not None


_sibling = aliased(GuestLink)
_READS = (
    select(func.coalesce(func.sum(_sibling.views), 0))
    .where(_sibling.clip_id == Clip.id)
    .correlate(Clip)
    .scalar_subquery()
)
_SPENT = and_(Clip.max_views.is_not(None), RULE.views_count + _READS >= Clip.max_views)
_OF_LINK = select(Clip.id).join(GuestLink, GuestLink.clip_id == Clip.id)
_LOCK_LIMITED = _OF_LINK.where(
    GuestLink.id == _LINK_ID, Clip.max_views.is_not(None)
).with_for_update(key_share=True, of=Clip)
_IS_SPENT = _OF_LINK.where(GuestLink.id == _LINK_ID, _SPENT)
_GUEST = (
    select(
        *SERVED,
        GuestLink.passcode_hash,
        GuestLink.max_views,
        GuestLink.views,
        GuestLink.wrong_passcodes,
        GuestLink.expires_at,
        GuestLink.revoked_at,
        User.suspended_at.is_not(None),
        # What a repost shows is another's, who made no link.
        Clip.origin_id.is_not(None),
        Clip.held_at.is_not(None),
        RULE.burnt,
        Clip.max_views,
        _SPENT,
    )
    .select_from(GuestLink)
    .join(Clip, Clip.id == GuestLink.clip_id)
    .join(User, User.id == Clip.author_id)
    .where(GuestLink.id == _LINK_ID)
)
_LIVING = (
    GuestLink.revoked_at.is_(None),
    GuestLink.expires_at > NOW,
    or_(GuestLink.max_views.is_(None), GuestLink.views < GuestLink.max_views),
    GuestLink.wrong_passcodes < MOST_WRONG_PASSCODES,
)
_COUNT_WRONG = (
    update(GuestLink)
    .where(GuestLink.id == _LINK_ID, GuestLink.wrong_passcodes < MOST_WRONG_PASSCODES)
    .values(wrong_passcodes=GuestLink.wrong_passcodes + 1)
    .returning(GuestLink.id)
)
_COUNT_VIEW = (
    update(GuestLink)
    .where(GuestLink.id == _LINK_ID, *_LIVING)
    .values(views=GuestLink.views + 1)
    .returning(GuestLink.id)
)
_LOCK_CLIP = select(Clip.max_views).where(Clip.id == CLIP_ID).with_for_update()
_COUNT_LIVING = select(func.count()).where(GuestLink.clip_id == CLIP_ID, *_LIVING)
_INSERT = insert(GuestLink)
_LINKS = (
    select(
        GuestLink.id,
        GuestLink.max_views,
        GuestLink.views,
        GuestLink.created_at,
        GuestLink.expires_at,
        GuestLink.revoked_at,
        GuestLink.passcode_hash.is_not(None),
    )
    .where(
        GuestLink.clip_id == CLIP_ID,
        tuple_(GuestLink.created_at, GuestLink.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(GuestLink.created_at.desc(), GuestLink.id.desc())
    .limit(bindparam("size"))
)
_REVOKE = (
    update(GuestLink)
    .where(
        GuestLink.id == _LINK_ID,
        GuestLink.clip_id == bindparam("of_clip", type_=Identifier),
    )
    .values(revoked_at=func.coalesce(GuestLink.revoked_at, NOW))
    .returning(GuestLink.id)
)
