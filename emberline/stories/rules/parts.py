"""A document in the parts that a draft stores, and put together again."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from emberline.stories.engine.document import FORMAT, Choice, Node, Story
from emberline.stories.rules.part_ids import choice_id, node_id

_encode = msgspec.json.Encoder().encode
_node = msgspec.json.Decoder(Node)
_choice = msgspec.json.Decoder(Choice)
_declarations = msgspec.json.Decoder(Story)


class Heading(NamedTuple):
    """What a story says of itself where lists show it; each has its own column."""

    title: str
    description: str
    difficulty_level: str
    category: str
    language: str
    tags: list[str]
    content_notes: list[str]


class NodePart(NamedTuple):
    """A node as it is stored; the body is JSON without its choices."""

    id: str
    key: str
    position: int
    is_ending: bool
    body: bytes


class ChoicePart(NamedTuple):
    """A choice as it is stored."""

    id: str
    node_id: str
    key: str
    position: int
    body: bytes


def heading_of(story: Story) -> Heading:
    """The heading of a document."""
    return Heading(
        story.title,
        story.description,
        story.difficulty_level,
        story.category,
        story.language,
        list(story.tags),
        list(story.content_notes),
    )


def declarations_of(story: Story) -> bytes:
    """The JSON of a document without its nodes and its heading."""
    bare = Story(
        format=FORMAT,
        title="",
        schema=story.schema,
        author=story.author,
        cover=story.cover,
        variables=story.variables,
        items=story.items,
        protagonists=story.protagonists,
        achievements=story.achievements,
        twine=story.twine,
    )
    return _encode(bare)


def with_cover(declarations: bytes, cover: str | None) -> bytes:
    """The declarations of a document that has this cover."""
    return _encode(msgspec.structs.replace(_declarations.decode(declarations), cover=cover))


def node_parts(story_id: str, nodes: Iterable[Node]) -> list[NodePart]:
    """The nodes of a document in their order, each without its choices."""
    return [
        NodePart(node_id(story_id, node.key), node.key, position, node.is_ending, node_body(node))
        for position, node in enumerate(nodes)
    ]


def choice_parts(story_id: str, nodes: Iterable[Node]) -> list[ChoicePart]:
    """The choices of a document's nodes."""
    return [
        ChoicePart(
            choice_id(story_id, node.key, choice.key),
            of_node,
            choice.key,
            position,
            _encode(choice),
        )
        for node in nodes
        for of_node in [node_id(story_id, node.key)]
        for position, choice in enumerate(node.choices)
    ]


def node_body(node: Node) -> bytes:
    """The JSON of a node without its choices."""
    return _encode(msgspec.structs.replace(node, choices=()))


def choice_body(choice: Choice) -> bytes:
    """The JSON of a choice."""
    return _encode(choice)


def node_from(body: bytes, choices: Sequence[bytes]) -> Node:
    """A node again, with the bodies of its choices in their order."""
    node = _node.decode(body)
    if not choices:
        return node
    return msgspec.structs.replace(node, choices=tuple(_choice.decode(each) for each in choices))


def choice_from(body: bytes) -> Choice:
    """A choice again."""
    return _choice.decode(body)


def story_from(heading: Heading, declarations: bytes, nodes: Iterable[Node]) -> Story:
    """A document again."""
    bare = _declarations.decode(declarations)
    told = {
        **heading._asdict(),
        "tags": tuple(heading.tags),
        "content_notes": tuple(heading.content_notes),
    }
    # What is a default anyway stays one, so that it is written as it was: not at all.
    changed = {name: value for name, value in told.items() if value != getattr(bare, name)}
    return msgspec.structs.replace(bare, **changed, nodes=tuple(nodes))
