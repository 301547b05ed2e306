"""What a click does: the body of a link, as one outcome or several on conditions.

Effects know no `if`, but choices do: a link whose body decides becomes a choice for each case.
"""

from emberline.stories.formats.twine.markup.elements.changes import (
    Added,
    Assigned,
    Change,
    Removed,
    Unset,
)
from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Called,
    Constant,
    Decided,
    Term,
    UntranslatedError,
    Variable,
    chained,
    denied,
    every,
    has_chance,
    mapped,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Asked,
    Body,
    Branches,
    Changes,
    Delayed,
    Element,
    Going,
    Inlined,
    Loop,
    Lost,
    Picking,
    Pulled,
    Quiet,
    Region,
    Rewritten,
    Tight,
    Told,
)
from emberline.stories.formats.twine.markup.scene import Library
from emberline.stories.formats.twine.markup.weaving.context import Context, is_unknown
from emberline.stories.formats.twine.markup.weaving.draft import (
    Outcome,
    Rewrite,
    item_name,
    written_names,
)
from emberline.stories.formats.twine.markup.weaving.settling import distributed
from emberline.stories.formats.twine.markup.weaving.unfold import unfolded, values_of
from emberline.stories.formats.twine.markup.weaving.writing import fitted, written_condition

_OUTCOMES_MOST = 16


class _Case:
    """One way that a click may go. known: what variables and items (`has`) are by now."""

    def __init__(self, outcome: Outcome, known: dict[str, Term]) -> None:
        self.outcome = outcome
        self.known = known

    def on(self, condition: Term) -> "_Case":
        """A copy that goes on where `condition` holds, too."""
        was = self.outcome
        outcome = Outcome(
            every(was.condition, condition), list(was.changes), was.target, list(was.rewrites)
        )
        return _Case(outcome, dict(self.known))

    def seen(self, condition: Term) -> Term:
        """`condition` as it is after what happened so far. UntranslatedError."""
        if not self.known or isinstance(condition, Constant):
            return condition
        condition = distributed(mapped(condition, self._seen))
        if has_chance(condition):
            raise _RolledError("what happens depends on a roll in the same click")
        return condition

    def _seen(self, part: Term) -> Term:
        match part:
            case Variable(name):
                return self.known.get(name, part)
            case Called("has", (Constant(item),)):
                return self.known.get(item_name(str(item)), part)
            case Called("count", (Constant(item),)) if item_name(str(item)) in self.known:
                raise UntranslatedError("what happens depends on a number that it changes")
            case _:
                return part


def outcomes_of(body: Body, context: Context) -> list[Outcome]:
    """What a click may do, by its conditions. UntranslatedError where it depends on too much."""
    late = context._replace(is_late=True)
    rewrites: dict[int, int] = {}
    try:
        cases = _Runner(rewrites).run(body, [_Case(Outcome(TRUE), {})], late)
    except _RolledError:
        # What the same click decides by has to be rolled before the reader may click.
        early = late._replace(rolls_early=True)
        cases = _Runner(rewrites).run(body, [_Case(Outcome(TRUE), {})], early)
    return [case.outcome for case in cases if case.outcome.condition != FALSE]


class _RolledError(UntranslatedError):
    """A condition depends on chance in the same click."""


def expanded(change: Change, context: Context) -> list[tuple[Term, Change]]:
    """A change with its values read; several, each on its condition, where the value is decided
    by one. UntranslatedError."""
    match change:
        case Assigned(name, operator, value):
            return _decided(name, operator, _read_value(value, context))
        case Added(name, parts, only_new):
            read = tuple(context.read(part) for part in parts)
            return [(TRUE, Added(name, read, only_new))]
        case Removed(name, parts):
            return [(TRUE, Removed(name, tuple(context.read(part) for part in parts)))]
        case Unset():
            return [(TRUE, change)]


def add_rewrite(element: Rewritten, context: Context) -> int:
    """Another text for a region, which a click brings; its number."""
    draft = context.draft
    number = len(draft.rewrites)
    rewrite = Rewrite(element.region, element.how, [], element.line)
    draft.rewrites.append(rewrite)
    inner = context.inner(rewrite.pieces)._replace(
        is_late=True, condition=TRUE, alternative=None, within=(*context.within, number)
    )
    context.weave(element.body, inner)
    return number


def _read_value(value: Term, context: Context) -> Term:
    """A value to set; numbers in a row that one is picked of are rolled as they are set."""
    if context.rolls_early:
        return context.read(value)
    match value:
        case Called("random", arguments):
            return Called("random", tuple(context.read(each) for each in arguments))
        case Called("pick", parts):
            numbers = [each.value for each in parts if isinstance(each, Constant)]
            first = numbers[0] if numbers else None
            if type(first) is int and numbers == list(range(first, first + len(parts))):
                return Called("random", (Constant(first), Constant(first + len(parts) - 1)))
    return context.read(value)


def _decided(name: str, operator: str, value: Term) -> list[tuple[Term, Change]]:
    cases: list[tuple[Term, Change]] = []
    rest: Term = TRUE
    while isinstance(value, Decided):
        for condition, change in _decided(name, operator, value.then):
            cases.append((every(rest, value.condition, condition), change))
        rest = every(rest, denied(value.condition))
        value = value.otherwise
    cases.append((rest, Assigned(name, operator, value)))  # type: ignore[arg-type]
    return cases


