"""Playing a story: begin, choose, answer, take back, look."""

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from emberline.accounts.auth import InOptionalViewer, InPlayToken
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.bodies import documented_body, json_form
from emberline.kit.errors import conflict
from emberline.kit.files import FileSigner
from emberline.kit.ids import Id, path_id
from emberline.kit.runtime import InRuntime, Runtime, runtime_of
from emberline.stories.queries.plays import Reader
from emberline.stories.routes.play_examples import (
    NODE,
    STARTED,
    STATE,
    TRAIL,
    TURN,
    in_envelope,
)
from emberline.stories.routes.readers import READER_SECURITY, InPlayer, beginner, reader_of
from emberline.stories.schemas import plays as wire
from emberline.stories.service.playables import play_read, play_write
from emberline.stories.service.plays import beginning, looking, rewinding, turns, walking
from emberline.stories.service.plays.beginning import Asked
from emberline.stories.service.plays.showing import for_its_people

router = APIRouter(prefix="/api/stories", tags=["plays"])

_REFUSED = {
    404: "No such play of yours, or the story is not to be read any more.",
    409: "Not where the play stands, or not open there; `current` is where it truly stands.",
}
_ROLL = {"dice": "2d6+1", "rolls": [3, 5], "total": 9, "target": None, "success": None}

InProgressId = Annotated[Id | None, Query(description="Which play; absent: the newest one.")]


@router.get(
    "/{story_id}/start",
    responses=documented(Envelope[wire.StartedPlay], in_envelope(STARTED, "Play on.")),
)
async def start(
    request: Request,
    runtime: InRuntime,
    viewer: InOptionalViewer,
    story_id: Id,
    play_token: InPlayToken = None,
    protagonist: Annotated[str | None, Query(max_length=400)] = None,
    progress_id: InProgressId = None,
    via: Annotated[
        str | None, Query(max_length=64, description="The code of the link that led here.")
    ] = None,
    clip_id: Annotated[Id | None, Query(description="The clip that invited.")] = None,
    timers: Annotated[
        Literal["on", "off", "2", "10"] | None,
        Query(description="How a guest has timers; an account has its preference."),
    ] = None,
) -> Response:
    """Begin a play, or go on with the one named. Open to all: guests get a `play_token`.

    A play that has not moved yet is given again; otherwise a new one begins. A signed-in reader who
    sends a guest's `X-Play-Token` takes that guest's plays over.
    """
    now = runtime.clock.now()
    reader, fresh_token = await beginner(request, viewer, play_token)
    claimed = play_token if viewer is not None else None
    asked = Asked(protagonist, progress_id, via, clip_id, timers)
    shown = await play_write(
        runtime.database, beginning.begin, reader, story_id, asked, claimed, now
    )
    if fresh_token is not None:
        shown = msgspec.structs.replace(shown, play_token=fresh_token)
    return enveloped(_started(runtime, reader, story_id, shown), "Play on.", now)


@router.get(
    "/{story_id}/nodes/{node_id}",
    responses=documented(Envelope[wire.PlayedNode], in_envelope(NODE, "The node.")),
)
async def look_at_node(
    runtime: InRuntime,
    reader: InPlayer,
    story_id: Id,
    node_id: Id,
    progress_id: InProgressId = None,
) -> Response:
    """A node that you have reached, as it looks with what you carry now.

    Others are 404, but for the story's people, who see the draft's as well.
    """
    now, database = runtime.clock.now(), runtime.database
    node = await play_read(
        database, looking.look_at_node, reader, story_id, progress_id, node_id, now
    )
    if reader.user_id is not None:
        node = for_its_people(node, story_id, _signer(runtime, reader))
    return enveloped(node, "The node.", now)


@router.post(
    "/{story_id}/choice",
    responses=documented(Envelope[wire.PlayedTurn], in_envelope(TURN, "Chosen."), errors=_REFUSED),
    openapi_extra=READER_SECURITY | documented_body(wire.Choose, "story_id"),
)
async def choose(request: Request) -> Response:
    """Take a choice. When its time is over, what time decides happens instead: a 409 with it."""
    runtime, story_id = runtime_of(request), path_id(request, "story_id")
    reader = await reader_of(request)
    form = await json_form(request, wire.Choose)
    now = runtime.clock.now()
    taken = await play_write(runtime.database, turns.choose, reader, story_id, form, now)
    return _answered(runtime, reader, story_id, taken, "Chosen.")


@router.post(
    "/{story_id}/puzzle",
    responses=documented(
        Envelope[wire.PlayedTurn],
        in_envelope({**TURN, "roll": None, "correct": True}, "Right."),
        errors=_REFUSED,
    ),
)
async def answer_puzzle(
    runtime: InRuntime, reader: InPlayer, story_id: Id, form: wire.AnswerPuzzle
) -> Response:
    """Answer the puzzle where you stand. A wrong answer is a 200 that says so (`correct`)."""
    now = runtime.clock.now()
    taken = await play_write(runtime.database, turns.answer, reader, story_id, form, now)
    message = "That is not it." if taken.turn.correct is False else "Right."
    return _answered(runtime, reader, story_id, taken, message)


