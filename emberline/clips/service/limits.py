"""How much somebody may still post: the clips themselves are counted."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from emberline.clips.queries.limits import posted_since
from emberline.clips.schemas.limits import PostingLimit
from emberline.kit.limits import Rate


def posting_limit(
    conn: Connection, author_id: str, rate: Rate, now: datetime, *, is_on: bool = True
) -> PostingLimit:
    """Where the author stands with `rate`, in a window that slides.

    A retried or refused post is none, nor is a clip that was deleted. is_on: whether the operator
    holds people to it.
    """
    window = timedelta(seconds=rate.seconds)
    posted = posted_since(conn, author_id, now - window)
    resets_at = posted[0] + window if posted else now
    if not is_on:
        return PostingLimit(None, len(posted), None, resets_at)
    return PostingLimit(rate.amount, len(posted), max(0, rate.amount - len(posted)), resets_at)
