"""A story made ready to be played: looked up by keys, its expressions compiled when first met."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from emberline.stories.engine.chance import Dice, parse_dice
from emberline.stories.engine.compiler import Apply, Evaluate, compile_effect, compile_value
from emberline.stories.engine.document import Choice, Node, Story, Value
from emberline.stories.engine.expression import (
    ExpressionError,
    parse_condition,
    parse_effect,
    parse_value,
)
from emberline.stories.engine.names import (
    Names,
    choice_name,
    declared_names,
    fitted_value,
    initial_value,
)
from emberline.stories.engine.state import OfferedChoice, RefusedError
from emberline.stories.engine.template import Render, compile_template
from emberline.stories.engine.tree import Effect, Expression
from emberline.stories.engine.typecheck import check_condition, check_effect, check_number

# Only looked ahead at: prose with such a word and a bracket must not swallow a call behind it.
_ASKS = re.compile(
    r"""\b(?P<what>visited|times|chosen)(?=\s*+\(\s*+"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'"""
    r"""|(?P<bare>[\w.:-]++(?:/[\w.:-]++)?))\s*+\))"""
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Option(NamedTuple):
    """A choice, compiled. condition: None always holds. name: `node/choice`.

    dice, modifier: of its roll; None where there is none or they have a problem. offered: how it is
    shown when it is open, where that never changes.
    """

    choice: Choice
    name: str
    letter: str
    text: Render
    locked_text: Render | None
    consequences: Render
    condition: Evaluate | None
    effects: tuple[Apply, ...]
    dice: Dice | None
    modifier: Evaluate | None
    offered: OfferedChoice | None


class Scene(NamedTuple):
    """A node, compiled. options: by key, in their order.

    always_open: the options, where none of them can ever be closed. has_timers: whether any has.
    """

    node: Node
    is_ending: bool
    content: Render
    on_enter: tuple[Apply, ...]
    options: Mapping[str, Option]
    always_open: list[Option] | None
    has_timers: bool
    prompt: Render | None


class Watched(NamedTuple):
    """The nodes and the choices (`node/choice`) that a state has to remember."""

    nodes: frozenset[str]
    choices: frozenset[str]


class Playable:
    """A story whose nodes are compiled as they are first met.

    What has a problem is played as if it were not there: a condition that cannot be read does not
    hold, such an effect does nothing. `check` finds these before a reader does.
    also: nodes and choices to remember besides those that the story itself asks for.
    """

    def __init__(self, story: Story, also: Watched | None = None) -> None:
        self.story = story
        self.nodes: dict[str, Node] = {}
        for node in story.nodes:
            self.nodes.setdefault(node.key, node)
        self._also = also
        self._scenes: dict[str, Scene] = {}

    @cached_property
    def names(self) -> Names:
        """The names that its expressions may use."""
        return declared_names(self.story)

    @cached_property
    def watched(self) -> Watched:
        """What a state of this story has to remember."""
        nodes, choices = _asked_for(self.story)
        if self._also is not None:
            nodes, choices = nodes | self._also.nodes, choices | self._also.choices
        return Watched(nodes, choices)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The variables that are the character's stats."""
        return tuple(name for name, each in self.story.variables.items() if each.shown)

    @cached_property
    def start(self) -> str | None:
        """The key of the node where it begins; None if none is marked."""
        return next((node.key for node in self.story.nodes if node.start), None)

    @cached_property
    def initial(self) -> dict[str, Value]:
        """The values of the variables where a play begins."""
        return {name: initial_value(each) for name, each in self.story.variables.items()}

    def initial_of(self, protagonist: str) -> Mapping[str, Value]:
        """The values that `protagonist` brings, of declared variables."""
        declared = self.story.variables
        values = self.story.protagonists[protagonist].initial
        fitted = {n: fitted_value(declared[n], each) for n, each in values.items() if n in declared}
        return {name: value for name, value in fitted.items() if value is not None}

    def scene(self, key: str) -> Scene:
        """The node `key`, compiled. RefusedError `missing_target` if there is none."""
        scene = self._scenes.get(key)
        if scene is None:
            if key not in self.nodes:
                raise RefusedError("missing_target", f"The story has no node `{key}`.")
            scene = self._scenes[key] = self._compiled(self.nodes[key])
        return scene

    def _compiled(self, node: Node) -> Scene:
        options: dict[str, Option] = {}
        for choice, letter in zip(node.choices, letters_of(node.choices), strict=True):
            options.setdefault(choice.key, self._option(node, choice, letter))
        may_close = any(map(_may_close, node.choices))
        return Scene(
            node,
            node.is_ending,
            self._render(node.content),
            self._effects(node.on_enter),
            options,
            None if may_close else list(options.values()),
            any(choice.timer for choice in node.choices),
            None if node.puzzle is None else self._render(node.puzzle.prompt),
        )

    def _option(self, node: Node, choice: Choice, letter: str) -> Option:
        condition = None
        if choice.condition:
            expression = read_condition(choice.condition, self.names)
            condition = _never if expression is None else compile_value(expression, self.names)
        modifier = choice.roll.modifier if choice.roll else None
        return Option(
            choice,
            choice_name(node.key, choice.key),
            letter,
            self._render(choice.text),
            None if choice.locked_text is None else self._render(choice.locked_text),
            self._render(choice.consequences),
            condition,
            self._effects(choice.effects),
            None if choice.roll is None else _dice(choice.roll.dice),
            None if modifier is None else self._number(modifier),
            _offered(choice, letter),
        )

    def _number(self, text: str) -> Evaluate | None:
        expression = read_number(text, self.names)
        return None if expression is None else compile_value(expression, self.names)

    def _effects(self, texts: tuple[str, ...]) -> tuple[Apply, ...]:
        effects = (read_effect(text, self.names) for text in texts)
        return tuple([compile_effect(effect, self.names) for effect in effects if effect])

    def _render(self, text: str) -> Render:
        return compile_template(text, self.names)


def read_condition(text: str, names: Names) -> Expression | None:
    """The tree of a condition; None if anything is wrong with it."""
    try:
        expression = parse_condition(text)
    except ExpressionError:
        return None
    return None if check_condition(expression, names) else expression


def read_number(text: str, names: Names) -> Expression | None:
    """The tree of a whole number, such as a roll's modifier; None if anything is wrong with it."""
    try:
        expression = parse_value(text)
    except ExpressionError:
        return None
    return None if check_number(expression, names) else expression


def read_effect(text: str, names: Names) -> Effect | None:
    """The tree of an effect; None if anything is wrong with it."""
    try:
        effect = parse_effect(text)
    except ExpressionError:
        return None
    return None if check_effect(effect, names) else effect


def letters_of(choices: tuple[Choice, ...]) -> list[str]:
    """The letter of each choice: its own, or the next of A, B, … Z, AA … that is free."""
    own = {choice.letter for choice in choices if choice.letter}
    free = (letter for letter in _letters() if letter not in own)
    return [choice.letter or next(free) for choice in choices]


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    before = [""]
    while True:
        before = [first + letter for first in before for letter in alphabet]
        yield from before


def _may_close(choice: Choice) -> bool:
    return bool(choice.condition) or choice.once or choice.fallback


def _offered(choice: Choice, letter: str) -> OfferedChoice | None:
    if choice.timer is not None or "{" in choice.text:
        return None
    roll = choice.roll
    return OfferedChoice(
        key=choice.key,
        letter=letter,
        text=choice.text,
        available=True,
        dice=roll.dice if roll else None,
        target=roll.target if roll else None,
    )


def _dice(notation: str) -> Dice | None:
    try:
        return parse_dice(notation)
    except ValueError:
        return None


def _never(_: object) -> bool:
    return False


def _asked_for(story: Story) -> tuple[frozenset[str], frozenset[str]]:
    """The nodes and choices that a text of `story` asks for, or that may be taken once.

    Found by their calls alone: reading every expression of a large story takes seconds.
    """
    nodes: set[str] = set()
    choices: set[str] = set()
    for node in story.nodes:
        choices.update(choice_name(node.key, each.key) for each in node.choices if each.once)
        for text in _texts(node):
            if text and "(" in text:
                for call in _ASKS.finditer(text):
                    asked = choices if call["what"] == "chosen" else nodes
                    asked.add(_asked_key(call))
    return frozenset(nodes), frozenset(choices)


def _asked_key(call: re.Match[str]) -> str:
    if call["bare"] is not None:
        return call["bare"]
    return _ESCAPE.sub(r"\1", call["double"] or call["single"] or "")


def _texts(node: Node) -> Iterator[str | None]:
    yield node.content
    yield from node.on_enter
    for choice in node.choices:
        yield from (choice.condition, choice.text, choice.locked_text, choice.consequences)
        yield from choice.effects
        if choice.roll is not None:
            yield choice.roll.modifier
    if node.puzzle is not None:
        yield node.puzzle.prompt
