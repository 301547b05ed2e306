"""What a reader did, for themselves and for those who may look."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from emberline.accounts.service.preferences import change_preferences, preferences_of
from emberline.kit.errors import forbidden, not_found
from emberline.kit.paging import Page, PageRequest
from emberline.stories.queries import readers
from emberline.stories.queries.readers import (
    AchievementRow,
    FinishedPlace,
    Kept,
    ReaderRow,
    StoryRow,
)
from emberline.stories.rules.achievements import ACHIEVEMENTS, HOUSE
from emberline.stories.rules.rewards import Streak, days_in_a_row, level_of, xp_of
from emberline.stories.schemas.readers import (
    Artifact,
    FinishedStory,
    FoundEnding,
    LockedAchievement,
    ReaderStats,
    TitledStory,
    UnlockedAchievement,
)
from emberline.stories.service.earning import facts_of


def stats_of(conn: Connection, viewer_id: str, user_id: str, now: datetime) -> ReaderStats:
    """The reader's figures; one's own with what is nobody else's business.

    AppError 404 for nobody, someone suspended, and a block either way; 403 for a locked account
    that the viewer does not follow.
    """
    reader = _seen_reader(conn, viewer_id, user_id)
    xp = reader.xp or 0
    level = level_of(xp)
    shown = ReaderStats(
        user_id=reader.id,
        stories_completed=reader.stories_completed or 0,
        endings_found=reader.endings_found or 0,
        favorite_category=reader.chosen_category or readers.favorite_category(conn, user_id),
        xp=xp,
        level=level,
        next_level_xp=xp_of(level + 1),
        streak_days=_streak_days(reader, now),
        best_streak=reader.best_streak or 0,
    )
    return _with_own(conn, shown, reader) if viewer_id == user_id else shown


def change_stats(
    conn: Connection, viewer_id: str, user_id: str, changes: Mapping[str, Any], now: datetime
) -> ReaderStats:
    """Change what the caller chose: the same as in the preferences. AppError 403 for another's."""
    _check_own(conn, viewer_id, user_id)
    if changes:
        change_preferences(conn, user_id, changes)
    return stats_of(conn, viewer_id, user_id, now)


def achievements_of(
    conn: Connection, viewer_id: str, user_id: str, asked: PageRequest[Kept]
) -> Page[UnlockedAchievement]:
    """What the reader unlocked, newest first. AppError as of `stats_of`."""
    _seen_reader(conn, viewer_id, user_id)
    page = readers.achievements_of(conn, viewer_id, user_id, asked)
    return Page([_unlocked(row) for row in page.rows], page.next)


def locked_for(conn: Connection, user_id: str) -> list[LockedAchievement]:
    """The achievements of this house that the reader has not yet, without the secret ones."""
    known, facts = readers.unlocked_of_house(conn, user_id), facts_of(conn, user_id)
    return [
        LockedAchievement(
            each.key, each.name, each.description, each.progress(facts), each.target, each.xp
        )
        for each in ACHIEVEMENTS.values()
        if each.key not in known and not each.is_secret
    ]


def collection_of(
    conn: Connection, viewer_id: str, user_id: str, asked: PageRequest[Kept]
) -> Page[Artifact]:
    """What the reader collected, newest first. AppError as of `stats_of`."""
    _seen_reader(conn, viewer_id, user_id)
    page = readers.artifacts_of(conn, viewer_id, user_id, asked)
    artifacts = [
        Artifact(
            row.key, row.name, row.description, _titled(row.story_id, row.title), row.collected_at
        )
        for row in page.rows
    ]
    return Page(artifacts, page.next)


def finished_by(
    conn: Connection, viewer_id: str, user_id: str, asked: PageRequest[FinishedPlace]
) -> Page[FinishedStory]:
    """The stories that the reader finished, with the endings. AppError as of `stats_of`."""
    _seen_reader(conn, viewer_id, user_id)
    page = readers.finished_by(conn, viewer_id, user_id, asked)
    if viewer_id != user_id:
        return Page([_finished(row) for row in page.rows], page.next)
    endings: dict[str, list[FoundEnding]] = defaultdict(list)
    for each in readers.endings_in(conn, user_id, [row.story_id for row in page.rows]):
        found = FoundEnding(each.name, each.tone, each.times, each.found_at)
        endings[each.story_id].append(found)
    shown = [
        msgspec.structs.replace(_finished(row), endings=endings[row.story_id]) for row in page.rows
    ]
    return Page(shown, page.next)


def _seen_reader(conn: Connection, viewer_id: str, user_id: str) -> ReaderRow:
    reader = readers.reader_of(conn, viewer_id, user_id)
    if reader is None:
        raise not_found("User")
    if not reader.is_open:
        raise forbidden("This account is locked: only followers see what its owner reads.")
    return reader


def _check_own(conn: Connection, viewer_id: str, user_id: str) -> None:
    if viewer_id == user_id:
        return
    if readers.reader_of(conn, viewer_id, user_id) is None:
        raise not_found("User")
    raise forbidden("These are somebody else's figures. Change your own.")


def _streak_days(reader: ReaderRow, now: datetime) -> int:
    if reader.last_day is None:
        return 0
    streak = Streak(
        reader.streak_days or 0, reader.best_streak or 0, reader.last_day, reader.zone or "UTC"
    )
    return days_in_a_row(streak, now, reader.time_zone)


def _with_own(conn: Connection, shown: ReaderStats, reader: ReaderRow) -> ReaderStats:
    played = readers.played_by(conn, reader.id)
    return msgspec.structs.replace(
        shown,
        total_choices_made=played.moves + (reader.kept_moves or 0),
        total_play_time=(played.seconds + (reader.kept_seconds or 0)) // 60,
        show_on_leaderboard=preferences_of(conn, reader.id).show_on_leaderboard,
    )


def _unlocked(row: AchievementRow) -> UnlockedAchievement:
    if row.story_id != HOUSE:
        return UnlockedAchievement(
            row.key,
            row.name,
            row.description,
            "story",
            _titled(row.story_id, row.title),
            row.unlocked_at,
        )
    own = ACHIEVEMENTS.get(row.key)
    name, description = (own.name, own.description) if own else (row.key, "")
    return UnlockedAchievement(row.key, name, description, "house", None, row.unlocked_at)


def _finished(row: StoryRow) -> FinishedStory:
    return FinishedStory(
        story=_titled(row.story_id, row.title),
        completed_at=row.completed_at,
        endings_found=row.endings_found,
        endings_count=row.endings_count,
        has_all_endings=row.all_found_at is not None,
    )


def _titled(story_id: str, title: str | None) -> TitledStory | None:
    return None if title is None else TitledStory(story_id, title)
