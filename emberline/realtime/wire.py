"""The shapes of the messages that realtime sends, and how they become JSON."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from emberline.kit.answers import UtcTime, encode, one_of
from emberline.media.rules import LASTING
from emberline.notifications.schemas import NotificationAnswer

ClipId = Annotated[str, Meta(description="The clip's id. A clip is called a story on the wire.")]
PersonId = Annotated[str, Meta(description="The id of the user who did it.")]


class Hello(Struct, frozen=True):
    """The first message of a connection: events with greater ids follow."""

    epoch: Annotated[str, Meta(description="Send it back with `since`: ids count within an epoch.")]
    user_id: Annotated[str, Meta(description="Whose events follow.")]


class SyncLost(Struct, frozen=True):
    """What was missed cannot be replayed whole: read what you show anew. Live events follow."""


class StoryViewed(Struct, frozen=True):
    """Someone has seen your clip for the first time. To its author."""

    story_id: ClipId
    viewer_id: PersonId
    viewed_at: UtcTime


class StoryReacted(Struct, frozen=True):
    """Someone reacted to your clip, or changed their reaction. To its author."""

    story_id: ClipId
    user_id: PersonId
    emoji: Annotated[str, Meta(description="Exactly one emoji.")]
    reacted_at: UtcTime


class StoryCreated(Struct, frozen=True):
    """Someone whom you follow posted a clip that you may see."""

    story_id: ClipId
    user_id: Annotated[str, Meta(description="The author's id.")]
    username: Annotated[str, Meta(description="The author's username.")]
    kind: Annotated[str, one_of(("text", "image", "video"))]
    created_at: Annotated[UtcTime, Meta(description="When it was published.")]
    expires_at: Annotated[UtcTime, Meta(description="From then on nobody sees it.")]


class StoryProcessed(Struct, frozen=True):
    """Your clip's film is ready to be played, or turned out to be broken. To its author."""

    story_id: ClipId
    status: Annotated[str, one_of(sorted(LASTING))]
    failure_reason: Annotated[str | None, Meta(description="What is wrong with it; null if ready.")]


class StoryReplied(Struct, frozen=True):
    """Someone replied to your clip in private. To its author, who reads the text at the clip."""

    story_id: ClipId
    reply_id: str
    user_id: PersonId
    replied_at: UtcTime


class StoryCommented(Struct, frozen=True):
    """Someone commented on your clip. To its author, who reads the text at the clip."""

    story_id: ClipId
    comment_id: str
    user_id: PersonId
    commented_at: UtcTime


class Colleague(Struct, frozen=True):
    """One of the people of a story."""

    user_id: PersonId
    username: Annotated[str, Meta(description="Their username.")]


class StoryCollaboration(Struct, frozen=True):
    """Someone else worked on an interactive story that you work on, or came to one of its nodes.

    node_id: where it was. user_id: whom it is about, where someone was invited or removed.
    """

    story_id: Annotated[str, Meta(description="The story's id.")]
    kind: Annotated[str, one_of(("edit", "presence", "collaborator", "published"))]
    by: Colleague
    action: Annotated[str, Meta(description="What they did, as in the story's activity.")]
    revision: Annotated[int, Meta(description="The whole draft's, after it.")]
    node_id: str | UnsetType = UNSET
    user_id: str | UnsetType = UNSET


class ImportProgress(Struct, frozen=True):
    """An import of stories that you asked for came further, about once a second, or to its end."""

    import_id: Annotated[str, Meta(description="The import's id.")]
    status: Annotated[str, one_of(("pending", "in_progress", "succeeded", "failed"))]
    progress: Annotated[int, Meta(description="0 to 100.")]
    imported: Annotated[int, Meta(description="Stories that came in so far.")]
    rejected: Annotated[int, Meta(description="Stories that were left out so far.")]


class GenerationProgress(Struct, frozen=True):
    """A generation of yours came further, about once a second."""

    id: Annotated[str, Meta(description="The generation's id.")]
    status: Annotated[str, one_of(("pending", "in_progress"))]
    progress: Annotated[int, Meta(description="0 to 100.")]
    eta_seconds: Annotated[int | None, Meta(description="How much longer, as far as one can tell.")]


class GenerationFinished(Struct, frozen=True):
    """A generation of yours came to its end: its files are there, or it says why not."""

    id: Annotated[str, Meta(description="The generation's id.")]
    status: Annotated[str, one_of(("succeeded", "failed"))]
    progress: Annotated[int, Meta(description="100 when it succeeded.")]
    eta_seconds: Annotated[int | None, Meta(description="Always null.")]


class AchievementUnlocked(Struct, frozen=True):
    """You unlocked an achievement, of an interactive story or of this house."""

    key: Annotated[str, Meta(description="Its name for programs.")]
    name: str
    description: str
    story_id: Annotated[str | None, Meta(description="The story's id; null for this house's.")]
    xp: Annotated[int, Meta(description="The experience that it brought.")]
    unlocked_at: UtcTime


class FollowCreated(Struct, frozen=True):
    """Someone follows you now."""

    follower_id: PersonId
    username: Annotated[str, Meta(description="Their username.")]


EVENTS: Mapping[str, type[Struct]] = MappingProxyType(
    {
        "story.viewed": StoryViewed,
        "story.reacted": StoryReacted,
        "story.created": StoryCreated,
        "story.processed": StoryProcessed,
        "story.replied": StoryReplied,
        "story.commented": StoryCommented,
        "story.collaboration": StoryCollaboration,
        "import.progress": ImportProgress,
        "generation.progress": GenerationProgress,
        "generation.finished": GenerationFinished,
        "achievement.unlocked": AchievementUnlocked,
        "follow.created": FollowCreated,
        "notification.created": NotificationAnswer,
    }
)
"""The data of each type of event: what happens to a user, numbered and replayed."""

MESSAGES: Mapping[str, type[Struct]] = MappingProxyType(
    {"hello": Hello, "sync.lost": SyncLost, **EVENTS}
)
"""The data of each type of message: what is said of the connection itself, and the events."""


class Message(Struct, frozen=True):
    """What each message is wrapped in."""

    type: str
    data: Any
    timestamp: Annotated[UtcTime, Meta(description="When it happened.")]
    id: Annotated[
        int,
        Meta(ge=0, description="Keep the last one and send it as `since` when you come back."),
    ]


def frame_start(type: str, data: Any, timestamp: datetime) -> bytes:
    """The JSON of a message up to its id: `frame_start(…) + str(id).encode() + b"}"` is whole.

    An event for many is encoded once; only the id is each one's own. data: as it was emitted, or
    a shape of MESSAGES. Instants become what `kit.clock.wire_time` writes.
    """
    return encode(_Start(type, data, timestamp))[:-1] + b',"id":'


def hello(user_id: str, epoch: str, id: int, timestamp: datetime) -> bytes:
    """The first message of a connection, whole: the user's events with ids above `id` follow."""
    return _whole("hello", Hello(epoch, user_id), id, timestamp)


def sync_lost(id: int, timestamp: datetime) -> bytes:
    """The message, whole, that events up to `id` were missed for good."""
    return _whole("sync.lost", SyncLost(), id, timestamp)


class _Start(Struct, frozen=True):
    type: str
    data: Any
    timestamp: datetime


def _whole(type: str, data: Struct, id: int, timestamp: datetime) -> bytes:
    return encode(Message(type, data, timestamp, id))
