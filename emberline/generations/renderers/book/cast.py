"""Who the reader may be, and the sheets to begin with."""

from collections.abc import Iterator, Mapping

from emberline.generations.renderers.book.legible import legible
from emberline.generations.renderers.book.parts import Character, SheetLine
from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.document import Protagonist, Value, Variable
from emberline.stories.engine.names import fitted_value, initial_value
from emberline.stories.engine.template import shown_value


def characters_of(wording: Wording) -> tuple[Character, ...]:
    """The protagonists with their sheets; somebody nameless where the story has none."""
    people = wording.story.protagonists
    if not people:
        return (Character(key=None, name="", sheet=_sheet(wording, Protagonist())),)
    return tuple(
        Character(
            key=key,
            name=wording.naming.person(key),
            description=legible(person.description).strip(),
            sheet=_sheet(wording, person),
        )
        for key, person in people.items()
    )


def _sheet(wording: Wording, person: Protagonist) -> tuple[SheetLine, ...]:
    return (*_stats(wording, person.initial), *_items(wording, person.items))


def _stats(wording: Wording, own: Mapping[str, Value]) -> Iterator[SheetLine]:
    for name, variable in wording.story.variables.items():
        value = _initial(variable, own.get(name))
        if variable.shown or _is_kept_account_of(wording, name, value):
            yield SheetLine(
                kind="stat",
                name=wording.naming.label(name),
                initial=wording.naming.plain_value(value),
                description=_range(wording, variable),
            )


def _is_kept_account_of(wording: Wording, name: str, value: Value) -> bool:
    """Whether a variable that is not shown must be known to play on paper.

    A truth need not before it is written down.
    """
    is_asked = name in wording.usage.asked and name not in wording.constants
    return is_asked and value is not False


def _initial(variable: Variable, own: Value | None) -> Value:
    fitted = None if own is None else fitted_value(variable, own)
    return initial_value(variable) if fitted is None else fitted


def _range(wording: Wording, variable: Variable) -> str:
    if variable.type not in {"int", "number"} or variable.min is None or variable.max is None:
        return ""
    low, high = shown_value(variable.min), shown_value(variable.max)
    return wording.phrases.ways.range.format(low=low, high=high)


def _items(wording: Wording, own: Mapping[str, int]) -> Iterator[SheetLine]:
    for key, item in wording.story.items.items():
        number = own.get(key, 0)
        yield SheetLine(
            kind="item",
            name=wording.naming.item(key),
            initial=str(number) if number > 0 else "",
            description=legible(item.description).strip(),
        )
