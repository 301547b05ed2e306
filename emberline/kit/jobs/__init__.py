"""Jobs: a row with a lease is the intent, a bell that may be lost or repeated is the doorbell."""

from emberline.kit.jobs.bell import Answer, Bell, MemoryBell
from emberline.kit.jobs.intents import (
    Ring,
    cancel,
    cancel_about,
    ensure_periodic,
    forget_finished,
    request,
    retry,
)
from emberline.kit.jobs.lifecycle import ATTEMPTS, LEASE, SEATS, JobStatus
from emberline.kit.jobs.rows import Job, is_live
from emberline.kit.jobs.runner import Handler, Runner, RunningJob, Stopped, to_the_end
from emberline.kit.jobs.runs import GivenUp, LeaseLost
from emberline.kit.jobs.sweep import sweep_until

__all__ = [
    "ATTEMPTS",
    "LEASE",
    "SEATS",
    "Answer",
    "Bell",
    "GivenUp",
    "Handler",
    "Job",
    "JobStatus",
    "LeaseLost",
    "MemoryBell",
    "Ring",
    "Runner",
    "RunningJob",
    "Stopped",
    "cancel",
    "cancel_about",
    "ensure_periodic",
    "forget_finished",
    "is_live",
    "request",
    "retry",
    "sweep_until",
    "to_the_end",
]
