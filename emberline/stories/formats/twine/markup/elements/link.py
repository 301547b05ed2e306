"""The link forms `[[a]]`, `[[a->b]]`, `[[b<-a]]` and `[[a|b]]`, with setters."""

import re
from typing import NamedTuple

# What Twine itself takes for an address outside of the story, and what SugarCube and Harlowe do.
_EXTERNAL = re.compile(
    r"\s*(?:[a-z][\w+.-]*:///?\w|(?:mailto|javascript|data|tel):|//\w|\.{0,2}/\w|"
    r"\w[\w./-]*\.(?:html?|php)(?:[?#]|\s*\Z)|\w[\w./-]*/[\w./-]*\.\w+\s*\Z)",
    re.IGNORECASE,
)


class LinkParts(NamedTuple):
    """What a link says: its text, the passage it leads to, and the source of its setter."""

    text: str
    target: str
    setter: str | None = None


def split_link(inside: str) -> LinkParts:
    """The parts of what stands between `[[` and `]]`.

    In Twine's own order: the rightmost `->`, then the leftmost `<-`, then the rightmost `|`. A part
    that is empty counts as not there.
    """
    body, setter = _without_setter(inside)
    if "->" in body:
        text, _, target = body.rpartition("->")
    elif "<-" in body:
        target, _, text = body.partition("<-")
    elif "|" in body:
        text, _, target = body.rpartition("|")
    else:
        text = target = body
    text, target = text.strip(), target.strip()
    return LinkParts(text or target, target or text, setter)


def is_external(target: str) -> bool:
    """Whether `target` is an address on the web and no passage."""
    return _EXTERNAL.match(target) is not None


def _without_setter(inside: str) -> tuple[str, str | None]:
    body, bracket, setter = inside.partition("][")
    return body, (setter.strip() or None) if bracket else None
