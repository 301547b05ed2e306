"""Guest links: made, listed and revoked by a clip's author, and read by whoever has one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from emberline.clips.queries import links
from emberline.clips.queries.links import Guest, LinkRow
from emberline.clips.queries.rows import ClipRow
from emberline.clips.rules.links import (
    MOST_LIVING,
    expires_at,
    is_open,
    is_used_up,
    most_views,
)
from emberline.clips.rules.visibility import Visibility, may_see_by_link
from emberline.clips.service.reading import own_clip
from emberline.kit.errors import AppError, conflict, forbidden, gone, not_found
from emberline.kit.files import StoredBytes
from emberline.kit.ids import new_id
from emberline.kit.paging import Page, PageRequest, Position
from emberline.media.service import media

_REFUSAL = "Only its author shares a clip by links."


@dataclass(frozen=True, slots=True)
class WantedLink:
    """What a link is asked to be: seconds to live, reads (None: any number), passcode's hash."""

    expires_in: int | None
    max_views: int | None
    passcode_hash: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the card of a link may tell to everyone who is sent its address."""

    username: str
    words: str | None
    has_picture: bool


def check_linkable(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> datetime:
    """The end of the caller's clip, if it may be shared by a link.

    AppError 403 for another's clip that the caller may see and for a repost, 404 for a clip that
    they may not see, 409 for one that others could not see now: a draft, say.
    """
    clip = own_clip(conn, viewer_id, clip_id, now, _REFUSAL)
    if clip.row.origin_id is not None:
        raise forbidden("Only the author of the clip that a repost shows shares it by links.")
    ends = clip.row.expires_at
    if ends is None or not may_see_by_link(clip.facts, clip.relation, now):
        raise conflict(
            "Clip not shown",
            "A link leads to a clip that is published, ready and not over. Publish it first.",
        )
    return ends


def make_link(
    conn: Connection, viewer_id: str, clip_id: str, wanted: WantedLink, now: datetime
) -> LinkRow:
    """Make a link of the caller's clip. It never outlives the clip, nor shows it more often.

    AppError as `check_linkable`, and 409 beyond `MOST_LIVING` living links.
    """
    ends = check_linkable(conn, viewer_id, clip_id, now)
    clip = links.lock_clip(conn, clip_id)
    if clip is None:
        raise not_found("Clip")
    if links.count_living(conn, clip_id, now) >= MOST_LIVING:
        raise conflict(
            "Too many links", f"A clip has at most {MOST_LIVING} living links. Revoke one first."
        )
    row = LinkRow(
        id=new_id(),
        max_views=most_views(wanted.max_views, clip.max_views),
        views=0,
        created_at=now,
        expires_at=expires_at(now, wanted.expires_in, ends),
        revoked_at=None,
        has_passcode=wanted.passcode_hash is not None,
    )
    values = {**row._asdict(), "clip_id": clip_id, "passcode_hash": wanted.passcode_hash}
    del values["has_passcode"]
    links.insert_link(conn, values)
    return row


def list_links(
    conn: Connection, viewer_id: str, clip_id: str, asked: PageRequest[Position], now: datetime
) -> Page[LinkRow]:
    """A page of the links of the caller's clip, living or not, newest first.

    AppError 403 for another's clip that the caller may see, 404 for any other.
    """
    own_clip(conn, viewer_id, clip_id, now, _REFUSAL)
    return links.links_of(conn, clip_id, asked)


def revoke_link(
    conn: Connection, viewer_id: str, clip_id: str, link_id: str, now: datetime
) -> None:
    """End a link of the caller's clip, and every address of a file that it gave.

    A second time changes nothing. AppError 403 for another's clip that the caller may see, 404
    for any other, and for no such link of it.
    """
    own_clip(conn, viewer_id, clip_id, now, _REFUSAL)
    if not links.revoke(conn, clip_id, link_id, now):
        raise not_found("Link")


def find_guest(conn: Connection, link_id: str, now: datetime) -> Guest:
    """The link and its clip before they are read. AppError 410 when either is no longer."""
    found = _shown(conn, link_id, now)
    if found is None or is_used_up(found.link) or found.spent:
        raise _gone()
    return found


def refuse_passcode(conn: Connection, link_id: str) -> None:
    """Count a passcode that was wrong. AppError 410 when it was guessed at too often: for good."""
    if not links.count_wrong_passcode(conn, link_id):
        raise _gone()


def read_by_link(conn: Connection, link_id: str, now: datetime) -> ClipRow:
    """The clip behind the link, its read counted. AppError 410 when there is none to be had."""
    if not links.count_view(conn, link_id, now):
        raise _gone()
    found = _shown(conn, link_id, now)
    if found is None:
        raise _gone()
    return found.row


def preview(found: Guest) -> Preview | None:
    """What a card shows of the clip: nothing unless all may see it, as often as they like."""
    limited = found.link.max_views is not None or found.clip_max_views is not None
    if found.facts.visibility is not Visibility.PUBLIC or found.passcode_hash or limited:
        return None
    row = found.row
    return Preview(row.username, row.caption or row.text, row.media_id is not None)


def file_of_link(conn: Connection, link_id: str, name: str, now: datetime) -> StoredBytes:
    """The file called `name` of the link's clip. AppError 404 when either is no longer.

    A link that is used up goes on serving to those who read it, as long as their addresses hold.
    """
    found = _shown(conn, link_id, now)
    if found is None or found.row.media_id is None:
        raise not_found("File")
    return media.file_named(media.own_media(conn, found.row.author_id, found.row.media_id), name)


def _shown(conn: Connection, link_id: str, now: datetime) -> Guest | None:
    found = links.guest(conn, link_id)
    if found is None or not is_open(found.link, now):
        return None
    return found if may_see_by_link(found.facts, found.relation, now) else None


def _gone() -> AppError:
    return gone("Clip", "The link is over, or the clip is. Ask who sent it for another one.")
