"""How two documents of a story differ, node by node and choice by choice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import msgspec

from emberline.stories.engine.document import Choice, Node, Story
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.rules.wire_names import choice_fields, node_fields

T = TypeVar("T", Node, Choice)

Kind = Literal["added", "removed", "changed"]


class FieldChange(msgspec.Struct, frozen=True):
    """A field that differs; null where there is none."""

    field: str
    before: Any
    after: Any


class ChoiceChange(msgspec.Struct, frozen=True):
    """A choice that came, went, or differs in `fields`."""

    choice_id: str
    key: str
    change: Kind
    fields: Sequence[FieldChange]


class NodeChange(msgspec.Struct, frozen=True):
    """A node that came, went, or differs in `fields` or in its choices.

    node_title: as it is now, or was at last. words_added, words_removed: however they moved about.
    """

    node_id: str
    key: str
    node_title: str
    change: Kind
    fields: Sequence[FieldChange]
    choices: Sequence[ChoiceChange]
    words_added: int
    words_removed: int


class DiffTotals(msgspec.Struct, frozen=True):
    """How much differs in all."""

    nodes_added: int
    nodes_removed: int
    nodes_changed: int
    choices_added: int
    choices_removed: int
    choices_changed: int
    words_added: Annotated[int, msgspec.Meta(description="Of contents, prompts and choices.")]
    words_removed: int


class NodePlace(NamedTuple):
    """A place among the nodes that differ: by the order of the later document, then those gone."""

    is_gone: bool
    position: int


class NodePair(NamedTuple):
    """A node of two documents; None in the one that does not have it."""

    place: NodePlace
    before: Node | None
    after: Node | None


class Comparison(NamedTuple):
    """What differs: the story's own fields, the nodes, and how much."""

    story: list[FieldChange]
    nodes: list[NodePair]
    totals: DiffTotals


def compare(before: Story, after: Story) -> Comparison:
    """What leads from `before` to `after`, in time linear in their sizes.

    Keys tell which node is which: a renamed one has gone, and another come.
    """
    pairs = list(_pairs(before, after))
    counts: Counter[str] = Counter()
    for pair in pairs:
        counts[f"nodes_{_kind(pair.before, pair.after)}"] += 1
        counts.update(f"choices_{kind}" for *_, kind in _choice_pairs(pair.before, pair.after))
        added, removed = _words_changed(pair.before, pair.after)
        counts["words_added"] += added
        counts["words_removed"] += removed
    totals = DiffTotals(**{name: counts[name] for name in DiffTotals.__struct_fields__})
    return Comparison(list(_story_changes(before, after)), pairs, totals)


def node_change(story_id: str, pair: NodePair) -> NodeChange:
    """How one node differs, with the texts of both sides, by the names of the wire."""
    before, after = pair.before, pair.after
    node = after or before
    assert node is not None
    added, removed = _words_changed(before, after)
    return NodeChange(
        node_id=node_id(story_id, node.key),
        key=node.key,
        node_title=node.title,
        change=_kind(before, after),
        fields=[
            *_changes(_of_node(story_id, before), _of_node(story_id, after)),
            *_order_change(before, after),
        ],
        choices=[
            _choice_change(story_id, node.key, was, now, kind)
            for was, now, kind in _choice_pairs(before, after)
        ],
        words_added=added,
        words_removed=removed,
    )


def _choice_change(
    story_id: str, node_key: str, was: Choice | None, now: Choice | None, kind: Kind
) -> ChoiceChange:
    choice = now or was
    assert choice is not None
    return ChoiceChange(
        choice_id(story_id, node_key, choice.key),
        choice.key,
        kind,
        _changes(_of_choice(story_id, node_key, was), _of_choice(story_id, node_key, now)),
    )


def _pairs(before: Story, after: Story) -> Iterator[NodePair]:
    were = {node.key: node for node in before.nodes}
    keys = {node.key for node in after.nodes}
    for position, node in enumerate(after.nodes):
        was = were.get(node.key)
        if was != node:
            yield NodePair(NodePlace(False, position), was, node)
    for position, node in enumerate(before.nodes):
        if node.key not in keys:
            yield NodePair(NodePlace(True, position), node, None)


def _choice_pairs(
    before: Node | None, after: Node | None
) -> Iterator[tuple[Choice | None, Choice | None, Kind]]:
    """The choices that differ, in the later order, then those that are gone."""
    were = {} if before is None else {choice.key: choice for choice in before.choices}
    now = () if after is None else after.choices
    for choice in now:
        was = were.pop(choice.key, None)
        if was != choice:
            yield was, choice, _kind(was, choice)
    for gone in were.values():
        yield gone, None, "removed"


def _kind(before: T | None, after: T | None) -> Kind:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _words_changed(before: Node | None, after: Node | None) -> tuple[int, int]:
    """How many words came and went; one that only moved did neither."""
    was, now = _words(before), _words(after)
    return (now - was).total(), (was - now).total()


def _words(node: Node | None) -> Counter[str]:
    words: Counter[str] = Counter()
    if node is None:
        return words
    words.update(node.content.split())
    if node.puzzle is not None:
        words.update(node.puzzle.prompt.split())
    for choice in node.choices:
        words.update(choice.text.split())
    return words


def _story_changes(before: Story, after: Story) -> Iterator[FieldChange]:
    for name in _STORY_FIELDS:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield FieldChange(name, was, now)
    for name in _STORY_MAPS:
        were, are = getattr(before, name), getattr(after, name)
        for key in {**were, **are}:
            if were.get(key) != are.get(key):
                yield FieldChange(f"{name}.{key}", were.get(key), are.get(key))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    return [
        FieldChange(name, before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _of_node(story_id: str, node: Node | None) -> dict[str, Any]:
    if node is None:
        return {}
    fields = {**node_fields(story_id, node), **_named(node, _NODE_PARTS)}
    return _filled(fields, _NODE_NAMED)


def _order_change(before: Node | None, after: Node | None) -> Iterator[FieldChange]:
    """The keys of the choices, where the same ones stand in another order."""
    if before is not None and after is not None:
        was, now = _keys(before), _keys(after)
        if was != now and set(was) == set(now):
            yield FieldChange("choices", was, now)


def _keys(node: Node) -> list[str]:
    return [choice.key for choice in node.choices]


def _of_choice(story_id: str, node_key: str, choice: Choice | None) -> dict[str, Any]:
    if choice is None:
        return {}
    plain = choice_fields(story_id, node_key, choice, choice.letter or "")
    fields = {**plain, **_named(choice, _CHOICE_PARTS)}
    return _filled(fields, _CHOICE_NAMED)


def _named(part: Node | Choice, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _filled(fields: Mapping[str, Any], named: frozenset[str]) -> dict[str, Any]:
    """What tells something of its own; what is empty is as good as not there."""
    return {
        name: value
        for name, value in fields.items()
        if name not in named and value not in (None, "", (), {}, False)
    }


_STORY_MAPS = ("variables", "items", "protagonists", "achievements")
_STORY_FIELDS = tuple(
    name
    for name in Story.__struct_fields__
    if name not in ("format", "schema", "nodes", *_STORY_MAPS)
)
# What is structured has the same name in the document and on the wire.
_NODE_PARTS = ("position", "media", "puzzle", "ending", "twine")
_CHOICE_PARTS = ("timer", "roll")
# What names a part, or says again what another field says.
_NODE_NAMED = frozenset({"node_id", "key", "story_id", "is_ending_node"})
_CHOICE_NAMED = frozenset({"choice_id", "key", "from_node_id", "to"})
