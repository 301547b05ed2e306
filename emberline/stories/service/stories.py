"""Stories: made, changed, deleted and listed by their people."""

from uuid import UUID

from sqlalchemy import Connection, bindparam, update

from emberline.kit.db import Identifier
from emberline.kit.errors import AppError, conflict, forbidden, invalid, not_found
from emberline.kit.paging import Page, PageRequest, Position
from emberline.kit.revisions import Revised, check_revision
from emberline.stories.engine.document import FORMAT
from emberline.stories.engine.document import Story as Document
from emberline.stories.models.drafts import Story
from emberline.stories.queries import own_stories
from emberline.stories.queries.access import NOBODY_ID, draft_row
from emberline.stories.queries.drafts import story_row
from emberline.stories.queries.own_stories import NOTHING, OwnRow, Size
from emberline.stories.rules.parts import with_cover
from emberline.stories.rules.roles import Role
from emberline.stories.schemas import stories as schemas
from emberline.stories.schemas.stories import CreateStory, EditStory
from emberline.stories.service.access import draft_for
from emberline.stories.service.activity import record
from emberline.stories.service.beginnings import Beginning, parted, with_heading
from emberline.stories.service.drafts import Caller, attach_cover
from emberline.stories.service.entries import estimated_minutes, relist
from emberline.stories.service.holding import remove_story
from emberline.stories.service.part_rows import BY, OF_ID
from emberline.stories.service.story_media import attach, media_url
from emberline.stories.service.transfer.creating import create_stories, parted_story

_REQUIRED = ("title", "description", "difficulty_level")
_CHARACTERS_A_WORD = 6
_COLUMNS = {
    "title": "title",
    "description": "description",
    "difficulty_level": "difficulty_level",
    "category": "category",
    "tags": "tags",
    "content_notes": "content_notes",
    "language": "language",
    "listed": "is_listed",
    "cover_media_id": "cover_media_id",
}


def create_story(
    conn: Connection, caller: Caller, beginning: Beginning, form: CreateStory | EditStory
) -> schemas.Story:
    """Make a draft of the caller's; `beginning` is what `beginnings.beginning_of` made of the form.

    AppError 400 or 409 for media that it may not show.
    """
    story_id = beginning.story_id
    draft = parted_story(story_id, beginning.parts, caller.user_id, caller.now)
    create_stories(conn, [draft])
    cover = beginning.parts.cover
    attach_cover(conn, caller, story_id, cover)
    attach(conn, story_id, caller.user_id, beginning.media_ids, caller.now, field="document")
    binds = {"of_id": story_id, "new_is_listed": form.listed, "new_cover": cover}
    conn.execute(_SETTLE, binds)
    record(conn, story_id, caller.user_id, "story.created", now=caller.now)
    return _shown_one(conn, caller, story_id)


def put_story(
    conn: Connection, caller: Caller, story_id: str, form: EditStory
) -> tuple[schemas.Story, bool]:
    """Change the story, or make it under this id; whether it was made.

    AppError 400 where there is none and the form or the id cannot make one, else as `edit_story`.
    """
    if draft_row(conn, NOBODY_ID, story_id) is not None:
        return edit_story(conn, caller, story_id, form), False
    missing = [name for name in _REQUIRED if name not in form.model_fields_set]
    if missing:
        detail = f"There is no such story. To make it, send {', '.join(missing)} too."
        details = [{"field": name, "message": "send it"} for name in missing]
        raise AppError("validation", 400, "Missing required fields", detail, details=details)
    if UUID(story_id).version != 7:
        raise invalid("story_id", "A new story's id is a UUIDv7.")
    document = with_heading(Document(format=FORMAT, title=""), form)
    return create_story(conn, caller, parted(story_id, document), form), True


def edit_story(conn: Connection, caller: Caller, story_id: str, form: EditStory) -> schemas.Story:
    """Change what the form names. What changes nothing counts no revision.

    AppError as `draft_for`, 403 for an editor who lists, 409 for a stale revision, 428 for a
    missing one, 400 or 409 for a cover that the story may not show.
    """
    sent = form.model_fields_set
    draft = draft_for(conn, caller.user_id, story_id, Role.EDITOR, lock=True)
    row = _row(conn, story_id)
    if "listed" in sent and form.listed != row.is_listed and draft.role < Role.OWNER:
        raise forbidden("Only its owners say whether a story is listed.")
    _check(conn, caller, row)
    values = {
        column: getattr(form, name) if name in sent else getattr(row, column)
        for name, column in _COLUMNS.items()
    }
    if all(value == getattr(row, column) for column, value in values.items()):
        return _shown(conn, caller, [row])[0]
    if values["cover_media_id"] != row.cover_media_id:
        _cover(conn, caller, story_id, form.cover_media_id)
    binds = {f"new_{column}": value for column, value in values.items()}
    conn.execute(_EDIT, {**binds, "of_id": story_id, "by": caller.user_id, "at": caller.now})
    if values["is_listed"] != row.is_listed:
        relist(conn, story_id)
    detail = {"fields": sorted(sent)}
    record(conn, story_id, caller.user_id, "story.changed", detail=detail, now=caller.now)
    return _shown_one(conn, caller, story_id)


def delete_story(conn: Connection, caller: Caller, story_id: str) -> list[str]:
    """Delete the story with everything of it; the keys of its doomed files, to be buried.

    AppError as `draft_for`, 409 for a stale revision (none is needed) and for a story that
    moderators hold, which is kept as evidence.
    """
    draft = draft_for(conn, caller.user_id, story_id, Role.OWNER, lock=True)
    row = _row(conn, story_id)
    _check(conn, caller, row, needs_match=False)
    if draft.row.is_held and not draft.row.is_admin:
        raise conflict("Story is held", "Moderators look at this story. Wait for their decision.")
    return remove_story(conn, story_id, caller.now)


def own_story(conn: Connection, caller: Caller, story_id: str) -> schemas.Story:
    """The story as its people write it, whatever readers see of it. AppError as `draft_for`."""
    draft_for(conn, caller.user_id, story_id, Role.VIEWER)
    return _shown_one(conn, caller, story_id)


def list_unpublished(
    conn: Connection, caller: Caller, asked: PageRequest[Position]
) -> Page[schemas.Story]:
    """A page of the caller's unpublished drafts, changed last first; of all for administrators."""
    page = own_stories.unpublished(conn, caller.user_id, asked)
    return Page(_shown(conn, caller, list(page.rows)), page.next)


def _row(conn: Connection, story_id: str) -> OwnRow:
    row = own_stories.own_row(conn, story_id)
    if row is None:
        raise not_found("Story")
    return row


def _check(conn: Connection, caller: Caller, row: OwnRow, *, needs_match: bool = True) -> None:
    check_revision(
        caller.if_match,
        Revised(row.revision, row.changed_by),
        caller.user_id,
        lambda: _shown(conn, caller, [row])[0],
        needs_match=needs_match,
    )


def _cover(conn: Connection, caller: Caller, story_id: str, media_id: str | None) -> None:
    """Give the draft a cover, in its document too; the row names it then."""
    attach_cover(conn, caller, story_id, media_id)
    stored = story_row(conn, story_id)
    if stored is not None:
        declarations = with_cover(stored.declarations, media_id)
        conn.execute(_DECLARE, {"of_id": story_id, "new_declarations": declarations})


def _shown_one(conn: Connection, caller: Caller, story_id: str) -> schemas.Story:
    return _shown(conn, caller, [_row(conn, story_id)])[0]


def _shown(conn: Connection, caller: Caller, rows: list[OwnRow]) -> list[schemas.Story]:
    sizes = own_stories.sizes_of(conn, [row.id for row in rows])
    return [_story(caller, row, sizes.get(row.id, NOTHING)) for row in rows]


def _story(caller: Caller, row: OwnRow, size: Size) -> schemas.Story:
    given = row.ratings_count or 0
    return schemas.Story(
        story_id=row.id,
        title=row.title,
        description=row.description,
        author=row.author,
        author_id=row.owner_id,
        difficulty_level=row.difficulty_level,
        category=row.category,
        tags=row.tags,
        language=row.language,
        content_notes=row.content_notes,
        is_published=row.is_published,
        listed=row.is_listed,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        rating=round((row.ratings_sum or 0) / given, 2) if given else None,
        ratings_count=given,
        plays_count=row.plays_count or 0,
        nodes_count=size.nodes,
        endings_count=size.endings,
        estimated_minutes=estimated_minutes(size.characters // _CHARACTERS_A_WORD, size.endings),
        cover_url=media_url(row.id, row.cover_media_id, caller.signer),
        revision=row.revision,
    )


_SETTLE = (
    update(Story)
    .where(Story.id == OF_ID)
    .values(
        is_listed=bindparam("new_is_listed"),
        cover_media_id=bindparam("new_cover", type_=Identifier),
    )
)
_DECLARE = update(Story).where(Story.id == OF_ID).values(declarations=bindparam("new_declarations"))
_EDIT = (
    update(Story)
    .where(Story.id == OF_ID)
    .values(
        **{column: bindparam(f"new_{column}") for column in _COLUMNS.values()},
        revision=Story.revision + 1,
        draft_revision=Story.draft_revision + 1,
        changed_by=BY,
        updated_at=bindparam("at"),
    )
)