@router.post(
    "/{story_id}/rewind",
    responses=documented(
        Envelope[wire.StartedPlay],
        in_envelope(STARTED, "Taken back."),
        errors={400: "More steps than moves.", **_REFUSED},
    ),
)
async def rewind(runtime: InRuntime, reader: InPlayer, story_id: Id, form: wire.Rewind) -> Response:
    """Take moves back. Dice that are rolled again fall as they fell."""
    now, database = runtime.clock.now(), runtime.database
    back = await play_read(database, rewinding.rewound, reader, story_id, form, now)
    shown = await play_write(database, rewinding.take_back, reader, back, now)
    return enveloped(_started(runtime, reader, story_id, shown), "Taken back.", now)


@router.get(
    "/{story_id}/trail",
    responses=documented(Envelope[wire.Trail], in_envelope(TRAIL, "The way here.")),
)
async def read_trail(
    runtime: InRuntime, reader: InPlayer, story_id: Id, progress_id: InProgressId = None
) -> Response:
    """The way that led to where a play stands: nodes by their titles, and what was chosen."""
    way = await play_read(runtime.database, walking.trail, reader, story_id, progress_id)
    return enveloped(way, "The way here.", runtime.clock.now())


@router.get(
    "/{story_id}/inventory",
    responses=documented(
        Envelope[list[wire.HeldItem]], in_envelope(STATE["inventory"], "What you carry.")
    ),
)
async def read_inventory(
    runtime: InRuntime, reader: InPlayer, story_id: Id, progress_id: InProgressId = None
) -> Response:
    """What you carry in a play."""
    held = await play_read(runtime.database, looking.inventory, reader, story_id, progress_id)
    return enveloped(held, "What you carry.", runtime.clock.now())


@router.get(
    "/{story_id}/variables",
    responses=documented(
        Envelope[dict[str, Any]], in_envelope(STATE["variables"], "The variables.")
    ),
)
async def read_variables(
    runtime: InRuntime, reader: InPlayer, story_id: Id, progress_id: InProgressId = None
) -> Response:
    """The variables of a play."""
    values = await play_read(runtime.database, looking.variables, reader, story_id, progress_id)
    return enveloped(values, "The variables.", runtime.clock.now())


@router.put(
    "/{story_id}/variables",
    responses=documented(
        Envelope[wire.PlayState],
        in_envelope(STATE, "Set."),
        errors={403: "The play is no playtest."},
    ),
)
async def set_variables(
    runtime: InRuntime, reader: InPlayer, story_id: Id, form: wire.SetVariables
) -> Response:
    """Put other values in place of those of a playtest. A reader may not cheat: 403."""
    now = runtime.clock.now()
    state = await play_write(runtime.database, looking.set_variables, reader, story_id, form, now)
    return enveloped(state, "Set.", now)


@router.post(
    "/{story_id}/dice-roll",
    responses=documented(
        Envelope[wire.PlayedRoll],
        in_envelope(_ROLL, "Rolled."),
        errors={403: "The play is no playtest."},
    ),
)
async def roll_dice(
    runtime: InRuntime, reader: InPlayer, story_id: Id, form: wire.RollDice
) -> Response:
    """Roll dice in a playtest. In a reader's play only its choices do: 403."""
    now = runtime.clock.now()
    roll = await play_write(runtime.database, looking.roll_dice, reader, story_id, form, now)
    return enveloped(roll, "Rolled.", now)


def _answered(
    runtime: Runtime, reader: Reader, story_id: str, taken: turns.Taken, message: str
) -> Response:
    """The turn; 409 with it as `current` where time took it out of the reader's hands."""
    turn = taken.turn
    if _is_unpublished(turn.version, turn.next_node):
        node = for_its_people(turn.next_node, story_id, _signer(runtime, reader))
        turn = msgspec.structs.replace(turn, next_node=node)
    if not taken.is_lapsed:
        return enveloped(turn, message, runtime.clock.now())
    detail = "Time was over, and went on without you: see `current`."
    raise conflict("Time is over", detail, reason="lapsed", current=msgspec.to_builtins(turn))


def _started(
    runtime: Runtime, reader: Reader, story_id: str, shown: wire.StartedPlay
) -> wire.StartedPlay:
    """Where the play stands, with addresses that lead the reader to what a playtest shows."""
    if not _is_unpublished(shown.version, shown.node):
        return shown
    node = for_its_people(shown.node, story_id, _signer(runtime, reader))
    return msgspec.structs.replace(shown, node=node)


def _is_unpublished(version: int | None, node: wire.PlayedNode) -> bool:
    """Whether the node has media of a draft."""
    return version is None and bool(node.media)


def _signer(runtime: Runtime, reader: Reader) -> FileSigner:
    # Guests have no playtests.
    assert reader.user_id is not None
    return FileSigner(runtime.files_signer, reader.user_id, runtime.clock.now())
