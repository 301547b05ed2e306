"""Changes to a clip after it was posted: its words, its audience, what may be answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, String, bindparam, delete, select, update

from emberline.clips.models import Clip, ClipAudience
from emberline.clips.queries.rule import CLIP_ID
from emberline.clips.rules.posting import check_audience, check_caption
from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.edits import EditClip
from emberline.clips.service.forgetting import forget_unseen
from emberline.clips.service.posting import known_audience, set_audience
from emberline.clips.service.reading import ClipPage, own_clip, read_clip
from emberline.kit.errors import invalid, not_found

_SWITCHES = frozenset({"allow_replies", "allow_reactions", "allow_comments"})
_AUDIENCE = frozenset({"visibility", "audience_user_ids"})


def edit_clip(
    conn: Connection, viewer_id: str, clip_id: str, form: EditClip, now: datetime
) -> ClipPage:
    """Change what the form names of the caller's clip, at any time of its life.

    Whom it is no longer meant for sees it no more from this commit on, its files included, and
    loses what they were told of it. AppError 403 for another's clip that the caller may see, 404
    for any other, 400 for what the form may not say.
    """
    clip = own_clip(conn, viewer_id, clip_id, now, "Only its author changes a clip.").row
    given = form.model_fields_set
    values: dict[str, Any] = {name: getattr(form, name) for name in _SWITCHES & given}
    if "caption" in given:
        values["caption"] = check_caption(form.caption)
    if "alt_text" in given:
        if clip.origin_id is not None:
            raise invalid("alt_text", "A repost has its origin's alt text. Leave alt_text out.")
        values["alt_text"] = form.alt_text or None
    # Of two changes at once the second decides from what the first left.
    before = conn.execute(_LOCK, {"clip_id": clip_id}).first()
    if before is None:
        raise not_found("Clip")
    if given & _AUDIENCE:
        values["visibility"] = _change_audience(conn, clip_id, form, Visibility(before.visibility))
    after = {f"new_{name}": value for name, value in {**before._mapping, **values}.items()}
    conn.execute(_EDIT, {"of_clip": clip_id, **after})
    if "alt_text" in values:
        conn.execute(_EDIT_REPOSTS, {"of_clip": clip_id, "new_alt_text": values["alt_text"]})
    if "visibility" in values:
        forget_unseen(conn, clip_id, now)
    return read_clip(conn, viewer_id, clip_id, now)


def _change_audience(conn: Connection, clip_id: str, form: EditClip, before: Visibility) -> str:
    """Write the members that the form says, or drop them; the visibility from now on."""
    given = form.model_fields_set
    after = form.visibility if "visibility" in given else before
    if after is Visibility.CUSTOM and "audience_user_ids" not in given:
        check_audience(after, conn.execute(_MEMBERS, {"clip_id": clip_id}).scalars().all())
        return after.value
    check_audience(after, form.audience_user_ids)
    members = known_audience(conn, form.audience_user_ids)
    conn.execute(_CLEAR_AUDIENCE, {"clip_id": clip_id})
    if members:
        set_audience(conn, clip_id, members)
    return after.value


_LOCK = (
    select(
        Clip.caption,
        Clip.alt_text,
        Clip.visibility,
        Clip.allow_replies,
        Clip.allow_reactions,
        Clip.allow_comments,
    )
    .where(Clip.id == CLIP_ID)
    .with_for_update()
)
_MEMBERS = select(ClipAudience.user_id).where(ClipAudience.clip_id == CLIP_ID)
_CLEAR_AUDIENCE = delete(ClipAudience).where(ClipAudience.clip_id == CLIP_ID)
_OF_CLIP = bindparam("of_clip", type_=Clip.id.type)
_NEW_ALT_TEXT = bindparam("new_alt_text", type_=String)
_EDIT = (
    update(Clip)
    .where(Clip.id == _OF_CLIP)
    .values(
        caption=bindparam("new_caption", type_=String),
        alt_text=_NEW_ALT_TEXT,
        visibility=bindparam("new_visibility", type_=String),
        allow_replies=bindparam("new_allow_replies", type_=Boolean),
        allow_reactions=bindparam("new_allow_reactions", type_=Boolean),
        allow_comments=bindparam("new_allow_comments", type_=Boolean),
    )
)
_EDIT_REPOSTS = update(Clip).where(Clip.origin_id == _OF_CLIP).values(alt_text=_NEW_ALT_TEXT)
