"""The clean-up of what is said again and again by a story's people, and over soon."""

from emberline.kit.runtime import Runtime
from emberline.stories.service.presence import forget_absent
from emberline.stories.service.suggestions import forget_uses


async def sweep_people(runtime: Runtime) -> int:
    """Forget who is no longer present, and how many suggestions were asked for on past days.

    Bounded batches; returns how many rows went.
    """
    now = runtime.clock.now()
    swept = 0
    for forget in (forget_absent, forget_uses):
        while gone := await runtime.database.write(forget, now):
            swept += gone
    return swept
