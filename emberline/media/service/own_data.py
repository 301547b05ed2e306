"""What the export holds of somebody's media, unfinished uploads too."""

from sqlalchemy import Connection, bindparam, select

from emberline.media.models import Media, ResumableUpload


def export_media(conn: Connection, owner_id: str) -> list[dict[str, object]]:
    """The owner's media for the export, without keys."""
    return [dict(row) for row in conn.execute(_MEDIA, {"of_owner": owner_id}).mappings()]


def export_uploads(conn: Connection, owner_id: str) -> list[dict[str, object]]:
    """The owner's resumable uploads of the last day for the export."""
    return [dict(row) for row in conn.execute(_UPLOADS, {"of_owner": owner_id}).mappings()]


_MEDIA = select(
    Media.id,
    Media.kind,
    Media.status,
    Media.media_type,
    Media.width,
    Media.height,
    Media.bytes,
    Media.created_at,
).where(Media.owner_id == bindparam("of_owner"))
_UPLOADS = (
    select(
        ResumableUpload.id,
        ResumableUpload.filename,
        ResumableUpload.length,
        ResumableUpload.received,
        ResumableUpload.media_id,
        ResumableUpload.created_at,
        ResumableUpload.expires_at,
    )
    .where(ResumableUpload.owner_id == bindparam("of_owner"))
    .order_by(ResumableUpload.id)
)
