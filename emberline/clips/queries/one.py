"""One clip with what its viewer is to it, and what else is asked about two people."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from emberline.accounts.models import Preferences, User
from emberline.accounts.queries import block_between
from emberline.clips.models import Clip, HighlightClip
from emberline.clips.queries.rows import SERVED, ClipRow
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, RULE, SEES_ORIGIN, VIEWER
from emberline.clips.rules.visibility import ClipFacts, Relation, Visibility
from emberline.kit.db import Identifier, hot
from emberline.media.rules import Status

_reader, _origin = aliased(User), aliased(Clip)

_ONE = (
    select(
        *SERVED,
        RULE.follows,
        RULE.close_friend,
        RULE.in_audience,
        RULE.blocked,
        RULE.hidden,
        User.suspended_at.is_not(None),
        RULE.has_viewed,
        ~SEES_ORIGIN,
        Clip.held_at.is_not(None),
        RULE.burnt,
        select(_origin.author_id).where(_origin.id == Clip.origin_id).scalar_subquery(),
        exists().where(HighlightClip.clip_id == Clip.id),
    )
    .join(User, User.id == Clip.author_id)
    .where(
        Clip.id == CLIP_ID,
        # The address of a file outlives its viewer's session: it must not outlive the viewer.
        exists(select(_reader.id).where(_reader.id == VIEWER, _reader.suspended_at.is_(None))),
    )
)
_RELATION = slice(len(SERVED), len(SERVED) + len(Relation.__slots__))


class Seen(NamedTuple):
    """A clip with what its viewer is to it."""

    row: ClipRow
    relation: Relation
    held: bool
    burnt: bool
    origin_author_id: str | None
    highlighted: bool

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
            held=self.held,
            burnt=self.burnt,
        )


def clip_with_relation(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime
) -> Seen | None:
    """The clip, whoever may see it: for `rules.may_see` to decide. None when there is none."""
    for row in hot(conn, _ONE, viewer_id=viewer_id, clip_id=clip_id, now=now):
        held, burnt, origin_author_id, highlighted = row[_RELATION.stop :]
        return Seen(
            ClipRow._make(row[: len(SERVED)]),
            Relation(*map(bool, row[_RELATION])),
            bool(held),
            bool(burnt),
            origin_author_id,
            bool(highlighted),
        )
    return None


_KNOWN = select(User.id).where(
    User.id == AUTHOR_ID,
    User.suspended_at.is_(None),
    ~block_between(VIEWER, AUTHOR_ID),
)


def is_known(conn: Connection, viewer_id: str, user_id: str) -> bool:
    """Whether there is such a user for the viewer: not suspended, no block in between."""
    binds = {"viewer_id": viewer_id, "author_id": user_id}
    return conn.execute(_KNOWN, binds).first() is not None


_RECEIPTS = select(Preferences.view_receipts).where(Preferences.user_id == VIEWER)


def lets_know(conn: Connection, viewer_id: str) -> bool:
    """Whether the viewer's views are told to authors, and so theirs to the viewer."""
    return bool(hot(conn, _RECEIPTS, viewer_id=viewer_id)[0][0])


_BOTH_RECEIPTS = select(Preferences.user_id).where(
    or_(Preferences.user_id == VIEWER, Preferences.user_id == AUTHOR_ID),
    Preferences.view_receipts.is_(True),
)


def both_let_know(conn: Connection, viewer_id: str, author_id: str) -> bool:
    """Whether the author is told of the viewer's views: who keeps theirs sees no names."""
    return len(hot(conn, _BOTH_RECEIPTS, viewer_id=viewer_id, author_id=author_id)) == 2


_OPEN_AMONG = select(Preferences.user_id).where(
    Preferences.user_id.in_(bindparam("user_ids", type_=Identifier, expanding=True)),
    Preferences.view_receipts.is_(True),
)


def who_let_know(conn: Connection, user_ids: Iterable[str]) -> set[str]:
    """Those of the users who let their views be known, in one statement."""
    return set(conn.execute(_OPEN_AMONG, {"user_ids": sorted(user_ids)}).scalars())
