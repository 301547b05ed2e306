"""Who works on a story, where they are in it, and what they did."""

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.queries import avatar_url, card_of
from emberline.kit.answers import (
    Done,
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.runtime import InRuntime
from emberline.stories.queries.people import ActivityRow, PersonRow
from emberline.stories.schemas.people import (
    Activity,
    ChangeRole,
    Invite,
    Present,
    StayAt,
    StoryPerson,
)
from emberline.stories.service import activity, collaborators, presence
from emberline.stories.service.presence import Presence

router = APIRouter(prefix="/api/admin/stories/{story_id}", tags=["story people"])

_ACTIVITY = "story activity"
_AT = "2026-03-01T12:00:00Z"
_CARD = {
    "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2",
    "username": "ben",
    "display_name": "Ben",
    "avatar_url": None,
}
_NODE_ID = "0197a1b2-7c4e-7000-8000-0000000000e1"
_PERSON = {**_CARD, "role": "editor", "is_owner": False, "added_at": _AT}
_PRESENT = {"user": _CARD, "node_id": _NODE_ID, "since": _AT, "holds_lock": True}
_ENTRY = {
    "id": "0197a1b2-7c4e-7000-8000-0000000000f1",
    "by": _CARD,
    "action": "node.changed",
    "node_id": _NODE_ID,
    "detail": {"key": "cellar"},
    "times": 3,
    "began_at": _AT,
    "at": _AT,
}


def _envelope(data: object, message: str) -> dict[str, object]:
    return {"success": True, "data": data, "message": message, "timestamp": _AT}


@router.get(
    "/collaborators",
    responses=documented(
        EnvelopedPage[list[StoryPerson]],
        {**_envelope([_PERSON], "The story's people."), "meta": {"next_cursor": None}},
    ),
)
async def list_collaborators(runtime: InRuntime, viewer: InViewer, story_id: Id) -> Response:
    """Who works on the story, its owner first. All of them: there are 50 at most."""
    rows = await runtime.database.read(collaborators.list_people, viewer.user_id, story_id)
    people = [_person(row) for row in rows]
    return listed_in_envelope(runtime, "story people", people, None, "The story's people.")


@router.post(
    "/collaborators",
    status_code=201,
    responses=documented(
        Envelope[StoryPerson],
        _envelope(_PERSON, "Invited."),
        status=201,
        errors={409: "They work on it already, or the story has 50 people."},
    ),
)
async def invite_collaborator(
    runtime: InRuntime, viewer: InViewer, idempotency: InIdempotency, story_id: Id, form: Invite
) -> Response:
    """Let a user work on the story at once; they are told, and may leave. For owners.

    A `viewer` reads the draft and its figures, an `editor` writes, an `owner` also publishes,
    invites and deletes.
    """
    now = runtime.clock.now()

    def create(conn: Connection) -> object:
        row = collaborators.invite(conn, viewer.user_id, story_id, form, now)
        return {"success": True, "data": _person(row), "message": "Invited.", "timestamp": now}

    sent = ["invite", story_id, form.model_dump(mode="json")]
    return await idempotency.create(viewer.user_id, sent, create)


@router.put(
    "/collaborators/{user_id}",
    responses=documented(
        Envelope[StoryPerson],
        _envelope(_PERSON, "Role changed."),
        errors={409: "It is the user whose story it is."},
    ),
)
async def change_collaborator(
    runtime: InRuntime, viewer: InViewer, story_id: Id, user_id: Id, form: ChangeRole
) -> Response:
    """Change the role of somebody who works on the story. For owners."""
    now = runtime.clock.now()
    row = await runtime.database.write(
        collaborators.change_role, viewer.user_id, story_id, user_id, form.role, now
    )
    return enveloped(_person(row), "Role changed.", now)


@router.delete(
    "/collaborators/{user_id}",
    responses=documented(
        Envelope[Done],
        _envelope({}, "Removed."),
        errors={409: "It is the user whose story it is."},
    ),
)
async def remove_collaborator(
    runtime: InRuntime, viewer: InViewer, story_id: Id, user_id: Id
) -> Response:
    """Remove somebody from the story: an owner anybody, everybody themselves."""
    now = runtime.clock.now()
    await runtime.database.write(collaborators.remove, viewer.user_id, story_id, user_id, now)
    return enveloped(Done(), "Removed.", now)


@router.put(
    "/presence",
    responses=documented(
        Envelope[list[Present]],
        _envelope([_PRESENT], "Who is there."),
        errors={400: "No such node."},
    ),
)
async def stay_at_node(
    runtime: InRuntime, viewer: InViewer, story_id: Id, form: StayAt
) -> Response:
    """Say where in the story you are; repeat it within a minute. Everybody who is there, in the
    order in which they came to where they are.
    """
    now = runtime.clock.now()
    there = await runtime.database.write(
        presence.stay_at, viewer.user_id, story_id, form.node_id, now
    )
    return enveloped([_present(each) for each in there], "Who is there.", now)


@router.get(
    "/activity",
    responses=documented(
        EnvelopedPage[list[Activity]],
        {**_envelope([_ENTRY], "What was done."), "meta": {"next_cursor": None}},
    ),
)
async def list_activity(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """What the story's people did to it, newest first; the same within minutes is one entry."""
    asked = PageRequest(limit, runtime.cursors.read(_ACTIVITY, cursor))
    page = await runtime.database.read(activity.list_activity, viewer.user_id, story_id, asked)
    shown = [_entry(row) for row in page.rows]
    return listed_in_envelope(runtime, _ACTIVITY, shown, page.next, "What was done.")


def _person(row: PersonRow) -> StoryPerson:
    return StoryPerson(
        user_id=row.user_id,
        username=row.username,
        display_name=row.display_name,
        avatar_url=avatar_url(row.user_id, row.avatar_id),
        role=row.role,
        is_owner=bool(row.is_owner),
        added_at=row.added_at,
    )


def _present(presence: Presence) -> Present:
    row = presence.row
    return Present(card_of(*row[:4]), row.node_id, row.since, presence.holds_lock)


def _entry(row: ActivityRow) -> Activity:
    by = None
    if row.user_id is not None and row.username is not None:
        by = card_of(row.user_id, row.username, row.display_name or "", row.avatar_id)
    return Activity(
        id=row.id,
        by=by,
        action=row.action,
        node_id=row.node_id,
        detail=row.detail,
        times=row.times,
        began_at=row.began_at,
        at=row.at,
    )
