"""The files of stories that wait to be imported, and the imports that name them."""

from collections.abc import Sequence

from emberline.kit.errors import AppError
from emberline.kit.runtime import Runtime
from emberline.media.jobs import ORPHAN_AGE
from emberline.media.uploads import delete_files
from emberline.operations.doctor.files import MISSING_FILE, ORPHAN_FILE
from emberline.operations.doctor.findings import BATCH, Finding, batches
from emberline.operations.progress import Note
from emberline.stories.jobs.importing import orphans, unnamed
from emberline.stories.queries.imports import is_waiting, waiting_after
from emberline.stories.service.transfer.importing import give_up

_NOT_FOUND = 404


class ImportsHaveFiles:
    """Imports under way whose files are not in the store."""

    what = "Comparing the imports with their files"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        found: list[Finding] = []
        after: str | None = None
        done = 0
        while rows := await runtime.database.read(waiting_after, after, BATCH):
            for import_id, key in rows:
                if await _is_lost(runtime, import_id, key):
                    found.append(Finding(MISSING_FILE, path=key, id=import_id))
            after = rows[-1][0]
            done += len(rows)
            note(self.what, done, 0)
        return found

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: the import ends as failed, and its owner is told."""
        for finding in findings:
            assert finding.id is not None
            await runtime.database.write(give_up, finding.id, runtime.clock.now())
            finding.mended = True


class FilesHaveImports:
    """Files older than a day that were sent to be imported, and that no import names."""

    what = "Looking for files of imports without a row"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        found: list[Finding] = []
        async for keys in orphans(runtime, runtime.clock.now() - ORPHAN_AGE):
            found += [Finding(ORPHAN_FILE, path=key) for key in keys]
            note(self.what, len(found), 0)
        return found

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: they are deleted, unless an import names them by now."""
        for batch in batches(findings):
            keys = [finding.path for finding in batch if finding.path is not None]
            await delete_files(runtime, await unnamed(runtime, keys))
            for finding in batch:
                finding.mended = True


async def _is_lost(runtime: Runtime, import_id: str, key: str) -> bool:
    try:
        await runtime.blobs.size(key)
    except AppError as error:
        if error.status != _NOT_FOUND:
            raise
        # What has ended since it was read is in order.
        return await runtime.database.read(is_waiting, import_id, key)
    return False
