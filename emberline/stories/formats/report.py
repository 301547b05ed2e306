"""What reading and writing a format gives: stories, and what could not be carried over."""

import msgspec

from emberline.stories.engine.document import Story


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Something that could not be carried over, or was not as it should be.

    line: of the text that was read (the first is 1), or None where there is none. code: a stable
    slug. message: what was found and, where there is something to do, what to do.
    """

    line: int | None
    code: str
    message: str


class Reachable(msgspec.Struct, frozen=True):
    """The share of passages (0 to 1) that links lead to from the start: in the source, and in the
    story made of it."""

    before: float
    after: float


class Imported(msgspec.Struct, frozen=True):
    """One story of a text, with what was lost on the way."""

    story: Story
    findings: tuple[Finding, ...]
    reachable: Reachable


class Exported(msgspec.Struct, frozen=True):
    """A story as text of a format, with what this format cannot hold (lines are None)."""

    text: str
    findings: tuple[Finding, ...]


class UnreadableError(ValueError):
    """A text of which no story could be made."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings
