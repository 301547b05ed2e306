"""Rows of clips as the two faces show them."""

from datetime import datetime
from typing import Any

from emberline.clips.queries.rows import ClipRow, Origin
from emberline.clips.rules.stickers import ShownSticker, as_shown
from emberline.clips.schemas import clips, older
from emberline.clips.service.reading import ClipPage
from emberline.kit.files import FileSigner
from emberline.kit.runtime import Runtime
from emberline.media.rules import Status
from emberline.media.service.media import display_name


class Presenter:
    """Shows clips to one viewer at one moment, with addresses signed for them."""

    def __init__(self, runtime: Runtime, viewer_id: str, now: datetime) -> None:
        self._signer = FileSigner(runtime.files_signer, viewer_id, now)
        self.viewer_id = viewer_id
        self._now = now

    def page(self, page: ClipPage) -> list[clips.Clip]:
        """The page's clips on the `/stories` face."""
        return [self.clip(row, page) for row in page.rows]

    def clip(self, row: ClipRow, page: ClipPage) -> clips.Clip:
        """One clip of the page on the `/stories` face."""
        own = row.author_id == self.viewer_id
        media_url, thumbnail_url = self._addresses(row)
        return clips.Clip(
            id=row.id,
            story_id=row.id,
            user_id=row.author_id,
            username=row.username,
            kind=row.kind,
            text=row.text,
            media_url=media_url,
            thumbnail_url=thumbnail_url,
            width=row.width,
            height=row.height,
            duration_seconds=row.duration_seconds,
            alt_text=row.alt_text,
            caption=row.caption,
            visibility=row.visibility,
            created_at=_since(row),
            expires_at=row.expires_at,
            is_active=self._is_active(row),
            status=row.status,
            seen=row.seen,
            allow_replies=row.allow_replies,
            allow_reactions=row.allow_reactions,
            allow_comments=row.allow_comments,
            views_count=row.views_count,
            audience_user_ids=page.audiences.get(row.id, []) if own else None,
            reactions_count=row.reactions_count,
            my_reaction=row.my_reaction,
            stickers=_stickers(row, page),
            origin=None if row.origin_id is None else _origin(page.origins[row.origin_id]),
            failure_reason=row.failure_reason if own else None,
            max_views=row.max_views if own else None,
            story_link=page.story_links.get(row.story_link_id) if row.story_link_id else None,
        )

    def uploaded(self, row: ClipRow) -> older.UploadedClip:
        """One clip on the `/api/clips` face."""
        return older.UploadedClip(**self._older(row))

    def followed(self, row: ClipRow) -> older.FollowedClip:
        """One clip on the `/api/clips` face with its author's name."""
        return older.FollowedClip(**self._older(row), uploaded_by=row.username)

    def _older(self, row: ClipRow) -> dict[str, Any]:
        media_url, thumbnail_url = self._addresses(row)
        return {
            "clip_id": row.id,
            "user_id": row.author_id,
            "file_url": media_url,
            "caption": row.caption,
            "created_at": _since(row),
            "expires_at": row.expires_at,
            "kind": row.kind,
            "text": row.text,
            "thumbnail_url": thumbnail_url,
            "visibility": row.visibility,
        }

    def _addresses(self, row: ClipRow) -> tuple[str | None, str | None]:
        """Where the clip's file and its thumbnail are served; nothing before it is ready."""
        if row.media_id is None or row.status != Status.READY:
            return None, None
        base = f"/files/clip/{row.id}"
        query = self._signer.query(base)
        return f"{base}/{display_name(row.kind)}{query}", f"{base}/thumbnail.webp{query}"

    def _is_active(self, row: ClipRow) -> bool:
        if row.published_at is None or row.expires_at is None:
            return False
        return row.published_at <= self._now < row.expires_at


def _stickers(row: ClipRow, page: ClipPage) -> list[ShownSticker]:
    if not row.stickers:
        return []
    titles = {story_id: story.title for story_id, story in page.story_links.items()}
    return as_shown(row.stickers, page.mentioned, titles, page.votes)


def _since(row: ClipRow) -> datetime:
    """When the clip was published, or the draft made."""
    since = row.published_at or row.drafted_at
    assert since is not None
    return since


def _origin(origin: Origin) -> clips.Origin:
    return clips.Origin(origin.id, origin.id, origin.author_id, origin.username, origin.caption)
