"""What an author has posted lately, for the limit."""

from datetime import datetime

from sqlalchemy import Connection, or_, select

from emberline.accounts.models import User
from emberline.clips.models import Clip
from emberline.clips.queries.rule import AUTHOR_ID, NOW
from emberline.kit.db import hot

# A weak lock: it stops no row that only names this person.
_LOCK_AUTHOR = select(User.id).where(User.id == AUTHOR_ID).with_for_update(key_share=True)

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


def lock_author(conn: Connection, author_id: str) -> None:
    """Let what counts an author's things come one after the other, until the commit."""
    hot(conn, _LOCK_AUTHOR, author_id=author_id)


def posted_since(conn: Connection, author_id: str, since: datetime) -> list[datetime]:
    """When the author posted the clips since an instant that are still there, oldest first."""
    return list(conn.execute(_POSTED_SINCE, {"author_id": author_id, "now": since}).scalars())
