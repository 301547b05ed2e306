"""What is stored, for administrators."""

import asyncio
import shutil

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InAdmin
from emberline.kit.answers import EnvelopedPage, documented, listed_in_envelope
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.operations.schemas import Storage
from emberline.operations.service import storage

router = APIRouter(prefix="/api/admin/storage", tags=["administration"])

_CURSOR = "admin-storage"
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


@router.get("", responses=documented(EnvelopedPage[Storage], _STORAGE))
async def read_storage(
    _: InAdmin, runtime: InRuntime, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None
) -> Response:
    """What media and database take up, and who stores most. For administrators."""
    asked = PageRequest(limit, runtime.cursors.read(_CURSOR, cursor, storage.StoragePlace))
    found = await runtime.database.read(storage.stored, asked)
    disk = await asyncio.to_thread(shutil.disk_usage, runtime.settings.data_dir)
    answer = Storage(
        media_bytes=sum(kind.bytes for kind in found.media),
        media=found.media,
        waiting_deletions=found.waiting_deletions,
        database_bytes=found.database_bytes,
        disk_free_bytes=disk.free,
        disk_bytes=disk.total,
        users=list(found.users.rows),
    )
    return listed_in_envelope(runtime, _CURSOR, answer, found.users.next, "Storage.")
