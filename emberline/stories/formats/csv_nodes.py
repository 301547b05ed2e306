"""A node put together from the rows of a CSV that tell of it."""

from collections.abc import Mapping
from typing import get_args

import msgspec

from emberline.stories.engine.document import Choice, Node, NodeType
from emberline.stories.engine.expression import Problem
from emberline.stories.formats.csv_cells import choice_keys, split_effects
from emberline.stories.formats.expressions import Expressions
from emberline.stories.formats.findings import Findings

Cells = Mapping[str, str]
"""What a row says, by column; a column that is missing says nothing."""

_TYPES: dict[str, NodeType] = {each: each for each in get_args(NodeType)}
_OF_CHOICES = ("choice_letter", "condition", "consequences")


class NodeDraft:
    """A node while its rows come in; its choices get their keys in the end."""

    __slots__ = ("_choices", "_content", "_on_enter", "_title", "_type", "key")

    def __init__(self, key: str) -> None:
        self.key = key
        self._title = self._content = self._type = ""
        self._on_enter: list[str] = []
        self._choices: list[Choice] = []

    def add(
        self, line: int, cells: Cells, expressions: Expressions, findings: Findings
    ) -> Choice | None:
        """Take a row. The choice that it makes, or None where it makes none."""
        title, content = cells.get("title", ""), cells.get("content", "")
        self._title = settled(self._title, title, "title", line, findings)
        self._content = settled(self._content, content, "content", line, findings)
        self._type = settled(self._type, _type(line, cells, findings), "type", line, findings)
        effects = split_effects(cells.get("effects", ""))
        for effect in effects:
            _tell("effect", expressions.effect(effect), line, findings)
        if not (cells.get("choice_text", "").strip() or cells.get("to", "").strip()):
            self._on_enter += effects
            _tell_unused(line, cells, findings)
            return None
        choice = _choice(cells, effects)
        if choice.condition is not None:
            _tell("condition", expressions.condition(choice.condition), line, findings)
        if not choice.text.strip():
            findings.add(line, "no_text", f"The choice to `{choice.to[:80]}` has no text.")
        self._choices.append(choice)
        return choice

    def built(self, *, is_start: bool) -> Node:
        """The node."""
        keys = choice_keys([choice.letter for choice in self._choices])
        replace = msgspec.structs.replace
        choices = tuple(
            replace(choice, key=key) for choice, key in zip(self._choices, keys, strict=True)
        )
        return Node(
            key=self.key,
            title=self._title,
            content=self._content,
            type=_TYPES.get(self._type, "story") if choices else "ending",
            start=is_start,
            on_enter=tuple(self._on_enter),
            choices=choices,
        )


def settled(told: str, cell: str, column: str, line: int, findings: Findings) -> str:
    """What a column says the first time; something else later is a finding."""
    if not cell.strip() or cell == told:
        return told
    if not told:
        return cell
    message = f"`{column}` says something else than above: what stands above counts."
    findings.add(line, "conflict", message)
    return told


def _type(line: int, cells: Cells, findings: Findings) -> str:
    kind = cells.get("type", "").strip().lower()
    if kind == "puzzle":
        message = "CSV has no columns for a puzzle: what is asked is to be added by hand."
        findings.add(line, "no_puzzle", message)
    elif kind and kind not in _TYPES:
        message = f"`{kind[:80]}` is no type; there are `story`, `choice` and `ending`."
        findings.add(line, "bad_value", message)
    return kind if kind in _TYPES and kind != "puzzle" else ""


def _choice(cells: Cells, effects: tuple[str, ...]) -> Choice:
    condition = cells.get("condition", "")
    return Choice(
        key="",
        text=cells.get("choice_text", ""),
        to=cells.get("to", "").strip(),
        letter=cells.get("choice_letter", "").strip() or None,
        condition=condition if condition.strip() else None,
        effects=effects,
        consequences=cells.get("consequences", ""),
    )


def _tell(what: str, problem: Problem | None, line: int, findings: Findings) -> None:
    if problem is not None:
        message = f"Column {problem.column} of this {what}: {problem.message}"
        findings.add(line, problem.code, message)


def _tell_unused(line: int, cells: Cells, findings: Findings) -> None:
    lost = [column for column in _OF_CHOICES if cells.get(column, "").strip()]
    if lost:
        named = ", ".join(f"`{column}`" for column in lost)
        message = f"{named}: left out, as this row has neither `choice_text` nor `to`."
        findings.add(line, "no_choice", message)
