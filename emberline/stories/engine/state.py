"""What a play is: a state, the moves that led to it, and what a reader sees of it."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from emberline.stories.engine.document import Ending, Media, NodeType, PuzzleKind, Value

VERSION = 1
NO_SEED = "0" * 32

Outcome = Literal["success", "failure", "lapsed"]


class State(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    gc=False,
    tag_field="version",
    tag=VERSION,
):
    """Where a play stands; written with its `version`, and never changed in place.

    Nodes and choices are named by their keys, so that saves can move.
    seed: 32 hexadecimal digits; `drawn` numbers were taken from it. visits, taken: how often, of
    the nodes and choices (`node/choice`) that an expression of the story asks for. own: the values
    of protagonists whom the reader is not at the moment. attempts: wrong answers to the puzzle of
    this node. Nobody but the server may see it: the seed tells every roll to come.
    """

    node: str
    seed: str
    drawn: int = 0
    turn: int = 0
    protagonist: str | None = None
    variables: dict[str, Value] = {}
    items: dict[str, int] = {}
    visits: Mapping[str, int] = {}
    taken: Mapping[str, int] = {}
    achievements: tuple[str, ...] = ()
    own: Mapping[str, Mapping[str, Value]] = {}
    attempts: int = 0


class Move(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One move of a log or a witness: a choice, or the answer to a puzzle (then `choice` is None).

    outcome: of a witness settles a roll or a puzzle, and `draws` what effects drew; in a log both
    are left out, and the seed decides. `lapsed` says that time was over and this choice taken.
    """

    node: str
    choice: str | None
    outcome: Outcome | None = None
    answer: Any = None
    draws: tuple[int, ...] = ()


class Log(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A whole play: replayed, it gives the same state on every machine.

    A witness is a log whose outcomes and draws settle chance, so that its seed does not matter.
    draws: what effects drew where the play begins.
    """

    seed: str = NO_SEED
    protagonist: str | None = None
    draws: tuple[int, ...] = ()
    moves: tuple[Move, ...]


class RollResult(msgspec.Struct, frozen=True, kw_only=True):
    """How dice fell: `total` holds the bonus of the dice and the modifier."""

    dice: str
    rolls: tuple[int, ...]
    total: int
    target: int
    success: bool


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What a move led to.

    move: as it goes into the log. correct: of an answer. unlocked: achievements that are new.
    """

    state: State
    move: Move
    consequences: str = ""
    roll: RollResult | None = None
    unlocked: tuple[str, ...] = ()
    correct: bool | None = None


class OfferedChoice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A choice as a reader sees it; a locked one is not `available` and shows its locked text."""

    key: str
    letter: str
    text: str
    available: bool
    locked_text: str | None = None
    timer_seconds: float | None = None
    dice: str | None = None
    target: int | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A puzzle as a reader sees it.

    options: the parts to put in order, or the right sides of a match, shuffled by the seed; lefts:
    the left sides. hints: those earned by wrong answers. attempts_left: None is no limit.
    """

    kind: PuzzleKind
    prompt: str
    options: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    attempts_left: int | None = None


class View(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader sees of a state; texts are Markdown. stats: the shown variables."""

    node: str
    title: str
    content: str
    type: NodeType
    choices: tuple[OfferedChoice, ...] = ()
    puzzle: Question | None = None
    ending: Ending | None = None
    is_ending: bool = False
    media: tuple[Media, ...] = ()
    stats: Mapping[str, Value] = {}
    inventory: Mapping[str, int] = {}
    turn: int = 0


class RefusedError(Exception):
    """A move that cannot be made. code: a stable slug; the message says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
