"""The narration of a generation: what is spoken already is fetched, the rest is rendered, a scene
at a time, each durable before it counts."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from emberline.generations import queries
from emberline.generations.jobs.children import Steps, run_step
from emberline.generations.renderers.narration.scenes import is_whole
from emberline.generations.renderers.orders import Order, PlannedScene, Told
from emberline.generations.rules import percent
from emberline.generations.service import running
from emberline.generations.service.running import Scene
from emberline.kit.blobs.fetching import fetch
from emberline.kit.errors import AppError
from emberline.kit.ids import new_id
from emberline.kit.jobs import LeaseLost, to_the_end
from emberline.media.jobs import bury
from emberline.media.service.kept_files import FOLDER
from emberline.media.service.media import check_room
from emberline.media.uploads import delete_files, surely_undone

PLANNED = 2
"""The percentage at which all scenes are known."""

# Of all three codings together, and at the least; the results take as much again.
_BYTES_A_SECOND = 15_000
_SECONDS_A_WORD = 0.25
_ASKED_AT_ONCE = 500
_NOT_FOUND = 404


async def narrate(steps: Steps, order: Order, last: int) -> None:
    """Let the files of all scenes of `order` lie in its scenes' folder, up to `last` percent.

    A scene is finished when its file is durable and its row written: from then on it is rendered
    by no other run, of this generation or of another one of this owner.
    """
    plan = await _planned(steps, order)
    await steps.advance(PLANNED)
    narration = _Narration(steps, plan, last)
    await narration.fetch_narrated()
    if not narration.is_whole:
        await narration.check_room()
        await run_step(steps, "narrate", order, narration.hear)


async def _planned(steps: Steps, order: Order) -> list[PlannedScene]:
    plan: list[PlannedScene] = []

    async def hear(told: Told) -> None:
        plan.extend(told.plan or ())

    await run_step(steps, "plan", order, hear)
    if steps.run.began_with == 0:
        words = sum(scene.words for scene in plan)
        await steps.note("info", "planned", f"{len(plan):,} scenes, {words:,} words.")
    return plan


class _Narration:
    """The scenes of one run: where their files lie, and which are still to be spoken."""

    def __init__(self, steps: Steps, plan: Sequence[PlannedScene], last: int) -> None:
        self._steps = steps
        self._folder = steps.place / "scenes"
        self._last = last
        self._by_number = {scene.number: scene for scene in plan}
        self._by_digest: dict[str, list[PlannedScene]] = {}
        for scene in plan:
            self._by_digest.setdefault(scene.digest, []).append(scene)
        self._words = max(1, sum(scenes[0].words for scenes in self._by_digest.values()))
        self._spoken = 0
        self._missing = set(self._by_digest)
        self._fetched_up_to = PLANNED

    @property
    def is_whole(self) -> bool:
        """Whether no scene is missing."""
        return not self._missing

    async def fetch_narrated(self) -> None:
        """Bring the files of scenes that were narrated before."""
        digests = list(self._by_digest)
        for start in range(0, len(digests), _ASKED_AT_ONCE):
            some = digests[start : start + _ASKED_AT_ONCE]
            known = await self._steps.runtime.database.read(
                queries.narrated, self._steps.run.user_id, some
            )
            fetched = [digest for digest, key in known.items() if await self._fetched(digest, key)]
            if fetched:
                await self._use(fetched)
        self._fetched_up_to = self._progress()

    async def check_room(self) -> None:
        """AppError 413 when what is missing, as long as it will be, does not fit the quota."""
        words = sum(self._by_digest[digest][0].words for digest in self._missing)
        more = int(words * _SECONDS_A_WORD * _BYTES_A_SECOND)
        runtime, user_id = self._steps.runtime, self._steps.run.user_id
        quota = runtime.settings.media_quota_bytes
        await runtime.database.read(check_room, user_id, more, quota)

    async def hear(self, told: Told) -> None:
        """The child finished a scene, one of those that share its file, or came further in one."""
        if told.scene is not None:
            digest = self._by_number[told.scene].digest
            if digest in self._missing:
                await to_the_end(self._keep(digest))
        elif told.progress is not None:
            await self._steps.advance(percent(told.progress, self._fetched_up_to, self._last))

    async def _fetched(self, digest: str, key: str) -> bool:
        """Whether the file of a narrated scene is whole and here; one that is not is forgotten."""
        runtime, run = self._steps.runtime, self._steps.run
        path = self._path(digest)
        try:
            await self._steps.job.unless_stopped(fetch(runtime.blobs, key, path))
        except AppError as error:
            if error.status != _NOT_FOUND:
                raise
        if await asyncio.to_thread(is_whole, path):
            return True
        path.unlink(missing_ok=True)
        now = runtime.clock.now()
        await bury(runtime, await self._steps.job.write(running.forget_scene, run, key, now))
        return False

    async def _use(self, digests: Sequence[str]) -> None:
        steps = self._steps
        numbers = [each for digest in digests for each in self._numbers(digest, "was at hand")]
        now = steps.runtime.clock.now()
        await steps.job.write(running.use_scenes, steps.run, digests, numbers, now)
        for digest in digests:
            self._count(digest)
        await steps.advance(self._progress())

    async def _keep(self, digest: str) -> None:
        """Store the file of a scene and write its row; a run that was overtaken leaves nothing."""
        steps, path = self._steps, self._path(digest)
        runtime = steps.runtime
        key = f"{FOLDER}/scenes/{new_id()}"
        await runtime.blobs.put_file(key, path)
        size = (await asyncio.to_thread(path.stat)).st_size
        self._count(digest)
        scene = Scene(digest, key, size, self._numbers(digest, "is narrated"))
        quota, now = runtime.settings.media_quota_bytes, runtime.clock.now()
        try:
            doomed = await steps.job.gain(
                running.keep_scene, steps.run, scene, self._progress(), quota, now
            )
        except (LeaseLost, AppError) as failure:
            if isinstance(failure, LeaseLost) or surely_undone(failure):
                await delete_files(runtime, [key])
            raise
        await bury(runtime, doomed)

    def _numbers(self, digest: str, what: str) -> list[tuple[int, str]]:
        return [
            (scene.number, f"Scene {scene.number} {what}: {scene.title or scene.key}")
            for scene in self._by_digest[digest]
        ]

    def _count(self, digest: str) -> None:
        if digest in self._missing:
            self._missing.discard(digest)
            self._spoken += self._by_digest[digest][0].words

    def _progress(self) -> int:
        return percent(self._spoken / self._words, PLANNED, self._last)

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}.zip"
