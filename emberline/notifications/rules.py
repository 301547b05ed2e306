"""What one is told of, which events webhooks may ask for, and when a delivery is tried again."""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class NotificationType:
    """A type of notification.

    preference: the name under which its receiver may switch it off; None: it is always told.
    folds: the same again (type, actor, clip, story) takes the place of the one before, instead of
    standing beside it.
    """

    preference: str | None
    folds: bool


TYPES: Mapping[str, NotificationType] = {
    "clip.created": NotificationType("clips", folds=True),
    "clip.reacted": NotificationType("reactions", folds=True),
    "clip.replied": NotificationType("replies", folds=False),
    "clip.commented": NotificationType("comments", folds=False),
    "clip.mentioned": NotificationType("mentions", folds=True),
    "clip.reposted": NotificationType("reposts", folds=True),
    "follow.created": NotificationType("follows", folds=True),
    "follow.requested": NotificationType("follows", folds=True),
    "follow.accepted": NotificationType("follows", folds=True),
    "story.invited": NotificationType("collaborations", folds=True),
    "moderation.held": NotificationType(None, folds=False),
    "moderation.released": NotificationType(None, folds=False),
    "moderation.removed": NotificationType(None, folds=False),
    "moderation.resolved": NotificationType(None, folds=False),
    "achievement.unlocked": NotificationType("achievements", folds=True),
    "review.created": NotificationType("stories", folds=True),
    "review.answered": NotificationType("stories", folds=True),
    "webhook.disabled": NotificationType(None, folds=False),
}

END_WITH_STORY = ("story.invited", "review.created", "review.answered")
"""The types of which nothing is left to look at once their story is gone."""

KEPT_FOR = timedelta(days=90)
"""So long a notification stays in the inbox, read or not."""

QUIET_FOR = timedelta(minutes=10)
"""Within this time the same again tells nobody anything: taken back and done again, say."""

PUSH_KEPT_FOR = timedelta(days=1)
"""So long a push service holds a message for a device that is off."""

EVENTS = frozenset(
    {
        "story.viewed",
        "story.reacted",
        "story.created",
        "story.processed",
        "story.replied",
        "story.commented",
        "story.collaboration",
        "import.progress",
        "generation.progress",
        "generation.finished",
        "achievement.unlocked",
        "follow.created",
        "notification.created",
    }
)
"""The realtime events that a webhook may ask for; `realtime.wire` has the shapes of their data."""

ATTEMPTS = 5
_FIRST_WAIT = timedelta(minutes=1)
_WAIT_FACTOR = 6

FAILING_FOR = timedelta(days=3)
"""A webhook that took nothing for so long is switched off."""

WAITING_MOST = 10_000
"""A failing webhook for which more deliveries than this wait is switched off at once."""

DELIVERY_STATES = ("pending", "delivered", "failed")

DELIVERIES_KEPT_FOR = timedelta(days=30)

# Where an event names the clip that it tells of; a `story_id` elsewhere is that of a story.
_CLIP_ID = {
    "story.viewed": "story_id",
    "story.reacted": "story_id",
    "story.created": "story_id",
    "story.processed": "story_id",
    "story.replied": "story_id",
    "story.commented": "story_id",
    "notification.created": "clip_id",
}
_PERSON_IDS = frozenset({"user_id", "viewer_id", "follower_id", "author_id", "actor_id"})


def fold_key(type: str, actor_id: str | None, clip_id: str | None, story_id: str | None) -> str:
    """What two notifications of one receiver share when the second takes the first's place."""
    return " ".join((type, actor_id or "-", clip_id or "-", story_id or "-"))


def wait_after(attempts: int) -> timedelta:
    """How long after the `attempts`-th failed delivery the next follows: 1, 6, 36, 216 minutes."""
    factor: int = _WAIT_FACTOR ** (attempts - 1)
    return _FIRST_WAIT * factor


def signature(secret: str, body: bytes, now: datetime) -> str:
    """The header that proves who sent `body`, and when: HMAC-SHA256 over `t.body`."""
    at = int(now.timestamp())
    signed = hmac.digest(secret.encode(), f"{at}.".encode() + body, "sha256").hex()
    return f"t={at},v1={signed}"


def took(status: int) -> bool:
    """Whether a webhook that answers `status` has taken the delivery. A redirect has not."""
    return 200 <= status < 300


def is_over(failing_since: datetime, waiting: int, now: datetime) -> bool:
    """Whether a failing webhook is to be switched off."""
    return now - failing_since >= FAILING_FOR or waiting > WAITING_MOST


def clip_of(type: str, data: Mapping[str, Any]) -> str | None:
    """The clip that an event of this type and with these data tells of."""
    name = _CLIP_ID.get(type)
    return None if name is None else data.get(name)


def people_in(data: Any) -> Iterator[str]:
    """The ids of the people whom an event's data names."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            if name in _PERSON_IDS and isinstance(value, str):
                yield value
            else:
                yield from people_in(value)
    elif isinstance(data, list):
        for entry in data:
            yield from people_in(entry)
