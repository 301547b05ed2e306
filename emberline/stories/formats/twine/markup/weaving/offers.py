"""The choices of a scene: its links, fields and passages that come by themselves."""

from emberline.stories.formats.twine.markup.elements.changes import Assigned
from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Called,
    Constant,
    Decided,
    Term,
    UntranslatedError,
    denied,
    every,
    holds,
    mapped,
    some,
)
from emberline.stories.formats.twine.markup.scene import Link
from emberline.stories.formats.twine.markup.weaving.context import is_unknown
from emberline.stories.formats.twine.markup.weaving.dating import Dating
from emberline.stories.formats.twine.markup.weaving.draft import (
    Draft,
    DraftWay,
    Outcome,
    Piece,
    RegionPiece,
    names_in,
    written_names,
)
from emberline.stories.formats.twine.markup.weaving.effects import effects_of
from emberline.stories.formats.twine.markup.weaving.happening import Leaving
from emberline.stories.formats.twine.markup.weaving.layout import Layout, text_of
from emberline.stories.formats.twine.markup.weaving.regions import Regions

_NOTHING = [Leaving(TRUE, ())]
# Conditions and effects of all choices of one scene, so that a scene stays in proportion to its
# source: one condition around thousands of links is written thousands of times.
_CHARACTERS_MOST = 400_000
_FORCED_MOST = 40


