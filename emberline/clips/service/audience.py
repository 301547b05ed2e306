"""Who can see a clip, for its author to ask."""

from datetime import datetime

from sqlalchemy import Connection

from emberline.clips.queries.audience import audience_count, is_in_sight
from emberline.clips.queries.one import clip_with_relation
from emberline.clips.rules.audience import reason
from emberline.clips.rules.visibility import Visibility, may_see
from emberline.clips.schemas.audience import Audience, MaySee
from emberline.clips.service.reading import own_clip
from emberline.kit.errors import not_found

_REFUSAL = "Only its author sees who can see a clip."


def audience_of(conn: Connection, author_id: str, clip_id: str, now: datetime) -> Audience:
    """How many others may see the author's clip now. AppError 403 or 404 as in `own_clip`."""
    clip = own_clip(conn, author_id, clip_id, now, _REFUSAL).row
    visibility = Visibility(clip.visibility)
    return Audience(audience_count(conn, author_id, clip_id, visibility, now), visibility.value)


def may_be_seen_by(
    conn: Connection, author_id: str, clip_id: str, user_id: str, now: datetime
) -> MaySee:
    """Whether `user_id` may see the author's clip now, and why.

    AppError 404 for someone unknown, suspended or who has blocked the author; for the clip 403 or
    404 as in `own_clip`.
    """
    own_clip(conn, author_id, clip_id, now, _REFUSAL)
    found = None
    if is_in_sight(conn, author_id, user_id):
        found = clip_with_relation(conn, user_id, clip_id, now)
    if found is None:
        raise not_found("User")
    asked = (user_id, found.facts, found.relation, now)
    return MaySee(may_see(*asked), reason(*asked).value)
