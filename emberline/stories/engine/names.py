"""The names that a story declares, for whoever reads its expressions."""

from collections.abc import Collection, Mapping
from math import ceil, floor
from typing import NamedTuple

from emberline.stories.engine.arithmetic import NUMBER_MOST, TEXT_MOST, bounded
from emberline.stories.engine.document import Story, Value, Variable

_FIRST_VALUE: Mapping[str, Value] = {"int": 0, "number": 0, "bool": False, "string": ""}


class Names(NamedTuple):
    """What an expression may name. A choice is named `node/choice`."""

    variables: Mapping[str, Variable]
    items: Collection[str]
    nodes: Collection[str]
    choices: Collection[str]
    achievements: Collection[str]
    protagonists: Collection[str]

    def of_kind(self, kind: str) -> Collection[str]:
        """The keys that an argument of this kind may be."""
        keys: Mapping[str, Collection[str]] = {
            "item": self.items,
            "node": self.nodes,
            "choice": self.choices,
            "achievement": self.achievements,
            "protagonist": self.protagonists,
        }
        return keys[kind]


def declared_names(story: Story) -> Names:
    """The names of `story`."""
    return Names(
        story.variables,
        story.items,
        {node.key for node in story.nodes},
        {choice_name(node.key, choice.key) for node in story.nodes for choice in node.choices},
        story.achievements,
        story.protagonists,
    )


def choice_name(node: str, choice: str) -> str:
    """How a choice is named outside its node."""
    return f"{node}/{choice}"


def initial_value(variable: Variable) -> Value:
    """The value of `variable` where a play begins."""
    if variable.initial is not None:
        fitted = fitted_value(variable, variable.initial)
        if fitted is not None:
            return fitted
    if variable.type == "enum":
        return variable.values[0] if variable.values else ""
    first = fitted_value(variable, _FIRST_VALUE[variable.type])
    assert first is not None
    return first


def fitted_value(variable: Variable, value: Value) -> Value | None:
    """`value` as `variable` can hold it, clamped to its range; None where its type does not fit."""
    match variable.type:
        case "bool":
            return value if isinstance(value, bool) else None
        case "string":
            return value[:TEXT_MOST] if isinstance(value, str) else None
        case "enum":
            return value if value in variable.values else None
        case _:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if not is_number or (variable.type == "int" and isinstance(value, float)):
                return None
            return bounded(value, *value_range(variable))  # type: ignore[arg-type]


def value_range(variable: Variable) -> tuple[int | float, int | float]:
    """The least and the greatest that a number can be in `variable`."""
    low = -NUMBER_MOST if variable.min is None else variable.min
    high = NUMBER_MOST if variable.max is None else variable.max
    return (ceil(low), floor(high)) if variable.type == "int" else (low, high)
