"""Parts of the text that clicks change, and the variables that remember it."""

from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    Constant,
    Term,
    Variable,
    compared,
    denied,
    some,
)
from emberline.stories.formats.twine.markup.weaving.draft import (
    Draft,
    IfPiece,
    Piece,
    RegionPiece,
    Rewrite,
)

_REWRITES_MOST = 40
_REPLACING = frozenset({"replace", "show", "hide"})


class Regions:
    """The regions of a draft with what rewrites them.

    Where clicks bring one text after another to the same place, a number says which one is there;
    else each rewrite is true or false. Rewrites are counted from 0, as in the draft.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._of: dict[str, list[int]] = {}
        self._conditions: dict[int, Term] = {}
        self._effects: dict[int, str] = {}
        self._resets: list[str] = []
        for number, rewrite in enumerate(draft.rewrites):
            numbers = self._of.setdefault(rewrite.region, [])
            if len(numbers) < _REWRITES_MOST:
                numbers.append(number)
            else:
                message = "Only so many texts may come to one place; the last ones are left out."
                draft.tell("too_large", message, rewrite.line)
        for numbers in self._of.values():
            self._remember(numbers)
        self._tell_strays()

    def pieces(self, piece: RegionPiece) -> list[Piece]:
        """The text of a region with all that may stand in its place, or around it."""
        numbers = [number for name in piece.names for number in self._of.get(name, ())]
        first: list[Piece] = [] if piece.is_hidden else piece.pieces
        if not numbers:
            return first
        branches: list[tuple[Term | None, list[Piece]]] = []
        before: list[Piece] = []
        behind: list[Piece] = []
        for number in numbers:
            rewrite, condition = self._draft.rewrites[number], self.condition(number)
            match rewrite.how:
                case "replace":
                    branches.insert(0, (condition, rewrite.pieces))
                case "show":
                    branches.insert(0, (condition, piece.pieces))
                case "hide":
                    branches.insert(0, (condition, []))
                case "append":
                    behind.append(IfPiece([(condition, rewrite.pieces)]))
                case "prepend":
                    before.insert(0, IfPiece([(condition, rewrite.pieces)]))
        middle = [IfPiece([*branches, (None, first)])] if branches else first
        return [*before, *middle, *behind]

    def condition(self, number: int) -> Term:
        """When a rewrite is there (dated, or by its variable)."""
        return self._conditions.get(number, FALSE)

    def is_untouched(self, name: str) -> list[Term]:
        """What must hold for the first text of a region to be there."""
        if name in self._draft.hidden:
            shown = [
                self.condition(number)
                for number in self._of.get(name, ())
                if self._draft.rewrites[number].how == "show"
            ]
            return [some(*shown)]
        replacing = [
            number
            for number in self._of.get(name, ())
            if self._draft.rewrites[number].how in _REPLACING
        ]
        return [denied(self.condition(number)) for number in replacing]

    def effect(self, number: int) -> str | None:
        """What makes a rewrite be there; None for one that no click brings."""
        return self._effects.get(number)

    def resets(self) -> list[str]:
        """What makes everything be as it is at first."""
        return self._resets

    def strays(self) -> list[Piece]:
        """The rewrites of regions that are elsewhere, or nowhere: they stand at the end."""
        return [
            RegionPiece((name,), [])
            for name, numbers in self._of.items()
            if name not in self._draft.regions
            and any(self._draft.rewrites[number].pieces for number in numbers)
        ]

    def _tell_strays(self) -> None:
        for name, numbers in self._of.items():
            if name not in self._draft.regions and not name.startswith("\0"):
                message = (
                    f"There is no part of this text named `{name}`: what changes it is at its end."
                )
                self._draft.tell("region_missing", message, self._rewrite(numbers[0]).line)

    def _remember(self, numbers: list[int]) -> None:
        """Give the rewrites of a region that clicks bring the variables that remember them."""
        clicked = [each for each in numbers if self._draft.rewrites[each].condition is None]
        replacing = [each for each in clicked if self._rewrite(each).how in _REPLACING]
        if len(replacing) > 1:
            name = self._draft.fresh("text", "int")
            self._resets.append(f"{name} = 0")
            for place, number in enumerate(replacing, 1):
                self._conditions[number] = compared("==", Variable(name), Constant(place))
                self._effects[number] = f"{name} = {place}"
        for number in numbers:
            condition = self._rewrite(number).condition
            if condition is not None:
                self._conditions[number] = condition
            elif number not in self._conditions:
                name = self._draft.fresh("opened", "bool")
                self._resets.append(f"{name} = false")
                self._conditions[number] = Variable(name)
                self._effects[number] = f"{name} = true"

    def _rewrite(self, number: int) -> Rewrite:
        return self._draft.rewrites[number]
