"""Texts that change with the state, as one text that says what stands in which case."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from emberline.generations.renderers.book.markdown import NOTE_MARK, escaped
from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.names import initial_value
from emberline.stories.engine.template import (
    Alternative,
    Insertion,
    Part,
    read_template,
    shown_value,
)
from emberline.stories.engine.tree import Expression

# What must begin a line of its own: a paragraph after another, a list, a heading, code.
_BLOCKS = re.compile(r"\n[ \t]*\n|^[ \t]*(?:>|(?:[-+*]|#{1,6}|\d+[.)])[ \t]|```|~~~)", re.MULTILINE)


class _Case(NamedTuple):
    """A text and when it stands there; `condition` is None for all that is left."""

    condition: Expression | None
    text: str


class _Told(NamedTuple):
    """A part in words: as it is, in brackets, or in paragraphs under notes."""

    text: str
    is_bracketed: bool = False
    is_noted: bool = False


class Templates:
    """Makes Markdown of templates, with their conditions in words."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._ways = wording.phrases.ways

    def markdown(self, template: str, *, is_inline: bool = False) -> str:
        """`template` with its marks in words; broken ones are what they are played as.

        A condition of some words stands in brackets with them; one of whole paragraphs is a note
        before them, unless `is_inline`.
        """
        parts, _ = read_template(template.replace(NOTE_MARK, ""))
        return self._joined(parts, is_inline=is_inline)

    def _joined(self, parts: Sequence[Part], *, is_inline: bool, is_outermost: bool = True) -> str:
        texts: list[str] = []
        is_under_notes = False
        for part in parts:
            told = self._told_part(part, is_inline)
            if told.is_noted:
                is_under_notes = True
            elif is_under_notes and told.text.strip():
                texts.append(self._in_any_case())
                is_under_notes = False
            elif told.is_bracketed and texts and texts[-1][-1:].isalnum():
                texts.append(" ")
            texts.append(told.text)
        if is_under_notes and not is_outermost:
            texts.append(self._in_any_case())
        return "".join(texts)

    def _told_part(self, part: Part, is_inline: bool) -> _Told:
        match part:
            case Insertion():
                return _Told(self._inserted(part.name))
            case Alternative():
                return self._alternative(part, is_inline)
            case _:
                return _Told(part)

    def _in_any_case(self) -> str:
        return f"\n\n{NOTE_MARK}{escaped(self._ways.in_any_case)}:\n\n"

    def _inserted(self, name: str) -> str:
        variable = self._wording.story.variables.get(name)
        if variable is None:
            return escaped(f"{{{name}}}")
        if name in self._wording.constants:
            return shown_value(initial_value(variable))
        return escaped(f"[{self._wording.naming.label(name)}]")

    def _alternative(self, part: Alternative, is_inline: bool) -> _Told:
        cases = self._cases(part, is_inline)
        if len(cases) == 1:
            return _Told(cases[0].text)
        told = self._told(cases)
        if is_inline or not any(_BLOCKS.search(text.strip()) for _, text in told):
            return _Told(_bracketed(told), is_bracketed=True)
        return _Told(self._under_notes(told), is_noted=True)

    def _cases(self, part: Alternative, is_inline: bool) -> list[_Case]:
        """The cases of an alternative and of those that are all that stands in its `{else}`."""
        cases: list[_Case] = []
        while True:
            condition = part.condition
            if not self._wording.rules.means_something(condition):
                condition = None
            then = self._joined(part.then, is_inline=is_inline, is_outermost=False)
            if condition is not None:
                cases.append(_Case(condition, then))
            inner = [each for each in part.otherwise if _says_anything(each)]
            if len(inner) != 1 or not isinstance(inner[0], Alternative):
                text = self._joined(part.otherwise, is_inline=is_inline, is_outermost=False)
                cases.append(_Case(None, text))
                return cases
            part = inner[0]

    def _told(self, cases: Sequence[_Case]) -> list[tuple[str, str]]:
        """Each case that has a text, with the words for it; those without are denied by others."""
        told: list[tuple[str, str]] = []
        passed: list[tuple[Expression, bool]] = []
        for condition, text in cases:
            holding = [] if condition is None else [(condition, True)]
            if text.strip():
                told.append((self._words([*passed, *holding], is_first=not told), text))
            elif condition is not None:
                passed.append((condition, False))
        return told

    def _words(self, conditions: Sequence[tuple[Expression, bool]], *, is_first: bool) -> str:
        if not conditions:
            return self._ways.otherwise
        words = self._wording.clauses.all_of(conditions=conditions)
        said = self._ways.condition if is_first else self._ways.otherwise_if
        return said.format(condition=words)

    def _under_notes(self, told: Sequence[tuple[str, str]]) -> str:
        return "".join(
            f"\n\n{NOTE_MARK}{escaped(words)}:\n\n{text.strip(chr(10))}\n\n" for words, text in told
        )


def _bracketed(told: Sequence[tuple[str, str]]) -> str:
    texts: list[str] = []
    for words, text in told:
        # A sentence that goes on behind a comma begins anew in brackets.
        core = text.strip().lstrip(",;: ")
        before = text[: len(text) - len(text.lstrip())]
        after = text[len(text.rstrip()) :]
        if texts and not before and not texts[-1][-1].isspace():
            before = " "
        texts.append(f"{before}({escaped(words)}: {core}){after}")
    return "".join(texts)


def _says_anything(part: Part) -> bool:
    return not isinstance(part, str) or bool(part.strip())
