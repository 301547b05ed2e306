"""One examination: every check in its order, and what came of it."""

from collections.abc import Sequence

from emberline.kit.runtime import Runtime
from emberline.operations.doctor.database import DatabaseIsSound
from emberline.operations.doctor.files import FilesHaveRows, RowsHaveFiles
from emberline.operations.doctor.findings import Check, Finding
from emberline.operations.doctor.imports import FilesHaveImports, ImportsHaveFiles
from emberline.operations.doctor.kept import KeptRowsHaveFiles
from emberline.operations.doctor.leftovers import (
    ClipsAreErased,
    DoomedFilesAreGone,
    MediaAreUsed,
)
from emberline.operations.doctor.queue import JobsMove
from emberline.operations.doctor.sharing import RedisAnswers
from emberline.operations.progress import Note

CHECKS: Sequence[Check] = (
    DatabaseIsSound(),
    RedisAnswers(),
    JobsMove(),
    ClipsAreErased(),
    MediaAreUsed(),
    DoomedFilesAreGone(),
    RowsHaveFiles(),
    FilesHaveRows(),
    KeptRowsHaveFiles(),
    ImportsHaveFiles(),
    FilesHaveImports(),
)


async def examine(runtime: Runtime, note: Note, *, mend: bool) -> list[Finding]:
    """Everything that is wrong; with `mend` what could be put right is, and says so.

    Each check is mended before the next looks, so that one finding does not cause another. A
    database that is not sound is not touched: mending it further could lose more.
    """
    found: list[Finding] = []
    sound = True
    for check in CHECKS:
        findings = await check.find(runtime, note)
        if mend and sound and findings:
            await check.mend(runtime, findings)
        if isinstance(check, DatabaseIsSound):
            sound = not findings
        found += findings
    return found
