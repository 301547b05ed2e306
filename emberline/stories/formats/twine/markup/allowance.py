"""How much a passage may pull in from others, so that a story stays in proportion to its source."""

import re
from collections.abc import Mapping

from emberline.stories.formats.twine.markup.scene import Widget
from emberline.stories.formats.twine.passages import Passage

ALLOWANCE = 60_000
"""Characters, where there is enough for all."""
_LEAST = 500
_ROUNDS = 10
_PULLED = re.compile(
    r"<<(?:include|display)\s+[\"'\[]*([^\"'\]\n>]{1,200})|\(display:\s*[\"']([^\"'\n]{1,200})"
    r"|<<([A-Za-z][\w-]*)",
    re.IGNORECASE,
)


def allowance_of(passages: Mapping[str, Passage], widgets: Mapping[str, Widget]) -> int:
    """The characters that each passage may pull in.

    How long everything becomes with all that it pulls in is counted first, ten levels deep. When
    that is out of proportion, what there is is shared out.
    """
    sources: dict[str, str] = {f"passage {name}": each.text for name, each in passages.items()}
    sources |= {f"widget {name}": each.text for name, each in widgets.items()}
    pulled = {name: found for name, text in sources.items() if (found := _pulled(text, sources))}
    own = {name: len(text) for name, text in sources.items()}
    whole = dict(own)
    for _ in range(_ROUNDS):
        grown = {
            name: min(own[name] + sum(whole[each] for each in found), own[name] + ALLOWANCE)
            for name, found in pulled.items()
        }
        if all(whole[name] == length for name, length in grown.items()):
            break
        whole |= grown
    needed = sorted(whole[name] - own[name] for name in pulled)
    return _shared(sum(own.values()) + 500_000, needed)


def _shared(budget: int, needed: list[int]) -> int:
    """The most that one may take so that all together keep within `budget`: who needs less leaves
    the rest to the others. needed: from the smallest on."""
    for place, need in enumerate(needed):
        share = budget // (len(needed) - place)
        if need > share:
            return max(_LEAST, share)
        budget -= need
    return ALLOWANCE


def _pulled(text: str, sources: Mapping[str, str]) -> list[str]:
    if "<<" not in text and "(display:" not in text.lower():
        return []
    named = []
    for included, displayed, macro in _PULLED.findall(text):
        name = f"widget {macro}" if macro else f"passage {(included or displayed).strip()}"
        if name in sources:
            named.append(name)
    return named
