"""Documents written as Twee 3."""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import replace

from emberline.stories.engine.document import Node, Story
from emberline.stories.engine.names import choice_name
from emberline.stories.formats.report import Exported, Finding
from emberline.stories.formats.twine.assemble import (
    author_of,
    common_library,
    start_of,
    story_tags,
)
from emberline.stories.formats.twine.extras import KeptPassage
from emberline.stories.formats.twine.initial import Initial, initial_of
from emberline.stories.formats.twine.markup.scene import Library
from emberline.stories.formats.twine.markup.translating import translate
from emberline.stories.formats.twine.names import Numbering
from emberline.stories.formats.twine.nodes import nodes_of
from emberline.stories.formats.twine.outset import begun_values, with_author, with_setting
from emberline.stories.formats.twine.passages import Passage
from emberline.stories.formats.twine.twee import twee_of
from emberline.stories.formats.twine.way_back import Place, Way, draft_of, way_back
from emberline.stories.formats.twine.writing.body import Writer
from emberline.stories.formats.twine.writing.losses import Losses, tell_losses
from emberline.stories.formats.twine.writing.names import Names, hyphened

# The version that has every word in use here.
_SUGARCUBE = "2.37.3"
_DEFAULT_START = "Start"
# With more, to look for each in every source would take longer than to write all anew.
_RENAMED_MOST = 50


def write_twee(story: Story) -> Exported:
    """`story` as Twee 3, with what Twine cannot hold.

    A story that came from Twine goes back as it came: the passage of a node that was not edited has
    its own source again. What was edited, and a story that never was in Twine, is written in the
    markup of its format, which is SugarCube unless it has another.
    """
    losses = Losses()
    way = way_back(story, losses)
    writer = Writer(way.style, way.names, losses)
    others = [it.passage() for it in way.extras.passages]
    drafts = _drafts(way)
    mains = [draft for place, draft in zip(way.places, drafts, strict=True) if not place.known.of]
    library = common_library((*others, *mains), way.dialect)
    initial = initial_of(others, way.dialect, library)
    same = _unchanged(way, drafts, initial, library)
    tell_losses(story, losses)
    written = [
        _written(place, draft, initial, writer, is_same=place.node.key in same)
        for place, draft in zip(way.places, drafts, strict=True)
        if place.known.of not in same
    ]
    needs_list = not way.has_list and writer.has_items
    kept = _kept(story, way, initial, writer, needs_list=needs_list)
    data, findings = _data(story, way)
    text = twee_of(story.title, data, _in_order(written, kept))
    return Exported(text, (*findings, *losses.findings()))


def _drafts(way: Way) -> list[Passage]:
    # What is lost is told when the passage is written in the end.
    writer = Writer(way.style, way.names, Losses())
    return [draft_of(place, writer) for place in way.places]


def _unchanged(way: Way, drafts: list[Passage], initial: Initial, library: Library) -> set[str]:
    """The keys of nodes that still are what their kept source gives, those with them, too."""
    if len(way.renamed) > _RENAMED_MOST:
        return set()
    together: dict[str, list[Node]] = {}
    for place in way.places:
        if place.known.of:
            together.setdefault(place.known.of, []).append(place.node)
    numbering = Numbering(place.node.key for place in way.places if not place.known.of)
    same = set()
    for (node, known, _), draft in zip(way.places, drafts, strict=True):
        source = known.source
        if source is None or any(key in source for key in way.renamed):
            continue
        scene = translate(draft, way.dialect, library)
        if node.start:
            scene = replace(scene, on_enter=initial.effects + scene.on_enter)
        imported = nodes_of(replace(draft, name=node.key), scene, numbering)
        now = (node, *together.get(node.key, ()))
        if [_told(each, way.names) for each in now] == [_told(each, Names()) for each in imported]:
            same.add(node.key)
    return same


def _written(
    place: Place, draft: Passage, initial: Initial, writer: Writer, *, is_same: bool
) -> Passage:
    """The passage of a node: as it was imported if it still is the same."""
    node, begun = place.node, len(initial.effects)
    if is_same:
        writer.tell(node)
        return draft
    if node.start and begun and node.on_enter[:begun] == initial.effects:
        # What is done before the first scene has a passage of its own.
        node = replace(node, on_enter=node.on_enter[begun:])
    return replace(draft, text=writer.body(node))


def _told(node: Node, names: Names) -> tuple[Any, ...]:
    """What a passage says of `node`; a choice that is asked for needs a word more."""
    choices = tuple(
        (
            choice.text,
            names.passage(choice.to),
            choice.condition,
            choice.effects,
            choice.once,
            choice.timer,
            choice.roll,
            choice_name(node.key, choice.key) in names.chosen,
        )
        for choice in node.choices
    )
    pictures = tuple(media.source for media in node.media if media.kind == "image")
    return node.content, node.on_enter, choices, pictures, node.puzzle


def _kept(
    story: Story, way: Way, initial: Initial, writer: Writer, *, needs_list: bool
) -> tuple[KeptPassage, ...]:
    """The passages that are no nodes, those that set variables changed where the story was."""
    values = {
        name: value
        for name, value in begun_values(story, is_native=way.is_native).items()
        if initial.values.get(name) != value or type(initial.values[name]) is not type(value)
    }
    values |= dict.fromkeys(way.names.chosen.values(), False)
    setting = writer.setting(values, has_items=needs_list)
    passages = with_setting(way.extras.passages, setting, way.dialect)
    return with_author(passages, story.author, author_of(way.extras.passages))


def _data(story: Story, way: Way) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What `StoryData` says, and what had to be made up for it."""
    extras = way.extras
    findings: tuple[Finding, ...] = ()
    told = {
        "ifid": extras.ifid or _made_ifid(story),
        "format": "SugarCube" if way.is_native else extras.format,
        "format-version": _SUGARCUBE if way.is_native else extras.format_version,
        "start": _start(story, way),
        "tag-colors": extras.tag_colors,
        "zoom": extras.zoom,
    }
    data = {key: value for key, value in told.items() if value is not None} | dict(extras.data)
    if story.tags != story_tags(extras.data):
        data["tags"] = " ".join(hyphened(tag) for tag in story.tags)
    if not extras.ifid:
        message = f"Twine asks for an IFID, which the story lacks; it is made up: `{data['ifid']}`."
        findings = (Finding(None, "ifid_made", message),)
    return data, findings


def _start(story: Story, way: Way) -> str | None:
    start = start_of(story.nodes)
    if start is None:
        return None
    name = way.names.passage(start.key)
    return None if name == _DEFAULT_START and way.extras.start is None else name


def _made_ifid(story: Story) -> str:
    """An IFID that is the same whenever the story is exported."""
    start = start_of(story.nodes)
    told = "\n".join((story.title, story.author, start.key if start else ""))
    return str(uuid5(NAMESPACE_URL, told)).upper()


def _in_order(nodes: list[Passage], kept: tuple[KeptPassage, ...]) -> Iterator[Passage]:
    """The passages as they stood among each other."""
    rest = sorted(kept, key=lambda passage: passage.at)[::-1]
    for at, passage in enumerate(nodes):
        while rest and rest[-1].at <= at:
            yield rest.pop().passage()
        yield passage
    yield from (passage.passage() for passage in reversed(rest))
