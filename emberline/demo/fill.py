"""Fills an instance through the services, so that the demo is what people could have made."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, select
from starlette.datastructures import UploadFile

from emberline.accounts.auth import Viewer
from emberline.accounts.models import User
from emberline.accounts.passwords import hash_password
from emberline.accounts.schemas import Register
from emberline.accounts.service import directory, sessions, signup
from emberline.accounts.service.sessions import Credentials, Device
from emberline.accounts.service.signup import NewAccount
from emberline.clips.queries.rows import ClipRow
from emberline.clips.schemas.posting import PostClip
from emberline.clips.service.posting import post_clip
from emberline.clips.service.reading import list_feed
from emberline.clips.service.views import record_view
from emberline.demo import content
from emberline.demo.canvas import Chance
from emberline.demo.content import Character, Post
from emberline.demo.conversing import converse
from emberline.demo.films import film_drawing
from emberline.demo.library import BOOKS
from emberline.demo.pictures import draw_portrait, draw_scene
from emberline.demo.reading import stock
from emberline.kit.forms import folded
from emberline.kit.paging import PageRequest
from emberline.kit.runtime import Runtime
from emberline.media.service import media
from emberline.media.uploads import StoredFile, stored_file
from emberline.people.schemas import ProfileChanges
from emberline.people.service import avatars, boundaries, close_friends, follows, profiles
from emberline.people.service.boundaries import Boundary

T = TypeVar("T")
R = TypeVar("R")

_JOINED_AGO = timedelta(days=40)
_JOINED_APART = timedelta(days=3, hours=5)
_MET_AGO = timedelta(days=2)
# Of documentation (RFC 5737): nobody's.
_ADDRESS = "192.0.2.7"
# The share of new clips that somebody goes on to see.
_CURIOSITY = 0.7
# As many as the sandbox decodes at once, and one being drawn.
_PICTURES_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to make: `pictures` of each sort (None: all), scenes `width` pixels wide."""

    seed: int = 7
    width: int = 900
    pictures: int | None = None

    @property
    def portrayed(self) -> Sequence[Character]:
        """Who gets an avatar."""
        return content.CHARACTERS[: self.pictures]

    @property
    def film_width(self) -> int:
        """Pixels, even: enough for a telephone, and quickly made."""
        return self.width * 4 // 5 // 2 * 2

    @property
    def posts(self) -> list[Post]:
        """What is posted, the oldest first."""
        films = [post for post in content.POSTS if post.is_film][: self.pictures]
        scenes = [post for post in content.POSTS if post.scene and not post.is_film]
        shown = films + scenes[: self.pictures]
        return [post for post in content.POSTS if post.scene is None or post in shown]

    @property
    def steps(self) -> int:
        """How often `fill` reports: once an account, avatar, clip, reader and story, once more."""
        made = len(self.portrayed) + len(self.posts) + len(BOOKS)
        return 2 * len(content.CHARACTERS) + made + 1


@dataclass(frozen=True, slots=True)
class Resident:
    """A character with an account; the username has a number where the name was taken."""

    character: Character
    username: str
    role: str
    viewer: Viewer


Residents = dict[str, Resident]
Step = Callable[[], None]


def has_people(conn: Connection) -> bool:
    """Whether anybody has an account."""
    users, _ = directory.list_users(conn, PageRequest(1, None), "", "all")
    return bool(users)


async def fill(runtime: Runtime, now: datetime, plan: Plan, step: Step) -> list[Resident]:
    """Make people and what they did until `now`; `step` is called `plan.steps` times.

    Where nobody has an account yet the characters have their roles. Beside others they are plain
    users, for their password is no secret, and a number follows their names when one is taken.
    AppError 409 when somebody takes a name meanwhile; 503, 507 as everywhere.
    """
    residents = await _settle(runtime, now, step)
    portrayed = [residents[character.name] for character in plan.portrayed]
    await _a_few_at_once(partial(_give_avatar, runtime, now, plan, step), portrayed)
    await _introduce(runtime, now, residents)
    rows = await _a_few_at_once(partial(_post, runtime, now, plan, step, residents), plan.posts)
    posted = zip(plan.posts, rows, strict=True)
    clips = {post.called: row for post, row in posted if post.called is not None}
    people = {name: resident.viewer for name, resident in residents.items()}
    await converse(runtime, people, clips, now)
    step()
    await stock(runtime, people, now, plan.seed, step)
    for resident in residents.values():
        for hours in resident.character.visits:
            at = now - timedelta(hours=hours)
            chance = Chance(plan.seed, f"{resident.character.name} {hours}")
            await runtime.database.write(_go_through_feed, resident.viewer, chance, at)
        step()
    return list(residents.values())


