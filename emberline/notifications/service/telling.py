"""Telling people what happened: a row in the inbox, an event, and pushes to their browsers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    String,
    bindparam,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from emberline.accounts.models import Avatar, Block, Mute, Preferences, User
from emberline.accounts.schemas import PersonCard
from emberline.kit import jobs
from emberline.kit.db import Identifier, Instant
from emberline.kit.events import emit_each
from emberline.kit.ids import new_id
from emberline.notifications.models import (
    Notification,
    Push,
    PushSubscription,
    WebhookDelivery,
)
from emberline.notifications.queries import ACTOR, NOW, USER, actor_from
from emberline.notifications.rules import END_WITH_STORY, QUIET_FOR, TYPES, fold_key
from emberline.notifications.schemas import NotificationAnswer

PUSH = "notifications.push"
"""The kind of the job that sends the pushes of one call of `notify`."""

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class _News:
    """What is told, to whomever."""

    type: str
    actor: PersonCard | None
    clip_id: str | None
    story_id: str | None
    until: datetime | None
    now: datetime

    @property
    def actor_id(self) -> str | None:
        return self.actor.user_id if self.actor else None


def notify(
    conn: Connection,
    user_ids: Iterable[str],
    type: str,
    *,
    actor_id: str | None,
    clip_id: str | None = None,
    story_id: str | None = None,
    until: datetime | None = None,
    now: datetime,
) -> None:
    """Tell `user_ids` that `actor_id` (None: the house) did what `type` of `rules.TYPES` says.

    Left out are the actor, whoever blocks or mutes the actor or is blocked, whoever switched this
    type off, and the suspended; a suspended actor tells nobody. From `until` on nobody is told any
    more, such as when the clip is over. Within ten minutes the same again tells nobody anew. Nine
    statements at most a thousand receivers. KeyError for an unknown type.
    """
    kind = TYPES[type]
    receivers = sorted(set(user_ids) - {actor_id})
    if not receivers:
        return
    actor = _actor(conn, actor_id) if actor_id else None
    if actor_id and actor is None:
        return
    news = _News(type, actor, clip_id, story_id, until, now)
    for start in range(0, len(receivers), _AT_ONCE):
        wanting = _wanting(conn, receivers[start : start + _AT_ONCE], actor_id, kind.preference)
        if wanting:
            _tell(conn, wanting, news, folds=kind.folds)


def withdraw(
    conn: Connection,
    user_id: str,
    type: str,
    *,
    actor_id: str | None = None,
    clip_id: str | None = None,
    story_id: str | None = None,
) -> None:
    """Take back what `user_id` was told, as it was undone: all of `type`, or only what that actor
    did or what is about that clip or story.

    It is hidden and goes with the next sweep: until then doing it again tells nobody anew.
    """
    about = {"of_actor": actor_id, "of_clip": clip_id, "of_story": story_id}
    conn.execute(_WITHDRAW, {"of_user": user_id, "of_type": type, **about})


def forget_clip(conn: Connection, clip_ids: Sequence[str]) -> None:
    """Tell nobody of these clips any more, for they are gone: in inboxes, pushes and webhooks.

    For a clip that some may still see, `clips.service.forgetting` asks the rule.
    """
    if clip_ids:
        conn.execute(_FORGET_CLIPS, {"clip_ids": list(clip_ids)})
        conn.execute(_FORGET_DELIVERIES, {"clip_ids": list(clip_ids)})


def forget_stories(conn: Connection, story_ids: Sequence[str]) -> None:
    """Tell nobody of these stories any more, for they go; what one earned with them stays told."""
    if story_ids:
        conn.execute(_FORGET_STORIES, {"story_ids": list(story_ids)})


def _actor(conn: Connection, actor_id: str) -> PersonCard | None:
    row = conn.execute(_ACTOR, {"of_user": actor_id}).first()
    return actor_from(row) if row else None


def _wanting(
    conn: Connection, user_ids: Sequence[str], actor_id: str | None, preference: str | None
) -> list[str]:
    rows = conn.execute(_RECEIVERS, {"user_ids": user_ids, "of_actor": actor_id})
    return [row.id for row in rows if preference is None or row.notifications.get(preference, True)]


def _tell(conn: Connection, user_ids: Sequence[str], news: _News, *, folds: bool) -> None:
    key = fold_key(news.type, news.actor_id, news.clip_id, news.story_id) if folds else None
    if key is not None:
        quiet = _quietly(conn, user_ids, key, news)
        user_ids = [user_id for user_id in user_ids if user_id not in quiet]
    rows = [
        {
            "id": new_id(),
            "user_id": user_id,
            "type": news.type,
            "actor_id": news.actor_id,
            "clip_id": news.clip_id,
            "story_id": news.story_id,
            "fold_key": key,
            "created_at": news.now,
            "expires_at": news.until,
        }
        for user_id in user_ids
    ]
    if not rows:
        return
    told = conn.execute(_TELL[conn.dialect.name], rows).all()
    events = {row.user_id: _event(row.id, news) for row in told}
    emit_each(conn, events, "notification.created", news.now, news.until)
    _push(conn, [row.id for row in told], news)


def _quietly(conn: Connection, user_ids: Sequence[str], key: str, news: _News) -> set[str]:
    """Who was told the same a moment ago: it stands in their inbox, and they are not told anew."""
    binds = {"of_key": key, "quiet_since": news.now - QUIET_FOR, "until": news.until}
    return set(conn.execute(_QUIETLY, {**binds, "user_ids": user_ids}).scalars())


def _event(notification_id: str, news: _News) -> dict[str, Any]:
    answer = NotificationAnswer(
        id=notification_id,
        type=news.type,
        actor=news.actor,
        clip_id=news.clip_id or msgspec.UNSET,
        story_id=news.story_id or msgspec.UNSET,
        created_at=news.now,
        read_at=None,
    )
    event: dict[str, Any] = msgspec.to_builtins(answer)
    return event


def _push(conn: Connection, notification_ids: Sequence[str], news: _News) -> None:
    batch_id = new_id()
    binds = {"ids": notification_ids, "batch_id": batch_id, "now": news.now}
    if conn.execute(_PUSH[conn.dialect.name], binds).first() is not None:
        jobs.request(conn, PUSH, batch_id, now=news.now, user_id=news.actor_id)


_ACTOR_ID = bindparam("of_actor", type_=Identifier)
_CLIP_ID = bindparam("of_clip", type_=Identifier)
_STORY_ID = bindparam("of_story", type_=Identifier)
_CLIP_IDS = bindparam("clip_ids", type_=Identifier, expanding=True)

_ACTOR = (
    select(*ACTOR)
    .select_from(User)
    .outerjoin(Avatar, Avatar.user_id == User.id)
    .where(User.id == USER, User.suspended_at.is_(None))
)
_USER_IDS = bindparam("user_ids", type_=Identifier, expanding=True)
_RECEIVERS = (
    select(User.id, Preferences.notifications)
    .join(Preferences, Preferences.user_id == User.id)
    .where(
        User.id.in_(_USER_IDS),
        User.suspended_at.is_(None),
        ~exists().where(Block.blocker_id == User.id, Block.blocked_id == _ACTOR_ID),
        ~exists().where(Block.blocker_id == _ACTOR_ID, Block.blocked_id == User.id),
        ~exists().where(Mute.muter_id == User.id, Mute.muted_id == _ACTOR_ID),
    )
    .order_by(User.id)
)


def _telling(dialect: Any) -> Any:
    names = (
        "id",
        "user_id",
        "type",
        "actor_id",
        "clip_id",
        "story_id",
        "fold_key",
        "created_at",
        "expires_at",
    )
    columns = Notification.__table__.c
    made = dialect.insert(Notification).values(
        {name: bindparam(name, type_=columns[name].type) for name in names}
    )
    return made.on_conflict_do_update(
        index_elements=[Notification.user_id, Notification.fold_key],
        set_={
            "created_at": made.excluded.created_at,
            "expires_at": made.excluded.expires_at,
            "read_at": null(),
        },
    ).returning(Notification.id, Notification.user_id)


def _pushing(dialect: Any) -> Any:
    pushes = (
        select(
            Notification.id,
            PushSubscription.id,
            bindparam("batch_id", type_=Identifier),
            NOW,
        )
        .join(PushSubscription, PushSubscription.user_id == Notification.user_id)
        .where(Notification.id.in_(bindparam("ids", type_=Identifier, expanding=True)))
        # One that is being deleted gets nothing; one that is named cannot go before the commit.
        .with_for_update(of=PushSubscription, read=True, key_share=True, skip_locked=True)
    )
    columns = ["notification_id", "subscription_id", "batch_id", "created_at"]
    return (
        dialect.insert(Push)
        .from_select(columns, pushes)
        .on_conflict_do_nothing()
        .returning(Push.batch_id)
    )


_TELL = {"sqlite": _telling(sqlite), "postgresql": _telling(postgresql)}
_PUSH = {"sqlite": _pushing(sqlite), "postgresql": _pushing(postgresql)}
_QUIETLY = (
    update(Notification)
    .where(
        Notification.user_id.in_(_USER_IDS),
        Notification.fold_key == bindparam("of_key", type_=String),
        Notification.created_at > bindparam("quiet_since", type_=Instant),
    )
    .values(expires_at=bindparam("until", type_=Instant))
    .returning(Notification.user_id)
)
_WITHDRAW = (
    update(Notification)
    .where(
        Notification.user_id == USER,
        Notification.type == bindparam("of_type", type_=String),
        or_(_ACTOR_ID.is_(None), Notification.actor_id == _ACTOR_ID),
        or_(_CLIP_ID.is_(None), Notification.clip_id == _CLIP_ID),
        or_(_STORY_ID.is_(None), Notification.story_id == _STORY_ID),
    )
    .values(expires_at=Notification.created_at)
)
_FORGET_CLIPS = delete(Notification).where(Notification.clip_id.in_(_CLIP_IDS))
_FORGET_STORIES = delete(Notification).where(
    Notification.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True)),
    Notification.type.in_(END_WITH_STORY),
)
_FORGET_DELIVERIES = delete(WebhookDelivery).where(
    WebhookDelivery.clip_id.in_(_CLIP_IDS), WebhookDelivery.status == "pending"
)
