"""A whole, valid request for every call of the OpenAPI document, whoever makes it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from emberline.accounts.secret_texts import refresh_token_text
from emberline.accounts.service.password_changes import ask_reset
from emberline.kit.files import FileSigner
from emberline.kit.forms import folded
from emberline.kit.ids import new_id, new_secret
from tests.accounts.factories import PASSWORD, make_person, request_follow
from tests.clips.factories import photo, post_text
from tests.trust.cast import Cast, make_api_token, make_media, make_session

Made = dict[str, Any]

# Calls on a file's address: the address itself says for whom it is.
SIGNED = {
    "GET /files/clip/{clip_id}/{name}": "/files/clip/{clip_id}",
    "GET /files/media/{media_id}/{name}": "/files/media/{media_id}",
}


async def request_for(cast: Cast, role: str, call: str) -> tuple[str, str, Made]:
    """Method, path and body with which `role` makes `call` upon a thing of the owner's.

    What the call takes away or uses up is made anew for each request.
    """
    method, _, template = call.partition(" ")
    made = await _named_things(cast, call, template)
    path = template.format(**made)
    if call in SIGNED:
        path += _query_for(cast, role, SIGNED[call].format(**made))
    body = BODIES.get(call)
    return method, path, {} if body is None else await body(cast, role)


async def _named_things(cast: Cast, call: str, template: str) -> Mapping[str, str]:
    makers = {**_MAKERS, **_SPECIAL.get(call, {})}
    made: dict[str, str] = {}
    for name in re.findall(r"\{(\w+)\}", template):
        made[name] = await makers[name](cast)
    return made


async def _owner_id(cast: Cast) -> str:
    return cast.owner.id


async def _someone(cast: Cast) -> str:
    return (await make_person(cast.server)).id


async def _requester(cast: Cast) -> str:
    person = await make_person(cast.server)
    await request_follow(cast.server, person, cast.owner)
    return person.id


async def _text_clip(cast: Cast) -> str:
    clip = await post_text(cast.owner, visibility="FOLLOWERS")
    return str(clip["id"])


async def _photo_clip(cast: Cast) -> str:
    body = {"media_id": await make_media(cast.server, cast.owner), "visibility": "FOLLOWERS"}
    clip = (await cast.owner.http.post("/stories", json=body)).json()
    return str(clip["id"])


async def _media(cast: Cast) -> str:
    return await make_media(cast.server, cast.owner)


async def _avatar(cast: Cast) -> str:
    media_id = await make_media(cast.server, cast.owner)
    answer = await cast.owner.http.put("/api/auth/avatar", json={"media_id": media_id})
    assert answer.status_code == 200
    return media_id


async def _session(cast: Cast) -> str:
    return await make_session(cast.server, cast.owner)


async def _api_token(cast: Cast) -> str:
    return await make_api_token(cast.server, cast.owner)


async def _display(cast: Cast) -> str:
    return "display.webp"


Maker = Callable[[Cast], Awaitable[str]]

_MAKERS: dict[str, Maker] = {
    "user_id": _owner_id,
    "clip_id": _text_clip,
    "media_id": _media,
    "session_id": _session,
    "token_id": _api_token,
    "name": _display,
}
_SPECIAL: dict[str, dict[str, Maker]] = {
    "POST /api/admin/users/{user_id}/suspension": {"user_id": _someone},
    "DELETE /api/admin/users/{user_id}/suspension": {"user_id": _someone},
    "POST /api/follow-requests/{user_id}/accept": {"user_id": _requester},
    "POST /api/follow-requests/{user_id}/reject": {"user_id": _requester},
    "GET /files/avatar/{user_id}/{media_id}": {"media_id": _avatar},
    "GET /files/clip/{clip_id}/{name}": {"clip_id": _photo_clip},
}


def _query_for(cast: Cast, role: str, base: str) -> str:
    """The address as it is made for that caller; nobody has only a forged one."""
    person = cast.person(role)
    runtime = cast.server.runtime
    if person is None:
        return f"?viewer={cast.owner.id}&expires={2**36}&signature=AAAAAAAAAAAAAAAAAAAAAA"
    return FileSigner(runtime.files_signer, person.id, runtime.clock.now()).query(base)


async def _sign_up(cast: Cast, role: str) -> Made:
    name = f"new{new_id()[-12:]}"
    body = {"email": f"{name}@example.com", "username": name, "password": PASSWORD}
    return {"json": body}


async def _log_in(cast: Cast, role: str) -> Made:
    return {"json": {"username": cast.owner.username, "password": PASSWORD}}


async def _refresh(cast: Cast, role: str) -> Made:
    session_id = await make_session(cast.server, cast.owner)
    return {
        "json": {"refresh_token": refresh_token_text(cast.server.runtime.secret_key, session_id, 0)}
    }


async def _reset(cast: Cast, role: str) -> Made:
    token = new_secret()
    await cast.server.runtime.database.write(
        _ask_reset, folded(cast.owner.email), token, cast.server.clock.now()
    )
    return {"json": {"token": token, "new_password": PASSWORD}}


def _ask_reset(conn: Connection, email: str, token: str, now: Any) -> None:
    ask_reset(conn, email, token, now)


async def _avatar_choice(cast: Cast, role: str) -> Made:
    return {"json": {"media_id": await make_media(cast.server, cast.owner)}}


async def _close_friends(cast: Cast, role: str) -> Made:
    return {"json": {"user_ids": [(await make_person(cast.server)).id]}}


async def _ask_reset_by_mail(cast: Cast, role: str) -> Made:
    return {"json": {"email": "nobody@example.com"}}


def _json(**fields: Any) -> "Body":
    async def body(cast: Cast, role: str) -> Made:
        return {"json": fields}

    return body


def _file(field: str) -> "Body":
    async def body(cast: Cast, role: str) -> Made:
        return {"files": {field: ("photo.jpg", photo(4, 3), "image/jpeg")}}

    return body


async def _search(cast: Cast, role: str) -> Made:
    return {"params": {"q": "person"}}


Body = Callable[[Cast, str], Awaitable[Made]]

BODIES: dict[str, Body] = {
    "POST /signup": _sign_up,
    "POST /api/auth/register": _sign_up,
    "POST /login": _log_in,
    "POST /api/auth/login": _log_in,
    "POST /api/auth/refresh-token": _refresh,
    "PUT /api/auth/password": _json(current_password=PASSWORD, new_password=PASSWORD),
    "POST /api/auth/password-reset": _ask_reset_by_mail,
    "POST /api/auth/password-reset/confirm": _reset,
    "POST /api/auth/tokens": _json(name="script", scopes=["read"]),
    "PUT /api/auth/preferences": _json(archive_days=7),
    "PUT /api/auth/profile": _json(bio="Poetical science."),
    "PUT /api/auth/avatar": _avatar_choice,
    "GET /api/users/search": _search,
    "PUT /api/close-friends": _close_friends,
    "DELETE /api/auth/account": _json(password=PASSWORD),
    "POST /stories": _json(text="Back at six"),
    "POST /api/clips/upload": _file("clip"),
    "POST /media": _file("file"),
}
