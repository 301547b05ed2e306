"""What a new user's plays as a guest have earned, counted after the signup."""

from emberline.kit.jobs import RunningJob
from emberline.kit.runtime import Runtime
from emberline.stories.service.playables import play_write
from emberline.stories.service.plays.guests import claimed_plays, count_claimed


async def count_claimed_plays(runtime: Runtime, job: RunningJob) -> None:
    """Give the user (the job's subject) what the plays that they took over have earned.

    Each play in a transaction of its own that also says so; a rerun goes on with the rest.
    """
    for play_id in await runtime.database.read(claimed_plays, job.subject):
        now = runtime.clock.now()
        await play_write(runtime.database, count_claimed, job.subject, play_id, now)
