"""A whole, valid request for every call of the OpenAPI document, whoever makes it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from emberline.accounts.secret_texts import refresh_token_text
from emberline.accounts.service.password_changes import ask_reset
from emberline.kit import jobs
from emberline.kit.files import FileSigner
from emberline.kit.forms import folded
from emberline.kit.ids import new_id, new_secret
from tests.accounts.factories import PASSWORD, make_person, request_follow
from tests.clips.answering_factories import POLL
from tests.clips.factories import photo, post_text
from tests.media.tus import BYTES, TUS, begin
from tests.moderation.factories import made_report
from tests.notifications.factories import Browser
from tests.trust.cast import Cast, make_api_token, make_media, make_session, make_webhook

Made = dict[str, Any]

# Calls on a file's address: the address itself says for whom it is.
SIGNED = {
    "GET /files/clip/{clip_id}/{name}": "/files/clip/{clip_id}",
    "GET /files/link/{link_id}/{name}": "/files/link/{link_id}",
    "GET /files/report/{report_id}/{name}": "/files/report/{report_id}",
    "GET /files/media/{media_id}/{name}": "/files/media/{media_id}",
}

# Calls whose answer has no end when it is a yes: they are made with something wrong.
ENDLESS = {"GET /events": "?since=the+beginning"}


async def request_for(cast: Cast, role: str, call: str) -> tuple[str, str, Made]:
    """Method, path and body with which `role` makes `call` upon a thing of the owner's.

    What the call takes away or uses up is made anew for each request.
    """
    method, _, template = call.partition(" ")
    made = await _named_things(cast, call, template)
    path = template.format(**made) + ENDLESS.get(call, "")
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


async def _draft(cast: Cast) -> str:
    clip = await post_text(cast.owner, draft=True)
    return str(clip["id"])


async def _highlight(cast: Cast) -> str:
    body = {"title": "Iceland", "clip_ids": [await _text_clip(cast)]}
    return str((await cast.owner.http.post("/highlights", json=body)).json()["id"])


async def _photo_clip(cast: Cast) -> str:
    body = {"media_id": await make_media(cast.server, cast.owner), "visibility": "FOLLOWERS"}
    clip = (await cast.owner.http.post("/stories", json=body)).json()
    return str(clip["id"])


async def _clip_for_everyone(cast: Cast) -> str:
    clip = await post_text(cast.owner)
    return str(clip["id"])


async def _comment(cast: Cast) -> str:
    """The owner's, under their newest clip."""
    clip = await _newest_clip(cast)
    address = f"/stories/{clip['id']}/comments"
    answer = await cast.owner.http.post(address, json={"text": "Back at seven"})
    return str(answer.json()["id"])


async def _poll_clip(cast: Cast) -> str:
    clip = await post_text(cast.owner, visibility="FOLLOWERS", stickers=[POLL])
    return str(clip["id"])


async def _sticker(cast: Cast) -> str:
    """The one on the owner's newest clip."""
    return str((await _newest_clip(cast))["stickers"][0]["id"])


async def _newest_clip(cast: Cast) -> dict[str, Any]:
    owner = cast.owner
    clips = await owner.http.get("/stories", params={"author_id": owner.id, "limit": 1})
    clip: dict[str, Any] = clips.json()["data"][0]
    return clip


async def _media(cast: Cast) -> str:
    return await make_media(cast.server, cast.owner)


async def _link(cast: Cast) -> str:
    """A guest link of the owner's newest clip."""
    return str((await _link_of(cast, await _newest_clip(cast)))["link_id"])


async def _photo_link(cast: Cast) -> str:
    await _photo_clip(cast)
    return await _link(cast)


async def _link_code(cast: Cast) -> str:
    await _text_clip(cast)
    link = await _link_of(cast, await _newest_clip(cast))
    return str(link["url"]).removeprefix("/g/")


async def _link_of(cast: Cast, clip: dict[str, Any]) -> dict[str, Any]:
    answer = await cast.owner.http.post(f"/stories/{clip['id']}/links", json={})
    link: dict[str, Any] = answer.json()
    return link


async def _report(cast: Cast) -> str:
    """The follower's, of a photo of the owner's."""
    return await made_report(cast.people["follower"], "clip", await _photo_clip(cast))


async def _upload(cast: Cast) -> str:
    return (await begin(cast.owner, 100)).rpartition("/")[2]


async def _avatar(cast: Cast) -> str:
    media_id = await make_media(cast.server, cast.owner)
    answer = await cast.owner.http.put("/api/auth/avatar", json={"media_id": media_id})
    assert answer.status_code == 200
    return media_id


async def _session(cast: Cast) -> str:
    return await make_session(cast.server, cast.owner)


async def _api_token(cast: Cast) -> str:
    return await make_api_token(cast.server, cast.owner)


async def _webhook(cast: Cast) -> str:
    return await make_webhook(cast.server, cast.owner)


async def _waiting_job(cast: Cast) -> str:
    return await cast.server.runtime.database.write(_ask_for_job, cast.server.clock.now())


async def _cancelled_job(cast: Cast) -> str:
    job_id = await _waiting_job(cast)
    await cast.server.runtime.database.write(jobs.cancel, job_id, cast.server.clock.now())
    return job_id


def _ask_for_job(conn: Connection, now: Any) -> str:
    return jobs.request(conn, "test.kind", new_id(), now=now)


async def _display(cast: Cast) -> str:
    return "display.webp"


