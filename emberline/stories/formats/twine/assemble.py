"""A story of Twine made a document: passages become nodes, the rest is kept for the way back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from emberline.stories.engine.document import Node, Story, Value
from emberline.stories.formats.declare import declare
from emberline.stories.formats.expressions import Expressions
from emberline.stories.formats.findings import Findings
from emberline.stories.formats.report import Finding, Imported, Reachable
from emberline.stories.formats.twine.cast import Cast, cast_of, kept_beside
from emberline.stories.formats.twine.dialect import style_of
from emberline.stories.formats.twine.extras import KeptPassage, kept_of_story
from emberline.stories.formats.twine.initial import Initial, initial_of
from emberline.stories.formats.twine.leads import share_reached
from emberline.stories.formats.twine.markup.library import library_of
from emberline.stories.formats.twine.markup.scene import Dialect, Library
from emberline.stories.formats.twine.markup.translating import translate
from emberline.stories.formats.twine.names import Numbering
from emberline.stories.formats.twine.nodes import nodes_of
from emberline.stories.formats.twine.passages import Passage, Source
from emberline.stories.formats.twine.special import AUTHOR
from emberline.stories.formats.twine.text import without_blank_end
from emberline.stories.formats.twine.writing.body import Writer
from emberline.stories.formats.twine.writing.losses import Losses
from emberline.stories.formats.twine.writing.names import Names, inventory_of

_AUTHOR_MOST = 200


def imported_of(source: Source) -> Imported:
    """The document of `source`, and what was lost. UnreadableError when it has no scene.

    A node keeps its passage's source where the node alone would be written otherwise.
    """
    cast = cast_of(source)
    found = Findings()
    _tell(found, (*source.findings, *cast.findings))
    library = common_library(source.passages, cast.dialect)
    initial = initial_of(source.passages, cast.dialect, library)
    _tell(found, initial.findings)
    nodes = _nodes(source, cast, initial, library, found)
    names = {node.key for node in nodes}
    others = kept_beside(source.passages, names)
    story = Story(
        format="emberline-story/1",
        title=source.title,
        author=author_of(others),
        tags=story_tags(source.data),
        nodes=nodes,
        twine=kept_of_story(source.data, cast.dialect, others),
    )
    story, told = _declared(story, initial.values)
    _tell(found, told)
    nothing = {passage.name: () for passage in cast.scenes if passage.name in names}
    reachable = Reachable(
        share_reached(cast.leads.of, cast.shown | {cast.start}, nodes),
        share_reached(nothing, {cast.start}, nodes),
    )
    return Imported(story, found.told(), reachable)


def common_library(passages: Iterable[Passage], dialect: Dialect) -> Library:
    """What the bodies of a story have in common, in whatever order its passages are."""
    return library_of(sorted(passages, key=lambda passage: passage.name), dialect)


def author_of(others: tuple[KeptPassage, ...]) -> str:
    """The author that a passage of the story names, in plain words."""
    for passage in others:
        author = passage.text.strip()
        if passage.name == AUTHOR and len(author) <= _AUTHOR_MOST and author.isprintable():
            return "" if "<" in author or "[" in author else author
    return ""


def story_tags(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The tags of the whole story."""
    tags = data.get("tags")
    return tuple(tags.split()) if isinstance(tags, str) else ()


def start_of(nodes: tuple[Node, ...]) -> Node | None:
    """The node that a story starts with."""
    return next((node for node in nodes if node.start), None)


def _nodes(
    source: Source, cast: Cast, initial: Initial, library: Library, found: Findings
) -> tuple[Node, ...]:
    """The nodes of all scenes, but of those that are a part of others now."""
    nodes: list[Node] = []
    parts: dict[str, tuple[Finding, ...]] = {}
    for node, findings in _made(source, cast, initial, library):
        nodes.append(node)
        if node.key in cast.parts:
            parts[node.key] = findings
        else:
            _tell(found, findings)
    if not parts:
        return tuple(nodes)
    left = cast.leads.included_in((node.content for node in nodes), cast.parts)
    for key in left:
        _tell(found, parts[key])
    gone = parts.keys() - left
    return tuple(node for node in nodes if node.twine.get("of", node.key) not in gone)


def _made(
    source: Source, cast: Cast, initial: Initial, library: Library
) -> Iterator[tuple[Node, tuple[Finding, ...]]]:
    """The nodes of each scene, the first with what could not be carried over."""
    style = style_of(cast.dialect, source.data.get("format", ""))
    writer = Writer(style, Names(inventory=inventory_of(library) or "inventory"), Losses())
    numbering = Numbering(passage.name for passage in cast.scenes)
    for passage in cast.scenes:
        scene = translate(passage, cast.dialect, library)
        is_start = passage.name == cast.start
        begun = initial.effects if is_start else ()
        entered = replace(scene, on_enter=begun + scene.on_enter) if begun else scene
        node, *more = nodes_of(passage, entered, numbering)
        if begun or not writer.writes(node, without_blank_end(passage.text)):
            node = replace(node, twine={**node.twine, "source": passage.text})
        yield replace(node, start=True) if is_start else node, scene.findings
        yield from ((other, ()) for other in more)


def _declared(story: Story, values: Mapping[str, Value]) -> tuple[Story, tuple[Finding, ...]]:
    """`story` with all names declared, its variables beginning with `values`."""
    expressions = Expressions({})
    for name, value in values.items():
        expressions.uses.initial(name, value)
    story, told = declare(story, expressions)
    variables = {
        name: replace(variable, initial=values[name]) if name in values else variable
        for name, variable in story.variables.items()
    }
    # The first findings are of the variables, in their order: what is given a value is no surprise.
    by_use = [told for name, told in zip(variables, told, strict=False) if name not in values]
    return replace(story, variables=variables), (*by_use, *told[len(variables) :])


def _tell(found: Findings, findings: Iterable[Finding]) -> None:
    for finding in findings:
        found.add(finding.line, finding.code, finding.message)
