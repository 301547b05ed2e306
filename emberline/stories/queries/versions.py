"""Frozen versions of a story, and the plays that are under way in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    LargeBinary,
    and_,
    bindparam,
    case,
    func,
    null,
    select,
    tuple_,
)

from emberline.accounts.models import User
from emberline.kit.db import Identifier, Instant
from emberline.kit.paging import NEWEST, Page, PageRequest, Position, cut
from emberline.stories.models.plays import Play
from emberline.stories.models.versions import StoryVersion

_MOST_NUMBER = 2**31 - 1


class VersionRow(NamedTuple):
    """A published version without its document; username: None when they are gone."""

    id: str
    number: int
    nodes_count: int
    endings_count: int
    words: int
    frozen_at: datetime
    frozen_by: str | None
    username: str | None


class VersionPlace(NamedTuple):
    """A place in the list of a story's versions."""

    number: int


class FrozenRow(NamedTuple):
    """A version's document as it is stored."""

    id: str
    document: bytes


class LivePlayRow(NamedTuple):
    """A play that was begun; state: None for one that is over, or a playtest.

    is_whole: its moves count from the story's beginning.
    """

    id: str
    started_at: datetime
    version_id: str
    state: bytes | None
    protagonist: str | None
    moves_count: int
    is_whole: bool


def versions_of(
    conn: Connection, story_id: str, asked: PageRequest[VersionPlace]
) -> Page[VersionRow]:
    """A page of the published versions, the newest first."""
    after = asked.after or VersionPlace(_MOST_NUMBER)
    binds = {"story_id": story_id, "below": after.number, "size": asked.size}
    rows = [VersionRow._make(row) for row in conn.execute(_LIST, binds)]
    return cut(rows, asked.limit, lambda row: VersionPlace(row.number))


def version_of(conn: Connection, story_id: str, number: int) -> VersionRow | None:
    """The published version with this number."""
    row = conn.execute(_ONE, {"story_id": story_id, "number": number}).first()
    return None if row is None else VersionRow._make(row)


def frozen_document(conn: Connection, story_id: str, number: int) -> FrozenRow | None:
    """The document of the published version with this number."""
    row = conn.execute(_DOCUMENT, {"story_id": story_id, "number": number}).first()
    return None if row is None else FrozenRow(row.id, bytes(row.document))


def document_of(conn: Connection, version_id: str) -> bytes | None:
    """The document of a version; None when it is gone."""
    packed = conn.execute(_DOCUMENT_OF, {"version_id": version_id}).scalar()
    return None if packed is None else bytes(packed)


def same_playtest(conn: Connection, story_id: str, document: bytes, since: datetime) -> str | None:
    """The version that holds this very document for a playtest, kept not before `since`."""
    binds = {"story_id": story_id, "document": document, "since": since}
    return conn.execute(_SAME_PLAYTEST, binds).scalar()


def live_plays_count(conn: Connection, story_id: str, but_version_id: str | None) -> int:
    """How many plays of published versions, but of one, are not over."""
    binds = {"story_id": story_id, "but_version_id": but_version_id}
    return conn.execute(_LIVE_COUNT, binds).scalar_one()


def live_plays(
    conn: Connection, story_id: str, but_version_id: str | None, after: Position | None, size: int
) -> Sequence[LivePlayRow]:
    """So many plays of the story beyond `after`, the newest first.

    Those that are over are among them, without a state, so that the work is bounded.
    """
    place = after or NEWEST
    binds = {
        "story_id": story_id,
        "but_version_id": but_version_id,
        "at": place.at,
        "id": place.id,
        "size": size,
    }
    return [LivePlayRow._make(row) for row in conn.execute(_LIVE, binds)]


_STORY_ID = bindparam("story_id", type_=Identifier)
_NUMBER = bindparam("number", type_=Integer)
_COLUMNS = (
    StoryVersion.id,
    StoryVersion.number,
    StoryVersion.nodes_count,
    StoryVersion.endings_count,
    StoryVersion.words,
    StoryVersion.frozen_at,
    StoryVersion.frozen_by,
    User.username,
)
_VERSIONS = select(*_COLUMNS).outerjoin(User, User.id == StoryVersion.frozen_by)
_LIST = (
    _VERSIONS.where(
        StoryVersion.story_id == _STORY_ID,
        StoryVersion.number < bindparam("below", type_=Integer),
    )
    .order_by(StoryVersion.number.desc())
    .limit(bindparam("size", type_=Integer))
)
_ONE = _VERSIONS.where(StoryVersion.story_id == _STORY_ID, StoryVersion.number == _NUMBER)
_DOCUMENT = select(StoryVersion.id, StoryVersion.document).where(
    StoryVersion.story_id == _STORY_ID, StoryVersion.number == _NUMBER
)
_DOCUMENT_OF = select(StoryVersion.document).where(
    StoryVersion.id == bindparam("version_id", type_=Identifier)
)
_SAME_PLAYTEST = (
    select(StoryVersion.id)
    .where(
        StoryVersion.story_id == _STORY_ID,
        StoryVersion.number.is_(None),
        StoryVersion.frozen_at >= bindparam("since", type_=Instant),
        StoryVersion.document == bindparam("document", type_=LargeBinary),
    )
    .limit(1)
)
_IS_ELSEWHERE = Play.version_id.is_distinct_from(bindparam("but_version_id", type_=Identifier))
_LIVE_COUNT = (
    select(func.count())
    .select_from(StoryVersion)
    .join(Play, Play.version_id == StoryVersion.id)
    .where(
        StoryVersion.story_id == _STORY_ID,
        StoryVersion.number.is_not(None),
        Play.is_completed.is_(False),
        _IS_ELSEWHERE,
    )
)
_IS_LIVE = and_(Play.is_completed.is_(False), Play.slot != "playtest", _IS_ELSEWHERE)
_LIVE = (
    select(
        Play.id,
        Play.started_at,
        Play.version_id,
        case((_IS_LIVE, Play.state), else_=null()),
        Play.protagonist,
        Play.moves_count,
        Play.base.is_(None),
    )
    .where(
        Play.story_id == _STORY_ID,
        tuple_(Play.started_at, Play.id)
        < tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Identifier)),
    )
    .order_by(Play.started_at.desc(), Play.id.desc())
    .limit(bindparam("size", type_=Integer))
)
