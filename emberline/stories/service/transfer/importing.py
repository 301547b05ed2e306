"""Stories that were read become drafts; imports are asked for, go on, and end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from emberline.accounts.queries import lock_user
from emberline.kit.answers import encode
from emberline.kit.db import Instant
from emberline.kit.errors import conflict, not_found
from emberline.kit.events import emit
from emberline.kit.ids import new_id
from emberline.kit.jobs import cancel_about, request
from emberline.kit.paging import Page, PageRequest
from emberline.media.service.media import write_down_doomed
from emberline.stories.models.imports import UNENDED, ImportedStory, StoryImport
from emberline.stories.queries import imports as queries
from emberline.stories.queries.imports import (
    IMPORT,
    IMPORT_ID,
    ImportRow,
    OutcomePlace,
    OutcomeRow,
)
from emberline.stories.service.activity import record_imported
from emberline.stories.service.transfer.child import Line
from emberline.stories.service.transfer.creating import NewStory, create_stories, new_story

UNENDED_MOST = 4
"""Imports of one user that may be under way: each keeps its files until its end."""

KEPT_FOR = timedelta(days=30)
"""How long it can be read what came of an import."""

TOLD_EVERY = timedelta(seconds=1)
_FORGOTTEN_AT_ONCE = 20


class Ready(NamedTuple):
    """A story that was read, ready to become a draft; report: as JSON.

    file, place: its number, as in `ImportedStory`. draft: None for one that is left out.
    """

    file: int
    place: int
    file_name: str
    title: str
    report: bytes
    draft: NewStory | None

    @property
    def outcome(self) -> OutcomeRow:
        """What is noted of it, once the draft is made."""
        told = (self.file, self.place, self.file_name, self.title)
        if self.draft is None:
            return OutcomeRow(*told, "rejected", None, self.report)
        return OutcomeRow(*told, "imported", self.draft.id, self.report)


class Owner(NamedTuple):
    """Whose drafts will be made of what is read, and when it was read."""

    id: str
    now: datetime


def ready(line: Line, first_file: int, file_name: str, owner: Owner) -> Ready:
    """A line of a result; its files are numbered from `first_file` on. Work for a thread."""
    story = line.story
    document = story.document
    draft = None if document is None else new_story(document, owner.id, owner.now)
    report = encode(story.report)
    return Ready(first_file + line.file, line.place, file_name, story.title, report, draft)


def store(conn: Connection, stories: Sequence[Ready]) -> None:
    """Make drafts of those that are not left out."""
    store_drafts(conn, [story.draft for story in stories if story.draft is not None])


def store_drafts(conn: Connection, drafts: Sequence[NewStory]) -> None:
    """Make imported drafts of one owner, made at one time."""
    if drafts:
        create_stories(conn, drafts)
        owner_id, now = drafts[0].story["owner_id"], drafts[0].story["created_at"]
        record_imported(conn, [draft.id for draft in drafts], owner_id, now)


def check_may_begin(conn: Connection, owner_id: str) -> None:
    """AppError 409 while too many imports of the user's are under way."""
    if queries.unended_of(conn, owner_id) >= UNENDED_MOST:
        raise conflict(
            "Too many imports", f"Wait until one of your {UNENDED_MOST} imports has ended."
        )


def begin(
    conn: Connection, owner_id: str, key: str, parts: Sequence[dict[str, Any]], now: datetime
) -> str:
    """Ask for the import of the files under `key`, which are durable; its id. AppError 409."""
    lock_user(conn, owner_id)
    check_may_begin(conn, owner_id)
    import_id = new_id()
    fresh = ImportRow(
        import_id, owner_id, "pending", key, list(parts), 0, 0, 0, 0, None, now, None, None
    )
    conn.execute(_INSERT, fresh._asdict())
    request(conn, IMPORT, import_id, now=now, user_id=owner_id)
    return import_id


def under_way(conn: Connection, import_id: str) -> ImportRow | None:
    """The import to go on with; None when it has ended."""
    row = queries.import_row(conn, import_id)
    return row if row is not None and row.finished_at is None else None


def store_batch(
    conn: Connection, row: ImportRow, stories: Sequence[Ready], step: "Step", now: datetime
) -> None:
    """Make drafts of the next stories and note what came of each, all of it or nothing.

    Those that a run before this one made are passed over. The owner is told, once a second.
    """
    first, last = stories[0].file, stories[-1].file
    known = queries.recorded(conn, row.id, first, last)
    fresh = [story for story in stories if (story.file, story.place) not in known]
    store(conn, fresh)
    if fresh:
        noted = [{**story.outcome._asdict(), "import_id": row.id} for story in fresh]
        conn.execute(_RECORD, noted)
    imported = sum(1 for story in fresh if story.draft is not None)
    changed = conn.execute(
        _ADVANCE,
        {
            "import_id": row.id,
            "more_imported": imported,
            "more_rejected": len(fresh) - imported,
            "new_files_done": step.files_done,
            "new_progress": step.progress,
        },
    ).one()
    if changed.told_at is None or now - changed.told_at >= TOLD_EVERY:
        conn.execute(_TOLD, {"import_id": row.id, "now": now})
        _tell(conn, ImportRow._make(changed), now)