async def _a_few_at_once(do: Callable[[T], Awaitable[R]], things: Sequence[T]) -> list[R]:
    places = asyncio.Semaphore(_PICTURES_AT_ONCE)

    async def in_turn(thing: T) -> R:
        async with places:
            return await do(thing)

    try:
        async with asyncio.TaskGroup() as at_once:
            tasks = [at_once.create_task(in_turn(thing)) for thing in things]
    except BaseExceptionGroup as group:
        # The first failure ended the others, and says what is the matter.
        raise group.exceptions[0] from None
    return [task.result() for task in tasks]


async def _settle(runtime: Runtime, now: datetime, step: Step) -> Residents:
    password_hash = await hash_password(content.PASSWORD)
    empty = not await runtime.database.read(has_people)
    tail = await runtime.database.read(_free_tail)
    residents: Residents = {}
    for number, character in enumerate(content.CHARACTERS):
        account = _account(character, tail, password_hash, with_role=empty)
        joined = now - _JOINED_AGO + number * _JOINED_APART
        seen = now - timedelta(hours=min(character.visits))
        viewer = await runtime.database.write(_sign_up, character, account, joined, seen)
        username = str(account.username)
        residents[character.name] = Resident(character, username, account.role, viewer)
        step()
    return residents


def _free_tail(conn: Connection) -> str:
    """What to put behind every name so that none is taken: nothing, or the first number."""
    number = 1
    while True:
        tail = "" if number == 1 else str(number)
        names = [folded(f"{character.name}{tail}") for character in content.CHARACTERS]
        emails = [f"{name}@example.org" for name in names]
        if conn.execute(_TAKEN, {"names": names, "emails": emails}).first() is None:
            return tail
        number += 1


def _account(character: Character, tail: str, password_hash: str, *, with_role: bool) -> NewAccount:
    name = f"{character.name}{tail}"
    form = Register(email=f"{name}@example.org", username=name, password=content.PASSWORD)
    role = character.role if with_role else "user"
    return NewAccount(form.email, password_hash, form.username, role)


def _sign_up(
    conn: Connection, character: Character, account: NewAccount, joined: datetime, seen: datetime
) -> Viewer:
    device = Device(character.device, _ADDRESS)
    opened = signup.sign_up(conn, account, None, device, joined)
    user_id = opened.account.user_id
    viewer = Viewer(user_id, opened.session_id, None, may_write=True, expires_at=None)
    changes = ProfileChanges(
        display_name=character.display_name,
        bio=character.bio,
        time_zone=character.time_zone,
        is_locked=character.is_locked,
    )
    profiles.change_profile(conn, viewer, changes, joined)
    sessions.log_in(conn, Credentials(user_id, account.password_hash), device, seen)
    return viewer


async def _give_avatar(
    runtime: Runtime, now: datetime, plan: Plan, step: Step, resident: Resident
) -> None:
    jpeg = await asyncio.to_thread(draw_portrait, resident.character.likeness, plan.seed)
    upload = _upload(jpeg, "portrait.jpg")
    async with stored_file(runtime, upload, field="file") as stored:
        await runtime.database.write(_show_avatar, resident.viewer, stored, now - _MET_AGO)
    step()


def _upload(file: bytes, name: str) -> UploadFile:
    return UploadFile(BytesIO(file), size=len(file), filename=name)


def _show_avatar(conn: Connection, viewer: Viewer, stored: StoredFile, at: datetime) -> None:
    row = media.add(conn, viewer.user_id, stored, at, used=False)
    avatars.change_avatar(conn, viewer, row.id, at)


