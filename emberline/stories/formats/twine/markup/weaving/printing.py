"""Values as pieces of text."""

from emberline.stories.formats.twine.markup.elements.changes import Assigned
from emberline.stories.formats.twine.markup.elements.terms import (
    TRUE,
    Called,
    Chain,
    Constant,
    Decided,
    Listed,
    Term,
    UntranslatedError,
    Value,
    Variable,
    children_of,
    some,
)
from emberline.stories.formats.twine.markup.weaving.context import Context, is_unknown
from emberline.stories.formats.twine.markup.weaving.draft import IfPiece, Piece, ValuePiece
from emberline.stories.formats.twine.markup.weaving.settling import items_of
from emberline.stories.formats.twine.markup.weaving.writing import kind_of, written

_LISTED_MOST = 12


def pieces_of(value: Term, context: Context) -> list[Piece]:
    """What a reader sees of `value`. UntranslatedError where this cannot be said."""
    kinds = context.draft.library.kinds
    match value:
        case Constant(constant):
            return [shown(constant)] if constant is not None else []
        case Called(".join", (Variable() | Listed() as whole, Constant(str() as between))):
            return _listed(whole, between, context)
        case Listed() | Variable() if _is_list(value, context):
            return _listed(value, ", ", context)
        case Variable():
            return [ValuePiece(context.dated(value))]
        case Decided(condition, then, otherwise):
            return _decided(condition, then, otherwise, context)
        case Chain() if "string" in {kind_of(each, kinds) for each in children_of(value)}:
            if any(operator != "+" for operator, _ in value.rest):
                raise UntranslatedError("texts can only be joined")
            return [piece for part in children_of(value) for piece in pieces_of(part, context)]
    if kind_of(value, kinds) == "bool":
        return _decided(value, Constant("true"), Constant("false"), context)
    return [_calculated(value, context)]


def shown(value: Value) -> str:
    """A value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:.15g}"


def _is_list(value: Variable | Listed, context: Context) -> bool:
    return isinstance(value, Listed) or value.name in context.draft.library.lists


def _decided(condition: Term, then: Term, otherwise: Term, context: Context) -> list[Piece]:
    read = context.read_condition(condition)
    if is_unknown(read):
        raise UntranslatedError("its condition is not understood")
    branches: list[tuple[Term | None, list[Piece]]] = [(read, pieces_of(then, context))]
    rest = pieces_of(otherwise, context)
    if len(rest) == 1 and isinstance(rest[0], IfPiece):
        branches.extend(rest[0].branches)
    elif rest:
        branches.append((None, rest))
    return [IfPiece(branches)]


def _calculated(value: Term, context: Context) -> Piece:
    """A value that has no name gets one on entering, because a text can only show a variable."""
    kinds = context.draft.library.kinds
    written(value, kinds)
    name = context.draft.fresh("shown", kind_of(value, kinds))
    context.draft.add(Assigned(name, "", value), TRUE, None, None, 0)
    context.draft.shown[name] = value
    return ValuePiece(Variable(name))


def _listed(whole: Variable | Listed, between: str, context: Context) -> list[Piece]:
    """The names in a list, in the order in which the story first speaks of them."""
    if isinstance(whole, Listed):
        return _joined([pieces_of(part, context) for part in whole.parts], between)
    if whole.name not in context.draft.library.lists:
        raise UntranslatedError("what is in it is not known")
    items = items_of(whole.name, context.draft.library)
    if len(items) > _LISTED_MOST:
        raise UntranslatedError(f"a list of more than {_LISTED_MOST} names is not shown")
    pieces: list[Piece] = []
    has = [context.dated(Called("has", (Constant(item),))) for item in items]
    for number, item in enumerate(items):
        held: list[Piece] = [item]
        later = has[number + 1 :]
        if later:
            held.append(IfPiece([(some(*later), [between])]))
        pieces.append(IfPiece([(has[number], held)]))
    return pieces


def _joined(parts: list[list[Piece]], between: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            pieces.append(between)
        pieces.extend(part)
    return pieces
