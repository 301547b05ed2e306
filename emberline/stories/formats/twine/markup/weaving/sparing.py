"""Effects that nobody would miss."""

import re
from collections.abc import Sequence

from emberline.stories.formats.twine.markup.scene import Link

# Temporary variables, and those that the translation adds.
_PASSING = re.compile(r"(_\w+|(?:chance|shown|met|opened|text|had|\w+_before)_\d+)\s(?:[-+*]?=)\s")
_NAME = re.compile(r"[^\W\d]\w*")
_ROUNDS = 3


def without_unused(
    effects: Sequence[str], content: str, choices: Sequence[Link]
) -> tuple[str, ...]:
    """`effects` of a scene without those that set a passing variable which it never reads."""
    if not any(_PASSING.match(effect) for effect in effects):
        return tuple(effects)
    outside = set(_NAME.findall(content))
    for link in choices:
        for text in (link.text, link.condition or "", *link.effects):
            outside.update(_NAME.findall(text))
    kept = list(effects)
    for _ in range(_ROUNDS):
        read = set(outside)
        for effect in kept:
            name = _PASSING.match(effect)
            read.update(_NAME.findall(effect[name.end() :] if name else effect))
        needed = [each for each in kept if not (m := _PASSING.match(each)) or m[1] in read]
        if len(needed) == len(kept):
            break
        kept = needed
    return tuple(kept)
