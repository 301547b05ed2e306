"""How much is stored: by kind, by person, in the database."""

from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, bindparam, cast, func, select, text, tuple_

from emberline.accounts.models import User
from emberline.kit.db import Identifier
from emberline.kit.paging import LAST_ID, Page, PageRequest, cut
from emberline.media.models import DoomedBlob, Media
from emberline.operations.schemas import KindStorage, UserStorage


class StoragePlace(NamedTuple):
    """A place in the list of people, those first who store most."""

    bytes: int
    user_id: str


_FIRST = StoragePlace(2**63 - 1, LAST_ID)


class Stored(NamedTuple):
    """What the database knows of what is stored, with a page of people."""

    media: list[KindStorage]
    waiting_deletions: int
    database_bytes: int
    users: Page[UserStorage]


def stored(conn: Connection, asked: PageRequest[StoragePlace]) -> Stored:
    """What is stored, with a page of people, those who store most first."""
    after = asked.after or _FIRST
    binds = {"bytes": after.bytes, "user_id": after.user_id, "limit": asked.size}
    people = [UserStorage(*row) for row in conn.execute(_PEOPLE, binds)]
    return Stored(
        media=[KindStorage(*row) for row in conn.execute(_KINDS)],
        waiting_deletions=conn.execute(_DOOMED).scalar_one(),
        database_bytes=database_bytes(conn),
        users=cut(people, asked.limit, lambda row: StoragePlace(row.bytes, row.user_id)),
    )


def database_bytes(conn: Connection) -> int:
    """How large the database is, without SQLite's write-ahead log."""
    size: int = conn.execute(_DATABASE[conn.dialect.name]).scalar_one()
    return size


# PostgreSQL's sum of big integers is a numeric, which is none of JSON's numbers.
_BYTES = cast(func.sum(Media.bytes), BigInteger)
_PEOPLE = (
    select(User.id, User.username, func.count(), _BYTES)
    .join(Media, Media.owner_id == User.id)
    .group_by(User.id, User.username)
    .having(
        tuple_(_BYTES, User.id)
        < tuple_(bindparam("bytes", type_=BigInteger), bindparam("user_id", type_=Identifier))
    )
    .order_by(_BYTES.desc(), User.id.desc())
    .limit(bindparam("limit"))
)
_KINDS = (
    select(Media.kind, Media.status, func.count(), _BYTES)
    .group_by(Media.kind, Media.status)
    .order_by(Media.kind, Media.status)
)
_DOOMED = select(func.count()).select_from(DoomedBlob)
_DATABASE = {
    "sqlite": text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
    "postgresql": text("SELECT pg_database_size(current_database())"),
}
