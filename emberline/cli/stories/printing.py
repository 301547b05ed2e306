"""How commands about stories write: in colours on a terminal, as plain lines elsewhere."""

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.text import Text

from emberline.cli.listen import printable

if TYPE_CHECKING:
    from emberline.stories.engine.check.report import Finding
    from emberline.stories.formats.report import Finding as ImportFinding

Weight = Literal["error", "warning", "note"]

_COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_SOFT_HYPHEN = "\u00ad"


def open_console(*, errors: bool = False, width: int | None = None) -> Console:
    """Writes to standard output, or to standard error; lines stay whole unless `width` is given."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter is no reason to stop.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return Console(
        stderr=errors,
        width=width,
        soft_wrap=width is None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def harmless(text: str) -> str:
    """`text` of a story with its lines kept and everything escaped that a terminal would obey."""
    lines = text.replace(_SOFT_HYPHEN, "").expandtabs(4).splitlines()
    return "\n".join(map(printable, lines))


def one_line(text: str) -> str:
    """`text` on one line, harmless to a terminal."""
    return printable(" ".join(text.expandtabs(1).splitlines()).strip())


def check_line(file: str, finding: "Finding", weight: Weight) -> Text:
    """A finding of a check as compilers write it: `file: node/choice line:column error code: …`."""
    place = "/".join(filter(None, (finding.node, finding.choice)))
    within = ":".join(str(each) for each in (finding.line, finding.column) if each is not None)
    return _line(file, f"{place} {within}".strip(), weight, finding.code, finding.message)


def import_line(file: str, finding: "ImportFinding", weight: Weight = "note") -> Text:
    """A finding of a file that was read: `file: line note code: …`."""
    place = "" if finding.line is None else str(finding.line)
    return _line(file, place, weight, finding.code, finding.message)


def _line(file: str, place: str, weight: Weight, code: str, message: str) -> Text:
    return Text.assemble(
        (f"{printable(file)}: ", "dim"),
        (f"{one_line(place)} " if place else "", "bold"),
        (weight, _COLOURS[weight]),
        f" {code}: {one_line(message)}",
    )
