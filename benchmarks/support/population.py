"""People and clips as a busy day leaves them: the rows of each table, the same for a seed."""

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
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
_LIFETIME = timedelta(days=1)
_EMOJI = ("\N{FIRE}", "\N{CLAPPING HANDS SIGN}", "\N{FACE WITH TEARS OF JOY}")
_STICKERS = (
    '[{"id": "0197a1b2-7c4e-7000-8000-0000000000d4", "type": "link", "x": 0.5, "y": 0.8,'
    ' "url": "https://example.org/soup"}]'
)
_NOWHERE = "00000000-0000-0000-0000-000000000000"
# One clip in so many is held, has a limit of views, stickers, or is a repost of a recent one.
_HELD, _LIMITED, _DECORATED, _REPOSTED = 211, 97, 23, 41
_MAX_VIEWS = 3
_RECENT = 500


@dataclass(frozen=True)
class Population:
    """How many of what there are, and the instant at which it is looked at.

    readers follow `followed` authors each, the others CIRCLE; both have seen a part of the clips.
    expired: how many clips more ended within the last hour and were not put away.
    """

    now: datetime
    clips: int
    authors: int = AUTHORS
    followed: int = FOLLOWED
    expired: int = 0
    people: "People" = field(init=False)

    def __post_init__(self) -> None:
        chance = random.Random(_SEED)
        long_ago = self.now - timedelta(days=90)
        ids = [
            id_at(long_ago + timedelta(seconds=number), chance)
            for number in range(self.authors + 2 * _READERS)
        ]
        readers, few = ids[self.authors :][:_READERS], ids[self.authors :][_READERS:]
        object.__setattr__(self, "people", People(ids, ids[: self.authors], readers, few))

    def rows(self) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
        """Each table's name, its columns and its rows, the tables that others refer to first."""
        yield "users", USER_COLUMNS, self._users()
        yield "preferences", PREFERENCES_COLUMNS, self._preferences()
        yield "follows", ("follower_id", "followee_id", "created_at"), self._follows()
        yield "blocks", ("blocker_id", "blocked_id", "created_at"), self._blocks()
        yield "close_friends", ("owner_id", "friend_id"), self._close_friends()
        yield "media", _MEDIA_COLUMNS, self._media()
        yield "clips", _CLIP_COLUMNS, chain(self._expired(), self._clips())
        yield "clip_audience", ("clip_id", "user_id"), self._audiences()
        yield "clip_views", ("clip_id", "viewer_id", "viewed_at"), self._views()
        yield "clip_reactions", ("clip_id", "user_id", "emoji", "reacted_at"), self._reactions()
        yield "clip_seen_marks", _MARK_COLUMNS, self._marks()
        yield "avatars", ("user_id", "media_id"), self._avatars()

    def public_clips(self) -> Iterator[tuple[str, str]]:
        """The id and the author of each clip that everybody may see."""
        for clip in self._clips():
            if clip[_VISIBILITY] == "PUBLIC" and not any(clip[_ORIGIN:]):
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
            if media_id is not None and clip[_ORIGIN] is None:
                yield _picture(media_id, clip[1], width, height, at)
        for user_id, media_id in self._avatars():
            yield _picture(media_id, user_id, 512, 512, self.now - _SPAN)

    def _avatars(self) -> Iterator[Row]:
        """Every second author has one."""
        chance = random.Random(_SEED + 7)
        for user_id in self.people.authors[::2]:
            yield (user_id, id_at(self.now - _SPAN, chance))

    def _clips(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 4)
        recent: deque[Row] = deque(maxlen=_RECENT)
        step = _SPAN / self.clips
        at = self.now - _SPAN
        for _ in range(self.clips):
            at += step
            author = self.people.authors[int(chance.random() * self.authors)]
            draw = chance.getrandbits(30)
            kind = _KINDS[draw % 100]
            media_id = id_at(at, chance) if kind == "image" else None
            width, height = _SIZES[draw % 4] if kind == "image" else (None, None)
            text = None if kind == "image" else _TEXT
            caption, alt_text = _CAPTIONS[draw % 5], _ALT_TEXTS[draw // 7 % 4]
            visibility = _VISIBILITIES[draw // 100 % 100]
            said = (id_at(at, chance), author, kind, "ready", text, caption, alt_text, visibility)
            shape = (media_id, width, height, None, True, draw % 3 > 0, True)
            times = (at, at, at + _LIFETIME, None, int(_LIFETIME.total_seconds()))
            stickers = _STICKERS if draw % _DECORATED == 0 else None
            max_views = _MAX_VIEWS if draw % _LIMITED == 0 else None
            held_at = at if draw % _HELD == 0 else None
            clip = (*said, *shape, *times, None, stickers, max_views, held_at)
            if draw % _REPOSTED == 0 and recent:
                yield _repost(clip, recent[draw % len(recent)])
                continue
            if visibility == "PUBLIC":
                recent.append(clip)
            yield clip

    def _expired(self) -> Iterator[Row]:
        chance = random.Random(_SEED + 10)
        nothing = (None,) * 4
        for number in range(self.expired):
            at = self.now - _LIFETIME - timedelta(hours=1) * ((number + 1) / self.expired)
            author = self.people.authors[int(chance.random() * self.authors)]
            said = (id_at(at, chance), author, "text", "ready", _TEXT, None, None, "PUBLIC")
            times = (at, at, at + _LIFETIME, None, int(_LIFETIME.total_seconds()))
            yield (*said, *nothing, True, True, True, *times, *nothing)

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

    def _reactions(self) -> Iterator[Row]:
        """To one in six of what they have seen."""
        chance = random.Random(_SEED + 8)
        for clip_id, reader, at in self._views():
            if chance.random() < 1 / 6:
                yield (clip_id, reader, chance.choice(_EMOJI), at)

    def _marks(self) -> Iterator[Row]:
        """Readers have gone through a third of the authors' clips twelve hours ago."""
        chance = random.Random(_SEED + 9)
        at = self.now - timedelta(hours=12)
        for reader in (*self.people.readers, *self.people.readers_of_few):
            for author in chance.sample(self.people.authors, self.authors // 3):
                yield (reader, author, at, _NOWHERE)


@dataclass(frozen=True)
class People:
    """The ids of all users and of those that measurements know by their role."""

    everyone: list[str]
    authors: list[str]
    readers: list[str]
    readers_of_few: list[str]


def _picture(media_id: str, owner_id: str, width: int, height: int, at: datetime) -> Row:
    key = f"media/{media_id[-2:]}/{media_id}"
    kept = (f"{key}.webp", f"{key}.thumbnail.webp", "image/webp", at, at)
    return (media_id, owner_id, "image", "ready", "image/webp", width, height, None, 1, *kept)


def _repost(clip: Row, origin: Row) -> Row:
    """`clip` as one that shows what `origin` shows, for no longer."""
    ends = min(clip[_EXPIRES], origin[_EXPIRES])
    shown = (*clip[:2], *origin[2:_VISIBILITY], clip[_VISIBILITY], *origin[8:12])
    return (*shown, *clip[12:_EXPIRES], ends, *clip[_EXPIRES + 1 : _ORIGIN], origin[0], *[None] * 3)


def id_at(instant: datetime, chance: random.Random) -> str:
    """A UUIDv7 of that instant (RFC 9562), so that identifiers lie in their tables as real ones."""
    milliseconds = int(instant.timestamp() * 1000)
    bits = chance.getrandbits(74)
    low = (0b10 << 62) | (bits & ((1 << 62) - 1))
    text = f"{milliseconds:012x}7{bits >> 62:03x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


USER_COLUMNS = (
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
PREFERENCES_COLUMNS = (
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
    "lifetime_seconds",
    "origin_id",
    "stickers",
    "max_views",
    "held_at",
)
_MARK_COLUMNS = ("viewer_id", "author_id", "up_to_at", "up_to_id")
_VISIBILITY = _CLIP_COLUMNS.index("visibility")
_EXPIRES = _CLIP_COLUMNS.index("expires_at")
_ORIGIN = _CLIP_COLUMNS.index("origin_id")
