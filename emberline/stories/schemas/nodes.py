"""Nodes and choices of a draft as they are made, changed and shown to its people."""

from typing import Annotated, Any, Literal

import msgspec
from pydantic import Field

from emberline.kit.answers import one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.stories.engine.document import Ending, Position, Puzzle, Roll, Timer

KEY_MOST = 200
TITLE_MOST = 200
TEXT_MOST = 200_000
LINE_MOST = 10_000
CHOICES_MOST = 10_000
_ID = "0197a1b2-7c4e-7000-8000-0000000000"
_NUMBER_MOST = 2**53

Key = Annotated[str, Field(min_length=1, max_length=KEY_MOST)]
_Text = Annotated[str, Field(max_length=TEXT_MOST)]
_Line = Annotated[str, Field(max_length=LINE_MOST)]
_Short = Annotated[str, Field(max_length=TITLE_MOST)]
_Number = Annotated[int | float, Field(ge=-_NUMBER_MOST, le=_NUMBER_MOST, allow_inf_nan=False)]
_Effects = Annotated[
    list[_Line], Field(max_length=1000, description="One effect a text, as `courage += 1`.")
]
_Tags = Annotated[list[_Short], Field(max_length=100)]
_NodeKey = Annotated[str, Field(max_length=KEY_MOST, description="The key of a node.")]


class PositionForm(Form):
    """Where the node lies on the author's map, in pixels."""

    x: _Number
    y: _Number


class EndingForm(Form):
    """How the story ends there."""

    name: _Short = ""
    tone: _Short = ""


class MediaForm(Form):
    """A picture or sound; source: the id of media of yours, or as the node answers it."""

    kind: Literal["image", "audio"]
    source: Annotated[str, Field(min_length=1, max_length=1000)]
    alt_text: Annotated[str, Field(max_length=1000)] = ""
    url: Annotated[
        str | None,
        Field(max_length=2000, exclude=True, description="As the node answers it; not looked at."),
    ] = None


class PuzzleForm(Form):
    """A puzzle as the document has it; `success` and `failure` are keys of nodes."""

    kind: Literal["text", "number", "order", "match"]
    prompt: _Text = ""
    answers: Annotated[
        Annotated[list[_Line | _Number], Field(max_length=1000)]
        | Annotated[dict[_Line, _Line], Field(max_length=1000)],
        Field(description="Texts or numbers; for `match` a map from left to right."),
    ] = Field(default_factory=list)
    case_sensitive: bool = False
    hints: Annotated[list[_Text], Field(max_length=100)] = Field(default_factory=list)
    attempts: Annotated[int | None, Field(ge=1, le=_NUMBER_MOST)] = None
    success: _NodeKey
    failure: _NodeKey | None = None


class TimerForm(Form):
    """A timer; default: the key of the choice that is taken when it is over."""

    seconds: Annotated[int | float, Field(gt=0, le=_NUMBER_MOST, allow_inf_nan=False)]
    default: Key | None = None


class RollForm(Form):
    """Dice that decide; `success` and `failure` are keys of nodes."""

    dice: Annotated[str, Field(min_length=1, max_length=100)]
    modifier: _Line | None = None
    target: Annotated[int, Field(ge=-_NUMBER_MOST, le=_NUMBER_MOST)]
    success: _NodeKey
    failure: _NodeKey


class EditNode(Form):
    """What is to change at a node; what is left out stays.

    A new key is a new id: what leads or refers to the node follows. A node that becomes the start
    takes this from the one before. `node_type`, `is_ending_node` and `ending` agree: sending one
    brings the others along, sending them at odds is refused.
    """

    model_config = example({"content": "It is deep.", "on_enter": ["courage += 1"]})

    key: Key = Field(default_factory=str)
    node_title: _Short = ""
    content: _Text = Field("", description="Markdown, with `{variable}` and `{if …}`.")
    node_type: Literal["story", "choice", "ending", "puzzle"] = "story"
    is_starting_node: bool = False
    is_ending_node: bool = False
    on_enter: _Effects = Field(default_factory=list)
    media: Annotated[list[MediaForm], Field(max_length=100)] = Field(default_factory=list)
    tags: _Tags = Field(default_factory=list)
    position: PositionForm | None = None
    note: _Text = Field("", description="For the story's people alone.")
    puzzle: PuzzleForm | None = None
    ending: EndingForm | None = None


class CreateNode(EditNode):
    """A new node, the last one; without a key it gets one made of its title.

    The first node of a story is its start.
    """

    model_config = example({"node_title": "At the well", "content": "It is deep."})


