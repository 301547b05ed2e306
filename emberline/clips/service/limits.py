"""How much somebody may still post: what they posted lately is counted, if it is there or not."""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection

from emberline.accounts.queries import lock_user
from emberline.clips.queries.limits import posted_since
from emberline.clips.schemas.limits import PostingLimit
from emberline.kit.limits import Rate, Standing, over

POSTS = Rate("clips", 60, 3600)
"""How many clips one may post."""


def posting_limit(
    conn: Connection, author_id: str, rate: Rate, now: datetime, *, is_on: bool = True
) -> PostingLimit:
    """Where the author stands with `rate`, in a window that slides.

    A retried or refused post is none, nor is a draft. is_on: whether the operator holds people to
    it.
    """
    window = timedelta(seconds=rate.seconds)
    posted = posted_since(conn, author_id, now - window)
    resets_at = posted[0] + window if posted else now
    if not is_on:
        return PostingLimit(None, len(posted), None, resets_at)
    return PostingLimit(rate.amount, len(posted), max(0, rate.amount - len(posted)), resets_at)


def check_rate(conn: Connection, author_id: str, rate: Rate, now: datetime) -> None:
    """AppError 429 when the author has posted as much as `rate` allows.

    Of two posts at once the second counts the first: they wait for each other.
    """
    lock_user(conn, author_id)
    standing = posting_limit(conn, author_id, rate, now)
    if not standing.remaining:
        resets_in = ceil((standing.resets_at - now).total_seconds())
        raise over(rate, Standing(allowed=False, remaining=0, resets_in=resets_in))
