"""Everything that a story says in the language: conditions, effects, and marks in its texts."""

from collections.abc import Sequence

from emberline.stories.engine.check.findings import Findings
from emberline.stories.engine.check.shapes import shape_of
from emberline.stories.engine.check.uses import Uses, needs_of
from emberline.stories.engine.document import Choice, Node
from emberline.stories.engine.expression import (
    ExpressionError,
    Problem,
    parse_condition,
    parse_effect,
    parse_value,
)
from emberline.stories.engine.names import Names
from emberline.stories.engine.template import (
    Misplaced,
    expressions_of,
    insertions_of,
    line_and_column,
    read_template,
    template_problems,
)
from emberline.stories.engine.tree import Expression
from emberline.stories.engine.typecheck import check_condition, check_effect, check_number

TEXT_MOST = 200_000
"""Characters that a text for the reader may have; a longer one is not read."""

_Where = tuple[str, str | None]
"""The keys of a node and, perhaps, of a choice of it."""


class TextReader:
    """Reads each distinct text once, and tells of its problems wherever it stands.

    uses: what those without a syntax error use.
    """

    def __init__(self, names: Names, findings: Findings) -> None:
        self.uses = Uses()
        self._names = names
        self._findings = findings
        self._conditions: dict[str, Sequence[Problem]] = {}
        self._effects: dict[str, Sequence[Problem]] = {}
        self._modifiers: dict[str, Sequence[Problem]] = {}
        self._templates: dict[str, Sequence[Misplaced]] = {}
        # Shapes: what is sound as a condition may be none as an effect.
        self._sound_conditions: set[str] = set()
        self._sound_effects: set[str] = set()

    def read(self, node: Node) -> None:
        """Read every expression in `node`."""
        where = (node.key, None)
        if "{" in node.content:
            self._template(node.content, "Content", where)
        if node.puzzle is not None and "{" in node.puzzle.prompt:
            self._template(node.puzzle.prompt, "Prompt", where)
        if node.on_enter:
            self._all_effects(node.on_enter, "`on_enter`", where)
        for choice in node.choices:
            if choice.condition or choice.effects or choice.roll is not None:
                self._changes(choice, (node.key, choice.key))
            if "{" in choice.text or "{" in choice.consequences or choice.locked_text is not None:
                self._shown(choice, (node.key, choice.key))

    def _changes(self, choice: Choice, where: _Where) -> None:
        condition, roll = choice.condition, choice.roll
        if condition:
            problems = self._conditions.get(condition)
            if problems is None:
                problems = self._conditions[condition] = self._read_condition(condition, where)
            if problems:
                self._tell(problems, "Condition", where)
        if choice.effects:
            self._all_effects(choice.effects, "Effect", where)
        if roll is not None and roll.modifier:
            problems = self._modifiers.get(roll.modifier)
            if problems is None:
                problems = self._modifiers[roll.modifier] = self._read_modifier(roll.modifier)
            self._tell(problems, "Modifier of the roll", where)

    def _all_effects(self, effects: Sequence[str], what: str, where: _Where) -> None:
        for number, text in enumerate(effects, 1):
            problems = self._effects.get(text)
            if problems is None:
                problems = self._effects[text] = self._read_effect(text)
            if problems:
                self._tell(problems, f"{what} {number}", where)

    def _shown(self, choice: Choice, where: _Where) -> None:
        self._template(choice.text, "Text", where)
        self._template(choice.consequences, "Consequences", where)
        self._template(choice.locked_text or "", "Locked text", where)

    def _template(self, text: str, what: str, where: _Where) -> None:
        problems = self._templates.get(text)
        if problems is None:
            problems = self._templates[text] = self._read_template(text, where)
        node, choice = where
        for each in problems:
            line = column = None
            if not self._findings.has_enough(each.problem.code):
                line, column = line_and_column(text, each)
            message = f"{what}: {each.problem.message}"
            self._findings.error(
                each.problem.code, message, node=node, choice=choice, line=line, column=column
            )

    def _tell(self, problems: Sequence[Problem], what: str, where: _Where) -> None:
        node, choice = where
        for problem in problems:
            message = f"{what}: {problem.message}"
            self._findings.error(
                problem.code, message, node=node, choice=choice, column=problem.column
            )

    def _read_condition(self, text: str, where: _Where) -> Sequence[Problem]:
        shape = shape_of(text, self._names.nodes)
        if shape in self._sound_conditions:
            return ()
        try:
            expression = parse_condition(text)
        except ExpressionError as error:
            return [error.problem]
        problems = check_condition(expression, self._names)
        self._use_condition(expression, problems, where)
        if not problems and shape is not None:
            self._sound_conditions.add(shape)
        return problems

    def _read_effect(self, text: str) -> Sequence[Problem]:
        shape = shape_of(text, self._names.nodes)
        if shape in self._sound_effects:
            return ()
        try:
            effect = parse_effect(text)
        except ExpressionError as error:
            return [error.problem]
        problems = check_effect(effect, self._names)
        self.uses.effect(effect)
        if not problems and shape is not None:
            self._sound_effects.add(shape)
        return problems

    def _read_modifier(self, text: str) -> Sequence[Problem]:
        try:
            expression = parse_value(text)
        except ExpressionError as error:
            return [error.problem]
        self.uses.value(expression)
        return check_number(expression, self._names)

    def _read_template(self, text: str, where: _Where) -> Sequence[Misplaced]:
        if "{" not in text or len(text) > TEXT_MOST:
            return ()
        parts, misplaced = read_template(text)
        is_sound = not misplaced
        for _, condition in expressions_of(parts):
            problems = check_condition(condition, self._names)
            self._use_condition(condition, problems, where)
            is_sound = is_sound and not problems
        inserted = {insertion.name for insertion in insertions_of(parts)}
        self.uses.read |= inserted
        if is_sound and inserted <= self._names.variables.keys():
            return ()
        return template_problems(text, self._names)

    def _use_condition(
        self, condition: Expression, problems: Sequence[Problem], where: _Where
    ) -> None:
        is_counting = self.uses.value(condition)
        if is_counting and not problems:
            for item in needs_of(condition, self._names):
                self.uses.needed.setdefault(item, where)
