"""Plays as they are asked for and answered."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from pydantic import Field

from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.stories.engine.document import Value

MAX_STEPS = 10_000
MAX_ANSWER_PARTS = 200
_ID = "0197a1b2-7c4e-7000-8000-0000000000"

SlotName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=50,
        description="The name of a saved game; saving under it again replaces it.",
    ),
]
_Part = Annotated[str, Field(max_length=1000)]
# JSON has no NaN, but the reader of it does; such an answer could not be stored and replayed.
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Answer = (
    Annotated[str, Field(max_length=1000)]
    | int
    | _Number
    | Annotated[list[_Part], Field(max_length=MAX_ANSWER_PARTS)]
    | Annotated[dict[_Part, _Part], Field(max_length=MAX_ANSWER_PARTS)]
)
ProgressId = Annotated[Id | None, Field(description="Which play; absent: the newest one.")]
Turn = Annotated[
    int | None,
    Field(ge=0, le=2**53, description="`state.turn` as last seen; a later one is a 409."),
]


class Choose(Form):
    """A choice, from the node where the reader believes to stand."""

    model_config = example({"current_node_id": f"{_ID}d1", "choice_id": f"{_ID}e1"})

    current_node_id: Id
    choice_id: Id
    user_id: Annotated[Id | None, Field(description="When sent, the caller's own.")] = None
    progress_id: ProgressId = None
    turn: Turn = None


class AnswerPuzzle(Form):
    """An answer to the puzzle of the node: a text or number, a list in order, or a map."""

    model_config = example({"answer": "a mirror"})

    answer: _Answer
    progress_id: ProgressId = None
    turn: Turn = None


class Rewind(Form):
    """How many moves to take back."""

    model_config = example({"steps": 1})

    steps: Annotated[int, Field(ge=1, le=MAX_STEPS)] = 1
    progress_id: ProgressId = None
    turn: Turn = None


class RollDice(Form):
    """Dice to roll in a playtest."""

    model_config = example({"dice": "2d6+1"})

    dice: Annotated[str, Field(min_length=1, max_length=100)]
    progress_id: ProgressId = None


class SetVariables(Form):
    """Values to put in place of those of a playtest."""

    model_config = example({"variables": {"courage": 3}})

    variables: Annotated[
        dict[Annotated[str, Field(max_length=200)], bool | int | _Number | _Part],
        Field(min_length=1, max_length=1000),
    ]
    progress_id: ProgressId = None


class ChoiceMade(Form):
    """A choice on the way of a saved game; null where a puzzle was answered."""

    node_id: Id
    choice_id: Id | None


class SaveProgress(Form):
    """A game to save: where it stands, and the choices that led there."""

    model_config = example(
        {
            "story_id": f"{_ID}c1",
            "current_node_id": f"{_ID}d2",
            "choices_made": [{"node_id": f"{_ID}d1", "choice_id": f"{_ID}e1"}],
            "slot": "before the wolf",
        }
    )

    story_id: Id
    current_node_id: Id
    choices_made: Annotated[list[ChoiceMade], Field(max_length=MAX_STEPS)]
    user_id: Annotated[Id | None, Field(description="When sent, the caller's own.")] = None
    slot: SlotName | None = None
    progress_id: ProgressId = None


class PlayedRoll(msgspec.Struct, frozen=True):
    """Dice as they fell; success: whether `total`, with every bonus, reached `target`."""

    dice: str
    rolls: list[int]
    total: int
    target: int | None
    success: bool | None


class OfferedRoll(msgspec.Struct, frozen=True):
    """Dice that a choice will roll."""

    dice: str
    target: int | None


class PlayedChoice(msgspec.Struct, frozen=True):
    """A choice as the reader has it.

    timer_seconds: what is left of its time, None without a timer; timer_total_seconds: all of it.
    """

    choice_id: str
    choice_text: str
    choice_letter: str
    available: bool
    locked_text: str | None = None
    timer_seconds: float | None = None
    timer_total_seconds: float | None = None
    roll: OfferedRoll | None = None


class PlayedPuzzle(msgspec.Struct, frozen=True):
    """The question of a node, without its answers. attempts_left: None is no limit."""

    kind: Annotated[str, one_of(("text", "number", "order", "match"))]
    prompt: str
    options: list[str]
    lefts: list[str]
    hints: list[str]
    attempts_left: int | None


class PlayedMedia(msgspec.Struct, frozen=True):
    """A picture or sound of a node. width, height: of a picture, in pixels, where known."""

    kind: Annotated[str, one_of(("image", "audio"))]
    url: str
    alt_text: str
    width: int | None
    height: int | None


class PlayedNode(msgspec.Struct, frozen=True):
    """A node as the reader sees it. content: Markdown; content_html: the same as safe HTML."""

    node_id: str
    node_title: str
    content: str
    content_html: str
    node_type: Annotated[str, one_of(("story", "choice", "ending", "puzzle"))]
    is_ending: bool
    choices: list[PlayedChoice]
    puzzle: PlayedPuzzle | None
    media: list[PlayedMedia]


class PlayedEnding(msgspec.Struct, frozen=True):
    """The ending that a play came to."""

    node_id: str
    name: str
    tone: str


class HeldItem(msgspec.Struct, frozen=True):
    """Something in the inventory."""

    item: str
    name: str
    count: int


class PlayState(msgspec.Struct, frozen=True):
    """What the reader carries. stats: the variables that show the character, by their labels."""

    variables: Mapping[str, Value]
    inventory: list[HeldItem]
    stats: Mapping[str, Value]
    turn: int


class Change(msgspec.Struct, frozen=True):
    """What something was and is; null: nothing."""

    before: Value | None
    after: Value | None


class Changes(msgspec.Struct, frozen=True):
    """What a move changed: variables by name, counts of items by key."""

    variables: Mapping[str, Change]
    inventory: Mapping[str, Change]


class Unlocked(msgspec.Struct, frozen=True):
    """An achievement of the story that a move unlocked."""

    key: str
    name: str
    description: str


class PlayedTurn(msgspec.Struct, frozen=True):
    """What a move led to.

    correct: of an answer. newer_version: a version that came out since; `POST
    /api/progress/{progress_id}/migrate` moves the play there.
    """

    next_node: PlayedNode
    consequences: str
    is_ending: bool
    ending: PlayedEnding | None
    state: PlayState
    changes: Changes
    roll: PlayedRoll | None
    unlocked: list[Unlocked]
    correct: bool | None
    progress_id: str
    version: int | None
    newer_version: int | None


class PlayedRole(msgspec.Struct, frozen=True):
    """Someone whom the reader may be: a protagonist of the story."""

    key: str
    name: str
    description: str


class StartedPlay(msgspec.Struct, frozen=True):
    """Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on.

    protagonist: who the reader is; null where nobody chooses. protagonists: who there is to choose
    from while the play has not moved; empty where there is no choice. lapsed: what time decided
    since the play was last seen.
    """

    node: PlayedNode
    progress_id: str
    version: int | None
    state: PlayState
    is_ending: bool
    ending: PlayedEnding | None
    newer_version: int | None
    notes: list[str] = []
    play_token: str | None = None
    protagonist: str | None = None
    protagonists: list[PlayedRole] = []
    lapsed: PlayedTurn | None = None


class WalkedMove(msgspec.Struct, frozen=True):
    """A move on the way: where it was made, and what was chosen; null: a puzzle was answered.

    outcome: of dice and answers, or `lapsed` where time decided.
    """

    node_id: str
    node_title: str
    choice_id: str | None
    choice_text: str | None
    outcome: Annotated[str, one_of(("success", "failure", "lapsed"))] | None


class Trail(msgspec.Struct, frozen=True):
    """The way to where a play stands; the first `fixed` moves cannot be taken back any more."""

    moves: list[WalkedMove]
    fixed: int


class MadeChoice(msgspec.Struct, frozen=True):
    """A choice on the way; choice_id: None where a puzzle was answered."""

    node_id: str
    choice_id: str | None


class Progress(msgspec.Struct, frozen=True):
    """A play as a saved game."""

    progress_id: str
    user_id: str
    story_id: str
    version: int | None
    slot: str
    current_node_id: str
    choices_made: list[MadeChoice]
    state: PlayState
    start_time: UtcTime
    last_updated: UtcTime
    is_completed: bool
    ending: PlayedEnding | None
