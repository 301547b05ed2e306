"""Jobs: a row with a lease is the intent, a bell that may be lost or repeated is the doorbell."""

from emberline.kit.jobs.bell import Answer, Bell, MemoryBell
from emberline.kit.jobs.intents import (
    Ring,
    cancel,
    ensure_periodic,
    forget_finished,
    request,
    retry,
)
from emberline.kit.jobs.lifecycle import ATTEMPTS, LEASE, SEATS, Status
from emberline.kit.jobs.rows import Job
from emberline.kit.jobs.runner import Handler, Runner, RunningJob, Stopped
from emberline.kit.jobs.runs import LeaseLost
from emberline.kit.jobs.sweep import sweep_until

__all__ = [
    "ATTEMPTS",
    "LEASE",
    "SEATS",
    "Answer",
    "Bell",
    "Handler",
    "Job",
    "LeaseLost",
    "MemoryBell",
    "Ring",
    "Runner",
    "RunningJob",
    "Status",
    "Stopped",
    "cancel",
    "ensure_periodic",
    "forget_finished",
    "request",
    "retry",
    "sweep_until",
]
