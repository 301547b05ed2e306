"""Beginning a play, and coming back to one."""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, String, bindparam, insert, update

from emberline.kit.db import Identifier
from emberline.kit.errors import invalid, not_found
from emberline.kit.ids import new_id, new_seed
from emberline.stories.engine.names import fitted_value
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import RefusedError, State
from emberline.stories.engine.step import start as engine_start
from emberline.stories.models.plays import Play
from emberline.stories.queries.plays import (
    AUTO,
    PLAYTEST,
    PlayRow,
    Reader,
    newest_play,
    one_play,
)
from emberline.stories.schemas.plays import StartedPlay
from emberline.stories.service.access import readable_story
from emberline.stories.service.links import resolve
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.finding import play_for
from emberline.stories.service.plays.guests import claim
from emberline.stories.service.plays.showing import read_state, started
from emberline.stories.service.plays.turns import lapsed


class Source(NamedTuple):
    """What brought a reader to a story: the catalogue, or a link or clip with its id."""

    kind: str = "catalogue"
    id: str | None = None


class NewPlay(NamedTuple):
    """A play to be stored. has_base: its moves count from `state`, which is no beginning.

    timers: how a guest has them.
    """

    story_id: str
    version_id: str
    slot: str
    source: Source
    state: State
    has_base: bool = False
    timers: str | None = None


class Asked(NamedTuple):
    """What a start names: a protagonist, a play to go on with, the link or clip that led there.

    timers: how a guest has them.
    """

    protagonist: str | None = None
    progress_id: str | None = None
    via: str | None = None
    clip_id: str | None = None
    timers: str | None = None


def begin(
    conn: Connection,
    reader: Reader,
    story_id: str,
    asked: Asked,
    play_token: str | None,
    now: datetime,
) -> StartedPlay:
    """Begin a play, or go on with the one that is named.

    play_token: a guest's, whose plays a signed-in reader takes over. AppError as `start` and
    `resume`.
    """
    if play_token is not None and reader.user_id is not None:
        claim(conn, reader.user_id, play_token, now)
    if asked.timers is not None and reader.user_id is None:
        guest = {"of_guest": reader.guest_hash, "of_story": story_id, "new_timers": asked.timers}
        conn.execute(_SET_TIMERS, guest)
    if asked.progress_id is not None:
        return resume(conn, reader, story_id, asked.progress_id, now)
    source = _source(conn, story_id, asked)
    timers = asked.timers if reader.user_id is None else None
    return start(conn, reader, story_id, asked.protagonist, source, now, timers=timers)


def start(
    conn: Connection,
    reader: Reader,
    story_id: str,
    protagonist: str | None,
    source: Source,
    now: datetime,
    *,
    timers: str | None = None,
) -> StartedPlay:
    """Begin a play of the newest version; one that has not moved yet is given again.

    protagonist: a key; None is the story's first. timers: how a guest has them. AppError 404 for a
    story that the reader may not read, 400 for nobody of that key.
    """
    story = readable_story(conn, reader.user_id, story_id)
    before = newest_play(conn, reader, story_id)
    if before is not None and _is_untouched(before, story.version_id, protagonist):
        playable = playable_of(before.version_id)
        return started(before, playable, read_state(before.state), now)
    playable = playable_of(story.version_id)
    try:
        state = engine_start(playable, protagonist, new_seed())
    except RefusedError as refused:
        raise invalid("protagonist", str(refused)) from refused
    new = NewPlay(story_id, story.version_id, AUTO, source, state, timers=timers)
    play = insert_play(conn, reader, new, now)
    return started(play, playable, state, now)


def resume(
    conn: Connection, reader: Reader, story_id: str, progress_id: str, now: datetime
) -> StartedPlay:
    """The play as it stands, after what time has decided meanwhile. AppError 404 as `play_for`."""
    play = play_for(conn, reader, story_id, progress_id)
    taken = lapsed(conn, reader, play, now)
    if taken is not None:
        play = play_for(conn, reader, story_id, progress_id)
    shown = started(play, playable_of(play.version_id), read_state(play.state), now)
    return shown if taken is None else msgspec.structs.replace(shown, lapsed=taken.turn)


