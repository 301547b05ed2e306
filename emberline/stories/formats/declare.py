"""Names that a story uses and does not declare are declared by their use.

Formats other than the document have no declarations: `gold += 2` is all that they say of `gold`.
"""

from collections.abc import Mapping, Sequence

import msgspec

from emberline.stories.engine.document import (
    Achievement,
    Item,
    Protagonist,
    Story,
    Variable,
    VariableType,
)
from emberline.stories.formats.expressions import Expressions, templates
from emberline.stories.formats.findings import Findings
from emberline.stories.formats.report import Finding

_CODE = "declared_by_use"
_INITIAL: Mapping[VariableType, str] = {
    "int": "0",
    "number": "0",
    "bool": "false",
    "string": "no text",
}


def declare(
    story: Story, expressions: Expressions | None = None
) -> tuple[Story, tuple[Finding, ...]]:
    """`story` with every name declared that it uses, and a finding (`declared_by_use`) for each.

    A variable's type follows from what is put into it, then from what it is compared and calculated
    with, then from the other variables that it meets; a variable of which nothing is known is a
    whole number, and one that is only asked for, as in `{if lit}`, is true or false. Variables have
    the first value of their type; items and the like are named by their keys. What does not parse
    is left alone. The work is linear in the story.
    expressions: of this story, with what was looked at already.
    """
    expressions = expressions or Expressions(story.variables)
    _look(expressions, story)
    uses = expressions.uses
    types = uses.types()
    items = [key for key in uses.items if key not in story.items]
    achievements = [key for key in uses.achievements if key not in story.achievements]
    protagonists = [key for key in uses.protagonists if key not in story.protagonists]
    if not (types or items or achievements or protagonists):
        return story, ()
    declared = msgspec.structs.replace(
        story,
        variables={**story.variables, **_variables(types)},
        items={**story.items, **{key: Item(name=key) for key in items}},
        achievements={
            **story.achievements,
            **{key: Achievement(name=key) for key in achievements},
        },
        protagonists={
            **story.protagonists,
            **{key: Protagonist(name=key) for key in protagonists},
        },
    )
    keys = {"Item": items, "Achievement": achievements, "Protagonist": protagonists}
    return declared, _told(types, keys)


def _variables(types: Mapping[str, VariableType]) -> dict[str, Variable]:
    """A variable for each name; those of one type are one object."""
    made = {kind: Variable(type=kind) for kind in _INITIAL}
    return {name: made[kind] for name, kind in types.items()}


def _told(
    types: Mapping[str, VariableType], keys: Mapping[str, Sequence[str]]
) -> tuple[Finding, ...]:
    findings = Findings()
    for name, kind in types.items():
        message = (
            f"Variable `{name}` is used and not declared: it is taken for `{kind}`, with"
            f" {_INITIAL[kind]} at the start."
        )
        findings.add(None, _CODE, message)
    for what, named in keys.items():
        for key in named:
            message = f"{what} `{key}` is used and not declared: it is named by its key."
            findings.add(None, _CODE, message)
    return findings.told()


def _look(expressions: Expressions, story: Story) -> None:
    uses = expressions.uses
    for protagonist in story.protagonists.values():
        for name, initial in protagonist.initial.items():
            uses.initial(name, initial)
        uses.items.update(dict.fromkeys(protagonist.items))
    for node in story.nodes:
        expressions.node(node)
    for node in story.nodes:
        for template in templates(node):
            expressions.template(template)
