"""Dated terms read where they are used: on entering a scene, in its text, on a click.

All effects of a scene run before its text is shown. What the text says of a variable that is set
behind it is what it was before: then a copy is kept from that moment on.
"""

from bisect import bisect_left
from collections.abc import Sequence

from emberline.stories.formats.twine.markup.elements.changes import Added, Assigned
from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Both,
    Called,
    Comparison,
    Constant,
    Dated,
    Decided,
    Term,
    UntranslatedError,
    Variable,
    chained,
    decided,
    every,
    holds,
    mapped,
)
from emberline.stories.formats.twine.markup.weaving.draft import Draft, item_name, names_in
from emberline.stories.formats.twine.markup.weaving.settling import distributed, lifted
from emberline.stories.formats.twine.markup.weaving.writing import (
    fitted,
    kind_of,
    written,
    written_key,
)

_END = 1 << 60
_DEFERRED_MOST = 60


class Dating:
    """Which value a dated name has at a place, and which copies have to be kept for that.

    late: variables and items that clicks change in the scene. deferred: steps that happen on
    leaving only, with the condition for each. before: effects in front of a step; those at the end
    stand under the number of steps.
    """

    def __init__(self, draft: Draft, late: set[str]) -> None:
        self.draft = draft
        self.late = late
        self.deferred: dict[int, Term] = {}
        self._deferred_of: dict[str, list[int]] = {}
        self.before: dict[int, list[str]] = {}
        self._ended: dict[Term, Term] = {}
        self._copies: dict[tuple[str, int], str] = {}

    def at_step(self, term: Term, step: int) -> Term:
        """`term` as a condition just before a step."""
        return distributed(self._read(term, step))

    def at_end(self, term: Term) -> Term:
        """`term` as a condition while the scene is shown, when all steps are known."""
        found = self._ended.get(term)
        if found is None:
            found = self._ended[term] = distributed(self._read(term, _END))
        return found

    def value_at_end(self, term: Term) -> Term:
        """`term` as a value while the scene is shown; it may be one of several (`Decided`)."""
        return lifted(self._read(term, _END))

    def kept(self, term: Term) -> Term:
        """The value `term` of a step, to be used on leaving: as it is at the step, apart from what
        was put off itself."""

        def copied(part: Term) -> Term:
            match part:
                case Variable(name):
                    date = bisect_left(self._writes(name), steps)
                    return Variable(self._copy(name, date, _END) or name)
                case Called("has" | "count", (Constant(item), *_)):
                    date = bisect_left(self._writes(item_name(str(item))), steps)
                    if self._copy(item_name(str(item)), date, _END) is not None:
                        raise UntranslatedError("what it depends on changes later")
            return part

        if not isinstance(term, Dated):
            return term
        steps = term.steps
        return mapped(term.of, copied)

    def named(self, value: Term) -> str:
        """A variable that has `value` (not dated) while the scene is shown."""
        kinds = self.draft.library.kinds
        text = written(value, kinds)
        name = self.draft.fresh("shown", kind_of(value, kinds))
        self.before.setdefault(len(self.draft.steps), []).append(f"{name} = {text}")
        return name

    def is_deferred(self, name: str, step: int) -> bool:
        """Whether a variable has a value before `step` that it gets on leaving only."""
        deferred = self._deferred_of.get(name)
        return deferred is not None and deferred[0] < step

    def put_off(self, step: int, names: Sequence[str], condition: Term) -> None:
        """Have a step, which writes `names`, happen on leaving."""
        if len(self.deferred) >= _DEFERRED_MOST:
            raise UntranslatedError("too much happens on conditions")
        self.deferred[step] = condition
        for name in names:
            self._deferred_of.setdefault(name, []).append(step)

    def _writes(self, name: str) -> list[int]:
        return self.draft.writes.get(name, [])

    def _read(self, term: Term, at: int) -> Term:
        """`term` at a step. What is not dated is as it is on a click in the scene."""
        match term:
            case Constant():
                return term
            case Dated(of, steps):
                return self._as_of(of, steps, at)
            case Both("and", parts):
                return every(*(self._read(part, at) for part in parts))
        if holds(term, Dated):
            return mapped(term, lambda part: self._inner(part, at))
        return self._as_of(term, None, at)

    def _inner(self, part: Term, at: int) -> Term:
        return self._as_of(part.of, part.steps, at) if isinstance(part, Dated) else part

    def _as_of(self, term: Term, steps: int | None, at: int) -> Term:
        """`term`, which is not dated itself, as it was after so many steps."""
        if not self._is_written(term):
            return term
        return mapped(term, lambda part: self._part(part, steps, at))

    def _is_written(self, term: Term) -> bool:
        if not self.draft.writes and not self.late:
            return False
        writes = self.draft.writes
        return any(name in writes or name in self.late for name in names_in(term))

    def _part(self, part: Term, steps: int | None, at: int) -> Term:
        match part:
            case Variable(name):
                return self._variable(name, steps, at)
            case Called("has" | "count", (Constant(item), *_)) if steps is not None:
                return self._item(part, item_name(str(item)), steps, at)
            case _:
                return part

    def _variable(self, name: str, steps: int | None, at: int) -> Term:
        writes = self._writes(name)
        if steps is None:
            # Only what was put off is not in the variable yet.
            return self._put_off(name, len(writes), Variable(name), at)
        date = bisect_left(writes, steps)
        copy = self._copy(name, date, at)
        return self._put_off(name, date, Variable(copy or name), at)

    def _put_off(self, name: str, date: int, was: Term, at: int) -> Term:
        writes = self._writes(name)
        # From the last write that happened on entering, what was put off comes on top.
        first = date
        while first > 0 and writes[first - 1] in self.deferred:
            first -= 1
        for write in writes[first:date]:
            step = self.draft.steps[write]
            new = self._read(step.value, at)
            if isinstance(step.change, Assigned) and step.change.operator:
                new = chained(was, (step.change.operator, new))
            new = fitted(new, self.draft.library.kinds.get(name))
            was = decided(self.deferred[write], new, was)
        return was

    def _item(self, call: Called, name: str, steps: int, at: int) -> Term:
        writes = self._writes(name)
        date = bisect_left(writes, steps)
        was: Term = call
        copy = self._copy(name, date, at)
        if copy is not None:
            was = Variable(copy)
            if call.function == "has":
                was = Comparison(">", was, Constant(0))
        for write in self._deferred_of.get(name, ()):
            if write in self.deferred and write < steps:
                if call.function == "count":
                    raise UntranslatedError("how many there are is not known yet")
                has_it = isinstance(self.draft.steps[write].change, Added)
                was = Decided(self.deferred[write], TRUE if has_it else FALSE, was)
        return was

    def _copy(self, name: str, date: int, at: int) -> str | None:
        """The copy of a variable that is changed between `date` and `at`; None: it is not."""
        writes = self._writes(name)
        while date < len(writes) and writes[date] in self.deferred:
            date += 1
        changed = writes[date] if date < len(writes) else at
        if changed >= at:
            if at != _END or name not in self.late:
                return None
            changed = len(self.draft.steps)
        found = self._copies.get((name, changed))
        if found is None:
            found = self._copies[name, changed] = self._make(name, changed)
        return found

    def _make(self, name: str, changed: int) -> str:
        draft = self.draft
        if name.startswith(item_name("")):
            copy = draft.fresh("had", "int")
            value = f"count({written_key(name[1:])})"
        else:
            copy = draft.fresh(f"{name}_before", draft.library.kinds.get(name))
            value = name
        self.before.setdefault(changed, []).append(f"{copy} = {value}")
        return copy
