"""Nobody is told any more of a clip that the rule keeps from them by now.

Inboxes, pushes and webhooks live below the clips and cannot ask the rule when they tell. So
whatever takes a clip away from somebody forgets here, in its own transaction, what was told.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from emberline.accounts.models import User
from emberline.clips.models import Clip
from emberline.clips.queries.rule import AUTHOR_ID, CLIP_ID, NOW, Rule, sees_origin
from emberline.kit.db import Identifier
from emberline.notifications.models import Notification, Webhook, WebhookDelivery


def forget_unseen(conn: Connection, clip_id: str, now: datetime) -> None:
    """Tell those of the clip and its reposts no more who may not see them any more.

    After its audience was narrowed or moderators hold it, in the same transaction. What the house
    tells a clip's author about it stays.
    """
    for statement in _FORGET_CLIP:
        conn.execute(statement, {"clip_id": clip_id, "now": now})


def forget_unseen_by(
    conn: Connection, author_id: str, viewer_ids: Sequence[str], now: datetime
) -> None:
    """The same for all living clips of one author and for some who were close to them.

    After the author hides from them, or they are no longer followers or close friends.
    """
    if viewer_ids:
        binds = {"author_id": author_id, "viewer_ids": list(viewer_ids), "now": now}
        for statement in _FORGET_AUTHOR:
            conn.execute(statement, binds)


def _still_for(told: Any, reader_id: Any, by_the_house: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the clip that `told` names may be named to its reader, as the rule stands."""
    clip, author = aliased(Clip), aliased(User)
    may_see = and_(Rule(clip, author, reader_id).may_see_kept(), sees_origin(clip, reader_id))
    return (
        select(clip.id)
        .join(author, author.id == clip.author_id)
        .where(
            clip.id == told.clip_id,
            or_(may_see, and_(by_the_house, clip.author_id == reader_id)),
        )
        .correlate_except(clip, author)
        .exists()
    )


def _forgetting(clip_ids: Any, reader_ids: Any = None) -> tuple[Any, Any]:
    """Two deletions, of what was told and of what waits to be delivered; None: whoever reads."""

    def is_reader(reader_id: Any) -> ColumnElement[bool]:
        return true() if reader_ids is None else reader_id.in_(reader_ids)

    house = Notification.actor_id.is_(None)
    notices = delete(Notification).where(
        Notification.clip_id.in_(clip_ids),
        is_reader(Notification.user_id),
        ~_still_for(Notification, Notification.user_id, house),
    )
    waiting = (
        select(WebhookDelivery.id)
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(
            WebhookDelivery.clip_id.in_(clip_ids),
            WebhookDelivery.status == literal_column("'pending'"),
            is_reader(Webhook.user_id),
            ~_still_for(WebhookDelivery, Webhook.user_id, ~true()),
        )
    )
    return notices, delete(WebhookDelivery).where(WebhookDelivery.id.in_(waiting))


_CLIP_AND_REPOSTS = select(Clip.id).where(or_(Clip.id == CLIP_ID, Clip.origin_id == CLIP_ID))
_LIVING = select(Clip.id).where(Clip.author_id == AUTHOR_ID, Clip.expires_at > NOW)
_LIVING_AND_REPOSTS = union_all(_LIVING, select(Clip.id).where(Clip.origin_id.in_(_LIVING)))
_VIEWER_IDS = bindparam("viewer_ids", type_=Identifier, expanding=True)

_FORGET_CLIP = _forgetting(_CLIP_AND_REPOSTS)
_FORGET_AUTHOR = _forgetting(_LIVING_AND_REPOSTS, _VIEWER_IDS)
