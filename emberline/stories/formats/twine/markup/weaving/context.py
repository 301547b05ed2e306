"""Where a walk through a body stands, and how terms are read there."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from emberline.stories.formats.twine.markup.elements.changes import Assigned
from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Called,
    Constant,
    Term,
    UntranslatedError,
    Variable,
    compared,
    decided,
    has_chance,
    mapped,
    parts_of,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import Body
from emberline.stories.formats.twine.markup.weaving.draft import Draft, Piece
from emberline.stories.formats.twine.markup.weaving.settling import (
    Surroundings,
    distributed,
    settled,
)
from emberline.stories.formats.twine.markup.weaving.writing import written

DEPTH_MOST = 40
"""How deeply bodies may nest, those of pulled-in passages counted."""
_PICK_MOST = 24


class Context(NamedTuple):
    """Where text goes (`pieces`), and what it depends on.

    weave: puts a body where a context stands. condition: what must hold, dated. alternative: of
    which branches this is a part. within: the regions and rewrites around it. is_late: it is what a
    click brings, so that terms are read as they are then. stack: the passages and widgets that are
    being pulled in. contents: what stands between the tags of the widget that is.
    rolls_early: every roll happens on entering.
    """

    draft: Draft
    around: Surroundings
    pieces: list[Piece]
    weave: Callable[[Body, "Context"], None]
    condition: Term = TRUE
    alternative: tuple[int, int] | None = None
    within: tuple[str | int, ...] = ()
    is_late: bool = False
    is_tight: bool = False
    depth: int = 0
    stack: tuple[str, ...] = ()
    contents: Body | None = None
    rolls_early: bool = False

    def read(self, term: Term) -> Term:
        """`term` with all that is known put in, and chance taken before the text is shown."""
        term = settled(term, self.around)
        return self._rolled(term) if has_chance(term) else term

    def dated(self, term: Term) -> Term:
        """`term` as things stand here."""
        return term if self.is_late else self.draft.dated(term)

    def read_condition(self, term: Term) -> Term:
        """`term` as a condition here; one that is `unknown` where it cannot be said."""
        if type(term) is Called and is_unknown(term):
            return term
        try:
            read = distributed(self.read(term))
            if isinstance(read, Constant):
                return TRUE if read.value else FALSE
            if not isinstance(read, Variable):
                self.draft.written(read)
        except UntranslatedError as error:
            return unknown(str(error))
        return self.dated(read)

    def inner(self, pieces: list[Piece]) -> "Context":
        """One level deeper, with text going somewhere else."""
        return self._replace(pieces=pieces, depth=self.depth + 1)

    def with_locals(self, names: Mapping[str, Term], name: str) -> "Context":
        """Within something pulled in by this name."""
        around = self.around._replace(locals={**self.around.locals, **names})
        return self._replace(around=around, stack=(*self.stack, name), depth=self.depth + 1)

    def _rolled(self, term: Term) -> Term:
        return mapped(term, self._roll)

    def _roll(self, part: Term) -> Term:
        match part:
            case Called("random"):
                return self._chance(part)
            case Called("pick", parts):
                if not 0 < len(parts) <= _PICK_MOST:
                    raise UntranslatedError(f"it picks one of more than {_PICK_MOST}")
                rolled = self._chance(Called("random", (Constant(1), Constant(len(parts)))))
                picked = parts[-1]
                for number in range(len(parts) - 1, 0, -1):
                    is_it = compared("==", rolled, Constant(number))
                    picked = decided(is_it, parts[number - 1], picked)
                return picked
            case _:
                return part

    def _chance(self, call: Term) -> Term:
        """A variable that is rolled on entering."""
        written(call, self.draft.library.kinds)
        name = self.draft.fresh("chance", "int")
        self.draft.add(Assigned(name, "", call), TRUE, None, None, 0)
        self.draft.rolls[name] = call
        return Variable(name)


def is_unknown(condition: Term) -> bool:
    """Whether a part of `condition` was not understood."""
    if isinstance(condition, Constant | Variable):
        return False
    return any(type(part) is Called and part.function == "?" for part in parts_of(condition))
