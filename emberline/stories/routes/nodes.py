"""Nodes and choices of drafts."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InViewer
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
from emberline.kit.revisions import InIfMatch, etag
from emberline.kit.runtime import InRuntime
from emberline.stories.queries.authoring import NodePlace
from emberline.stories.routes.asking import CHANGE_ERRORS, IN_ENVELOPE, caller_of
from emberline.stories.schemas.nodes import (
    CHOICE_EXAMPLE,
    NODE_EXAMPLE,
    Choice,
    CreateChoice,
    CreateNode,
    EditChoice,
    EditNode,
    Node,
)
from emberline.stories.service import choices, nodes

router = APIRouter(prefix="/api/admin/stories/{story_id}", tags=["authoring"])

_CURSOR = "nodes"
_NODE = {**IN_ENVELOPE, "data": NODE_EXAMPLE, "message": "The node."}
_CHOICE = {**IN_ENVELOPE, "data": CHOICE_EXAMPLE, "message": "Choice changed."}
_DONE = {**IN_ENVELOPE, "data": {}}
_CREATE_ERRORS = {**CHANGE_ERRORS, 409: "The key is taken, or there is no room for more."}
del _CREATE_ERRORS[428]


@router.get(
    "/nodes",
    responses=documented(
        EnvelopedPage[list[Node]],
        {**_NODE, "data": [NODE_EXAMPLE], "message": "Nodes.", "meta": {"next_cursor": None}},
    ),
)
async def list_nodes(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The nodes of a draft with their choices, in the document's order."""
    name = f"{_CURSOR} {story_id}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, NodePlace))
    caller = caller_of(runtime, viewer)
    page = await runtime.database.read(nodes.list_nodes, caller, story_id, asked)
    return listed_in_envelope(runtime, name, page.rows, page.next, "Nodes.")


@router.post(
    "/nodes",
    status_code=201,
    responses=documented(
        Envelope[Node], {**_NODE, "message": "Node created."}, status=201, errors=_CREATE_ERRORS
    ),
)
async def create_node(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    story_id: Id,
    form: CreateNode,
) -> Response:
    """Add a node at the end of a draft."""
    caller = caller_of(runtime, viewer)

    def create(conn: Connection) -> Any:
        made = nodes.create_node(conn, caller, story_id, form)
        return {"success": True, "data": made, "message": "Node created.", "timestamp": caller.now}

    sent = [story_id, form.model_dump(mode="json", exclude_unset=True)]
    response = await idempotency.create(viewer.user_id, sent, create)
    response.headers.update(etag(1))
    return response


@router.get("/nodes/{node_id}", responses=documented(Envelope[Node], _NODE))
async def read_node(runtime: InRuntime, viewer: InViewer, story_id: Id, node_id: Id) -> Response:
    """A node of a draft as it is being written; the ETag is its revision's."""
    caller = caller_of(runtime, viewer)
    node = await runtime.database.read(nodes.read_node, caller, story_id, node_id)
    return _revised(node, "The node.", caller.now)


@router.put(
    "/nodes/{node_id}",
    responses=documented(
        Envelope[Node], {**_NODE, "message": "Node changed."}, errors=CHANGE_ERRORS
    ),
)
async def edit_node(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    node_id: Id,
    form: EditNode,
    if_match: InIfMatch,
) -> Response:
    """Change a node; only what you send changes, so that an autosave may send a field or two.

    A new `key` is a new `node_id`; choices, rolls, puzzles and conditions that name it follow.
    """
    caller = caller_of(runtime, viewer, if_match)
    node = await runtime.database.write(nodes.edit_node, caller, story_id, node_id, form)
    return _revised(node, "Node changed.", caller.now)


@router.delete(
    "/nodes/{node_id}",
    responses=documented(
        Envelope[Done], {**_DONE, "message": "Node deleted."}, errors=CHANGE_ERRORS
    ),
)
async def delete_node(
    runtime: InRuntime, viewer: InViewer, story_id: Id, node_id: Id, if_match: InIfMatch
) -> Response:
    """Delete a node and its choices. What led there stays and leads nowhere: `validate` says so."""
    caller = caller_of(runtime, viewer, if_match)
    await runtime.database.write(nodes.delete_node, caller, story_id, node_id)
    return enveloped(Done(), "Node deleted.", caller.now)


@router.post(
    "/nodes/{node_id}/choices",
    status_code=201,
    responses=documented(
        Envelope[Choice],
        {**_CHOICE, "message": "Choice created."},
        status=201,
        errors=_CREATE_ERRORS,
    ),
)
async def create_choice(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    story_id: Id,
    node_id: Id,
    form: CreateChoice,
) -> Response:
    """Add a choice to a node, the last one unless you say its place."""
    caller = caller_of(runtime, viewer)

    def create(conn: Connection) -> Any:
        made = choices.create_choice(conn, caller, story_id, node_id, form)
        message = "Choice created."
        return {"success": True, "data": made, "message": message, "timestamp": caller.now}

    sent = [story_id, node_id, form.model_dump(mode="json", exclude_unset=True)]
    response = await idempotency.create(viewer.user_id, sent, create)
    response.headers.update(etag(1))
    return response


@router.put(
    "/choices/{choice_id}",
    responses=documented(Envelope[Choice], _CHOICE, errors=CHANGE_ERRORS),
)
async def edit_choice(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    choice_id: Id,
    form: EditChoice,
    if_match: InIfMatch,
) -> Response:
    """Change a choice; only what you send changes. Its place among the others is no revision."""
    caller = caller_of(runtime, viewer, if_match)
    choice = await runtime.database.write(choices.edit_choice, caller, story_id, choice_id, form)
    return _revised(choice, "Choice changed.", caller.now)


@router.delete(
    "/choices/{choice_id}",
    responses=documented(
        Envelope[Done], {**_DONE, "message": "Choice deleted."}, errors=CHANGE_ERRORS
    ),
)
async def delete_choice(
    runtime: InRuntime, viewer: InViewer, story_id: Id, choice_id: Id, if_match: InIfMatch
) -> Response:
    """Delete a choice."""
    caller = caller_of(runtime, viewer, if_match)
    await runtime.database.write(choices.delete_choice, caller, story_id, choice_id)
    return enveloped(Done(), "Choice deleted.", caller.now)


def _revised(part: Node | Choice, message: str, now: Any) -> Response:
    response = enveloped(part, message, now)
    response.headers.update(etag(part.revision))
    return response
