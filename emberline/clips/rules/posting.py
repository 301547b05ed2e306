"""What a clip that is posted may say."""

import re
from collections.abc import Sequence
from datetime import datetime

from emberline.clips.rules.lifetime import MAX_AHEAD
from emberline.clips.rules.visibility import Visibility
from emberline.kit.errors import invalid

MAX_CAPTION = 500

# A tag begins with "<" or "</" and a letter, a comment with "<!" or "<?"; "a < b", "<3" and "</3"
# are none. An address has no space after its colon; a title has.
_TAG_OPEN = re.compile(r"<(?:[A-Za-z!?]|/[A-Za-z])")
_SCRIPT_ADDRESS = re.compile(r"(?:java|vb)script:\S", re.IGNORECASE)


def holds_html(caption: str) -> bool:
    """Whether a browser given `caption` as HTML would see a tag, comment or script address."""
    return bool(_TAG_OPEN.search(caption) or _SCRIPT_ADDRESS.search(caption))


def check_caption(caption: str | None) -> str | None:
    """The caption, or None for an empty one. AppError 400, in the seed's words, for a bad one."""
    if not caption:
        return None
    if len(caption) > MAX_CAPTION:
        message = f"Caption cannot exceed {MAX_CAPTION} characters"
        raise invalid("caption", message, title=message)
    if holds_html(caption):
        message = "Caption cannot contain HTML"
        raise invalid("caption", message, title=message)
    return caption


def check_audience(visibility: Visibility, members: Sequence[str]) -> None:
    """AppError 400 unless members are named exactly where the visibility is CUSTOM."""
    if visibility is Visibility.CUSTOM and not members:
        raise invalid("audience_user_ids", "Name at least one user, or choose another visibility.")
    if visibility is not Visibility.CUSTOM and members:
        raise invalid("audience_user_ids", "Name an audience only with visibility CUSTOM.")


def check_publication(publish_at: datetime | None, now: datetime, *, draft: bool) -> None:
    """AppError 400 unless `publish_at` is to come within MAX_AHEAD, and not that of a draft."""
    if publish_at is None:
        return
    if draft:
        raise invalid("publish_at", "Send draft or publish_at: a draft waits until you publish it.")
    if publish_at <= now:
        raise invalid("publish_at", "Send a time to come, or leave publish_at out to post now.")
    if publish_at - now > MAX_AHEAD:
        raise invalid("publish_at", f"Send a time within the next {MAX_AHEAD.days} days.")


_MEDIA_ADDRESS = re.compile(r"/files/media/(?P<id>[0-9a-f-]{36})/[a-z.]+(?:\?.*)?")


def media_id_in(media_url: str) -> str:
    """The id in an address that this server gave for a stored file.

    AppError 400 for any other address: nothing foreign is ever fetched.
    """
    match = _MEDIA_ADDRESS.fullmatch(media_url)
    if match is None:
        raise invalid("media_url", "Send the media_url of a file that you uploaded here.")
    return match["id"]
