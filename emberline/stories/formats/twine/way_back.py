"""What the way back to Twine needs of a document: names, sources, and the format they are in."""

from typing import Any, NamedTuple

from emberline.stories.engine.document import Node, Story
from emberline.stories.formats.twine.dialect import dialect_of, style_of
from emberline.stories.formats.twine.extras import (
    NodeExtras,
    StoryExtras,
    extras_of_node,
    extras_of_story,
)
from emberline.stories.formats.twine.markup.library import library_of
from emberline.stories.formats.twine.markup.scene import Dialect
from emberline.stories.formats.twine.nodes import position_of, written_position
from emberline.stories.formats.twine.outset import chosen_choices, once_choices
from emberline.stories.formats.twine.passages import Passage
from emberline.stories.formats.twine.special import DATA, TITLE
from emberline.stories.formats.twine.writing.body import Style, Writer
from emberline.stories.formats.twine.writing.losses import Losses
from emberline.stories.formats.twine.writing.names import (
    Names,
    chosen_names,
    free_variable,
    hyphened,
    inventory_of,
    passage_names,
)


class Place(NamedTuple):
    """A node and what Twine knows of it. title: the name of its passage."""

    node: Node
    known: NodeExtras
    title: str


class Way(NamedTuple):
    """is_native: whether the story never was in Twine. renamed: keys that sources have another name
    for than the document. has_list: whether the sources have a list for the items."""

    is_native: bool
    extras: StoryExtras
    places: list[Place]
    renamed: list[str]
    dialect: Dialect
    style: Style
    names: Names
    has_list: bool


def way_back(story: Story, losses: Losses) -> Way:
    """What the way back to Twine needs of `story`."""
    extras, nodes = _extras(story, losses)
    places = _places(story, extras, nodes, losses)
    sourced = [place for place in places if place.known.source is not None]
    is_native = not story.twine and not sourced
    named = dialect_of(extras.format or "", ())
    dialect = extras.dialect or ("sugarcube" if is_native else named)
    inventory = _inventory(extras, sourced, dialect) if story.items else None
    names = Names(
        {place.node.key: place.title for place in reversed(places)},
        inventory or free_variable("inventory", story.variables),
        _chosen(story, places, losses),
    )
    return Way(
        is_native,
        extras,
        places,
        [place.node.key for place in sourced if place.node.key != place.title],
        dialect,
        "native" if is_native else style_of(dialect, extras.format or ""),
        names,
        inventory is not None,
    )


def draft_of(place: Place, writer: Writer) -> Passage:
    """The passage of a node, as far as can be said before it is known whether it was edited."""
    node, known = place.node, place.known
    text = writer.body(node) if known.source is None else known.source
    tags = tuple(filter(None, map(hyphened, node.tags)))
    return Passage(place.title, tags, _metadata(node, known), text)


def _extras(story: Story, losses: Losses) -> tuple[StoryExtras, list[NodeExtras]]:
    """What Twine knows of the story and of each node."""
    of_story = extras_of_story(story)
    if of_story is None:
        losses.add("lost_twine", story.title)
    nodes = []
    for node in story.nodes:
        known = extras_of_node(node)
        if known is None:
            losses.add("lost_twine", node.key)
        nodes.append(known or NodeExtras())
    return of_story or StoryExtras(), nodes


def _places(
    story: Story, extras: StoryExtras, nodes: list[NodeExtras], losses: Losses
) -> list[Place]:
    taken = {TITLE, DATA, *(passage.name for passage in extras.passages)}
    pairs = list(zip(story.nodes, nodes, strict=True))
    # One that goes with another has its title and is told by its key.
    wanted = [node.key if known.of else node.title or node.key for node, known in pairs]
    titles = passage_names(wanted, taken, losses)
    return [Place(*pair, title) for pair, title in zip(pairs, titles, strict=True)]


def _inventory(extras: StoryExtras, sourced: list[Place], dialect: Dialect) -> str | None:
    """The variable with the list of items that the sources have, if there is one."""
    sources = [Passage(place.title, text=place.known.source or "") for place in sourced]
    library = library_of((*(it.passage() for it in extras.passages), *sources), dialect)
    return inventory_of(library)


def _chosen(story: Story, places: list[Place], losses: Losses) -> dict[str, str]:
    """Variables for the choices that are asked for, or can be taken once."""
    asked = chosen_choices(story.nodes)
    for choice in asked:
        losses.add("lost_chosen", choice)
    # A source knows by itself what can be taken once.
    own = (place.node for place in places if not place.known.source and not place.known.of)
    return chosen_names(asked | dict.fromkeys(once_choices(own)), story.variables)


def _metadata(node: Node, known: NodeExtras) -> dict[str, Any]:
    metadata = dict(known.metadata)
    placed: dict[str, Any] = {}
    if "position" in metadata and position_of(metadata["position"]) == node.position:
        placed["position"] = metadata["position"]
    elif node.position is not None:
        placed["position"] = written_position(node.position)
    if known.size is not None:
        placed["size"] = known.size
    return {**placed, **{key: metadata[key] for key in metadata if key not in placed}}
