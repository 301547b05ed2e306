"""Reports of checks, as commands show them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from emberline.cli.stories.printing import Weight, check_line, import_line, one_line, open_console
from emberline.stories.engine.check import check
from emberline.stories.engine.check.report import CheckReport, Finding, Metrics
from emberline.stories.formats.report import Finding as ImportFinding
from emberline.stories.formats.report import Imported, UnreadableError


class Checked(NamedTuple):
    """The report of one story, and what was found when its file was read."""

    title: str
    report: CheckReport
    imported: Sequence[ImportFinding]


def checked_story(imported: Imported) -> Checked:
    """A story that was read, checked."""
    return Checked(imported.story.title, check(imported.story), imported.findings)


def unreadable_report(title: str, error: UnreadableError) -> Checked:
    """The report of a file of which no story could be made."""
    found = [
        Finding(
            code="too_large" if each.code == "too_large" else "format",
            line=each.line,
            message=each.message,
        )
        for each in error.findings
    ]
    none = dict.fromkeys(Metrics.__struct_fields__, 0)
    metrics = Metrics(**{**none, "errors": len(found)})
    return Checked(
        title, CheckReport(valid=False, errors=tuple(found), warnings=(), metrics=metrics), ()
    )


def as_json_text(checked: Sequence[Checked]) -> str:
    """The report of the one story, or `{"stories": […]}` with a title each."""
    return json_of([(each.title, report_fields(each)) for each in checked])


def json_of(stories: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """What is told of the one story, or of several under their titles, as JSON."""
    if len(stories) == 1:
        return msgspec.json.encode(stories[0][1]).decode()
    several = [{"title": title, **fields} for title, fields in stories]
    return msgspec.json.encode({"stories": several}).decode()


def report_fields(checked: Checked) -> dict[str, Any]:
    """The fields of a report; `findings` only where reading the file found something."""
    fields = msgspec.structs.asdict(checked.report)
    return {**fields, "findings": checked.imported} if checked.imported else fields


def print_checked(file: Path, checked: Sequence[Checked]) -> None:
    """Print each finding on a line of its own, and a summary for each story."""
    console = open_console()
    for each in checked:
        name = str(file) if len(checked) == 1 else f"{file} [{one_line(each.title)}]"
        for noted in each.imported:
            console.print(import_line(name, noted))
        told: list[tuple[Weight, tuple[Finding, ...]]] = [
            ("error", each.report.errors),
            ("warning", each.report.warnings),
        ]
        for weight, findings in told:
            for finding in findings:
                console.print(check_line(name, finding, weight))
        console.print(f"{name}: {summary(each.report)}")


def summary(report: CheckReport) -> str:
    """The metrics of a report in a sentence."""
    metrics = report.metrics
    parts = [
        counted(metrics.nodes, "node"),
        counted(metrics.choices, "choice"),
        counted(metrics.endings, "ending"),
        counted(metrics.words, "word"),
    ]
    parts += [f"{metrics.unreachable_nodes:,} unreachable"] if metrics.unreachable_nodes else []
    parts += [counted(metrics.dead_ends, "dead end")] if metrics.dead_ends else []
    found = [counted(metrics.errors, "error"), counted(metrics.warnings, "warning")]
    told = len(report.errors) + len(report.warnings)
    more = " (not all of them are listed)" if told < metrics.errors + metrics.warnings else ""
    return f"{', '.join(parts)}: {', '.join(found)}{more}."


def counted(number: int, thing: str) -> str:
    """`number` of `thing`, in words: `1 node`, `1,204 nodes`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
