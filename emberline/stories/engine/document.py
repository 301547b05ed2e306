"""The story document, `emberline-story/1`: what import makes, export writes and a version freezes.

Nothing here says that a story is sound: a dangling target or an undeclared name is a finding of
`check`, not a refusal.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

FORMAT: Final = "emberline-story/1"

VariableType = Literal["int", "number", "bool", "string", "enum"]
NodeType = Literal["story", "choice", "ending", "puzzle"]
PuzzleKind = Literal["text", "number", "order", "match"]
Difficulty = Literal["easy", "medium", "hard"]
Value = bool | int | float | str
"""What a variable may hold."""


class _Part(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """A part of a document; what is left out has its default and is not written."""


class Variable(_Part, frozen=True, kw_only=True):
    """A declared variable; a `shown` one is among the character's stats.

    initial: its value at the start; None: 0, false, "" or the first of `values`, by its type.
    min, max: of numbers; what is stored is clamped to them. values: of an enum.
    """

    type: VariableType
    initial: Value | None = None
    min: int | float | None = None
    max: int | float | None = None
    values: tuple[str, ...] = ()
    label: str = ""
    shown: bool = False


class Item(_Part, frozen=True, kw_only=True):
    """A thing that the inventory counts."""

    name: str = ""
    description: str = ""
    image: str | None = None
    collectible: bool = False


class Protagonist(_Part, frozen=True, kw_only=True):
    """Someone a reader may be; `initial` values and `items` come on top of the story's.

    The variables that `initial` names are theirs: kept when the story switches to somebody else,
    and there again when it returns.
    """

    name: str = ""
    description: str = ""
    initial: Mapping[str, Value] = {}
    items: Mapping[str, int] = {}


class Achievement(_Part, frozen=True, kw_only=True):
    """Something that a play may unlock; a secret one is not shown before."""

    name: str = ""
    description: str = ""
    secret: bool = False


class Ending(_Part, frozen=True, kw_only=True):
    """How a story ends at its node."""

    name: str = ""
    tone: str = ""


class Position(_Part, frozen=True, kw_only=True):
    """Where the node lies on the author's map, in pixels."""

    x: int | float = 0
    y: int | float = 0


class Media(_Part, frozen=True, kw_only=True):
    """A picture or sound of a node: the id of a file, or its name in an import."""

    kind: Literal["image", "audio"]
    source: str
    alt_text: str = ""


class Timer(_Part, frozen=True, kw_only=True):
    """So many seconds to take the choice.

    When they are over the choice `default` (a key) is taken; without one, this choice is gone.
    """

    seconds: int | float
    default: str | None = None


class Roll(_Part, frozen=True, kw_only=True):
    """Dice that decide where a choice leads: to `success` when the total is at least `target`.

    dice: as `2d6+1`. modifier: an expression that is added. success, failure: keys of nodes.
    """

    dice: str
    modifier: str | None = None
    target: int
    success: str
    failure: str


class Choice(_Part, frozen=True, kw_only=True):
    """A way on from a node. With a `roll`, the dice say where it leads and `to` is not looked at.

    once: it is gone when it was taken. fallback: it is offered only where no other one is.
    locked_text: shown in its place, locked, while its condition fails; without, it is hidden then.
    """

    key: str
    text: str
    to: str = ""
    letter: str | None = None
    condition: str | None = None
    locked_text: str | None = None
    effects: tuple[str, ...] = ()
    consequences: str = ""
    once: bool = False
    fallback: bool = False
    timer: Timer | None = None
    roll: Roll | None = None


class Puzzle(_Part, frozen=True, kw_only=True):
    """A question; its answers stay on the server.

    answers: the accepted texts or numbers; for `order` the parts in their right order; for `match`
    a map from each left side to its right one. attempts: None is no limit. success, failure: keys
    of nodes; without `failure` a reader who used up the attempts has the node's choices.
    hints: shown one after the other, one more after each wrong answer.
    """

    kind: PuzzleKind
    prompt: str = ""
    answers: tuple[Any, ...] | Mapping[str, str] = ()
    case_sensitive: bool = False
    hints: tuple[str, ...] = ()
    attempts: int | None = None
    success: str
    failure: str | None = None


class Node(_Part, frozen=True, kw_only=True):
    """A scene. Its `key` survives edits and versions, so that saves can move.

    twine: what only Twine knows of the passage, as its source and its size on the map.
    """

    key: str
    title: str = ""
    content: str = ""
    type: NodeType = "story"
    start: bool = False
    ending: Ending | None = None
    on_enter: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    tags: tuple[str, ...] = ()
    position: Position | None = None
    note: str = ""
    choices: tuple[Choice, ...] = ()
    puzzle: Puzzle | None = None
    twine: Mapping[str, Any] = {}

    @property
    def is_ending(self) -> bool:
        """Whether a play ends here."""
        return self.type == "ending" or self.ending is not None


class Story(_Part, frozen=True, kw_only=True):
    """A whole story.

    twine: what only Twine knows of it, as its IFID, scripts and styles.
    """

    format: Literal["emberline-story/1"]
    title: str
    schema: str | None = msgspec.field(name="$schema", default=None)
    description: str = ""
    language: str = "en"
    author: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    difficulty_level: Difficulty = "medium"
    cover: str | None = None
    content_notes: tuple[str, ...] = ()
    variables: Mapping[str, Variable] = {}
    items: Mapping[str, Item] = {}
    protagonists: Mapping[str, Protagonist] = {}
    achievements: Mapping[str, Achievement] = {}
    nodes: tuple[Node, ...] = ()
    twine: Mapping[str, Any] = {}
