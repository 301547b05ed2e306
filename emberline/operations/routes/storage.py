"""What is stored, for administrators."""

import asyncio
import shutil

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InAdmin
from emberline.kit.answers import Envelope, Meta, documented, enveloped
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, Position
from emberline.kit.runtime import InRuntime
from emberline.operations.schemas import Storage, UserStorage
from emberline.operations.service import storage

router = APIRouter(prefix="/api/admin/storage", tags=["administration"])

_STORAGE = {
    "success": True,
    "data": {
        "media_bytes": 5_242_880,
        "media": [{"kind": "image", "status": "ready", "count": 40, "bytes": 5_242_880}],
        "waiting_deletions": 0,
        "database_bytes": 1_048_576,
        "disk_free_bytes": 64_424_509_440,
        "disk_bytes": 107_374_182_400,
        "users": [
            {
                "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                "username": "ada",
                "count": 40,
                "bytes": 5_242_880,
            }
        ],
    },
    "message": "Storage.",
    "timestamp": "2026-03-01T12:00:00Z",
    "meta": {"next_cursor": None},
}


@router.get("", responses=documented(Envelope[Storage], _STORAGE))
async def read_storage(
    _: InAdmin, runtime: InRuntime, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None
) -> Response:
    """What media and database take up, and who stores most. For administrators."""
    now = runtime.clock.now()
    after = _place(runtime.cursors.read(storage.CURSOR, cursor))
    found = await runtime.database.read(storage.stored, after, limit)
    disk = await asyncio.to_thread(shutil.disk_usage, runtime.settings.data_dir)
    next_cursor = None
    if found.more:
        last = found.users[-1]
        end = Position(now, f"{last.bytes}/{last.user_id}")
        next_cursor = runtime.cursors.write(storage.CURSOR, end)
    answer = Storage(
        media_bytes=sum(kind.bytes for kind in found.media),
        media=found.media,
        waiting_deletions=found.waiting_deletions,
        database_bytes=found.database_bytes,
        disk_free_bytes=disk.free,
        disk_bytes=disk.total,
        users=found.users,
    )
    return enveloped(answer, "Storage.", now, meta=Meta(next_cursor))


def _place(end: Position | None) -> UserStorage | None:
    """The last person of the page before: this list is in order of bytes, not of time."""
    if end is None:
        return None
    size, _, user_id = end.id.partition("/")
    return UserStorage(user_id, "", 0, int(size))
