"""What happens on entering a scene, as effects; and what has to wait until it is left.

A change on a condition that no effect can say happens on leaving: every way out is split by the
condition, and what the scene itself says of the variable goes by the condition, too.
"""

from itertools import product
from math import prod
from typing import NamedTuple

from emberline.stories.formats.twine.markup.elements.changes import Assigned, Change
from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Term,
    UntranslatedError,
    Variable,
    denied,
    every,
)
from emberline.stories.formats.twine.markup.weaving.dating import Dating
from emberline.stories.formats.twine.markup.weaving.draft import (
    Draft,
    Step,
    names_in,
    written_names,
)
from emberline.stories.formats.twine.markup.weaving.effects import effects_of, guarded
from emberline.stories.formats.twine.markup.weaving.writing import written_condition

_VARIANTS_MOST = 12


class Leaving(NamedTuple):
    """Changes that happen on leaving, where `condition` holds."""

    condition: Term
    changes: tuple[Change, ...]


class Happened(NamedTuple):
    """said: the effects of each step. lost: steps that could not be said. leaving: all cases of
    what happens on leaving besides what a link says."""

    said: dict[int, list[str]]
    lost: set[int]
    leaving: list[Leaving]

    def in_order(self, draft: Draft, dating: Dating) -> list[str]:
        """All effects on entering, copies of what changes among them."""
        effects: list[str] = []
        for number in range(len(draft.steps) + 1):
            effects += dating.before.get(number, [])
            effects += self.said.get(number, [])
        return effects


def happened(draft: Draft, dating: Dating, *, is_first: bool) -> Happened:
    """All steps of `draft` as effects. is_first: nothing happened in the story before."""
    said: dict[int, list[str]] = {}
    lost: set[int] = set()
    waiting = _Waiting(draft, dating)
    for number, step in enumerate(draft.steps):
        try:
            effects = _on_entering(number, step, dating, is_first=is_first)
            if effects is None:
                waiting.put_off(number, step)
            else:
                said[number] = effects
        except UntranslatedError as error:
            lost.add(number)
            _tell(draft, step, str(error))
    return Happened(said, lost, waiting.cases(lost))


def _on_entering(number: int, step: Step, dating: Dating, *, is_first: bool) -> list[str] | None:
    """A step as effects; None: it has to wait. UntranslatedError where that is not possible."""
    draft = dating.draft
    condition = dating.at_step(step.condition, number)
    if condition == FALSE:
        return []
    reads = names_in(step.value)
    names = set(written_names(step.change, draft.library))
    if any(dating.is_deferred(name, number) for name in reads - names):
        raise UntranslatedError("it depends on what happens later")
    if any(dating.is_deferred(name, number) for name in names):
        is_new = (
            condition == TRUE and isinstance(step.change, Assigned) and not step.change.operator
        )
        if not is_new or reads & names:
            return None
    if condition == TRUE:
        return effects_of(step.change, draft.library, is_first=is_first)
    return guarded(step.change, condition, draft.library)


class _Waiting:
    """The steps that have to wait."""

    def __init__(self, draft: Draft, dating: Dating) -> None:
        self._draft = draft
        self._dating = dating
        self._met: dict[Term, Term] = {}
        self._groups: dict[tuple[int, Term], list[Term]] = {}

    def put_off(self, number: int, step: Step) -> None:
        """Have a step happen on leaving. UntranslatedError where clicks in the scene would see."""
        names = written_names(step.change, self._draft.library)
        if self._dating.late.intersection(names):
            raise UntranslatedError("its condition cannot be said in an effect")
        effects_of(step.change, self._draft.library)
        self._dating.kept(step.value)
        met = self._condition(number, step)
        self._dating.put_off(number, names, met)
        # A temporary variable is over with its passage: nobody misses it on leaving.
        if met != TRUE and not step.change.name.startswith("_"):
            key = (step.alternative[0], TRUE) if step.alternative else (0, met)
            group = self._groups.setdefault(key, [])
            group += [met] if met not in group else []

    def cases(self, lost: set[int]) -> list[Leaving]:
        """Every case of what happens on leaving; none where nothing does."""
        self._drop_last(lost)
        if not any(self._counts(number) for number in self._dating.deferred):
            return []
        groups = list(self._groups.values())
        chosen = product(*([*group, None] for group in groups))
        return [self._case(groups, each) for each in chosen]

    def _drop_last(self, lost: set[int]) -> None:
        """Give up the last conditions while there are too many cases."""
        while prod(len(group) + 1 for group in self._groups.values()) > _VARIANTS_MOST:
            _, dropped = self._groups.popitem()
            deferred = self._dating.deferred
            for number in [each for each, met in deferred.items() if met in dropped]:
                del deferred[number]
                lost.add(number)
                _tell(self._draft, self._draft.steps[number], "it depends on too much")

    def _case(self, groups: list[list[Term]], chosen: tuple[Term | None, ...]) -> Leaving:
        conditions: list[Term] = []
        for group, met in zip(groups, chosen, strict=True):
            conditions += [met] if met is not None else [denied(each) for each in group]
        changes = tuple(
            self._kept(number)
            for number, met in sorted(self._dating.deferred.items())
            if (met == TRUE or met in chosen) and self._counts(number)
        )
        return Leaving(every(*conditions), changes)

    def _kept(self, number: int) -> Change:
        step = self._draft.steps[number]
        if not isinstance(step.change, Assigned):
            return step.change
        value = self._dating.kept(step.value)
        return Assigned(step.change.name, step.change.operator, value)

    def _counts(self, number: int) -> bool:
        """Whether what a step sets is still there on leaving: it is not temporary, and not set
        again on entering, behind it."""
        name = self._draft.steps[number].change.name
        writes = self._draft.writes.get(name, [])
        is_over = any(write > number and write not in self._dating.deferred for write in writes)
        return not is_over and not name.startswith("_")

    def _condition(self, number: int, step: Step) -> Term:
        if step.condition == TRUE:
            return TRUE
        found = self._met.get(step.condition)
        if found is None:
            condition = self._dating.at_step(step.condition, number)
            name = self._draft.fresh("met", "bool")
            text = written_condition(condition, self._draft.library.kinds)
            self._dating.before.setdefault(number, []).append(f"{name} = {text}")
            found = self._met[step.condition] = Variable(name)
        return found


def _tell(draft: Draft, step: Step, why: str) -> None:
    if step.source is not None:
        message = f"`{step.source[:80]}` is kept as text: {why}."
        draft.tell("effect_untranslated", message, step.line)
