"""What the sweeps should have removed and have not: expired clips, unused media, doomed files."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, bindparam, select

from emberline.clips.jobs import clean_up_expired
from emberline.clips.models import Clip
from emberline.clips.queries.archive import ERASABLE, all_kept_days
from emberline.kit.db import Identifier
from emberline.kit.runtime import Runtime
from emberline.media.jobs import bury
from emberline.media.models import Media
from emberline.media.service import inventory
from emberline.media.service.media import UNUSED_FOR, doom_unused
from emberline.operations.doctor.findings import Finding, batches, grace
from emberline.operations.progress import Note

EXPIRED_CLIP = "expired_clip"
UNUSED_MEDIA = "unused_media"
DOOMED_FILE = "doomed_file"

_SHOWN = 1000


class ClipsAreErased:
    """Clips past their end and their author's archive that are still there."""

    what = "Looking for expired clips"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`; at most a thousand for each length of archive are named."""
        note(self.what, 0, 0)
        before = runtime.clock.now() - grace(runtime)
        found = await runtime.database.read(_overdue_clips, before)
        return [Finding(EXPIRED_CLIP, id=clip_id) for clip_id in found]

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: by the sweep itself."""
        await clean_up_expired(runtime)
        await _mark_gone(runtime, findings, _CLIPS_AMONG)


class MediaAreUsed:
    """Media that nothing shows and that are too old for that."""

    what = "Looking for unused media"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`; at most a thousand are named."""
        note(self.what, 0, 0)
        before = runtime.clock.now() - UNUSED_FOR - grace(runtime)
        found = await runtime.database.read(_unused_media, before)
        return [Finding(UNUSED_MEDIA, id=media_id) for media_id in found]

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: by the sweep itself."""
        now = runtime.clock.now()
        while keys := await runtime.database.write(doom_unused, now):
            await bury(runtime, keys)
        await _mark_gone(runtime, findings, _MEDIA_AMONG)


class DoomedFilesAreGone:
    """Files whose deletion was begun and never ended."""

    what = "Looking for deletions that were not finished"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`; at most a thousand are named."""
        note(self.what, 0, 0)
        before = runtime.clock.now() - grace(runtime)
        found = await runtime.database.read(inventory.doomed_before, before, _SHOWN)
        return [Finding(DOOMED_FILE, path=key) for key in found]

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: the files go, then their mention."""
        for batch in batches(findings):
            keys = [finding.path for finding in batch if finding.path is not None]
            buried = await bury(runtime, keys)
            for finding in batch:
                finding.mended = buried


def _overdue_clips(conn: Connection, before: datetime) -> list[str]:
    found: list[str] = []
    for days in all_kept_days(conn):
        binds = {"days": days, "before": before - timedelta(days=days)}
        found += conn.execute(_OVERDUE_CLIPS, binds).scalars()
    return found


def _unused_media(conn: Connection, before: datetime) -> list[str]:
    return list(conn.execute(_UNUSED_MEDIA, {"before": before}).scalars())


async def _mark_gone(runtime: Runtime, findings: Sequence[Finding], among: Select[str]) -> None:
    """Mark as mended what is no longer there."""
    for batch in batches(findings):
        ids = [finding.id for finding in batch]
        left = await runtime.database.read(_left, among, ids)
        for finding in batch:
            finding.mended = finding.id not in left


def _left(conn: Connection, among: Select[str], ids: Sequence[str | None]) -> set[str]:
    return set(conn.execute(among, {"ids": ids}).scalars())


_IDS = bindparam("ids", type_=Identifier, expanding=True)
_OVERDUE_CLIPS = ERASABLE.limit(_SHOWN)
_UNUSED_MEDIA = select(Media.id).where(inventory.IS_UNUSED).order_by(Media.created_at).limit(_SHOWN)
_CLIPS_AMONG = select(Clip.id).where(Clip.id.in_(_IDS))
_MEDIA_AMONG = select(Media.id).where(Media.id.in_(_IDS))
