"""The rules of a story, read once: the tree of each expression, and what all of them touch."""

from collections.abc import Iterator
from typing import NamedTuple

from emberline.stories.engine.document import Node, Puzzle, Story
from emberline.stories.engine.names import Names, declared_names
from emberline.stories.engine.playable import read_condition, read_effect, read_number
from emberline.stories.engine.template import expressions_of, insertions_of, read_template
from emberline.stories.engine.tree import (
    Assignment,
    Call,
    Constant,
    Effect,
    Expression,
    Key,
    Name,
    parts_of,
)
from emberline.stories.engine.typecheck import check_condition


class Rules:
    """The trees of a story's expressions; None for what cannot be read, as it is played."""

    def __init__(self, story: Story) -> None:
        self.names: Names = declared_names(story)
        self._conditions: dict[str, Expression | None] = {}
        self._effects: dict[str, Effect | None] = {}
        self._numbers: dict[str, Expression | None] = {}

    def condition(self, text: str) -> Expression | None:
        """The tree of a condition."""
        if text not in self._conditions:
            self._conditions[text] = read_condition(text, self.names)
        return self._conditions[text]

    def effect(self, text: str) -> Effect | None:
        """The tree of an effect."""
        if text not in self._effects:
            self._effects[text] = read_effect(text, self.names)
        return self._effects[text]

    def number(self, text: str) -> Expression | None:
        """The tree of a whole number."""
        if text not in self._numbers:
            self._numbers[text] = read_number(text, self.names)
        return self._numbers[text]

    def means_something(self, condition: Expression | None) -> bool:
        """Whether the condition of a template can hold at all: it is read, and fits its names."""
        return condition is not None and not check_condition(condition, self.names)


class Usage(NamedTuple):
    """What a story's rules touch.

    changed: variables that effects set. asked: variables whose values matter, or are shown in a
    text. counted: items of which one can have several.
    """

    changed: set[str]
    asked: set[str]
    counted: set[str]


def usage_of(story: Story, rules: Rules) -> Usage:
    """What the rules of `story` touch."""
    usage = Usage(set(), set(), set())
    for person in story.protagonists.values():
        usage.counted.update(item for item, number in person.items.items() if number > 1)
    for node in story.nodes:
        for text in _effects(node):
            effect = rules.effect(text)
            if effect is not None:
                _look_at_effect(effect, usage)
        for expression in _expressions(node, rules):
            _look_at(expression, usage)
        for text in _templates(node):
            usage.asked.update(each.name for each in insertions_of(read_template(text)[0]))
    return usage


def _look_at_effect(effect: Effect, usage: Usage) -> None:
    if isinstance(effect, Assignment):
        usage.changed.add(effect.name)
        _look_at(effect.value, usage)
    else:
        _look_at(effect, usage)


def _look_at(expression: Expression, usage: Usage) -> None:
    for part in parts_of(expression):
        if isinstance(part, Name):
            usage.asked.add(part.name)
        elif isinstance(part, Call) and _counts(part):
            usage.counted.update(each.key for each in part.arguments if isinstance(each, Key))


def _counts(call: Call) -> bool:
    if call.function == "count":
        return True
    if call.function not in {"has", "give", "take"} or len(call.arguments) == 1:
        return False
    number = call.arguments[1]
    return not isinstance(number, Constant) or number.value != 1


def _effects(node: Node) -> Iterator[str]:
    yield from node.on_enter
    for choice in node.choices:
        yield from choice.effects


def _expressions(node: Node, rules: Rules) -> Iterator[Expression]:
    for choice in node.choices:
        for found in (
            rules.condition(choice.condition) if choice.condition else None,
            rules.number(choice.roll.modifier) if choice.roll and choice.roll.modifier else None,
        ):
            if found is not None:
                yield found
    for text in _templates(node):
        if "{" in text:
            yield from (each for _, each in expressions_of(read_template(text)[0]))


def _templates(node: Node) -> Iterator[str]:
    yield node.content
    for choice in node.choices:
        yield from (choice.text, choice.locked_text or "", choice.consequences)
    if isinstance(node.puzzle, Puzzle):
        yield node.puzzle.prompt
