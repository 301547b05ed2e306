"""Pictures and sounds of stories: taken from their owners' uploads, addressed, served, let go."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, insert, literal, or_, select, update

from emberline.kit.db import Identifier
from emberline.kit.errors import conflict, invalid, not_found
from emberline.kit.files import FileSigner, StoredBytes
from emberline.kit.ids import is_id
from emberline.media.models import Media
from emberline.media.service import media as media_service
from emberline.stories.engine.document import Story as Document
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.people import StoryMedia
from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.queries.access import IS_ADMIN, MAY_READ, NOBODY_ID, STORY_ID, VIEWER

MOST_MEDIA = 2000
"""So many pictures and sounds a story may have, those of older versions among them."""

_KINDS = ("image", "audio")

PictureSizes = Mapping[str, tuple[int, int]]


def media_url(
    story_id: str,
    source: str | None,
    signer: FileSigner | None = None,
    *,
    name: str = "display",
) -> str | None:
    """Where the bytes of a story's picture or sound are served; None where there are none.

    source: the id of media, as the document and `cover_media_id` have it; None, or the name of a
    file that an import did not bring, has no address. Without a `signer` the address is open, as an
    avatar's is: it leads somewhere while the story is published and one of its published versions,
    or its catalogue entry as the cover, shows the media. With the viewer's (`FileSigner`) it leads
    the story's people to media of the draft too: use that wherever a draft or a playtest is shown.
    name: `thumbnail` for a picture's small one.
    """
    if source is None or not is_id(source):
        return None
    base = _base(story_id)
    address = f"{base}/{source}/{name}"
    return address if signer is None else address + signer.query(base)


def signed_url(story_id: str, address: str, signer: FileSigner) -> str:
    """An open address of `media_url`, signed: it leads the story's people to the draft's media."""
    return address + signer.query(_base(story_id))


def attach(
    conn: Connection,
    story_id: str,
    viewer_id: str,
    media_ids: Iterable[str],
    now: datetime,
    *,
    kinds: Collection[str] = _KINDS,
    field: str = "media",
) -> None:
    """Let the story show these media; those that it shows already stay as they are.

    New ones must be the viewer's own and unused, as everywhere. The story's row is locked, or new.
    kinds: of which each must be; ("image",) for a cover. AppError 400 naming `field` for media of
    another kind and for what is none of the viewer's, 409 for what is shown elsewhere or when the
    story has MOST_MEDIA.
    """
    wanted = sorted(set(media_ids))
    if not wanted:
        return
    if not all(map(is_id, wanted)):
        raise invalid(field, "Send ids of media that you uploaded here.")
    had = {row.media_id: row.kind for row in conn.execute(_HAD, {"story_id": story_id})}
    if any(had[each] not in kinds for each in wanted if each in had):
        raise _wrong_kind(field, kinds)
    fresh = [each for each in wanted if each not in had]
    if len(had) + len(fresh) > MOST_MEDIA:
        raise conflict("Too many media", f"A story has at most {MOST_MEDIA} pictures and sounds.")
    for media_id in fresh:
        if media_service.claim(conn, viewer_id, media_id, now, field=field).kind not in kinds:
            raise _wrong_kind(field, kinds)
    if fresh:
        rows = [{"story_id": story_id, "media_id": each, "added_at": now} for each in fresh]
        conn.execute(_ADD, [{**row, "is_public": False} for row in rows])


def media_in(document: Document) -> set[str]:
    """The ids of all media that a document names; names of files are left out."""
    sources = {media.source for node in document.nodes for media in node.media}
    sources |= {item.image for item in document.items.values() if item.image}
    if document.cover:
        sources.add(document.cover)
    return {source for source in sources if is_id(source)}


def publish_media(conn: Connection, story_id: str, document: Document) -> None:
    """Open what a version that is published shows to all who may read the story.

    Call it in the transaction that freezes the version under a number.
    """
    media_ids = sorted(media_in(document))
    if media_ids:
        conn.execute(_PUBLISH, {"of_story": story_id, "media_ids": media_ids})


def doom_media_of(conn: Connection, story_ids: str | Sequence[str], now: datetime) -> list[str]:
    """Delete all media of stories that are about to be deleted; the keys of the files.

    Call it before the stories' rows go, and bury the keys after the commit (`media.jobs.bury`).
    """
    names = [story_ids] if isinstance(story_ids, str) else list(story_ids)
    media_ids = conn.execute(_OF_STORIES, {"story_ids": names}).scalars().all()
    return media_service.doom(conn, sorted(set(media_ids)), now)


def files_of(conn: Connection, story_id: str, media_ids: Sequence[str]) -> dict[str, StoredBytes]:
    """The files, by their ids, of those of the story's media that are ready to be shown."""
    binds = {"story_id": story_id, "media_ids": list(media_ids)}
    rows = conn.execute(_FILES_OF, binds)
    return {row.id: StoredBytes(row.key, row.media_type) for row in rows}


