"""A node or choice that gets another key: what leads or refers to it follows."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from emberline.stories.engine.document import Choice, Node, Puzzle, Roll
from emberline.stories.engine.expression import (
    ExpressionError,
    parse_condition,
    parse_effect,
    parse_value,
)
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.template import expressions_of, read_template
from emberline.stories.engine.tree import (
    ACTIONS,
    FUNCTIONS,
    Assignment,
    Call,
    Effect,
    Expression,
    Key,
    parts_of,
)

_BARE = re.compile(r"\w[\w.:-]*(?:/\w[\w.:-]*)?")
_WRITTEN = re.compile(r"""\w[\w.:-]*(?:/\w[\w.:-]*)?|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
_SIGNATURES = FUNCTIONS | ACTIONS


class Renaming(NamedTuple):
    """A key that becomes another. choice: of the node `node`, or None where it is the node's."""

    node: str
    choice: str | None
    new: str

    def node_key(self, key: str) -> str:
        """What the node called `key` is called now."""
        return self.new if self.choice is None and key == self.node else key

    def choice_key(self, node: str, key: str) -> str:
        """What the choice called `key` at `node`, by its key before, is called now."""
        return self.new if (node, key) == (self.node, self.choice) else key

    def choice_name(self, name: str) -> str:
        """The same for a choice named `node/choice`, as expressions name it."""
        if self.choice is not None:
            return (
                choice_name(self.node, self.new)
                if name == choice_name(self.node, self.choice)
                else name
            )
        head = f"{self.node}/"
        return f"{self.new}/{name.removeprefix(head)}" if name.startswith(head) else name


def renamed_node(node: Node, renaming: Renaming) -> Node:
    """`node`, of which its choices are not looked at, with every reference as it is now."""
    return msgspec.structs.replace(
        node,
        key=renaming.node_key(node.key),
        content=_template(node.content, renaming),
        on_enter=tuple(_effect(effect, renaming) for effect in node.on_enter),
        puzzle=None if node.puzzle is None else _puzzle(node.puzzle, renaming),
    )


def renamed_choice(choice: Choice, node_key: str, renaming: Renaming) -> Choice:
    """`choice` of the node called `node_key` before, with every reference as it is now."""
    timer = choice.timer
    if timer is not None and timer.default is not None:
        default = renaming.choice_key(node_key, timer.default)
        timer = msgspec.structs.replace(timer, default=default)
    return msgspec.structs.replace(
        choice,
        key=renaming.choice_key(node_key, choice.key),
        to=renaming.node_key(choice.to),
        text=_template(choice.text, renaming),
        consequences=_template(choice.consequences, renaming),
        locked_text=_template(choice.locked_text, renaming) if choice.locked_text else None,
        condition=_condition(choice.condition, renaming),
        effects=tuple(_effect(effect, renaming) for effect in choice.effects),
        timer=timer,
        roll=None if choice.roll is None else _roll(choice.roll, renaming),
    )


def _puzzle(puzzle: Puzzle, renaming: Renaming) -> Puzzle:
    return msgspec.structs.replace(
        puzzle,
        prompt=_template(puzzle.prompt, renaming),
        success=renaming.node_key(puzzle.success),
        failure=None if puzzle.failure is None else renaming.node_key(puzzle.failure),
    )


def _roll(roll: Roll, renaming: Renaming) -> Roll:
    return msgspec.structs.replace(
        roll,
        success=renaming.node_key(roll.success),
        failure=renaming.node_key(roll.failure),
        modifier=_read(roll.modifier, parse_value, renaming),
    )


def _condition(text: str | None, renaming: Renaming) -> str | None:
    return _read(text, parse_condition, renaming)


def _effect(text: str, renaming: Renaming) -> str:
    try:
        effect = parse_effect(text)
    except ExpressionError:
        return text
    return _replaced(text, [(0, _expression_of(effect))], renaming)


def _expression_of(effect: Effect) -> Expression:
    return effect.value if isinstance(effect, Assignment) else effect


def _read(text: str | None, parse: Callable[[str], Expression], renaming: Renaming) -> str | None:
    """What is written there now; a text that is no expression stays, and is a finding as before."""
    if text is None:
        return None
    try:
        expression = parse(text)
    except ExpressionError:
        return text
    return _replaced(text, [(0, expression)], renaming)


def _template(text: str, renaming: Renaming) -> str:
    if "{if" not in text:
        return text
    parts, _ = read_template(text)
    return _replaced(text, list(expressions_of(parts)), renaming)


def _replaced(text: str, expressions: list[tuple[int, Expression]], renaming: Renaming) -> str:
    """`text` with the keys that are others now, in the expressions at these offsets of it."""
    changes = sorted(
        (offset + key.column - 1, new)
        for offset, expression in expressions
        for key, new in _renamed_keys(expression, renaming)
    )
    for at, new in reversed(changes):
        written = _WRITTEN.match(text, at)
        if written is not None:
            text = text[:at] + _written(new) + text[written.end() :]
    return text


def _renamed_keys(expression: Expression, renaming: Renaming) -> Iterator[tuple[Key, str]]:
    for part in parts_of(expression):
        if not isinstance(part, Call):
            continue
        kinds, _ = _SIGNATURES[part.function]
        for argument, kind in zip(part.arguments, kinds, strict=False):
            if isinstance(argument, Key) and kind in ("node", "choice"):
                change = renaming.node_key if kind == "node" else renaming.choice_name
                new = change(argument.key)
                if new != argument.key:
                    yield argument, new


def _written(key: str) -> str:
    """`key` as an expression names it: bare, or in quotes where it must be."""
    if _BARE.fullmatch(key):
        return key
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