async def _introduce(runtime: Runtime, now: datetime, residents: Residents) -> None:
    met = now - _MET_AGO
    for name, others in content.FOLLOWS.items():
        people = [residents[other] for other in others]
        await runtime.database.write(_follow, residents[name].viewer, people, met)
    for name, others in content.WAITING.items():
        for number, other in enumerate(others):
            viewer, at = residents[other].viewer, now - timedelta(hours=3 + 5 * number)
            await runtime.database.write(follows.follow, viewer, residents[name].viewer.user_id, at)
    for name, others in content.CLOSE_FRIENDS.items():
        friends = [residents[other].viewer.user_id for other in others]
        viewer = residents[name].viewer
        await runtime.database.write(close_friends.choose_close_friends, viewer, friends, met)
    for boundary, pairs in (
        (Boundary.BLOCK, content.BLOCKS),
        (Boundary.MUTE, content.MUTES),
        (Boundary.HIDE, content.HIDES),
    ):
        for one, other in pairs:
            viewer, user_id = residents[one].viewer, residents[other].viewer.user_id
            await runtime.database.write(boundaries.put_up, viewer, boundary, user_id, met)


def _follow(conn: Connection, viewer: Viewer, others: list[Resident], met: datetime) -> None:
    for number, other in enumerate(others):
        at = met + timedelta(minutes=number)
        state = follows.follow(conn, viewer, other.viewer.user_id, at).state
        if state == "requested":
            follows.accept(conn, other.viewer, viewer.user_id, at + timedelta(minutes=30))


async def _post(
    runtime: Runtime, now: datetime, plan: Plan, step: Step, residents: Residents, post: Post
) -> ClipRow:
    form = _form(post, residents)
    author_id = residents[post.author].viewer.user_id
    at = now - timedelta(hours=post.hours)
    if post.scene is None:
        page = await runtime.database.write(post_clip, author_id, form, None, None, at)
    else:
        upload = await _shot(runtime, plan, post.scene, is_film=post.is_film)
        async with stored_file(runtime, upload, field="file") as stored:
            page = await runtime.database.write(post_clip, author_id, form, stored, None, at)
    step()
    return page.rows[0]


async def _shot(runtime: Runtime, plan: Plan, scene: str, *, is_film: bool) -> UploadFile:
    """The drawing of the scene, or a film of it, which a job makes playable later."""
    jpeg = await asyncio.to_thread(draw_scene, scene, plan.seed, plan.width)
    if not is_film:
        return _upload(jpeg, f"{scene}.jpg")
    return _upload(await film_drawing(runtime, jpeg, plan.film_width), f"{scene}.mp4")


def _form(post: Post, residents: Residents) -> PostClip:
    return PostClip(
        text=post.text,
        caption=post.caption,
        alt_text=post.alt_text,
        visibility=post.visibility,
        audience_user_ids=[residents[name].viewer.user_id for name in post.audience],
        expires_in=None if post.lasts is None else int(post.lasts.total_seconds()),
        draft=post.is_draft,
        stickers=[_sticker(sticker, residents) for sticker in post.stickers],
    )


def _sticker(sticker: Mapping[str, Any], residents: Residents) -> Any:
    """The sticker with the id of whom it names."""
    if "user_id" not in sticker:
        return dict(sticker)
    return {**sticker, "user_id": residents[sticker["user_id"]].viewer.user_id}


def _go_through_feed(conn: Connection, viewer: Viewer, chance: Chance, at: datetime) -> None:
    """See most of what is new to the viewer at `at`, one clip every few seconds."""
    viewer_id = viewer.user_id
    page = list_feed(
        conn,
        viewer_id,
        "following",
        author_id=None,
        unseen=True,
        asked=PageRequest(50, None),
        now=at,
    )
    for number, row in enumerate(page.rows):
        if chance.between(0, 1) < _CURIOSITY:
            seen_at = at + timedelta(seconds=7 * number + chance.between(1, 6))
            record_view(conn, viewer_id, row.id, seen_at)


_TAKEN = select(User.id).where(
    User.username_folded.in_(bindparam("names", expanding=True))
    | User.email_folded.in_(bindparam("emails", expanding=True))
)
