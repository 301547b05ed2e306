"""A whole, valid request for every call about stories, whoever makes it."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from emberline.kit.files import FileSigner
from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import make_person
from tests.generations.wire.factories import failed, succeeded, waiting
from tests.stories.wire.authoring_factories import WHOLE
from tests.stories.wire.people_factories import join
from tests.stories.wire.transfer_factories import json_of
from tests.trust.cast import Cast
from tests.trust.story_cast import Scene, make_scene

Made = dict[str, Any]
Body = Callable[[Cast, Scene, str], Awaitable[Made]]

PUZZLES = ("POST /api/stories/{story_id}/puzzle",)
# Can be done once.
USED_UP = ("POST /api/progress/{progress_id}/migrate",)
# Needs a move of the caller's.
AFTER_A_MOVE = ("POST /api/stories/{story_id}/rate", "POST /api/stories/{story_id}/rewind")
OF_A_PLAY = (
    "GET /api/stories/{story_id}/nodes/{node_id}",
    "GET /api/stories/{story_id}/inventory",
    "GET /api/stories/{story_id}/variables",
    "GET /api/stories/{story_id}/trail",
)

# Calls on a file's address: the address itself says for whom it is.
SIGNED = {
    "GET /files/story/{story_id}/{media_id}/{name}": "/files/story/{story_id}",
    "GET /files/generation/{generation_id}/{name}": "/files/generation/{generation_id}",
}
# How the generation stands that a call is made upon, where it has not succeeded.
_GENERATIONS = {
    "POST /api/story-generations/{generation_id}/cancel": waiting,
    "POST /api/story-generations/{generation_id}/retry": failed,
}

_ANY_REVISION = {"headers": {"If-Match": "*"}}
_QUERIES = {
    "GET /api/stories/search": "?q=well",
    "GET /api/admin/stories/{story_id}/flow": "?format=mermaid",
    "GET /api/admin/stories/{story_id}/diff": "?from=1&to=2",
    "GET /api/admin/stories/{story_id}/export": "?format=json",
}


def is_used_up(call: str) -> bool:
    """Whether what the call is made upon is not there, or not the same, once it was made."""
    return call.startswith("DELETE") or call in USED_UP


async def scene_for(cast: Cast, call: str, *, is_published: bool) -> Scene:
    """A story upon which the call can be made."""
    at = "riddle" if call in PUZZLES else "well"
    return await make_scene(cast, is_published=is_published, at=at)


async def story_request(cast: Cast, scene: Scene, role: str, call: str) -> tuple[str, str, Made]:
    """Method, path and body with which `role` makes `call` upon the story of the scene."""
    method, _, template = call.partition(" ")
    names = await _names(cast, scene, role, call)
    path = template.format(**names) + _QUERIES.get(call, "")
    if call in OF_A_PLAY:
        path += f"?progress_id={_play(scene, role)}"
    if call in SIGNED:
        path += _signed(cast, role, SIGNED[call].format(**names))
    if call in AFTER_A_MOVE:
        choice = await _choice(cast, scene, role)
        await cast.send(role, "POST", f"/api/stories/{scene.story_id}/choice", **choice)
    body = BODIES.get(call)
    return method, path, {} if body is None else await body(cast, scene, role)


async def _names(cast: Cast, scene: Scene, role: str, call: str) -> dict[str, str]:
    names = {
        "story_id": scene.story_id,
        "node_id": node_id(scene.story_id, "well"),
        "choice_id": choice_id(scene.story_id, "well", "down"),
        "progress_id": scene.plays["owner"],
        "media_id": scene.media_id,
        "review_id": scene.review_id,
        "import_id": scene.import_id,
        "user_id": cast.owner.id,
        "number": "1",
        "code": scene.code,
        "name": "display",
    }
    if "{generation_id}" in call:
        names["generation_id"] = await _generation(cast, scene, call)
        names["name"] = "story.html"
    if "/collaborators/{user_id}" in call:
        person = await make_person(cast.server)
        await join(cast.server, scene.story_id, person, "viewer")
        names["user_id"] = person.id
    return {name: names[name] for name in re.findall(r"\{(\w+)\}", call)}


async def _generation(cast: Cast, scene: Scene, call: str) -> str:
    if call not in scene.generations:
        make = _GENERATIONS.get(call, succeeded)
        scene.generations[call] = await make(cast.server, cast.owner, scene.story_id)
    return scene.generations[call]


def _signed(cast: Cast, role: str, base: str) -> str:
    """The address as it is made for that caller; nobody has the open one of a story's picture, and
    for a file that is the owner's alone a forged one."""
    person = cast.person(role)
    if person is None and base.startswith("/files/story/"):
        return ""
    if person is None:
        return f"?viewer={cast.owner.id}&expires={2**36}&signature=AAAAAAAAAAAAAAAAAAAAAA"
    runtime = cast.server.runtime
    return FileSigner(runtime.files_signer, person.id, runtime.clock.now()).query(base)


