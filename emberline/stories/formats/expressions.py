"""The expressions of a story that is read: each text looked at once, however often it stands."""

from collections.abc import Iterator, Mapping

from emberline.stories.engine.document import Node, Variable
from emberline.stories.engine.expression import (
    ExpressionError,
    Problem,
    parse_condition,
    parse_effect,
    parse_value,
)
from emberline.stories.engine.template import expressions_of, insertions_of, read_template
from emberline.stories.formats.uses import Uses

# Words of the language, which no variable can be called by.
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "if"})
# A node may not have more: its marks would be a tree that is larger than it by far.
_TEMPLATE_MOST = 200_000


class Expressions:
    """Takes the texts of one story, tells of each what is wrong with it, and gathers in `uses` what
    it tells of names. Trees are not kept: of a large story they would be larger than it.
    """

    def __init__(self, declared: Mapping[str, Variable]) -> None:
        self.uses = Uses(declared)
        self._conditions: dict[str, Problem | None] = {}
        self._values: dict[str, Problem | None] = {}
        self._effects: dict[str, Problem | None] = {}

    def condition(self, text: str) -> Problem | None:
        """Why `text` is no condition; None where it is one."""
        if text not in self._conditions:
            try:
                self.uses.condition(parse_condition(text))
                self._conditions[text] = None
            except ExpressionError as error:
                self._conditions[text] = error.problem
        return self._conditions[text]

    def value(self, text: str) -> Problem | None:
        """Why `text` is no number of a roll; None where it is one."""
        if text not in self._values:
            try:
                self.uses.number(parse_value(text))
                self._values[text] = None
            except ExpressionError as error:
                self._values[text] = error.problem
        return self._values[text]

    def effect(self, text: str) -> Problem | None:
        """Why `text` is no effect; None where it is one."""
        if text not in self._effects:
            try:
                self.uses.effect(parse_effect(text))
                self._effects[text] = None
            except ExpressionError as error:
                self._effects[text] = error.problem
        return self._effects[text]

    def template(self, text: str) -> None:
        """Look at what `text` shows and asks between braces."""
        if "{" not in text or len(text) > _TEMPLATE_MOST:
            return
        parts, _ = read_template(text)
        for _, condition in expressions_of(parts):
            self.uses.condition(condition)
        for insertion in insertions_of(parts):
            if insertion.name not in _WORDS:
                self.uses.variable(insertion.name)

    def node(self, node: Node) -> None:
        """Look at the conditions and effects of `node`."""
        for effect in node.on_enter:
            self.effect(effect)
        for choice in node.choices:
            for effect in choice.effects:
                self.effect(effect)
            if choice.condition is not None:
                self.condition(choice.condition)
            if choice.roll is not None and choice.roll.modifier is not None:
                self.value(choice.roll.modifier)


def templates(node: Node) -> Iterator[str]:
    """The texts of `node` that may hold `{…}`."""
    yield node.content
    if node.puzzle is not None:
        yield node.puzzle.prompt
    for choice in node.choices:
        yield choice.text
        yield choice.consequences
        if choice.locked_text is not None:
            yield choice.locked_text
