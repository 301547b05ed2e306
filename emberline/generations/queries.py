"""What is read of generations; each in a transaction that acts for somebody (`kit.db.act_for`)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from emberline.generations.models import (
    PENDING,
    UNENDED,
    GenerationLog,
    GenerationResult,
    NarratedScene,
    StoryGeneration,
)
from emberline.kit.db import Identifier, Instant, hot
from emberline.kit.jobs import Job, is_live
from emberline.kit.pages import Leaf, Numbered
from emberline.stories.models.drafts import Story
from emberline.stories.models.versions import CatalogueEntry, StoryVersion

RENDER = "generations.render"
"""The kind of the jobs that render; their subject is the generation's id."""

SCENE_RENDERED = "scene.rendered"
_AT_ONCE = 100


class Wanted(NamedTuple):
    """Which generations a list is to have; None: of every status, story, kind."""

    status: str | None = None
    of_story: str | None = None
    of_kind: str | None = None


class GenerationRow(NamedTuple):
    """A generation, without what it is made of."""

    id: str
    user_id: str
    story_id: str | None
    version_id: str | None
    kind: str
    job_id: str
    attempts: int
    status: str
    progress: int
    error: dict[str, str] | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expected_at: datetime | None
    expires_at: datetime | None
    told_at: datetime | None


class Source(NamedTuple):
    """What a generation is made of.

    packed: the story as it was pinned, as `stories` packs versions. log: see `StoryGeneration`.
    """

    voice: str | None
    options: dict[str, Any]
    log: dict[str, Any] | None
    packed: bytes


class ResultRow(NamedTuple):
    """A file that a generation came to."""

    generation_id: str
    name: str
    media_type: str
    bytes: int
    key: str


class LogRow(NamedTuple):
    """An entry of a generation's log."""

    id: str
    at: datetime
    attempt: int
    level: str
    event: str
    message: str
    scene: int | None


class OwnStory(NamedTuple):
    """A story of the viewer's. version_id: of its latest published version, which may be taken back
    by now; None without one."""

    id: str
    version_id: str | None


COLUMNS = tuple(getattr(StoryGeneration, name) for name in GenerationRow._fields)
GENERATION_ID = bindparam("generation_id", type_=Identifier)
USER_ID = bindparam("user_id", type_=Identifier)


def own_story(conn: Connection, user_id: str, story_id: str) -> OwnStory | None:
    """The user's story of this id; None for another's."""
    rows = hot(conn, _OWN_STORY, user_id=user_id, story_id=story_id)
    return OwnStory._make(rows[0]) if rows else None


def one_generation(conn: Connection, user_id: str, generation_id: str) -> GenerationRow | None:
    """The user's generation of this id, of a story that there is; None for another's."""
    row = conn.execute(_ONE, {"user_id": user_id, "generation_id": generation_id}).first()
    return None if row is None else GenerationRow._make(row)


def title_of(conn: Connection, generation_id: str) -> str | None:
    """What the story of a generation is called now; None once either is gone."""
    title: str | None = conn.execute(_TITLE, {"generation_id": generation_id}).scalar()
    return title


def leaf_of(
    conn: Connection, user_id: str, wanted: Wanted, asked: Numbered, now: datetime
) -> Leaf[GenerationRow]:
    """A page of those of the user's generations that are wanted, the newest first."""
    binds = {"user_id": user_id, "now": now, **wanted._asdict()}
    total = conn.execute(_COUNT, binds).scalar_one()
    rows = conn.execute(_LEAF, {**binds, "size": asked.size, "skipped": asked.offset})
    return Leaf([GenerationRow._make(row) for row in rows], total)


def results_of(conn: Connection, generation_ids: Iterable[str]) -> dict[str, list[ResultRow]]:
    """The results of generations by their ids, the main one first."""
    found: dict[str, list[ResultRow]] = {}
    for row in conn.execute(_RESULTS, {"generation_ids": list(generation_ids)}):
        found.setdefault(row.generation_id, []).append(ResultRow._make(row))
    return found


def log_leaf(conn: Connection, generation_id: str, asked: Numbered) -> Leaf[LogRow]:
    """A page of a generation's log, in order."""
    binds = {"generation_id": generation_id}
    total = conn.execute(_COUNT_LOGS, binds).scalar_one()
    rows = conn.execute(_LOGS, {**binds, "size": asked.size, "skipped": asked.offset})
    return Leaf([LogRow._make(row) for row in rows], total)


def counts_of(conn: Connection, user_id: str) -> tuple[int, int]:
    """How many generations of the user wait, and how many there are."""
    [(waiting, kept)] = hot(conn, _COUNTS, user_id=user_id)
    return int(waiting), int(kept)


def source_of(conn: Connection, generation_id: str) -> Source | None:
    """What the generation is made of; None when that is gone."""
    row = conn.execute(_SOURCE, {"generation_id": generation_id}).first()
    if row is None or row.packed is None:
        return None
    return Source(row.voice, row.options, row.log, bytes(row.packed))


def narrated(conn: Connection, user_id: str, digests: Sequence[str]) -> dict[str, str]:
    """Those of the user's scenes with these digests that are narrated, and their files' keys."""
    rows = conn.execute(_NARRATED, {"user_id": user_id, "digests": list(digests)})
    return {row.digest: row.key for row in rows}


def abandoned(conn: Connection) -> Sequence[tuple[str, str]]:
    """A batch of the generations under way that no job will go on with, and their owners."""
    return [(row.id, row.user_id) for row in conn.execute(_ABANDONED)]


def spent(conn: Connection, now: datetime) -> Sequence[str]:
    """A batch of generations that have expired, or whose story is gone."""
    return list(conn.execute(_SPENT, {"now": now}).scalars())


