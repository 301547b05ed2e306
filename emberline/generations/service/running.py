"""What a run of the job writes: it begins, comes further, keeps scenes and results, ends."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    case,
    func,
    insert,
    null,
    select,
    update,
)

from emberline.accounts.queries import lock_user
from emberline.generations.models import (
    UNENDED,
    GenerationResult,
    NarratedScene,
    StoryGeneration,
)
from emberline.generations.queries import (
    COLUMNS,
    GENERATION_ID,
    GenerationRow,
    narrated,
    one_generation,
)
from emberline.generations.rules import FAILED_KEPT_FOR, MOVES, TOLD_EVERY, time_left
from emberline.generations.service.logging import Entry, record, record_rendered
from emberline.generations.service.telling import tell
from emberline.kit.db import Identifier, Instant, act_for, act_for_house
from emberline.kit.errors import AppError
from emberline.kit.jobs import JobStatus
from emberline.kit.jobs.upkeep import find_job
from emberline.media.service.kept_files import keep, let_go
from emberline.media.service.media import write_down_doomed


class Run(NamedTuple):
    """A run of the job: of which generation, and where it began."""

    generation_id: str
    user_id: str
    began_at: datetime
    began_with: int


class Scene(NamedTuple):
    """A narrated scene with its durable file. numbers: where in the plan it is spoken."""

    digest: str
    key: str
    bytes: int
    numbers: Sequence[tuple[int, str]]


class Made(NamedTuple):
    """A result with its durable file."""

    name: str
    media_type: str
    bytes: int
    key: str


def begin(
    conn: Connection, user_id: str, generation_id: str, now: datetime
) -> GenerationRow | None:
    """A run begins. None when there is nothing (any more) to be rendered."""
    act_for(conn, user_id)
    before = one_generation(conn, user_id, generation_id)
    if before is None or before.status not in MOVES["begin"][0]:
        return None
    binds = {"generation_id": generation_id, "now": now}
    row = GenerationRow._make(conn.execute(_BEGIN, binds).one())
    event = "started" if before.started_at is None else "resumed"
    told = "Rendering begins." if event == "started" else "Rendering goes on where it stopped."
    record(conn, row, now, Entry("info", event, told))
    tell(conn, row, now)
    return row


def advance(conn: Connection, run: Run, progress: int, now: datetime) -> None:
    """The run came as far as `progress` percent; its owner is told, about once a second.

    AppError 410 when the story is gone.
    """
    act_for(conn, run.user_id)
    _advance(conn, run, progress, now)


def note(conn: Connection, run: Run, level: str, event: str, message: str, now: datetime) -> None:
    """Write an entry of the log. AppError 410 when the story is gone."""
    act_for(conn, run.user_id)
    record(conn, _under_way(conn, run), now, Entry(level, event, message))


def keep_scene(
    conn: Connection, run: Run, scene: Scene, progress: int, quota_bytes: int, now: datetime
) -> list[str]:
    """A scene is finished: it will not be rendered again. The keys to bury.

    AppError 410 when the story is gone, 413 past the owner's quota.
    """
    act_for(conn, run.user_id)
    # Two generations of one story may finish the same scene at once: the first one's is kept.
    lock_user(conn, run.user_id)
    doomed: list[str] = []
    if narrated(conn, run.user_id, [scene.digest]):
        doomed = [scene.key]
        write_down_doomed(conn, doomed, now)
    else:
        keep(conn, run.user_id, [(scene.key, scene.bytes)], quota_bytes, now)
        names = {"digest": scene.digest, "key": scene.key, "generation_id": run.generation_id}
        conn.execute(_KEEP_SCENE, {"user_id": run.user_id, **names})
    record_rendered(conn, _under_way(conn, run), now, scene.numbers)
    _advance(conn, run, progress, now)
    return doomed


def use_scenes(
    conn: Connection,
    run: Run,
    digests: Sequence[str],
    numbers: Sequence[tuple[int, str]],
    now: datetime,
) -> None:
    """Scenes were narrated before, by this generation or another one: they go with this one now.

    AppError 410 when the story is gone.
    """
    act_for(conn, run.user_id)
    row = _under_way(conn, run)
    binds = {
        "of_user": run.user_id,
        "digests": list(digests),
        "new_generation_id": run.generation_id,
    }
    conn.execute(_USE_SCENES, binds)
    record_rendered(conn, row, now, numbers)


def forget_scene(conn: Connection, run: Run, key: str, now: datetime) -> list[str]:
    """The file of a scene is lost: it is to be rendered again; the key to bury."""
    act_for(conn, run.user_id)
    return let_go(conn, [key], now)


def finish(
    conn: Connection,
    run: Run,
    results: Sequence[Made],
    quota_bytes: int,
    kept_for: timedelta,
    now: datetime,
) -> None:
    """The generation has succeeded. AppError 410 when the story is gone, 413 past the quota."""
    act_for(conn, run.user_id)
    _under_way(conn, run)
    keep(conn, run.user_id, [(each.key, each.bytes) for each in results], quota_bytes, now)
    rows = [
        {**each._asdict(), "generation_id": run.generation_id, "position": position}
        for position, each in enumerate(results)
    ]
    conn.execute(_ADD_RESULTS, rows)
    binds = {"generation_id": run.generation_id, "now": now, "expires": now + kept_for}
    row = GenerationRow._make(conn.execute(_FINISH, binds).one())
    size = sum(each.bytes for each in results)
    told = f"Ready: {size:,} bytes in all."
    record(conn, row, now, Entry("info", "succeeded", told))
    tell(conn, row, now)


def refuse(conn: Connection, run: Run, code: str, message: str, now: datetime) -> None:
    """The generation can never be rendered; nothing is left to be told when its story is gone."""
    act_for(conn, run.user_id)
    row = one_generation(conn, run.user_id, run.generation_id)
    if row is not None:
        fail(conn, row, code, message, now)


def fail(conn: Connection, row: GenerationRow, code: str, message: str, now: datetime) -> None:
    """The generation has failed, or is cancelled; whoever calls acts for its owner."""
    binds = {
        "generation_id": row.id,
        "now": now,
        "expires": now + FAILED_KEPT_FOR,
        "new_error": {"code": code, "message": message},
    }
    changed = conn.execute(_FAIL, binds).first()
    if changed is not None:
        failed = GenerationRow._make(changed)
        event = "cancelled" if code == "cancelled" else "failed"
        record(conn, failed, now, Entry("error", event, message))
        tell(conn, failed, now)


def give_up(conn: Connection, generation_id: str, now: datetime) -> None:
    """Fail the generation whose job has failed for good, with the job's own error, or was stopped
    by whoever runs the server."""
    act_for_house(conn)
    row = conn.execute(_BY_ID, {"generation_id": generation_id}).first()
    if row is None:
        return
    generation = GenerationRow._make(row)
    job = find_job(conn, generation.job_id)
    error = _NOBODY_GOES_ON
    if job is not None and job.status == JobStatus.CANCELLED:
        error = _STOPPED
    elif job is not None and job.error is not None:
        error = job.error
    fail(conn, generation, error["code"], error["message"], now)


def _advance(conn: Connection, run: Run, progress: int, now: datetime) -> None:
    left = time_left(progress, run.began_with, now - run.began_at)
    binds = {
        "generation_id": run.generation_id,
        "new_progress": min(progress, 99),
        "expected": None if left is None else now + left,
    }
    changed = conn.execute(_ADVANCE, binds).first()
    if changed is None:
        raise story_gone()
    row = GenerationRow._make(changed)
    if row.told_at is None or now - row.told_at >= TOLD_EVERY:
        tell(conn, row, now)


def _under_way(conn: Connection, run: Run) -> GenerationRow:
    row = one_generation(conn, run.user_id, run.generation_id)
    if row is None:
        raise story_gone()
    return row


def story_gone() -> AppError:
    """410: what was to be rendered is no longer there."""
    return AppError("story_gone", 410, "Story is gone", "The story was deleted meanwhile.")


_STOPPED = {"code": "cancelled", "message": "It was stopped by whoever runs this server."}
_NOBODY_GOES_ON = {
    "code": "given_up",
    "message": "The server did not manage to render this. Try again.",
}
_BY_ID = select(*COLUMNS).where(StoryGeneration.id == GENERATION_ID, UNENDED)
_BEGIN = (
    update(StoryGeneration)
    .where(StoryGeneration.id == GENERATION_ID)
    .values(
        status=MOVES["begin"][1],
        attempts=StoryGeneration.attempts + 1,
        started_at=func.coalesce(StoryGeneration.started_at, bindparam("now", type_=Instant)),
        error=null(),
        finished_at=null(),
        expires_at=null(),
        expected_at=null(),
    )
    .returning(*COLUMNS)
)
_NEW_PROGRESS = bindparam("new_progress", type_=Integer)
_ADVANCE = (
    update(StoryGeneration)
    .where(StoryGeneration.id == GENERATION_ID, StoryGeneration.story_id.is_not(None))
    .values(
        progress=case(
            (StoryGeneration.progress < _NEW_PROGRESS, _NEW_PROGRESS),
            else_=StoryGeneration.progress,
        ),
        expected_at=bindparam("expected", type_=Instant),
    )
    .returning(*COLUMNS)
)
_FINISH = (
    update(StoryGeneration)
    .where(StoryGeneration.id == GENERATION_ID)
    .values(
        status=MOVES["finish"][1],
        progress=100,
        finished_at=bindparam("now", type_=Instant),
        expires_at=bindparam("expires", type_=Instant),
        expected_at=null(),
        # It is never rendered again.
        document=null(),
        log=null(),
    )
    .returning(*COLUMNS)
)
_FAIL = (
    update(StoryGeneration)
    .where(
        StoryGeneration.id == GENERATION_ID,
        StoryGeneration.status.in_(sorted(MOVES["fail"][0])),
    )
    .values(
        status=MOVES["fail"][1],
        error=bindparam("new_error", type_=StoryGeneration.error.type),
        finished_at=bindparam("now", type_=Instant),
        expires_at=bindparam("expires", type_=Instant),
        expected_at=null(),
    )
    .returning(*COLUMNS)
)
_ADD_RESULTS = insert(GenerationResult)

_KEEP_SCENE = insert(NarratedScene)
_USE_SCENES = (
    update(NarratedScene)
    .where(
        NarratedScene.user_id == bindparam("of_user", type_=Identifier),
        NarratedScene.digest.in_(bindparam("digests", type_=String, expanding=True)),
    )
    .values(generation_id=bindparam("new_generation_id", type_=Identifier))
)
