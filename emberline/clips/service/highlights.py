"""Highlights: clips that their author goes on showing, each to whom it was meant for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate

from sqlalchemy import Connection, bindparam, delete, insert, update

from emberline.accounts.queries import lock_user
from emberline.clips.models import Highlight, HighlightClip
from emberline.clips.queries import highlights
from emberline.clips.queries.archive import kept_days
from emberline.clips.queries.highlights import HighlightPlace, HighlightRow
from emberline.clips.queries.one import is_known
from emberline.clips.schemas.highlights import MAX_HIGHLIGHTS, CreateHighlight, EditHighlight
from emberline.clips.service.reading import ClipPage, page_of
from emberline.kit.db import Identifier
from emberline.kit.errors import conflict, forbidden, invalid, not_found
from emberline.kit.ids import new_id
from emberline.kit.paging import Page, PageRequest

CLIPS_A_PAGE = 200
"""So many clips all the highlights of one page may hold: two full ones."""

Shown = tuple[HighlightRow, ClipPage]
"""A highlight with its clips."""


def create_highlight(
    conn: Connection, viewer_id: str, form: CreateHighlight, now: datetime
) -> Shown:
    """Make a highlight, the last of the caller's.

    AppError 400 for clips that cannot stand in it, 409 when there are MAX_HIGHLIGHTS.
    """
    # Of two changes at once to one's highlights the second begins from what the first left.
    lock_user(conn, viewer_id)
    if len(highlights.in_order(conn, viewer_id)) >= MAX_HIGHLIGHTS:
        detail = f"You have {MAX_HIGHLIGHTS} highlights. Delete one first."
        raise conflict("Too many highlights", detail)
    _check_clips(conn, viewer_id, form.clip_ids, now)
    _check_cover(form.cover_clip_id, form.clip_ids)
    last = highlights.last_position(conn, viewer_id)
    highlight_id = new_id()
    row = {
        "id": highlight_id,
        "owner_id": viewer_id,
        "title": form.title,
        "position": 0 if last is None else last + 1,
        "cover_clip_id": form.cover_clip_id,
        "created_at": now,
    }
    conn.execute(_INSERT, row)
    _insert_clips(conn, highlight_id, form.clip_ids)
    return _alone(conn, viewer_id, highlight_id, now)


def list_highlights(
    conn: Connection,
    viewer_id: str,
    owner_id: str,
    asked: PageRequest[HighlightPlace],
    now: datetime,
) -> Page[Shown]:
    """A page of someone's highlights in their order, with the clips that the viewer may see.

    Those of others that show the viewer nothing are left out. A page ends early before it would
    hold more than CLIPS_A_PAGE clips. AppError 404 for an owner whom the viewer cannot see.
    """
    if owner_id != viewer_id and not is_known(conn, viewer_id, owner_id):
        raise not_found("User")
    page = highlights.highlights_of(conn, viewer_id, owner_id, asked, now)
    counts = highlights.count_clips(conn, viewer_id, [row.id for row in page.rows], now)
    fitting = _fitting([counts.get(row.id, 0) for row in page.rows])
    if fitting < len(page.rows):
        last = page.rows[fitting - 1]
        page = Page(page.rows[:fitting], HighlightPlace(last.position, last.id))
    return Page(_with_clips(conn, viewer_id, page.rows, now), page.next)


def _fitting(counts: Sequence[int]) -> int:
    """How many highlights, with so many clips each, one page takes: the first at least."""
    sums = accumulate(counts)
    return max(1, sum(1 for held in sums if held <= CLIPS_A_PAGE)) if counts else 0


def edit_highlight(
    conn: Connection, viewer_id: str, highlight_id: str, form: EditHighlight, now: datetime
) -> Shown:
    """Change what the form names of the caller's highlight.

    AppError 403 for another's that the caller may see, 404 for any other, 400 for clips that
    cannot stand in it.
    """
    lock_user(conn, viewer_id)
    before = _own_highlight(conn, viewer_id, highlight_id, now)
    given = form.model_fields_set
    cover = form.cover_clip_id if "cover_clip_id" in given else before.cover_clip_id
    if "clip_ids" in given:
        clip_ids = form.clip_ids
        _check_clips(conn, viewer_id, clip_ids, now)
        if "cover_clip_id" not in given and cover not in clip_ids:
            cover = None
    else:
        clip_ids = highlights.clip_ids_of(conn, highlight_id)
    _check_cover(cover, clip_ids)
    title = form.title if "title" in given else before.title
    conn.execute(_EDIT, {"of_highlight": highlight_id, "new_title": title, "new_cover": cover})
    if "clip_ids" in given:
        conn.execute(_CLEAR, {"of_highlight": highlight_id})
        _insert_clips(conn, highlight_id, clip_ids)
    if "position" in given:
        _move(conn, viewer_id, highlight_id, form.position)
    return _alone(conn, viewer_id, highlight_id, now)


def delete_highlight(conn: Connection, viewer_id: str, highlight_id: str, now: datetime) -> None:
    """Delete the caller's highlight; its clips go on as they would without it.

    AppError 403 for another's that the caller may see, 404 for any other.
    """
    _own_highlight(conn, viewer_id, highlight_id, now)
    conn.execute(_DELETE, {"of_highlight": highlight_id})


def _own_highlight(
    conn: Connection, viewer_id: str, highlight_id: str, now: datetime
) -> HighlightRow:
    row = highlights.one_highlight(conn, viewer_id, highlight_id, now)
    if row is None:
        raise not_found("Highlight")
    if row.owner_id != viewer_id:
        raise forbidden("Only its owner changes a highlight.")
    return row


def _check_clips(conn: Connection, owner_id: str, clip_ids: Sequence[str], now: datetime) -> None:
    since = now - timedelta(days=kept_days(conn, owner_id))
    if highlights.keepable(conn, owner_id, clip_ids, since, now) != set(clip_ids):
        message = "Name clips of your own, active or in the archive; no drafts and no reposts."
        raise invalid("clip_ids", message)


def _check_cover(cover_clip_id: str | None, clip_ids: Sequence[str]) -> None:
    if cover_clip_id is not None and cover_clip_id not in clip_ids:
        raise invalid("cover_clip_id", "Name one of the highlight's clips, or leave it out.")


def _insert_clips(conn: Connection, highlight_id: str, clip_ids: Sequence[str]) -> None:
    rows = [
        {"highlight_id": highlight_id, "clip_id": clip_id, "position": position}
        for position, clip_id in enumerate(clip_ids)
    ]
    conn.execute(_INSERT_CLIPS, rows)


def _move(conn: Connection, owner_id: str, highlight_id: str, position: int) -> None:
    others = [each for each in highlights.in_order(conn, owner_id) if each != highlight_id]
    order = [*others[:position], highlight_id, *others[position:]]
    conn.execute(
        _PLACE, [{"of_highlight": each, "new_position": at} for at, each in enumerate(order)]
    )


def _alone(conn: Connection, viewer_id: str, highlight_id: str, now: datetime) -> Shown:
    row = _own_highlight(conn, viewer_id, highlight_id, now)
    return _with_clips(conn, viewer_id, [row], now)[0]


def _with_clips(
    conn: Connection, viewer_id: str, rows: Sequence[HighlightRow], now: datetime
) -> list[Shown]:
    found = highlights.clips_in(conn, viewer_id, [row.id for row in rows], now)
    # No repost stands in a highlight, so that the page holds every one of them.
    whole = page_of(conn, viewer_id, [clip for _, clip in found], len(found))
    pages = []
    for row in rows:
        shown = [clip for highlight_id, clip in found if highlight_id == row.id]
        pages.append((row, replace(whole, rows=shown)))
    return pages


_OF_HIGHLIGHT = bindparam("of_highlight", type_=Identifier)
_INSERT = insert(Highlight)
_INSERT_CLIPS = insert(HighlightClip)
_CLEAR = delete(HighlightClip).where(HighlightClip.highlight_id == _OF_HIGHLIGHT)
_EDIT = (
    update(Highlight)
    .where(Highlight.id == _OF_HIGHLIGHT)
    .values(title=bindparam("new_title"), cover_clip_id=bindparam("new_cover"))
)
_PLACE = (
    update(Highlight)
    .where(Highlight.id == _OF_HIGHLIGHT)
    .values(position=bindparam("new_position"))
)
_DELETE = delete(Highlight).where(Highlight.id == _OF_HIGHLIGHT)
