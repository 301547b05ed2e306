"""A scene while it is being made: what is shown, what happens, what can be clicked.

Terms in a draft are dated: they say how many steps happened before the place where they are read,
because our effects all run before the text is shown.
"""

from typing import Literal

import msgspec

from emberline.stories.formats.report import Finding
from emberline.stories.formats.twine.markup.elements.changes import (
    Added,
    Assigned,
    Change,
    Removed,
    each_part,
)
from emberline.stories.formats.twine.markup.elements.terms import (
    Called,
    Constant,
    Dated,
    Kind,
    Term,
    UntranslatedError,
    Variable,
    parts_of,
)
from emberline.stories.formats.twine.markup.elements.tree import Body
from emberline.stories.formats.twine.markup.scene import Dialect, Library
from emberline.stories.formats.twine.markup.weaving.settling import item_of, items_of
from emberline.stories.formats.twine.markup.weaving.writing import written_condition

_ONCE = frozenset({"timing_dropped", "presentation_dropped", "media_dropped", "code_dropped"})


class ValuePiece(msgspec.Struct, frozen=True, gc=False):
    """A value in the text."""

    term: Term


class IfPiece(msgspec.Struct, frozen=True, gc=False):
    """Text by conditions, of which the first that holds counts."""

    branches: list[tuple[Term | None, list["Piece"]]]


class LinkPiece(msgspec.Struct, frozen=True, gc=False):
    """The text of a link, which stays where it is a part of a sentence."""

    pieces: list["Piece"]


class RegionPiece(msgspec.Struct, frozen=True, gc=False):
    """A part of the text that clicks change."""

    names: tuple[str, ...]
    pieces: list["Piece"]
    is_hidden: bool = False


class StepPiece(msgspec.Struct, frozen=True, gc=False):
    """Where a step stands in the text: its source is shown there if it cannot be carried over."""

    step: int


Piece = str | ValuePiece | IfPiece | LinkPiece | RegionPiece | StepPiece


class Step(msgspec.Struct, frozen=True, gc=False):
    """Something that happens on entering, where `condition` (dated) holds.

    value: what an assignment gives, dated. alternative: of which branches it is a part, so that
    steps of two of them never happen both. source: None for what the translation itself adds.
    """

    change: Change
    condition: Term
    value: Term
    alternative: tuple[int, int] | None
    source: str | None
    line: int


class Rewrite(msgspec.Struct, gc=False):
    """Another text for a region: when a click happened (`condition` is None), or at once where
    `condition` (dated) holds."""

    region: str
    how: Literal["replace", "append", "prepend", "show", "hide"]
    pieces: list[Piece]
    line: int
    condition: Term | None = None


class Outcome(msgspec.Struct, gc=False):
    """What a click does where `condition` holds."""

    condition: Term
    changes: list[tuple[Change, str, int]] = []
    target: Term | None = None
    rewrites: list[int] = []


class DraftWay(msgspec.Struct, gc=False):
    """Something to click.

    within: the regions whose first text it stands in, and the numbers of the rewrites that bring
    it. until: the number of a rewrite after which it is gone. place: the region that is the link.
    is_going: it is no link but comes at once, or when `seconds` are over.
    """

    text: list[Piece]
    outcomes: list[Outcome]
    condition: Term
    within: tuple[str | int, ...]
    line: int
    until: int | None = None
    setter: str | None = None
    once: bool = False
    place: str | None = None
    seconds: float | None = None
    is_going: bool = False


class Draft:
    """All of a scene so far."""

    def __init__(self, library: Library, dialect: Dialect, line: int) -> None:
        self.library = library
        self.dialect = dialect
        self.line = line
        self.allowance = library.allowance
        self.pieces: list[Piece] = []
        self.steps: list[Step] = []
        self.ways: list[DraftWay] = []
        self.findings: dict[tuple[str, str, int], Finding] = {}
        self.pictures: dict[str, None] = {}
        self.regions: set[str] = set()
        self.hidden: set[str] = set()
        self.rewrites: list[Rewrite] = []
        self.writes: dict[str, list[int]] = {}
        self.shown: dict[str, Term] = {}
        self.rolls: dict[str, Term] = {}
        self.bodies: dict[str, Body] = {}
        self._made: dict[str, int] = {}
        self._texts: dict[Term, str] = {}
        self._counted = 0

    def written(self, condition: Term) -> str:
        """`condition`, which is not dated, as text. UntranslatedError."""
        text = self._texts.get(condition)
        if text is None:
            text = self._texts[condition] = written_condition(condition, self.library.kinds)
        return text

    def tell(self, code: str, message: str, line: int) -> None:
        """Report something, once; what is only about looks and time once a scene. line: 0 where
        there is none of its own."""
        key = (code, "", 0) if code in _ONCE else (code, message, line)
        self.findings.setdefault(key, Finding(line or self.line, code, message))

    def fresh(self, stem: str, kind: Kind | None) -> str:
        """A variable that the story does not have: `chance_1`, `chance_2`, …"""
        library = self.library
        if not self._made:
            library = self.library = msgspec.structs.replace(library, kinds=dict(library.kinds))
        while True:
            self._made[stem] = number = self._made.get(stem, 0) + 1
            name = f"{stem}_{number}"
            if name not in library.names:
                break
        if kind is not None:
            assert isinstance(library.kinds, dict)
            library.kinds[name] = kind
        return name

    def number(self) -> int:
        """A number that was not given yet."""
        self._counted += 1
        return self._counted

    def add(
        self,
        change: Change,
        condition: Term,
        alternative: tuple[int, int] | None,
        source: str | None,
        line: int,
    ) -> int:
        """Have something happen behind all that happens so far; its number."""
        number = len(self.steps)
        value = self.dated(change.value) if isinstance(change, Assigned) else Constant(None)
        self.steps.append(Step(change, condition, value, alternative, source, line))
        for name in written_names(change, self.library):
            self.writes.setdefault(name, []).append(number)
        return number

    def dated(self, term: Term) -> Term:
        """`term` as things are now."""
        return term if isinstance(term, Constant) else Dated(term, len(self.steps))


def item_name(item: str) -> str:
    """An item among the names that are written."""
    return f"\1{item}"


def names_in(term: Term) -> set[str]:
    """The variables and items that `term` is about."""
    names: set[str] = set()
    for part in parts_of(term):
        match part:
            case Variable(name):
                names.add(name)
            case Called("has" | "count", (Constant(item), *_)):
                names.add(item_name(str(item)))
    return names


def written_names(change: Change, library: Library) -> list[str]:
    """The variables and items that a change writes."""
    try:
        if isinstance(change, Assigned) and change.name in library.indexed:
            return [each.name for each in each_part(change)]
        if change.name not in library.lists:
            return [change.name]
        if isinstance(change, Added | Removed):
            return [item_name(item_of(change.name, part, library)) for part in change.parts]
        return [item_name(item) for item in items_of(change.name, library)]
    except UntranslatedError:
        return []
