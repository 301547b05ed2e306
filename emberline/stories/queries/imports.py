"""What is read of imports."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, bindparam, cast, exists, func, inspect, select, tuple_

from emberline.kit.db import Identifier
from emberline.kit.jobs import Job, is_live
from emberline.kit.paging import FIRST_ID, Page, PageRequest, cut
from emberline.stories.models.imports import UNENDED, ImportedStory, StoryImport

IMPORT = "stories.import"
"""The kind of the jobs that import stories; their subject is the import's id."""

IMPORT_ID = bindparam("import_id", type_=Identifier)
OWNER_ID = bindparam("owner_id", type_=Identifier)
_GIVEN_UP_AT_ONCE = 100


class ImportRow(NamedTuple):
    """An import's row."""

    id: str
    owner_id: str
    status: str
    key: str | None
    parts: list[dict[str, Any]]
    files_done: int
    progress: int
    imported_count: int
    rejected_count: int
    error: dict[str, str] | None
    created_at: datetime
    finished_at: datetime | None
    told_at: datetime | None


class OutcomeRow(NamedTuple):
    """What came of one story; report: as JSON."""

    file: int
    place: int
    file_name: str
    title: str
    status: str
    story_id: str | None
    report: bytes


class OutcomePlace(NamedTuple):
    """Where a page of outcomes ends."""

    file: int
    place: int


FIRST = OutcomePlace(-1, -1)
"""Before all outcomes."""

COLUMNS = tuple(getattr(StoryImport, name) for name in ImportRow._fields)


def import_row(conn: Connection, import_id: str) -> ImportRow | None:
    """The import; None when there is none."""
    row = conn.execute(_ONE, {"import_id": import_id}).first()
    return None if row is None else ImportRow._make(row)


def outcomes_after(
    conn: Connection, import_id: str, request: PageRequest[OutcomePlace]
) -> Page[OutcomeRow]:
    """A page of what came of the stories, in the order of their files."""
    file, place = request.after or FIRST
    binds = {"import_id": import_id, "file": file, "place": place, "limit": request.size}
    rows = [OutcomeRow._make(row) for row in conn.execute(_OUTCOMES, binds)]
    return cut(rows, request.limit, lambda row: OutcomePlace(row.file, row.place))


def recorded(conn: Connection, import_id: str, first: int, last: int) -> set[tuple[int, int]]:
    """The stories, by file and place, of the files `first` to `last` that have an outcome."""
    binds = {"import_id": import_id, "first": first, "last": last}
    return {(row.file, row.place) for row in conn.execute(_RECORDED, binds)}


def unended_of(conn: Connection, owner_id: str) -> int:
    """How many imports of a user are under way."""
    return conn.execute(_UNENDED_OF, {"owner_id": owner_id}).scalar_one()


def given_up(conn: Connection) -> Sequence[str]:
    """A batch of the imports under way that no job will go on with."""
    return list(conn.execute(_GIVEN_UP).scalars())


def keys_of(conn: Connection, owner_id: str) -> list[str]:
    """The stored files of all imports of a user."""
    return [str(key) for key in conn.execute(_KEYS_OF, {"owner_id": owner_id}).scalars()]


def named_among(conn: Connection, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that an import names."""
    return {str(key) for key in conn.execute(_NAMED, {"keys": list(keys)}).scalars()}


def waiting_after(conn: Connection, after: str | None, limit: int) -> Sequence[tuple[str, str]]:
    """The next imports under way by id, and the keys of their files."""
    rows = conn.execute(_WAITING, {"after": after or FIRST_ID, "limit": limit})
    return [(row.id, row.key) for row in rows]


def is_waiting(conn: Connection, import_id: str, key: str) -> bool:
    """Whether the import is still under way with these files."""
    row = import_row(conn, import_id)
    return row is not None and row.finished_at is None and row.key == key


def all_keys(conn: Connection) -> Iterator[str]:
    """Every stored file of an import, also on the schema of an older release."""
    # Asked of the database, for a backup may come before the migration that adds the table.
    if inspect(conn).has_table(StoryImport.__tablename__):
        yield from map(str, conn.execute(_ALL_KEYS).scalars())


_WAITING = (
    select(StoryImport.id, StoryImport.key)
    .where(
        UNENDED, StoryImport.key.is_not(None), StoryImport.id > bindparam("after", type_=Identifier)
    )
    .order_by(StoryImport.id)
    .limit(bindparam("limit"))
)
_ALL_KEYS = select(StoryImport.key).where(StoryImport.key.is_not(None))
_ONE = select(*COLUMNS).where(StoryImport.id == IMPORT_ID)
_OUTCOMES = (
    select(*[getattr(ImportedStory, name) for name in OutcomeRow._fields])
    .where(
        ImportedStory.import_id == IMPORT_ID,
        tuple_(ImportedStory.file, ImportedStory.place)
        > tuple_(bindparam("file"), bindparam("place")),
    )
    .order_by(ImportedStory.file, ImportedStory.place)
    .limit(bindparam("limit"))
)
_RECORDED = select(ImportedStory.file, ImportedStory.place).where(
    ImportedStory.import_id == IMPORT_ID,
    ImportedStory.file.between(bindparam("first"), bindparam("last")),
)
_UNENDED_OF = (
    select(func.count()).select_from(StoryImport).where(StoryImport.owner_id == OWNER_ID, UNENDED)
)
_LIVE_JOB = exists().where(
    Job.kind == IMPORT, Job.subject == cast(StoryImport.id, String), is_live()
)
_GIVEN_UP = (
    select(StoryImport.id)
    .where(UNENDED, ~_LIVE_JOB)
    .order_by(StoryImport.created_at)
    .limit(_GIVEN_UP_AT_ONCE)
)
_KEYS_OF = select(StoryImport.key).where(
    StoryImport.owner_id == OWNER_ID, StoryImport.key.is_not(None)
)
_NAMED = select(StoryImport.key).where(
    StoryImport.key.in_(bindparam("keys", type_=String, expanding=True))
)
