"""Clips as one viewer may see them: lists, one alone, its files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from emberline.clips.queries import feed, one
from emberline.clips.queries.answers import own_votes
from emberline.clips.queries.mentions import names_mentioned
from emberline.clips.queries.rows import ClipRow, Origin, audiences, origins
from emberline.clips.rules.stickers import stories_led_to
from emberline.clips.rules.visibility import may_see, may_see_kept
from emberline.clips.schemas.clips import LinkedStory
from emberline.kit.errors import forbidden, not_found
from emberline.kit.files import StoredBytes
from emberline.kit.paging import PageRequest, Place, Position, cut
from emberline.media.service import media
from emberline.stories.service.catalogue import cards_of


@dataclass(frozen=True, slots=True)
class ClipPage:
    """A page of clips; the audiences of those that are the viewer's own; the origins of reposts.

    mentioned: the usernames of those whom stickers mention, as far as the viewer may know them.
    story_links: the interactive stories that clips and stickers lead to, as far as the viewer may
    read them. votes: what the viewer chose in polls, by the ids of the stickers.
    """

    rows: Sequence[ClipRow]
    next: Place | None
    audiences: dict[str, list[str]]
    origins: dict[str, Origin]
    mentioned: dict[str, str] = field(default_factory=dict)
    story_links: dict[str, LinkedStory] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)


def list_feed(
    conn: Connection,
    viewer_id: str,
    scope: feed.Scope,
    *,
    author_id: str | None,
    unseen: bool,
    asked: PageRequest[Position],
    now: datetime,
) -> ClipPage:
    """A page of the active clips that the viewer may see, newest first."""
    rows = feed.feed(
        conn, viewer_id, scope, author_id=author_id, unseen=unseen, asked=asked, now=now
    )
    return page_of(conn, viewer_id, rows, asked.limit)


def list_clips_of(
    conn: Connection,
    viewer_id: str,
    author_id: str,
    *,
    newest_first: bool,
    asked: PageRequest[Position],
    now: datetime,
) -> ClipPage:
    """A page of one person's active clips that the viewer may see."""
    rows = feed.clips_of(
        conn, viewer_id, author_id, newest_first=newest_first, asked=asked, now=now
    )
    return page_of(conn, viewer_id, rows, asked.limit)


def list_clips_of_known(
    conn: Connection, viewer_id: str, author_id: str, asked: PageRequest[Position], now: datetime
) -> ClipPage:
    """One person's clips in playing order. AppError 404 for someone whom the viewer cannot see."""
    if author_id != viewer_id and not one.is_known(conn, viewer_id, author_id):
        raise not_found("User")
    return list_clips_of(conn, viewer_id, author_id, newest_first=False, asked=asked, now=now)


def by_time(row: ClipRow) -> Position:
    """Where a clip stands in a list by time, which holds no drafts."""
    assert row.published_at is not None
    return Position(row.published_at, row.id)


def page_of(
    conn: Connection,
    viewer_id: str,
    rows: Sequence[ClipRow],
    limit: int,
    place: Callable[[ClipRow], Place] = by_time,
) -> ClipPage:
    """The first `limit` of `rows` as a page; a row beyond them says that there is a next one.

    place: where a clip stands in the list.
    """
    shown, after = cut(rows, limit, place)
    own = [row.id for row in shown if row.author_id == viewer_id]
    reposted = [row.origin_id for row in shown if row.origin_id is not None]
    mentioned = names_mentioned(conn, viewer_id, shown)
    led_to = linked_stories(conn, viewer_id, shown)
    votes = own_votes(conn, viewer_id, shown)
    found = origins(conn, reposted)
    if len(found) < len(set(reposted)):
        # An origin that was deleted after the rows were read took its reposts with it.
        shown = [row for row in shown if row.origin_id is None or row.origin_id in found]
    return ClipPage(shown, after, audiences(conn, own), found, mentioned, led_to, votes)


def linked_stories(
    conn: Connection, viewer_id: str | None, rows: Iterable[ClipRow]
) -> dict[str, LinkedStory]:
    """The stories that clips lead to and that the viewer (None: nobody) may read, by their ids.

    One statement, or none where no clip leads to one.
    """
    asked = {
        story_id
        for row in rows
        if row.story_link_id or row.stickers
        for story_id in stories_led_to(row.story_link_id, row.stickers)
    }
    if not asked:
        return {}
    return {
        story_id: LinkedStory(story_id, card.title, card.author, card.cover_url)
        for story_id, card in cards_of(conn, viewer_id, sorted(asked)).items()
    }


def read_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> ClipPage:
    """One clip, alone on its page. AppError 404 when the viewer may not see it."""
    row = seen_clip(conn, viewer_id, clip_id, now).row
    page = page_of(conn, viewer_id, [row], 1)
    if not page.rows:
        raise not_found("Clip")
    return page


def seen_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> one.Seen:
    """The clip through its viewer. AppError 404 when there is none that they may see."""
    found = one.clip_with_relation(conn, viewer_id, clip_id, now)
    if found is None or not may_see(viewer_id, found.facts, found.relation, now):
        raise not_found("Clip")
    return found


def seen_or_kept_clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> one.Seen:
    """The clip through its viewer, also where only a highlight still shows it to them.

    AppError 404 when there is none.
    """
    found = one.clip_with_relation(conn, viewer_id, clip_id, now)
    if found is None or not _is_shown(viewer_id, found, now):
        raise not_found("Clip")
    return found


def own_clip(
    conn: Connection, viewer_id: str, clip_id: str, now: datetime, refusal: str
) -> one.Seen:
    """The caller's clip. AppError 403 with `refusal` for another's that they see, 404 otherwise."""
    found = seen_clip(conn, viewer_id, clip_id, now)
    if found.row.author_id != viewer_id:
        raise forbidden(refusal)
    return found


def file_of_clip(
    conn: Connection, viewer_id: str, clip_id: str, name: str, now: datetime
) -> StoredBytes:
    """The file called `name` of a clip that the viewer may see. AppError 404 otherwise.

    A clip in a highlight goes on showing its files, to those whom it was meant for.
    """
    found = one.clip_with_relation(conn, viewer_id, clip_id, now)
    if found is None or found.row.media_id is None or not _is_shown(viewer_id, found, now):
        raise not_found("File")
    owner_id = found.origin_author_id or found.row.author_id
    return media.file_named(media.own_media(conn, owner_id, found.row.media_id), name)


def _is_shown(viewer_id: str, found: one.Seen, now: datetime) -> bool:
    """Whether the viewer is shown the clip, in a highlight or while it lives."""
    allowed = may_see_kept if found.highlighted else may_see
    return allowed(viewer_id, found.facts, found.relation, now)
