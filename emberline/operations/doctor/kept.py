"""The files that the house keeps for people, such as audiobooks: each row has its file."""

from collections.abc import Sequence

from sqlalchemy import Connection

from emberline.generations.service.ending import fail_lost
from emberline.kit.errors import AppError
from emberline.kit.runtime import Runtime
from emberline.media.jobs import bury
from emberline.media.service.kept_files import KeptRow, are_kept, kept_after, let_go
from emberline.operations.doctor.files import MISSING_FILE, WRONG_SIZE
from emberline.operations.doctor.findings import BATCH, Finding, batches
from emberline.operations.progress import Note

_NOT_FOUND = 404


class KeptRowsHaveFiles:
    """Kept files that are not in the store, or are not as large as their rows say."""

    what = "Comparing the kept files with their rows"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        found: list[Finding] = []
        after, done = "", 0
        while rows := await runtime.database.read(_some, after):
            for row in rows:
                found += await _faults(runtime, row)
            after = rows[-1].key
            done += len(rows)
            note(self.what, done, 0)
        return found

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: a lost file is forgotten, with what named it: it can be made again.

        Another size is left alone: perhaps the file is still good.
        """
        missing = [finding for finding in findings if finding.kind == MISSING_FILE]
        for batch in batches(missing):
            keys = [finding.path for finding in batch if finding.path is not None]
            await bury(runtime, await runtime.database.write(let_go, keys, runtime.clock.now()))
            for finding in batch:
                finding.mended = True
        await runtime.database.write(fail_lost, runtime.clock.now())


def _some(conn: Connection, after: str) -> list[KeptRow]:
    return kept_after(conn, after, BATCH)


async def _faults(runtime: Runtime, row: KeptRow) -> list[Finding]:
    try:
        size = await runtime.blobs.size(row.key)
    except AppError as error:
        if error.status != _NOT_FOUND:
            raise
        # What was let go since it was read is in order.
        if await runtime.database.read(are_kept, [row.key]):
            return [Finding(MISSING_FILE, path=row.key)]
        return []
    if size == row.bytes:
        return []
    told = f"{size} bytes are stored, {row.bytes} should be."
    return [Finding(WRONG_SIZE, path=row.key, detail=told)]