class EditChoice(Form):
    """What is to change at a choice; what is left out stays.

    `to_node_id` is the id of a node of the draft, `to` a key, also of a node that is still to be
    made: send one of them. With a `roll` neither is looked at.
    """

    model_config = example({"choice_text": "Climb down", "condition": "has(rope)"})

    key: Key = Field(default_factory=str)
    choice_text: _Text = ""
    to_node_id: Id | None = None
    to: _NodeKey = ""
    choice_letter: Annotated[
        Annotated[str, Field(max_length=10)] | None,
        Field(description="Null: the next free one is given out."),
    ] = None
    consequences: _Text = ""
    condition: _Line | None = None
    locked_text: _Text | None = None
    effects: _Effects = Field(default_factory=list)
    once: bool = False
    fallback: bool = False
    timer: TimerForm | None = None
    roll: RollForm | None = None
    place: Annotated[
        int,
        Field(ge=0, lt=CHOICES_MOST, description="Among the node's choices, from 0."),
    ] = 0


class CreateChoice(EditChoice):
    """A new choice, the last one of its node; without a key it gets one made of its text."""

    model_config = example({"choice_text": "Climb down", "to_node_id": f"{_ID}d2"})

    choice_text: _Text


class ChoiceTimer(Timer, frozen=True, kw_only=True, omit_defaults=False):
    """A timer as the document has it, nothing left out."""


class ChoiceRoll(Roll, frozen=True, kw_only=True, omit_defaults=False):
    """A roll as the document has it, nothing left out."""


class NodePosition(Position, frozen=True, kw_only=True, omit_defaults=False):
    """Where the node lies on the author's map, in pixels."""


class NodePuzzle(Puzzle, frozen=True, kw_only=True, omit_defaults=False):
    """A puzzle as the document has it, its answers too, nothing left out."""


class NodeEnding(Ending, frozen=True, kw_only=True, omit_defaults=False):
    """How the story ends at the node."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A choice of a draft.

    to_node_id: the id that the node of the key `to` has or will have; null where the choice leads
    nowhere yet. choice_letter: its own, or the one that is given out.
    """

    choice_id: str
    key: str
    from_node_id: str
    to_node_id: str | None
    to: str
    choice_text: str
    choice_letter: str
    consequences: str
    condition: str | None
    locked_text: str | None
    effects: tuple[str, ...]
    once: bool
    fallback: bool
    timer: ChoiceTimer | None
    roll: ChoiceRoll | None
    revision: int


class NodeMedia(msgspec.Struct, frozen=True):
    """A picture or sound of a node. url: where its people see it; null where it is no file here."""

    kind: Annotated[str, one_of(("image", "audio"))]
    source: str
    alt_text: str
    url: str | None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A node of a draft. revision: of the node itself; its choices have their own."""

    node_id: str
    key: str
    story_id: str
    node_title: str
    content: str
    node_type: Annotated[str, one_of(("story", "choice", "ending", "puzzle"))]
    is_starting_node: bool
    is_ending_node: bool
    on_enter: tuple[str, ...]
    media: list[NodeMedia]
    tags: tuple[str, ...]
    position: NodePosition | None
    note: str
    puzzle: NodePuzzle | None
    ending: NodeEnding | None
    choices: list[Choice]
    revision: int


CHOICE_EXAMPLE: dict[str, Any] = {
    "choice_id": f"{_ID}e1",
    "key": "climb-down",
    "from_node_id": f"{_ID}d1",
    "to_node_id": f"{_ID}d2",
    "to": "bottom",
    "choice_text": "Climb down",
    "choice_letter": "A",
    "consequences": "",
    "condition": "has(rope)",
    "locked_text": None,
    "effects": ["courage += 1"],
    "once": False,
    "fallback": False,
    "timer": None,
    "roll": None,
    "revision": 1,
}
"""A `Choice`, for the documentation of calls."""

NODE_EXAMPLE: dict[str, Any] = {
    "node_id": f"{_ID}d1",
    "key": "at-the-well",
    "story_id": f"{_ID}c1",
    "node_title": "At the well",
    "content": "It is deep.",
    "node_type": "story",
    "is_starting_node": True,
    "is_ending_node": False,
    "on_enter": [],
    "media": [],
    "tags": [],
    "position": {"x": 40, "y": 80},
    "note": "",
    "puzzle": None,
    "ending": None,
    "choices": [CHOICE_EXAMPLE],
    "revision": 2,
}
"""A `Node`, for the documentation of calls."""
