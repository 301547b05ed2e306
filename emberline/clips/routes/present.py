"""Rows of clips as the two faces show them."""

from datetime import datetime
from typing import Any

from emberline.clips import schemas
from emberline.clips.queries import ClipRow
from emberline.clips.rules import Status
from emberline.clips.service import ClipPage
from emberline.kit.files import FileSigner
from emberline.kit.runtime import Runtime


class Presenter:
    """Shows clips to one viewer at one moment, with addresses signed for them."""

    def __init__(self, runtime: Runtime, viewer_id: str, now: datetime) -> None:
        self._signer = FileSigner(runtime.files_signer, viewer_id, now)
        self._viewer_id = viewer_id
        self._now = now

    def clips(self, page: ClipPage) -> list[schemas.Clip]:
        """The page's clips on the `/stories` face."""
        return [self.clip(row, page.audiences) for row in page.rows]

    def clip(self, row: ClipRow, audiences: dict[str, list[str]]) -> schemas.Clip:
        """One clip on the `/stories` face."""
        own = row.author_id == self._viewer_id
        media_url, thumbnail_url = self._addresses(row)
        return schemas.Clip(
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
            created_at=row.published_at,
            expires_at=row.expires_at,
            is_active=row.published_at <= self._now < row.expires_at,
            status=row.status,
            seen=row.seen,
            allow_replies=row.allow_replies,
            allow_reactions=row.allow_reactions,
            allow_comments=row.allow_comments,
            views_count=row.views_count,
            audience_user_ids=audiences.get(row.id, []) if own else None,
            reactions_count=0 if own else None,
        )

    def uploaded(self, row: ClipRow) -> schemas.UploadedClip:
        """One clip on the `/api/clips` face."""
        return schemas.UploadedClip(**self._older(row))

    def followed(self, row: ClipRow) -> schemas.FollowedClip:
        """One clip on the `/api/clips` face with its author's name."""
        return schemas.FollowedClip(**self._older(row), uploaded_by=row.username)

    def _older(self, row: ClipRow) -> dict[str, Any]:
        media_url, thumbnail_url = self._addresses(row)
        return {
            "clip_id": row.id,
            "user_id": row.author_id,
            "file_url": media_url,
            "caption": row.caption,
            "created_at": row.published_at,
            "expires_at": row.expires_at,
            "kind": row.kind,
            "text": row.text,
            "thumbnail_url": thumbnail_url,
            "visibility": row.visibility,
        }

    def _addresses(self, row: ClipRow) -> tuple[str | None, str | None]:
        """Where the clip's picture and its thumbnail are served; nothing before it is ready."""
        if row.media_id is None or row.status != Status.READY:
            return None, None
        base = f"/files/clip/{row.id}"
        query = self._signer.query(base)
        return f"{base}/display.webp{query}", f"{base}/thumbnail.webp{query}"
