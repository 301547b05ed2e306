"""Saved games: lists, saving, deleting, and moving on to a newer version."""

from functools import partial

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer, Viewer
from emberline.kit.answers import (
    Done,
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.errors import forbidden
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest, Position
from emberline.kit.runtime import InRuntime, Runtime
from emberline.stories.queries.plays import Reader
from emberline.stories.routes.play_examples import PROGRESS, STARTED, in_envelope
from emberline.stories.routes.readers import InPlayer
from emberline.stories.schemas import plays as wire
from emberline.stories.service.playables import play_read, play_write, with_playables
from emberline.stories.service.plays import listing, saving
from emberline.stories.service.plays.listing import Which
from emberline.stories.service.plays.newer import look_ahead, move_on

router = APIRouter(prefix="/api/progress", tags=["plays"])

_CURSOR = "progress"
_LIST = {**in_envelope([PROGRESS], "Saved games."), "meta": {"next_cursor": None}}
_RESPONSES = documented(EnvelopedPage[list[wire.Progress]], _LIST)


@router.post(
    "/save",
    status_code=201,
    responses=documented(
        Envelope[wire.Progress],
        in_envelope({**PROGRESS, "slot": "before the wolf"}, "Saved."),
        status=201,
        errors={400: "The choices could not have happened.", 403: "Another's `user_id`."},
    ),
)
async def save_progress(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, form: wire.SaveProgress
) -> Response:
    """Save a game, under a name or as the play itself.

    A saved game whose `progress_id` is sent with the slot `auto` stays, and a play goes on from it.
    The choices are replayed with the seed and the answers of your play: what could not have
    happened is refused. Saving the same again changes nothing that counts.
    """
    if form.user_id is not None and form.user_id != viewer.user_id:
        raise forbidden("You can only save your own games: leave `user_id` out, or send yours.")
    now, database, reader = runtime.clock.now(), runtime.database, Reader(viewer.user_id, None)
    replayed: saving.Replayed | None = None

    def replay(conn: Connection) -> None:
        nonlocal replayed
        replayed = saving.replay_save(conn, reader, form, now)

    def store(conn: Connection) -> Envelope[wire.Progress]:
        # A repeat that is too late to be answered was not replayed yet.
        ready = replayed or saving.replay_save(conn, reader, form, now)
        saved = saving.store_save(conn, reader, ready, form.slot, now)
        return Envelope(True, saved, "Saved.", now)

    sent = ["save", form.model_dump(mode="json")]
    await with_playables(database, partial(idempotency.check_first, viewer.user_id, replay))
    return await with_playables(database, partial(idempotency.create, viewer.user_id, sent, store))


@router.get("/{user_id}", responses=_RESPONSES)
async def list_progress(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """All your saved games, the last played first. Administrators may see anybody's."""
    return await _listed(runtime, viewer, user_id, None, "all", limit, cursor)


@router.get("/{user_id}/story/{story_id}", responses=_RESPONSES)
async def list_progress_of_story(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    story_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Your saved games of one story."""
    return await _listed(runtime, viewer, user_id, story_id, "all", limit, cursor)


@router.get("/{user_id}/completed", responses=_RESPONSES)
async def list_completed(
    runtime: InRuntime,
    viewer: InViewer,
    user_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """Your plays that came to an ending."""
    return await _listed(runtime, viewer, user_id, None, "completed", limit, cursor)


@router.delete(
    "/{progress_id}",
    responses=documented(Envelope[Done], in_envelope({}, "Deleted.")),
)
async def delete_progress(runtime: InRuntime, viewer: InViewer, progress_id: Id) -> Response:
    """Delete a saved game of yours; what you earned in it stays. Administrators: anybody's."""
    now = runtime.clock.now()
    await runtime.database.write(listing.delete_progress, viewer.user_id, progress_id)
    return enveloped(Done(), "Deleted.", now)


@router.post(
    "/{progress_id}/migrate",
    responses=documented(
        Envelope[wire.StartedPlay],
        in_envelope({**STARTED, "notes": ["`courage` was 9; in its new range it is 5."]}, "Moved."),
        errors={409: "The play has to stay where it is; `reason` and the text say why."},
    ),
)
async def migrate_progress(runtime: InRuntime, reader: InPlayer, progress_id: Id) -> Response:
    """Move a play to the newest version of its story; `notes` say what had to change."""
    now = runtime.clock.now()
    ready = await play_read(runtime.database, look_ahead, reader, progress_id)
    shown = await play_write(runtime.database, move_on, reader, ready, now)
    return enveloped(shown, "Moved.", now)


async def _listed(
    runtime: Runtime,
    viewer: Viewer,
    user_id: str,
    story_id: str | None,
    which: Which,
    limit: int,
    cursor: str | None,
) -> Response:
    name = f"{_CURSOR} {which} {user_id} {story_id}"
    asked: PageRequest[Position] = PageRequest(limit, runtime.cursors.read(name, cursor))
    page = await runtime.database.read(
        listing.list_progress,
        viewer.user_id,
        user_id,
        story_id,
        which,
        asked,
    )
    shown = await listing.shown_games(runtime.database, page.rows)
    return listed_in_envelope(runtime, name, shown, page.next, "Saved games.")
