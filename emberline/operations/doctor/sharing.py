"""Whether what the server processes share answers."""

from collections.abc import Sequence

from emberline.kit.runtime import Runtime
from emberline.operations.doctor.findings import Finding
from emberline.operations.progress import Note

SILENT_REDIS = "silent_redis"


class RedisAnswers:
    """The Redis of the settings. Nothing here mends: what it holds may be lost at any time."""

    what = "Asking Redis"

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """See `Check`."""
        url = runtime.settings.redis_url
        if url is None:
            return []
        note(self.what, 0, 0)
        from emberline.kit.redis_server import AWAY, ask  # noqa: PLC0415 (the extra `redis`)

        try:
            await ask(url)
        except AWAY as error:
            told = str(error) or "it took too long"
            return [Finding(SILENT_REDIS, detail=f"Redis does not answer: {told}")]
        return []

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """See `Check`: Redis wants to be started, or `EMBERLINE_REDIS_URL` corrected."""
