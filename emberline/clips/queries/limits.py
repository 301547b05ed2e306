"""What an author has posted lately, for the limit."""

from datetime import datetime

from sqlalchemy import Connection, or_, select

from emberline.clips.models import Clip
from emberline.clips.queries.rule import AUTHOR_ID, NOW

_POSTED_SINCE = (
    select(Clip.created_at)
    .where(
        Clip.author_id == AUTHOR_ID,
        Clip.created_at > NOW,
        # Follows from the line above, and is what the index knows; a draft has no end.
        or_(Clip.expires_at > NOW, Clip.expires_at.is_(None)),
    )
    .order_by(Clip.created_at)
)


def posted_since(conn: Connection, author_id: str, since: datetime) -> list[datetime]:
    """When the author posted the clips since an instant that are still there, oldest first."""
    return list(conn.execute(_POSTED_SINCE, {"author_id": author_id, "now": since}).scalars())
