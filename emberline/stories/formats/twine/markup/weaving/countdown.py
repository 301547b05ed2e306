"""How long a reader has before a passage comes by itself."""

from emberline.stories.formats.twine.markup.elements.changes import Assigned
from emberline.stories.formats.twine.markup.elements.terms import (
    TRUE,
    Comparison,
    Constant,
    Term,
    Variable,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Branches,
    Changes,
    Delayed,
    Going,
    Quiet,
    Tight,
)
from emberline.stories.formats.twine.markup.weaving.draft import Draft

_SECONDS_MOST = 86_400


def seconds_until(element: Delayed, draft: Draft) -> tuple[float, Going] | None:
    """The seconds until a delayed body goes to another passage, and where; None where it does not,
    or not after a time that is known."""
    direct = _direct(element.body)
    if direct is not None:
        return (element.seconds, direct) if element.seconds > 0 else None
    counted = _counted(element.body) if element.repeats else None
    if counted is None:
        return None
    change, limit, next_passage = counted
    rounds = _rounds(change, limit, _start(change.name, draft))
    if rounds is None or not 0 < rounds * element.seconds <= _SECONDS_MOST:
        return None
    return rounds * element.seconds, next_passage


def _direct(body: Body) -> Going | None:
    for part in body:
        match part:
            case Going():
                return part
            case Quiet(inner) | Tight(inner) if (found := _direct(inner)) is not None:
                return found
    return None


def _counted(body: Body) -> tuple[Assigned, Comparison, Going] | None:
    """`$n -= 1`, and then `if $n <= 0` a passage."""
    change: Assigned | None = None
    for part in body:
        match part:
            case Changes((Assigned(_, ("+" | "-"), Constant(int())) as step,)):
                change = step
            case Branches(branches):
                for condition, inner in branches:
                    going = _direct(inner)
                    if change and going and _is_about(condition, change.name):
                        assert isinstance(condition, Comparison)
                        return change, condition, going
    return None


def _is_about(condition: Term | None, name: str) -> bool:
    return (
        isinstance(condition, Comparison)
        and condition.left == Variable(name)
        and isinstance(condition.right, Constant)
        and isinstance(condition.right.value, int)
    )


def _start(name: str, draft: Draft) -> int | None:
    """What the scene itself sets a variable to first."""
    for step in reversed(draft.steps):
        match step.change:
            case Assigned(of, "", Constant(int() as value)) if of == name:
                return value if step.condition == TRUE else None
    return None


def _rounds(change: Assigned, limit: Comparison, start: int | None) -> int | None:
    assert isinstance(change.value, Constant)
    assert isinstance(limit.right, Constant)
    step, end = change.value.value, limit.right.value
    if start is None or not isinstance(step, int) or not isinstance(end, int) or step < 1:
        return None
    distance = end - start if change.operator == "+" else start - end
    rounds = -(-distance // step)
    if limit.operator in {"<", ">"}:
        rounds += distance % step == 0
    return rounds if limit.operator != "!=" and distance > 0 else None
