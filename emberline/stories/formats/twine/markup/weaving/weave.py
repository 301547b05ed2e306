"""The elements of a body woven into the draft of a scene."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from emberline.stories.formats.twine.markup.elements.changes import Change
from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Term,
    UntranslatedError,
    Variable,
    denied,
    every,
    unknown,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Asked,
    Body,
    Branches,
    Changes,
    Delayed,
    Going,
    Inlined,
    Loop,
    Lost,
    Picking,
    Picture,
    Pulled,
    Quiet,
    Region,
    Rewritten,
    Shown,
    Stopped,
    Tight,
    Told,
    Way,
    Words,
)
from emberline.stories.formats.twine.markup.weaving.clicks import expanded
from emberline.stories.formats.twine.markup.weaving.context import DEPTH_MOST, Context, is_unknown
from emberline.stories.formats.twine.markup.weaving.draft import (
    IfPiece,
    Piece,
    RegionPiece,
    Rewrite,
    StepPiece,
)
from emberline.stories.formats.twine.markup.weaving.printing import pieces_of
from emberline.stories.formats.twine.markup.weaving.unfold import unfolded
from emberline.stories.formats.twine.markup.weaving.ways import asked, delayed, going, picking, way

_SPACE = re.compile(r"[^\S\v]+")
_BRANCHES_MOST = 100
_CONTENTS = Variable("_contents")


def weave(body: Body, context: Context) -> None:
    """Put `body` where `context` stands."""
    if context.depth > DEPTH_MOST:
        message = f"More than {DEPTH_MOST} levels within each other are left out."
        context.draft.tell("too_deep", message, 0)
        return
    for element in body:
        _WEAVERS[type(element)](element, context)


def _words(element: Words, context: Context) -> None:
    text = element.text
    if text:
        context.pieces.append(_SPACE.sub(" ", text) if context.is_tight else text)


def _shown(element: Shown, context: Context) -> None:
    if element.value == _CONTENTS and context.contents is not None:
        context.weave(context.contents, context.inner(context.pieces)._replace(contents=None))
        return
    try:
        context.pieces.extend(pieces_of(context.read(element.value), context))
    except UntranslatedError as error:
        message = f"`{element.source[:80]}` is kept as text: {error}."
        _keep(element.source, "expression_untranslated", message, element.line, context)


def _branches(element: Branches, context: Context) -> None:
    number = context.draft.number()
    branches: list[tuple[Term | None, list[Piece]]] = []
    rest: Term = TRUE
    if len(element.branches) > _BRANCHES_MOST:
        message = f"Of more than {_BRANCHES_MOST} branches the last ones are left out."
        context.draft.tell("too_many_branches", message, element.line)
    for place, (condition, body) in enumerate(element.branches[:_BRANCHES_MOST]):
        read = TRUE if condition is None else context.read_condition(condition)
        if read == FALSE:
            continue
        if is_unknown(read):
            _not_understood(element, read, body, context)
            rest = unknown("")
            continue
        pieces: list[Piece] = []
        inner = context.inner(pieces)._replace(
            condition=every(context.condition, rest, read), alternative=(number, place)
        )
        context.weave(body, inner)
        branches.append((None if read == TRUE else read, pieces))
        if read == TRUE:
            break
        rest = every(rest, denied(read))
    _put_branches(branches, context)


def _put_branches(branches: list[tuple[Term | None, list[Piece]]], context: Context) -> None:
    while branches and not branches[-1][1]:
        branches.pop()
    if branches and branches[0][0] is None:
        context.pieces.extend(branches[0][1])
    elif branches:
        context.pieces.append(IfPiece(branches))


def _not_understood(element: Branches, condition: Term, body: Body, context: Context) -> None:
    """What stands there on a condition that cannot be said: all of it is shown."""
    why = getattr(condition, "arguments", None)
    reason = f": {why[0].value}" if why and getattr(why[0], "value", "") else ""
    message = f"The condition of `{element.source[:80]}` is kept as text{reason}."
    _keep(element.source, "expression_untranslated", message, element.line, context)
    inner = context.inner(context.pieces)
    context.weave(body, inner._replace(condition=every(context.condition, unknown(""))))


def _changes(element: Changes, context: Context) -> None:
    if context.is_late:
        return
    for change in element.changes:
        try:
            if is_unknown(context.condition):
                raise UntranslatedError("when it happens is not understood")
            _steps(expanded(change, context), element, context)
        except UntranslatedError as error:
            message = f"`{element.source[:80]}` is kept as text: {error}."
            _keep(element.source, "effect_untranslated", message, element.line, context)
            return


def _steps(cases: list[tuple[Term, Change]], element: Changes, context: Context) -> None:
    draft = context.draft
    number = draft.number() if len(cases) > 1 else 0
    for place, (condition, change) in enumerate(cases):
        both = every(context.condition, context.dated(condition))
        alternative = (number, place) if number else context.alternative
        step = draft.add(change, both, alternative, element.source, element.line)
        context.pieces.append(StepPiece(step))


def _unfolded(element: Pulled | Inlined | Loop, context: Context) -> None:
    for body, inner in unfolded(element, context):
        context.weave(body, inner)


def _region(element: Region, context: Context) -> None:
    pieces: list[Piece] = []
    inner = context.inner(pieces)._replace(within=(*context.within, *element.names[:1]))
    context.draft.regions.update(element.names)
    if element.hidden:
        context.draft.hidden.update(element.names)
        inner = inner if element.names else inner._replace(condition=FALSE)
    context.weave(element.body, inner)
    context.pieces.append(RegionPiece(element.names, pieces, element.hidden))


def _rewritten(element: Rewritten, context: Context) -> None:
    """A region that is rewritten at once, and not by a click."""
    if context.is_late:
        return
    draft = context.draft
    rewrite = Rewrite(element.region, element.how, [], element.line, context.condition)
    number = len(draft.rewrites)
    draft.rewrites.append(rewrite)
    inner = context.inner(rewrite.pieces)
    context.weave(element.body, inner._replace(within=(*context.within, number)))


def _tight(element: Tight, context: Context) -> None:
    context.weave(element.body, context.inner(context.pieces)._replace(is_tight=True))


def _quiet(element: Quiet, context: Context) -> None:
    context.weave(element.body, context.inner([]))


def _lost(element: Lost, context: Context) -> None:
    _keep(element.source, element.code, element.message, element.line, context)


def _told(element: Told, context: Context) -> None:
    context.draft.tell(element.code, element.message, element.line)


def _picture(element: Picture, context: Context) -> None:
    address = element.address
    if address.startswith("data:") or "$" in address or "<<" in address:
        message = "A picture without an address of its own is left out."
        context.draft.tell("media_dropped", message, context.draft.line)
    else:
        context.draft.pictures[address] = None


def _keep(source: str, code: str, message: str, line: int, context: Context) -> None:
    context.draft.tell(code, message, line)
    context.pieces.append(source)


_WEAVERS: Mapping[type, Callable[[Any, Context], None]] = {
    Words: _words,
    Shown: _shown,
    Branches: _branches,
    Changes: _changes,
    Way: way,
    Going: going,
    Pulled: _unfolded,
    Inlined: _unfolded,
    Delayed: delayed,
    Region: _region,
    Rewritten: _rewritten,
    Loop: _unfolded,
    Picking: picking,
    Asked: asked,
    Lost: _lost,
    Told: _told,
    Stopped: lambda _, __: None,
    Picture: _picture,
    Quiet: _quiet,
    Tight: _tight,
}