def keys_of(conn: Connection, generation_ids: Sequence[str]) -> list[str]:
    """The files of generations: results, and scenes that none used after them."""
    if not generation_ids:
        # SQLAlchemy writes the empty list as NOT IN wants it for IN as well: all would be found.
        return []
    binds = {"generation_ids": list(generation_ids)}
    return [str(key) for keys in _KEYS for key in conn.execute(keys, binds).scalars()]


def unused_scene_keys(conn: Connection) -> list[str]:
    """A batch of files of scenes whose last generation is gone."""
    return [str(key) for key in conn.execute(_UNUSED_SCENES).scalars()]


_GENERATION_IDS = bindparam("generation_ids", type_=Identifier, expanding=True)
_OWN_STORY = (
    select(Story.id, CatalogueEntry.version_id)
    .outerjoin(CatalogueEntry, CatalogueEntry.story_id == Story.id)
    .where(Story.id == bindparam("story_id", type_=Identifier), Story.owner_id == USER_ID)
)
_IS_OWN = and_(StoryGeneration.user_id == USER_ID, StoryGeneration.story_id.is_not(None))
_ONE = select(*COLUMNS).where(StoryGeneration.id == GENERATION_ID, _IS_OWN)
_TITLE = (
    select(Story.title)
    .join(StoryGeneration, StoryGeneration.story_id == Story.id)
    .where(StoryGeneration.id == GENERATION_ID)
)
_STATUS = bindparam("status", type_=String)
_OF_STORY = bindparam("of_story", type_=Identifier)
_OF_KIND = bindparam("of_kind", type_=String)
_IS_LISTED = and_(
    _IS_OWN,
    or_(_STATUS.is_(None), StoryGeneration.status == _STATUS),
    or_(_OF_STORY.is_(None), StoryGeneration.story_id == _OF_STORY),
    or_(_OF_KIND.is_(None), StoryGeneration.kind == _OF_KIND),
    or_(
        StoryGeneration.expires_at.is_(None),
        StoryGeneration.expires_at > bindparam("now", type_=Instant),
    ),
)
_COUNT = select(func.count()).select_from(StoryGeneration).where(_IS_LISTED)
_LEAF = (
    select(*COLUMNS)
    .where(_IS_LISTED)
    .order_by(StoryGeneration.id.desc())
    .limit(bindparam("size"))
    .offset(bindparam("skipped"))
)
_RESULTS = (
    select(*[getattr(GenerationResult, name) for name in ResultRow._fields])
    .where(GenerationResult.generation_id.in_(_GENERATION_IDS))
    .order_by(GenerationResult.generation_id, GenerationResult.position)
)
_COUNT_LOGS = (
    select(func.count())
    .select_from(GenerationLog)
    .where(GenerationLog.generation_id == GENERATION_ID)
)
_LOGS = (
    select(*[getattr(GenerationLog, name) for name in LogRow._fields])
    .where(GenerationLog.generation_id == GENERATION_ID)
    .order_by(GenerationLog.id)
    .limit(bindparam("size"))
    .offset(bindparam("skipped"))
)
_WAITING = (
    select(func.count())
    .select_from(StoryGeneration)
    .where(StoryGeneration.user_id == USER_ID, PENDING)
    .scalar_subquery()
)
_KEPT = (
    select(func.count())
    .select_from(StoryGeneration)
    .where(StoryGeneration.user_id == USER_ID)
    .scalar_subquery()
)
_COUNTS = select(_WAITING, _KEPT)
_SOURCE = (
    select(
        StoryGeneration.voice,
        StoryGeneration.options,
        StoryGeneration.log,
        func.coalesce(StoryGeneration.document, StoryVersion.document).label("packed"),
    )
    .outerjoin(StoryVersion, StoryVersion.id == StoryGeneration.version_id)
    .where(StoryGeneration.id == GENERATION_ID, StoryGeneration.story_id.is_not(None))
)
_NARRATED = select(NarratedScene.digest, NarratedScene.key).where(
    NarratedScene.user_id == USER_ID,
    NarratedScene.digest.in_(bindparam("digests", type_=String, expanding=True)),
)
_LIVE_JOB = exists().where(
    Job.kind == RENDER, Job.subject == cast(StoryGeneration.id, String), is_live()
)
_ABANDONED = (
    select(StoryGeneration.id, StoryGeneration.user_id)
    .where(UNENDED, ~_LIVE_JOB)
    .order_by(StoryGeneration.created_at)
    .limit(_AT_ONCE)
)
_SPENT = (
    select(StoryGeneration.id)
    .where(
        or_(
            StoryGeneration.expires_at <= bindparam("now", type_=Instant),
            StoryGeneration.story_id.is_(None),
        ),
        ~_LIVE_JOB,
    )
    .limit(_AT_ONCE)
)
_other = aliased(StoryGeneration)
# Another generation of the same person that is under way may have used the scene, too.
_IS_AWAITED = exists().where(_other.user_id == NarratedScene.user_id, _other.finished_at.is_(None))
_KEYS = (
    select(GenerationResult.key).where(GenerationResult.generation_id.in_(_GENERATION_IDS)),
    select(NarratedScene.key).where(
        NarratedScene.generation_id.in_(_GENERATION_IDS),
        ~_IS_AWAITED.where(_other.id.not_in(_GENERATION_IDS)),
    ),
)
_UNUSED_SCENES = (
    select(NarratedScene.key)
    .where(NarratedScene.generation_id.is_(None), ~_IS_AWAITED)
    .limit(_AT_ONCE)
)
