"""The passages of a story sorted: which are scenes, which is the first, and what the rest is."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from emberline.stories.formats.report import Finding, UnreadableError
from emberline.stories.formats.twine.dialect import dialect_of, is_foreign
from emberline.stories.formats.twine.extras import KeptPassage
from emberline.stories.formats.twine.leads import Leads, leads_of
from emberline.stories.formats.twine.markup.scene import Dialect
from emberline.stories.formats.twine.passages import Passage, Source
from emberline.stories.formats.twine.special import Role, role_of

_DEFAULT_START = "Start"
_CODE_TAGS = frozenset({"script", "stylesheet"})


class Cast(NamedTuple):
    """scenes: what may become nodes; start: the name of the first. parts: the names of those that
    others only show in the place of a macro, and none goes to.

    leads: between scenes, by the words of the source. shown: where what stands around every scene
    leads.
    """

    dialect: Dialect
    scenes: tuple[Passage, ...]
    start: str
    parts: set[str]
    leads: Leads
    shown: set[str]
    findings: tuple[Finding, ...]


def cast_of(source: Source) -> Cast:
    """The passages of `source` by what they are for. UnreadableError when none is a scene."""
    dialect = dialect_of(source.data.get("format", ""), source.passages)
    roles = {
        passage.name: role_of(passage.name, passage.tags, dialect) for passage in source.passages
    }
    scenes = tuple(passage for passage in source.passages if roles[passage.name] == "scene")
    if not scenes:
        message = "None of the passages is a scene."
        raise UnreadableError((*source.findings, Finding(None, "no_scenes", message)))
    start, findings = _start(source, {passage.name for passage in scenes})
    others = [passage for passage in source.passages if roles[passage.name] != "scene"]
    read = [passage for passage in others if roles[passage.name] != "other"]
    leads = leads_of(scenes, read)
    return Cast(
        dialect,
        scenes,
        start,
        leads.included - leads.linked - {start} if dialect != "plain" else set(),
        leads,
        set().union(*(leads.targets(it) for it in read if roles[it.name] == "shown")),
        (*findings, *_told(others, roles, source.data.get("format", ""))),
    )


def kept_beside(passages: Iterable[Passage], nodes: Container[str]) -> tuple[KeptPassage, ...]:
    """Those of `passages` whose names are not among `nodes`, with their places between these."""
    kept, at = [], 0
    for passage in passages:
        if passage.name in nodes:
            at += 1
        else:
            kept.append(KeptPassage(passage.name, passage.tags, passage.metadata, passage.text, at))
    return tuple(kept)


def _start(source: Source, scenes: set[str]) -> tuple[str, tuple[Finding, ...]]:
    """The name of the first scene, and what was wrong with what the source says of it."""
    named = source.data.get("start")
    if named in scenes:
        return named, ()
    first = next(passage for passage in source.passages if passage.name in scenes)
    start = _DEFAULT_START if _DEFAULT_START in scenes else first.name
    if named:
        message = f"The story starts with `{named}`, which is no scene: it starts with `{start}`."
        return start, (Finding(None, "missing_start", message),)
    if start == _DEFAULT_START:
        return start, ()
    message = f"Nothing says where the story starts: it starts with its first scene, `{start}`."
    return start, (Finding(first.line, "no_start", message),)


def _told(others: list[Passage], roles: Mapping[str, Role], story_format: str) -> Iterator[Finding]:
    """What of a story is kept and does nothing."""
    if is_foreign(story_format):
        message = f"The logic of {story_format} is not read: it stands in the scenes as text."
        yield Finding(None, "foreign_format", message)
    for passage in others:
        if not passage.text.strip():
            continue
        if roles[passage.name] == "shown":
            message = f"`{passage.name}` stands around every scene in Twine: kept, but not shown."
            yield Finding(passage.line, "not_shown", message)
        elif not _CODE_TAGS.isdisjoint(passage.tags):
            message = f"The code of `{passage.name}` is kept, but does not run."
            yield Finding(passage.line, "not_run", message)
