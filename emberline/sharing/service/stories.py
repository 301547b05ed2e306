"""Passing a story on: by a link of one's own, or by a clip that invites to it."""

from datetime import datetime

from sqlalchemy import Connection

from emberline.clips.rules.visibility import Visibility
from emberline.clips.schemas.posting import PostClip
from emberline.clips.service.posting import post_clip
from emberline.clips.service.reading import ClipPage
from emberline.kit.errors import gone, not_found
from emberline.kit.limits import Rate
from emberline.sharing.rules import read_address
from emberline.sharing.schemas import SharedLink, SharedStory
from emberline.stories.service.access import readable_story
from emberline.stories.service.catalogue import cards_of
from emberline.stories.service.links import code_for, resolve


def share_by_link(conn: Connection, viewer_id: str, story_id: str, now: datetime) -> SharedLink:
    """The viewer's link to the story: made the first time, then the same.

    AppError 404 for a story that they may not read.
    """
    readable_story(conn, viewer_id, story_id)
    return SharedLink(f"/s/{code_for(conn, viewer_id, story_id, now)}")


def share_by_clip(
    conn: Connection,
    viewer_id: str,
    story_id: str,
    visibility: Visibility,
    rate: Rate | None,
    now: datetime,
) -> ClipPage:
    """A clip of the viewer that says the story's title and leads to it; the page holds it alone.

    AppError 404 for a story that they may not read, 429 past the rate of clips.
    """
    story = readable_story(conn, viewer_id, story_id)
    form = PostClip(text=story.title, visibility=visibility, story_link=story_id)
    return post_clip(conn, viewer_id, form, None, rate, now)


def story_behind(conn: Connection, code: str) -> SharedStory:
    """The story that a link leads to, as everyone may read it.

    AppError 404 for no link, 410 for a story that is not open to everyone any more, of which
    nothing is told.
    """
    link = resolve(conn, code)
    if link is None:
        raise not_found("Link")
    card = cards_of(conn, None, [link.story_id]).get(link.story_id)
    if card is None:
        raise gone("Story", "Its author took it back, or moderators did. Ask who sent the link.")
    return SharedStory(
        story_id=card.story_id,
        title=card.title,
        description=card.description,
        author=card.author,
        cover_url=card.cover_url,
        read_url=read_address(card.story_id, code),
    )
