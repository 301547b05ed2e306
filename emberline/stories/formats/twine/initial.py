"""What happens before the first scene: values that variables begin with, and other effects."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from emberline.stories.engine.document import Value
from emberline.stories.engine.expression import ExpressionError, parse_effect
from emberline.stories.engine.tree import Assignment, Constant, Effect, Expression, Negative
from emberline.stories.formats.report import Finding
from emberline.stories.formats.twine.markup.scene import Dialect, Library
from emberline.stories.formats.twine.markup.translating import translate
from emberline.stories.formats.twine.passages import Passage
from emberline.stories.formats.twine.special import role_of

_WORD = re.compile(r"[^\W\d]\w*")


class Initial(NamedTuple):
    """values: of variables, plainly set. effects: all else, for the first scene to do."""

    values: dict[str, Value]
    effects: tuple[str, ...]
    findings: tuple[Finding, ...]


def initial_of(passages: Iterable[Passage], dialect: Dialect, library: Library) -> Initial:
    """What those of `passages` do that come before the first scene, in the format's order."""
    chosen = [
        passage for passage in passages if role_of(passage.name, passage.tags, dialect) == "initial"
    ]
    if dialect == "harlowe":
        chosen.sort(key=lambda passage: passage.name)
    else:
        # What is tagged comes before what is named.
        chosen.sort(key=lambda passage: not passage.tags)
    scenes = [translate(passage, dialect, library) for passage in chosen]
    values: dict[str, Value] = {}
    effects: list[str] = []
    looked_at: set[str] = set()
    for text in (text for scene in scenes for text in scene.on_enter):
        effect = _parsed(text)
        value = _plain_value(effect)
        # What comes after something that has to do with the variable comes after it.
        if value is None or not isinstance(effect, Assignment) or effect.name in looked_at:
            effects.append(text)
            looked_at.update(_WORD.findall(text))
        else:
            values[effect.name] = value
    findings = tuple(finding for scene in scenes for finding in scene.findings)
    return Initial(values, tuple(effects), findings)


def _parsed(text: str) -> Effect | None:
    try:
        return parse_effect(text)
    except ExpressionError:
        return None


def _plain_value(effect: Effect | None) -> Value | None:
    """The value that `effect` puts into a variable, if it stands there as it is."""
    if not isinstance(effect, Assignment) or effect.operator is not None:
        return None
    return _constant(effect.value)


def _constant(expression: Expression) -> Value | None:
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, Negative) and isinstance(expression.of, Constant):
        value = expression.of.value
        return None if isinstance(value, bool | str) else -value
    return None
