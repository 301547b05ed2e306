"""A story of the owner's, all its people, and everything that calls about stories name."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, update

from emberline.kit.ids import new_id, new_secret, new_seed
from emberline.stories.engine.document import Story
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.step import start
from emberline.stories.models import drafts
from emberline.stories.models.imports import StoryImport
from emberline.stories.models.people import StoryMedia
from emberline.stories.models.plays import Play
from emberline.stories.models.reviews import Review, StoryLink
from emberline.stories.service.entries import enter, take_back
from emberline.stories.service.versions.freezing import freeze
from tests.accounts.factories import make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import document, make_story
from tests.trust.cast import Cast, make_cast, make_media

STORY_ROLES = (
    "owner",
    "editor",
    "viewer",
    "other",
    "follower",
    "blocked",
    "nobody",
    "moderator",
    "admin",
    "reader",
)


@dataclass(frozen=True)
class Scene:
    """A story of the owner's. plays: of every signed-in role one, as its id. generations: those
    that calls are made upon, as they are needed, by the calls."""

    story_id: str
    is_published: bool
    plays: dict[str, str]
    media_id: str
    review_id: str
    import_id: str
    code: str
    generations: dict[str, str] = field(default_factory=dict)


async def make_story_cast(server: Server) -> Cast:
    """Ten callers around an owner: an editor and a viewer of their stories among them."""
    cast = await make_cast(server)
    editor, viewer = await asyncio.gather(make_person(server), make_person(server))
    cast.people |= {"editor": editor, "viewer": viewer}
    return cast


def told_story() -> Story:
    """At the `well` one climbs `down`, or goes `away` to a riddle."""
    return document(
        {
            "key": "well",
            "content": "It is deep.",
            "choices": [
                {"key": "down", "text": "Climb down", "to": "bottom"},
                {"key": "away", "text": "Walk away", "to": "riddle"},
            ],
        },
        {
            "key": "riddle",
            "content": "A sphinx.",
            "type": "puzzle",
            "puzzle": {
                "kind": "text",
                "prompt": "What has hands and no feet?",
                "answers": ["clock"],
                "success": "home",
                "failure": "bottom",
            },
        },
        {"key": "bottom", "type": "ending", "content": "Dark.", "ending": {"name": "Below"}},
        {"key": "home", "type": "ending", "content": "Safe.", "ending": {"name": "Home"}},
        variables={"courage": {"type": "int", "initial": 1, "min": 0, "max": 9}},
    )


async def make_scene(cast: Cast, *, is_published: bool, at: str = "well") -> Scene:
    """A story of two versions: the draft of one that was taken back, or one that is out.

    Each role has a play: of the first version while the story is out, else, whether they might
    begin one or not, a playtest. It stands at the node `at`.
    """
    server = cast.server
    story_id = await make_story(server, cast.owner, told_story())
    media_id = await make_media(server, cast.owner, used=True)
    critic = await make_person(server)
    scene = Scene(
        story_id=story_id,
        is_published=is_published,
        plays={role: new_id() for role in cast.people},
        media_id=media_id,
        review_id=new_id(),
        import_id=new_id(),
        code=new_secret(12),
    )
    await server.runtime.database.write(_fill, cast, scene, at, critic.id, server.clock.now())
    return scene


def _fill(conn: Connection, cast: Cast, scene: Scene, at: str, critic: str, now: datetime) -> None:
    owner_id, story_id = cast.owner.id, scene.story_id
    first, newest, tested = [
        freeze(conn, story_id, told_story(), each, owner_id, now) for each in (1, 2, None)
    ]
    conn.execute(
        update(drafts.Story)
        .where(drafts.Story.id == story_id)
        .values(version=2, is_published=scene.is_published)
    )
    enter(conn, story_id, newest, now)
    if not scene.is_published:
        take_back(conn, story_id)
    people = [(cast.people[role].id, role) for role in ("editor", "viewer")]
    conn.execute(
        insert(drafts.Collaborator),
        [
            {"story_id": story_id, "user_id": user, "role": role, "added_at": now}
            for user, role in people
        ],
    )
    _add_plays(conn, cast, scene, at, first if scene.is_published else tested, now)
    _add_things(conn, owner_id, scene, critic, now)


def _add_plays(
    conn: Connection, cast: Cast, scene: Scene, at: str, version_id: str, now: datetime
) -> None:
    begun = start(Playable(told_story()), None, new_seed())
    state = msgspec.json.encode(msgspec.structs.replace(begun, node=at))
    play = {
        "story_id": scene.story_id,
        "version_id": version_id,
        "guest_hash": None,
        "slot": "auto" if scene.is_published else "playtest",
        "source": "catalogue",
        "source_id": None,
        "protagonist": begun.protagonist,
        "base": state,
        "base_number": 0,
        "state": state,
        "node_key": at,
        "moves_count": 0,
        "revision": 0,
        "arrived_at": now,
        "seconds": 0,
        "is_completed": False,
        "ending_key": None,
        "started_at": now,
        "updated_at": now,
        "day_ends_at": None,
    }
    plays = [(play_id, cast.people[role].id) for role, play_id in scene.plays.items()]
    conn.execute(insert(Play), [{**play, "id": each, "reader_id": who} for each, who in plays])


def _add_things(conn: Connection, owner_id: str, scene: Scene, critic: str, now: datetime) -> None:
    story_id = scene.story_id
    media = {"story_id": story_id, "media_id": scene.media_id, "added_at": now}
    conn.execute(insert(StoryMedia), {**media, "is_public": True})
    link = {"id": new_id(), "story_id": story_id, "sharer_id": owner_id}
    conn.execute(insert(StoryLink), {**link, "code": scene.code, "created_at": now})
    review = {
        "id": scene.review_id,
        "story_id": story_id,
        "reader_id": critic,
        "rating": 4,
        "text": "Deep.",
        "answer": "There is a third way.",
        "answered_by": owner_id,
        "answered_at": now,
        "created_at": now,
        "updated_at": now,
        "held_at": None,
    }
    conn.execute(insert(Review), review)
    begun: dict[str, Any] = {
        "id": scene.import_id,
        "owner_id": owner_id,
        "status": "pending",
        "key": None,
        "parts": [],
        "files_done": 0,
        "progress": 0,
        "imported_count": 0,
        "rejected_count": 0,
        "error": None,
        "created_at": now,
        "finished_at": None,
        "told_at": None,
    }
    conn.execute(insert(StoryImport), begun)
