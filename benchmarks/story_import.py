"""Reading large files of each format, in a process of its own.

Claims: a Twine file of 5 MB of usual passages within 2 s of CPU time, and a peak of memory of at
most 10 times the file above what the process holds before. The floor is Python's own parser of
HTML, which does nothing with what it reads.
"""

import html
import resource
import subprocess
import sys
import time
from html.parser import HTMLParser

from benchmarks.support import rounds as shown
from benchmarks.support.options import options

SECONDS = 2.0
MEMORY = 10.0

_MEGABYTES = 5
_PROSE = (
    "The lane went down between two walls, and at the foot of it somebody had left a cart with one "
    "wheel. It had rained since noon. You counted the windows that were lit, //three//, and "
    "thought of what the ferryman had said about them, which was nothing, and how long he had "
    "taken over it.\n\n"
)
_MACROS = (
    "<<if $gold gte 3>>The guard nods at your purse.<<else>>The guard looks past you.<</if>>\n"
    "<<set $gold to $gold + 1>>\n[[Go on->P{a}]]\n[[Turn back->P{b}]]\n"
    "<<if $gold gte 5>>[[Pay the guard->P{c}][$gold to 0]]<</if>>"
)
_KINDS = {"usual": _PROSE * 4 + _MACROS, "dense": "You are in passage {n}. " + _MACROS}
"""Passages as most stories have them, mostly text; and such that are mostly macros."""


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2])
        return
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    for kind in _KINDS:
        _measure(kind, chosen.rounds)


def _measure(kind: str, rounds: int) -> None:
    seconds: dict[str, list[float]] = {"emberline": [], "floor": []}
    memory: list[float] = []
    for _ in range(rounds):
        command = [sys.executable, "-m", "benchmarks.story_import", "--child", kind]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        ours, floor, peak = map(float, done.stdout.split())
        seconds["emberline"].append(ours)
        seconds["floor"].append(floor)
        memory.append(peak)
    print(f"A Twine file of {_MEGABYTES} MB, {kind} passages")
    shown.table(seconds, "s")
    shown.figure("reading it / floor", shown.ratio(seconds, "emberline", "floor"))
    if kind == "usual":
        shown.at_most("reading it, CPU time", min(seconds["emberline"]), SECONDS, "s")
    shown.at_most("peak memory / file", max(memory), MEMORY)


def _child(kind: str) -> None:
    from emberline.stories.formats.registry import read  # noqa: PLC0415 (before is measured)

    data = _twine(_KINDS[kind], _MEGABYTES * 1_000_000).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    (imported,) = read("large.html", data)
    took = time.process_time() - began
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert len(imported.story.nodes) > 1_000
    began = time.process_time()
    HTMLParser().feed(data.decode())
    print(took, time.process_time() - began, peak / len(data))


def _twine(body: str, size: int) -> str:
    """A Twine 2 file of about `size` bytes."""
    number = size // (len(html.escape(body)) + 90)
    passages = []
    for n in range(1, number + 1):
        text = body.format(n=n, a=n % number + 1, b=max(n - 1, 1), c=(n * 7) % number + 1)
        passages.append(
            f'<tw-passagedata pid="{n}" name="P{n}" tags="" position="{n},{n}" size="100,100">'
            f"{html.escape(text)}</tw-passagedata>"
        )
    return (
        '<tw-storydata name="Large" startnode="1" ifid="6AC1A7C6-5B5C-4B6E-9C3E-0D6A2A3B4C5D" '
        'format="SugarCube" format-version="2.36.1" hidden>' + "".join(passages) + "</tw-storydata>"
    )


if __name__ == "__main__":
    main()
