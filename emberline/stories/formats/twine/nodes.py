"""A passage and the scene that its text says, made a node."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from emberline.stories.engine.document import Choice, Ending, Media, Node, Position, Timer
from emberline.stories.formats.twine.extras import NodeExtras
from emberline.stories.formats.twine.markup.scene import Link, Scene
from emberline.stories.formats.twine.names import Numbering
from emberline.stories.formats.twine.passages import Passage

_POSITION = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?),(-?\d{1,9}(?:\.\d{1,6})?)")
_NO_SLUG = re.compile(r"\W+")
_SLUG_MOST = 60
_THE_END = "The end"
_ASIDE = 25


def nodes_of(passage: Passage, scene: Scene, numbering: Numbering) -> tuple[Node, ...]:
    """The node of a passage; its key and its title are the passage's name. A passage that leads
    nowhere is an ending.

    Behind it come the nodes that clicks lead to which stay in the scene: it again, without what it
    does on entering, and an ending where there is no other way on. numbering: of keys.
    """
    key = passage.name
    staying = [link for link in scene.choices if link.stays]
    again = numbering.free(f"{key} (again)") if staying and _is_changing(scene) else key
    end = numbering.free(f"{key} (end)") if staying and len(staying) == len(scene.choices) else ""
    choices = _choices(scene.choices, again)
    if end:
        choices += (Choice(key="the-end", text=_THE_END, to=end),)
    media = tuple(Media(kind="image", source=address) for address in scene.pictures)
    node = Node(
        key=key,
        title=key,
        content=scene.content,
        on_enter=scene.on_enter,
        media=media,
        tags=passage.tags,
        position=position_of(passage.metadata.get("position")),
        choices=choices,
        twine=_kept(passage),
    )
    if not choices:
        return (replace(node, type="ending", ending=Ending(name=key)),)
    more = [replace(_copy(node, again, 1), choices=choices)] if again != key else []
    if end:
        more.append(replace(_copy(node, end, 2), type="ending", ending=Ending(name=key)))
    return (node, *more)


def position_of(written: Any) -> Position | None:
    """The position that `600,400` writes, or None."""
    match = _POSITION.fullmatch(written) if isinstance(written, str) else None
    return Position(x=float(match[1]), y=float(match[2])) if match else None


def written_position(position: Position) -> str:
    """A position as Twine writes it."""
    return f"{_number(position.x)},{_number(position.y)}"


def _number(value: float) -> str:
    # What is written as a whole number may be longer than a float can be.
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def slug(text: str) -> str:
    """`text` as a short key: lower case, hyphens between its words."""
    return _NO_SLUG.sub("-", text[: 2 * _SLUG_MOST].lower()).strip("-")[:_SLUG_MOST].strip("-")


def _is_changing(scene: Scene) -> bool:
    """Whether it makes a difference to enter the scene once more."""
    texts = (scene.content, *(link.condition or "" for link in scene.choices))
    return bool(scene.on_enter) or any("times(" in it or "visited(" in it for it in texts)


def _copy(node: Node, key: str, place: int) -> Node:
    """Another node of the same passage, a little aside on the map."""
    position = node.position and Position(
        x=node.position.x + place * _ASIDE, y=node.position.y + place * _ASIDE
    )
    twine = {"of": node.key}
    return replace(node, key=key, on_enter=(), choices=(), position=position, twine=twine)


def _choices(links: Sequence[Link], again: str) -> tuple[Choice, ...]:
    """The choices of a node. Each has the name of where it leads as its key, so that it stands when
    its text is edited; of several with one target the later ones are numbered."""
    numbering = Numbering((), "-")
    named = [slug(link.text if link.stays else link.target) for link in links]
    keys = [numbering.free(name or "choice") for name in named]
    default = next((key for key, link in zip(keys, links, strict=True) if link.default), None)
    return tuple(
        Choice(
            key=key,
            text=link.text,
            to=again if link.stays else link.target,
            condition=link.condition,
            effects=link.effects,
            once=link.once,
            timer=None if link.timer is None else Timer(seconds=link.timer, default=default),
        )
        for key, link in zip(keys, links, strict=True)
    )


def _kept(passage: Passage) -> dict[str, Any]:
    rest = dict(passage.metadata)
    size = rest.pop("size") if isinstance(rest.get("size"), str) else None
    position = position_of(rest.get("position"))
    if position and written_position(position) == rest["position"]:
        del rest["position"]
    kept: dict[str, Any] = msgspec.to_builtins(NodeExtras(size=size, metadata=rest))
    return kept
