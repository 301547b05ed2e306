"""Whether what a story declares makes sense, and whether the story uses it."""

import re
from collections.abc import Mapping
from math import ceil, floor

from emberline.stories.engine.arithmetic import NUMBER_MOST
from emberline.stories.engine.check.findings import Findings, shown
from emberline.stories.engine.check.keys import check_key
from emberline.stories.engine.check.uses import Uses
from emberline.stories.engine.document import Protagonist, Story, Value, Variable
from emberline.stories.engine.names import fitted_value

_NAME = re.compile(r"[^\W\d]\w*")
_RESERVED = frozenset({"and", "or", "not", "in", "true", "false", "if", "else", "end"})
_NUMBERS = frozenset({"int", "number"})
_VALUES_MOST = 1_000
_SHOWN = {
    "int": "a whole number",
    "number": "a number",
    "bool": "`true` or `false`",
    "string": "a text",
    "enum": "one of its `values`",
}


def check_declarations(story: Story, findings: Findings) -> None:
    """Tell of declarations that cannot be meant."""
    for name, variable in story.variables.items():
        _check_name(name, findings)
        _check_variable(name, variable, findings)
    for item in story.items:
        check_key("An item", item, findings)
    for achievement in story.achievements:
        check_key("An achievement", achievement, findings)
    for key, protagonist in story.protagonists.items():
        check_key("A protagonist", key, findings)
        _check_protagonist(key, protagonist, story, findings)


def readable_variables(story: Story) -> Mapping[str, Variable]:
    """The variables as expressions are checked with them: an enum that is too large is any text."""
    if not any(map(_is_too_large, story.variables.values())):
        return story.variables
    return {
        name: Variable(type="string") if _is_too_large(variable) else variable
        for name, variable in story.variables.items()
    }


def check_uses(story: Story, uses: Uses, findings: Findings) -> None:
    """Tell of declared names that nothing uses, and of items that are needed and never given."""
    for name, variable in story.variables.items():
        if name not in uses.read and not variable.shown:
            message = f"Nothing reads the variable {shown(name)}: use it, show it or delete it."
            findings.warning("unused_variable", message)
    for achievement in story.achievements:
        if achievement not in uses.unlocked:
            message = f"Nothing unlocks the achievement {shown(achievement)}: do so or delete it."
            findings.warning("unused_achievement", message)
    given = uses.given | _brought(story)
    for item in story.items:
        if item not in given and item not in uses.asked:
            message = f"The item {shown(item)} is never given nor asked for: use it or delete it."
            findings.warning("unused_item", message)
    for item, (node, choice) in uses.needed.items():
        if item not in given:
            message = f"The item {shown(item)} is needed here and never given: `give` it somewhere."
            findings.error("item_never_given", message, node=node, choice=choice)


def _check_name(name: str, findings: Findings) -> None:
    check_key("A variable", name, findings)
    if name and not _NAME.fullmatch(name):
        message = (
            f"{shown(name)} is no name for a variable: use letters, digits and `_`, and begin with"
            " no digit."
        )
        findings.error("bad_value", message)
    if name in _RESERVED:
        message = f"{shown(name)} is a word of the language: call the variable something else."
        findings.error("bad_value", message)


def _check_variable(name: str, variable: Variable, findings: Findings) -> None:
    wrong = None
    if _is_too_large(variable):
        message = f"The variable {shown(name)} has more than {_VALUES_MOST} `values`: use fewer."
        findings.error("too_large", message)
    elif variable.type in _NUMBERS:
        wrong = _wrong_range(variable)
    elif variable.type == "enum":
        wrong = _wrong_values(variable)
    if wrong is None and variable.initial is not None:
        wrong = _wrong_value(variable, variable.initial)
    if wrong is not None:
        findings.error("bad_value", f"The variable {shown(name)}: {wrong}")


def _is_too_large(variable: Variable) -> bool:
    return len(variable.values) > _VALUES_MOST


def _wrong_range(variable: Variable) -> str | None:
    """What is wrong with the range of a number."""
    low = -NUMBER_MOST if variable.min is None else variable.min
    high = NUMBER_MOST if variable.max is None else variable.max
    # Written so that what is no number at all does not pass.
    if not (abs(low) <= NUMBER_MOST and abs(high) <= NUMBER_MOST):
        return f"`min` and `max` are to lie between -{NUMBER_MOST} and {NUMBER_MOST}."
    if low > high:
        return f"its `min` {low} is above its `max` {high}: exchange them."
    if variable.type == "int" and ceil(low) > floor(high):
        return f"there is no whole number from {low} to {high}: widen its range."
    return None


def _wrong_values(variable: Variable) -> str | None:
    """What is wrong with the values of an enum."""
    if not variable.values:
        return "an enum needs `values`: list those that it can have."
    if len(set(variable.values)) < len(variable.values):
        return "one of its `values` stands there twice: delete it."
    return None


def _wrong_value(variable: Variable, value: Value) -> str | None:
    """What is wrong with a value that a variable with a sound range is to have at the start."""
    fitted = fitted_value(variable, value)
    if fitted is None:
        return f"its initial value is to be {_SHOWN[variable.type]}."
    if fitted == value:
        return None
    if isinstance(value, str):
        return f"its initial value is longer than {len(str(fitted))} characters: shorten it."
    return f"its initial value lies outside its range: {fitted} would fit."


def _check_protagonist(
    key: str, protagonist: Protagonist, story: Story, findings: Findings
) -> None:
    who = f"The protagonist {shown(key)}"
    for name, value in protagonist.initial.items():
        variable = story.variables.get(name)
        if variable is None:
            message = f"{who} brings a variable {shown(name)}, which is not declared: declare it."
            findings.error("undeclared", message)
        elif not (variable.type in _NUMBERS and _wrong_range(variable)):
            wrong = _wrong_value(variable, value)
            if wrong is not None:
                findings.error("bad_value", f"{who}, variable {shown(name)}: {wrong}")
    for item, number in protagonist.items.items():
        if item not in story.items:
            message = f"{who} brings an item {shown(item)}, which is not declared: declare it."
            findings.error("undeclared", message)
        if not 0 <= number <= NUMBER_MOST:
            message = f"{who} is to bring 0 to {NUMBER_MOST} of {shown(item)}."
            findings.error("bad_value", message)


def _brought(story: Story) -> set[str]:
    """The items that protagonists have from the start."""
    return {
        item
        for protagonist in story.protagonists.values()
        for item, number in protagonist.items.items()
        if number > 0
    }
