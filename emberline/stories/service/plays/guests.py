"""Guests: readers without an account, who hold a token and take their plays along at signup."""

from datetime import datetime

from sqlalchemy import Connection, String, bindparam, case, delete, select, update

from emberline.accounts.secret_texts import secret_hash
from emberline.kit.db import Identifier, Instant, hot
from emberline.kit.ids import new_secret
from emberline.kit.jobs import request
from emberline.stories.models.plays import Play
from emberline.stories.queries.plays import Reader, one_play
from emberline.stories.service.plays.outcomes import earn
from emberline.stories.service.plays.showing import read_state

CLAIMED = "stories.claimed"
"""The kind of job that gives a new reader what their plays as a guest have earned."""

_PREFIX = "emp_"
_FORGOTTEN_AT_ONCE = 200


def new_play_token() -> str:
    """A new guest's token: all that stands between others and their plays."""
    return _PREFIX + new_secret(24)


def guest_of(play_token: str) -> Reader:
    """The guest who holds a token."""
    return Reader(None, secret_hash(play_token))


def has_plays(conn: Connection, guest: Reader) -> bool:
    """Whether the guest has begun a play that is still theirs: else nobody gave out their token."""
    return bool(hot(conn, _HAS_PLAYS, of_guest=guest.guest_hash))


def claim(conn: Connection, user_id: str, play_token: str, now: datetime) -> None:
    """Make the plays of the guest who holds the token the user's, and ask for what they earned.

    A move that the guest is making at this moment is refused: it would earn nobody anything.
    """
    names = {"of_guest": secret_hash(play_token), "by": user_id}
    claimed = conn.execute(_CLAIM, names).scalars().all()
    if claimed:
        request(conn, CLAIMED, user_id, now=now, user_id=user_id)


def claimed_plays(conn: Connection, user_id: str) -> list[str]:
    """The user's plays for which nothing was counted yet."""
    return list(conn.execute(_UNCOUNTED, {"by": user_id}).scalars())


def count_claimed(conn: Connection, user_id: str, play_id: str, now: datetime) -> None:
    """Give the user what a play has earned that they began as a guest; again, nothing."""
    play = one_play(conn, Reader(user_id, None), play_id)
    if play is None or play.day_ends_at is not None:
        return
    if play.author_id != user_id:
        earn(conn, play, read_state(play.state).achievements, now)
    conn.execute(_COUNTED, {"of_play": play_id, "at": play.updated_at})


def forget_guests(conn: Connection, before: datetime) -> int:
    """Delete a batch of guests' plays without a move since an instant; how many, 0 at the end."""
    return conn.execute(_FORGET, {"before": before}).rowcount


_HAS_PLAYS = select(Play.id).where(Play.guest_hash == bindparam("of_guest", type_=String)).limit(1)
_CLAIM = (
    update(Play)
    .where(Play.guest_hash == bindparam("of_guest"), Play.reader_id.is_(None))
    .values(
        reader_id=bindparam("by", type_=Identifier),
        guest_hash=None,
        # A play without a move stays one.
        revision=Play.revision + case((Play.revision > 0, 1), else_=0),
    )
    .returning(Play.id)
)
# A guest's moves count for no day; the first thing that counts for the user sets one.
_UNCOUNTED = select(Play.id).where(
    Play.reader_id == bindparam("by", type_=Identifier),
    Play.revision > 0,
    Play.day_ends_at.is_(None),
    Play.slot == "auto",
)
_FORGET = delete(Play).where(
    Play.id.in_(
        select(Play.id)
        .where(Play.guest_hash.is_not(None), Play.updated_at < bindparam("before", type_=Instant))
        .limit(_FORGOTTEN_AT_ONCE)
    )
)
_COUNTED = (
    update(Play)
    .where(Play.id == bindparam("of_play", type_=Identifier))
    .values(day_ends_at=bindparam("at"))
)
