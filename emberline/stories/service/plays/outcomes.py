"""What a move means beyond its play: the story's counts, and what the reader has earned."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import Identifier, Instant, hot
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import State
from emberline.stories.models.plays import Play
from emberline.stories.queries.plays import PLAYTEST, SAVED, PlayRow
from emberline.stories.service import entries, rewards
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.showing import read_state
from emberline.stories.service.plays.showing import unlocked as shown_unlocked


def note_outcomes(
    conn: Connection, before: PlayRow, after: PlayRow, unlocked: Sequence[str], now: datetime
) -> None:
    """Count what happened between two states of a play, and give the reader what it earned.

    unlocked: keys of achievements that are new. Playtests count nowhere; the story's own author
    counts as nobody's reader, and earns nothing with it but the day.
    """
    if after.slot == PLAYTEST:
        return
    is_authors = after.reader_id is not None and after.reader_id == after.author_id
    if not is_authors:
        _count(conn, before, after)
    if after.reader_id is None:
        return
    if before.day_ends_at is None or now >= before.day_ends_at:
        day_ends_at = rewards.record_move(conn, after.reader_id, now)
        hot(conn, _DAY, of_play=after.id, ends_at=day_ends_at)
    if not is_authors:
        earn(conn, after, unlocked, now)


def earn(conn: Connection, play: PlayRow, unlocked: Sequence[str], now: datetime) -> None:
    """Give a play's reader the achievements `unlocked`, and the ending if the play is at one."""
    reader_id = play.reader_id
    assert reader_id is not None
    if not (unlocked or play.is_completed):
        return
    playable = playable_of(play.version_id)
    if unlocked:
        achievements = [
            rewards.UnlockedAchievement(each.key, each.name, each.description)
            for each in shown_unlocked(playable, tuple(unlocked))
        ]
        rewards.record_unlocked(conn, reader_id, play.story_id, achievements, now)
    if play.is_completed:
        state = read_state(play.state)
        rewards.record_ending(conn, reader_id, _finished(play, playable, state), now)


def _count(conn: Connection, before: PlayRow, after: PlayRow) -> None:
    # A saved game is a copy of a play, which was begun and came to its end only once.
    if after.source == SAVED:
        return
    # A play counts from its first move on: who only looks in has not played.
    if before.revision == 0:
        entries.bump_plays(conn, after.story_id)
    if after.is_completed and before.ending_key is None:
        entries.bump_completions(conn, after.story_id)


def _finished(play: PlayRow, playable: Playable, state: State) -> rewards.FinishedPlay:
    story, node = playable.story, playable.nodes[state.node]
    return rewards.FinishedPlay(
        story_id=play.story_id,
        version_id=play.version_id,
        ending_key=state.node,
        tone=node.ending.tone if node.ending else "",
        category=story.category,
        difficulty=story.difficulty_level,
        items={
            key: count
            for key, count in state.items.items()
            if count > 0 and key in story.items and story.items[key].collectible
        },
        seconds=play.seconds,
        moves=play.moves_count,
    )


_DAY = (
    update(Play)
    .where(Play.id == bindparam("of_play", type_=Identifier))
    .values(day_ends_at=bindparam("ends_at", type_=Instant))
)
