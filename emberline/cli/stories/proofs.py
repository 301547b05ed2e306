"""Proofs, as commands show them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from rich.console import Console
from rich.text import Text

from emberline.cli.stories.printing import one_line, open_console
from emberline.cli.stories.reports import Checked, counted, json_of, print_checked, report_fields
from emberline.stories.engine.document import Story
from emberline.stories.engine.prove import EndingFinding, Finding, Proof
from emberline.stories.engine.state import Log

_LISTED_MOST = 40
_MOVES_SHOWN = 6
_VERDICTS = {"reachable": "green", "impossible": "red", "open": "yellow"}


class Proved(NamedTuple):
    """A story with its report, and its proof where there are no errors.

    is_stopped: somebody ended the proof.
    """

    story: Story
    checked: Checked
    proof: Proof | None
    is_stopped: bool

    @property
    def is_sound(self) -> bool:
        """Whether it was proved and nobody gets stuck."""
        return self.proof is not None and not self.proof.soft_locks


def proved_json(proved: Sequence[Proved]) -> str:
    """The proof of the one story, or `{"stories": […]}`; a check's report where it has errors."""
    return json_of([(each.story.title, _fields(each)) for each in proved])


def print_proved(file: Path, proved: Sequence[Proved]) -> None:
    """Print each proof for people, or the findings that keep a story from being proved."""
    console = open_console()
    for each in proved:
        if each.proof is None:
            print_checked(file, [each.checked])
            console.print("It has errors, so that it was not proved.", style="bold")
        else:
            _print_proof(console, each.story, each.proof, is_stopped=each.is_stopped)


def _fields(proved: Proved) -> dict[str, Any]:
    if proved.proof is None:
        return report_fields(proved.checked)
    return msgspec.structs.asdict(proved.proof)


def _print_proof(console: Console, story: Story, proof: Proof, *, is_stopped: bool) -> None:
    console.print(one_line(story.title), style="bold")
    console.print(_extent(proof, is_stopped=is_stopped))
    groups: Mapping[str, Mapping[str, Finding]] = {
        "node": proof.nodes,
        "choice": proof.choices,
        "achievement": proof.achievements,
    }
    for what, findings in groups.items():
        console.print(_tally(what, findings))
    for verdict, heading in (("impossible", "Impossible"), ("open", "Open (not decided)")):
        names = [
            f"{what} {name}"
            for what, findings in groups.items()
            for name in _in_order(story, findings)
            if findings[name].verdict == verdict
        ]
        _print_list(console, heading, names, _VERDICTS[verdict])
    stuck = [f"{lock.node}: {_in_short(lock.witness)}" for lock in proof.soft_locks]
    _print_list(console, "Soft locks (readers get stuck)", stuck, "bold red")
    _print_endings(console, story, proof.endings)
    _print_achievements(console, story, proof.achievements)


def _extent(proof: Proof, *, is_stopped: bool) -> str:
    seen = f"{counted(proof.states, 'state')} seen in {proof.seconds:.1f} s"
    if proof.complete:
        return f"Everything is decided: {seen}."
    if is_stopped:
        return f"Stopped early: {seen}. What is not decided is open."
    return f"Not everything is decided: {seen}. --budget allows more."


def _tally(what: str, findings: Mapping[str, Finding]) -> str:
    verdicts = [finding.verdict for finding in findings.values()]
    counts = [f"{verdicts.count(each):,} {each}" for each in _VERDICTS if each in verdicts]
    return f"{counted(len(findings), what)}: {', '.join(counts)}" if counts else f"0 {what}s"


def _in_order(story: Story, findings: Mapping[str, Finding]) -> list[str]:
    """What was found, by the place of its node in the story."""
    order = {node.key: place for place, node in enumerate(story.nodes)}
    return sorted(findings, key=lambda name: order.get(name.partition("/")[0], 0))


def _print_list(console: Console, heading: str, names: Sequence[str], style: str) -> None:
    if not names:
        return
    console.print(f"{heading}:", style=style)
    for name in names[:_LISTED_MOST]:
        console.print(f"  {one_line(name)}")
    if len(names) > _LISTED_MOST:
        console.print(f"  and {len(names) - _LISTED_MOST:,} more, which --json lists")


def _in_short(witness: Log) -> str:
    """The choices of a witness in a line, those in the middle of a long one left out."""
    steps = list(_steps(witness))
    if len(steps) > _MOVES_SHOWN + 1:
        half = _MOVES_SHOWN // 2
        steps[half:-half] = [f"… {len(steps) - 2 * half} more …"]
    who = f"as {witness.protagonist}: " if witness.protagonist else ""
    return who + (" > ".join(steps) or "at once")


def _steps(witness: Log) -> Iterator[str]:
    for move in witness.moves:
        name = f"{move.node}/{move.choice}" if move.choice is not None else f"{move.node} (puzzle)"
        yield f"{name} ({move.outcome})" if move.outcome else name


def _print_endings(console: Console, story: Story, endings: Mapping[str, EndingFinding]) -> None:
    """The endings, the likeliest first, with their odds under uniform choice."""
    console.print("Endings:", style="bold")
    names = {node.key: node.ending.name if node.ending else node.title for node in story.nodes}
    for key, finding in sorted(endings.items(), key=lambda each: -_share(each[1].odds)):
        line = Text("  ")
        if finding.odds is None:
            line.append(f"{finding.verdict:>10}", _VERDICTS[finding.verdict])
        else:
            line.append(_percent(finding.odds).rjust(10))
        line.append(f"  {one_line(names.get(key) or key)} ")
        line.append(f"({one_line(key)})", "dim")
        if isinstance(finding.odds, str):
            line.append(f"  {finding.odds}", "dim")
        console.print(line)


def _print_achievements(
    console: Console, story: Story, achievements: Mapping[str, Finding]
) -> None:
    if achievements:
        console.print("Achievements:", style="bold")
    for key, finding in achievements.items():
        line = Text("  ")
        line.append(f"{finding.verdict:>10}", _VERDICTS[finding.verdict])
        line.append(f"  {one_line(story.achievements[key].name or key)} ")
        line.append(f"({one_line(key)})", "dim")
        console.print(line)


def _share(odds: str | float | None) -> float:
    return float(Fraction(odds)) if odds is not None else -1.0


def _percent(odds: str | float) -> str:
    share = _share(odds)
    if 0 < share < 0.0001:
        return "< 0.01 %"
    return f"{share:.2%}".replace("%", " %")
