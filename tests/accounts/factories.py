"""People and how they stand to each other, made without the detour through HTTP and bcrypt."""

import itertools
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import Connection, insert

from emberline.accounts.gate import Gate
from emberline.accounts.models import (
    Block,
    CloseFriend,
    Follow,
    FollowRequest,
    Hide,
    Mute,
    Preferences,
    Session,
    User,
)
from emberline.kit.forms import folded
from emberline.kit.ids import new_id
from tests.app_fixtures import Server

PASSWORD = "correct horse battery staple"
# bcrypt of PASSWORD as emberline.accounts.passwords prepares it, at cost 4 for speed.
PASSWORD_HASH = "$2b$04$.WMFh8.7bUPl8wz6tTr8Ku69sz.qyB6cRhKpzmww0ASMCBf9HgEDm"

_numbers = itertools.count(1)


@dataclass
class Person:
    """Someone with an account, and a client that is signed in as them."""

    id: str
    username: str
    email: str
    password: str
    session_id: str
    http: httpx.AsyncClient
    gate: Gate

    @property
    def token(self) -> str:
        """An access token that is good at this moment."""
        return self.gate.issue(self.id, self.session_id)


class _FreshToken(httpx.Auth):
    """Sends a new access token with each request, so that a test may let days go by."""

    def __init__(self, gate: Gate, user_id: str, session_id: str) -> None:
        self._gate = gate
        self._user_id = user_id
        self._session_id = session_id

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token = self._gate.issue(self._user_id, self._session_id)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


async def make_person(server: Server, username: str | None = None, **columns: Any) -> Person:
    """A user with a session and preferences; `columns` are columns of `User`."""
    number = next(_numbers)
    username = username or f"person{number}"
    now = server.clock.now()
    user = {
        "id": new_id(),
        "username": username,
        "username_folded": folded(username),
        "email": f"person{number}@example.com",
        "password_hash": PASSWORD_HASH,
        "display_name": username,
        "bio": "",
        "time_zone": "UTC",
        "language": "en",
        "is_locked": False,
        "role": "user",
        "created_at": now,
        "last_active": now,
        "suspended_at": None,
        **columns,
    }
    user.setdefault("email_folded", folded(user["email"]))
    session_id = new_id()
    await server.runtime.database.write(_insert_person, user, session_id)
    gate = server.app.state.gate
    return Person(
        id=user["id"],
        username=username,
        email=user["email"],
        password=PASSWORD,
        session_id=session_id,
        http=_client(server, gate, user["id"], session_id),
        gate=gate,
    )


async def follow(server: Server, follower: Person, followee: Person) -> None:
    """`follower` follows `followee`."""
    await _relate(server, Follow, follower_id=follower.id, followee_id=followee.id)


async def request_follow(server: Server, follower: Person, followee: Person) -> None:
    """`follower` asked to follow `followee` and waits."""
    await _relate(server, FollowRequest, follower_id=follower.id, followee_id=followee.id)


async def block(server: Server, blocker: Person, blocked: Person) -> None:
    """`blocker` blocks `blocked`; a follow between them stays as it is."""
    await _relate(server, Block, blocker_id=blocker.id, blocked_id=blocked.id)


async def mute(server: Server, muter: Person, muted: Person) -> None:
    """`muter` mutes `muted`."""
    await _relate(server, Mute, muter_id=muter.id, muted_id=muted.id)


async def hide(server: Server, owner: Person, viewer: Person) -> None:
    """`owner` keeps their clips from `viewer`."""
    await _relate(server, Hide, owner_id=owner.id, viewer_id=viewer.id)


async def befriend(server: Server, owner: Person, friend: Person) -> None:
    """`owner` counts `friend` among the close friends."""
    await _relate(server, CloseFriend, created=False, owner_id=owner.id, friend_id=friend.id)


async def _relate(server: Server, model: Any, *, created: bool = True, **columns: Any) -> None:
    values = {**columns, "created_at": server.clock.now()} if created else columns
    await server.runtime.database.write(_insert, model, values)


def _insert(conn: Connection, model: Any, values: dict[str, Any]) -> None:
    conn.execute(insert(model), values)


def _insert_person(conn: Connection, user: dict[str, Any], session_id: str) -> None:
    conn.execute(insert(User), user)
    conn.execute(
        insert(Preferences),
        {
            "user_id": user["id"],
            "archive_days": 30,
            "view_receipts": True,
            "timers": "on",
            "notifications": {},
            "show_on_leaderboard": False,
            "favorite_category": None,
        },
    )
    conn.execute(
        insert(Session),
        {
            "id": session_id,
            "user_id": user["id"],
            "used": -1,
            "device": "test",
            "address": "203.0.113.7",
            "created_at": user["created_at"],
            "last_used_at": user["created_at"],
        },
    )


def _client(server: Server, gate: Gate, user_id: str, session_id: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(server.app, client=("203.0.113.7", 40000)),
        base_url="http://emberline",
        auth=_FreshToken(gate, user_id, session_id),
    )