class _Runner:
    """Goes through the body of one link."""

    def __init__(self, rewrites: dict[int, int]) -> None:
        self._rewrites = rewrites

    def run(self, body: Body, cases: list[_Case], context: Context) -> list[_Case]:
        for element in body:
            more = self._act(element, cases, context)
            if len(more) <= _OUTCOMES_MOST:
                cases = more
            elif any(case.outcome.target for case in more):
                raise UntranslatedError("it depends on too much")
            else:
                source = getattr(element, "source", "")
                message = f"`{source[:80]}` is left out: it depends on too much."
                context.draft.tell("effect_untranslated", message, getattr(element, "line", 0))
        return cases

    def _act(self, element: Element, cases: list[_Case], context: Context) -> list[_Case]:
        match element:
            case Changes():
                return self._change(element, cases, context)
            case Branches():
                return self._branch(element, cases, context)
            case Going():
                return _gone(element, cases, context)
            case Rewritten():
                return self._rewrite(element, cases, context)
            case Region() | Quiet() | Tight() | Delayed():
                return self.run(element.body, cases, context)
            case Pulled() | Inlined() | Loop():
                for body, inner in unfolded(element, context):
                    cases = self.run(body, cases, inner)
            case Picking() | Asked():
                return self._begin(element, cases, context)
            case Lost() | Told():
                context.draft.tell(element.code, element.message, element.line)
        return cases

    def _begin(self, element: Picking | Asked, cases: list[_Case], context: Context) -> list[_Case]:
        """A field begins with its first value."""
        if element.initial is None or not element.name:
            return cases
        change = Assigned(element.name, "", element.initial)
        changes = Changes((change,), element.source, element.line)
        return self._change(changes, cases, context)

    def _rewrite(self, element: Rewritten, cases: list[_Case], context: Context) -> list[_Case]:
        number = self._rewrites.get(id(element))
        if number is None:
            number = self._rewrites[id(element)] = add_rewrite(element, context)
        for case in cases:
            case.outcome.rewrites.append(number)
        return self.run(element.body, cases, context)

    def _change(self, element: Changes, cases: list[_Case], context: Context) -> list[_Case]:
        for change in element.changes:
            try:
                if is_unknown(context.condition):
                    raise UntranslatedError("when it happens is not understood")
                options = expanded(change, context)
            except UntranslatedError as error:
                message = f"`{element.source[:80]}` is left out: {error}."
                context.draft.tell("effect_untranslated", message, element.line)
                continue
            cases = [
                _changed(chosen, each, element, context.draft.library)
                for case in cases
                for chosen, each in _split(case, options)
            ]
        return cases

    def _branch(self, element: Branches, cases: list[_Case], context: Context) -> list[_Case]:
        read = [
            (TRUE if condition is None else context.read_condition(condition), body)
            for condition, body in element.branches
        ]
        ended = [each for case in cases for each in self._of_case(case, read, context)]
        return [case for case in ended if case.outcome.condition != FALSE]

    def _of_case(self, case: _Case, read: list[tuple[Term, Body]], context: Context) -> list[_Case]:
        """What becomes of a case in each branch; where nothing happens it stays one case."""
        ended: list[_Case] = []
        rest: Term = TRUE
        acting: list[Term] = []
        for condition, body in read:
            if is_unknown(condition):
                inner = context._replace(condition=unknown(""))
                ended.extend(self.run(body, [case.on(TRUE)], inner))
                return ended
            seen = case.seen(condition)
            _must_be_said(seen, context.draft.library)
            if _acts(body):
                acting.append(every(rest, seen))
                ended.extend(self.run(body, [case.on(acting[-1])], context))
            rest = every(rest, denied(seen))
        if len(acting) < len(read):
            rest = every(*(denied(each) for each in acting))
        return [*ended, case.on(rest)]


def _split(case: _Case, options: list[tuple[Term, Change]]) -> list[tuple[_Case, Change]]:
    if len(options) == 1:
        return [(case, options[0][1])]
    return [(case.on(case.seen(condition)), change) for condition, change in options]


def _changed(case: _Case, change: Change, element: Changes, library: Library) -> _Case:
    case.outcome.changes.append((change, element.source, element.line))
    match change:
        case Assigned(name, operator, value):
            value = mapped(fitted(value, library.kinds.get(name)), case._seen)
            was = case.known.get(name, Variable(name))
            case.known[name] = chained(was, (operator, value)) if operator else value
        case Unset(name):
            case.known[name] = fitted(Constant(None), library.kinds.get(name))
        case Added() | Removed():
            held = Constant(isinstance(change, Added))
            case.known.update(dict.fromkeys(written_names(change, library), held))
    return case


def _gone(element: Going, cases: list[_Case], context: Context) -> list[_Case]:
    try:
        values = values_of(context.read(element.target), context.draft.library)
    except UntranslatedError as error:
        message = f"`{element.source[:80]}` is left out: {error}."
        context.draft.tell("link_untranslated", message, element.line)
        return cases
    ended: list[_Case] = []
    for case in cases:
        if case.outcome.target is not None:
            ended.append(case)
            continue
        for condition, text in values:
            there = case.on(case.seen(condition))
            there.outcome.target = Constant(text)
            ended.append(there)
    return ended


def _acts(body: Body) -> bool:
    """Whether anything happens in `body` besides text."""
    waiting = list(body)
    while waiting:
        match waiting.pop():
            case Changes() | Going() | Rewritten() | Pulled() | Inlined() | Picking() | Asked():
                return True
            case Lost() | Told():
                return True
            case Branches(branches):
                waiting.extend(part for _, inner in branches for part in inner)
            case Region(_, inner) | Quiet(inner) | Tight(inner) | Delayed(_, inner):
                waiting.extend(inner)
            case Loop() as loop:
                waiting.extend(loop.body)
    return False


def _must_be_said(condition: Term, library: Library) -> None:
    if not isinstance(condition, Constant):
        written_condition(condition, library.kinds)