class Step(NamedTuple):
    """How far an import is: so many files finished, and the percentage of all."""

    files_done: int
    progress: int


def end(conn: Connection, import_id: str, now: datetime) -> list[str]:
    """The import has come to its end; the keys of files to bury."""
    row = under_way(conn, import_id)
    if row is None:
        return []
    if row.imported_count:
        return _end(conn, import_id, "succeeded", None, now)
    message = "No story could be made of what was sent: see the reports."
    return _end(conn, import_id, "failed", {"code": "nothing_imported", "message": message}, now)


def give_up(conn: Connection, import_id: str, now: datetime) -> None:
    """Fail the import whose job has failed for good, or will run no more; it may have ended."""
    message = "The server did not manage to import the rest. Send again what is missing."
    _end(conn, import_id, "failed", {"code": "given_up", "message": message}, now)


def give_up_abandoned(conn: Connection, now: datetime) -> int:
    """Fail a batch of the imports that no job will go on with; how many."""
    found = queries.given_up(conn)
    for import_id in found:
        give_up(conn, import_id, now)
    return len(found)


def cancel(conn: Connection, viewer_id: str, import_id: str, now: datetime) -> list[str]:
    """Stop an import of the viewer's; what came in so far stays. The keys of files to bury.

    AppError 404 for another's, 409 when it has ended.
    """
    own_import(conn, viewer_id, import_id)
    # The job's row first, as a run that writes takes it.
    cancel_about(conn, IMPORT, [import_id], now)
    if under_way(conn, import_id) is None:
        raise conflict("Import has ended", "There is nothing left to be stopped.")
    message = "You stopped this import; what it made so far is there."
    return _end(conn, import_id, "failed", {"code": "cancelled", "message": message}, now)


def own_import(conn: Connection, viewer_id: str, import_id: str) -> ImportRow:
    """The viewer's import. AppError 404 for another's."""
    row = queries.import_row(conn, import_id)
    if row is None or row.owner_id != viewer_id:
        raise not_found("Import")
    return row


def own_import_with_stories(
    conn: Connection, viewer_id: str, import_id: str, request: PageRequest[OutcomePlace]
) -> tuple[ImportRow, Page[OutcomeRow]]:
    """The viewer's import, and a page of what came of its stories. AppError 404 for another's."""
    row = own_import(conn, viewer_id, import_id)
    return row, queries.outcomes_after(conn, import_id, request)


def doom_imports_of(conn: Connection, owner_id: str, now: datetime) -> list[str]:
    """Write down the files of the user's imports as doomed; their rows go with the user's."""
    keys = queries.keys_of(conn, owner_id)
    write_down_doomed(conn, keys, now)
    return keys


def forget_ended(conn: Connection, now: datetime) -> int:
    """Forget a batch of imports that ended long ago; how many."""
    return conn.execute(_FORGET, {"before": now - KEPT_FOR}).rowcount


def _end(
    conn: Connection, import_id: str, status: str, error: dict[str, str] | None, now: datetime
) -> list[str]:
    before = conn.execute(_LOCK, {"import_id": import_id}).first()
    if before is None:
        return []
    binds = {
        "import_id": import_id,
        "new_status": status,
        "new_error": error,
        "new_progress": 100 if status == "succeeded" else before.progress,
        "now": now,
    }
    row = ImportRow._make(conn.execute(_END, binds).one())
    _tell(conn, row, now)
    keys = [before.key] if before.key is not None else []
    write_down_doomed(conn, keys, now)
    return keys


def _tell(conn: Connection, row: ImportRow, now: datetime) -> None:
    data = {
        "import_id": row.id,
        "status": row.status,
        "progress": row.progress,
        "imported": row.imported_count,
        "rejected": row.rejected_count,
    }
    emit(conn, [row.owner_id], "import.progress", data, now)


_INSERT = insert(StoryImport)
_RECORD = insert(ImportedStory)
_ADVANCE = (
    update(StoryImport)
    .where(StoryImport.id == IMPORT_ID)
    .values(
        status="in_progress",
        imported_count=StoryImport.imported_count + bindparam("more_imported"),
        rejected_count=StoryImport.rejected_count + bindparam("more_rejected"),
        files_done=bindparam("new_files_done"),
        progress=bindparam("new_progress"),
    )
    .returning(*queries.COLUMNS)
)
_TOLD = (
    update(StoryImport)
    .where(StoryImport.id == IMPORT_ID)
    .values(told_at=bindparam("now", type_=Instant))
)
_LOCK = (
    select(StoryImport.key, StoryImport.progress)
    .where(StoryImport.id == IMPORT_ID, UNENDED)
    .with_for_update()
)
_END = (
    update(StoryImport)
    .where(StoryImport.id == IMPORT_ID, UNENDED)
    .values(
        status=bindparam("new_status"),
        error=bindparam("new_error", type_=StoryImport.error.type),
        key=None,
        progress=bindparam("new_progress"),
        finished_at=bindparam("now", type_=Instant),
    )
    .returning(*queries.COLUMNS)
)
_FORGET = delete(StoryImport).where(
    StoryImport.id.in_(
        select(StoryImport.id)
        .where(StoryImport.finished_at < bindparam("before", type_=Instant))
        .limit(_FORGOTTEN_AT_ONCE)
    )
)
