"""Where a passage's source leads, whether or not its markup is understood: told by its words alone.

The fidelity of an import is measured by it, so it does not depend on the translation.
"""

import re
from collections.abc import Container, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from emberline.stories.engine.document import Node
from emberline.stories.formats.twine.markup.elements.link import split_link
from emberline.stories.formats.twine.passages import Passage

_LINK = re.compile(r"\[\[([^\[\]\n]{1,400}+)\]")
_PICTURE_LINK = re.compile(r"\[img\[[^\[\]\n]{1,400}+\]\[([^\[\]\n]{1,400}+)\]")
_MACRO = re.compile(r"<<([A-Za-z]{1,40}+)(?=[\s>])|\(([A-Za-z-]{1,40}+)\s*:")
_WINDOW = 400
_QUOTED = re.compile(r'"([^"\n]+)"|\'([^\'\n]+)\'')
_PULLED_IN = frozenset({"include", "display"})
_GOING = frozenset({"goto", "link", "button", "click", "choice", "actions"})
_COMMENTS = (("/*", "*/"), ("/%", "%/"), ("<!--", "-->"))


class Leads(NamedTuple):
    """What each of some passages leads to, and which passages are gone to and which are shown in
    the place of a macro at all."""

    of: dict[str, tuple[str, ...]]
    linked: set[str]
    included: set[str]
    names: dict[str, str]

    def targets(self, passage: Passage) -> set[str]:
        """Where `passage`, which is none of them, leads among them."""
        linked, included = _named(passage.text, self.names)
        return linked | included

    def included_in(self, texts: Iterable[str], names: Container[str]) -> set[str]:
        """Those of `names` that macros in `texts` show."""
        return {name for text in texts for name in _named(text, self.names)[1] if name in names}


def share_reached(
    leads: Mapping[str, Iterable[str]], start: Iterable[str], nodes: Iterable[Node]
) -> float:
    """The share (0 to 1) of the passages in `leads` that one comes to from `start`: by what each of
    them leads to, and by the choices of `nodes`. Linear time."""
    ways = {node.key: node.choices for node in nodes}
    seen = {name for name in start if name in leads}
    open_names = list(seen)
    while open_names:
        name = open_names.pop()
        for target in chain(leads[name], (choice.to for choice in ways.get(name, ()))):
            if target in leads and target not in seen:
                seen.add(target)
                open_names.append(target)
    return len(seen) / len(leads) if leads else 0.0


def leads_of(passages: Iterable[Passage], others: Iterable[Passage]) -> Leads:
    """Where `passages` lead among themselves, what `others` say of them counted in."""
    texts = {passage.name: passage.text for passage in passages}
    # One string for a name wherever it stands: there are many times more links than names.
    names = {name: name for name in texts}
    leads = Leads({}, set(), set(), names)
    for name, text in texts.items():
        linked, included = _named(text, names)
        leads.of[name] = (*linked, *included)
        leads.linked.update(linked - {name})
        leads.included.update(included)
    for passage in others:
        linked, included = _named(passage.text, names)
        leads.linked.update(linked)
        leads.included.update(included)
    return leads


def _named(text: str, names: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """The passages that `text` says to go to, and those that it shows."""
    linked: set[str] = set()
    included: set[str] = set()
    for begin, end in _COMMENTS:
        if begin in text:
            text = _without(text, begin, end)
    if "[[" in text:
        linked.update(split_link(link).target for link in _LINK.findall(text))
    if "[img[" in text:
        linked.update(split_link(link).target for link in _PICTURE_LINK.findall(text))
    for macro in _MACRO.finditer(text):
        name = (macro[1] or macro[2].replace("-", "")).lower()
        if name in _PULLED_IN:
            included.update(_arguments(text, macro))
        elif name in _GOING or (macro[2] and "goto" in name):
            linked.update(_arguments(text, macro))
    return (
        {names[name] for name in linked if name in names},
        {names[name] for name in included if name in names},
    )


def _arguments(text: str, macro: re.Match[str]) -> set[str]:
    """The texts among the arguments of a macro, or all of them when there is none."""
    end = text.find(">>" if macro[1] else ")", macro.end(), macro.end() + _WINDOW)
    arguments = text[macro.end() : end] if end > 0 else ""
    quoted = {double or single for double, single in _QUOTED.findall(arguments)}
    return quoted or {arguments.strip()}


def _without(text: str, begin: str, end: str) -> str:
    kept, at = [], 0
    while (start := text.find(begin, at)) >= 0:
        stop = text.find(end, start + len(begin))
        if stop < 0:
            break
        kept.append(text[at:start])
        at = stop + len(end)
    return "".join((*kept, text[at:]))