def picture_sizes(conn: Connection, story_id: str) -> PictureSizes:
    """Width and height in pixels of the story's pictures, by their ids; unknown ones left out."""
    rows = conn.execute(_SIZES, {"story_id": story_id})
    return {row.id: (row.width, row.height) for row in rows}


def story_file(
    conn: Connection, viewer_id: str | None, story_id: str, media_id: str, name: str
) -> StoredBytes:
    """The file behind an address that `media_url` made; viewer: None for one without a signature.

    AppError 404 when it is not there, not ready, or not (any more) for the viewer.
    """
    binds = {"story_id": story_id, "media_id": media_id, "viewer_id": viewer_id or NOBODY_ID}
    row = conn.execute(_FILE, binds).first()
    if row is None:
        raise not_found("File")
    return _named(row, name)


def _named(row: Row[*tuple[object, ...]], name: str) -> StoredBytes:
    if name == "display" and row.key:
        return StoredBytes(row.key, row.media_type)
    if name == "thumbnail" and row.thumbnail_key and row.thumbnail_type:
        return StoredBytes(row.thumbnail_key, row.thumbnail_type)
    raise not_found("File")


def _base(story_id: str) -> str:
    return f"/files/story/{story_id}"


def _wrong_kind(field: str, kinds: Collection[str]) -> Exception:
    named = "a picture" if "audio" not in kinds else "pictures and sounds"
    return invalid(field, f"Only {named} can be shown here.")


_MEDIA_ID = bindparam("media_id", type_=Identifier)
_ADD = insert(StoryMedia)
_HAD = (
    select(StoryMedia.media_id, Media.kind)
    .join(Media, Media.id == StoryMedia.media_id)
    .where(StoryMedia.story_id == STORY_ID)
)
_PUBLISH = (
    update(StoryMedia)
    .where(
        StoryMedia.story_id == bindparam("of_story", type_=Identifier),
        StoryMedia.media_id.in_(bindparam("media_ids", type_=Identifier, expanding=True)),
        StoryMedia.is_public.is_(False),
    )
    .values(is_public=True)
)
_OF_STORIES = select(StoryMedia.media_id).where(
    StoryMedia.story_id.in_(bindparam("story_ids", type_=Identifier, expanding=True))
)
_FILES_OF = (
    select(Media.id, Media.key, Media.media_type)
    .join(StoryMedia, StoryMedia.media_id == Media.id)
    .where(
        StoryMedia.story_id == STORY_ID,
        Media.id.in_(bindparam("media_ids", type_=Identifier, expanding=True)),
        Media.key.is_not(None),
    )
)
_SIZES = (
    select(Media.id, Media.width, Media.height)
    .join(StoryMedia, StoryMedia.media_id == Media.id)
    .where(
        StoryMedia.story_id == STORY_ID,
        Media.kind == "image",
        Media.width.is_not(None),
        Media.height.is_not(None),
    )
)
_IS_OF_ITS_PEOPLE = or_(
    IS_ADMIN,
    select(literal(1))
    .where(Story.id == StoryMedia.story_id, Story.owner_id == VIEWER)
    .correlate(StoryMedia)
    .exists(),
    select(literal(1))
    .where(Collaborator.story_id == StoryMedia.story_id, Collaborator.user_id == VIEWER)
    .correlate(StoryMedia)
    .exists(),
)
_IS_OPEN = (
    select(literal(1))
    .where(
        CatalogueEntry.story_id == StoryMedia.story_id,
        or_(StoryMedia.is_public, CatalogueEntry.cover_media_id == StoryMedia.media_id),
        MAY_READ,
    )
    .correlate(StoryMedia)
    .exists()
)
_FILE = (
    select(Media.key, Media.media_type, Media.thumbnail_key, Media.thumbnail_type)
    .join(StoryMedia, StoryMedia.media_id == Media.id)
    .where(
        StoryMedia.story_id == STORY_ID,
        StoryMedia.media_id == _MEDIA_ID,
        or_(_IS_OF_ITS_PEOPLE, _IS_OPEN),
    )
)
