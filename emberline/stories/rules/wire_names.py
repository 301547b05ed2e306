"""The names of nodes and choices on the wire, and those of the document: one to the other."""

import re
from collections.abc import Collection, Mapping
from itertools import count
from typing import Any, TypeVar

import msgspec

from emberline.stories.engine.document import (
    Choice,
    Ending,
    Media,
    Node,
    Position,
    Puzzle,
    Roll,
    Timer,
)
from emberline.stories.rules.part_ids import choice_id, node_id

_NODE_NAMES = {"node_title": "title", "node_type": "type", "is_starting_node": "start"}
_CHOICE_NAMES = {"choice_text": "text", "choice_letter": "letter"}
_UNLIKE_KEYS = re.compile(r"[^\w]+")
_SLUG_MOST = 60

_T = TypeVar("_T", Node, Choice)


class WireError(ValueError):
    """A field of a node or choice that cannot be as it was sent."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def node_fields(story_id: str, node: Node) -> dict[str, Any]:
    """A node of the document by its names on the wire, without what is structured."""
    return {
        "node_id": node_id(story_id, node.key),
        "key": node.key,
        "story_id": story_id,
        "node_title": node.title,
        "content": node.content,
        "node_type": "ending" if node.is_ending else node.type,
        "is_starting_node": node.start,
        "is_ending_node": node.is_ending,
        "on_enter": node.on_enter,
        "tags": node.tags,
        "note": node.note,
    }


def choice_fields(story_id: str, node_key: str, choice: Choice, letter: str) -> dict[str, Any]:
    """A choice of the document by its names on the wire, without its timer and roll.

    letter: its own or the one given out.
    """
    return {
        "choice_id": choice_id(story_id, node_key, choice.key),
        "key": choice.key,
        "from_node_id": node_id(story_id, node_key),
        "to_node_id": node_id(story_id, choice.to) if choice.to else None,
        "to": choice.to,
        "choice_text": choice.text,
        "choice_letter": letter,
        "consequences": choice.consequences,
        "condition": choice.condition,
        "locked_text": choice.locked_text,
        "effects": choice.effects,
        "once": choice.once,
        "fallback": choice.fallback,
    }


def node_with(node: Node, sent: Mapping[str, Any]) -> Node:
    """`node` with what was sent by names of the wire (plain values, as JSON has them).

    What was not sent stays. WireError for what is at odds.
    """
    fields = {_NODE_NAMES.get(name, name): value for name, value in sent.items()}
    wants_ending = _wanted_ending(sent)
    fields.pop("is_ending_node", None)
    if wants_ending is not None:
        fields |= _as_ending(node, fields) if wants_ending else _as_no_ending(node, fields)
    fields |= _as_puzzle(node, fields)
    return _replaced(node, fields, _NODE_PARTS)


def choice_with(choice: Choice, sent: Mapping[str, Any], node_keys: Mapping[str, str]) -> Choice:
    """`choice` with what was sent by names of the wire (plain values, as JSON has them).

    node_keys: by the ids of nodes that `to_node_id` may be. What was not sent stays. WireError for
    what is at odds.
    """
    fields = {_CHOICE_NAMES.get(name, name): value for name, value in sent.items()}
    fields.pop("place", None)
    if "to_node_id" in fields:
        target = fields.pop("to_node_id")
        if target is not None and target not in node_keys:
            message = "No node of this draft has this id. Name one, or send a key as `to`."
            raise WireError("to_node_id", message)
        key = "" if target is None else node_keys[target]
        if fields.setdefault("to", key) != key:
            raise WireError("to", "It names another node than `to_node_id`: send one of them.")
    if fields.get("letter") == "":
        fields["letter"] = None
    return _replaced(choice, fields, _CHOICE_PARTS)


def free_key(text: str, taken: Collection[str], otherwise: str) -> str:
    """A key made of `text`, or of `otherwise` where it holds no letter, that is not taken."""
    slug = _UNLIKE_KEYS.sub("-", text.casefold())[:_SLUG_MOST].strip("-") or otherwise
    if slug not in taken:
        return slug
    return next(key for number in count(2) if (key := f"{slug}-{number}") not in taken)


def _wanted_ending(sent: Mapping[str, Any]) -> bool | None:
    """Whether the node is to be an ending by what was sent; None where nothing says so."""
    said: dict[str, bool] = {}
    if "node_type" in sent:
        said["node_type"] = sent["node_type"] == "ending"
    if "is_ending_node" in sent:
        said["is_ending_node"] = sent["is_ending_node"]
    if sent.get("ending") is not None:
        said["ending"] = True
    if len(set(said.values())) > 1:
        last = "ending" if "ending" in said else "is_ending_node"
        message = f"`{'` and `'.join(said)}` are at odds: an ending has the node_type `ending`."
        raise WireError(last, message)
    return next(iter(said.values()), None)


def _as_ending(node: Node, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "ending", "ending": fields.get("ending", node.ending)}


def _as_no_ending(node: Node, fields: Mapping[str, Any]) -> dict[str, Any]:
    before = "story" if node.type == "ending" else node.type
    return {"type": fields.get("type", before), "ending": None}


def _as_puzzle(node: Node, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A puzzle makes a node of no other kind one, and taking it away a plain one again."""
    if "puzzle" not in fields or "type" in fields:
        return {}
    if fields["puzzle"] is not None and node.type in ("story", "choice"):
        return {"type": "puzzle"}
    if fields["puzzle"] is None and node.type == "puzzle":
        return {"type": "story"}
    return {}


def _replaced(part: _T, fields: dict[str, Any], parts: Mapping[str, Any]) -> _T:
    converted = {
        name: msgspec.convert(value, parts[name]) if name in parts else value
        for name, value in fields.items()
    }
    return msgspec.structs.replace(part, **converted)


_NODE_PARTS = {
    "on_enter": tuple[str, ...],
    "media": tuple[Media, ...],
    "tags": tuple[str, ...],
    "position": Position | None,
    "puzzle": Puzzle | None,
    "ending": Ending | None,
}
_CHOICE_PARTS = {"effects": tuple[str, ...], "timer": Timer | None, "roll": Roll | None}
