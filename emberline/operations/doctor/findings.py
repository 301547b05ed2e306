"""What the doctor finds, and the checks that it is made of."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

import msgspec

from emberline.kit.runtime import Runtime
from emberline.operations.progress import Note

BATCH = 200
"""Rows or files that one transaction, or one look at the store, is about."""

_USUAL_SWEEP_SECONDS = 3600


class Finding(msgspec.Struct, omit_defaults=True):
    """Something that does not fit together.

    path: the key of a stored file. id: of a row. mended: whether `mend` put it right.
    """

    kind: str
    path: str | None = None
    id: str | None = None
    detail: str | None = None
    mended: bool = False


class Check(Protocol):
    """One thing that the doctor looks for. It may be made, and mended, while servers run."""

    what: str
    """What it looks at, for who watches the progress."""

    async def find(self, runtime: Runtime, note: Note) -> list[Finding]:
        """What is wrong, in bounded batches; nothing is changed."""
        ...

    async def mend(self, runtime: Runtime, findings: Sequence[Finding]) -> None:
        """Put right what can be, in bounded batches, and mark it as mended."""
        ...


def grace(runtime: Runtime) -> timedelta:
    """How long something may wait for the sweep: two of its periods."""
    return timedelta(seconds=2 * (runtime.settings.sweep_seconds or _USUAL_SWEEP_SECONDS))


def batches(findings: Sequence[Finding]) -> list[Sequence[Finding]]:
    """The findings in bounded batches."""
    return [findings[start : start + BATCH] for start in range(0, len(findings), BATCH)]