def begin_playtest(
    conn: Connection,
    viewer_id: str,
    story_id: str,
    version_id: str,
    *,
    node_key: str | None,
    variables: dict[str, Any],
    seed: str | None,
    now: datetime,
) -> StartedPlay:
    """Begin a playtest of a frozen draft, anywhere and with any values; its people only.

    Whoever calls has asked whether the viewer is one of them. seed: 32 hexadecimal digits, None for
    a new one. AppError 400 for a node, variable or value that the draft does not have.
    """
    playable = playable_of(version_id)
    reader = Reader(viewer_id, None)
    state = _test_state(playable, node_key, seed or new_seed())
    state = with_variables(playable, state, variables)
    source = Source(PLAYTEST)
    new = NewPlay(story_id, version_id, PLAYTEST, source, state, has_base=True)
    play = insert_play(conn, reader, new, now)
    return started(play, playable, state, now)


def with_variables(playable: Playable, state: State, variables: dict[str, Any]) -> State:
    """`state` with other values. AppError 400 for a name or value that the story does not have."""
    values = dict(state.variables)
    for name, value in variables.items():
        declared = playable.story.variables.get(name)
        fitted = None if declared is None else fitted_value(declared, value)
        if fitted is None:
            raise invalid("variables", f"The story has no variable `{name}` that can be {value!r}.")
        values[name] = fitted
    return msgspec.structs.replace(state, variables=values)


def insert_play(conn: Connection, reader: Reader, new: NewPlay, now: datetime) -> PlayRow:
    """A new play that stands where `new` says. AppError 404 where the reader may not play it."""
    play_id, state = new_id(), msgspec.json.encode(new.state)
    is_users = reader.user_id is not None
    conn.execute(
        _INSERT,
        {
            "id": play_id,
            "story_id": new.story_id,
            "version_id": new.version_id,
            "reader_id": reader.user_id,
            "guest_hash": None if is_users else reader.guest_hash,
            "slot": new.slot,
            "source": new.source.kind,
            "source_id": new.source.id,
            "protagonist": new.state.protagonist,
            "base": state if new.has_base else None,
            "base_number": 0,
            "state": state,
            "node_key": new.state.node,
            "moves_count": 0,
            "revision": 0,
            "arrived_at": now,
            "seconds": 0,
            "is_completed": False,
            "ending_key": None,
            "started_at": now,
            "updated_at": now,
            "day_ends_at": None,
            "timers": new.timers,
        },
    )
    play = one_play(conn, reader, play_id)
    if play is None:
        raise not_found("Story")
    return play


def _source(conn: Connection, story_id: str, asked: Asked) -> Source:
    """Where the reader came from. A code or clip that is none counts as the catalogue."""
    if asked.clip_id is not None:
        return Source("clip", asked.clip_id)
    link = None if asked.via is None else resolve(conn, asked.via)
    if link is not None and link.story_id == story_id:
        return Source("link", link.link_id)
    return Source()


def _is_untouched(play: PlayRow, version_id: str, protagonist: str | None) -> bool:
    """Whether the play is as good as a new one of this version."""
    if play.revision > 0 or play.version_id != version_id:
        return False
    return protagonist is None or protagonist == play.protagonist


def _test_state(playable: Playable, node_key: str | None, seed: str) -> State:
    try:
        state = engine_start(playable, None, seed)
    except RefusedError as refused:
        if node_key is None:
            raise invalid("node_id", str(refused)) from refused
        state = State(node=node_key, seed=seed, variables=dict(playable.initial))
    if node_key is not None:
        if node_key not in playable.nodes:
            raise invalid("node_id", "The draft has no such node.")
        state = msgspec.structs.replace(state, node=node_key)
    return state


_INSERT = insert(Play)
_SET_TIMERS = (
    update(Play)
    .where(
        Play.guest_hash == bindparam("of_guest", type_=String),
        Play.story_id == bindparam("of_story", type_=Identifier),
        Play.reader_id.is_(None),
    )
    .values(timers=bindparam("new_timers", type_=String))
)
