"""What can be clicked: links, fields, and passages that come by themselves."""

from emberline.stories.formats.twine.markup.elements.changes import Assigned
from emberline.stories.formats.twine.markup.elements.link import is_external
from emberline.stories.formats.twine.markup.elements.terms import (
    TRUE,
    Called,
    Constant,
    Term,
    UntranslatedError,
    Variable,
    compared,
    every,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Asked,
    Delayed,
    Going,
    Picking,
    Stopped,
    Way,
    Words,
)
from emberline.stories.formats.twine.markup.weaving.clicks import outcomes_of
from emberline.stories.formats.twine.markup.weaving.context import Context
from emberline.stories.formats.twine.markup.weaving.countdown import seconds_until
from emberline.stories.formats.twine.markup.weaving.draft import (
    DraftWay,
    LinkPiece,
    Outcome,
    Piece,
    RegionPiece,
    Rewrite,
    ValuePiece,
)
from emberline.stories.formats.twine.markup.weaving.unfold import values_of

CONTINUE = "Continue"
_SHAPES = frozenset({"replace", "append", "prepend"})


def way(element: Way, context: Context) -> None:
    """Weave a link."""
    if _is_plain(element):
        _plain(element, context)
        return
    text: list[Piece] = []
    context.weave(element.text, context.inner(text)._replace(is_tight=True))
    try:
        outcomes = outcomes_of(element.body, context)
        if element.target is not None:
            outcomes = _aimed(outcomes, element.target, context)
    except UntranslatedError as error:
        message = f"`{element.source[:80]}` is no choice: {error}."
        is_back = element.target == Called("previous")
        code = "return_untranslated" if is_back else "link_untranslated"
        context.draft.tell(code, message, element.line)
        context.pieces.extend(text)
        return
    draft_way = DraftWay(
        text=text,
        outcomes=outcomes,
        condition=context.condition,
        within=context.within,
        line=element.line,
        setter=element.setter,
        once=element.once,
        place=element.place,
    )
    if element.shape in _SHAPES and any(each.target is None for each in outcomes):
        _reveal(element, draft_way, context)
    elif element.place is None:
        context.pieces.append(LinkPiece(text))
    if any(each.target or each.changes or each.rewrites for each in outcomes):
        context.draft.ways.append(draft_way)
    else:
        message = f"`{element.source[:80]}` does nothing that could be carried over."
        context.draft.tell("link_untranslated", message, element.line)


def _is_plain(element: Way) -> bool:
    """Whether a link only leads to a passage, as most do."""
    return (
        not element.body
        and type(element.target) is Constant
        and element.place is None
        and all(type(part) is Words for part in element.text)
    )


def _plain(element: Way, context: Context) -> None:
    assert isinstance(element.target, Constant)
    text: list[Piece] = [part.text for part in element.text if isinstance(part, Words)]
    context.pieces.append(LinkPiece(text))
    if is_external(str(element.target.value)):
        message = f"`{element.source[:80]}` is no choice: it leads out of the story."
        context.draft.tell("link_untranslated", message, element.line)
        return
    context.draft.ways.append(
        DraftWay(
            text,
            [Outcome(TRUE, [], element.target, [])],
            context.condition,
            context.within,
            element.line,
            setter=element.setter,
            once=element.once,
        )
    )


def going(element: Going, context: Context, seconds: float | None = None) -> None:
    """Weave a passage that comes by itself, or when some seconds are over."""
    if context.is_late:
        return
    try:
        outcomes = _aimed([Outcome(TRUE)], element.target, context)
    except UntranslatedError as error:
        message = f"`{element.source[:80]}` is left out: {error}."
        context.draft.tell("link_untranslated", message, element.line)
        return
    context.draft.ways.append(
        DraftWay(
            text=[CONTINUE],
            outcomes=outcomes,
            condition=context.condition,
            within=context.within,
            line=element.line,
            seconds=seconds,
            is_going=True,
        )
    )


def picking(element: Picking, context: Context) -> None:
    """Weave a field of values: a choice for each, which the reader may take again and again."""
    draft = context.draft
    if element.initial is not None and not context.is_late:
        change = Assigned(element.name, "", element.initial)
        draft.add(change, context.condition, context.alternative, element.source, element.line)
    if element.is_shown:
        context.pieces.append(ValuePiece(Variable(element.name)))
    for label, value in element.options:
        change = Assigned(element.name, "", value)
        is_other = compared("!=", Variable(element.name), value)
        outcome = Outcome(is_other, [(change, element.source, element.line)])
        draft.ways.append(
            DraftWay([label], [outcome], context.condition, context.within, element.line)
        )


def asked(element: Asked, context: Context) -> None:
    """Weave a field that the reader writes into: it keeps what stands there before."""
    draft = context.draft
    if element.initial is not None and element.name and not context.is_late:
        change = Assigned(element.name, "", element.initial)
        draft.add(change, context.condition, context.alternative, element.source, element.line)
    name = f"`{element.name}` keeps its value" if element.name else "it is left out"
    message = f"What a reader would write into `{element.source[:60]}` cannot be asked for: {name}."
    draft.tell("input_untranslated", message, element.line)
    if element.target is not None:
        going(Going(element.target, element.source, element.line), context)


def delayed(element: Delayed, context: Context) -> None:
    """Weave what comes later: at once, unless it is another passage, which takes the place of a
    choice that lapses."""
    found = None if context.is_late else seconds_until(element, context.draft)
    if found is not None:
        seconds, next_passage = found
        going(next_passage, context, seconds)
        return
    context.draft.tell("timing_dropped", "What comes later is there at once.", element.line)
    inner = context.inner(context.pieces)
    if element.repeats and not any(isinstance(part, Stopped) for part in element.body):
        inner = inner._replace(condition=every(context.condition, unknown("")))
    context.weave(element.body, inner)


def _aimed(outcomes: list[Outcome], target: Term, context: Context) -> list[Outcome]:
    """`outcomes` that lead to `target` where they do not lead anywhere yet."""
    values = values_of(context.read(target), context.draft.library)
    values = [(condition, text) for condition, text in values if not is_external(text)]
    if not values:
        raise UntranslatedError("it leads out of the story")
    aimed: list[Outcome] = []
    for outcome in outcomes:
        if outcome.target is not None:
            aimed.append(outcome)
            continue
        for condition, text in values:
            both = every(outcome.condition, condition)
            aimed.append(
                Outcome(both, list(outcome.changes), Constant(text), list(outcome.rewrites))
            )
    return aimed


def _reveal(element: Way, draft_way: DraftWay, context: Context) -> None:
    """A link that brings text, in its own place or beside it; only once."""
    draft = context.draft
    number = len(draft.rewrites)
    region = element.place or f"\0{number}"
    how = element.shape
    assert how in _SHAPES
    rewrite = Rewrite(region, how, [], element.line)  # type: ignore[arg-type]
    draft.rewrites.append(rewrite)
    inner = context.inner(rewrite.pieces)._replace(
        is_late=True, condition=TRUE, alternative=None, within=(*context.within, number)
    )
    context.weave(element.body, inner)
    for outcome in draft_way.outcomes:
        if outcome.target is None:
            outcome.rewrites.append(number)
    draft_way.until = number
    if element.place is None:
        draft.regions.add(region)
        context.pieces.append(RegionPiece((region,), [LinkPiece(draft_way.text)]))
