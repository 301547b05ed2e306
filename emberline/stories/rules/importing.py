"""What keeps a story out of an import, and what of its report is told."""

from collections.abc import Sequence

import msgspec

from emberline.stories.engine.document import Story
from emberline.stories.formats.report import Finding, Imported, Reachable
from emberline.stories.formats.severity import Severity, severity_of
from emberline.stories.rules.storable import TITLE_MOST, problems_of

STORIES_MOST = 1_000
"""Stories that are made of one file."""

TOLD_MOST = 200
"""Findings that are told of one story."""

UNTITLED = "Untitled"

BROKEN_ROWS = frozenset(
    {
        "bad_value",
        "conflict",
        "extra_cells",
        "missing_node",
        "no_choice",
        "quote",
        "short_row",
        "syntax",
    }
)
"""Codes of CSV rows of which something would be lost, or that do not parse.

A target that is no node and a name that is not declared are none: drafts may hold them.
"""


class Told(Finding, frozen=True, gc=False):
    """A finding as its author is told of it."""

    severity: Severity


class Report(msgspec.Struct, frozen=True):
    """What was found in a story, and the share of its passages that links lead to."""

    findings: tuple[Told, ...]
    reachable: Reachable | msgspec.UnsetType = msgspec.UNSET


class Judged(msgspec.Struct, frozen=True):
    """A story that was read: its title as lists show it, what was found, and itself.

    document: None where it is left out.
    """

    title: str
    report: Report
    document: Story | None


def judged(name: str, imported: Imported) -> Judged:
    """A story out of the file `name`: kept whole, or left out with the reasons first."""
    story = imported.story
    reasons = [
        Finding(None, each.code, _sentence(each.field, each.message)) for each in problems_of(story)
    ]
    if name.lower().endswith(".csv"):
        reasons += [each for each in imported.findings if each.code in BROKEN_ROWS]
    chosen = set(map(id, reasons))
    others = [each for each in imported.findings if id(each) not in chosen]
    report = Report(told(reasons, others), imported.reachable)
    return Judged(shown_title(story.title), report, None if reasons else story)


def unread(name: str, findings: Sequence[Finding]) -> Judged:
    """What is told of a file of which no story could be made."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    if len(findings) > 1 and not name.lower().endswith(".json"):
        # Other readers tell last why they gave up, after what they found on the way.
        findings = (findings[-1], *findings[:-1])
    report = Report(told(findings[:1], findings[1:]))
    return Judged(shown_title(stem[0] or stem[2]), report, None)


def shown_title(title: str) -> str:
    """`title` as a list can hold it, whatever it is made of."""
    plain = title.replace("\x00", "").encode(errors="replace").decode()
    return " ".join(plain.split())[:TITLE_MOST] or UNTITLED


def told(reasons: Sequence[Finding], others: Sequence[Finding]) -> tuple[Told, ...]:
    """The first of the reasons to leave a story out, then of the others; a last counts the rest."""
    first = [_told(each, "wrong") for each in reasons[:TOLD_MOST]]
    first += [_told(each, severity_of(each.code)) for each in others[: TOLD_MOST - len(first)]]
    more = len(reasons) + len(others) - len(first)
    if more:
        counted = Finding(None, "more_findings", f"There are {more:,} findings more.")
        first.append(_told(counted, severity_of(counted.code)))
    return tuple(first)


def _told(finding: Finding, severity: Severity) -> Told:
    message = finding.message.encode(errors="replace").decode()[:1_000]
    return Told(finding.line, finding.code, message, severity)


def _sentence(field: str, message: str) -> str:
    return f"{field}: {message}" if field else message