Maker = Callable[[Cast], Awaitable[str]]

_MAKERS: dict[str, Maker] = {
    "user_id": _owner_id,
    "clip_id": _text_clip,
    "media_id": _media,
    "comment_id": _comment,
    "code": _link_code,
    "highlight_id": _highlight,
    "link_id": _link,
    "report_id": _report,
    "sticker_id": _sticker,
    "upload_id": _upload,
    "session_id": _session,
    "token_id": _api_token,
    "webhook_id": _webhook,
    "name": _display,
}
_SPECIAL: dict[str, dict[str, Maker]] = {
    "POST /api/admin/users/{user_id}/suspension": {"user_id": _someone},
    "POST /api/admin/jobs/{job_id}/retry": {"job_id": _cancelled_job},
    "POST /api/admin/jobs/{job_id}/cancel": {"job_id": _waiting_job},
    "DELETE /api/admin/users/{user_id}/suspension": {"user_id": _someone},
    "POST /api/follow-requests/{user_id}/accept": {"user_id": _requester},
    "POST /api/follow-requests/{user_id}/reject": {"user_id": _requester},
    "GET /files/avatar/{user_id}/{media_id}": {"media_id": _avatar},
    "GET /files/clip/{clip_id}/{name}": {"clip_id": _photo_clip},
    "GET /files/link/{link_id}/{name}": {"link_id": _photo_link},
    "POST /stories/{clip_id}/publish": {"clip_id": _draft},
    "POST /stories/{clip_id}/repost": {"clip_id": _clip_for_everyone},
    "POST /stories/{clip_id}/comments": {"clip_id": _clip_for_everyone},
    "GET /stories/{clip_id}/comments": {"clip_id": _clip_for_everyone},
    "DELETE /stories/{clip_id}/comments/{comment_id}": {"clip_id": _clip_for_everyone},
    "POST /stories/{clip_id}/stickers/{sticker_id}/answers": {"clip_id": _poll_clip},
    "GET /stories/{clip_id}/stickers/{sticker_id}/answers": {"clip_id": _poll_clip},
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


def _subscription() -> dict[str, Any]:
    """A browser at a public address; nobody resolves a name for it."""
    return Browser().subscription(f"https://8.8.8.8/push/{new_id()}")


async def _subscribe(cast: Cast, role: str) -> Made:
    return {"json": _subscription()}


async def _unsubscribe(cast: Cast, role: str) -> Made:
    subscription = _subscription()
    answer = await cast.owner.http.post("/api/push/subscriptions", json=subscription)
    assert answer.status_code == 201
    return {"json": subscription}


async def _avatar_choice(cast: Cast, role: str) -> Made:
    return {"json": {"media_id": await make_media(cast.server, cast.owner)}}


async def _reported_person(cast: Cast, role: str) -> Made:
    return {"json": {"kind": "user", "id": cast.owner.id, "reason": "spam"}}


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


def _tus(content: bytes = b"", **headers: str) -> "Body":
    async def body(cast: Cast, role: str) -> Made:
        return {"content": content, "headers": {**TUS, **headers}}

    return body


async def _search(cast: Cast, role: str) -> Made:
    return {"params": {"q": "person"}}


async def _seen_clips(cast: Cast, role: str) -> Made:
    return {"json": {"story_ids": [await _text_clip(cast)]}}


async def _seen_up_to(cast: Cast, role: str) -> Made:
    return {"json": {"up_to": await _text_clip(cast)}}


async def _clips_of_ones_own(cast: Cast, role: str) -> Made:
    clip = await post_text(cast.person(role) or cast.owner)
    return {"json": {"title": "Iceland", "clip_ids": [clip["id"]]}}


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
    "PATCH /stories/{clip_id}": _json(caption="Last light"),
    "POST /stories/{clip_id}/repost": _json(caption="Look at this"),
    "POST /highlights": _clips_of_ones_own,
    "PATCH /highlights/{highlight_id}": _json(position=0),
    "POST /stories/{clip_id}/reactions": _json(emoji="❤️"),
    "POST /stories/{clip_id}/replies": _json(text="Save me a bowl!"),
    "POST /stories/{clip_id}/comments": _json(text="That lighthouse again!"),
    "POST /stories/{clip_id}/stickers/{sticker_id}/answers": _json(option=1),
    "POST /api/notifications/read": _json(all=True),
    "POST /api/push/subscriptions": _subscribe,
    "DELETE /api/push/subscriptions": _unsubscribe,
    "POST /api/webhooks": _json(url="https://8.8.8.8/hook", events=["import.progress"]),
    "POST /api/clips/upload": _file("clip"),
    "POST /media": _file("file"),
    "POST /stories/views": _seen_clips,
    "PUT /stories/seen/{user_id}": _seen_up_to,
    "POST /stories/{clip_id}/playback": _json(event="completed"),
    "POST /stories/{clip_id}/links": _json(expires_in=3600),
    "POST /api/reports": _reported_person,
    "POST /api/admin/reports/{report_id}/hold": _json(note="Asked the author."),
    "POST /api/admin/users/{user_id}/suspension": _json(reason="Advertising."),
    "POST /api/admin/reports/{report_id}/resolve": _json(action="dismiss"),
    "POST /media/tus": _tus(b"", **{"Upload-Length": "100"}),
    "PATCH /media/tus/{upload_id}": _tus(b"piece", **BYTES, **{"Upload-Offset": "0"}),
    "DELETE /media/tus/{upload_id}": _tus(),
}