class Offers:
    """Makes the choices of one draft."""

    def __init__(
        self,
        draft: Draft,
        dating: Dating,
        leaving: list[Leaving],
        regions: Regions,
        layout: Layout,
    ) -> None:
        self._draft = draft
        self._dating = dating
        self._leaving = leaving or _NOTHING
        self._regions = regions
        self._layout = layout
        self._characters = 0
        self._conditions: dict[Term, str | None] = {}
        self._places: dict[str, list[Piece]] = {}

    def links(self) -> tuple[Link, ...]:
        """All choices, in the order of the text."""
        ways = self._draft.ways
        timed = next((way for way in ways if way.is_going and way.seconds is not None), None)
        forced = _forced(ways)
        others = len(ways) - len(forced) - (timed is not None)
        seconds = timed.seconds if timed is not None and others else None
        gone = some(*(each.condition for each in forced)) if forced else FALSE
        stays: Term = TRUE
        links: list[Link] = []
        for way in ways:
            if way.is_going and way.seconds is None:
                links += self._of(way, stays, is_default=False, seconds=None)
                stays = every(stays, denied(way.condition))
                if len(forced) == _FORCED_MOST and way is forced[-1]:
                    stays = FALSE
            else:
                is_default = way is timed and bool(others)
                links += self._of(way, denied(gone), is_default=is_default, seconds=seconds)
        return tuple(links)

    def _of(
        self, way: DraftWay, stays: Term, *, is_default: bool, seconds: float | None
    ) -> list[Link]:
        """The choices that a way is, one for each case; none where another passage always comes."""
        links: list[Link] = []
        for outcome in way.outcomes:
            leaving = self._leaving if outcome.target is not None else _NOTHING
            for case in leaving:
                whole = every(stays, *self._needed(way), outcome.condition, case.condition)
                condition = self._condition(whole, way)
                if condition is None:
                    continue
                effects = self._effects(outcome, case)
                self._characters += len(condition) + sum(map(len, effects))
                if self._characters > _CHARACTERS_MOST:
                    message = (
                        "The choices of this passage are too much; the last ones are left out."
                    )
                    self._draft.tell("too_large", message, way.line)
                    return links
                links.append(self._link(way, outcome, condition, effects, is_default, seconds))
        return links

    def _link(
        self,
        way: DraftWay,
        outcome: Outcome,
        condition: str,
        effects: list[str],
        is_default: bool,
        seconds: float | None,
    ) -> Link:
        target = outcome.target
        text = text_of(self._text(way), self._layout)
        return Link(
            text=text or (str(target.value) if isinstance(target, Constant) else "Continue"),
            target=str(target.value) if isinstance(target, Constant) else "",
            line=way.line,
            condition=condition or None,
            effects=tuple(effects),
            once=way.once,
            timer=None if is_default else seconds,
            default=is_default,
            setter=way.setter,
            stays=target is None,
        )

    def _needed(self, way: DraftWay) -> list[Term]:
        """What must hold for a way to be there at all."""
        needed = [way.condition]
        for place in way.within:
            if isinstance(place, int):
                needed.append(self._regions.condition(place))
            else:
                needed += self._regions.is_untouched(place)
        if way.until is not None:
            needed.append(denied(self._regions.condition(way.until)))
        return needed

    def _condition(self, whole: Term, way: DraftWay) -> str | None:
        """The condition as text, "" for one that always holds; None for one that never does."""
        if isinstance(whole, Constant):
            return "" if whole.value else None
        if whole not in self._conditions:
            self._conditions[whole] = self._said(whole, way)
        return self._conditions[whole]

    def _said(self, whole: Term, way: DraftWay) -> str | None:
        if is_unknown(whole):
            whole = mapped(whole, _without_unknown)
        try:
            whole = self._dating.at_end(whole)
            if isinstance(whole, Constant):
                return "" if whole.value else None
            return self._layout.written(whole)
        except UntranslatedError as error:
            message = f"The condition of a choice is left out: {error}."
            self._draft.tell("expression_untranslated", message, way.line)
            return ""

    def _effects(self, outcome: Outcome, case: Leaving) -> list[str]:
        effects: list[str] = []
        changed: set[str] = set()
        for change in case.changes:
            effects += effects_of(change, self._draft.library)
        for change, source, line in outcome.changes:
            try:
                if outcome.target is None and isinstance(change, Assigned):
                    self._must_be_there(change.value)
                effects += effects_of(change, self._draft.library)
                changed.update(written_names(change, self._draft.library))
            except UntranslatedError as error:
                message = f"`{source[:80]}` is left out: {error}."
                self._draft.tell("effect_untranslated", message, line)
        for number in outcome.rewrites:
            effect = self._regions.effect(number)
            effects += [effect] if effect and effect not in effects else []
        if outcome.target is None:
            effects += self._anew(changed, outcome)
        return effects

    def _must_be_there(self, value: Term) -> None:
        """What a click in the scene reads must have happened, and not be put off until leaving."""
        if holds(self._dating.value_at_end(value), Decided) and not holds(value, Decided):
            raise UntranslatedError("it depends on what happens on leaving")

    def _anew(self, changed: set[str], outcome: Outcome) -> list[str]:
        """What a click that stays here makes anew: rolls that it used, and values that the text
        shows by a name of their own."""
        used = names_in(outcome.condition)
        for change, _, _ in outcome.changes:
            used |= names_in(change.value) if isinstance(change, Assigned) else set()
        effects = [
            effect
            for name, call in self._draft.rolls.items()
            if name in used
            for effect in effects_of(Assigned(name, "", call), self._draft.library)
        ]
        for name, value in self._draft.shown.items():
            if names_in(value) & changed:
                effects += effects_of(Assigned(name, "", value), self._draft.library)
        return effects

    def _text(self, way: DraftWay) -> list[Piece]:
        if way.place is None:
            return way.text
        if not self._places:
            _gather(self._draft.pieces, self._places)
        return self._places.get(way.place) or [way.place.removeprefix("?")]


def _forced(ways: list[DraftWay]) -> list[DraftWay]:
    """The passages that come at once, up to one that always does."""
    forced: list[DraftWay] = []
    for way in ways:
        if way.is_going and way.seconds is None:
            forced.append(way)
            if way.condition == TRUE or len(forced) == _FORCED_MOST:
                break
    return forced


def _without_unknown(part: Term) -> Term:
    return TRUE if isinstance(part, Called) and part.function == "?" else part


def _gather(pieces: list[Piece], found: dict[str, list[Piece]]) -> None:
    """The pieces of all regions, by their names."""
    waiting = list(pieces)
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, RegionPiece):
            found.update(dict.fromkeys(piece.names, piece.pieces))
        waiting.extend(getattr(piece, "pieces", ()))
        for _, inner in getattr(piece, "branches", ()):
            waiting.extend(inner)
