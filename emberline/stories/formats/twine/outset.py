"""What an exported story does before its first scene: the passages that set its variables."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from emberline.stories.engine.document import Node, Story, Value
from emberline.stories.engine.names import choice_name, initial_value
from emberline.stories.formats.twine.extras import KeptPassage
from emberline.stories.formats.twine.markup.scene import Dialect
from emberline.stories.formats.twine.special import AUTHOR, role_of

_CHOSEN = re.compile(r"""\bchosen\(\s*(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|([\w.:/-]+))""")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def chosen_choices(nodes: Sequence[Node]) -> dict[str, None]:
    """The choices (`node/choice`) that conditions ask for, in their order."""
    found: dict[str, None] = {}
    for text in (text for node in nodes for text in _texts(node)):
        if "chosen" in text:
            for double, single, bare in _CHOSEN.findall(text):
                found[_ESCAPED.sub(r"\1", double or single) or bare] = None
    return found


def once_choices(nodes: Iterable[Node]) -> Iterator[str]:
    """The choices (`node/choice`) that can be taken once."""
    for node in nodes:
        for choice in node.choices:
            if choice.once:
                yield choice_name(node.key, choice.key)


def begun_values(story: Story, *, is_native: bool) -> dict[str, Value]:
    """What the variables of `story` begin with, as far as it says so.

    A native story says it of all of them: what Twine does not know it would not show either.
    """
    return {
        name: initial_value(variable)
        for name, variable in story.variables.items()
        if is_native or variable.initial is not None
    }


def with_setting(
    passages: Sequence[KeptPassage], setting: str, dialect: Dialect
) -> tuple[KeptPassage, ...]:
    """The passages with the effects `setting` behind those that come before the first scene."""
    if not setting:
        return tuple(passages)
    initial = [
        at
        for at, passage in enumerate(passages)
        if role_of(passage.name, passage.tags, dialect) == "initial"
    ]
    if initial:
        last = passages[initial[-1]]
        changed = replace(last, text="\n".join(filter(None, (last.text.rstrip(), setting))))
        return (*passages[: initial[-1]], changed, *passages[initial[-1] + 1 :])
    if dialect == "harlowe":
        return (KeptPassage("Startup", ("startup",), text=setting), *passages)
    return (KeptPassage("StoryInit", text=setting), *passages)


def with_author(
    passages: Sequence[KeptPassage], author: str, known: str
) -> tuple[KeptPassage, ...]:
    """The passages with one that names the author, where they name another (`known`)."""
    if author == known:
        return tuple(passages)
    rest = tuple(passage for passage in passages if passage.name != AUTHOR)
    return (KeptPassage(AUTHOR, text=author), *rest) if author else rest


def _texts(node: Node) -> Iterator[str]:
    """The texts that may ask which choices were taken."""
    yield node.content
    yield from node.on_enter
    for choice in node.choices:
        yield choice.text
        yield choice.condition or ""
        yield from choice.effects
