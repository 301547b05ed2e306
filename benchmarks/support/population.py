"""People and clips as a busy day leaves them: the rows of each table, the same for a seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

Row = tuple[Any, ...]

AUTHORS = 10_000
FOLLOWED = 1_000
CIRCLE = 50
"""How many a reader follows who follows few."""

_SEED = 20260301
_READERS = 8
_KINDS = ("image",) * 85 + ("text",) * 15
_VISIBILITIES = (
    ("PUBLIC",) * 60 + ("FOLLOWERS",) * 30 + ("CLOSE_FRIENDS",) * 4 + ("CUSTOM",) * 3
) + ("PRIVATE",) * 3
_CAPTIONS = (None, "Last light", "Würde ich wieder tun", "Zwei Löffel, ein Topf \N{SPARKLES}", None)
_ALT_TEXTS = (None, "A lighthouse in fog", "Two people at a table, laughing", None)
_SIZES = ((1536, 2048), (2048, 1536), (1080, 1920), (2048, 2048))
_TEXT = "Back at six. Soup is on the stove; take the big bowl and leave some for Jonas."
_AUDIENCE = 5
_SPAN = timedelta(hours=23)


@dataclass(frozen=True)
class Population:
    """How many of what there are, and the instant at which it is looked at.

    readers follow `followed` authors each, the others CIRCLE; both have seen a part of the clips.
    """

    now: datetime
    clips: int
    authors: int = AUTHORS
    followed: int = FOLLOWED
    people: "People" = field(init=False)

    def __post_init__(self) -> None:
        chance = random.Random(_SEED)
        long_ago = self.now - timedelta(days=90)
        ids = [
            _id_at(long_ago + timedelta(seconds=number), chance)
            for number in range(self.authors + 2 * _READERS)
        ]
        readers, few = ids[self.authors :][:_READERS], ids[self.authors :][_READERS:]
        object.__setattr__(self, "people", People(ids, ids[: self.authors], readers, few))

    def rows(self) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
        """Each table's name, its columns and its rows, the tables that others refer to first."""
        yield "users", _USER_COLUMNS, self._users()
        yield "preferences", _PREFERENCES_COLUMNS, self._preferences()
        yield "follows", ("follower_id", "followee_id", "created_at"), self._follows()
        yield "blocks", ("blocker_id", "blocked_id", "created_at"), self._blocks()
        yield "close_friends", ("owner_id", "friend_id"), self._close_friends()
        yield "media", _MEDIA_COLUMNS, self._media()
        yield "clips", _CLIP_COLUMNS, self._clips()
        yield "clip_audience", ("clip_id", "user_id"), self._audiences()
        yield "clip_views", ("clip_id", "viewer_id", "viewed_at"), self._views()

    def public_clips(self) -> Iterator[tuple[str, str]]:
        """The id and the author of each clip that everybody may see."""
        for clip in self._clips():
            if clip[_VISIBILITY] == "PUBLIC":
                yield clip[0], clip[1]

    def _users(self) -> Iterator[Row]:
        since = self.now - timedelta(days=90)
        for number, user_id in enumerate(self.people.everyone):
            name = f"person{number}"
            mail = f"{name}@example.com"
            shown = f"Person {number}"
            known = (user_id, name, name, mail, mail, "no password opens this", shown)
            yield (*known, "", "UTC", "en", False, "user", since, self.now, None)

    def _preferences(self) -> Iterator[Row]:
        for user_id in self.people.everyone:
            yield (user_id, 30, True, "on", "{}", False, None)

    def _follows(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 1)
        since = self.now - timedelta(days=30)
        people = self.people
        for followers, count in (
            (people.readers, self.followed),
            (people.readers_of_few, min(CIRCLE, self.followed)),
            (people.authors, min(20, self.followed)),
        ):
            for follower in followers:
                for followee in chance.sample(people.authors, count):
                    if followee != follower:
                        yield (follower, followee, since)

    def _blocks(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 2)
        for reader in (*self.people.readers, *self.people.readers_of_few):
            for blocked in chance.sample(self.people.authors, 5):
                yield (reader, blocked, self.now)

    def _close_friends(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 3)
        readers = (*self.people.readers, *self.people.readers_of_few)
        for author in self.people.authors:
            for friend in chance.sample(readers, 3):
                yield (author, friend)

    def _media(self) -> Iterator[Row]:
        for clip in self._clips():
            media_id, width, height, at = clip[8], clip[9], clip[10], clip[15]
            if media_id is None:
                continue
            key = f"media/{media_id[-2:]}/{media_id}"
            kept = (f"{key}.webp", f"{key}.thumbnail.webp", "image/webp", at, at)
            yield (media_id, clip[1], "image", "ready", "image/webp", width, height, None, 1, *kept)

    def _clips(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 4)
        step = _SPAN / self.clips
        at = self.now - _SPAN
        for _ in range(self.clips):
            at += step
            author = self.people.authors[int(chance.random() * self.authors)]
            draw = chance.getrandbits(30)
            kind = _KINDS[draw % 100]
            media_id = _id_at(at, chance) if kind == "image" else None
            width, height = _SIZES[draw % 4] if kind == "image" else (None, None)
            text = None if kind == "image" else _TEXT
            caption, alt_text = _CAPTIONS[draw % 5], _ALT_TEXTS[draw // 7 % 4]
            visibility = _VISIBILITIES[draw // 100 % 100]
            said = (_id_at(at, chance), author, kind, "ready", text, caption, alt_text, visibility)
            shape = (media_id, width, height, None, True, draw % 3 > 0, True)
            yield (*said, *shape, at, at, at + timedelta(days=1), None)

    def _audiences(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 5)
        readers = (*self.people.readers, *self.people.readers_of_few)
        for clip in self._clips():
            if clip[_VISIBILITY] == "CUSTOM":
                for member in chance.sample(readers, _AUDIENCE):
                    yield (clip[0], member)

    def _views(self) -> Iterator[Row]:
        """Readers have seen a third of the newest clips, as if they had looked an hour ago."""
        chance = random.Random(_SEED + 6)
        newest = max(0, self.clips - 20_000)
        for number, clip in enumerate(self._clips()):
            if number >= newest:
                for reader in (*self.people.readers, *self.people.readers_of_few):
                    if chance.random() < 1 / 3:
                        yield (clip[0], reader, self.now)


@dataclass(frozen=True)
class People:
    """The ids of all users and of those that measurements know by their role."""

    everyone: list[str]
    authors: list[str]
    readers: list[str]
    readers_of_few: list[str]


def _id_at(instant: datetime, chance: random.Random) -> str:
    """A UUIDv7 of that instant (RFC 9562), so that identifiers lie in their tables as real ones."""
    milliseconds = int(instant.timestamp() * 1000)
    bits = chance.getrandbits(74)
    low = (0b10 << 62) | (bits & ((1 << 62) - 1))
    text = f"{milliseconds:012x}7{bits >> 62:03x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


_USER_COLUMNS = (
    "id",
    "username",
    "username_folded",
    "email",
    "email_folded",
    "password_hash",
    "display_name",
    "bio",
    "time_zone",
    "language",
    "is_locked",
    "role",
    "created_at",
    "last_active",
    "suspended_at",
)
_PREFERENCES_COLUMNS = (
    "user_id",
    "archive_days",
    "view_receipts",
    "timers",
    "notifications",
    "show_on_leaderboard",
    "favorite_category",
)
_MEDIA_COLUMNS = (
    "id",
    "owner_id",
    "kind",
    "status",
    "media_type",
    "width",
    "height",
    "duration_seconds",
    "bytes",
    "key",
    "thumbnail_key",
    "thumbnail_type",
    "created_at",
    "used_at",
)
_CLIP_COLUMNS = (
    "id",
    "author_id",
    "kind",
    "status",
    "text",
    "caption",
    "alt_text",
    "visibility",
    "media_id",
    "width",
    "height",
    "duration_seconds",
    "allow_replies",
    "allow_reactions",
    "allow_comments",
    "created_at",
    "published_at",
    "expires_at",
    "archived_at",
)
_VISIBILITY = _CLIP_COLUMNS.index("visibility")
