"""A finished draft made a scene."""

from emberline.stories.formats.twine.markup.elements.terms import Term, UntranslatedError
from emberline.stories.formats.twine.markup.scene import Scene
from emberline.stories.formats.twine.markup.weaving.dating import Dating
from emberline.stories.formats.twine.markup.weaving.draft import (
    Draft,
    Piece,
    RegionPiece,
    written_names,
)
from emberline.stories.formats.twine.markup.weaving.happening import Happened, happened
from emberline.stories.formats.twine.markup.weaving.layout import content_of
from emberline.stories.formats.twine.markup.weaving.offers import Offers
from emberline.stories.formats.twine.markup.weaving.regions import Regions
from emberline.stories.formats.twine.markup.weaving.sparing import without_unused


def finished(draft: Draft, *, is_first: bool) -> Scene:
    """The scene of `draft`. is_first: nothing happened in the story before."""
    regions = Regions(draft)
    dating = Dating(draft, _changed_here(draft))
    said = happened(draft, dating, is_first=is_first)
    layout = _Layout(draft, dating, said, regions)
    content = content_of([*draft.pieces, *regions.strays()], layout)
    choices = Offers(draft, dating, said.leaving, regions, layout).links()
    # What the text and the choices need copies of is known only now.
    effects = [*regions.resets(), *said.in_order(draft, dating)]
    return Scene(
        content=content,
        on_enter=without_unused(effects, content, choices),
        choices=choices,
        findings=tuple(sorted(draft.findings.values(), key=lambda each: each.line or 0)),
        pictures=tuple(draft.pictures),
    )


def _changed_here(draft: Draft) -> set[str]:
    """What clicks change that do not leave the scene."""
    names: set[str] = set()
    for way in draft.ways:
        for outcome in way.outcomes:
            if outcome.target is None:
                for change, _, _ in outcome.changes:
                    names.update(written_names(change, draft.library))
    return names


class _Layout:
    """How the pieces of one draft are said."""

    def __init__(self, draft: Draft, dating: Dating, said: Happened, regions: Regions) -> None:
        self._draft = draft
        self._dating = dating
        self._said = said
        self._regions = regions

    def read(self, condition: Term) -> Term:
        try:
            return self._dating.at_end(condition)
        except UntranslatedError as error:
            self.failed(str(error))
            return condition

    def value(self, term: Term) -> Term:
        try:
            return self._dating.value_at_end(term)
        except UntranslatedError as error:
            self.failed(str(error))
            return term

    def written(self, condition: Term) -> str:
        return self._draft.written(condition)

    def named(self, value: Term) -> str:
        try:
            return self._dating.named(value)
        except UntranslatedError as error:
            self.failed(str(error))
            return ""

    def region(self, piece: RegionPiece) -> list[Piece]:
        return self._regions.pieces(piece)

    def step(self, number: int) -> str:
        return (self._draft.steps[number].source or "") if number in self._said.lost else ""

    def failed(self, why: str) -> None:
        message = f"A condition in the text is left out: {why}."
        self._draft.tell("expression_untranslated", message, 0)
