"""Generations as their owners see them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from sqlalchemy import Connection

from emberline.accounts.queries import role_of
from emberline.generations import queries, schemas
from emberline.generations.queries import GenerationRow, LogRow, ResultRow, Wanted
from emberline.kit.db import act_for
from emberline.kit.errors import not_found
from emberline.kit.files import FileSigner, StoredBytes
from emberline.kit.pages import Leaf, Numbered
from emberline.stories.rules.file_names import slug


class Whole(NamedTuple):
    """A generation with its results."""

    row: GenerationRow
    results: Sequence[ResultRow]


def own_generation(
    conn: Connection, user_id: str, generation_id: str, now: datetime
) -> GenerationRow:
    """The user's generation. AppError 404 for another's, one that has expired, and when its story
    is gone."""
    act_for(conn, user_id)
    row = queries.one_generation(conn, user_id, generation_id)
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        raise not_found("Generation")
    return row


def whole_generation(conn: Connection, user_id: str, generation_id: str, now: datetime) -> Whole:
    """The user's generation with its results. AppError as above."""
    row = own_generation(conn, user_id, generation_id, now)
    return Whole(row, queries.results_of(conn, [row.id]).get(row.id, ()))


def own_generations(
    conn: Connection, user_id: str, wanted: Wanted, asked: Numbered, now: datetime
) -> Leaf[Whole]:
    """A page of those of the user's generations that are wanted, the newest first."""
    act_for(conn, user_id)
    leaf = queries.leaf_of(conn, user_id, wanted, asked, now)
    results = queries.results_of(conn, [row.id for row in leaf.rows])
    return Leaf([Whole(row, results.get(row.id, ())) for row in leaf.rows], leaf.total)


def own_log(
    conn: Connection, user_id: str, generation_id: str, asked: Numbered, now: datetime
) -> Leaf[LogRow]:
    """A page of the log of the user's generation. AppError as above."""
    own_generation(conn, user_id, generation_id, now)
    return queries.log_leaf(conn, generation_id, asked)


def result_file(
    conn: Connection, user_id: str, generation_id: str, name: str, now: datetime
) -> StoredBytes:
    """The file of a result, to be saved under its story's title. AppError 404 for another's, when
    it is gone, and for its owner while they are suspended."""
    if role_of(conn, user_id) is None:
        raise not_found("File")
    _, results = whole_generation(conn, user_id, generation_id, now)
    result = next((each for each in results if each.name == name), None)
    # The story may go in this moment.
    title = queries.title_of(conn, generation_id)
    if result is None or title is None:
        raise not_found("File")
    # Here no script of a page would run; saved, it plays.
    is_shown = result.media_type.startswith(("audio/", "text/vtt"))
    save_as = f"{slug(title)}{PurePosixPath(name).suffix}"
    return StoredBytes(result.key, result.media_type, save_as, is_shown)


def shown(whole: Whole, signer: FileSigner) -> schemas.Generation:
    """The generation as an answer has it."""
    row = whole.row
    assert row.story_id is not None
    base = result_base(row.id)
    query = signer.query(base)
    results = [
        schemas.GenerationFile(each.name, each.media_type, each.bytes, f"{base}/{each.name}{query}")
        for each in whole.results
    ]
    return schemas.Generation(
        id=row.id,
        story_id=row.story_id,
        kind=row.kind,
        status=row.status,
        progress=row.progress,
        result_url=results[0].url if results else None,
        results=results,
        error=None if row.error is None else schemas.GenerationFailure(**row.error),
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        expires_at=row.expires_at,
    )


def result_base(generation_id: str) -> str:
    """The address below which a generation's files are."""
    return f"/files/generation/{generation_id}"
