"""The clean-up of generations: what expired, lost its story, or is gone on with by nobody."""

from emberline.generations.service import ending
from emberline.kit.runtime import Runtime
from emberline.media.jobs import bury


async def sweep_generations(runtime: Runtime) -> int:
    """Fail what was abandoned, delete what is spent, in bounded batches; how many files went.

    Several processes may do this at once.
    """
    now = runtime.clock.now()
    swept = 0
    while await runtime.database.write(ending.give_up_abandoned, now):
        """A batch at a time."""
    while (keys := await runtime.database.write(ending.delete_spent, now)) is not None:
        await bury(runtime, keys)
        swept += len(keys)
    return swept
