"""Names of passages that may be used: each once, and none that is empty or taken by Twine."""

import re
from collections.abc import Iterable

import msgspec

from emberline.stories.formats.report import Finding
from emberline.stories.formats.twine.passages import Passage
from emberline.stories.formats.twine.special import is_special_name

_ENDS_LINE = re.compile(r"[\r\n]")
UNNAMED = "Untitled Passage"
UNTITLED = "Untitled Story"


class Numbering:
    """Names that are free: the one asked for, or it with the next number behind it.

    taken: names that are not free. mark: what stands in front of the number.
    """

    def __init__(self, taken: Iterable[str], mark: str = " ") -> None:
        self._taken = set(taken)
        self._mark = mark
        self._next: dict[str, int] = {}

    def free(self, name: str) -> str:
        """`name`, or the first of `name 2` and so on that is free; it is taken now."""
        found = name
        while found in self._taken:
            number = self._next.get(name, 2)
            self._next[name] = number + 1
            found = f"{name}{self._mark}{number}"
        self._taken.add(found)
        return found


def named_once(passages: list[Passage], above: int) -> tuple[tuple[Passage, ...], list[Finding]]:
    """The passages, each with a name of its own, and what had to be done for it.

    As for Twine's compilers the last of several with one name has it; the earlier ones get a number
    behind theirs, unless the name is a special one, of which only the last counts. above: so many
    lines above a passage's text its name stands.
    """
    last = {passage.name: at for at, passage in enumerate(passages)}
    if len(last) == len(passages) and "" not in last:
        return tuple(passages), []
    numbering = Numbering(last)
    kept, findings = [], []
    for at, passage in enumerate(passages):
        if passage.name and last[passage.name] == at:
            kept.append(passage)
        elif passage.name and is_special_name(passage.name):
            findings.append(_replaced(passage, above))
        else:
            renamed = numbering.free(passage.name or UNNAMED)
            findings.append(_renamed(passage, renamed, above))
            kept.append(msgspec.structs.replace(passage, name=renamed))
    return tuple(kept), findings


def on_one_line(name: str) -> str:
    """`name` without what would end a header's line."""
    return " ".join(line.strip() for line in name.splitlines()) if _ENDS_LINE.search(name) else name


def _replaced(passage: Passage, above: int) -> Finding:
    message = f"`{passage.name}` stands more than once: only the last one counts."
    return Finding(passage.line - above, "duplicate_passage", message)


def _renamed(passage: Passage, name: str, above: int) -> Finding:
    if not passage.name:
        return Finding(
            passage.line - above,
            "unnamed_passage",
            f"The passage has no name; it is called `{name}`.",
        )
    message = (
        f"`{passage.name}` stands more than once: links lead to the last one, and this one is"
        f" called `{name}`."
    )
    return Finding(passage.line - above, "duplicate_passage", message)
