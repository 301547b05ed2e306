"""Who can see a clip, for its author to ask."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from emberline.clips.queries.audience import audience_count, is_in_sight, visibility_of
from emberline.clips.queries.one import both_let_know, clip_with_relation
from emberline.clips.rules.audience import reason
from emberline.clips.rules.visibility import Visibility, may_see
from emberline.clips.schemas.audience import Audience, MaySee
from emberline.clips.service.reading import own_clip
from emberline.kit.errors import forbidden, not_found

_REFUSAL = "Only its author sees who can see a clip."
# Whoever may see a repost may see its origin: an answer would tell whom the origin's author shuts
# out, or counts among followers and close friends.
_OF_REPOST = "A repost is seen by whom its origin's author lets see it, and that is not told."


def audience_of(conn: Connection, author_id: str, clip_id: str, now: datetime) -> Audience:
    """How many others may see the author's clip now.

    AppError 403 or 404 as in `own_clip`, and 403 for a repost of what is not for everyone.
    """
    clip = own_clip(conn, author_id, clip_id, now, _REFUSAL).row
    if clip.origin_id is not None and visibility_of(conn, clip.origin_id) != Visibility.PUBLIC:
        raise forbidden(_OF_REPOST)
    visibility = Visibility(clip.visibility)
    return Audience(audience_count(conn, author_id, clip_id, visibility, now), visibility.value)


def may_be_seen_by(
    conn: Connection, author_id: str, clip_id: str, user_id: str, now: datetime
) -> MaySee:
    """Whether `user_id` may see the author's clip now, and why.

    A clip that is burnt is so for everyone whose views the author is not told of. AppError 404 for
    someone unknown, suspended or who has blocked the author; for the clip 403 or 404 as in
    `own_clip`, and 403 for a repost.
    """
    if own_clip(conn, author_id, clip_id, now, _REFUSAL).row.origin_id is not None:
        raise forbidden(_OF_REPOST)
    found = None
    if is_in_sight(conn, author_id, user_id):
        found = clip_with_relation(conn, user_id, clip_id, now)
    if found is None:
        raise not_found("User")
    relation = found.relation
    if relation.has_viewed and not both_let_know(conn, user_id, author_id):
        relation = replace(relation, has_viewed=False)
    asked = (user_id, found.facts, relation, now)
    return MaySee(may_see(*asked), reason(*asked).value)
