"""The catalogue: what is published and listed, for one viewer or for nobody in particular."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from emberline.kit.errors import not_found
from emberline.kit.forms import folded
from emberline.kit.pages import Leaf, Numbered
from emberline.stories.queries import catalogue
from emberline.stories.queries.access import draft_row
from emberline.stories.queries.catalogue import FEW, EntryRow, Filters, Sort
from emberline.stories.schemas.catalogue import CategoryCount, StoryCard
from emberline.stories.schemas.stories import Story
from emberline.stories.service.drafts import Caller
from emberline.stories.service.entries import folded_tag
from emberline.stories.service.stories import own_story
from emberline.stories.service.story_media import media_url


def list_stories(
    conn: Connection,
    viewer_id: str | None,
    filters: Filters,
    author: str | None,
    sort: Sort,
    asked: Numbered,
) -> Leaf[Story]:
    """A page of the listed stories that the viewer (None: nobody is signed in) may see.

    author: a username, in any case; with one that nobody has the list is empty.
    """
    if author is not None:
        author_id = catalogue.author_called(conn, folded(author))
        if author_id is None:
            return Leaf((), 0)
        filters = filters._replace(author_id=author_id)
    if filters.tag is not None:
        filters = filters._replace(tag=folded_tag(filters.tag))
    limit, offset = asked.size, asked.offset
    if catalogue.has_index(filters, sort):
        rows, total = catalogue.page_and_count(
            conn, viewer_id, filters, sort, limit=limit, offset=offset
        )
        return Leaf([shown(row) for row in rows], total)
    total = catalogue.count(conn, viewer_id, filters)
    if offset >= total:
        return Leaf((), total)
    is_few = total <= FEW
    rows = catalogue.page(conn, viewer_id, filters, sort, is_few=is_few, limit=limit, offset=offset)
    return Leaf([shown(row) for row in rows], total)


def list_categories(conn: Connection, viewer_id: str | None) -> list[CategoryCount]:
    """The categories of listed stories, by name, with how many the viewer may see."""
    return [CategoryCount(*each) for each in catalogue.count_categories(conn, viewer_id)]


def read_story(conn: Connection, caller: Caller | None, story_id: str) -> Story:
    """A published story as readers see it; to its people as it is being written.

    Administrators, who are of the people of every story, are given the readers' where there is one.
    caller: None when nobody is signed in. AppError 404 for one that they may not see.
    """
    if caller is not None:
        draft = draft_row(conn, caller.user_id, story_id)
        if draft is not None and (draft.owner_id == caller.user_id or draft.collaborates_as):
            return own_story(conn, caller, story_id)
    row = catalogue.entry(conn, None if caller is None else caller.user_id, story_id)
    if row is not None:
        return shown(row)
    if caller is None:
        raise not_found("Story")
    return own_story(conn, caller, story_id)


def stories_of(
    conn: Connection, viewer_id: str | None, story_ids: Sequence[str]
) -> dict[str, Story]:
    """Those of the stories that the viewer may read, by their ids."""
    found = catalogue.entries(conn, viewer_id, story_ids)
    return {story_id: shown(row) for story_id, row in found.items()}


def cards_of(
    conn: Connection, viewer_id: str | None, story_ids: Iterable[str]
) -> dict[str, StoryCard]:
    """Cards of those of the stories that the viewer may read, by their ids; one statement."""
    found = catalogue.entries(conn, viewer_id, list(story_ids))
    return {
        story_id: StoryCard(
            story_id=story_id,
            title=row.title,
            author=row.author,
            author_id=row.author_id,
            cover_url=media_url(story_id, row.cover_media_id),
            description=row.description,
        )
        for story_id, row in found.items()
    }


def shown(row: EntryRow) -> Story:
    """An entry as it is answered."""
    rating = round(row.ratings_sum / row.ratings_count, 2) if row.ratings_count else None
    return Story(
        story_id=row.story_id,
        title=row.title,
        description=row.description,
        author=row.author,
        author_id=row.author_id,
        difficulty_level=row.difficulty_level,
        category=row.category,
        tags=row.tags,
        language=row.language,
        content_notes=row.content_notes,
        is_published=bool(row.is_published),
        listed=bool(row.is_listed),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.published_at,
        rating=rating,
        ratings_count=row.ratings_count,
        plays_count=row.plays_count,
        nodes_count=row.nodes_count,
        endings_count=row.endings_count,
        estimated_minutes=row.estimated_minutes,
        cover_url=media_url(row.story_id, row.cover_media_id),
        revision=None,
    )