def _play(scene: Scene, role: str) -> str:
    """The play of that role; nobody knows of the owner's."""
    return scene.plays.get("owner" if role == "reader" else role, scene.plays["owner"])


def _json(**fields: Any) -> Body:
    async def body(cast: Cast, scene: Scene, role: str) -> Made:
        return {"json": fields, **_ANY_REVISION}

    return body


def _own_play(**fields: Any) -> Body:
    async def body(cast: Cast, scene: Scene, role: str) -> Made:
        return {"json": {**fields, "progress_id": _play(scene, role)}}

    return body


async def _any_revision(cast: Cast, scene: Scene, role: str) -> Made:
    return dict(_ANY_REVISION)


async def _choice(cast: Cast, scene: Scene, role: str) -> Made:
    body = {
        "current_node_id": node_id(scene.story_id, "well"),
        "choice_id": choice_id(scene.story_id, "well", "down"),
        "progress_id": _play(scene, role),
    }
    return {"json": body}


async def _saved(cast: Cast, scene: Scene, role: str) -> Made:
    body = {
        "story_id": scene.story_id,
        "current_node_id": node_id(scene.story_id, "well"),
        "choices_made": [],
        "progress_id": _play(scene, role),
        "slot": "before the leap",
    }
    return {"json": body}


async def _document(cast: Cast, scene: Scene, role: str) -> Made:
    nodes = [{"key": "well", "start": True, "type": "ending", "content": "Dry."}]
    document = {"format": "emberline-story/1", **WHOLE, "nodes": nodes}
    return {"json": document, **_ANY_REVISION}


async def _invited(cast: Cast, scene: Scene, role: str) -> Made:
    return {"json": {"user_id": (await make_person(cast.server)).id, "role": "viewer"}}


async def _present(cast: Cast, scene: Scene, role: str) -> Made:
    return {"json": {"node_id": node_id(scene.story_id, "well")}}


async def _suggested(cast: Cast, scene: Scene, role: str) -> Made:
    return {"json": {"node_id": node_id(scene.story_id, "well"), "kind": "continue"}}


async def _generated(cast: Cast, scene: Scene, role: str) -> Made:
    return {"json": {"story_id": scene.story_id, "kind": "html"}}


async def _files(cast: Cast, scene: Scene, role: str) -> Made:
    return {"files": {"file": ("well.json", json_of("The well"), "application/json")}}


_STORY = "/api/stories/{story_id}"
_DRAFT = "/api/admin/stories/{story_id}"

BODIES: dict[str, Body] = {
    "POST /api/stories": _json(**WHOLE),
    f"PUT {_STORY}": _json(title="The deep well"),
    f"DELETE {_STORY}": _any_revision,
    f"PUT {_DRAFT}/document": _document,
    f"POST {_DRAFT}/nodes": _json(node_title="A cellar"),
    f"PUT {_DRAFT}/nodes/{{node_id}}": _json(content="It is very deep."),
    f"DELETE {_DRAFT}/nodes/{{node_id}}": _any_revision,
    f"POST {_DRAFT}/nodes/{{node_id}}/choices": _json(choice_text="Shout"),
    f"PUT {_DRAFT}/choices/{{choice_id}}": _json(choice_text="Leap"),
    f"DELETE {_DRAFT}/choices/{{choice_id}}": _any_revision,
    f"PUT {_DRAFT}/publish": _json(is_published=True),
    f"POST {_DRAFT}/versions/{{number}}/restore": _any_revision,
    f"POST {_DRAFT}/playtest": _json(),
    "POST /api/admin/stories/bulk-import": _files,
    f"POST {_DRAFT}/collaborators": _invited,
    f"PUT {_DRAFT}/collaborators/{{user_id}}": _json(role="editor"),
    f"PUT {_DRAFT}/presence": _present,
    f"POST {_DRAFT}/suggest": _suggested,
    f"POST {_STORY}/choice": _choice,
    f"POST {_STORY}/puzzle": _own_play(answer="A clock"),
    f"POST {_STORY}/rewind": _own_play(steps=1),
    f"PUT {_STORY}/variables": _own_play(variables={"courage": 3}),
    f"POST {_STORY}/dice-roll": _own_play(dice="2d6+1"),
    "POST /api/progress/save": _saved,
    f"POST {_STORY}/rate": _json(rating=4, review="I went down twice."),
    f"POST {_STORY}/reviews/{{review_id}}/answer": _json(text="Look up."),
    "PUT /api/stats/{user_id}": _json(favorite_category="mystery"),
    f"POST {_STORY}/share": _json(to="link"),
    "POST /api/story-generations": _generated,
}
