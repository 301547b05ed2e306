"""Recommendations: what to read next, and because of what."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection

from emberline.kit.pages import Leaf, Numbered
from emberline.stories.queries import recommending
from emberline.stories.queries.catalogue import EntryRow, entries
from emberline.stories.rules.recommending import by_what_others_finished
from emberline.stories.schemas.catalogue import Recommendation
from emberline.stories.service.catalogue import shown

MOST = 100
"""So many stories are recommended at most."""


def recommend(
    conn: Connection, viewer_id: str, asked: Numbered, now: datetime
) -> Leaf[Recommendation]:
    """Stories that are new to the reader and not theirs, each with its reason.

    First what others finished who finished the same stories; then the most played of the category
    that the reader chose or finished most; then the most played. The whole has at most MOST.
    """
    found = _by_what_others_finished(conn, viewer_id, now)
    category = recommending.liked_category(conn, viewer_id)
    if len(found) < MOST and category is not None:
        for row in recommending.most_played(conn, viewer_id, category, MOST):
            found.setdefault(row.story_id, _recommended(row, f"because you like {category}"))
    if len(found) < MOST:
        for row in recommending.most_played(conn, viewer_id, None, MOST):
            found.setdefault(row.story_id, _recommended(row, "because many readers play it"))
    recommended = list(found.values())[:MOST]
    return Leaf(recommended[asked.offset : asked.offset + asked.size], len(recommended))


def _by_what_others_finished(
    conn: Connection, viewer_id: str, now: datetime
) -> dict[str, Recommendation]:
    mine = recommending.finished_last(conn, viewer_id)
    together = recommending.finished_together(conn, viewer_id, list(mine))
    reasons = by_what_others_finished(mine, together, now)[: 2 * MOST]
    if not reasons:
        return {}
    rows = recommending.new_ones(conn, viewer_id, [reason.story_id for reason in reasons])
    # A finished story that the reader may not see any more is not named, and leads to nothing.
    named = entries(conn, viewer_id, list(mine))
    found = {}
    for reason in reasons:
        because_of = named.get(reason.because_of)
        if reason.story_id in rows and because_of is not None:
            found[reason.story_id] = _recommended(
                rows[reason.story_id], f"because you finished {because_of.title}", because_of
            )
    return found


def _recommended(row: EntryRow, because: str, because_of: EntryRow | None = None) -> Recommendation:
    return Recommendation(
        **msgspec.structs.asdict(shown(row)),
        because=because,
        because_story_id=because_of.story_id if because_of else None,
        because_title=because_of.title if because_of else None,
    )
